// Panels of figures: how many calls were answered, where they came from, how they were sorted, what residents say, the lines not crossed.
import { AlarmClock, Check, Clock, Eye, Link2, Moon, Timer } from 'lucide-react'
import { useContext, type ReactNode } from 'react'
import { dayOf } from '../../core/calendar.ts'
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { rateRows } from '../../core/wall.ts'
import { useLanguage, useSay } from '../kit/say.tsx'
import { dayShown } from './day-shown.ts'
import { DistrictContext, Figure, Line, Rate } from './figures.tsx'

type Panel = { readonly page: CentrePage }

export function Answered({ page }: Panel): ReactNode {
  const say = useSay()
  const { called, answered, lateUnanswered, day, isToday } = dayShown(page)
  const waiting = Math.max(0, called - answered - lateUnanswered)
  return (
    <section className="hero">
      <h2 className="m">
        {say(isToday ? { zh: '今天的呼，有人应了', en: "Today's calls, answered" } : { zh: '昨天的呼，有人应了', en: "Yesterday's calls, answered" })}
        {isToday ? null : <small className="ofday">{say({ zh: '今天还没有人呼', en: 'none today yet' })}</small>}
      </h2>
      <p className="big">
        <Figure n={answered} asked={{ measure: 'answered', day }} />
        <span className="of">/</span>
        <Figure n={called} asked={{ measure: 'called', day }} {...(isToday ? {} : { name: callsYesterday })} />
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

const callsYesterday: Label = { zh: '昨天的呼：当天第一次上报的事', en: 'Calls yesterday: matters first reported that day' }

/** Said beside every figure that is not of today. */
function OfDay({ isToday }: { isToday: boolean }): ReactNode {
  const say = useSay()
  return isToday ? null : <span className="ofday">{say({ zh: '昨天', en: 'Yesterday' })}</span>
}

/** The wall has room for so many; the rest is in the sheet and in the indicators. */
const mostLines = 8

export function Sources({ page }: Panel): ReactNode {
  const say = useSay()
  const { called, sources, day, isToday } = dayShown(page)
  const most = Math.max(1, ...sources.map((each) => each.n))
  const kept = new Set([...sources].sort((one, other) => other.n - one.n).slice(0, mostLines))
  const left = sources.filter((each) => !kept.has(each) && each.n > 0)
  const more = left.reduce((sum, each) => sum + each.n, 0)
  return (
    <section className="wp sources">
      <h2>
        <span>
          {say({ zh: '从哪里呼来', en: 'Calls by source' })} <OfDay isToday={isToday} />
        </span>
        <small>{say({ zh: `共 ${called}`, en: `of ${called}` })}</small>
      </h2>
      <ul className="lines">
        {sources
          .filter((each) => kept.has(each))
          .map((each) => (
            <Line
              key={each.source}
              label={each.label}
              n={each.n}
              of={called}
              most={most}
              look="call"
              asked={{ measure: `source:${each.source}`, day }}
            />
          ))}
      </ul>
      {left.length > 0 ? (
        <p className="m tiny besides">{say({ zh: `另有 ${left.length} 种，共 ${more} 件`, en: `${more} from ${left.length} more` })}</p>
      ) : null}
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
  const language = useLanguage()
  const { called, triage, day, isToday } = dayShown(page)
  const { total } = triage
  return (
    <section className="wp grow triage">
      <h2>
        <span>
          {say({ zh: '三事分流', en: 'Triage' })} <OfDay isToday={isToday} />
        </span>
        <small>{say({ zh: `已分 ${total}/${called}`, en: `${total}/${called} triaged` })}</small>
      </h2>
      {total > 0 ? (
        <div className="threes" aria-hidden="true">
          {triageParts
            .filter((part) => triage[part.name] > 0)
            .map((part) => (
              <span key={part.name} className={part.name} style={{ flexGrow: triage[part.name] }}>
                {triage[part.name] / total > say(part.short).length * (language === 'zh' ? 0.06 : 0.034) ? say(part.short) : ''}
              </span>
            ))}
        </div>
      ) : (
        <p className="m small threes none">
          {say(
            isToday ? { zh: '今天还没有分过流的。', en: 'Nothing triaged today.' } : { zh: '昨天没有分过流的。', en: 'Nothing triaged yesterday.' },
          )}
        </p>
      )}
      <p className="threewords m small">
        {triageParts.map((part) => (
          <span key={part.name}>
            <span className="long">{say(part.say)}</span>
            <span className="brief">{say(part.short)}</span>{' '}
            <Figure n={triage[part.name]} of={total} asked={{ measure: `triage:${part.name}`, day }} name={part.short} />
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
  // said solved in the end, though not at first
  const once = rates.solved.n - rates.solvedAtOnce.n
  return (
    <section className="wp rates">
      <h2>
        {say({ zh: '居民说了算', en: 'Residents decide' })}
        <small>{say({ zh: `30 天内评了 ${rates.rated.n}/${rates.rated.of}`, en: `${rates.rated.n}/${rates.rated.of} rated` })}</small>
      </h2>
      <div className="even">
        <Rate label={{ zh: '说办好了', en: 'Say it is solved' }} page={page} rate="solved" note={{ zh: '答了的人里，没答的不算', en: 'of those who answered' }}>
          {rates.solved.of > 0 ? (
            <p className="m small atonce">
              {once > 0 ? <span className="soon">{say({ zh: `其中 ${once} 件先说过没办好`, en: `${once} first said no` })}</span> : null}
              <span>
                {say({ zh: '首次', en: 'at once' })} <Figure n={rates.solvedAtOnce.n} of={rates.solvedAtOnce.of} asked={rateRows('solvedAtOnce', page.at)} name={{ zh: '首次答就说办好', en: 'Solved at the first answer' }} />
              </span>
            </p>
          ) : null}
        </Rate>
        <Rate label={{ zh: '满意', en: 'Satisfied' }} page={page} rate="satisfied" note={{ zh: '评了的人里，基本满意按 0.9 计', en: 'of raters; fairly counts 0.9' }} />
        <Rate label={{ zh: '时限内应了', en: 'Answered in time' }} page={page} rate="response" note={{ zh: '应了的和过时没应的里', en: 'of answered and late' }} />
        <p className="f jb base truth">
          <a
            className="m small"
            href={`/staff/${district}/oversight/truth?from=${dayOf(page.at - 29 * 86_400_000)}&upto=${dayOf(page.at)}&exclusions=without`}
          >
            {say({ zh: '办的人说好，居民说没好', en: 'Said done, yet not solved' })}
          </a>
          <Figure n={rates.truth.n} of={rates.truth.of} asked={rateRows('truth', page.at)} name={{ zh: '办的人说好、居民说没好', en: 'Said done, yet not solved' }} />
        </p>
        <Exclusions page={page} />
      </div>
    </section>
  )
} // prettier-ignore

/** What the excluded would change, in the order of the rates above; nothing where they change nothing. */
function Exclusions({ page: { rates, whole } }: Panel): ReactNode {
  const say = useSay()
  const shown = ['solved', 'satisfied', 'response'] as const
  if (shown.every((name) => rates[name].n === whole[name].n && rates[name].of === whole[name].of)) return null
  const words = shown.map((name) => `${whole[name].n}/${whole[name].of}`)
  return <p className="q tiny">{say({ zh: `不含剔除；含剔除 ${words.join('、')}`, en: `with the excluded: ${words.join(', ')}` })}</p>
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
