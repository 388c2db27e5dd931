// Does one action: asks only what the action needs, keeps what was typed, and stays calm when somebody was faster.
import { X } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { KeptPhotos } from './kept-photos.tsx'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk, useDistrict } from './ask.ts'
import { Sheet } from './bits.tsx'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import { holdBack } from './held.ts'
import { HolderPicker, MatterPicker } from './holder-picker.tsx'

type Told = { readonly page: MatterPage | null; readonly said: Label; readonly isDone: boolean }

export function ActDialog({
  page,
  choice,
  onTold,
  onClose,
}: {
  page: MatterPage
  choice: Choice
  onTold: (told: Told) => void
  onClose: () => void
}): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { id, number } = page.matter
  // An act that was held back and then refused comes back here with its words and the reason.
  const [before] = useState(() => readDraft(id, choice.action))
  const [value, setValue] = useState<AnswerValues>(before.value)
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>(before.told?.field ? { [before.told.field]: before.told.label } : {})
  const [fault, setFault] = useState<Label | null>(before.told?.label ?? null)
  const [isSending, setSending] = useState(false)
  // The same press sent twice must count once, so its name is kept until the server has answered.
  const act = useRef(newActId())
  // What the person saw when the form opened; a refresh behind it must not slip by unread.
  const seen = useRef(page.matter.seq)
  const [isCalm, setCalm] = useState(before.told?.code === 'moved-on')
  const shop = useAsk('district')
  const change = (next: AnswerValues) => {
    keepDraft(id, choice.action, { value: next, told: null })
    setValue(next)
  }
  // What must be answered stands first; what may stay empty follows.
  const needed = [...choice.form].sort((one, other) => Number(one.optional ?? false) - Number(other.optional ?? false))
  const send = async () => {
    const missing = missingIn(choice.form, value)
    setErrors(missing)
    if (isSending || Object.keys(missing).length > 0) return
    // What can still be undone is held back for a moment; what is grave was confirmed by this very form and goes at once.
    if (choice.tone !== 'grave') {
      holdBack({ act: act.current, matter: id, number, action: choice.action, label: choice.label, answers: value, seen: seen.current })
      dropDraft(id, choice.action)
      return onClose()
    }
    setSending(true)
    setFault(null)
    const told = await tell('act', {
      params: { id },
      body: { act: act.current, action: choice.action, answers: value, seen: seen.current },
    })
    setSending(false)
    if (told.ok) {
      dropDraft(id, choice.action)
      return onTold({ page: told.answer.page, isDone: true, said: { zh: `记下了：${choice.label.zh}`, en: `Done: ${choice.label.en}` } })
    }
    if (told.status !== 0) act.current = newActId()
    if (told.page) seen.current = told.page.matter.seq
    setCalm(told.code === 'moved-on')
    if (told.page && told.page.choices.some((each) => each.action === choice.action && !each.refusal))
      onTold({ page: told.page, isDone: false, said: told.label })
    else if (told.page) return onTold({ page: told.page, isDone: true, said: told.label })
    if (told.field) setErrors({ [told.field]: told.label })
    return setFault(told.label)
  }
  return (
    <Sheet onClose={onClose} label={choice.label}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <header>
          <h2 className="t18">{say(choice.label)}</h2>
          <button type="button" className="iconbtn" aria-label={say({ zh: '关闭', en: 'Close' })} onClick={onClose}>
            <X className="i" />
          </button>
        </header>
        <div className="mid">
          <p className="t14 m">
            {page.matter.number}·{page.matter.headline || say(page.matter.title)}
          </p>
          {fault ? (
            <p className={isCalm ? 'calmbox' : 'faultbox'} role="alert">
              {say(fault)}
              {isCalm ? say({ zh: '。写的还在，看过再交。', en: '. Your words are kept; look, then send.' }) : ''}
            </p>
          ) : null}
          <AnswerForm
            fields={needed}
            value={value}
            onChange={change}
            errors={errors}
            district={district}
            said={page.reporterSees ? page.words : ''}
            categories={shop.data?.categories ?? []}
            renderHolder={(holder) => <HolderPicker matter={page.matter.id} holder={holder} />}
            renderMatter={(picked) => <MatterPicker own={page.matter.id} picked={picked} />}
            renderKept={(kept) => <KeptPhotos files={page.attachments} kept={kept} />}
          />
          {choice.form.length === 0 ? (
            <p className="t14 m">{say({ zh: '不用再填什么。做了会记进来龙去脉。', en: 'Nothing to fill in. It will be written in the story.' })}</p>
          ) : null}
        </div>
        <footer>
          <button type="button" className="btn s" onClick={onClose}>
            {say({ zh: '先不', en: 'Not now' })}
          </button>
          <button type="submit" className={`btn ${choice.tone === 'grave' ? 'd' : 'p'}`} aria-busy={isSending}>
            {say(isSending ? { zh: '正在交……', en: 'Sending…' } : choice.label)}
          </button>
        </footer>
      </form>
    </Sheet>
  )
}
