// How a clock of a matter starts, rests, strikes and is lengthened; `spent` is never reset, so no pause can buy a new deadline.
import { addSpan, usedBetween, type Calendar } from './calendar.ts'
import { graceMs, hurry, usedInHurry } from './hurry.ts'
import type { ClockState, Matter, World } from './matter.ts'
import { clocksIn, isEnded, type ClockPlan, type Process, type SpanRule } from './process.ts'

type Length = { readonly amount: number; readonly unit: ClockState['unit'] }
export type Winding = {
  readonly process: Process
  readonly calendar: Calendar
  readonly now: number
  readonly clocks: Readonly<Record<string, ClockState>>
  readonly from: string | null
  readonly to: string
  /** the length of a rule that is listed by category or asked for as a date */
  readonly lengthOf: (rule: SpanRule) => Length
}

/** The clocks after a move: those that are left behind rest, those that are entered run with what is left. */
export function wind(winding: Winding): Record<string, ClockState> {
  const { process, calendar, now, from, to } = winding
  const leaving = from === null ? {} : clocksIn(process, from)
  const entering = clocksIn(process, to)
  const next: Record<string, ClockState> = {}
  for (const [name, clock] of Object.entries(winding.clocks)) {
    const isAnew = entering[name]?.fresh === true && !(name in leaving)
    if (isAnew) continue
    if (name in entering) next[name] = clock.since === undefined ? start(calendar, clock, now) : clock
    else if (!name.startsWith('state-')) next[name] = name in leaving ? rest(calendar, clock, now) : clock
  }
  if (isEnded(process.states[to]?.phase ?? 'waiting')) return next
  for (const [name, plan] of Object.entries(entering)) next[name] ??= start(calendar, newClock(calendar, winding.lengthOf(plan.span)), now)
  return next
}

function newClock(calendar: Calendar, length: Length): ClockState {
  return { ...length, spent: 0, granted: 0, struck: 0, calendar: calendar.version }
}

/** Starts a clock with what is left of it. */
export function start(calendar: Calendar, clock: ClockState, now: number): ClockState {
  const due = addSpan(calendar, now, { amount: Math.max(0, clock.amount + clock.granted - clock.spent), unit: clock.unit })
  const kept = { began: clock.began ?? now, promised: clock.struck > 0 ? (clock.promised ?? due.at) : due.at }
  return { ...still(clock), ...kept, since: now, due: due.at, calendar: calendar.version, ...(due.provisional ? { provisional: true } : {}) }
}

/** Stops a clock and books what it has used. */
export function rest(calendar: Calendar, clock: ClockState, now: number): ClockState {
  if (clock.since === undefined) return clock
  const used = usedBetween(calendar, { from: clock.since, to: Math.max(clock.since, now) }, clock.unit)
  // no rest buys back the hours that an emergency counted
  return { ...still(clock), spent: clock.spent + Math.max(used, usedInHurry(clock, now)) }
}

const still = ({ amount, unit, spent, granted, struck, calendar, began, promised }: ClockState): ClockState => ({
  amount,
  unit,
  spent,
  granted,
  struck,
  calendar,
  ...(began === undefined ? {} : { began }),
  ...(promised === undefined ? {} : { promised }),
})

/** Books a strike; if the matter stays where it is, the clock is armed again by `again`. */
export function strike(calendar: Calendar, clock: ClockState, blow: { now: number; again: Length | undefined }): ClockState {
  const rested = rest(calendar, clock, blow.now)
  const struck = { ...rested, struck: clock.struck + 1, since: blow.now }
  if (!blow.again) return struck
  const due = addSpan(calendar, blow.now, blow.again)
  return { ...struck, due: due.at, ...(due.provisional ? { provisional: true } : {}) }
}

/** Grants more time; the due instant moves with it while the clock runs. */
export function extend(calendar: Calendar, clock: ClockState, more: { amount: number; now: number }): ClockState {
  const granted = { ...clock, granted: clock.granted + more.amount }
  return clock.since === undefined ? granted : start(calendar, rest(calendar, granted, more.now), more.now)
}

/** The same clock under another calendar: what was used stays used, the due instant is computed anew. */
export function recompute(calendar: Calendar, clock: ClockState, now: number): ClockState {
  if (clock.since === undefined || clock.struck > 0) return clock
  const at = Math.min(now, clock.due ?? now)
  const anew = start(calendar, rest(calendar, clock, at), at)
  return clock.hurried === undefined ? anew : hurry(calendar, anew, { began: at - graceMs, now: at - graceMs, again: undefined })
}

/** The next clock to fall due with the action the system then takes; nothing when no clock runs. */
export function nextDue(
  process: Process,
  state: string,
  clocks: Readonly<Record<string, ClockState>>,
): { clock: string; due: number; late: string; plan: ClockPlan } | null {
  const running = Object.entries(clocksIn(process, state)).flatMap(([clock, plan]) => {
    const due = clocks[clock]?.due
    return due === undefined ? [] : [{ clock, due, late: plan.late, plan }]
  })
  return running.reduce<(typeof running)[number] | null>((first, each) => (first === null || each.due < first.due ? each : first), null)
}

/** How often the clocks that run in this state have struck: so many steps the ownership has climbed. */
export function lifts(process: Process, state: string, clocks: Readonly<Record<string, ClockState>>): number {
  return Math.max(0, ...Object.keys(clocksIn(process, state)).map((name) => clocks[name]?.struck ?? 0))
}

/** The clock that is really due and names this action as its late action; a stale timer finds none and is refused. */
export function dueNow(world: World, matter: Matter, action: string): { clock: string; plan: ClockPlan } | null {
  const next = nextDue(world.process, matter.state, matter.clocks)
  return next && next.late === action && next.due <= world.now ? { clock: next.clock, plan: next.plan } : null
}
