// The form of any action: one control per kind of field, labels above, errors below, nothing chosen beforehand.
import { lazy, Suspense, useEffect, useId, useRef, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { CategoryShape, FormField, HolderShape } from '../../core/shapes.ts'
import { PhotoPicker, VoiceNote } from './attach-fields.tsx'
import { phoneFault } from './phone.ts'
import { useSay } from './say.tsx'
import { VideoPart } from './video-part.tsx'
import { videoSending, waitForVideo } from './video-state.ts'
import './answer-form.css'

export type AnswerValues = Readonly<Record<string, unknown>>
export type HolderField = {
  readonly field: FormField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly labelledBy: string
  readonly chosen?: HolderShape
}
export type AnswerFormProps = {
  readonly fields: readonly FormField[]
  readonly value: AnswerValues
  readonly onChange: (value: AnswerValues) => void
  /** by field name; the first one gets the focus */ readonly errors?: Readonly<Record<string, Label>>
  /** where photos and voice notes are sent */ readonly district: string
  readonly categories?: readonly CategoryShape[]
  /** what the person who asked said; a reply is looked at beside it */ readonly said?: string
  /** pickers that only the staff screens have */ readonly renderHolder?: (holder: HolderField) => ReactNode
  readonly renderMatter?: (matter: HolderField) => ReactNode
  readonly renderKept?: (kept: HolderField) => ReactNode
  readonly renderSpread?: (spread: HolderField) => ReactNode
}

// Only who answers somebody needs it: it is fetched with the first reply, never by a resident's phone.
const ReplyAdvice = lazy(() => import('./reply-advice.tsx'))

export function AnswerForm(props: AnswerFormProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  // A photo or a video arrives later than it was chosen: it is added to what stands in the form by then.
  const latest = useRef(props)
  latest.current = props
  const put = (name: string, value: unknown) => latest.current.onChange({ ...latest.current.value, [name]: value })
  const first = props.fields.find((field) => props.errors?.[field.name])?.name
  useEffect(() => {
    if (!first) return
    const node = box.current?.querySelector(`[data-field="${first}"] :is(input,textarea,select,button)`)
    if (node instanceof HTMLElement) node.focus()
  }, [first, props.errors])
  return (
    <div className="col g4" ref={box}>
      {props.fields.map((field) => (
        <FieldBox key={field.name} field={field} form={props} set={(value) => put(field.name, value)} />
      ))}
    </div>
  )
}

/** What is missing before sending, so that a person hears it without waiting for the network. */
export function missingIn(fields: readonly FormField[], value: AnswerValues): Readonly<Record<string, Label>> {
  const missing = fields.filter((field) => !field.optional && !field.byCategory && isEmpty(value[field.name]))
  const wrongPhones = fields.filter(
    (field) => field.kind === 'phone' && !isEmpty(value[field.name]) && phoneFault(String(value[field.name])) !== null,
  )
  const onTheirWay = fields.filter((field) => field.kind === 'video' && strings(value[field.name])[0] === videoSending)
  return Object.fromEntries([
    ...onTheirWay.map((field) => [field.name, waitForVideo] as const),
    ...missing.map((field) => [field.name, { zh: `还差这一项：${field.label.zh}`, en: `Still needed: ${field.label.en}` }] as const),
    ...wrongPhones.map((field) => [field.name, phoneFault(String(value[field.name])) ?? field.label] as const),
  ])
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)
const optionalWord: Label = { zh: '可以不填', en: 'optional' }
const noChoice: Label = { zh: '可以不选', en: 'optional' }

function FieldBox({ field, form, set }: { field: FormField; form: AnswerFormProps; set: (value: unknown) => void }): ReactNode {
  const say = useSay()
  const id = useId()
  const error = form.errors?.[field.name]
  const isGroup =
    !['text', 'longText', 'number', 'date', 'dateTime', 'phone', 'category', 'matter', 'thing'].includes(field.kind) ||
    (field.kind === 'matter' && form.renderMatter !== undefined)
  const title = (
    <>
      {say(field.label)}
      {field.optional ? <small>{say(field.kind === 'choice' ? noChoice : optionalWord)}</small> : null}
    </>
  )
  return (
    <div className="col g2" data-field={field.name}>
      {field.kind === 'yes' ? null : isGroup ? (
        <p className="sec" id={`${id}l`}>
          {title}
        </p>
      ) : (
        <label className="sec" id={`${id}l`} htmlFor={id}>
          {title}
        </label>
      )}
      <Control field={field} form={form} value={form.value[field.name]} set={set} id={id} invalid={error !== undefined} />
      {error ? (
        <p className="t14 late" id={`${id}e`} role="alert">
          {say(error)}
        </p>
      ) : null}
      {field.reply ? (
        <Suspense fallback={null}>
          <ReplyAdvice
            field={id}
            words={typeof form.value[field.name] === 'string' ? String(form.value[field.name]) : ''}
            asked={{ said: form.said ?? '', declines: field.declines ?? false }}
            onChange={set}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

type ControlProps = {
  readonly field: FormField
  readonly form: AnswerFormProps
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly id: string
  readonly invalid: boolean
}

function Control(props: ControlProps): ReactNode {
  const { field, form, value, set, id, invalid } = props
  const common = {
    id,
    className: 'field w',
    'aria-invalid': invalid,
    'aria-describedby': invalid ? `${id}e` : undefined,
    'aria-required': !field.optional,
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (field.kind) {
    case 'longText':
      return <textarea {...common} rows={3} maxLength={field.max ?? 2000} value={text} onChange={(event) => set(event.target.value)} />
    case 'text':
    case 'thing':
      return <input {...common} maxLength={field.max ?? 200} value={text} onChange={(event) => set(event.target.value)} />
    case 'phone':
      return (
        <input
          {...common}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={text}
          onChange={(event) => set(event.target.value.replace(/[^\d\s-]/g, ''))}
        />
      )
    case 'number':
      return (
        <input
          {...common}
          type="number"
          inputMode="decimal"
          max={field.max}
          value={text}
          onChange={(event) => set(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      )
    case 'date':
      return (
        <input
          {...common}
          type="date"
          min={new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'dateTime':
      return (
        <input
          {...common}
          type="datetime-local"
          min={new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'choice':
    case 'many':
      return <Options {...props} />
    case 'category':
      return <CategorySelect {...props} />
    case 'yes':
      return <YesBox {...props} />
    case 'photos':
      return <PhotoPicker district={form.district} ids={strings(value)} max={field.max ?? 9} onChange={set} labelledBy={`${id}l`} />
    case 'voice':
      return <VoiceNote district={form.district} ids={strings(value)} onChange={set} />
    case 'place':
      return <PlaceField {...props} />
    case 'holder':
    case 'holders':
      return form.renderHolder?.({ field, value, onChange: set, labelledBy: `${id}l` }) ?? null
    case 'kept':
      return form.renderKept?.({ field, value, onChange: set, labelledBy: `${id}l` }) ?? null
    case 'spread':
      return form.renderSpread?.({ field, value, onChange: set, labelledBy: `${id}l` }) ?? null
    case 'matter':
      return form.renderMatter ? (
        form.renderMatter({ field, value, onChange: set, labelledBy: `${id}l` })
      ) : (
        <input {...common} value={text} onChange={(event) => set(event.target.value)} />
      )
    case 'video':
      return <VideoPart district={form.district} value={strings(value)[0] ?? null} onChange={(video) => set(video === null ? undefined : [video])} />
  }
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])

/** Pressing the chosen answer of an optional question again takes it back. */
function Options({ field, value, set, id, invalid }: ControlProps): ReactNode {
  const say = useSay()
  const isMany = field.kind === 'many'
  const chosen = isMany ? strings(value) : typeof value === 'string' ? [value] : []
  const press = (option: string) => {
    const isOn = chosen.includes(option)
    if (isMany) return set(isOn ? chosen.filter((each) => each !== option) : [...chosen, option])
    return set(isOn && field.optional ? undefined : option)
  }
  return (
    <div
      role={isMany ? 'group' : 'radiogroup'}
      aria-labelledby={`${id}l`}
      aria-describedby={invalid ? `${id}e` : undefined}
      className={`picks ${(field.options?.length ?? 0) > 3 ? 'few' : ''}`}
    >
      {field.options?.map((option) => (
        <label key={option.value} className="pick" data-on={chosen.includes(option.value)}>
          <input
            className="sr"
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(option.value)}
            onChange={() => press(option.value)}
            onClick={() => !isMany && chosen.includes(option.value) && press(option.value)}
          />
          <span>{say(option.label)}</span>
        </label>
      ))}
    </div>
  )
}

function CategorySelect({ form, value, set, id, invalid }: ControlProps): ReactNode {
  const say = useSay()
  return (
    <select
      id={id}
      className="field w"
      aria-invalid={invalid}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{say({ zh: '请选一个', en: 'Choose one' })}</option>
      {form.categories?.map((category) => (
        <option key={category.code} value={category.code}>
          {say(category.label)}
        </option>
      ))}
    </select>
  )
}

function YesBox({ field, value, set, invalid, id }: ControlProps): ReactNode {
  const say = useSay()
  return (
    <label className="pick" data-on={value === true}>
      <input
        type="checkbox"
        checked={value === true}
        aria-invalid={invalid}
        aria-describedby={invalid ? `${id}e` : undefined}
        onChange={(event) => set(event.target.checked ? true : undefined)}
      />
      <span>{say(field.label)}</span>
    </label>
  )
}

/** A position only with the person's consent, asked by the browser at the press; words are always enough. */
function PlaceField({ value, set, id }: ControlProps): ReactNode {
  const say = useSay()
  const place = isPlace(value) ? value : null
  const here = () =>
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => set({ lon: coords.longitude, lat: coords.latitude }),
      () => undefined,
      { timeout: 10_000 },
    )
  return (
    <div className="col g2" role="group" aria-labelledby={`${id}l`}>
      <button type="button" className="btn soft" onClick={here}>
        {say(place ? { zh: '位置带上了，重新定一次', en: 'Position added; take it again' } : { zh: '用我现在的位置', en: 'Use my position' })}
      </button>
      {place ? (
        <input
          className="field w"
          aria-label={say({ zh: '地点补充说明', en: 'Place in words' })}
          maxLength={200}
          value={place.words ?? ''}
          onChange={(event) => set({ lon: place.lon, lat: place.lat, ...(event.target.value ? { words: event.target.value } : {}) })}
        />
      ) : null}
    </div>
  )
}

function isPlace(value: unknown): value is { lon: number; lat: number; words?: string } {
  return (
    typeof value === 'object' && value !== null && 'lon' in value && 'lat' in value && typeof value.lon === 'number' && typeof value.lat === 'number'
  )
}
