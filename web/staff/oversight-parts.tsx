// What the screens of supervision share: the tabs, lists by twenties, a row with its facts, the ways to open something new.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { OversightRow } from '../../core/oversight-shapes.ts'
import type { HolderShape } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { keyOfAsk, look, useAsk, useDistrict, type Refused } from './ask.ts'
import { Clock, Phase, useWhen } from './bits.tsx'
import { Listing, useFilters } from './listing.tsx'
import './oversight.css'

export const oversightPages = [
  ['listed', { zh: '挂牌督办', en: 'Listed' }],
  ['agenda', { zh: '末尾议题', en: 'Last items' }],
  ['bank', { zh: '问题库', en: 'Problem bank' }],
  ['tasks', { zh: '重点任务', en: 'Tasks' }],
  ['notices', { zh: '红线提示', en: 'Notices' }],
  ['records', { zh: '通报复盘', en: 'Circulars' }],
  ['ratings', { zh: '下评上', en: 'Ratings' }],
  ['rechecks', { zh: '回头看', en: 'Rechecks' }],
  ['truth', { zh: '说法对不上', en: 'Accounts' }],
  ['grades', { zh: '平安报表', en: 'Safety report' }],
  ['exclusions', { zh: '剔除', en: 'Exclusions' }],
] as const satisfies readonly (readonly [string, Label])[]
export type OversightPage = (typeof oversightPages)[number][0]

export function OversightTabs({ at }: { at: OversightPage }): ReactNode {
  const say = useSay()
  const tabs = useRef<HTMLElement>(null)
  // on a phone the line of tabs is longer than the screen: where one is stays in sight
  useEffect(() => {
    const [line, here] = [tabs.current, tabs.current?.querySelector<HTMLElement>('[aria-current]')]
    if (line && here) line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2
  }, [at])
  return (
    <nav ref={tabs} className="tabline" aria-label={say({ zh: '督办的几页', en: 'Pages of supervision' })}>
      {oversightPages.map(([page, label]) => (
        <Link key={page} href={`/oversight/${page}`} aria-current={page === at ? 'true' : undefined}>
          {say(label)}
        </Link>
      ))}
    </nav>
  )
}

/** Buttons for what the viewer's post may open of these processes. */
export function OpenNew({ processes }: { processes: readonly string[] }): ReactNode {
  const say = useSay()
  const found = useAsk('openings')
  const rows = (found.data?.rows ?? []).filter((each) => processes.includes(each.process))
  if (rows.length === 0) return null
  return (
    <div className="f wrap g2">
      {rows.map((each) => (
        <Link key={`${each.process}|${each.action}`} className="btn s" href={`/open/${each.process}/${each.action}`}>
          {say(each.label)}
        </Link>
      ))}
    </div>
  )
}

type Answer = Calls['oversight']['answer']
const isRefused = (told: unknown): told is Refused => typeof told === 'object' && told !== null && 'label' in told

function useOversight(query: Readonly<Record<string, string>>) {
  const district = useDistrict()
  return useInfiniteQuery({
    queryKey: keyOfAsk('oversight', { query }),
    initialPageParam: '',
    queryFn: async ({ pageParam }): Promise<Answer> => {
      const told = await look('oversight', { district, query: { ...query, limit: 20, ...(pageParam ? { after: pageParam } : {}) } })
      if (told.ok) return told.answer
      throw new Error(told.label.zh, { cause: told })
    },
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

type ListProps = {
  readonly query: Readonly<Record<string, string>>
  readonly empty: Label
  readonly facts: (row: OversightRow) => ReactNode
}

/** Each row leads to its own page, where everything that may be done stands. */
export function OversightList({ query, empty, facts }: ListProps): ReactNode {
  const say = useSay()
  const found = useOversight(query)
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const total = found.data?.pages[0]?.total ?? 0
  const fault = found.error ? (isRefused(found.error.cause) ? found.error.cause.label : { zh: '没打开', en: 'Could not open' }) : null
  const asked = {
    fault,
    isPending: found.isPending,
    again: () => void found.refetch(),
    isMore: found.hasNextPage,
    more: () => void found.fetchNextPage(),
  }
  return (
    <Listing found={asked} count={rows.length} none={empty}>
      <p className="t14 m">{say({ zh: `共 ${total} 件`, en: `${total} in all` })}</p>
      <ul className="pan">
        {rows.map((each) => (
          <li key={each.row.id} className="ovrow">
            <OversightTitle each={each} />
            <div className="ovfacts">{facts(each)}</div>
          </li>
        ))}
      </ul>
    </Listing>
  )
}

/** Open ones first; the ended ones by a press. */
export function OpenOrEnded({
  query,
  empty,
  facts,
}: {
  query: Record<string, string>
  empty: Label
  facts: (row: OversightRow) => ReactNode
}): ReactNode {
  const say = useSay()
  const { at, set } = useFilters(['phase'])
  const phase = at('phase') === 'ended' ? 'ended' : 'open'
  return (
    <>
      <div className="f g2" role="group" aria-label={say({ zh: '看哪些', en: 'Which' })}>
        {(['open', 'ended'] as const).map((each) => (
          <button key={each} type="button" className={phase === each ? 'btn soft' : 'btn t'} aria-pressed={phase === each} onClick={() => set('phase', each === 'open' ? '' : each)}>
            {say(each === 'open' ? { zh: '没办结的', en: 'Open' } : { zh: '办结的', en: 'Ended' })}
          </button>
        ))}
      </div>
      <OversightList query={{ ...query, phase }} empty={empty} facts={facts} />
    </>
  ) // prettier-ignore
}

function OversightTitle({ each: { row, about } }: { each: OversightRow }): ReactNode {
  const say = useSay()
  return (
    <>
      <div className="f jb ac wrap g2">
        <Link className="b t" href={`/m/${row.id}`}>
          {row.headline || say(row.title)}
        </Link>
        <span className="f ac g2">
          <Phase row={row} />
          <Clock row={row} />
        </span>
      </div>
      {about ? (
        <p className="t14 m">
          {say({ zh: '关于：', en: 'About: ' })}
          <Link href={`/m/${about.id}`}>
            {about.headline || say(about.title)}（{about.number}）
          </Link>
        </p>
      ) : null}
    </>
  )
}

export function Fact({ label, children }: { label: Label; children: ReactNode }): ReactNode {
  const say = useSay()
  return (
    <span>
      {say(label)} <b>{children}</b>
    </span>
  )
}

export function Seat({ each, seat }: { each: OversightRow; seat: string }): ReactNode {
  const say = useSay()
  const found = each.seats.find((one) => one.seat === seat)
  return found ? <Fact label={found.label}>{holderWords(say, found.holder)}</Fact> : null
}

export const holderWords = (say: (label: Label) => string, holder: HolderShape): string => `${say(holder.place)} ${say(holder.label)}`

export function When({ at }: { at: number }): ReactNode {
  const say = useSay()
  const when = useWhen()
  return <time dateTime={new Date(at).toISOString()}>{say(when(at))}</time>
}
