// Opens anything the viewer may open, by its own form: a call, an emergency mode, something about the matter one came from.
import { useRef, useState, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { FormField, MatterPage, Opening, Viewer } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { tell, useAsk, useDistrict } from './ask.ts'
import { Empty, Fault, useToast, Wait } from './bits.tsx'
import { HolderPicker, MatterPicker } from './holder-picker.tsx'
import { ownArea } from './opening.ts'
import { SpreadPicker } from './spread-picker.tsx'

export function OpenScreen({ process, action, viewer }: { process: string; action: string; viewer: Viewer }): ReactNode {
  const [search] = useSearchParams()
  const about = search.get('about')
  const found = useAsk('openings', { query: about === null ? {} : { about } })
  const subject = useAsk('matter', { params: { id: about ?? '' }, enabled: about !== null })
  const fault = found.fault ?? subject.fault
  if (fault)
    return (
      <Fault
        fault={fault}
        onAgain={() => {
          found.again()
          subject.again()
        }}
      />
    )
  if (!found.data || (about !== null && !subject.data)) return <Wait />
  const opening = found.data.rows.find((each) => each.process === process && each.action === action)
  if (!opening) return <Empty say={{ zh: '您的岗位现在不能开这一种', en: 'Your post cannot open this now' }} />
  return <OpenForm key={`${process}|${action}|${about ?? ''}`} opening={opening} viewer={viewer} subject={subject.data} />
}

/** What must be answered first, then whom it goes to and what they should do; places and files last. */
const later: readonly string[] = ['place', 'photos', 'video', 'voice', 'matter']
const whom = (field: FormField): boolean => field.kind === 'holder' || field.kind === 'holders' || field.name === 'task'
const rank = (field: FormField): number => (later.includes(field.kind) ? 3 : field.optional ? 2 : whom(field) ? 1 : 0)

/** Of which kind of matter one is chosen, by the mark it leaves. */
const ofProcess: Readonly<Record<string, string>> = { under: 'joint-organisation' }

/** A list of tasks is typed by lines; the empty ones between are none. */
const withoutEmptyLines = (fields: readonly FormField[], value: AnswerValues): AnswerValues =>
  Object.fromEntries(
    Object.entries(value).map(([name, answer]) =>
      fields.some((field) => field.name === name && field.kind === 'spread') &&
      typeof answer === 'object' &&
      answer !== null &&
      'items' in answer &&
      Array.isArray(answer.items)
        ? [name, { ...answer, items: answer.items.filter((item: unknown) => typeof item === 'string' && item.trim() !== '') }]
        : [name, answer],
    ),
  )

function OpenForm({ opening, viewer, subject }: { opening: Opening; viewer: Viewer; subject: MatterPage | undefined }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const shop = useAsk('district')
  const toast = useToast()
  const [, go] = useLocation()
  const [search] = useSearchParams()
  // which matter it comes from, or of which organisation it is, may stand in the address
  const [value, setValue] = useState<AnswerValues>(() => Object.fromEntries(opening.form.flatMap(({ name, kind }) => (kind === 'matter' && search.get(name) ? [[name, search.get(name)]] : [])))) // prettier-ignore
  const [area, setArea] = useState<number | null>(() => ownArea(viewer))
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const [fault, setFault] = useState<Label | null>(null)
  const [isSending, setSending] = useState(false)
  const ids = useRef({ act: newActId(), id: newActId() })
  const fields = [...opening.form].sort((one, other) => rank(one) - rank(other))
  // people are called to a spot, not to the whole area of the mode
  const asksWhere = opening.process === 'call-up'
  const send = async () => {
    const missing = missingIn(fields, value)
    setErrors(missing)
    setFault(null)
    if (isSending || Object.keys(missing).length > 0) return
    setSending(true)
    const where = subject
      ? { about: subject.matter.id, ...(asksWhere && area !== null ? { area } : {}) }
      : value['place'] === undefined && area !== null
        ? { area }
        : {}
    const told = await tell('openMatter', {
      body: { ...ids.current, process: opening.process, action: opening.action, answers: withoutEmptyLines(fields, value), ...where },
    })
    setSending(false)
    if (told.ok) {
      toast({ say: { zh: `交上去了：${opening.title.zh}`, en: `Sent: ${opening.title.en}` } })
      return go(`/m/${told.answer.page.matter.id}`, { replace: true })
    }
    if (told.status !== 0) ids.current = { act: newActId(), id: newActId() }
    if (told.field) setErrors({ [told.field]: told.label })
    return setFault(told.label)
  }
  return (
    <form
      className="page"
      style={{ maxWidth: 720 }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div>
        <h1 className="t20">{say(opening.title)}</h1>
        <p className="m">{say(opening.label)}</p>
      </div>
      {subject ? (
        <p className="calmbox">
          {say({ zh: '关于', en: 'About' })} {subject.matter.number} {subject.matter.headline}
        </p>
      ) : null}
      {subject && !asksWhere ? null : <AreaField value={area} onChange={setArea} />}
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      <AnswerForm
        fields={fields}
        value={value}
        onChange={setValue}
        errors={errors}
        district={district}
        categories={shop.data?.categories ?? []}
        renderHolder={(holder) => <HolderPicker holder={holder} {...(subject ? { matter: subject.matter.id } : {})} />}
        renderMatter={(picked) => <MatterPicker own={subject?.matter.id ?? ''} picked={picked} process={ofProcess[picked.field.mark ?? '']} />}
        renderSpread={(spread) => <SpreadPicker spread={spread} area={area} />}
      />
      <button type="submit" className="btn p" aria-busy={isSending}>
        {say(isSending ? { zh: '正在交……', en: 'Sending…' } : opening.label)}
      </button>
    </form>
  )
}
