// The steps of a matter, newest first, with what comes next above them; and the two channels: phase and clock.
import {
  AlarmClock,
  Check,
  Circle,
  CircleCheckBig,
  CirclePause,
  CircleSlash,
  ClipboardCheck,
  Clock3,
  Eye,
  Footprints,
  Hourglass,
  MessageSquare,
  Send,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { Phase } from '../../core/process.ts'
import type { FollowPage, Step } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { fileUrl } from './facts.tsx'
import { useDistrict } from './page.tsx'
import { leftOf, useWhen } from './times.ts'

const phases: Readonly<Record<Phase, Label>> = {
  waiting: { zh: '等人接', en: 'Waiting' }, working: { zh: '正在办', en: 'In progress' }, paused: { zh: '暂停', en: 'Paused' }, done: { zh: '办好了', en: 'Done' }, dropped: { zh: '没有继续', en: 'Not continued' },
} // prettier-ignore

function Half(): ReactNode {
  return (
    <svg className="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M12 6a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" />
    </svg>
  )
}

export function PhaseIcon({ phase }: { phase: Phase }): ReactNode {
  if (phase === 'working') return <Half />
  const Icon = { waiting: Circle, paused: CirclePause, done: CircleCheckBig, dropped: CircleSlash }[phase]
  return <Icon className="i" />
}

export function PhasePill({ phase, word }: { phase: Phase; word?: Label }): ReactNode {
  const say = useSay()
  return (
    <span className={`ph ${phase}`}>
      <PhaseIcon phase={phase} />
      {say(word ?? phases[phase])}
    </span>
  )
}

/** A paused matter shows no countdown; soon means a fifth of the time or less is left. */
export function Clock({ due, phase, openedAt }: { due: number | null; phase: Phase; openedAt: number }): ReactNode {
  const say = useSay()
  if (phase === 'paused') return <span className="ck">{say({ zh: '停着', en: 'On hold' })}</span>
  if (due === null) return null
  const now = Date.now()
  const state = now > due ? 'late' : due - now <= (due - openedAt) / 5 ? 'soon' : 'calm'
  const Icon = { late: AlarmClock, soon: Hourglass, calm: Clock3 }[state]
  return (
    <span className={`ck ${state}`}>
      <Icon className="i" />
      {say(leftOf(due, now))}
    </span>
  )
}

const actIcons: Readonly<Record<string, LucideIcon>> = {
  report: Check,
  reportThing: Check,
  onBehalf: Check,
  fromGroup: Check,
  dispatch: Send,
  redispatch: Send,
  sendUp: Send,
  triageMajor: Send,
  triageSmall: Footprints,
  acknowledge: Wrench,
  takeUp: Wrench,
  progress: Wrench,
  resolve: ClipboardCheck,
  pass: Eye,
  rework: Eye,
  reply: MessageSquare,
  addDetail: MessageSquare,
}

const nexts: Readonly<Record<FollowPage['stage'], { title: Label; more: Label } | null>> = {
  received: {
    title: { zh: '接下来：看一看，找对人来办', en: 'Next: look at it and find the right people' },
    more: { zh: '到时间没人看，系统自动交给上一级。', en: 'If nobody looks in time, the next level answers.' },
  },
  assigned: {
    title: { zh: '接下来：有人接手', en: 'Next: somebody takes it' },
    more: { zh: '到时间没人接，系统自动交给上一级。', en: 'If nobody takes it in time, the next level answers.' },
  },
  working: {
    title: { zh: '接下来：办好，换个人去核实', en: 'Next: done, then someone else checks' },
    more: {
      zh: '核实的人不是办的人。最后请您说一声：办好了没有。',
      en: 'Whoever checks did not do the work. In the end you say whether it is solved.',
    },
  },
  checking: {
    title: { zh: '接下来：核实过了，请您定', en: 'Next: after the check, you decide' },
    more: { zh: '您不选，也不会算成满意。', en: 'No answer is not counted as satisfied.' },
  },
  done: null,
  dropped: null,
}

export function Timeline({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const next = nexts[page.stage]
  const steps = [...page.steps].sort((one, other) => other.seq - one.seq)
  return (
    <section className="card pad" aria-label={say({ zh: '办理经过', en: 'What happened' })}>
      <ol className="tl">
        {next ? (
          <li className="next">
            <span className="dot" />
            <p className="b m">{say(next.title)}</p>
            <p className="t14 m">{say(next.more)}</p>
          </li>
        ) : null}
        {steps.map((step, n) => (
          <StepItem key={step.seq} step={step} isNow={n === 0 && page.endedAt === null} page={page} isFirst={n === steps.length - 1} />
        ))}
      </ol>
    </section>
  )
}

function StepItem({ step, isNow, page, isFirst }: { step: Step; isNow: boolean; page: FollowPage; isFirst: boolean }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const Icon = actIcons[step.action] ?? Check
  const by = step.name ? `${say(step.by)} ${step.name}` : say(step.by)
  return (
    <li className={isNow ? 'now' : ''}>
      <span className="dot">
        <Icon className="i" />
      </span>
      <div className="f jb g2 base">
        <p className={`grow ${isNow ? 'bb' : 'b'}`}>{say(step.label)}</p>
        <span className="t13 q nw">{when.short(step.at)}</span>
      </div>
      {step.by.zh === '您' ? null : <p className="t13 m">{by}</p>}
      {step.said.map((said) => (
        <p className="t14 m" key={said.label.zh}>
          {say({ zh: `${said.label.zh}：${said.text}`, en: `${said.label.en}: ${said.text}` })}
        </p>
      ))}
      {step.photos.length > 0 ? (
        <div className="shots small">
          {step.photos.map((id) => (
            <a className="shot" key={id} href={fileUrl(page, district, { id })}>
              <img loading="lazy" src={fileUrl(page, district, { id, thumb: true })} alt={say({ zh: '这一步的照片', en: 'Photo of this step' })} />
            </a>
          ))}
        </div>
      ) : null}
      {isFirst && page.deliveredAt ? (
        <p className="t14 m">
          {say({
            zh: `已送达${page.seenAt ? `，${when.short(page.seenAt)} 已看到` : ''}。`,
            en: `Delivered${page.seenAt ? `, seen ${when.short(page.seenAt)}` : ''}.`,
          })}
        </p>
      ) : null}
    </li>
  )
}
