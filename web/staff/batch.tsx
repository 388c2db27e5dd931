// Does the same step on several matters at once, when all of them allow it and it asks for nothing.
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Choice, MatterPage, MatterRow } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { askOptions, tell, useDistrict } from './ask.ts'
import { useToast } from './bits.tsx'

const isEasy = (choice: Choice): boolean =>
  choice.refusal === null && choice.tone !== 'grave' && choice.form.every((field) => field.optional === true)
const sharedBy = (pages: readonly MatterPage[]): readonly Choice[] =>
  (pages[0]?.choices ?? []).filter(
    (choice) => isEasy(choice) && pages.every((page) => page.choices.some((each) => each.action === choice.action && isEasy(each))),
  )

export function BatchBar({ rows, onDone }: { rows: readonly MatterRow[]; onDone: () => void }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const client = useQueryClient()
  const toast = useToast()
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<readonly string[]>([])
  const pages = useQueries({ queries: rows.map((row) => askOptions(district, 'matter', { params: { id: row.id } })) }).flatMap((query) =>
    query.data ? [query.data] : [],
  )
  const isAll = pages.length === rows.length
  const send = async (choice: Choice) => {
    if (isSending) return
    setSending(true)
    const told = await tell('batch', {
      body: {
        acts: pages.map((page) => ({ act: newActId(), action: choice.action, answers: {}, seen: page.matter.seq, matter: page.matter.id })),
      },
    })
    setSending(false)
    await client.invalidateQueries()
    if (!told.ok) return setRefused([say(told.label)])
    const not = told.answer.results.flatMap((result) =>
      result.refusal ? [`${pages.find((page) => page.matter.id === result.matter)?.matter.number ?? ''} ${say(result.refusal.label)}`] : [],
    )
    const n = told.answer.results.length - not.length
    toast({
      say: {
        zh: `${choice.label.zh}：${n}/${told.answer.results.length} 件办成了`,
        en: `${choice.label.en}: ${n} of ${told.answer.results.length} done`,
      },
    })
    return not.length > 0 ? setRefused(not) : onDone()
  }
  const shared = sharedBy(pages)
  return (
    <div className="col g2" style={{ padding: '12px 16px', borderTop: '1px solid var(--line)' }} aria-live="polite">
      <p className="t14 b">{say({ zh: `选了 ${rows.length} 件`, en: `${rows.length} selected` })}</p>
      {isAll && shared.length === 0 ? (
        <p className="t13 m">
          {say({ zh: '这几件没有能一起做的步骤：要么走到的环节不同，要么要一件件填写。', en: 'No step can be done on all of these at once.' })}
        </p>
      ) : null}
      <div className="f g2 wrap">
        {isAll
          ? shared.map((choice) => (
              <button key={choice.action} type="button" className="btn soft" onClick={() => void send(choice)}>
                {say(
                  isSending
                    ? { zh: '正在交……', en: 'Sending…' }
                    : { zh: `${choice.label.zh} ${rows.length} 件`, en: `${choice.label.en} (${rows.length})` },
                )}
              </button>
            ))
          : null}
      </div>
      {refused.length > 0 ? (
        <ul className="faultbox" role="alert">
          {refused.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
