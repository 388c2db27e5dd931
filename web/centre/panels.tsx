// Panels of figures: how many calls were answered, where they came from, how they were sorted, what residents say, the lines not crossed.
import { AlarmClock, Check, Clock, Eye, Link2, Moon, Timer } from 'lucide-react'
import { useContext, type ReactNode } from 'react'
import { dayOf } from '../../core/calendar.ts'
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { DistrictContext, Figure, Line, Rate } from './figures.tsx'

type Panel = { readonly page: CentrePage }

export function Answered({ page }: Panel): ReactNode {
  const say = useSay()
  const { called, answered, lateUnanswered } = page.today
  const waiting = Math.max(0, called - answered - lateUnanswered)
  const day = dayOf(page.at)
  return (
    <section className="hero">
      <h2 className="m">{say({ zh: '今天的呼，有人应了', en: "Today's calls, answered" })}</h2>
      <p className="big">
        <Figure n={answered} asked={{ measure: 'answered', day }} />
        <span className="of">/</span>
        <Figure n={called} asked={{ measure: 'called', day }} />
      </p>
      <div className="stack" aria-hidden="true">
        {[[answered, 'var(--brand)'] as const, [waiting, 'var(--working-fg)'] as const, [lateUnanswered, 'var(--late-fg)'] as const].map(
          ([n, background]) => (n > 0 ? <span key={background} style={{ flexGrow: n, background }} /> : null),
        )}
      </div>
      <p className="herowords">
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
  { name: 'private', short: { zh: '私', en: 'Private' }, say: { zh: '自己办', en: 'private' } },
  { name: 'small', short: { zh: '小事', en: 'Small' }, say: { zh: '村社协商', en: 'small' } },
  { name: 'major', short: { zh: '大事', en: 'Major' }, say: { zh: '镇街', en: 'major' } },
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
                {page.triage[part.name] / total > (say({ zh: 'zh', en: 'en' }) === 'zh' ? 0.16 : 0.2) ? say(part.short) : ''}
              </span>
            ))}
        </div>
      ) : (
        <p className="m small">{say({ zh: '今天还没有分过流的。', en: 'Nothing triaged today.' })}</p>
      )}
      <p className="threewords m small">
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

export function ResidentsSay({ page }: Panel): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const { rates } = page
  return (
    <section className="wp rates">
      <h2>
        {say({ zh: '居民说了算', en: 'Residents decide' })}
        <small>{say({ zh: `30 天内评了 ${rates.rated.n}/${rates.rated.of}`, en: `${rates.rated.n}/${rates.rated.of} rated, 30 days` })}</small>
      </h2>
      <div className="even">
        <Rate
          label={{ zh: '说办好了', en: 'Say it is solved' }}
          share={rates.solved}
          measure="solved:yes"
          note={{ zh: '答了的人里；没答的不算', en: 'of those who answered' }}
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
        <p className="f jb base truth">
          <a
            className="m small"
            href={`/staff/${district}/oversight/truth?from=${dayOf(page.at - 29 * 86_400_000)}&upto=${dayOf(page.at)}&exclusions=with`}
          >
            {say({ zh: '办的人说好，居民说没好', en: 'Said done, yet not solved' })}
          </a>
          <Figure n={rates.truth.n} of={rates.truth.of} asked={{ measure: 'truth' }} />
        </p>
      </div>
    </section>
  )
}

type LineNow = {
  readonly icon: ReactNode
  readonly label: Label
  readonly share: { n: number; of: number }
  readonly note: Label
  readonly isGood: boolean
  readonly see: string
}

function Kept({ icon, label, share, note, isGood, see }: LineNow): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const words = { zh: `${label.zh}：${share.n}，共 ${share.of}，看这些记录`, en: `${label.en}: ${share.n} of ${share.of}; see the records` }
  return (
    <div>
      <p className="m small f ac g2">
        {icon}
        {say(label)}
      </p>
      <p>
        <a className={`fig ${isGood ? '' : 'late'}`} href={`/centre/${district}?see=${see}`} aria-label={say(words)}>
          {share.n}
          <span className="of">/{share.of}</span>
        </a>
      </p>
      <p className="q tiny">{say(note)}</p>
    </div>
  )
} // prettier-ignore

export function Lines({ page }: Panel): ReactNode {
  const say = useSay()
  const { lines } = page
  const day = dayOf(page.at)
  return (
    <section className="wp kept">
      <h2>{say({ zh: '守得住的底线', en: 'Lines not crossed' })}</h2>
      <div className="four">
        <Kept icon={<Eye className="i" aria-hidden="true" />} label={{ zh: '看居民身份', en: 'Identity views' }} share={lines.reveals} isGood note={{ zh: '每次有理由，本人可查', en: 'always with a reason' }} see={`identity&day=${day}`} />
        <Kept icon={<Moon className="i" aria-hidden="true" />} label={{ zh: '夜里打扰', en: 'Night notices' }} share={lines.nightNotices} isGood={lines.nightNotices.n === 0} note={{ zh: '非急事通知', en: 'not emergencies' }} see={`night&day=${day}`} />
        <Kept icon={<Link2 className="i" aria-hidden="true" />} label={{ zh: '记录校验', en: 'Records checked' }} share={lines.chain} isGood={lines.chain.n === lines.chain.of} note={lines.chain.of === 0 ? { zh: '还没有检查点', en: 'no checkpoint yet' } : { zh: '首尾相连，未被改动', en: 'chained, unchanged' }} see="record" />
        <div>
          <p className="m small f ac g2">
            <Timer className="i" aria-hidden="true" />
            {say({ zh: '今天办结', en: 'Closed today' })}
          </p>
          <p>
            <Figure n={page.closedToday} asked={{ measure: 'closed', day }} />
          </p>
          <p className="q tiny">{say({ zh: '每个数都点得到明细', en: 'each figure opens rows' })}</p>
        </div>
      </div>
    </section>
  )
} // prettier-ignore
