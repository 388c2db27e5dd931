// A question with its form: in a dialog or in a panel of the page, sent once at a time, saying under its fields what was wrong.
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { Sheet } from './bits.tsx'

/** Sends what was filled in: what was wrong with it, `'said'` when its fields say that themselves, or null when it went through. */
export type Send = (form: HTMLFormElement) => Promise<Label | 'said' | null>

type Question = {
  /** the heading, and the name a reader is told */ readonly label: Label
  readonly submit: Label
  /** what cannot be taken back is asked in red */ readonly isGrave?: boolean
  readonly onSend: Send
  readonly children: ReactNode
}

/** Closes when what was sent went through; stays, with the words for it, when it did not. */
export function FormSheet({ label, submit, isGrave, notNow, onSend, onClose, children }: Question & { readonly notNow?: Label; readonly onClose: () => void }): ReactNode {
  const say = useSay()
  const { fault, isSending, onSubmit } = useSending(onSend, onClose)
  return (
    <Sheet label={label} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <header>
          <h2 className="t18">{say(label)}</h2>
        </header>
        <div className="mid col g3">
          {children}
          {fault}
        </div>
        <footer>
          <button type="button" className="btn s" onClick={onClose}>
            {say(notNow ?? { zh: '先不', en: 'Not now' })}
          </button>
          <button type="submit" className={isGrave ? 'btn d' : 'btn p'} aria-busy={isSending}>
            {say(submit)}
          </button>
        </footer>
      </form>
    </Sheet>
  )
} // prettier-ignore

/** Stands in the page and is empty again when what was sent went through. */
export function FormPanel({ label, submit, onSend, children }: Question): ReactNode {
  const say = useSay()
  const { fault, isSending, onSubmit } = useSending(onSend, (form) => form.reset())
  return (
    <form className="pan col g3" style={{ padding: 16 }} onSubmit={onSubmit}>
      <h2 className="t16">{say(label)}</h2>
      {children}
      {fault}
      <button type="submit" className="btn p" style={{ alignSelf: 'flex-start' }} aria-busy={isSending}>
        {say(submit)}
      </button>
    </form>
  )
}

/** In a long form the words may come below what is seen. */
const bringIntoView = (words: HTMLElement | null): void => words?.scrollIntoView({ block: 'nearest' })

function useSending(onSend: Send, onDone: (form: HTMLFormElement) => void) {
  const say = useSay()
  const [fault, setFault] = useState<Label | 'said' | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async (form: HTMLFormElement) => {
    setSending(true)
    // so that the same fault, said again, is heard and seen again
    setFault(null)
    const wrong = await onSend(form)
    setSending(false)
    setFault(wrong)
    if (wrong === null) onDone(form)
  }
  return {
    isSending,
    fault:
      fault && fault !== 'said' ? (
        <p className="faultbox" role="alert" ref={bringIntoView}>
          {say(fault)}
        </p>
      ) : null,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      // a second press while the first is under way sends nothing twice
      if (!isSending) void send(event.currentTarget)
    },
  }
}
