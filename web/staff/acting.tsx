// The one way the screens act: a press that asks nothing is taken at once, handing on has its own page, everything else opens its form.
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { ActDialog } from './act-dialog.tsx'
import { keyOfAsk } from './ask.ts'
import { useToast } from './bits.tsx'
import { holdBack, useHeld } from './held.ts'

/** Handing on is chosen on a page of its own: one person to find among many. */
export const isDispatch = (choice: Choice): boolean => choice.form.some((field) => field.kind === 'holder')

export function useActing(page: MatterPage | undefined): {
  choose: (choice: Choice) => void
  dialog: ReactNode
  replace: (fresh: MatterPage) => void
} {
  const client = useQueryClient()
  const toast = useToast()
  const held = useHeld()
  const [at, go] = useLocation()
  const [open, setOpen] = useState<string | null>(null)
  const replace = (fresh: MatterPage) => {
    client.setQueryData(keyOfAsk('matter', { params: { id: fresh.matter.id } }), fresh)
    void client.invalidateQueries({ predicate: (query) => ['inbox', 'matters', 'route'].includes(String(query.queryKey[0])) })
  }
  const choose = (choice: Choice) => {
    if (!page || choice.refusal || held?.matter === page.matter.id) return
    const { id, number, seq } = page.matter
    if (isDispatch(choice)) return go(`/m/${id}/dispatch?${new URLSearchParams({ do: choice.action, from: at + location.search }).toString()}`)
    if (choice.form.length > 0 || choice.tone === 'grave') return setOpen(choice.action)
    return holdBack({ act: newActId(), matter: id, number, action: choice.action, label: choice.label, answers: {}, seen: seq })
  }
  const choice = page?.choices.find((each) => each.action === open)
  const dialog =
    page && choice ? (
      <ActDialog
        key={`${page.matter.id}:${choice.action}`}
        page={page}
        choice={choice}
        onClose={() => setOpen(null)}
        onTold={(told) => {
          if (told.page) replace(told.page)
          if (!told.isDone) return
          setOpen(null)
          toast({ say: told.said, matter: page.matter.id, number: page.matter.number })
        }}
      />
    ) : null
  return { choose, dialog, replace }
}
