// Figures above the columns of the desk: calls answered, in time, overdue, said to be solved, disturbed at night; each leads to the rows it counts.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { dayOf } from '../../core/calendar.ts'
import { percent } from '../../core/figure-words.ts'
import { leastShown, rateOf } from '../../core/indicator.ts'
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { rateRows } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useDistrict } from './ask.ts'
import { Fault, useNow } from './bits.tsx'

type Share = { readonly n: number; readonly of: number }
type Tile = Share & { readonly say: Label; readonly note: Label; readonly href: string; readonly isGrave?: boolean }

export function DeskTiles(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  // what falls due is not told by anybody's step
  const { data, fault, again } = useAsk('centre', { every: 30_000 })
  if (fault) return <Fault fault={fault} onAgain={again} />
  return (
    <section className="desktiles ovcounts" aria-label={say({ zh: '几个数', en: 'Figures' })} aria-busy={!data}>
      {data ? tilesOf(data).map((tile) => <One key={tile.href} tile={tile} />) : null}
      {data ? <One tile={nightOf(data, district)} isOutside /> : null}
      {data && data.overdue > 0 ? <Oldest /> : null}
    </section>
  )
}

const rowsOf = (asked: Readonly<Record<string, string>>): string => `/matters?${new URLSearchParams(asked).toString()}`

function tilesOf({ at, today, open, overdue, rates }: CentrePage): readonly Tile[] {
  const day = dayOf(at)
  const judged = { n: today.inTime, of: today.answered + today.lateUnanswered }
  const waiting = today.called - today.answered
  return [
    {
      say: { zh: '今天的呼，应了', en: 'Answered today' },
      n: today.answered,
      of: today.called,
      note: { zh: `${waiting} 件还没人应`, en: `${waiting} not yet answered` },
      href: rowsOf({ measure: 'answered', day }),
    },
    {
      say: { zh: '今天时限内应了', en: 'In time today' },
      ...judged,
      note: rateWords(judged),
      href: rowsOf({ measure: 'inTime', day }),
    },
    {
      say: { zh: '现在超时', en: 'Overdue now' },
      n: overdue,
      of: open,
      note: { zh: '在办的里', en: 'of those open' },
      href: rowsOf({ measure: 'overdue' }),
      isGrave: overdue > 0,
    },
    {
      say: { zh: '居民说办好了', en: 'Said solved' },
      ...rates.solved,
      note: { zh: `30 天，${rateWords(rates.solved).zh}`, en: `30 days, ${rateWords(rates.solved).en}` },
      href: rowsOf(rateRows('solved', at)),
    },
  ]
}

/** The notices themselves stand with the records of the centre. */
const nightOf = ({ at, lines }: CentrePage, district: string): Tile => ({
  say: { zh: '今天夜里打扰', en: 'Night notices' },
  ...lines.nightNotices,
  note: { zh: '20:00 后非急事', en: 'not emergencies' },
  href: `/centre/${district}?${new URLSearchParams({ see: 'night', day: dayOf(at) }).toString()}`,
  isGrave: lines.nightNotices.n > 0,
})

/** Of those overdue the one that has been open the longest, whoever had it meanwhile. */
function Oldest(): ReactNode {
  const say = useSay()
  const now = useNow()
  const rows = useAsk('inbox', { query: { list: 'overdue', limit: 100 }, every: 30_000 }).data?.rows ?? []
  const [row] = [...rows].sort((one, other) => one.openedAt - other.openedAt)
  if (!row) return null
  const open = spanWords(now - row.openedAt)
  const title = { zh: '超时里等得最久', en: 'Oldest of the overdue' }
  return (
    <Link
      className="oldest"
      href={`/m/${row.id}`}
      aria-label={say({ zh: `${title.zh}：${open.zh}，${row.headline}`, en: `${title.en}: ${open.en}, ${row.headline}` })}
    >
      <span className="t13 m">{say(title)}</span>
      <b className="late">{say(open)}</b>
      <span className="t13 m two" title={row.headline}>
        {row.headline}
      </span>
    </Link>
  )
}

const spanWords = (ms: number): Label => {
  const hours = Math.max(1, Math.floor(ms / 3_600_000))
  return hours < 48 ? { zh: `${hours} 小时`, en: `${hours} h` } : { zh: `${Math.floor(hours / 24)} 天`, en: `${Math.floor(hours / 24)} days` }
}

/** A percentage only where there are enough to have one. */
function rateWords({ n, of }: Share): Label {
  const { value, state } = rateOf(n, of, leastShown)
  if (state === 'noData') return { zh: '没有数据', en: 'no data' }
  if (value === null) return { zh: `不足 ${leastShown} 件，不算率`, en: `under ${leastShown}, no rate` }
  return { zh: percent(value), en: percent(value) }
}

function One({ tile, isOutside }: { tile: Tile; /** it is no page of the staff app */ isOutside?: boolean }): ReactNode {
  const say = useSay()
  const words = say({ zh: `${tile.say.zh}：${tile.n}，共 ${tile.of}，看明细`, en: `${tile.say.en}: ${tile.n} of ${tile.of}; see the rows` })
  const inside = (
    <>
      <span className="t13 m">{say(tile.say)}</span>
      <b className={tile.isGrave ? 'late' : undefined}>
        {tile.n}
        <span className="of">/{tile.of}</span>
      </b>
      <span className="t13 m">{say(tile.note)}</span>
    </>
  )
  return isOutside ? (
    <a href={tile.href} aria-label={words}>
      {inside}
    </a>
  ) : (
    <Link href={tile.href} aria-label={words}>
      {inside}
    </Link>
  )
}
