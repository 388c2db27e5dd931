// What waits for me: the list, and at the desk the chosen matter beside it, worked by keyboard.
import { ListChecks, Moon } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useMore } from './ask.ts'
import { BatchBar } from './batch.tsx'
import { Empty, Fault, More, useIsDesk, useLetters, useNow, Wait } from './bits.tsx'
import { Reading } from './reading.tsx'
import { MayBeOne } from './may-be-one.tsx'
import { Row } from './row.tsx'
import { RouteLink } from './route-link.tsx'
import { useKeepTrail } from './trail.ts'
import { WaitingList } from './waiting.tsx'

type ListName = NonNullable<Calls['inbox']['query']['list']>
type List = { readonly name: ListName; readonly say: Label; /** the same in fewer words */ readonly chip: Label; readonly none: Label }
const lists: readonly List[] = [
  {
    name: 'mine',
    say: { zh: '等我办', en: 'Mine' },
    chip: { zh: '等我办', en: 'Mine' },
    none: { zh: '现在没有等您办的事。有了会在这里，也会提醒您。', en: 'Nothing waits for you. It will show here, and you will be told.' },
  },
  {
    name: 'posts',
    say: { zh: '我岗位上', en: 'My posts' },
    chip: { zh: '岗位', en: 'Posts' },
    none: { zh: '您的岗位上现在没有事。', en: 'Nothing with your posts.' },
  },
  {
    name: 'soon',
    say: { zh: '快到期', en: 'Due soon' },
    chip: { zh: '快到期', en: 'Soon' },
    none: { zh: '没有快到期的。', en: 'Nothing due soon.' },
  },
  { name: 'overdue', say: { zh: '超时', en: 'Overdue' }, chip: { zh: '超时', en: 'Overdue' }, none: { zh: '没有超时的。', en: 'Nothing overdue.' } },
  {
    name: 'returned',
    say: { zh: '被退回', en: 'Returned' },
    chip: { zh: '退回', en: 'Returned' },
    none: { zh: '没有退回来的。', en: 'Nothing came back.' },
  },
  {
    name: 'area',
    say: { zh: '辖区全部', en: 'Whole area' },
    chip: { zh: '辖区', en: 'Area' },
    none: { zh: '您的辖区现在没有在办的事。', en: 'No open matters in your area.' },
  },
]

export function Inbox(): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const list = lists.find((each) => each.name === search.get('list'))?.name ?? 'mine'
  const q = search.get('q') ?? ''
  const place = useAsk('me').data?.viewer?.postings[0]?.place
  const found = useMore('inbox', { list, ...(q ? { q } : {}) })
  const rows = found.rows
  const counts = found.first?.counts
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const at = rows.find((row) => row.id === search.get('at')) ?? (isDesk ? rows[0] : undefined)
  const linkTo = (more: Record<string, string>) => `/?${new URLSearchParams({ list, ...(q ? { q } : {}), ...more }).toString()}`
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, (at ? rows.indexOf(at) : -1) + by))]
    if (!next) return
    setSearch((before) => ({ ...Object.fromEntries(before), at: next.id }), { replace: true })
    document.querySelector(`[data-matter="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useLetters(
    {
      j: { say: { zh: '下一件', en: 'Next' }, run: () => step(1) },
      k: { say: { zh: '上一件', en: 'Previous' }, run: () => step(-1) },
      Enter: { say: { zh: '打开', en: 'Open' }, run: () => at && go(`/m/${at.id}`) },
    },
    isDesk,
  )
  useEffect(() => setPicked(null), [list])
  const line = useRef<HTMLElement>(null)
  // the chosen list is never out of sight, however the line is pulled
  useEffect(() => line.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [list, counts])
  useKeepTrail(rows, linkTo({}))
  const tabs = (
    <nav className="tabline listline" ref={line} aria-label={say({ zh: '哪些事', en: 'Which matters' })}>
      {lists.map((each) => (
        <Link key={each.name} href={`/?list=${each.name}`} aria-current={each.name === list ? 'true' : undefined}>
          {say(each.chip)}
          {counts ? <span className="n">{counts[each.name]}</span> : null}
        </Link>
      ))}
    </nav>
  )
  const none = lists.find((each) => each.name === list)?.none
  const listing = (
    <>
      <WaitingList />
      <MayBeOne />
      <RouteLink />
      {tabs}
      {q ? <Searching q={q} list={list} /> : null}
      {found.fault ? (
        <Fault fault={found.fault} onAgain={found.again} />
      ) : found.isPending ? (
        <Wait />
      ) : rows.length === 0 && none ? (
        <Empty say={q ? { zh: '没有找到。换个词，或到「全部事项」里找。', en: 'Nothing found. Try other words, or look in All matters.' } : none} />
      ) : null}
    </>
  )
  const more = <More isMore={found.isMore} onMore={found.more} />
  if (!isDesk)
    return (
      <>
        <h1 className="sr">{say({ zh: '待办', en: 'To do' })}</h1>
        {place ? <p className="t14 m">{say(place)}</p> : null}
        {listing}
        <PhoneGroups rows={rows} isLate={list === 'overdue'} />
        {more}
        <p className="note">
          <Moon className="i" aria-hidden="true" />
          <span>
            {say({ zh: '20:00 以后只有急事会响，其他明早一起告诉您。', en: 'After 20:00 only emergencies ring; the rest waits until morning.' })}
          </span>
        </p>
      </>
    )
  return (
    <div className="inbox">
      <section className="list" aria-label={say({ zh: '待办事项', en: 'Matters to do' })}>
        <div className="f ac g2 jb" style={{ padding: '10px 16px 4px' }}>
          <h2 className="t14 bb">
            {say(lists.find((each) => each.name === list)?.say ?? { zh: '等我办', en: 'Mine' })} {counts?.[list] ?? ''}{' '}
            <span className="m" style={{ fontWeight: 400 }}>
              {say({ zh: '先到期的在前', en: 'earliest due first' })}
            </span>
          </h2>
          <button type="button" className="btn s sm" aria-pressed={picked !== null} onClick={() => setPicked(picked === null ? [] : null)}>
            <ListChecks className="i" aria-hidden="true" />
            {say(picked === null ? { zh: '多选', en: 'Select' } : { zh: '不选了', en: 'Cancel' })}
          </button>
        </div>
        {listing}
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <Row
                row={row}
                href={linkTo({ at: row.id })}
                isCurrent={row.id === at?.id}
                isLate={list === 'overdue'}
                {...(picked
                  ? {
                      picked: picked.includes(row.id),
                      onPick: (isOn: boolean) => setPicked(isOn ? [...picked, row.id] : picked.filter((each) => each !== row.id)),
                    }
                  : {})}
              />
            </li>
          ))}
          <li>{more}</li>
        </ul>
        {picked && picked.length > 0 ? <BatchBar rows={rows.filter((row) => picked.includes(row.id))} onDone={() => setPicked(null)} /> : null}
      </section>
      <section className="read" aria-label={say({ zh: '选中的这件', en: 'The chosen matter' })}>
        {at ? <Reading key={at.id} id={at.id} /> : null}
      </section>
    </div>
  )
}

function Searching({ q, list }: { q: string; list: string }): ReactNode {
  const say = useSay()
  return (
    <p className="t14 m" style={{ padding: '8px 16px' }}>
      {say({ zh: `正在找「${q}」`, en: `Searching “${q}”` })} <Link href={`/?list=${list}`}>{say({ zh: '不找了', en: 'Clear' })}</Link>
    </p>
  )
}

/** On the phone: first what cannot wait, then what is due today, then the rest, last what is paused. */
function PhoneGroups({ rows, isLate }: { rows: readonly MatterRow[]; isLate: boolean }): ReactNode {
  const say = useSay()
  const now = useNow()
  const endOfDay = (Math.floor((now + 8 * 3_600_000) / 86_400_000) + 1) * 86_400_000 - 8 * 3_600_000
  // a paused one waits for its day, whatever its promise said before
  const isPaused = (row: MatterRow) => !isLate && row.phase === 'paused'
  const isFirst = (row: MatterRow) => isLate || (!isPaused(row) && (row.urgency === 2 || (row.due !== null && row.due < now)))
  const isToday = (row: MatterRow) => !isFirst(row) && !isPaused(row) && row.due !== null && row.due < endOfDay
  const first = rows.filter(isFirst)
  const groups = [
    {
      say: { zh: `先办这 ${first.length} 件`, en: `Do ${first.length === 1 ? 'this one' : `these ${first.length}`} first` },
      rows: first,
      isGrave: true,
    },
    { say: { zh: '今天到期', en: 'Due today' }, rows: rows.filter(isToday), isGrave: false },
    { say: { zh: '不急的', en: 'Not urgent' }, rows: rows.filter((row) => !isFirst(row) && !isToday(row) && !isPaused(row)), isGrave: false },
    { say: { zh: '停着的', en: 'On hold' }, rows: rows.filter(isPaused), isGrave: false },
  ]
  return groups
    .filter((group) => group.rows.length > 0)
    .map((group) => (
      <section key={group.say.en} className="col g2">
        <h2 className="t14 b m">{say(group.say)}</h2>
        <ul className="card" style={{ overflow: 'hidden', ...(group.isGrave ? { borderColor: 'var(--late-line)' } : {}) }}>
          {group.rows.map((row) => (
            <li key={row.id}>
              <Row row={row} href={`/m/${row.id}`} isLate={isLate} />
            </li>
          ))}
        </ul>
      </section>
    ))
}
