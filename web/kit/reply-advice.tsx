// Beside a reply while it is written: four lines one may start from, and what somebody would miss in it. Advice; only a bare set phrase is refused.
import { Lightbulb } from 'lucide-react'
import { useDeferredValue, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { adviceOn, replyParts, type Asked } from '../../core/reply-check.ts'
import { useSay } from './say.tsx'

export type ReplyAdviceProps = {
  /** the id of the field that is written in */ readonly field: string
  readonly words: string
  readonly asked: Asked
  readonly onChange: (words: string) => void
}

export default function ReplyAdvice({ field, words, asked, onChange }: ReplyAdviceProps): ReactNode {
  const say = useSay()
  // what stands still for a moment is judged, not every stroke
  const settled = useDeferredValue(words)
  const hints = adviceOn(settled, asked)
  const add = (line: string) => {
    const box = document.getElementById(field)
    if (!(box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement)) return
    // what stands in the field, not what was last drawn: whoever types fast misses no letter
    const now = box.value.trim() === '' ? line : `${box.value.trimEnd()}\n${line}`
    flushSync(() => onChange(now))
    box.value = now
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
  }
  return (
    <div className="col g2">
      <div className="f g2 wrap" role="group" aria-label={say({ zh: '按这几句写', en: 'Lines to start from' })}>
        {replyParts.map((part) => {
          const line = say({ zh: `${part.zh}：`, en: `${part.en}: ` })
          return (
            <button key={part.en} type="button" className="btn s sm" disabled={words.includes(line.trim())} onClick={() => add(line)}>
              {say(part)}
            </button>
          )
        })}
      </div>
      <ul className="col g1" aria-live="polite" aria-label={say({ zh: '写的时候提醒', en: 'While you write' })}>
        {hints.map((hint) => (
          <li key={hint.code} className="note" data-hint={hint.code}>
            <Lightbulb className="i" aria-hidden="true" />
            <span>{say(hint.label)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
