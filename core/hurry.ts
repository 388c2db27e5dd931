// While an emergency mode is open in its area, a running clock that counts office time counts every hour from its own start, and office time again once the mode is over.
import { addSpan, usedBetween, type Calendar } from './calendar.ts'
import type { ClockState } from './matter.ts'

type Length = { readonly amount: number; readonly unit: ClockState['unit'] }
/** `again` is the length after a strike, if the clock is armed again. */
export type Moment = { readonly now: number; readonly again: Length | undefined }
/** `began`: when the mode began, or the clock if that was later. The same at every look, so that no later step moves what the first one left alone. */
export type Beginning = Moment & { readonly began: number }

/** Nobody is made late by a rule that did not hold yet: whoever must act has at least this long, as after a whistle. */
export const graceMs = 30 * 60_000

/** What one unit of office time is worth when every hour counts. */
const everyHour: Readonly<Record<ClockState['unit'], number | undefined>> = {
  minute: undefined,
  clockHour: undefined,
  day: undefined,
  workHour: 3_600_000,
  workday: 86_400_000,
}

/** Brought forward, never put off. Where that leaves less than the grace, what office time had left counts from the beginning, and the grace at least. */
export function hurry(calendar: Calendar, clock: ClockState, { began, now, again }: Beginning): ClockState {
  const { since, due, hurried } = clock
  const left = lengthOf(clock, again)
  const worth = left && everyHour[left.unit]
  if (since === undefined || due === undefined || hurried !== undefined || !left || worth === undefined) return clock
  const straight = since + Math.round(left.amount * worth)
  const unused = Math.max(0, left.amount - usedBetween(calendar, { from: since, to: Math.max(since, began) }, left.unit))
  const planned = straight >= began + graceMs ? straight : began + Math.max(graceMs, Math.round(unused * worth))
  // whoever is told late, because the server stood still, has the grace from then
  const sooner = planned >= due ? due : Math.max(planned, now + graceMs)
  if (sooner >= due) return clock
  return { ...settled(clock), due: sooner, hurried: since + sooner - straight, ...(clock.struck > 0 ? {} : { promised: sooner }) }
}

/** Back to office time from the same start. What fell due while every hour counted stays missed. */
export function ease(calendar: Calendar, clock: ClockState, { now, again }: Moment): ClockState {
  const left = lengthOf(clock, again)
  if (clock.hurried === undefined || clock.since === undefined || clock.due === undefined || clock.due <= now || !left) return clock
  const due = addSpan(calendar, clock.since, left)
  const promised = clock.struck > 0 ? {} : { promised: due.at }
  return { ...calm(clock), ...promised, due: due.at, calendar: calendar.version, ...(due.provisional ? { provisional: true } : {}) }
}

/** What a hurried clock has used by then, in its own unit; nothing when it is not hurried. */
export function usedInHurry({ hurried, unit }: ClockState, now: number): number {
  const worth = everyHour[unit]
  return hurried === undefined || worth === undefined ? 0 : Math.max(0, now - hurried) / worth
}

/** The unit in which a hurried clock counts, for its words. */
export const hurriedUnit = (unit: ClockState['unit']): ClockState['unit'] => (unit === 'workHour' ? 'clockHour' : unit === 'workday' ? 'day' : unit)

const settled = ({ provisional: _, ...clock }: ClockState): ClockState => clock
const calm = ({ hurried: _, ...clock }: ClockState): ClockState => clock

const lengthOf = (clock: ClockState, again: Length | undefined): Length | undefined =>
  clock.struck > 0 ? again : { amount: Math.max(0, clock.amount + clock.granted - clock.spent), unit: clock.unit }
