// The events of a matter as they were written, folded again into the matter as it stood after each, and checked link by link.
import { grouped } from '../../../core/grouped.ts'
import { z } from 'zod'
import type { Matter } from '../../../core/matter.ts'
import { eventText, leafText } from '../../../core/seal.ts'
import { Instant, type Tx } from '../../db/gate.ts'
import { sha256, zeroHash } from '../chain.ts'
import { matterOf, MatterRecord } from '../row.ts'

const Changed = MatterRecord.pick({
  version: true,
  state: true,
  phase: true,
  round: true,
  replied: true,
  seats: true,
  duties: true,
  clocks: true,
  counts: true,
  marks: true,
})
  .partial()
  .extend({ endedAt: z.number().nullable().optional(), adoptedFrom: z.number().optional() })
export const EventRow = z.object({
  subject_id: z.string(),
  seq: z.number(),
  action: z.string(),
  at: Instant,
  change: z.unknown(),
  sealed: z.string(),
  before: z.string(),
  hash: z.string(),
})
export type EventRow = z.output<typeof EventRow>
export const LeafRow = z.object({
  seq: z.number(),
  name: z.string(),
  audience: z.enum(['all', 'staff', 'reporter']),
  value: z.unknown(),
  salt: z.string().nullable(),
  hash: z.string(),
})
export type LeafRow = z.output<typeof LeafRow>
export const eventColumns = `subject_id, seq, action, at, change, encode(sealed, 'hex') as sealed, encode(before, 'hex') as before, encode(hash, 'hex') as hash`

/** One step: the matter before and after, the event and the leaves this viewer may read. */
export type Told = { readonly before: Matter | null; readonly after: Matter; readonly event: EventRow; readonly leaves: readonly LeafRow[] }

const leafColumns = `seq, name, audience, value, encode(salt, 'hex') as salt, encode(hash, 'hex') as hash`
/** `subject` stands for a matter's id: a parameter, or a checked id where statements travel together. */
export const storySql = (district: string, subject: string): readonly [string, string] => [
  `select ${eventColumns} from events where district_id = ${district} and subject_id = ${subject} order by seq limit 2000`,
  `select ${leafColumns} from leaves where district_id = ${district} and subject_id = ${subject} order by seq, name limit 20000`,
]

export type Story = { readonly told: readonly Told[]; readonly holds: boolean }

export async function readStory(tx: Tx, row: MatterRecord, district: number): Promise<Story> {
  const [eventSql, leafSql] = storySql('$1', '$2')
  return storyOf(row, await tx.rows(EventRow, eventSql, [district, row.id]), await tx.rows(LeafRow, leafSql, [district, row.id]))
}

export function storyOf(row: MatterRecord, events: readonly EventRow[], leaves: readonly LeafRow[]): Story {
  const bySeq = grouped(leaves, (leaf) => leaf.seq)
  return { told: retell(row, events).map((step) => ({ ...step, leaves: bySeq.get(step.event.seq) ?? [] })), holds: isWhole(row, events, leaves) }
}

/** Folds from nothing; only what never changes is taken from the row. */
export function retell(row: MatterRecord, events: readonly EventRow[]): readonly Omit<Told, 'leaves'>[] {
  const changes = events.map((event) => Changed.parse(event.change))
  const version = changes.find((change) => change.adoptedFrom !== undefined)?.adoptedFrom ?? row.version
  let record: MatterRecord = {
    ...row,
    version,
    seq: 0,
    round: 1,
    replied: false,
    ended_at: null,
    seats: {},
    duties: {},
    clocks: {},
    counts: {},
    marks: {},
  }
  let last: Matter | null = null
  return events.map((event, at) => {
    const before = last
    const change = changes[at] ?? {}
    record = {
      ...record,
      seq: event.seq,
      version: change.version ?? record.version,
      state: change.state ?? record.state,
      phase: change.phase ?? record.phase,
      round: change.round ?? record.round,
      replied: change.replied ?? record.replied,
      ended_at: change.endedAt === undefined ? record.ended_at : change.endedAt,
      seats: change.seats ?? record.seats,
      duties: change.duties ?? record.duties,
      clocks: change.clocks ?? record.clocks,
      counts: change.counts ?? record.counts,
      marks: change.marks ?? record.marks,
    }
    last = matterOf(record)
    return { before, after: last, event }
  })
}

/** Whether each event of a chain is what it was and names the one before; `events` in order of seq. */
export function linkWords(subject: string, events: readonly EventRow[]): string[] {
  const words: string[] = []
  let before = zeroHash
  for (const [at, event] of events.entries()) {
    const text = eventText({
      subject,
      seq: event.seq,
      action: event.action,
      at: new Date(event.at).toISOString(),
      change: event.change,
      sealed: event.sealed,
      before: event.before,
    })
    if (event.seq !== at + 1) words.push(`event ${at + 1} is missing, ${event.seq} follows`)
    if (event.before !== before) words.push(`event ${event.seq} does not name the one before it`)
    if (sha256(text) !== event.hash) words.push(`event ${event.seq} was changed`)
    before = event.hash
  }
  return words
}

/** Every event hashes to what it says and names the one before; every readable leaf hashes to its seal; the row holds the last. */
export function isWhole(row: MatterRecord, events: readonly EventRow[], leaves: readonly LeafRow[]): boolean {
  const isLeafWhole = (leaf: LeafRow) => leaf.salt === null || sha256(leafText({ name: leaf.name, salt: leaf.salt, value: leaf.value })) === leaf.hash
  const head = events.at(-1)?.hash ?? zeroHash
  return events.length === row.seq && head === row.head && linkWords(row.id, events).length === 0 && leaves.every(isLeafWhole)
}
