// What each figure counts, as a pure function of a matter's row and of its steps: the roll-ups add these up and the lists show the rows behind them.
import type { Matter } from '../../../core/matter.ts'
import { isEnded } from '../../../core/process.ts'
import type { AreaNode, Ground } from '../house.ts'
import { urgencyOf } from '../row.ts'
import { callFacts, type Counting } from './call-facts.ts'
import { factsAt, keptUnder, type Fact, type Measured } from './fact.ts'
import { isStruckIn } from './rows.ts'
import { isCall, stepFacts } from './step-facts.ts'

export { answered, settledAt, type Counting } from './call-facts.ts'
export { answeredInTime, inTimeAt } from './step-facts.ts'
export type { Measured } from './fact.ts'

/** Raised whenever a measure means something else than before: every district is then counted anew from its events at the next start. */
export const measuresVersion = 7

/** The day under which the state of this moment is kept: figures of it are never summed over days. */
export const stockDay = '1970-01-01'

/** The figures a matter stands in now. Only what residents report and grids find are calls; every process is counted under its own name. */
export function measuresOf(ground: Ground, counting: Counting): readonly Measured[] {
  const { matter } = counting
  const now = nowMeasures(ground, matter).map((measure) => ({ day: stockDay, measure }))
  return [...now, ...factsOf(ground, counting).flatMap((fact) => keptUnder(ground, matter, fact))]
}

/** What happened to a matter as its row tells it, each with its instant. */
export const factsOf = (ground: Ground, counting: Counting): readonly Fact[] => [
  ...ownFacts(counting.matter),
  ...(isCall(ground, counting.matter) ? callFacts(ground, counting) : []),
]

/** What lies on the desk at this moment, and how far the parts of a main matter are. */
export function nowMeasures(ground: Ground, matter: Matter): string[] {
  const part = matter.parent === null ? [] : [`part:${matter.parent}:${matter.phase}`]
  if (isEnded(matter.phase)) return part
  return [
    ...part,
    'now:open',
    `now:phase:${matter.phase}`,
    `now:p:${matter.process}:${matter.state}`,
    ...(isStruckIn(matter) ? ['now:late', `now:late:${matter.phase}`, `now:late:p:${matter.process}`] : []),
    ...(urgencyOf(ground, matter) === 2 ? ['now:emergency'] : []),
    ...(matter.state === 'returned' ? ['now:returned'] : []),
  ]
}

/** How often a process was opened, ran late, was turned up to in time, and in which end it came out. */
function ownFacts(matter: Matter): Fact[] {
  const name = (what: string) => `p:${matter.process}:${what}`
  const { record, reason, grade, whistle, claimed } = matter.marks
  const replies = ['respond', 'respondNow'].flatMap((clock) => matter.clocks[clock] ?? [])
  const isThere = replies.length > 0 && matter.phase !== 'dropped' && replies.every((clock) => clock.since === undefined)
  const isInTime = replies.every((clock) => clock.struck === 0 && clock.spent <= clock.amount + clock.granted + 1e-9)
  const opened = [
    'opened',
    ...(isStruckIn(matter) ? ['late'] : []),
    ...(replies.length > 0 ? ['awaited', ...(isThere ? ['there', ...(isInTime ? ['thereInTime'] : [])] : [])] : []),
    ...(matter.phase === 'done' ? ['came'] : []),
    ...(record ? [`record:${record}`] : []),
    ...(whistle ? ['whistle', `whistle:${whistle}`] : []),
    ...(claimed === undefined ? [] : claimedNames(matter)),
    ...(matter.parent === null && matter.marks['backstop'] === 'yes' ? ['backstopped', ...(matter.phase === 'done' ? ['backstopDone'] : [])] : []),
  ]
  const ended = [matter.state, ...(reason ? [`${matter.state}:${reason}`] : []), ...(grade ? ['graded', `grade:${grade}`] : [])]
  const met = matter.counts['progress'] ?? 0
  return [
    ...factsAt(matter.openedAt, opened.map(name)),
    ...(met > 0 ? [{ at: matter.openedAt, name: name('progressed'), amount: met }] : []),
    ...(matter.endedAt === null ? [] : [...factsAt(matter.endedAt, ended.map(name)), ...gradeFacts(matter, matter.endedAt)]),
  ]
}

/** What a responder was given for coming and for the result, out of five, once it is final. */
function gradeFacts({ process, phase, marks }: Matter, at: number): Fact[] {
  const [response, result] = [marks['response'], marks['result']].map((grade) => outOfFive[grade ?? ''])
  if (phase !== 'done' || response === undefined || result === undefined) return []
  const name = (what: string) => `p:${process}:${what}`
  return [
    { at, name: name('rated') },
    { at, name: name('response'), amount: response },
    { at, name: name('result'), amount: result },
  ]
}
const outOfFive: Readonly<Record<string, number>> = { veryGood: 5, good: 4, fair: 3, poor: 2, veryPoor: 1 }

/** Claimed and completed stay apart; what the grid did itself was completed without being claimed. */
function claimedNames({ marks, phase }: Matter): string[] {
  const [isClaimed, isDone] = [marks['claimed'] === 'yes', phase === 'done']
  return [...(isClaimed ? ['claimed'] : []), ...(isClaimed && isDone ? ['helped'] : []), ...(isClaimed || isDone ? ['claimedOrDone'] : [])]
}

export type Counted = { readonly area: number; readonly at: number; readonly before: Matter | null; readonly after: Matter; readonly source: string }
export type Delta = { readonly area: number; readonly areaKey: number; readonly day: string; readonly measure: string; readonly amount: number }

/** What a batch of steps changes in the figures; the same steps always give the same sums. */
export const foldNumbers = (ground: Ground, batch: readonly Counted[]): readonly Delta[] => sumUp(ground, sumsOf(ground, batch))

/** What changed in one place, before it is added to the places above. */
export type Sum = readonly [area: number, day: string, measure: string, amount: number]
export const sumsOf = (ground: Ground, batch: readonly Counted[]): readonly Sum[] =>
  batch.flatMap((step) => changesOf(ground, step).map(({ day, measure, amount }): Sum => [step.area, day, measure, amount]))

/** Adds up what many steps changed, for each place and all above it: each keeps the sum of everything at or below it, so that a figure costs the same to read at every level. */
export function sumUp(ground: Ground, sums: readonly Sum[]): readonly Delta[] {
  const deltas = new Map<string, Delta>()
  for (const [place, day, measure, amount] of sums) {
    const isFineOne = isFine(measure)
    for (let at: number | null = place; at !== null;) {
      const node: AreaNode | undefined = ground.areas.get(at)
      if (!node) break
      at = node.parent
      if (isFineOne && node.level > finestLevel) continue
      const name = `${node.id}|${day}|${measure}`
      const before = deltas.get(name)?.amount ?? 0
      deltas.set(name, { area: node.id, areaKey: node.key, day, measure, amount: before + amount })
    }
  }
  return [...deltas.values()].filter((delta) => delta.amount !== 0)
}

/** A grid or yard has so few matters that what is cut fine is counted there from the rows themselves. */
export const finestLevel = 2
export const isFine = (measure: string): boolean => /[|]|@pm$|^h:|^waits?:/.test(measure)

/** Most of what a matter stands in stays as it was: only the difference goes up the tree. */
function changesOf(ground: Ground, step: Counted): readonly Required<Measured>[] {
  const { before, after, source } = step
  if (before && isSame(before, after)) return []
  const sums = new Map<string, Required<Measured>>()
  const add = (sign: number) => (each: Measured) => {
    const name = `${each.day}|${each.measure}`
    sums.set(name, { day: each.day, measure: each.measure, amount: (sums.get(name)?.amount ?? 0) + sign * (each.amount ?? 1) })
  }
  if (before) measuresOf(ground, { matter: before, source }).forEach(add(-1))
  measuresOf(ground, { matter: after, source }).forEach(add(1))
  // what a step tells is told once: neither class nor exclusion, which may change later, can stand in its name
  const told = { ...after, marks: {}, seats: {} }
  stepFacts(ground, step).flatMap((fact) => keptUnder(ground, told, fact)).forEach(add(1)) // prettier-ignore
  return [...sums.values()].filter((each) => each.amount !== 0)
}

/** A note and the like change nothing that is counted; what a step leaves alone stays the very same object. */
const isSame = (before: Matter, after: Matter): boolean => counted.every((name) => before[name] === after[name])
const counted = ['state', 'phase', 'round', 'replied', 'openedAt', 'endedAt', 'seats', 'duties', 'clocks', 'counts', 'marks'] as const
