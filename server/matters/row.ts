// Turns a row of `matters` into the kernel's matter and says what belongs on the desk.
import { z } from 'zod'
import { Instant } from '../db/gate.ts'
import { nextDue } from '../../core/clock.ts'
import type { Matter, Subject } from '../../core/matter.ts'
import { ownerOfMatter } from '../../core/owner.ts'
import { Post } from '../../core/posts.ts'
import { isEnded, modeIn, Phase, type Process } from '../../core/process.ts'
import type { Ground } from './house.ts'

const HolderRow = z.object({ post: Post, area: z.number().optional(), organisation: z.number().optional(), person: z.string().optional() })
const ClockRow = z.object({
  amount: z.number(),
  unit: z.enum(['minute', 'clockHour', 'day', 'workHour', 'workday']),
  spent: z.number(),
  granted: z.number(),
  struck: z.number(),
  since: z.number().optional(),
  due: z.number().optional(),
  provisional: z.literal(true).optional(),
  calendar: z.string(),
  began: z.number().optional(),
  promised: z.number().optional(),
  hurried: z.number().optional(),
})
const plainColumns =
  'id, number, process, version, area_id, area_key, thing_id, parent_id, about_id, part, opened_at, source, headline, words, lon, lat, demo, state, phase, seq, round, replied, ended_at, seats, duties, clocks, counts, marks'

/** The columns every reader of whole matters selects, in SQL. */
export const matterColumns = `${plainColumns}, encode(head, 'hex') as head`

/** The same of a matter that stands as `m` among other tables. */
export const joinedColumns = `${plainColumns.replace(/(\w+)/g, 'm.$1')}, encode(m.head, 'hex') as head`

/** The same for figures, which need no words: the columns stay, empty. */
export const figureColumns = `${plainColumns.replace('headline, words', "'' as headline, '' as words")}, '' as head`

export const MatterRecord = z.object({
  id: z.string(), number: z.string(), process: z.string(), version: z.number(), area_id: z.number(), area_key: z.number(), thing_id: z.string().nullable(), parent_id: z.string().nullable(), about_id: z.string().nullable(), part: z.string().nullable(), opened_at: Instant, source: z.string(), headline: z.string(), words: z.string(),
  lon: z.number().nullable(), lat: z.number().nullable(), demo: z.boolean(), state: z.string(), phase: Phase, seq: z.number(), round: z.number(), replied: z.boolean(), ended_at: Instant.nullable(), seats: z.record(z.string(), HolderRow), duties: z.record(z.string(), z.array(z.string())), clocks: z.record(z.string(), ClockRow), counts: z.record(z.string(), z.number()), marks: z.record(z.string(), z.string()), head: z.string(),
}) // prettier-ignore
export type MatterRecord = z.output<typeof MatterRecord>

/** Seats without the fields that are not there. */
export const seatsOf = (seats: MatterRecord['seats']): Matter['seats'] =>
  Object.fromEntries(
    Object.entries(seats).map(([name, { post, area, organisation, person }]) => [
      name,
      {
        post,
        ...(area === undefined ? {} : { area }),
        ...(organisation === undefined ? {} : { organisation }),
        ...(person === undefined ? {} : { person }),
      },
    ]),
  )

/** What others need to know of a matter that they are about; instants in ms. */
export const subjectColumns = 'id, process, state, phase, seats, duties, marks, (extract(epoch from ended_at) * 1000)::float8 as ended_at'
export const SubjectRow = MatterRecord.pick({ id: true, process: true, state: true, phase: true, seats: true, duties: true, marks: true }).extend({
  ended_at: z.number().nullable(),
})
export const subjectOf = ({ process, state, phase, seats, duties, marks, ended_at }: z.output<typeof SubjectRow>): Subject => ({
  process,
  state,
  phase,
  seats: seatsOf(seats),
  duties,
  marks,
  endedAt: ended_at,
})

/** The kernel's matter in a row. */
export function matterOf(row: MatterRecord): Matter {
  const clocks = Object.fromEntries(
    Object.entries(row.clocks).map(([name, { since, due, provisional, began, promised, hurried, ...clock }]) => [
      name,
      {
        ...clock,
        ...(since === undefined ? {} : { since }),
        ...(due === undefined ? {} : { due }),
        ...(provisional ? { provisional } : {}),
        ...(began === undefined ? {} : { began }),
        ...(promised === undefined ? {} : { promised }),
        ...(hurried === undefined ? {} : { hurried }),
      },
    ]),
  )
  return {
    id: row.id, process: row.process, version: row.version, area: row.area_id, thing: row.thing_id, parent: row.parent_id, about: row.about_id, openedAt: row.opened_at, headline: row.headline, state: row.state, phase: row.phase, seq: row.seq, round: row.round, replied: row.replied, endedAt: row.ended_at,
    seats: seatsOf(row.seats), duties: row.duties, clocks, counts: row.counts, marks: row.marks,
  } // prettier-ignore
}

export type DeskRow = {
  readonly owner_post: string
  readonly owner_area: number | null
  readonly owner_key: number | null
  readonly owner_organisation: number | null
  readonly blocked: boolean
  readonly state: string
  readonly phase: string
  readonly category: string | null
  readonly urgency: number
  readonly returned: boolean
  readonly due_at: string
  readonly clock: string
  readonly late: string
  readonly provisional: boolean
  /** some clock has run out before */ readonly struck: boolean
  /** when the clock that falls due first began to run */ readonly since: string | null
}

/** The desk row of an unfinished matter: its resolved owner and the clock that falls due first; nothing once it ended. */
export function deskOf(ground: Ground, process: Process, matter: Matter): DeskRow | null {
  if (isEnded(matter.phase)) return null
  const owner = ownerOfMatter(process, matter, ground.roster)
  const next = nextDue(process, matter.state, matter.clocks)
  if (!owner || !next) throw new Error(`The unfinished matter ${matter.id} in ${process.name}.${matter.state} has no owner or no clock`)
  const { post, area, organisation } = owner.holder
  const category = matter.marks['category']
  const since = matter.clocks[next.clock]?.since
  return {
    owner_post: post, owner_area: area ?? null, owner_key: area === undefined ? null : (ground.areas.get(area)?.key ?? null), owner_organisation: organisation ?? null, blocked: owner.blocked, state: matter.state, phase: matter.phase, category: category ?? null,
    urgency: urgencyOf(ground, matter), returned: matter.state === 'returned', due_at: new Date(next.due).toISOString(), clock: next.clock, late: next.late, provisional: matter.clocks[next.clock]?.provisional ?? false,
    struck: Object.values(matter.clocks).some((clock) => clock.struck > 0), since: since === undefined ? null : new Date(since).toISOString(),
  } // prettier-ignore
}

/** 0 normal, 1 urgent, 2 emergency; a category may be an emergency by nature. The mode itself is none of the emergencies it is opened for. */
export function urgencyOf(ground: Ground, matter: Matter): number {
  if (
    matter.marks['urgency'] === 'emergency' ||
    (matter.marks['urgency'] === undefined && ground.categories.get(matter.marks['category'] ?? '')?.emergency)
  )
    return isMode(ground, matter) ? 1 : 2
  return matter.marks['urgency'] === 'urgent' ? 1 : 0
}

function isMode(ground: Ground, matter: Matter): boolean {
  const process = ground.process(matter.process, matter.version)
  return process !== undefined && modeIn(process, matter.state) !== null
}
