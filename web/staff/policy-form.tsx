// Keeps a policy: a draft that is still written on, published, which fixes its words, or withdrawn; with its PDF, if it has one.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import type { Policy, PolicyHead } from '../../core/policy-shapes.ts'
import type { Label } from '../../core/label.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { districtHere, tell, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'

const Filled = z.object({
  title: z.string().trim().min(2).max(120),
  number: z.string().trim().max(60),
  issuer: z.string().trim().min(2).max(80),
  issuedOn: z.iso.date(),
  area: z.coerce.number().int(),
  words: z.string().max(20_000),
  replaces: z.string(),
})
type Plan = {
  readonly homes: readonly { readonly id: number; readonly name: Label }[]
  readonly older: readonly PolicyHead[]
  readonly policy: Policy | null
  readonly onKept: () => void
}
type Standing = 'draft' | 'published' | 'withdrawn'

export function PolicyForm({ homes, older, policy, onKept }: Plan): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [id] = useState(() => policy?.id ?? newActId())
  const [fault, setFault] = useState<Label | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const isFixed = policy !== null && policy.state !== 'draft'
  const keep = async (form: HTMLFormElement, state: Standing): Promise<void> => {
    const data = new FormData(form)
    const filled = Filled.safeParse(Object.fromEntries(data))
    if (!filled.success) return setFault({ zh: '标题、发文单位和日期都要有', en: 'Title, issuing body and day are needed' })
    const { replaces, ...rest } = filled.data
    const body = { id, ...rest, classes: data.getAll('classes').map(String), processes: policy?.processes ?? [] }
    const more = replaces ? { replaces } : {}
    // the file belongs to the draft, before it is published
    if (file !== null && !isFixed) {
      const draft = await tell('keepPolicy', { body: { ...body, ...more, state: 'draft' } })
      if (!draft.ok) return setFault(draft.label)
      const wrong = await sendFile(id, file)
      if (wrong) return setFault(wrong)
    }
    const told = await tell('keepPolicy', { body: { ...body, ...more, state } })
    if (!told.ok) return setFault(told.label)
    toast({ say: state === 'published' ? { zh: '发布了，大家都能看到', en: 'Published for everybody' } : state === 'draft' ? { zh: '草稿存好了', en: 'Draft kept' } : { zh: '废止了', en: 'Withdrawn' } }) // prettier-ignore
    return onKept()
  }
  const button = (state: Standing, label: Label, tone: string) => (
    <button type="button" className={`btn ${tone}`} onClick={(event) => event.currentTarget.form && void keep(event.currentTarget.form, state)}>
      {say(label)}
    </button>
  )
  return (
    <form className="pan col g3" style={{ padding: 16 }} onSubmit={(event) => event.preventDefault()}>
      <Fields
        policy={policy}
        homes={homes}
        older={older.filter((each) => each.id !== id && each.mayKeep && each.state === 'published')}
        isFixed={isFixed}
      />
      {isFixed ? (
        <p className="note">
          {say({
            zh: '发布了的文件不能再改字；可以改它管哪些事，或者废止。要改内容，请新存一份来代替它。',
            en: 'Published words stay. Change what it is the basis of, withdraw it, or keep a new one that replaces it.',
          })}
        </p>
      ) : (
        <label className="col g1">
          {say({ zh: 'PDF（可以不传）', en: 'PDF (optional)' })}
          <input className="field" type="file" accept="application/pdf" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </label>
      )}
      {fault ? (
        <p className="t14 late" role="alert">
          {say(fault)}
        </p>
      ) : null}
      <div className="f ac wrap g2">
        {isFixed ? button('published', { zh: '保存', en: 'Save' }, 'p') : button('published', { zh: '发布', en: 'Publish' }, 'p')}
        {isFixed ? button('withdrawn', { zh: '废止', en: 'Withdraw' }, 'd') : button('draft', { zh: '存草稿', en: 'Keep as a draft' }, 's')}
      </div>
    </form>
  )
}

function Fields({
  policy,
  homes,
  older,
  isFixed,
}: {
  policy: Policy | null
  homes: Plan['homes']
  older: readonly PolicyHead[]
  isFixed: boolean
}): ReactNode {
  const say = useSay()
  const classes = useAsk('district').data?.classes ?? []
  const text = (name: 'title' | 'number' | 'issuer' | 'issuedOn', label: Label, more: { type?: string; maxLength?: number; hint?: Label } = {}) => (
    <label>
      {say(label)}
      <input className="field" name={name} type={more.type ?? 'text'} maxLength={more.maxLength} defaultValue={policy?.[name] ?? ''} readOnly={isFixed} required={name !== 'number'} autoComplete="off" placeholder={more.hint ? say(more.hint) : ''} />
    </label>
  ) // prettier-ignore
  return (
    <>
      <div className="formgrid">
        {text('title', { zh: '标题', en: 'Title' }, { maxLength: 120 })}
        {text('number', { zh: '文号', en: 'Number' }, { maxLength: 60, hint: { zh: '照原件写', en: 'as on the document' } })}
        {text('issuer', { zh: '发文单位', en: 'Issuing body' }, { maxLength: 80 })}
        {text('issuedOn', { zh: '发文日期', en: 'Day of issue' }, { type: 'date' })}
        <label>
          {say({ zh: '在哪里适用', en: 'In force in' })}
          <select className="field" name="area" defaultValue={policy?.area.id}>
            {(policy && !homes.some(({ id }) => id === policy.area.id) ? [policy.area, ...homes] : homes).map((area) => (
              <option key={area.id} value={area.id}>
                {say(area.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say({ zh: '代替哪一份', en: 'Replaces' })}
          <select className="field" name="replaces" defaultValue="">
            <option value="">{say({ zh: '不代替', en: 'None' })}</option>
            {older.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className="f wrap g2" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="t14">{say({ zh: '是哪几类事的依据', en: 'Basis of which classes' })}</legend>
        {classes.map((each) => (
          <label key={each.code} className="f ac g1 t14">
            <input type="checkbox" name="classes" value={each.code} defaultChecked={policy?.classes.includes(each.code) ?? false} />
            {say(each.label)}
          </label>
        ))}
      </fieldset>
      <label className="col g1">
        {say({ zh: '正文', en: 'Text' })}
        <textarea className="field" name="words" rows={8} maxLength={20_000} defaultValue={policy?.words ?? ''} readOnly={isFixed} />
      </label>
    </>
  )
}

const notSent: Label = { zh: 'PDF 没传上，草稿存好了，请再传一次', en: 'The PDF did not arrive; the draft is kept. Please send it again' }
const Refusal = z.object({ refusal: z.object({ label: z.object({ zh: z.string(), en: z.string() }) }) })
async function sendFile(id: string, file: File): Promise<Label | null> {
  try {
    const answer = await fetch(`/api/${districtHere()}/policies/${id}/file?name=${encodeURIComponent(file.name.slice(-100))}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: file,
    })
    if (answer.ok) return null
    return Refusal.safeParse(await answer.json()).data?.refusal.label ?? notSent
  } catch {
    return notSent
  }
}
