// Where something is opened: one's own area first, then narrowed down level by level.
import { useId, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'

/** Nothing chosen means the whole district; each choice opens the level below. */
export function AreaField({
  value,
  onChange,
  deepest = 4,
  isFilter = false,
  hint = isFilter ? { zh: '看下一级', en: 'A level below' } : { zh: '再具体一点（可以不选）', en: 'More exactly (optional)' },
}: {
  value: number | null
  onChange: (area: number | null) => void
  /** the lowest level that can be chosen */ deepest?: number
  /** above a list, as large as the other filters there */ isFilter?: boolean
  /** what the list of the level below says before anything is chosen */ hint?: Label
}): ReactNode {
  const say = useSay()
  const id = useId()
  const found = useAsk('areas', { query: value === null ? {} : { under: value } })
  const here = found.data?.rows.find((row) => row.id === value) ?? found.data?.rows.find((row) => row.parent === null)
  const below = (found.data?.rows ?? []).filter((row) => row.parent !== null && row.parent === here?.id && row.level <= deepest)
  return (
    <div className={isFilter ? 'col g1' : 'col g2'}>
      <p className={isFilter ? 't13 m' : 'sec'}>{say({ zh: '地方', en: 'Area' })}</p>
      <div className={isFilter ? 'inline' : 'f ac g2 wrap'} style={{ alignItems: 'center' }}>
        <b className="b">{here ? say(here.name) : '…'}</b>
        {here && here.parent !== null ? (
          <button type="button" className="btn s sm" onClick={() => onChange(here.parent)}>
            {say({ zh: '上一级', en: 'Level above' })}
          </button>
        ) : null}
        {below.length > 0 ? (
          <>
            <label className="sr" htmlFor={id}>
              {say({ zh: '再具体一点', en: 'More exactly' })}
            </label>
            <select
              id={id}
              className="field"
              style={{ maxWidth: '100%', minWidth: 0, flex: isFilter ? '1 1 150px' : '1 1 200px' }}
              value=""
              onChange={(event) => onChange(Number(event.target.value))}
            >
              <option value="">{say(hint)}</option>
              {below.map((row) => (
                <option key={row.id} value={row.id}>
                  {say(row.name)}
                </option>
              ))}
            </select>
          </>
        ) : null}
      </div>
    </div>
  )
}
