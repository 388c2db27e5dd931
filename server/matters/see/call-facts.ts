// What a call of a resident or a finding stands for in the figures, as its row says it: when it was reported, fell due and ended.
import type { ClockState, Matter } from '../../../core/matter.ts'
import { bucketOf } from '../../../core/durations.ts'
import { posts } from '../../../core/posts.ts'
import { isEnded, type Process } from '../../../core/process.ts'
import type { Ground } from '../house.ts'
import { urgencyOf } from '../row.ts'
import { classOf, factsAt, isExcluded, type Fact } from './fact.ts'
import { isStruckIn } from './rows.ts'

export type Counting = { readonly matter: Matter; readonly source: string }

export function callFacts(ground: Ground, { matter, source }: Counting): Fact[] {
  return [
    ...openedFacts(ground, { matter, source }),
    ...dueFacts(matter),
    ...(matter.endedAt === null ? [] : endFacts(ground, matter, matter.endedAt)),
  ]
}

/** Of the matters reported that day: what became of them so far. */
function openedFacts(ground: Ground, { matter, source }: Counting): Fact[] {
  const at = matter.openedAt
  const isAnswered = answered(ground.process(matter.process, matter.version), matter)
  const hour = new Date(at + 8 * 3_600_000).toISOString().slice(11, 13)
  const { triage, reason, dispatched, taken, returned, escalated, parked } = matter.marks
  const isDone = matter.phase === 'done'
  const main = ['called', ...(isAnswered ? ['answered'] : []), ...(isDone ? ['calledDone'] : []), ...(isFiled(matter) ? ['filed'] : []), ...(dispatched ? ['dispatched', ...(taken ? ['taken'] : []), ...(returned ? ['returned'] : [])] : [])] // prettier-ignore
  const plain = [
    `source:${source}`,
    ...(triage ? ['triaged', `triage:${triage}`] : []),
    ...(!isAnswered && isStruckIn(matter) ? ['lateUnanswered'] : []),
    ...(matter.state === 'declined' ? ['declined', ...(reason ? [`declined:${reason}`] : [])] : []),
    ...(matter.state === 'merged' ? ['merged'] : []),
    ...(escalated ? ['escalated', ...(isDone ? ['escalatedDone'] : []), ...((matter.counts['sendBack'] ?? 0) > 0 ? ['escalatedReturned'] : [])] : []), // prettier-ignore
    ...(matter.marks['backstop'] === 'yes' ? ['backstopped', ...(isDone ? ['backstopDone'] : [])] : []),
    ...(parked ? ['parked', ...(isDone ? ['parkedDone'] : [])] : []),
    ...(dispatched && (matter.counts['returnOrder'] ?? 0) >= 3 ? ['returnedThrice'] : []),
    ...(urgencyOf(ground, matter) === 2 ? ['emergency'] : []),
  ]
  const category = classOf(ground, matter)
  const hours = [`called:${hour}`, ...(isAnswered ? [`answered:${hour}`] : []), ...(category === null ? [] : [`called:${hour}|c:${category}`])]
  return [...factsAt(at, main, { split: true }), ...factsAt(at, plain), ...factsAt(at, hours, { bare: true })]
}

/** Put to work: found to be a small or a major matter, handed on, or taken up by somebody, whatever became of it afterwards. */
const isFiled = ({ marks, seats }: Matter): boolean =>
  marks['triage'] === 'small' || marks['triage'] === 'major' || marks['dispatched'] !== undefined || seats['handler'] !== undefined

/**
 * Of the matters that were promised for that day: decided is only what was handled, or what ran out of time; the rest lies ahead, however late the day.
 * What rests has no promise now, what was not taken up never had one to keep.
 */
function dueFacts(matter: Matter): Fact[] {
  const clock = promiseOf(matter)
  if (clock?.promised === undefined || matter.phase === 'dropped') return []
  const isDone = matter.phase === 'done'
  const isLate = ranOut(clock) || ranOut(matter.clocks['overall'])
  const isKept = !isLate && (isDone || (clock.since === undefined && isHandled(matter)))
  if (!isLate && !isKept) return factsAt(clock.promised, ['dueAhead'])
  const names = ['due', ...(isDone ? ['dueClosed'] : []), ...(isKept ? ['dueInTime', ...(isDone ? ['dueClosedInTime'] : [])] : [])]
  const isExtended = Object.values(matter.clocks).some((each) => each.granted > 0)
  const plain = [...(isExtended ? ['dueExtended'] : []), ...(isExcluded(matter) ? ['dueExcluded'] : [])]
  return [...factsAt(clock.promised, names, { split: true }), ...factsAt(clock.promised, plain)]
}

const ranOut = (clock: ClockState | undefined): boolean =>
  clock !== undefined && (clock.struck > 0 || clock.spent > clock.amount + clock.granted + 1e-9)

/** Said to be done by whoever had it; where a check fails, the same clock goes on. */
const isHandled = (matter: Matter): boolean => (matter.duties['handler'] ?? []).length > 0

/** The clock by which the matter was to be done: its category's time to handle it, or for what was never handed on the whole's; a pause suspends it. */
export function promiseOf(matter: Matter): ClockState | null {
  const clock = matter.clocks['handle'] ?? matter.clocks['overall']
  if (clock?.promised === undefined) return null
  return matter.phase === 'paused' && clock.struck === 0 ? null : clock
}

function endFacts(ground: Ground, matter: Matter, at: number): Fact[] {
  if (matter.phase !== 'done') return factsAt(at, ['dropped'])
  const { solved, rating, returned, reworked } = matter.marks
  const isJudged = solved !== undefined
  const handlers = matter.duties['handler'] ?? []
  const verifiers = matter.duties['verifier'] ?? []
  const saidDone = isHandled(matter)
  const isIndependent = verifiers.some((person) => !handlers.includes(person))
  const main = [
    'closed',
    `level:${settledAt(ground, matter)}`,
    ...(isJudged ? ['judged', `solved:${solved}`] : []),
    ...(solved === 'yes' && matter.marks['gap'] !== 'yes' ? ['solvedAtOnce'] : []),
    ...(rating ? ['rated'] : []),
    ...(rating === 'veryGood' || rating === 'good' ? ['satisfied'] : []),
    ...(rating === 'fair' ? ['fair'] : []),
    // that a resident once had to say it was not done stays counted, however well it was mended afterwards
    ...(saidDone && isJudged ? ['bothSaid', ...(solved === 'no' || matter.marks['gap'] === 'yes' ? ['truth'] : [])] : []),
  ]
  const plain = [
    ...(rating ? [`grade:${rating}`] : []),
    ...(rating === 'poor' || rating === 'veryPoor' ? ['bad'] : []),
    ...(saidDone ? ['handled', ...(verifiers.length > 0 ? ['verified', ...(isIndependent ? ['independent'] : []), reworked ? 'reworked' : 'passed'] : [])] : []),
    ...(!returned && !reworked && matter.round === 1 ? ['once'] : []),
  ] // prettier-ignore
  return [...factsAt(at, main, { split: true }), ...factsAt(at, plain), ...lengthFacts(matter, at)]
}

/** How long it took: in minutes of the clock from the first report, and in working days as its own clock used them. */
function lengthFacts(matter: Matter, at: number): Fact[] {
  const minutes = Math.max(0, Math.round((at - matter.openedAt) / 60_000))
  const overall = matter.clocks['overall']
  const days =
    overall?.unit === 'workday'
      ? [
          { at, name: 'closeWorkdays', amount: Math.round(overall.spent * 100) },
          { at, name: 'closeWorked' },
        ]
      : []
  return [{ at, name: 'closeMinutes', amount: minutes }, { at, name: `h:close:${bucketOf(minutes)}`, bare: true }, ...days]
}

/** The level of whoever handled it: 3 the grid, 2 the community, 1 the township, 0 the district and its departments. */
export function settledAt(ground: Ground, matter: Matter): number {
  const handler = matter.seats['handler']
  if (!handler) return 3
  const level = handler.area === undefined ? posts[handler.post].level : (ground.areas.get(handler.area)?.level ?? posts[handler.post].level)
  return Math.min(3, level ?? 0)
}

/** Whether somebody on duty has done anything about it; what its reporter took back needs no answer any more. */
export function answered(process: Process | undefined, matter: Matter): boolean {
  if (isEnded(matter.phase) || matter.phase !== 'waiting' || matter.replied) return true
  const openings = Object.values(process?.open ?? {})
  if (!openings.some((action) => action.to === matter.state)) return true
  const atBirth = new Set(openings.flatMap((action) => (action.as && action.as !== 'handler' ? [action.as] : [])))
  if (Object.entries(matter.duties).some(([duty, people]) => people.length > 0 && !atBirth.has(duty))) return true
  return Object.entries(matter.counts).some(([name, n]) => n > 0 && byStaff(process, name))
}

function byStaff(process: Process | undefined, name: string): boolean {
  const actions = [process?.always?.[name], ...Object.values(process?.states ?? {}).map((state) => state.can?.[name])]
  return actions.some((action) => action?.by.some((who) => who !== 'reporter' && who !== 'anyone' && who !== 'system') ?? false)
}
