// From a figure to its rows: which matters stand behind a measure on a day, found by the same function that counts them.
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import type { Tx } from '../../db/gate.ts'
import type { Ground } from '../house.ts'
import { figureColumns, matterOf, MatterRecord } from '../row.ts'
import { binder, type Binder } from './asking.ts'
import { answered, answeredInTime, measuresOf } from './measures.ts'
import { isStruck } from './rows.ts'
import type { Apart } from './scopes.ts'
import { eventColumns, EventRow, retell } from './story.ts'

export const rateDays = 30
const dayMs = 86_400_000

/** A day of China, or the thirty days that rates are about. */
export function windowOf(day: string | undefined, now: number): { readonly from: number; readonly upto: number } {
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
const families = new Set(['source', 'triage', 'level', 'solved', 'grade', 'called', 'answered', 'phase'])

const Behind = MatterRecord.extend({})
const openedMeasure = /^(called|answered|source|triage|lateUnanswered|inTime)(:|$)/
const most = 20_000

export type Drill = { readonly measure: string; readonly day: string | undefined; readonly now: number; readonly apart: Apart }

/** The matters behind a figure, under the viewer's own row security. */
export async function idsBehind(tx: Tx, ground: Ground, drill: Drill): Promise<readonly string[]> {
  const { measure } = drill
  const window = windowOf(drill.day, drill.now)
  const bound = binder([ground.district.id, new Date(window.from), new Date(window.upto)])
  const at = openedMeasure.test(measure) ? 'opened_at' : 'ended_at'
  const sql = `select ${figureColumns} from matters where district_id = $1 and parent_id is null and ${at} >= $2 and ${at} < $3${narrower(measure, bound)}${drill.apart({ key: 'area_key', id: 'id' })} order by ${at} desc, id desc limit ${most}`
  const rows = await tx.rows(Behind, sql, bound.values)
  if (measure === 'inTime') return inTimeAmong(tx, ground, rows)
  return rows
    .filter((row) => measuresOf(ground, { matter: matterOf(row), source: row.source }).some((each) => each.measure === measure))
    .map((row) => row.id)
}

/** Only makes the search smaller; what counts is decided by the measure itself. */
function narrower(measure: string, bound: Binder): string {
  const [family = '', value = ''] = measure.split(':')
  if (family === 'source') return ` and source = ${bound.bind(value)}`
  if (family === 'triage') return ` and marks ->> 'triage' = ${bound.bind(value)}`
  if (family === 'solved') return ` and marks ->> 'solved' = ${bound.bind(value)}`
  if (family === 'rated' || family === 'satisfied' || family === 'grade' || family === 'fair') return ` and marks ? 'rating'`
  return family === 'dropped' ? ` and phase = 'dropped'` : ''
}

/** Whether the first answer came in time is known to the events alone. */
async function inTimeAmong(tx: Tx, ground: Ground, rows: readonly z.output<typeof Behind>[]): Promise<readonly string[]> {
  const candidates = rows.filter((row) => answered(ground.process(row.process, row.version), matterOf(row)))
  const events = await tx.rows(
    EventRow,
    `select ${eventColumns} from events where district_id = $1 and subject_id = any($2::uuid[]) order by subject_id, seq`,
    [ground.district.id, candidates.map((row) => row.id)],
  )
  const bySubject = new Map<string, EventRow[]>()
  for (const event of events) bySubject.set(event.subject_id, [...(bySubject.get(event.subject_id) ?? []), event])
  return candidates
    .filter((row) =>
      retell(row, bySubject.get(row.id) ?? []).some((step) => answeredInTime(ground, { before: step.before, after: step.after, at: step.event.at })),
    )
    .map((row) => row.id)
}
