// The two channels that never mix: where a matter stands (a circle with a word) and how pressing it is (a chip with an icon and a time).
import { AlarmClock, Circle, CircleCheckBig, CirclePause, CircleSlash, Clock as ClockIcon, Hourglass, Siren } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { Phase } from '../../core/process.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from './say.tsx'
import { dayAndTime, lasting, roughly } from './wording.ts'

export function PhaseCircle({ phase }: { phase: Phase }): ReactNode {
  switch (phase) {
    case 'waiting':
      return <Circle className="i" aria-hidden="true" />
    case 'working':
      return (
        <svg className="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
          <circle cx="12" cy="12" r="9" />
          <path d="M12 6.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
        </svg>
      )
    case 'paused':
      return <CirclePause className="i" aria-hidden="true" />
    case 'done':
      return <CircleCheckBig className="i" aria-hidden="true" />
    case 'dropped':
      return <CircleSlash className="i" aria-hidden="true" />
  }
}

export const phaseNames: Readonly<Record<Phase, Label>> = {
  waiting: { zh: '等人接', en: 'Waiting' },
  working: { zh: '正在办', en: 'In progress' },
  paused: { zh: '暂停', en: 'Paused' },
  done: { zh: '办好了', en: 'Done' },
  dropped: { zh: '没有继续', en: 'Not continued' },
}

export function PhaseBadge({ phase, label }: { phase: Phase; label: Label }): ReactNode {
  const say = useSay()
  return (
    <span className={`ph ${phase}`}>
      <PhaseCircle phase={phase} />
      {say(label)}
    </span>
  )
}

/** Calm, soon (a fifth of the time left or less), late, emergency; a paused matter counts nothing down. */
export function ClockChip({
  row,
  now,
  isLong,
}: {
  row: Pick<MatterRow, 'due' | 'openedAt' | 'phase' | 'urgency' | 'provisional'>
  now: number
  isLong: boolean
}): ReactNode {
  const say = useSay()
  if (row.phase === 'paused')
    return <Chip icon={<CirclePause className="i" aria-hidden="true" />} look="n" text={say({ zh: '停着', en: 'on hold' })} />
  if (row.due === null) return null
  const left = row.due - now
  const when = dayAndTime(row.due, now)
  if (row.urgency === 2)
    return (
      <Chip
        icon={<Siren className="i" aria-hidden="true" />}
        look="emg"
        text={say(left < 0 ? late(-left, isLong) : { zh: `还剩 ${lasting(left).zh}`, en: `${lasting(left).en} left` })}
      />
    )
  if (left < 0) return <Chip icon={<AlarmClock className="i" aria-hidden="true" />} look="late" text={say(late(-left, isLong))} />
  const isSoon = left < Math.min((row.due - row.openedAt) / 5, 86_400_000) || left < 1_800_000
  const text = say(
    isLong
      ? { zh: `${when.zh} 前，还剩 ${lasting(left).zh}`, en: `by ${when.en}, ${lasting(left).en} left` }
      : { zh: left < 172_800_000 ? when.zh : `还有 ${roughly(left).zh}`, en: left < 172_800_000 ? when.en : `${roughly(left).en} left` },
  )
  return isSoon ? (
    <Chip icon={<Hourglass className="i" aria-hidden="true" />} look="soon" text={text} />
  ) : (
    <Chip icon={<ClockIcon className="i" aria-hidden="true" />} look="n" text={text} />
  )
}

const late = (ms: number, isLong: boolean): Label => {
  const words = isLong ? lasting(ms) : roughly(ms)
  return { zh: `超 ${words.zh}`, en: `${words.en} late` }
}

const Chip = ({ icon, look, text }: { icon: ReactNode; look: string; text: string }): ReactNode => (
  <span className={`ck ${look}`}>
    {icon}
    {text}
  </span>
)

export function Mark({ size = 28, isOnBrand }: { size?: number; isOnBrand?: boolean }): ReactNode {
  const call = isOnBrand ? '#FFD9B8' : 'var(--call)'
  const answer = isOnBrand ? '#fff' : 'var(--brand)'
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true">
      <circle cx="11" cy="37" r="5.5" fill={call} />
      <path d="M11 21.5A15.5 15.5 0 0 1 26.5 37" stroke={call} strokeWidth="5.5" strokeLinecap="round" />
      <circle cx="37" cy="11" r="5.5" fill={answer} />
      <path d="M37 26.5A15.5 15.5 0 0 1 21.5 11" stroke={answer} strokeWidth="5.5" strokeLinecap="round" />
    </svg>
  )
}
