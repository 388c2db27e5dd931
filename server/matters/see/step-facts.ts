// What only the step itself can tell the figures: whether something came in time, how long a matter waited where, that it was reopened.
import type { Matter } from '../../../core/matter.ts'
import { isEnded, type Process } from '../../../core/process.ts'
import { bucketOf } from '../../../core/durations.ts'
import type { Ground } from '../house.ts'
import { answered } from './call-facts.ts'
import type { Fact } from './fact.ts'

export type Step = { readonly before: Matter | null; readonly after: Matter; readonly at: number }

/** Names that steps alone know; their rows are found by telling the story again. */
export const stepNames =
  /^(inTime|accepted|acceptedInTime|handings|p:[a-z0-9-]+:(?:firstClaim|fellDue|metItsDay)|h:claim:\d+|dispatchedInTime|takenInTime|replied|replyMinutes|h:reply:\d+|firstClosed|reopened|wait:.*|waits:.*|h:wait:.*)$/

export const isCall = (ground: Ground, matter: Matter): boolean =>
  matter.parent === null && (ground.process(matter.process, matter.version)?.kind ?? 'appeal') in callKinds
const callKinds = { appeal: true, finding: true }

export function stepFacts(ground: Ground, step: Step): Fact[] {
  return [...waitFacts(step), ...claimFacts(step), ...dayFacts(step), ...(isCall(ground, step.after) ? firstFacts(ground, step) : [])]
}

/** Each can happen to a matter once only, so that they may be set against the matters. */
function firstFacts(ground: Ground, step: Step): Fact[] {
  const { before, after, at } = step
  const opened = after.openedAt
  const isNew = (mark: string) => after.marks[mark] !== undefined && before?.marks[mark] === undefined
  const replied = after.round === 1 && after.replied && !(before?.replied ?? false)
  const minutes = Math.max(0, Math.round((at - opened) / 60_000))
  const ended = before?.phase === 'done' && before.round === 1 ? before.endedAt : null
  return [
    ...(answeredInTime(ground, step) ? [{ at: opened, name: 'inTime' }] : []),
    ...(isAcceptance(ground, step) ? [{ at: opened, name: 'accepted' }, ...(ownClockHeld(before, at) ? [{ at: opened, name: 'acceptedInTime' }] : [])] : []),
    ...(after.state === 'dispatched' && before?.state !== 'dispatched' && after.marks['dispatched'] ? [{ at: opened, name: 'handings' }] : []),
    ...(isNew('dispatched') && ownClockHeld(before, at) ? [{ at: opened, name: 'dispatchedInTime' }] : []),
    ...(isNew('taken') && after.marks['dispatched'] && ownClockHeld(before, at) ? [{ at: opened, name: 'takenInTime' }] : []),
    ...(replied
      ? [
          { at: opened, name: 'replied' },
          { at: opened, name: 'replyMinutes', amount: minutes },
          { at: opened, name: `h:reply:${bucketOf(minutes)}`, bare: true as const },
        ]
      : []),
    ...(after.phase === 'done' && after.round === 1 && after.endedAt !== null && before?.phase !== 'done' ? [{ at: after.endedAt, name: 'firstClosed' }] : []),
    ...(ended !== null && after.round === 2 && !isEnded(after.phase) ? [{ at: ended, name: 'reopened' }] : []),
  ] // prettier-ignore
}

/** Somebody looked at what had just come in and said what becomes of it: not its reporter who took it back, not the clock that let it fall. */
function isAcceptance(ground: Ground, { before, after }: Step): boolean {
  if (before === null || before.state === after.state || before.phase !== 'waiting' || before.round > 1) return false
  if ((after.phase === 'dropped' && !after.replied) || after.marks['backstop'] !== before.marks['backstop']) return false
  const process = ground.process(after.process, after.version)
  return firstStates(process).has(before.state)
}

/** Where a matter stands before anybody has looked at it: opened into, and never come back to. */
function firstStates(process: Process | undefined): ReadonlySet<string> {
  if (!process) return new Set()
  const known = firstOf.get(process)
  if (known) return known
  const later = new Set([...Object.values(process.states), { can: process.always }].flatMap((state) => Object.values(state.can ?? {}).flatMap((action) => action.to ?? [])))
  const first = new Set(Object.values(process.open).flatMap(({ to }) => (to !== undefined && !later.has(to) ? [to] : [])))
  firstOf.set(process, first)
  return first
} // prettier-ignore
const firstOf = new WeakMap<Process, ReadonlySet<string>>()

/** How long neighbours were waited for, until the first of them took it. */
function claimFacts({ before, after, at }: Step): Fact[] {
  if (before?.marks['claimed'] !== 'no' || after.marks['claimed'] !== 'yes' || before.seats['helper'] !== undefined) return []
  const minutes = Math.max(0, Math.round((at - after.openedAt) / 60_000))
  return [
    { at: after.openedAt, name: `p:${after.process}:firstClaim` },
    { at: after.openedAt, name: `h:claim:${bucketOf(minutes)}`, bare: true },
  ]
}

/** A milestone leaves `pending` once: reached by its day, run past it, or explained; what was called off never fell due. */
function dayFacts({ before, after }: Step): Fact[] {
  const due = before?.clocks['state-pending']?.due
  if (before?.state !== 'pending' || after.state === 'pending' || due === undefined || after.state === 'calledOff') return []
  const name = (what: string) => `p:${after.process}:${what}`
  return [{ at: due, name: name('fellDue') }, ...(after.phase === 'done' ? [{ at: due, name: name('metItsDay') }] : [])]
}

/** How long it stood where it stood; counted when it leaves, so that nothing is counted twice. */
function waitFacts({ before, after, at }: Step): Fact[] {
  const began = before === null ? undefined : before.clocks[`state-${before.state}`]?.began
  if (before === null || began === undefined || before.parent !== null || before.state === after.state) return []
  const minutes = Math.max(0, Math.round((at - began) / 60_000))
  const where = `${before.process}:${before.state}`
  return [
    { at, name: `wait:${where}`, amount: minutes, bare: true },
    { at, name: `waits:${where}`, bare: true },
    { at, name: `h:wait:${where}:${bucketOf(minutes)}`, bare: true },
  ]
}

/** The step by which a call got its first answer, before its promise ran out. */
export function answeredInTime(ground: Ground, { before, after, at }: Step): boolean {
  if (!isCall(ground, after)) return false
  const process = ground.process(after.process, after.version)
  return answered(process, after) && (before === null || !answered(process, before)) && inTimeAt(before, at)
}

/** An answer is in time when no promise had run out before it. */
export const inTimeAt = (before: Matter | null, at: number): boolean =>
  before === null || Object.values(before.clocks).every((clock) => clock.struck === 0 && (clock.due ?? Infinity) >= at)

/** The clock of the step itself, whatever the whole has promised. */
function ownClockHeld(before: Matter | null, at: number): boolean {
  const clock = before?.clocks[`state-${before.state}`]
  return clock === undefined || (clock.struck === 0 && (clock.due ?? Infinity) >= at)
}
