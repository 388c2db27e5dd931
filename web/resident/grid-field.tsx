// Which grid: where one is now, or township, community and grid from lists that work with a keyboard, a screen reader and a thumb.
import { LocateFixed } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { AreaSelect } from './area-select.tsx'
import { ask } from './ask.ts'
import { useDistrict } from './page.tsx'
import { findHere } from './place-part.tsx'
import { Aside, Wrong } from './states.tsx'

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
    setPath([...path.slice(0, level - 1), ...(id ? [id] : [])])
    onChange(level === 3 && name ? { id: Number(id), name } : null)
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
      {([1, 2, 3] as const).map((level) =>
        level <= path.length + 1 ? (
          <AreaSelect
            key={level}
            level={level}
            under={path[level - 2] ?? ''}
            value={path[level - 1] ?? ''}
            onChange={(id, name) => choose(level, id, name)}
          />
        ) : null,
      )}
      <Aside say={note} />
      <Wrong say={fault} />
    </section>
  )
}
