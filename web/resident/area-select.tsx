// One level of places to choose from, township, community or grid: a list works with a keyboard, a screen reader and a thumb.
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useAsked } from './ask.ts'
import { useDistrict } from './page.tsx'

const names: Readonly<Record<1 | 2 | 3, Label>> = {
  1: { zh: '镇、街道', en: 'Township' },
  2: { zh: '村、社区', en: 'Village or community' },
  3: { zh: '网格', en: 'Grid' },
}
type Plan = {
  readonly level: 1 | 2 | 3
  /** the place above that was chosen; townships lie under the whole district */ readonly under: string
  readonly value: string
  readonly hint?: Label
  readonly onChange: (id: string, name: Label | null) => void
}

/** Nothing where the place above has none of this level. */
export function AreaSelect({ level, under, value, hint, onChange }: Plan): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('areas', level > 1 && under === '' ? null : { params: { district }, query: under ? { under } : {} })
  const rows = asked.said?.rows.filter((each) => each.level === level) ?? []
  const own = (id: string) => rows.find((each) => String(each.id) === id)
  if (level > 1 && rows.length === 0) return null
  return (
    <select
      className="field w"
      aria-label={say(names[level])}
      value={own(value) ? value : ''}
      onChange={(event) => onChange(event.target.value, own(event.target.value)?.name ?? null)}
    >
      <option value="">{say(hint ?? { zh: `选${names[level].zh}`, en: `Choose: ${names[level].en}` })}</option>
      {rows.map((each) => (
        <option key={each.id} value={each.id}>
          {say(each.name)}
        </option>
      ))}
    </select>
  )
}
