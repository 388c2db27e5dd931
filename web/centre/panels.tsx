// The panels of the wall: how many calls were answered, where they came from, what is not well, what residents say, the lines not crossed.
import { AlarmClock, Check, Clock, Eye, Link2, Moon, Timer } from 'lucide-react'
import { useContext, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { HexMap } from '../kit/hex-map.tsx'
import { useSay } from '../kit/say.tsx'
import { clockOf, roughly } from '../kit/wording.ts'
import { dayOf, DistrictContext, Figure, Line, Rate, rowsOf } from './figures.tsx'

type Panel = { readonly page: CentrePage }

export function Answered({ page }: Panel): ReactNode {
  const say = useSay()
  const { called, answered, lateUnanswered } = page.today
  const waiting = Math.max(0, called - answered - lateUnanswered)
  const day = dayOf(page.at)
  const share = (n: number) => ({ width: `${called > 0 ? (n / called) * 100 : 0}%` })
  return (
    <section className="hero">
      <h2 className="m">{say({ zh: '今天的呼，有人应了', en: "Today's calls, answered" })}</h2>
      <p className="big">
        <Figure n={answered} asked={{ measure: 'answered', day }} />
        <span className="of">/</span>
        <Figure n={called} asked={{ measure: 'called', day }} />
      </p>
      <div className="stack" aria-hidden="true">
        <span style={{ ...share(answered), background: 'var(--brand)' }} />
        <span style={{ ...share(waiting), background: 'var(--working-fg)' }} />
        <span style={{ ...share(lateUnanswered), background: 'var(--late-fg)' }} />
      </div>
      <p className="f g4 wrap">
        <span className="f ac g1">
          <Check className="i" aria-hidden="true" />
          {say({ zh: '应了', en: 'Answered' })} {answered}
        </span>
        <span className="f ac g1">
          <Clock className="i" aria-hidden="true" />
          {say({ zh: '还在时限内', en: 'Still in time' })} {waiting}
        </span>
        <span className={`f ac g1 ${lateUnanswered > 0 ? 'late b' : ''}`}>
          <AlarmClock className="i" aria-hidden="true" />
          {say({ zh: '过时没应', en: 'Late' })} <Figure n={lateUnanswered} asked={{ measure: 'lateUnanswered', day }} />
        </span>
      </p>
    </section>
  )
}

export function Sources({ page }: Panel): ReactNode {
  const say = useSay()
  const { called } = page.today
  const most = Math.max(1, ...page.sources.map((each) => each.n))
  return (
    <section className="wp">
      <h2>
        {say({ zh: '从哪里呼来', en: 'Where calls come from' })}
        <small>{say({ zh: `共 ${called}`, en: `${called} in all` })}</small>
      </h2>
      <ul className="lines">
        {page.sources.map((each) => (
          <Line
            key={each.source}
            label={each.label}
            n={each.n}
            of={called}
            most={most}
            look="call"
            asked={{ measure: `source:${each.source}`, day: dayOf(page.at) }}
          />
        ))}
      </ul>
    </section>
  )
}

const triageParts = [
  { name: 'private', short: { zh: '私', en: 'Private' }, say: { zh: '自己办', en: 'guided' } },
  { name: 'small', short: { zh: '小事', en: 'Small' }, say: { zh: '村社协商', en: 'community' } },
  { name: 'major', short: { zh: '大事', en: 'Major' }, say: { zh: '镇街', en: 'township' } },
] as const

export function Triage({ page }: Panel): ReactNode {
  const say = useSay()
  const { total } = page.triage
  return (
    <section className="wp grow triage">
      <h2>
        {say({ zh: '三事分流', en: 'Triage' })}
        <small>{say({ zh: `已分 ${total}/${page.today.called}`, en: `${total} of ${page.today.called} triaged` })}</small>
      </h2>
      {total > 0 ? (
        <div className="threes" aria-hidden="true">
          {triageParts
            .filter((part) => page.triage[part.name] > 0)
            .map((part) => (
              <span key={part.name} className={part.name} style={{ flexGrow: page.triage[part.name] }}>
                {page.triage[part.name] / total > (say({ zh: 'zh', en: 'en' }) === 'zh' ? 0.09 : 0.17) ? say(part.short) : ''}
              </span>
            ))}
        </div>
      ) : null}
      <p className="f jb m small">
        {triageParts.map((part) => (
          <span key={part.name}>
            {say(part.say)}{' '}
            <Figure n={page.triage[part.name]} of={total} asked={{ measure: `triage:${part.name}`, day: dayOf(page.at) }} name={part.short} />
          </span>
        ))}
      </p>
    </section>
  )
}

export function Townships({ page }: Panel): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const tiles = page.townships.map((each) => ({
    key: String(each.area.id),
    col: each.tile.col,
    row: each.tile.row,
    label: say(each.area.name),
    n: each.open,
    late: each.overdue,
    emergency: each.emergency,
    href: rowsOf(district, { measure: 'open', area: String(each.area.id) }),
  }))
  const settled = page.levels.reduce((sum, each) => sum + each.n, 0)
  return (
    <section className="wp towns">
      <h2>
        {say({ zh: `${page.townships.length} 个镇街，现在在办`, en: `Open now in ${page.townships.length} townships` })}
        <small>
          {say({ zh: '共', en: 'In all' })} <Figure n={page.open} asked={{ measure: 'open' }} /> {say({ zh: '件·超时', en: '· overdue' })}{' '}
          <Figure n={page.overdue} of={page.open} asked={{ measure: 'overdue' }} />
        </small>
      </h2>
      <div className="hexes">
        <HexMap tiles={tiles} label={say({ zh: '各镇街在办件数', en: 'Open matters by township' })} />
      </div>
      <div className="levels">
        <h3 className="f jb base">
          {say({ zh: '在哪一级办好', en: 'Settled at' })}
          <small className="m">{say({ zh: `30 天 ${settled}`, en: `30 days: ${settled}` })}</small>
        </h3>
        <ul className="lines">
          {page.levels.map((each) => (
            <Line
              key={each.level}
              label={each.label}
              n={each.n}
              of={settled}
              most={settled}
              look="answer"
              asked={{ measure: `level:${each.level}` }}
            />
          ))}
        </ul>
      </div>
      <div className="legend m" aria-hidden="true">
        <p>{say({ zh: '在办件数', en: 'Open matters' })}</p>
        <p className="f">
          {['<10', '10', '20', '35', '50+'].map((text, n) => (
            <span key={text}>
              <i style={{ background: `var(--seq-${n})` }} />
              {text}
            </span>
          ))}
        </p>
        <p className="f ac g2">
          <i className="ring" />
          {say({ zh: '有超时', en: 'something is late' })}
        </p>
      </div>
      <p className="sketch q">{say({ zh: '方位示意，不代表行政区划界线', en: 'A sketch, not administrative boundaries' })}</p>
    </section>
  )
}

export function NotWell({ page, now, rows }: Panel & { now: number; rows: number }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const isWell = page.unanswered.length === 0
  return (
    <section className={`wp notwell ${isWell ? '' : 'bad'}`}>
      <h2 className={isWell ? '' : 'late'}>
        <span className="f ac g2">
          <AlarmClock className="i" aria-hidden="true" />
          {say({ zh: '过时没人应', en: 'Late and unanswered' })}
        </span>
        {isWell ? null : (
          <small>
            <a className="fig" href={rowsOf(district, { measure: 'unanswered' })}>
              {say({ zh: '全部', en: 'All' })}
            </a>
          </small>
        )}
      </h2>
      {isWell ? <p className="m">{say({ zh: '现在没有。', en: 'None now.' })}</p> : null}
      <ul>
        {page.unanswered.slice(0, rows).map((row) => (
          <li key={row.id}>
            <a className="f jb ac g3" href={`/staff/${district}/m/${row.id}`}>
              <span style={{ minWidth: 0 }}>
                <b className="b ell">{row.category ? say(row.category.label) : say(row.title)}</b>
                <span className="m small ell">
                  {say(row.area.name)}·{row.owner ? `${say(row.owner.place)} ${say(row.owner.label)}` : say(row.stateLabel)}
                </span>
              </span>
              <span className="ck late">
                <AlarmClock className="i" aria-hidden="true" />
                {row.due !== null && row.due < now
                  ? say({ zh: `超 ${roughly(now - row.due).zh}`, en: `${roughly(now - row.due).en} late` })
                  : say({ zh: `等了 ${roughly(now - row.openedAt).zh}`, en: `${roughly(now - row.openedAt).en} waiting` })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function ResidentsSay({ page }: Panel): ReactNode {
  const say = useSay()
  const { rates } = page
  return (
    <section className="wp grow rates">
      <h2>
        {say({ zh: '居民说了算', en: 'Residents decide' })}
        <small>{say({ zh: `30 天内评了 ${rates.rated.n}/${rates.rated.of}`, en: `${rates.rated.n} of ${rates.rated.of} rated in 30 days` })}</small>
      </h2>
      <div className="even">
        <Rate
          label={{ zh: '说办好了', en: 'Say it is solved' }}
          share={rates.solved}
          measure="solved:yes"
          note={{ zh: '答了的人里；没答的不算', en: 'of those who answered; silence is not counted' }}
        />
        <Rate
          label={{ zh: '满意', en: 'Satisfied' }}
          share={rates.satisfied}
          measure="satisfied"
          note={{ zh: '评了的人里', en: 'of those who rated' }}
        />
        <Rate
          label={{ zh: '时限内应了', en: 'Answered in time' }}
          share={rates.response}
          measure="inTime"
          note={{ zh: '应了的和过时没应的里', en: 'of answered and late' }}
        />
        <Rate
          label={{ zh: '办的人说好，居民说没好', en: 'Said done, but not solved' }}
          share={rates.truth}
          measure="truth"
          note={{ zh: '两边都说了的里，越少越好', en: 'of those where both spoke; fewer is better' }}
        />
      </div>
    </section>
  )
}

function Kept({
  icon,
  label,
  share,
  note,
  isGood,
}: {
  icon: ReactNode
  label: Label
  share: { n: number; of: number }
  note: Label
  isGood: boolean
}): ReactNode {
  const say = useSay()
  return (
    <div>
      <p className="m small f ac g2">
        {icon}
        {say(label)}
      </p>
      <p className={`fig ${isGood ? '' : 'late'}`}>
        {share.n}
        <span className="of">/{share.of}</span>
      </p>
      <p className="q tiny">{say(note)}</p>
    </div>
  )
}

export function Lines({ page }: Panel): ReactNode {
  const say = useSay()
  const { lines } = page
  return (
    <section className="wp kept">
      <h2>{say({ zh: '守得住的底线', en: 'Lines not crossed' })}</h2>
      <div className="four">
        <Kept
          icon={<Eye className="i" aria-hidden="true" />}
          label={{ zh: '看居民身份', en: 'Identity views' }}
          share={lines.reveals}
          isGood
          note={{ zh: '每次有理由，本人可查', en: 'always with a reason' }}
        />
        <Kept
          icon={<Moon className="i" aria-hidden="true" />}
          label={{ zh: '夜里打扰', en: 'Night notices' }}
          share={lines.nightNotices}
          isGood={lines.nightNotices.n === 0}
          note={{ zh: '非急事通知', en: 'not emergencies' }}
        />
        <Kept
          icon={<Link2 className="i" aria-hidden="true" />}
          label={{ zh: '记录校验', en: 'Records checked' }}
          share={lines.chain}
          isGood={lines.chain.n === lines.chain.of}
          note={{ zh: '首尾相连，未被改动', en: 'chained, unchanged' }}
        />
        <div>
          <p className="m small f ac g2">
            <Timer className="i" aria-hidden="true" />
            {say({ zh: '今天办结', en: 'Closed today' })}
          </p>
          <p>
            <Figure n={page.closedToday} asked={{ measure: 'closed', day: dayOf(page.at) }} />
          </p>
          <p className="q tiny">{say({ zh: '亮着的数点得到明细', en: 'linked figures open their rows' })}</p>
        </div>
      </div>
    </section>
  )
}

export function Feed({ page }: Panel): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  return (
    <section className="wp feed">
      <h2>{say({ zh: '刚刚', en: 'Just now' })}</h2>
      <ul>
        {page.feed.map((each, n) => (
          <li key={`${each.id}${each.at}${n}`}>
            <a className="f g3" href={`/staff/${district}/m/${each.id}`}>
              <time className="q nw">{clockOf(each.at)}</time>
              <span className="grow ell">
                {say(each.area.name)}·{each.headline}
              </span>
              <b className="b nw">{say(each.label)}</b>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
