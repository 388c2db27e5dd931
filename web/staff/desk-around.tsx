// What stands around the columns of the desk: calls from below to answer, who is there, where matters wait, and the last items of the next meeting.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { lengthWords } from '../../core/figure-words.ts'
import type { AnalysisPage } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import type { AgendaItem, AgendaPage } from '../../core/oversight-shapes.ts'
import type { MatterRow } from '../../core/shapes.ts'
import type { Forces } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Clock } from './bits.tsx'
import { holderWords } from './oversight-parts.tsx'

/** Of each panel the few that matter most; everything stands on its own page. */
const few = 4
const minute = 60_000

export type Around = {
  readonly calls: readonly MatterRow[]
  readonly mine: number | undefined
  readonly forces: Forces | undefined
  readonly waits: AnalysisPage | undefined
  readonly agenda: AgendaPage | undefined
}

/** Asked only when the columns stand, so that nobody waits for what is around them. */
export function useAround(enabled: boolean): Around {
  const calls = useAsk('calls', { every: minute / 2, enabled }).data
  return {
    calls: calls?.rows ?? [],
    mine: calls?.mine,
    forces: useAsk('forces', { every: 5 * minute, enabled }).data,
    waits: useAsk('analysis', { query: { preset: 'month' }, enabled }).data,
    agenda: useAsk('agenda', { enabled }).data,
  }
}

type Plan = { readonly around: Around; /** the call that is read now */ readonly call: string | null; readonly callHref: (id: string) => string }

export function DeskAround({ around, call, callHref }: Plan): ReactNode {
  return (
    <div className="around">
      <CallsFromBelow around={around} call={call} callHref={callHref} />
      <WhoIsThere forces={around.forces} />
      <WhereItWaits page={around.waits} />
      <LastItems page={around.agenda} />
    </div>
  )
}

type PanelProps = {
  readonly title: Label
  readonly note: string
  readonly href?: string
  readonly all?: Label
  readonly children: ReactNode
  readonly isWide?: boolean
}

function Panel({ title, note, href, all, children, isWide }: PanelProps): ReactNode {
  const say = useSay()
  return (
    <section className={isWide ? 'pan wide' : 'pan'} aria-label={say(title)}>
      <header>
        <h2>{say(title)}</h2>
        <span className="t13 m">{note}</span>
      </header>
      {children}
      {href && all ? (
        <Link className="t13 all" href={href}>
          {say(all)}
        </Link>
      ) : null}
    </section>
  )
} // prettier-ignore

const None = ({ words }: { words: Label }): ReactNode => <p className="t13 m none">{useSay()(words)}</p>

/** A call opens beside the columns, with what one may answer to it. */
function CallsFromBelow({ around, call, callHref }: Plan): ReactNode {
  const say = useSay()
  const { calls, mine } = around
  const at = calls.findIndex(({ id }) => id === call)
  const shown = calls.slice(Math.max(0, at - few + 1)).slice(0, few)
  return (
    <Panel
      title={{ zh: '呼上来的', en: 'Calls from below' }}
      note={mine === undefined ? '' : say({ zh: `等我和我单位 ${mine}/${calls.length}`, en: `${mine}/${calls.length} wait for us` })}
      href={call ? `/calls?concerns=${encodeURIComponent(call)}` : '/calls'}
      all={{ zh: '全部呼叫、提级呼叫', en: 'All calls, call higher' }}
    >
      {mine !== undefined && calls.length === 0 ? <None words={{ zh: '没有等着应的呼叫', en: 'No open calls' }} /> : null}
      <ul>
        {shown.map((row) => (
          <li key={row.id}>
            <Link className="aroundrow" href={callHref(row.id)} aria-current={row.id === call ? 'true' : undefined} data-call={row.id}>
              <span className="f jb ac g2">
                <span className="tag">{say(row.title)}</span>
                <Clock row={row} />
              </span>
              <span className="t14 two" title={row.headline}>
                {say(row.area.name)}
                {say({ zh: '：', en: ': ' })}
                {row.headline}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Who holds a post and is not on leave; whether they are at their desk at this hour nobody knows. */
function WhoIsThere({ forces }: { forces: Forces | undefined }): ReactNode {
  const say = useSay()
  const posts = [...(forces?.posts ?? [])].sort((one, other) => Number(other.absent > 0) - Number(one.absent > 0) || other.held - one.held)
  return (
    <Panel
      title={{ zh: '现在谁在', en: 'Who is there' }}
      note={forces ? say({ zh: `没请假 ${forces.present}/${forces.held} 人`, en: `${forces.present}/${forces.held} not on leave` }) : ''}
    >
      {forces && posts.length === 0 ? <None words={{ zh: '这一片还没有人任岗', en: 'No posts are held here' }} /> : null}
      <ul className="bars">
        {posts.slice(0, few + 2).map((each) => (
          <Bar key={each.post} name={say(each.label)} n={each.present} of={each.held} words={`${each.present}/${each.held}`} />
        ))}
      </ul>
    </Panel>
  )
}

function WhereItWaits({ page }: { page: AnalysisPage | undefined }): ReactNode {
  const say = useSay()
  const waits = page?.waits.slice(0, few) ?? []
  const most = Math.max(1, ...waits.map(({ minutes }) => minutes))
  const rows = (measure: string) => `/matters?${new URLSearchParams({ from: page?.period.from ?? '', upto: page?.period.upto ?? '', measure, area: String(page?.area.id ?? '') }).toString()}`
  return (
    <Panel title={{ zh: '卡在哪儿', en: 'Where matters wait' }} note={say({ zh: '本月，一共等了', en: 'this month, waited' })} href="/analysis" all={{ zh: '看分析：按步骤，不按人', en: 'Analysis: by step, never by person' }}>
      {page && waits.length === 0 ? <None words={{ zh: '这个月没有事走过哪一步', en: 'Nothing moved this month' }} /> : null}
      <ul className="bars waits">
        {waits.map((wait) => (
          <Bar key={wait.measure} name={say(wait.label)} n={wait.minutes} of={most} words={say(lengthWords(wait.minutes))} href={rows(wait.measure)} />
        ))}
      </ul>
    </Panel>
  )
} // prettier-ignore

type BarProps = { readonly name: string; readonly n: number; readonly of: number; readonly words: string; readonly href?: string }

function Bar({ name, n, of, words, href }: BarProps): ReactNode {
  const inside = (
    <>
      <span className="two" title={name}>
        {name}
      </span>
      <span className="track" aria-hidden="true">
        <i style={{ width: `${of > 0 ? (n / of) * 100 : 0}%` }} />
      </span>
      <b className="nw">{words}</b>
    </>
  )
  return (
    <li>
      {href ? (
        <Link className="aroundbar" href={href}>
          {inside}
        </Link>
      ) : (
        <span className="aroundbar">{inside}</span>
      )}
    </li>
  )
}

function LastItems({ page }: { page: AgendaPage | undefined }): ReactNode {
  const say = useSay()
  const items = page?.items ?? []
  return (
    <Panel
      title={{ zh: '每次会最后一项：难办的事', en: 'Last on every agenda: hard cases' }}
      note={page ? say({ zh: `在列 ${items.length} 件`, en: `${items.length} listed` }) : ''}
      href="/oversight/agenda"
      all={{ zh: '看议题、开会', en: 'Agenda and meeting' }}
      isWide
    >
      {page && items.length === 0 ? <None words={{ zh: '会上没有在列的议题', en: 'No item is on the list' }} /> : null}
      <ul>
        {items.slice(0, few).map((item) => (
          <li key={item.row.id}>
            <Link className="aroundrow item t14" href={`/m/${item.row.id}`}>
              <span className="two">{item.about?.headline || item.row.headline}</span>
              <span className="m ell">{leaderOf(item, say)}</span>
              <span className="m nw">{say({ zh: `已上会 ${item.progressed} 次`, en: `${item.progressed} meetings` })}</span>
              <span className="m nw">{item.money === null ? '' : `${item.spent.toLocaleString('en')}/${item.money.toLocaleString('en')} ${say({ zh: '元', en: 'yuan' })}`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
} // prettier-ignore

const leaderOf = ({ leader, person }: AgendaItem, say: (label: Label) => string): string =>
  leader ? `${say({ zh: '牵头：', en: 'Led by ' })}${person ?? holderWords(say, leader)}` : say({ zh: '还没定牵头的', en: 'no leader yet' })
