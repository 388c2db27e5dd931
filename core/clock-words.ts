// Says in a sentence why a clock falls due when it does: from when, how long, and what in between does not count.
import { explainSpan, type Calendar, type Skipped } from './calendar.ts'
import type { Label } from './label.ts'
import { graceMs, hurriedUnit } from './hurry.ts'
import type { ClockState } from './matter.ts'

/** One sentence for one clock: running, resting, or already past its time. */
export function explainClock(calendar: Calendar, clock: ClockState, now: number): Label {
  if (clock.since === undefined || clock.due === undefined) return resting(clock)
  const isHurried = clock.hurried !== undefined
  const unit = isHurried ? hurriedUnit(clock.unit) : clock.unit
  const length = clock.struck > 0 ? null : spanWords({ amount: clock.amount + clock.granted - clock.spent, unit })
  const skipped = whySkipped(
    !isHurried && (clock.unit === 'workHour' || clock.unit === 'workday') ? explainSpan(calendar, { from: clock.since, to: clock.due }) : [],
  )
  const [due, since] = [momentWords(clock.due), momentWords(clock.since)]
  const used = clock.spent > 0.005 && clock.struck === 0 ? spanWords({ amount: clock.spent, unit: clock.unit }) : null
  const granted = clock.granted > 0 ? spanWords({ amount: clock.granted, unit: clock.unit }) : null
  const parts = [
    length && clock.hurried !== undefined && clock.hurried > clock.since
      ? { zh: `${due.zh} 到期：一共 ${length.zh}，${since.zh} 开始`, en: `Due ${due.en}: ${length.en} in all, begun ${since.en}` }
      : length
        ? {
            zh: `${due.zh} 到期：从${since.zh} 起算${used ? `剩下的 ` : ' '}${length.zh}`,
            en: `Due ${due.en}: ${used ? 'the remaining ' : ''}${length.en} from ${since.en}`,
          }
        : { zh: `${since.zh} 超时，已经上报一级；${due.zh} 再到期`, en: `Passed at ${since.en}, so the next level answers; due again ${due.en}` },
    ...hurryWords(clock),
    ...(skipped ? [{ zh: `${skipped.zh}不算`, en: `${skipped.en} do not count` }] : []),
    ...(used ? [{ zh: `之前已经用了 ${used.zh}`, en: `${used.en} were used before` }] : []),
    ...(granted ? [{ zh: `其中 ${granted.zh}是后来加的`, en: `${granted.en} were granted later` }] : []),
    ...(clock.struck > 1 ? [{ zh: `一共超时 ${clock.struck} 次`, en: `passed ${clock.struck} times` }] : []),
    ...(clock.provisional
      ? [{ zh: '那几天的放假安排还没公布，以后可能会变', en: 'holidays of those days are not published yet, so this may change' }]
      : []),
    ...(clock.struck === 0 && clock.due <= now ? [{ zh: '现在已经过了', en: 'this has passed' }] : []),
  ]
  return { zh: parts.map((part) => part.zh).join('，'), en: parts.map((part) => part.en).join('; ') }
}

/** Since when the emergency mode is open that hurries this clock. */
export function inEmergency(said: Label, since: number): Label {
  const at = momentWords(since)
  return { zh: `${said.zh}（紧急状态从${at.zh} 开始）`, en: `${said.en} (emergency mode since ${at.en})` }
}

function hurryWords({ hurried, since }: ClockState): Label[] {
  if (hurried === undefined || since === undefined) return []
  const grace = spanWords({ amount: graceMs / 60_000, unit: 'minute' })
  const late = { zh: `进入紧急状态时已经到点，剩下的从那时算，至少 ${grace.zh}`, en: `that had passed when emergency mode began, so what was left counts from then, ${grace.en} at least` } // prettier-ignore
  return [{ zh: '因为紧急状态，夜里和放假也算', en: 'because of emergency mode nights and days off count' }, ...(hurried > since ? [late] : [])]
}

/** 今天's distance is left to screens; a moment is always weekday and time, with the date once it is a week away. */
export function momentWords(at: number): Label {
  const local = new Date(at + 8 * 3_600_000)
  const [month, day, weekday] = [local.getUTCMonth(), local.getUTCDate(), local.getUTCDay()]
  const time = local.toISOString().slice(11, 16)
  return {
    zh: `${month + 1}月${day}日（周${'日一二三四五六'[weekday] ?? ''}）${time}`,
    en: `${daysEn[weekday] ?? ''} ${day} ${monthsEn[month] ?? ''} ${time}`,
  }
}

export function spanWords(span: { readonly amount: number; readonly unit: ClockState['unit'] }): Label {
  const amount = Math.max(0, Math.round(span.amount * 10) / 10)
  const unit = units[span.unit]
  return { zh: `${amount} ${unit.zh}`, en: `${amount} ${amount === 1 ? unit.en : `${unit.en}s`}` }
}

function resting(clock: ClockState): Label {
  const [used, left] = [
    spanWords({ amount: clock.spent, unit: clock.unit }),
    spanWords({ amount: clock.amount + clock.granted - clock.spent, unit: clock.unit }),
  ]
  const late = clock.struck > 0
  return late
    ? { zh: `停着：超时 ${clock.struck} 次`, en: `At rest: passed ${clock.struck === 1 ? 'once' : `${clock.struck} times`}` }
    : { zh: `停着：用了 ${used.zh}，还剩 ${left.zh}`, en: `At rest: ${used.en} used, ${left.en} left` }
}

function whySkipped(skipped: readonly Skipped[]): Label | null {
  const why = order.filter((each) => skipped.some((piece) => piece.why === each))
  const last = why.at(-1)
  if (last === undefined) return null
  const en = why.map((each) => reasons[each].en)
  return {
    zh: why.map((each) => reasons[each].zh).join('、'),
    en: en.length === 1 ? (en[0] ?? '') : `${en.slice(0, -1).join(', ')} and ${reasons[last].en}`,
  }
}

const order = ['lunch', 'night', 'weekend', 'holiday'] as const
const reasons = {
  lunch: { zh: '中午', en: 'lunch breaks' },
  night: { zh: '夜里', en: 'nights' },
  weekend: { zh: '周末', en: 'weekends' },
  holiday: { zh: '放假', en: 'holidays' },
} as const
const units = {
  minute: { zh: '分钟', en: 'minute' },
  clockHour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  workHour: { zh: '个工作时', en: 'working hour' },
  workday: { zh: '个工作日', en: 'working day' },
} as const
const daysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
