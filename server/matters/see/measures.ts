// What each figure counts, as a pure function of a matter's row: the roll-ups add these up and the lists show the rows behind them.
import { dayOf } from '../../../core/calendar.ts'
import type { Matter } from '../../../core/matter.ts'
import { posts } from '../../../core/posts.ts'
import { isEnded, type Process } from '../../../core/process.ts'
import type { AreaNode, Ground } from '../house.ts'
import { urgencyOf } from '../row.ts'
import { isStruckIn } from './rows.ts'

export type Measured = { readonly day: string; readonly measure: string }
export type Counting = { readonly matter: Matter; readonly source: string }

/** The day under which the state of this moment is kept: figures of it are never summed over days. */
export const stockDay = '1970-01-01'

/** The figures a matter stands in now. Only what residents report and grids find are calls; every process is counted under its own name. */
export function measuresOf(ground: Ground, { matter, source }: Counting): readonly Measured[] {
  const process = ground.process(matter.process, matter.version)
  const isCall = matter.parent === null && (process?.kind ?? 'appeal') in callKinds
  return [...on(stockDay, nowMeasures(ground, matter)), ...ownMeasures(matter), ...(isCall ? callMeasures(ground, { matter, source }) : [])]
}

const callKinds = { appeal: true, finding: true }

/** What lies on the desk at this moment, and how far the parts of a main matter are. */
function nowMeasures(ground: Ground, matter: Matter): string[] {
  const part = matter.parent === null ? [] : [`part:${matter.parent}:${matter.phase}`]
  if (isEnded(matter.phase)) return part
  return [
    ...part,
    'now:open',
    `now:phase:${matter.phase}`,
    ...(isStruckIn(matter) ? ['now:late', `now:late:${matter.phase}`] : []),
    ...(urgencyOf(ground, matter) === 2 ? ['now:emergency'] : []),
    ...(matter.state === 'returned' ? ['now:returned'] : []),
  ]
}

/** How often a process was opened, ran late and in which end it came out. */
const ownMeasures = (matter: Matter): Measured[] => [
  ...on(dayOf(matter.openedAt), [`p:${matter.process}:opened`, ...(isStruckIn(matter) ? [`p:${matter.process}:late`] : [])]),
  ...(matter.endedAt === null ? [] : on(dayOf(matter.endedAt), [`p:${matter.process}:${matter.state}`])),
]

function callMeasures(ground: Ground, { matter, source }: Counting): Measured[] {
  const isAnswered = answered(ground.process(matter.process, matter.version), matter)
  const hour = new Date(matter.openedAt + 8 * 3_600_000).toISOString().slice(11, 13)
  const opened = [
    'called',
    `called:${hour}`,
    `source:${source}`,
    ...(matter.marks['triage'] ? [`triage:${matter.marks['triage']}`] : []),
    ...(isAnswered ? ['answered', `answered:${hour}`] : []),
    ...(!isAnswered && isStruckIn(matter) ? ['lateUnanswered'] : []),
  ]
  const ended = matter.endedAt === null ? [] : endMeasures(ground, matter)
  return [...on(dayOf(matter.openedAt), opened), ...on(dayOf(matter.endedAt ?? matter.openedAt), ended)]
}

const on = (day: string, measures: readonly string[]): Measured[] => measures.map((measure) => ({ day, measure }))

function endMeasures(ground: Ground, matter: Matter): string[] {
  if (matter.phase !== 'done') return ['dropped']
  const { solved, rating } = matter.marks
  const isJudged = solved !== undefined
  const saidDone = (matter.duties['handler'] ?? []).length > 0
  return [
    'closed',
    `level:${settledAt(ground, matter)}`,
    ...(isJudged ? ['judged', `solved:${solved}`] : []),
    ...(rating ? ['rated', `grade:${rating}`] : []),
    ...(rating === 'veryGood' || rating === 'good' ? ['satisfied'] : []),
    ...(rating === 'fair' ? ['fair'] : []),
    ...(saidDone && isJudged ? ['bothSaid'] : []),
    ...(saidDone && solved === 'no' ? ['truth'] : []),
  ]
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

/** An answer is in time when no promise had run out before it. */
export const inTimeAt = (before: Matter | null, at: number): boolean =>
  before === null || Object.values(before.clocks).every((clock) => clock.struck === 0 && (clock.due ?? Infinity) >= at)

export type Counted = { readonly area: number; readonly at: number; readonly before: Matter | null; readonly after: Matter; readonly source: string }
export type Delta = { readonly area: number; readonly areaKey: number; readonly day: string; readonly measure: string; readonly amount: number }

/** What a batch of steps changes in the figures; the same steps always give the same sums. */
export function foldNumbers(ground: Ground, batch: readonly Counted[]): readonly Delta[] {
  const sums = new Map<string, Delta>()
  for (const step of batch) {
    const { source } = step
    const places = placesUp(ground, step.area)
    const add = (amount: number) => (each: Measured) => {
      for (const { id: area, key: areaKey } of places) {
        const name = `${area}|${each.day}|${each.measure}`
        sums.set(name, { area, areaKey, ...each, amount: (sums.get(name)?.amount ?? 0) + amount })
      }
    }
    if (step.before) measuresOf(ground, { matter: step.before, source }).forEach(add(-1))
    measuresOf(ground, { matter: step.after, source }).forEach(add(1))
    if (answeredInTime(ground, step)) add(1)({ day: dayOf(step.after.openedAt), measure: 'inTime' })
  }
  return [...sums.values()].filter((delta) => delta.amount !== 0)
}

/** An area and all above it: each keeps the sum of everything at or below it, so that a figure costs the same to read at every level. */
function placesUp(ground: Ground, area: number): readonly AreaNode[] {
  const node = ground.areas.get(area)
  return node ? [node, ...(node.parent === null ? [] : placesUp(ground, node.parent))] : []
}

/** The step by which a call got its first answer, before its promise ran out. */
export function answeredInTime(ground: Ground, { before, after, at }: Pick<Counted, 'before' | 'after' | 'at'>): boolean {
  const process = ground.process(after.process, after.version)
  if (after.parent !== null || !((process?.kind ?? 'appeal') in callKinds)) return false
  return answered(process, after) && (before === null || !answered(process, before)) && inTimeAt(before, at)
}
