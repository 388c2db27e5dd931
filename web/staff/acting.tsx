// The one way the screens act: a press sends at once when nothing is asked, otherwise the form opens; the fresh page replaces the old.
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { ActDialog } from './act-dialog.tsx'
import { keyOfAsk, tell } from './ask.ts'
import { useToast } from './bits.tsx'

export function useActing(page: MatterPage | undefined): {
  choose: (choice: Choice) => void
  dialog: ReactNode
  isBusy: boolean
  replace: (fresh: MatterPage) => void
} {
  const client = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const replace = (fresh: MatterPage) => {
    client.setQueryData(keyOfAsk('matter', { params: { id: fresh.matter.id } }), fresh)
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'inbox' || query.queryKey[0] === 'matters' })
  }
  const atOnce = async (choice: Choice, on: MatterPage) => {
    setBusy(true)
    const told = await tell('act', {
      params: { id: on.matter.id },
      body: { act: newActId(), action: choice.action, answers: {}, seen: on.matter.seq },
    })
    setBusy(false)
    const fresh = told.ok ? told.answer.page : told.page
    if (fresh) replace(fresh)
    toast({
      say: told.ok ? { zh: `记下了：${choice.label.zh}`, en: `Done: ${choice.label.en}` } : told.label,
      matter: on.matter.id,
      number: on.matter.number,
    })
  }
  const choose = (choice: Choice) => {
    if (!page || choice.refusal || isBusy) return
    if (choice.form.length === 0 && choice.tone !== 'grave') void atOnce(choice, page)
    else setOpen(choice.action)
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
  return { choose, dialog, isBusy, replace }
}
