// Supervision, page by page: listed matters, circulars and records, ratings from below, rechecks by lot, exclusions to decide.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { AgendaScreen } from './agenda.tsx'
import { BankScreen } from './bank.tsx'
import { NoticesDownScreen } from './notices-down.tsx'
import { Fact, OpenOrEnded, oversightPages, OversightTabs, Seat, type OversightPage } from './oversight-parts.tsx'
import { RechecksScreen } from './rechecks.tsx'
import { RecordsScreen } from './records.tsx'
import { SafetyReportScreen } from './safety-report.tsx'
import { TasksScreen } from './tasks.tsx'
import { TruthScreen } from './truth.tsx'

const screens: Readonly<Record<OversightPage, () => ReactNode>> = {
  listed: Listed,
  agenda: AgendaScreen,
  bank: BankScreen,
  tasks: TasksScreen,
  notices: NoticesDownScreen,
  records: RecordsScreen,
  ratings: Ratings,
  rechecks: RechecksScreen,
  truth: TruthScreen,
  grades: SafetyReportScreen,
  exclusions: Exclusions,
}

export function OversightScreen({ page }: { page: string | undefined }): ReactNode {
  const at = oversightPages.find(([name]) => name === page)?.[0] ?? 'listed'
  const Screen = screens[at]
  return (
    <div className="page">
      <OversightTabs at={at} />
      <Screen />
    </div>
  )
}

const levels: Readonly<Record<string, Label>> = { township: { zh: '镇街挂牌', en: 'township' }, district: { zh: '区级挂牌', en: 'district' } }

function Listed(): ReactNode {
  const say = useSay()
  return (
    <>
      <h1 className="t20">{say({ zh: '挂牌督办', en: 'Listed supervision' })}</h1>
      <p className="t14 m">
        {say({
          zh: '谁挂牌，谁销号，别人销不了。要挂牌：打开那件事，在「连着的事」里选「挂牌督办」。',
          en: 'Only who listed it can take it off. To list a matter, open it and choose “Put under listed supervision”.',
        })}
      </p>
      <OpenOrEnded
        query={{ process: 'listed-supervision' }}
        empty={{ zh: '现在没有挂牌督办的事。', en: 'Nothing is under listed supervision.' }}
        facts={(each) => (
          <>
            <Fact label={{ zh: '级别', en: 'Level' }}>{say(levels[each.marks['level'] ?? ''] ?? { zh: '未定', en: 'not set' })}</Fact>
            <Fact label={{ zh: '限期', en: 'Limit' }}>{each.marks['limit'] ?? '–'}</Fact>
            <Seat each={each} seat="unit" />
            <Seat each={each} seat="lister" />
          </>
        )}
      />
    </>
  )
}

const grades: Readonly<Record<string, Label>> = {
  veryGood: { zh: '非常满意', en: 'very good' },
  good: { zh: '满意', en: 'good' },
  fair: { zh: '基本满意', en: 'fair' },
  poor: { zh: '不满意', en: 'poor' },
  veryPoor: { zh: '非常不满意', en: 'very poor' },
}
const grade = (name: string | undefined): Label => grades[name ?? ''] ?? { zh: '–', en: '–' }

function Ratings(): ReactNode {
  const say = useSay()
  return (
    <>
      <h1 className="t20">{say({ zh: '下评上', en: 'Ratings from below' })}</h1>
      <p className="t14 m">
        {say({
          zh: '镇街、社区评部门的响应和办理，双方都看得到。被评的一方五个工作日内可以申诉，由第三方裁定；没有生效的不计数。',
          en: 'Townships and communities rate how departments responded; both sides see it. The rated side may appeal within five workdays, a third decides, and only what is final counts.',
        })}
      </p>
      <OpenOrEnded
        query={{ process: 'upward-rating' }}
        empty={{ zh: '还没有评价。部门应了呼叫或协办完，就可以在那件事里评。', en: 'None yet. Rate on the page of a call or of co-handling.' }}
        facts={(each) => (
          <>
            <Fact label={{ zh: '响应', en: 'Response' }}>{say(grade(each.marks['response']))}</Fact>
            <Fact label={{ zh: '办理', en: 'Result' }}>{say(grade(each.marks['result']))}</Fact>
            <Seat each={each} seat="rater" />
            <Seat each={each} seat="rated" />
          </>
        )}
      />
    </>
  )
}

const reasons: Readonly<Record<string, Label>> = {
  policy: { zh: '诉求不合法律政策', en: 'against law or policy' },
  'no-duty': { zh: '不在本区职权内', en: 'outside the district’s powers' },
  'other-path': { zh: '在走法定途径', en: 'on another lawful path' },
  malicious: { zh: '查明不属实', en: 'found untrue' },
  duplicate: { zh: '重复计算', en: 'counted twice' },
  'force-majeure': { zh: '不可抗力', en: 'force majeure' },
}

function Exclusions(): ReactNode {
  const say = useSay()
  return (
    <>
      <h1 className="t20">{say({ zh: '剔除申请', en: 'Exclusion requests' })}</h1>
      <p className="t14 m">
        {say({
          zh: '申请的人和决定的人不能是同一个人。剔除了多少会公开，比率有含剔除和不含剔除两种。',
          en: 'Asked by one, decided by another. How much is excluded is published, and each rate is shown with and without.',
        })}{' '}
        <Link href="/matters?measure=excluded">{say({ zh: '看剔除了哪些', en: 'See what is excluded' })}</Link>
      </p>
      <OpenOrEnded
        query={{ process: 'exclusion-request' }}
        empty={{ zh: '没有等着决定的剔除申请。', en: 'No request is waiting.' }}
        facts={(each) => (
          <>
            <Fact label={{ zh: '理由', en: 'Reason' }}>{say(reasons[each.marks['reason'] ?? ''] ?? { zh: '–', en: '–' })}</Fact>
            <Seat each={each} seat="asker" />
          </>
        )}
      />
    </>
  )
}
