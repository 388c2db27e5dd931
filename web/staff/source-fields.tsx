// How a call came to whoever writes it down, and its number there; unsaid, it came the way the form itself stands for.
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { enteredSources, isEntered, sourceLabel, type Source } from '../../core/sources.ts'
import { useSay } from '../kit/say.tsx'

/** `source` null: as the form has it. */
export type Came = { readonly source: Source | null; readonly outside: string }
export const cameItself: Came = { source: null, outside: '' }
/** As it is sent. */
export const cameAs = ({ source, outside }: Came): { source?: string; outside?: string } =>
  source === null ? {} : { source, ...(outside.trim() === '' ? {} : { outside: outside.trim() }) }

type Plan = {
  readonly came: Came
  readonly onChange: (came: Came) => void
  /** the source the form itself stands for, and its words */ readonly own: { readonly source: Source; readonly say: Label }
  /** where each of several has its own number */ readonly hasNumber?: boolean
  readonly errors?: Readonly<Record<string, Label>>
}

export function SourceFields({ came, onChange, own, hasNumber = true, errors = {} }: Plan): ReactNode {
  const say = useSay()
  return (
    <>
      <label className="col g2">
        <span className="sec">{say({ zh: '从哪里来的', en: 'How it came' })}</span>
        <select
          className="field w"
          value={came.source ?? ''}
          onChange={({ target }) => onChange({ ...came, source: isEntered(target.value) ? target.value : null })}
        >
          <option value="">{say(own.say)}</option>
          {enteredSources
            .filter((each) => each !== own.source)
            .map((each) => (
              <option key={each} value={each}>
                {say(sourceLabel(each))}
              </option>
            ))}
        </select>
        <Fault say={errors['source']} />
      </label>
      {came.source !== null && hasNumber ? (
        <label className="col g2">
          <span className="sec">{say({ zh: '来件编号（没有就空着）', en: 'Its number there (if any)' })}</span>
          <NumberField value={came.outside} onChange={(outside) => onChange({ ...came, outside })} />
          <Fault say={errors['outside']} />
        </label>
      ) : null}
    </>
  )
}

export function NumberField({ value, onChange, label }: { value: string; onChange: (text: string) => void; label?: Label }): ReactNode {
  const say = useSay()
  return (
    <input
      className="field w"
      value={value}
      maxLength={40}
      autoComplete="off"
      placeholder={say({ zh: '建议号、工单号，别写姓名电话', en: 'No names, no phone numbers' })}
      aria-label={label ? say(label) : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function Fault({ say: words }: { say: Label | undefined }): ReactNode {
  const say = useSay()
  return words ? (
    <span className="t14 late" role="alert">
      {say(words)}
    </span>
  ) : null
}
