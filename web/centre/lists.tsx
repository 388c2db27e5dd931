// What is not well, by name of the matter: emergencies pinned first, then late and unanswered; supervised matters; the standing last item; what just happened.
import { AlarmClock, BadgeAlert, ListChecks, Siren } from 'lucide-react'
import { useContext, type ReactNode } from 'react'
import { placeAndPost } from '../../core/holder-words.ts'
import type { Label } from '../../core/label.ts'
import type { CentrePage, HolderShape, MatterRow } from '../../core/shapes.ts'
import type { WallLists } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { clockOf, roughly } from '../kit/wording.ts'
import { dayShown } from './day-shown.ts'
import { DistrictContext, Figure, rowsOf } from './figures.tsx'
import { useFit } from './fit.ts'
import { notWell, pastOf, type Seen } from './not-well.ts'
import type { Wall } from './source.ts'

/** How pressing a row is, in words with an icon: never by colour alone. */
function Chip({ row, isUrgent, isLate, now }: Seen & { now: number }): ReactNode {
  const say = useSay()
  const { due } = row
  const past = pastOf(row, now)
  const isOverdue = past !== null
  const words = isOverdue
    ? { zh: `超 ${roughly(now - past).zh}`, en: `${roughly(now - past).en} over` }
    : isUrgent && row.phase === 'waiting'
      ? { zh: `已等 ${roughly(now - row.openedAt).zh}`, en: `waiting ${roughly(now - row.openedAt).en}` }
      : isUrgent && due !== null
        ? { zh: `还剩 ${roughly(due - now).zh}`, en: `${roughly(due - now).en} left` }
        : isLate
          ? { zh: '曾超时', en: 'was late' }
          : row.phase === 'waiting'
            ? { zh: `等了 ${roughly(now - row.openedAt).zh}`, en: `${roughly(now - row.openedAt).en} waiting` }
            : due !== null
              ? { zh: `还有 ${roughly(due - now).zh}`, en: `${roughly(due - now).en} left` }
              : { zh: '停着', en: 'on hold' }
  return isUrgent ? (
    <span className="ck emg">
      <Siren className="i" aria-hidden="true" />
      {say({ zh: `紧急·${words.zh}`, en: `Urgent · ${words.en}` })}
    </span>
  ) : (
    <span className={`ck ${isOverdue || isLate ? 'late' : ''}`}>
      {isOverdue || isLate ? <AlarmClock className="i" aria-hidden="true" /> : null}
      {say(words)}
    </span>
  )
}

const whoHas = (owner: HolderShape): Label => placeAndPost(owner)

/** Where it is and who has it; a place said once is not said again. */
function whereAndWho({ area, owner, stateLabel }: MatterRow): Label {
  if (!owner) return { zh: `${area.name.zh}·${stateLabel.zh}`, en: `${area.name.en} · ${stateLabel.en}` }
  const isSame = owner.place.zh === area.name.zh || owner.area === null || area.name.zh.startsWith(owner.place.zh)
  const place = owner.organisation !== null ? owner.place : isSame ? { zh: '', en: '' } : owner.place
  const who = placeAndPost({ place, label: owner.label })
  return { zh: `${area.name.zh}·${who.zh}`, en: `${area.name.en} · ${who.en}` }
}

function MatterLine({ row, isUrgent, isLate, now, isListed }: Seen & { now: number; isListed?: boolean }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const isWaiting = row.phase === 'waiting'
  return (
    <li className={isUrgent ? (isWaiting ? 'pinned flash' : 'pinned') : ''}>
      <a className="mline" href={`/staff/${district}/m/${row.id}`}>
        <span className="f jb base g2">
          <b className="b">{row.category ? say(row.category.label) : row.headline || say(row.title)}</b>
          <Chip row={row} isUrgent={isUrgent} isLate={isLate} now={now} />
        </span>
        <span className="m small">{say(isListed && row.owner ? whoHas(row.owner) : whereAndWho(row))}</span>
      </a>
    </li>
  )
}

export function NotWell({ wall, now, isDesk }: { wall: Wall; now: number; isDesk: boolean }): ReactNode {
  const say = useSay()
  const { page, lists } = wall
  const rows = notWell(page, lists)
  const lateLeft = (among: readonly Seen[]) => Math.max(0, page.overdue - among.filter((each) => each.isLate).length)
  const { box, shown } = useFit<HTMLUListElement>(!isDesk, rows.length + lateLeft(rows))
  const left = lateLeft(rows.slice(0, shown))
  const isWell = rows.length === 0
  const { total } = lists.urgent
  const urgentLeft = Math.max(0, total - rows.slice(0, shown).filter((each) => each.isUrgent).length)
  const calls = dayShown(page)
  return (
    <section className={`wp notwell grow ${isWell ? '' : 'bad'}`}>
      <h2 className={isWell ? '' : 'late'}>
        <span className="f ac g2">
          {total > 0 ? <Siren className="i" aria-hidden="true" /> : <AlarmClock className="i" aria-hidden="true" />}
          {say(total > 0 ? { zh: '紧急和超时', en: 'Urgent and late' } : { zh: '过了时限的', en: 'Past their time' })}
        </span>
        <small className="nw">
          {total > 0 ? (
            <span>
              {say({ zh: '紧急', en: 'urgent' })} <Figure n={total} asked={{ measure: 'emergency' }} />{' '}
            </span>
          ) : null}
          {say({ zh: '超时', en: 'late' })} <Figure n={page.overdue} of={page.open} asked={{ measure: 'overdue' }} />
        </small>
      </h2>
      <p className="m small">
        {say({ zh: '过时没人应', en: 'Late and unanswered' })} <Figure n={calls.lateUnanswered} of={calls.called} asked={{ measure: 'lateUnanswered', day: calls.day }} />
        <span className="q"> {say(calls.isToday ? { zh: '今天的呼里', en: 'today' } : { zh: '昨天的呼里', en: 'yesterday' })}</span>
      </p>
      {isWell ? <p className="m well">{say({ zh: '现在没有。有了会排在这里，紧急的在最上面。', en: 'None now. They would stand here, emergencies on top.' })}</p> : null}
      <ul className="rowsfit" ref={box}>
        {rows.map((seen) => (
          <MatterLine key={seen.row.id} {...seen} now={now} />
        ))}
        {urgentLeft > 0 ? (
          <More left={urgentLeft} words={{ zh: `还有紧急 ${urgentLeft} 件，超时 ${left} 件`, en: `${urgentLeft} more urgent, ${left} late` }} asked={{ measure: 'emergency' }} />
        ) : (
          <More left={left} words={{ zh: `还有超时 ${left} 件`, en: `${left} more late` }} asked={{ measure: 'overdue' }} />
        )}
      </ul>
    </section>
  )
} // prettier-ignore

type Listing = {
  readonly list: NonNullable<WallLists['listed']>
  readonly icon: ReactNode
  readonly empty: Label
  readonly now: number
  readonly isDesk: boolean
}

function ListPanel({ list, icon, empty, now, isDesk }: Listing): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const { box, shown } = useFit<HTMLUListElement>(!isDesk, list.total)
  const left = Math.max(0, list.total - shown)
  return (
    <section className={`wp listpanel ${list.total > 0 ? 'grow' : ''}`}>
      <h2>
        <span className="f ac g2">
          {icon}
          {say(list.title)}
        </span>
        <small className="nw">
          <Figure n={list.total} asked={{ process: list.process, measure: 'open' }} name={{ zh: `${list.title.zh}在办`, en: `${list.title.en}, open` }} />
          {left > 0 ? (
            <a className="moreof" href={rowsOf(district, { process: list.process, measure: 'open' })}>
              {say({ zh: `还有 ${left} 件`, en: `${left} more` })} <span aria-hidden="true">›</span>
            </a>
          ) : null}
          {list.late > 0 ? (
            <span className="late">
              {' '}
              {say({ zh: '超时', en: 'late' })}{' '}
              <Figure n={list.late} of={list.total} asked={{ process: list.process, measure: 'overdue' }} name={{ zh: `${list.title.zh}超时`, en: `${list.title.en}, overdue` }} />
            </span>
          ) : null}
        </small>
      </h2>
      {list.total === 0 ? <p className="m small">{say(empty)}</p> : null}
      <ul className="rowsfit" ref={box}>
        {list.rows.map((row) => (
          <MatterLine key={row.id} row={row} isUrgent={row.urgency === 2} isLate={pastOf(row, now) !== null} now={now} isListed />
        ))}
      </ul>
    </section>
  )
} // prettier-ignore

/** The last row of a list that shows only its first: how many more there are, and the way to them. */
function More({ left, words, asked }: { left: number; words: Label; asked: Readonly<Record<string, string>> }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  return (
    <li className="more">
      {left > 0 ? (
        <a className="small" href={rowsOf(district, asked)}>
          {say(words)} <span aria-hidden="true">›</span>
        </a>
      ) : null}
    </li>
  )
}

/** Absent where the district has no such process. */
export function Supervised({ lists, now, isDesk }: { lists: WallLists; now: number; isDesk: boolean }): ReactNode {
  return (
    <>
      {lists.listed ? (
        <ListPanel list={lists.listed} icon={<BadgeAlert className="i" aria-hidden="true" />} empty={{ zh: '现在没有挂牌督办的事。', en: 'Nothing is listed now.' }} now={now} isDesk={isDesk} />
      ) : null}
      {lists.standing ? (
        <ListPanel list={lists.standing} icon={<ListChecks className="i" aria-hidden="true" />} empty={{ zh: '下次会没有末尾议题。', en: 'Nothing stands for the next meeting.' }} now={now} isDesk={isDesk} />
      ) : null}
    </>
  )
} // prettier-ignore

export function Feed({ page, isDesk }: { page: CentrePage; isDesk: boolean }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const { box } = useFit<HTMLUListElement>(!isDesk)
  return (
    <section className="wp feed">
      <h2>{say({ zh: '刚刚', en: 'Just now' })}</h2>
      {page.feed.length === 0 ? <p className="m small">{say({ zh: '还没有动静。有人呼、有人应，会写在这里。', en: 'Nothing yet. Calls and answers are told here.' })}</p> : null}
      <ul className="rowsfit" ref={box}>
        {page.feed.map((each, n) => (
          <li key={`${each.id}${each.at}${n}`}>
            <a className="feedline" href={`/staff/${district}/m/${each.id}`}>
              <time className="q">{clockOf(each.at)}</time>
              <span>
                <b className="b">{say(each.label)}</b> <span className="m">{say(each.area.name)}·{say(each.headline)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
} // prettier-ignore
