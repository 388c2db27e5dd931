// The meeting: one item at a time, what was said before, and the progress of today written down before the next one.
import { useRef, useState, type ReactNode } from 'react'
import type { AgendaItem } from '../../core/oversight-shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { ItemFacts } from './agenda.tsx'
import { tell } from './ask.ts'
import { useLetters, useToast } from './bits.tsx'

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export function MeetingMode({ items, onEnd, onSaved }: { items: readonly AgendaItem[]; onEnd: () => void; onSaved: () => void }): ReactNode {
  const say = useSay()
  const [at, setAt] = useState(0)
  const item = items[Math.min(at, items.length - 1)]
  const field = useRef<HTMLTextAreaElement>(null)
  const go = (step: number) => setAt((now) => Math.max(0, Math.min(items.length - 1, now + step)))
  useLetters(
    {
      j: { say: { zh: '下一件', en: 'Next item' }, run: () => go(1) },
      k: { say: { zh: '上一件', en: 'Item before' }, run: () => go(-1) },
      i: { say: { zh: '记进展', en: 'Write progress' }, run: () => field.current?.focus() },
      q: { say: { zh: '散会', en: 'End the meeting' }, run: onEnd },
    },
    true,
  )
  if (!item) return null
  return (
    <section className="pan ovmeet" aria-label={say({ zh: '会上', en: 'The meeting' })}>
      <div className="f jb ac wrap g2">
        <p className="b" aria-live="polite">
          {say({ zh: `第 ${at + 1} 件，共 ${items.length} 件`, en: `Item ${at + 1} of ${items.length}` })}
        </p>
        <div className="f g2 wrap">
          <button type="button" className="btn s" disabled={at === 0} onClick={() => go(-1)}>
            {say({ zh: '上一件', en: 'Before' })}
          </button>
          <button type="button" className="btn s" disabled={at >= items.length - 1} onClick={() => go(1)}>
            {say({ zh: '下一件', en: 'Next' })}
          </button>
          <button type="button" className="btn t" onClick={onEnd}>
            {say({ zh: '散会', en: 'End' })}
          </button>
        </div>
      </div>
      <ItemFacts item={item} />
      {item.plan ? (
        <p>
          <b>{say({ zh: '计划：', en: 'Plan: ' })}</b>
          {item.plan}
        </p>
      ) : null}
      <Before item={item} />
      {item.row.state === 'led' ? (
        <ProgressForm key={item.row.id} item={item} field={field} onSaved={() => { onSaved(); go(1) }} />
      ) : (
        <p className="calmbox">
          {say({ zh: `现在是“${item.row.stateLabel.zh}”，打开这件去办。`, en: `It stands at “${item.row.stateLabel.en}”; open it to act.` })}
        </p>
      )}
    </section>
  ) // prettier-ignore
}

function Before({ item }: { item: AgendaItem }): ReactNode {
  const say = useSay()
  if (item.meetings.length === 0) return <p className="m">{say({ zh: '以前的会上还没有进展。', en: 'No progress at meetings so far.' })}</p>
  return (
    <ol className="ovsteps">
      {item.meetings.map((meeting) => (
        <li key={meeting.at}>
          <b>{meeting.day ?? ''}</b> {meeting.moved}
          {meeting.next ? say({ zh: `；下一步：${meeting.next}`, en: `; next: ${meeting.next}` }) : ''}
          {meeting.spent === null ? '' : say({ zh: `；花了 ${meeting.spent} 元`, en: `; spent ¥${meeting.spent}` })}
        </li>
      ))}
    </ol>
  )
}

type FormProps = { readonly item: AgendaItem; readonly field: React.RefObject<HTMLTextAreaElement | null>; readonly onSaved: () => void }

/** Ctrl+Enter writes it down and goes on to the next item. */
function ProgressForm({ item, field, onSaved }: FormProps): ReactNode {
  const say = useSay()
  const toast = useToast()
  const act = useRef(newActId())
  const [moved, setMoved] = useState('')
  const [next, setNext] = useState('')
  const [spent, setSpent] = useState('')
  const [isSending, setSending] = useState(false)
  const send = async () => {
    if (isSending) return
    if (moved.trim() === '') return field.current?.focus()
    setSending(true)
    const answers = { meeting: today(), moved, ...(next.trim() ? { next } : {}), ...(Number(spent) > 0 ? { spent: Number(spent) } : {}) }
    const told = await tell('act', { params: { id: item.row.id }, body: { act: act.current, action: 'progress', answers } })
    setSending(false)
    toast({ say: told.ok ? { zh: '进展记下了', en: 'Progress noted' } : told.label })
    if (told.ok) onSaved()
    else if (told.status !== 0) act.current = newActId()
  }
  return (
    <form
      className="col g3"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
      }}
    >
      <label className="col g1">
        {say({ zh: '这次动了什么', en: 'What moved' })}
        <textarea ref={field} className="field w" rows={3} maxLength={2000} required value={moved} onChange={(event) => setMoved(event.target.value)} />
      </label>
      <label className="col g1">
        {say({ zh: '下一步（可以不填）', en: 'Next (optional)' })}
        <input className="field w" maxLength={500} value={next} onChange={(event) => setNext(event.target.value)} />
      </label>
      <label className="col g1">
        {say({ zh: '这次花了多少钱（元，可以不填）', en: 'Money spent, yuan (optional)' })}
        <input className="field" inputMode="numeric" value={spent} onChange={(event) => setSpent(event.target.value.replace(/\D/g, ''))} />
      </label>
      <button type="submit" className="btn p" aria-busy={isSending} style={{ alignSelf: 'flex-start' }}>
        {say({ zh: '记下，下一件（Ctrl+回车）', en: 'Write down, next (Ctrl+Enter)' })}
      </button>
    </form>
  ) // prettier-ignore
}
