// From a figure to its rows: which matters stand behind it in a period, found by the same functions that count them.
import { grouped } from '../../../core/grouped.ts'
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import { termsOfSum, type Sum } from '../../../core/indicator.ts'
import type { Window } from '../../../core/windows.ts'
import type { Tx } from '../../db/gate.ts'
import type { Ground } from '../house.ts'
import { figureColumns, matterOf, MatterRecord } from '../row.ts'
import { binder, type Binder } from './asking.ts'
import { isExcluded, namesOf, type Fact } from './fact.ts'
import { factsOf, nowMeasures } from './measures.ts'
import { isStruck } from './rows.ts'
import type { Apart } from './scopes.ts'
import { stepFacts, stepNames } from './step-facts.ts'
import { eventColumns, EventRow, retell } from './story.ts'

export const rateDays = 30
const dayMs = 86_400_000

/** A day of China, or the thirty days that rates are about. */
export function windowOf(day: string | undefined, now: number): Window {
  const start = Date.parse(`${day ?? dayOf(now)}T00:00:00+08:00`)
  return day === undefined ? { from: start - (rateDays - 1) * dayMs, upto: start + dayMs } : { from: start, upto: start + dayMs }
}

/** Figures of this moment: read off the desk, whatever the day. */
export function deskTest(measure: string, bound: Binder, now: number): string | null {
  const late = () => `(d.due_at <= ${bound.bind(new Date(now))} or ${isStruck})`
  if (measure === 'open') return 'd.matter_id is not null'
  if (measure === 'overdue') return `d.matter_id is not null and ${late()}`
  if (measure === 'emergency') return 'd.matter_id is not null and d.urgency = 2'
  if (measure === 'unanswered') return `d.matter_id is not null and d.phase = 'waiting' and ${late()}`
  const phase = /^phase:(waiting|working|paused)$/.exec(measure)?.[1]
  return phase ? `d.matter_id is not null and d.phase = ${bound.bind(phase)}` : null
}

/** `source-resident` in an address is `source:resident` in the roll-ups. */
export const measureName = (text: string): string => {
  const [head = '', ...rest] = text.split(/[-:]/)
  if (!families.has(head) || rest.length === 0) return text
  const name = `${head}:${rest.join('-')}`
  return name === 'phase:done' ? 'closed' : name === 'phase:dropped' ? 'dropped' : name
}
const families = new Set(['source', 'triage', 'level', 'solved', 'grade', 'called', 'answered', 'phase', 'declined'])

const Behind = MatterRecord.extend({})
type Behind = z.output<typeof Behind>
const most = 20_000

export type Drill = {
  readonly sum: Sum
  readonly window: Window
  readonly apart: Apart
  /** leave the excluded out, or keep only them */ readonly exclusions?: 'with' | 'without' | 'only'
  /** `c:urban` or `u:12` */ readonly split?: string | undefined
  /** the keys of an area and all below it */ readonly range?: { readonly key: number; readonly keyLast: number } | undefined
}

/** The matters behind a sum, under the viewer's own row security: those that it counts more than it takes away. */
export async function idsBehind(tx: Tx, ground: Ground, drill: Drill): Promise<readonly string[]> {
  return (await countedBehind(tx, ground, drill)).filter((each) => each.value > 1e-9).map((each) => each.row.id)
}

export type CountedRow = { readonly row: Behind; readonly value: number }

/** Every candidate with what it adds to the sum; the sum of these is the figure. */
export async function countedBehind(tx: Tx, ground: Ground, drill: Drill): Promise<readonly CountedRow[]> {
  const terms = new Map<string, number>()
  // what is left of a whole may name a measure twice, once on each side
  for (const { measure, times } of termsOfSum(drill.sum)) terms.set(measure, (terms.get(measure) ?? 0) + times)
  return (await factsBehind(tx, ground, drill)).map(({ row, facts }) => {
    const matter = matterOf(row)
    const flow = facts.reduce((sum, fact) => sum + timesOf(terms, namesOf(ground, matter, fact), drill.split) * (fact.amount ?? 1), 0)
    const stock = nowMeasures(ground, matter).reduce((sum, name) => sum + (terms.get(name) ?? 0), 0)
    return { row, value: flow + stock }
  })
}

/** The candidates of a sum with everything they stand for in the period. */
export async function factsBehind(
  tx: Tx,
  ground: Ground,
  drill: Drill,
): Promise<readonly { readonly row: Behind; readonly facts: readonly Fact[] }[]> {
  const names = termsOfSum(drill.sum).map((term) => term.measure)
  const rows = (await candidates(tx, ground, drill)).filter((row) => isOnSide(row, drill.exclusions ?? 'with'))
  const told = names.some((name) => stepNames.test(name)) ? await toldFacts(tx, ground, rows) : new Map<string, Fact[]>()
  const inWindow = (fact: Fact) => fact.at >= drill.window.from && fact.at < drill.window.upto
  return rows.map((row) => ({
    row,
    facts: [...factsOf(ground, { matter: matterOf(row), source: row.source }), ...(told.get(row.id) ?? [])].filter(inWindow),
  }))
}

/** `names` of a fact: alone, of its class, of its unit. */
function timesOf(terms: ReadonlyMap<string, number>, names: readonly string[], split: string | undefined): number {
  const asked = split === undefined ? names : names.flatMap((name) => (name.endsWith(`|${split}`) ? [name.slice(0, -split.length - 1)] : []))
  return asked.reduce((sum, name) => sum + (terms.get(name) ?? 0), 0)
}

const isOnSide = (row: Behind, side: 'with' | 'without' | 'only'): boolean => side === 'with' || isExcluded(matterOf(row)) === (side === 'only')

/** Only makes the search smaller; what counts is decided by the facts themselves. */
function candidates(tx: Tx, ground: Ground, { sum, window, apart, exclusions, range }: Drill): Promise<Behind[]> {
  if (sum.length === 0) return Promise.resolve([])
  const bound = binder([ground.district.id])
  // a value is bound only where a test names it
  const [from, upto] = [new Date(window.from), new Date(window.upto)].map((at) => once(() => bound.bind(at)))
  const tests = [...new Set(termsOfSum(sum).map(({ measure }) => near(measure, { bound, from, upto, window })))]
  const inRange = range === undefined ? '' : ` and area_key between ${bound.bind(range.key)} and ${bound.bind(range.keyLast)}`
  const onSide = exclusions === 'only' ? ` and marks ->> 'excluded' = 'yes'` : ''
  const sql = `select ${figureColumns} from matters where district_id = $1 and (${tests.join(' or ')})${inRange}${onSide}${apart({ key: 'area_key', id: 'id' })} order by opened_at desc, id desc limit ${most}`
  return tx.rows(Behind, sql, bound.values)
}

function once(make: () => string): () => string {
  let made: string | null = null
  return () => (made ??= make())
}

type Near = { readonly bound: Binder; readonly from: (() => string) | undefined; readonly upto: (() => string) | undefined; readonly window: Window }
function near(measure: string, { bound, from: start, upto: end, window }: Near): string {
  const [from, upto] = [() => start?.() ?? '', () => end?.() ?? '']
  const opened = () => `opened_at >= ${from()} and opened_at < ${upto()}`
  const ended = () => `ended_at >= ${from()} and ended_at < ${upto()}`
  const process = /^(?:now:)?p:([a-z0-9-]+):/.exec(measure)?.[1]
  if (measure.startsWith('now:'))
    return `(exists (select 1 from desk d where d.district_id = matters.district_id and d.matter_id = matters.id${process === undefined ? '' : ` and d.process = ${bound.bind(process)}`}))`
  // it is told of its own day, which may lie long after it was set
  if (process !== undefined && /:(fellDue|metItsDay)$/.test(measure)) return `(process = ${bound.bind(process)})`
  if (process !== undefined) return `(process = ${bound.bind(process)} and (${opened()} or ${ended()}))`
  if (/^(h:)?waits?:/.test(measure))
    return `(exists (select 1 from events e where e.district_id = matters.district_id and e.subject_id = matters.id and e.at >= ${from()} and e.at < ${upto()}))`
  if (measure.startsWith('due'))
    return `(parent_id is null and coalesce(clocks -> 'handle' ->> 'promised', clocks -> 'overall' ->> 'promised')::float8 >= ${bound.bind(window.from)} and coalesce(clocks -> 'handle' ->> 'promised', clocks -> 'overall' ->> 'promised')::float8 < ${bound.bind(window.upto)})`
  if (measure === 'firstClosed' || measure === 'reopened') return `(parent_id is null and (${ended()} or (round > 1 and opened_at < ${upto()})))`
  return openedNames.test(measure) ? `(parent_id is null and ${opened()}${narrower(measure, bound)})` : `(parent_id is null and ${ended()}${narrower(measure, bound)})` // prettier-ignore
}
const openedNames = /^(called|calledDone|filed|accepted|acceptedInTime|handings|backstopped|backstopDone|escalatedReturned|h:claim|answered|source|triaged?|lateUnanswered|inTime|dispatched|dispatchedInTime|taken|takenInTime|returned|returnedThrice|escalated|escalatedDone|parked|parkedDone|emergency|declined|merged|replied|replyMinutes|h:reply)([:|]|$)/ // prettier-ignore

function narrower(measure: string, bound: Binder): string {
  const [family = '', value = ''] = (measure.split('|')[0] ?? '').split(':')
  if (family === 'source') return ` and source = ${bound.bind(value)}`
  if (family === 'triage') return ` and marks ->> 'triage' = ${bound.bind(value)}`
  if (family === 'solvedAtOnce') return ` and marks ->> 'solved' = 'yes'`
  if (family === 'solved') return ` and marks ->> 'solved' = ${bound.bind(value)}`
  if (['rated', 'satisfied', 'grade', 'fair', 'bad'].includes(family)) return ` and marks ? 'rating'`
  return family === 'dropped' ? ` and phase = 'dropped'` : ''
}

/** What only the steps can tell, from the events, a page of matters at a time. */
async function toldFacts(tx: Tx, ground: Ground, rows: readonly Behind[]): Promise<Map<string, Fact[]>> {
  const byRow = new Map<string, Fact[]>()
  for (let at = 0; at < rows.length; at += 2000) {
    const page = rows.slice(at, at + 2000)
    const events = await tx.rows(
      EventRow,
      `select ${eventColumns} from events where district_id = $1 and subject_id = any($2::uuid[]) order by subject_id, seq`,
      [ground.district.id, page.map((row) => row.id)],
    )
    const bySubject = grouped(events, (event) => event.subject_id)
    for (const row of page)
      byRow.set(row.id, retell(row, bySubject.get(row.id) ?? []).flatMap((step) => stepFacts(ground, { before: step.before, after: step.after, at: step.event.at }))) // prettier-ignore
  }
  return byRow
}
