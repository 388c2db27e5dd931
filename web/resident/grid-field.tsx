// Which grid: where one is now, or township, community and grid from lists that work with a keyboard, a screen reader and a thumb.
import { LocateFixed } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { ask, useAsked } from './ask.ts'
import { useDistrict } from './page.tsx'
import { findHere } from './place-part.tsx'

export type GridChosen = { readonly id: number; readonly name: Label }
type Props = { readonly value: GridChosen | null; readonly onChange: (grid: GridChosen | null) => void; readonly fault: Label | null }

export function GridField({ value, onChange, fault }: Props): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [note, setNote] = useState<Label | null>(null)
  const [path, setPath] = useState<readonly string[]>([])
  const here = () =>
    findHere({
      onNote: setNote,
      onFound: ({ lon, lat }) =>
        void ask('near', { params: { district }, query: { lon: String(lon), lat: String(lat) } }).then((answer) => {
          const area = answer.ok ? answer.said.area : null
          if (area && area.level >= 3) onChange(area)
          else setNote({ zh: '这个位置没找到网格，请从下面选。', en: 'No grid found here; please choose below.' })
        }),
    })
  const choose = (level: number, id: string, name: Label | null) => {
    setPath([...path.slice(0, level), ...(id ? [id] : [])])
    onChange(level === 2 && name ? { id: Number(id), name } : null)
  }
  if (value && path.length === 0)
    return (
      <section className="col g2" data-field="area">
        <h2 className="sec">{say({ zh: '哪个网格', en: 'Which grid' })}</h2>
        <p className="card row">
          <span className="grow b">{say(value.name)}</span>
          <button type="button" className="btn t" onClick={() => onChange(null)}>
            {say({ zh: '换一个', en: 'Another' })}
          </button>
        </p>
      </section>
    )
  return (
    <section className="col g2" data-field="area">
      <h2 className="sec">{say({ zh: '哪个网格', en: 'Which grid' })}</h2>
      <button type="button" className="pick" onClick={here}>
        <LocateFixed className="i" />
        {say({ zh: '我现在的地方', en: 'Where I am now' })}
      </button>
      {([0, 1, 2] as const).map((level) =>
        level <= path.length ? (
          <AreaSelect
            key={level}
            level={level}
            under={path[level - 1] ?? ''}
            value={path[level] ?? ''}
            onChange={(id, name) => choose(level, id, name)}
          />
        ) : null,
      )}
      {note ? (
        <p className="t14 m" role="status">
          {say(note)}
        </p>
      ) : null}
      {fault ? (
        <p role="alert" className="t14 late">
          {say(fault)}
        </p>
      ) : null}
    </section>
  )
}

const names: readonly [Label, Label, Label] = [
  { zh: '镇、街道', en: 'Township' },
  { zh: '村、社区', en: 'Village or community' },
  { zh: '网格', en: 'Grid' },
]
type SelectProps = {
  readonly level: 0 | 1 | 2
  readonly under: string
  readonly value: string
  readonly onChange: (id: string, name: Label | null) => void
}
function AreaSelect({ level, under, value, onChange }: SelectProps): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('areas', level > 0 && under === '' ? null : { params: { district }, query: under ? { under } : {} })
  const rows = asked.said?.rows.filter((each) => each.level === level + 1) ?? []
  return (
    <select
      className="field w"
      aria-label={say(names[level])}
      value={value}
      onChange={(event) => onChange(event.target.value, rows.find((each) => String(each.id) === event.target.value)?.name ?? null)}
    >
      <option value="">{say({ zh: `选${names[level].zh}`, en: `Choose: ${names[level].en}` })}</option>
      {rows.map((each) => (
        <option key={each.id} value={each.id}>
          {say(each.name)}
        </option>
      ))}
    </select>
  )
}
