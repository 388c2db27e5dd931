// Adds and measures spans of time, in clock units or in office time under a published calendar of holidays and make-up workdays (Asia/Shanghai).
import { indexOf, officeAt, timeOf, type OfficeIndex } from './calendar-index.ts'

export type Unit = 'minute' | 'clockHour' | 'day' | 'workHour' | 'workday'
export type Span = { readonly amount: number; readonly unit: Unit }
/** Minutes of the day. */
export type OfficeHours = readonly { readonly from: number; readonly to: number }[]
export type Calendar = {
  readonly version: string
  /** The last day (YYYY-MM-DD) whose holidays have been published; later days follow the plain week. */
  readonly coveredUntil: string
  readonly daysOff: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
  readonly officeHours: OfficeHours
}
/** data/calendar.json, or a calendar a district puts in its place. */
export type CalendarFile = {
  readonly version: string
  readonly coveredFrom: string
  readonly coveredUntil: string
  readonly source: string
  readonly daysOff: readonly string[]
  readonly makeUpDays: readonly string[]
}
/** Milliseconds since 1970; `from` may lie after `to`, and the answer is then negative. */
export type Stretch = { readonly from: number; readonly to: number }
export type Skipped = Stretch & { readonly why: 'weekend' | 'holiday' | 'night' | 'lunch' }

/** 9:00–12:00 and 14:00–18:00. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = [
  { from: 540, to: 720 },
  { from: 840, to: 1080 },
]

export function calendarFrom(file: CalendarFile, officeHours: OfficeHours = DEFAULT_OFFICE_HOURS): Calendar {
  const { version, coveredUntil, daysOff, makeUpDays } = file
  const calendar = { version, coveredUntil, daysOff: new Set(daysOff), makeUpDays: new Set(makeUpDays), officeHours }
  // Faults in the calendar should show when it is read, not when the first deadline is set.
  indexOf(calendar)
  return calendar
}

/**
 * When a span that starts at `from` has run out: at the end of the last office minute it needs, never at the start of the next one. A negative amount walks
 * back. `provisional` says that the walk touched days whose holidays are not published yet.
 */
export function addSpan(calendar: Calendar, from: number, span: Span): { readonly at: number; readonly provisional: boolean } {
  if (!Number.isFinite(from) || !Number.isFinite(span.amount)) throw new RangeError('A span of time needs a finite start and a finite amount.')
  const clock = CLOCK[span.unit]
  if (clock !== undefined) return { at: from + Math.round(span.amount * clock), provisional: false }
  const index = indexOf(calendar)
  const amount = Math.round(span.amount * officeUnit(index, span.unit))
  const at = amount === 0 ? from : timeOf(index, { office: officeAt(index, from) + amount, forward: amount > 0 })
  if (Math.abs(at) > LAST_MOMENT) throw new RangeError('This span ends beyond any date that can be written; use a shorter one.')
  return { at, provisional: dayOf(Math.max(from, at)) > calendar.coveredUntil }
}

/** How much of a unit lies between two moments, with fractions. */
export function usedBetween(calendar: Calendar, { from, to }: Stretch, unit: Unit): number {
  const clock = CLOCK[unit]
  if (clock !== undefined) return (to - from) / clock
  const index = indexOf(calendar)
  return (officeAt(index, to) - officeAt(index, from)) / officeUnit(index, unit)
}

export function isWorkday(calendar: Calendar, day: string): boolean {
  if (calendar.makeUpDays.has(day)) return true
  return !calendar.daysOff.has(day) && !isWeekend(day)
}

/** The day in China, YYYY-MM-DD. */
export function dayOf(at: number): string {
  const number = Math.floor((at + SHANGHAI) / DAY)
  const known = DAYS.get(number)
  if (known !== undefined) return known
  const day = new Date(number * DAY).toISOString().slice(0, 10)
  // every figure of every act asks for one of the same few days
  if (DAYS.size >= 1000) DAYS.clear()
  DAYS.set(number, day)
  return day
}

/** Everything between two moments that office time does not count, and why; neighbours with the same reason are one. */
export function explainSpan(calendar: Calendar, { from, to }: Stretch): Skipped[] {
  const skipped: Skipped[] = []
  for (let midnight = Math.floor((from + SHANGHAI) / DAY) * DAY - SHANGHAI; midnight < to; midnight += DAY) {
    for (const piece of skippedOn(calendar, midnight)) {
      const cut = { from: Math.max(from, piece.from), to: Math.min(to, piece.to), why: piece.why }
      const last = skipped.at(-1)
      if (cut.from >= cut.to) continue
      if (last !== undefined && last.why === cut.why && last.to === cut.from) skipped[skipped.length - 1] = { ...last, to: cut.to }
      else skipped.push(cut)
    }
  }
  return skipped
}

const DAYS = new Map<number, string>()
const MINUTE = 60_000
const DAY = 86_400_000
/** China has kept UTC+8 without summer time since 1992. */
const SHANGHAI = 8 * 3_600_000
/** A day short of the last moment a Date can hold. */
const LAST_MOMENT = 8.64e15 - DAY
const CLOCK: Readonly<Record<Unit, number | undefined>> = {
  minute: MINUTE,
  clockHour: 60 * MINUTE,
  day: DAY,
  workHour: undefined,
  workday: undefined,
}

function officeUnit(index: OfficeIndex, unit: Unit): number {
  return unit === 'workday' ? index.perDay : 60 * MINUTE
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

function skippedOn(calendar: Calendar, midnight: number): Skipped[] {
  const day = dayOf(midnight)
  if (!isWorkday(calendar, day)) return [{ from: midnight, to: midnight + DAY, why: calendar.daysOff.has(day) ? 'holiday' : 'weekend' }]
  const pieces: Skipped[] = []
  let before = 0
  for (const { from, to } of indexOf(calendar).hours) {
    pieces.push({ from: midnight + before, to: midnight + from, why: before === 0 ? 'night' : 'lunch' })
    before = to
  }
  pieces.push({ from: midnight + before, to: midnight + DAY, why: 'night' })
  return pieces
}
