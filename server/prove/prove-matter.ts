// Recomputes one matter from its events: the chain, the leaves, the row they fold to, its place on the desk, its claims, what it holds of a resource.
import { z } from 'zod'
import { canonical, leafText, sealedText } from '../../core/seal.ts'
import { isEnded, Phase, placesOf, type Process } from '../../core/process.ts'
import { sha256, zeroHash } from '../matters/chain.ts'
import type { Ground } from '../matters/house.ts'
import { bookingOf } from '../matters/stock.ts'
import { deskOf, matterOf, type DeskRow, type MatterRecord } from '../matters/row.ts'
import { linkWords, retell, type EventRow } from '../matters/see/story.ts'

export const ProvenLeaf = z.object({
  subject_id: z.string(),
  seq: z.number(),
  name: z.string(),
  audience: z.string(),
  value: z.unknown(),
  salt: z.string().nullable(),
  hash: z.string(),
  erased_at: z.date().nullable(),
})
export type ProvenLeaf = z.output<typeof ProvenLeaf>
export const ProvenDesk = z.object({
  matter_id: z.string(),
  area_key: z.number(),
  area_id: z.number(),
  process: z.string(),
  owner_post: z.string(),
  owner_area: z.number().nullable(),
  owner_key: z.number().nullable(),
  owner_organisation: z.number().nullable(),
  blocked: z.boolean(),
  state: z.string(),
  phase: Phase,
  category: z.string().nullable(),
  urgency: z.number(),
  returned: z.boolean(),
  due_at: z.date().transform((date) => date.toISOString()),
  clock: z.string(),
  late: z.string(),
  provisional: z.boolean(),
  struck: z.boolean(),
  since: z
    .date()
    .transform((date) => date.toISOString())
    .nullable(),
})
export type ProvenDesk = z.output<typeof ProvenDesk>
export const ProvenClaim = z.object({ subject_id: z.string(), pool: z.string(), claimant: z.string(), seq: z.number(), released: z.boolean() })
export type ProvenClaim = z.output<typeof ProvenClaim>

const Moment = z.date().transform((date) => date.toISOString())
export const ProvenBooking = z.object({ matter_id: z.string(), resource_id: z.string(), area_id: z.number(), amount: z.number(), from_at: Moment, until_at: Moment, freed_at: Moment.nullable() }) // prettier-ignore
export type ProvenBooking = z.output<typeof ProvenBooking>

/** What one matter left in the database; `rosterChangedAt` is when somebody last came, went or fell away. */
export type Trace = {
  readonly row: MatterRecord
  readonly events: readonly EventRow[]
  readonly leaves: readonly ProvenLeaf[]
  readonly desk: ProvenDesk | null
  readonly claims: readonly ProvenClaim[]
  readonly booking: ProvenBooking | null
  readonly rosterChangedAt: number
}
export type Fault = {
  readonly kind: 'chain' | 'leaf' | 'fold' | 'desk' | 'process' | 'claim' | 'booking' | 'checkpoint' | 'outbox' | 'number' | 'draw'
  readonly subject: string | null
  readonly say: string
}

/** Everything that does not agree; an empty list is the proof. */
export function faultsOfMatter(ground: Ground, trace: Trace): readonly Fault[] {
  const { row } = trace
  const process = ground.process(row.process, row.version)
  const say = (kind: Fault['kind'], words: string): Fault => ({ kind, subject: row.id, say: `${row.number}: ${words}` })
  const found = [
    ...chainWords(trace).map((words) => say('chain', words)),
    ...leafWords(trace).map((words) => say('leaf', words)),
    ...foldWords(trace).map((words) => say('fold', words)),
    ...bookingWords(trace).map((words) => say('booking', words)),
  ]
  if (!process) return [...found, say('process', `its process ${row.process} version ${row.version} is missing`)]
  return [
    ...found,
    ...deskWords(ground, process, trace).map((words) => say('desk', words)),
    ...claimWords(process, trace).map((words) => say('claim', words)),
  ]
}

function chainWords({ row, events }: Trace): string[] {
  const words = linkWords(row.id, events)
  if (events.length !== row.seq) words.push(`the row counts ${row.seq} events, there are ${events.length}`)
  if ((events.at(-1)?.hash ?? zeroHash) !== row.head) words.push('the head of the chain is not the last event')
  return words
}

export function leafWords({ events, leaves }: Pick<Trace, 'events' | 'leaves'>): string[] {
  const words = events.flatMap((event) =>
    sha256(sealedText(leaves.filter((leaf) => leaf.seq === event.seq))) === event.sealed ? [] : [`event ${event.seq} is not sealed over its leaves`],
  )
  for (const leaf of leaves) {
    const name = `leaf ${leaf.name} of event ${leaf.seq}`
    const isErased = leaf.erased_at !== null
    if (leaf.salt === null) {
      if (!isErased || leaf.value !== null) words.push(`${name} has lost its salt without being erased`)
    } else if (isErased) words.push(`${name} says that it was erased and was not`)
    else if (sha256(leafText({ name: leaf.name, salt: leaf.salt, value: leaf.value })) !== leaf.hash) words.push(`${name} was changed`)
  }
  return words
}

/** A report that waited on a phone says itself when it was pressed. */
const openingIn = (first: EventRow | undefined): number | undefined => Pressed.parse(first?.change).openedAt ?? first?.at
const Pressed = z.object({ openedAt: z.number().optional() }).catch({})

function foldWords({ row, events }: Trace): string[] {
  const folded = retell(row, events).at(-1)?.after
  if (!folded) return ['there is no event at all']
  const kept: Readonly<Record<string, unknown>> = matterOf(row)
  const wrong = Object.entries(folded).filter(([name, value]) => canonical(kept[name]) !== canonical(value)).map(([name]) => name) // prettier-ignore
  return [
    ...(wrong.length > 0 ? [`the row differs from its events in ${wrong.join(', ')}`] : []),
    ...(openingIn(events[0]) === row.opened_at ? [] : ['it was not opened when its first event says']),
  ]
}

function deskWords(ground: Ground, process: Process, trace: Trace): string[] {
  const { row, desk } = trace
  const wanted = deskOr(ground, process, row)
  if (typeof wanted === 'string') return [wanted]
  if (!wanted) return desk ? ['it has ended and still lies on the desk'] : []
  if (!desk) return ['it is unfinished and lies on no desk: nobody would ever be reminded']
  const kept: Readonly<Record<string, unknown>> = desk
  const owners = ['owner_post', 'owner_area', 'owner_key', 'owner_organisation', 'blocked']
  const mayHaveMoved = (trace.events.at(-1)?.at ?? 0) <= trace.rosterChangedAt
  const wrong = Object.entries({ ...wanted, area_key: row.area_key, area_id: row.area_id, process: row.process }).filter(
    ([name, value]) => kept[name] !== value && !(mayHaveMoved && owners.includes(name)),
  )
  return wrong.length > 0 ? [`its desk row differs in ${wrong.map(([name]) => name).join(', ')}`] : []
}

function deskOr(ground: Ground, process: Process, row: MatterRecord): DeskRow | null | string {
  try {
    return deskOf(ground, process, matterOf(row))
  } catch {
    return isEnded(row.phase) ? null : 'it is unfinished and has no owner or no clock'
  }
}

/** The row says what the events fold to, and nothing ended still holds anything. */
function bookingWords({ row, booking }: Trace): string[] {
  const wanted = bookingOf(matterOf(row))
  if (!wanted || !booking) return (wanted === null) === (booking === null) ? [] : [wanted ? 'it holds a resource and no booking says so' : 'a booking is kept for it that no event made']
  const wrong = Object.entries(wanted).filter(([name, value]) => Object.entries(booking).find(([other]) => other === name)?.[1] !== value).map(([name]) => name)
  return [
    ...(wrong.length > 0 ? [`its booking differs in ${wrong.join(', ')}`] : []),
    ...(isEnded(row.phase) && booking.freed_at === null ? ['it has ended and still holds a resource'] : []),
  ]
} // prettier-ignore

function claimWords(process: Process, { row, claims }: Trace): string[] {
  const held = claims.filter((claim) => !claim.released)
  const pools = [...new Set(claims.map((claim) => claim.pool))]
  return [
    ...pools.flatMap((pool) => {
      const plan = process.pools?.[pool]
      const taken = held.filter((claim) => claim.pool === pool).length
      if (!plan) return [`places are held in ${pool}, which its process does not know`]
      const places = placesOf(plan, row.marks)
      return places !== undefined && taken > places ? [`${taken} of ${places} places of ${pool} are held`] : []
    }),
    ...claims.filter((claim) => claim.seq > row.seq).map((claim) => `a place in ${claim.pool} comes from an event that is not there`),
  ]
}
