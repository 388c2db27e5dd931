// Reporting for somebody who is standing there, on the phone or has written: with their consent, their number kept where only rules open it.
import { useRef, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { MatterPage, Viewer } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { useAsk, useDistrict } from './ask.ts'
import { Wait } from './bits.tsx'
import { Sent } from './finding.tsx'
import { openMatter, ownArea, useOpenFields } from './opening.ts'
import { cameItself, SourceFields } from './source-fields.tsx'

export function Behalf({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const shop = useAsk('district')
  const fields = useOpenFields('resident-report', 'onBehalf')
  const [value, setValue] = useState<AnswerValues>({})
  const [came, setCame] = useState(cameItself)
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const [fault, setFault] = useState<Label | null>(null)
  const [sent, setSent] = useState<{ page: MatterPage; receipt: string | null } | null>(null)
  const [isSending, setSending] = useState(false)
  const ids = useRef({ act: newActId(), id: newActId() })
  const send = async () => {
    const missing = missingIn(fields, value)
    setErrors(missing)
    if (isSending || Object.keys(missing).length > 0) return
    setSending(true)
    const told = await openMatter({ process: 'resident-report', action: 'onBehalf', answers: value, area: ownArea(viewer), came, ...ids.current })
    setSending(false)
    if (told.ok) return setSent(told.answer)
    if (told.status !== 0) ids.current = { act: newActId(), id: newActId() }
    if (told.field) setErrors({ [told.field]: told.label })
    return setFault(told.label)
  }
  const again = () => {
    ids.current = { act: newActId(), id: newActId() }
    setValue({})
    setCame(cameItself)
    setSent(null)
  }
  if (sent)
    return (
      <>
        <Sent page={sent.page} onAgain={again} />
        {sent.receipt ? (
          <p className="callbox">
            {say({ zh: '回执码，念给本人或写给他：', en: 'Receipt code for the resident: ' })}
            <b className="b mono t20">{sent.receipt}</b>
          </p>
        ) : null}
      </>
    )
  if (fields.length === 0) return <Wait />
  return (
    <form
      className="page"
      style={{ maxWidth: 640 }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h1 className="t20">{say({ zh: '代居民报', en: 'Report for a resident' })}</h1>
      <p className="m">
        {say({
          zh: '照他说的写。电话只存着，办事的人看不到；他凭回执码自己能查。',
          en: 'Write what they say. The number is kept apart; handlers cannot see it.',
        })}
      </p>
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      <SourceFields
        came={came}
        onChange={setCame}
        own={{ source: 'on-behalf', say: { zh: '本人当面说或打电话说', en: 'In person or by phone' } }}
        errors={errors}
      />
      <AnswerForm fields={fields} value={value} onChange={setValue} errors={errors} district={district} categories={shop.data?.categories ?? []} />
      <button type="submit" className="btn p" aria-busy={isSending}>
        {say(isSending ? { zh: '正在交……', en: 'Sending…' } : { zh: '替他交上去', en: 'Send it for them' })}
      </button>
    </form>
  )
}
