// One line of a list: where it stands at the left, what and where in the middle, how pressing at the right.
import { AlarmClock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { MatterRow, Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Clock, Dot, useWhen } from './bits.tsx'

/** Chinese sets the dot without spaces, English words would run together; no line begins with it. */
export const between: Label = { zh: '·', en: '\u00a0· ' }

export type RowProps = {
  readonly row: MatterRow
  readonly href: string
  readonly isCurrent?: boolean
  /** a promise ran out before and a new one runs now */ readonly isLate?: boolean
  readonly picked?: boolean
  readonly onPick?: (isOn: boolean) => void
}

export function Row({ row, href, isCurrent, isLate, picked, onPick }: RowProps): ReactNode {
  const say = useSay()
  const when = useWhen()
  const told = newTo(useAsk('me').data?.viewer?.postings ?? [], row)
  const title = row.headline || (row.category ? say(row.category.label) : say(row.title))
  const inside = (
    <>
      <Dot phase={row.phase} />
      <span className="b ell t">{title}</span>
      <span className="tr">{isLate && row.due !== null && row.due > Date.now() ? <LateBefore /> : <Clock row={row} />}</span>
      <span className="under t13 m">
        <span>
          {[row.stateLabel, ...told].map((each) => say(each)).join(say(between))}
          {row.sameCount > 1 ? say({ zh: `·${row.sameCount} 人报`, en: ` · ${row.sameCount} reports` }) : ''}
        </span>
        <span className="t12 nw">{row.returned ? say({ zh: '被退回', en: 'returned' }) : say(when(row.openedAt))}</span>
      </span>
    </>
  )
  if (onPick)
    return (
      <label className="ir tick">
        <input type="checkbox" checked={picked ?? false} onChange={(event) => onPick(event.target.checked)} />
        {inside}
      </label>
    )
  return (
    <Link className="ir" href={href} aria-current={isCurrent ? 'true' : undefined} data-matter={row.id}>
      {inside}
    </Link>
  )
}

/** Where and with whom, without what its reader knows: their only place and their own post there. */
function newTo(postings: Viewer['postings'], { area, owner }: MatterRow): readonly Label[] {
  const [only, ...others] = postings
  const isHome = only !== undefined && others.length === 0 && only.area === area.id
  const isMine =
    owner !== null && postings.some((mine) => mine.post === owner.post && mine.area === owner.area && mine.organisation === owner.organisation)
  return [...(isHome ? [] : [area.name]), ...(owner && !isMine ? [owner.label] : [])]
}

/** A promise ran out, the next level was told, and a new time runs. */
export function LateBefore(): ReactNode {
  const say = useSay()
  return (
    <span className="ck late">
      <AlarmClock className="i" aria-hidden="true" />
      {say({ zh: '超过时限', en: 'past its time' })}
    </span>
  )
}
