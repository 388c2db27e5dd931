// Office time as one number that only grows: how much of it has passed since 1970 at a moment, and at which moment a given amount has passed. Whole days are counted, never walked.
import type { Calendar } from './calendar.ts'

export type OfficeIndex = {
  /** Office milliseconds of a workday. */
  readonly perDay: number
  /** Office hours in milliseconds of the day, ordered. */
  readonly hours: readonly { readonly from: number; readonly to: number }[]
  /** Day numbers at which the calendar departs from the plain week, ordered. */
  readonly changes: readonly number[]
  /** For each change, the sum of all departures up to and including it: +1 a make-up workday, −1 a weekday off. */
  readonly sums: readonly number[]
}

/** The index of a calendar, made once per calendar. */
export function indexOf(calendar: Calendar): OfficeIndex {
  const known = KNOWN.get(calendar)
  if (known !== undefined) return known
  const index = build(calendar)
  KNOWN.set(calendar, index)
  return index
}

/** Office milliseconds from 1970 to `at`. */
export function officeAt(index: OfficeIndex, at: number): number {
  const local = at + SHANGHAI
  const day = Math.floor(local / DAY)
  const before = workdaysBefore(index, day)
  const worked = workdaysBefore(index, day + 1) > before ? officeWithin(index, local - day * DAY) : 0
  return before * index.perDay + worked
}

/** The moment `office` milliseconds have passed: the earliest such moment going forward, the latest going back. */
export function timeOf(index: OfficeIndex, { office, forward }: { readonly office: number; readonly forward: boolean }): number {
  const whole = forward ? Math.ceil(office / index.perDay) - 1 : Math.floor(office / index.perDay)
  const rest = office - whole * index.perDay
  return dayOfWorkday(index, whole) * DAY - SHANGHAI + momentWithin(index, rest, forward)
}

const DAY = 86_400_000
const SHANGHAI = 8 * 3_600_000
const KNOWN = new WeakMap<Calendar, OfficeIndex>()

function build({ officeHours, daysOff, makeUpDays }: Calendar): OfficeIndex {
  let last = 0
  for (const { from, to } of officeHours) {
    if (!(from >= last && to > from && to <= 1440))
      throw new RangeError('Office hours are minutes of one day, in order, without overlap: from 0 to 1440.')
    last = to
  }
  if (officeHours.length === 0) throw new RangeError('A calendar without office hours can never reach a deadline: give at least one.')
  const hours = officeHours.map(({ from, to }) => ({ from: from * 60_000, to: to * 60_000 }))
  const perDay = hours.reduce((sum, { from, to }) => sum + to - from, 0)
  const plus = [...makeUpDays].map(dayNumber).filter((day) => !isPlainWorkday(day))
  const minus = [...daysOff].filter((day) => !makeUpDays.has(day)).map(dayNumber)
  const steps = [...plus.map((day) => ({ day, step: 1 })), ...minus.filter(isPlainWorkday).map((day) => ({ day, step: -1 }))]
  steps.sort((a, b) => a.day - b.day)
  let sum = 0
  return { perDay, hours, changes: steps.map(({ day }) => day), sums: steps.map(({ step }) => (sum += step)) }
}

function dayNumber(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !Number.isFinite(at)) throw new RangeError(`"${day}" is not a day: write it as 2026-10-01.`)
  return at / DAY
}

/** Day 0 was a Thursday. */
function isPlainWorkday(day: number): boolean {
  return plainBefore(day + 1) > plainBefore(day)
}

/** Weekdays from day 0 (a Thursday) up to but not including `day`; counted from the Monday before, so that weeks are whole. */
function plainBefore(day: number): number {
  const fromMonday = day + 3
  const weeks = Math.floor(fromMonday / 7)
  return weeks * 5 + Math.min(5, fromMonday - weeks * 7) - 3
}

function workdaysBefore(index: OfficeIndex, day: number): number {
  let low = 0
  let high = index.changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((index.changes[middle] ?? Infinity) < day) low = middle + 1
    else high = middle
  }
  return plainBefore(day) + (low === 0 ? 0 : (index.sums[low - 1] ?? 0))
}

/** The day of the workday that has `count` workdays before it: the plain week gives a guess, and the calendar's few departures bound how far it is off. */
function dayOfWorkday(index: OfficeIndex, count: number): number {
  const guess = Math.floor(((count + 3) * 7) / 5) - 3
  const slack = index.changes.length * 2 + 7
  let low = guess - slack
  let high = guess + slack
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (workdaysBefore(index, middle + 1) > count) high = middle
    else low = middle + 1
  }
  return low
}

function officeWithin({ hours }: OfficeIndex, moment: number): number {
  let sum = 0
  for (const { from, to } of hours) sum += Math.max(0, Math.min(moment, to) - from)
  return sum
}

function momentWithin({ hours }: OfficeIndex, office: number, forward: boolean): number {
  let left = office
  for (const { from, to } of hours) {
    const length = to - from
    if (left < length || (forward && left === length)) return from + left
    left -= length
  }
  return hours.at(-1)?.to ?? 0
}
