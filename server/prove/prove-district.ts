// Recomputes everything one district keeps, in pages, on one steady snapshot, and says what does not agree.
import { grouped } from '../../core/grouped.ts'
import { z } from 'zod'
import { scopeSql, txOf, type Database, type Tx } from '../db/gate.ts'
import type { Ground } from '../matters/house.ts'
import { registryKey } from '../matters/record.ts'
import { matterColumns, MatterRecord } from '../matters/row.ts'
import { foldNumbers, rollupDifferences } from '../numbers/rollup.ts'
import { eventColumns, EventRow, retell } from '../matters/see/story.ts'
import { proveCheckpoints } from './prove-checkpoints.ts'
import { proveDraws } from './prove-draws.ts'
import { registryChains } from './prove-registry.ts'
import { faultsOfMatter, ProvenBooking, ProvenClaim, ProvenDesk, ProvenLeaf, type Fault, type Trace } from './prove-matter.ts'

export type Checked = {
  readonly matters: number
  readonly events: number
  readonly leaves: number
  readonly erasedLeaves: number
  readonly desk: number
  readonly claims: number
  readonly bookings: number
  readonly checkpoints: number
  readonly heads: number
  readonly outbox: number
  readonly pendingNumbers: number
  readonly registry: number
  readonly draws: number
}
export type DistrictProof = { readonly slug: string; readonly checked: Checked; readonly faultCount: number; readonly faults: readonly Fault[] }

const page = 300
const zero = '00000000-0000-0000-0000-000000000000'
/** More faults than this are counted and not listed. */
const listed = 200
/** What has been tried this often will not come right by itself. */
const mostTries = 8

export async function proveDistrict(db: Database, ground: Ground, now: number): Promise<DistrictProof> {
  return onSnapshot(db, ground.district.id, async (tx) => {
    const matters = await proveMatters(tx, ground, now)
    const checkpoints = await proveCheckpoints(tx, ground.district.id)
    const outbox = await proveOutbox(tx, ground.district.id)
    const numbers = await proveNumbers(tx, ground)
    const registry = await registryChains(tx, ground.district.id)
    const draws = await proveDraws(tx, ground.district.id)
    const faults = [
      ...matters.faults,
      ...registry.faults,
      ...(await strayEvents(tx, ground.district.id)),
      ...checkpoints.faults,
      ...outbox.faults,
      ...numbers.faults,
      ...draws.faults,
    ]
    const checked = {
      ...matters.checked,
      checkpoints: checkpoints.checkpoints,
      heads: checkpoints.heads,
      outbox: outbox.entries,
      pendingNumbers: numbers.pending,
      registry: registry.events,
      draws: draws.draws,
    }
    return { slug: ground.district.slug, checked, faultCount: faults.length, faults: faults.slice(0, listed) }
  })
}

/** Reads only, and sees the district as it was at one instant although acts go on. */
async function onSnapshot<T>(db: Database, district: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; ${scopeSql({ district, role: 'act' })}`)
    return await work(txOf(client))
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

type Counts = Pick<Checked, 'matters' | 'events' | 'leaves' | 'erasedLeaves' | 'desk' | 'claims' | 'bookings'>
async function proveMatters(tx: Tx, ground: Ground, now: number): Promise<{ checked: Counts; faults: Fault[] }> {
  const d = ground.district.id
  const faults: Fault[] = []
  const sum = { matters: 0, events: 0, leaves: 0, erasedLeaves: 0, desk: 0, claims: 0, bookings: 0 }
  const rosterChangedAt = await lastRosterChange(tx, d, now)
  for (let after = zero; ;) {
    const rows = await tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id > $2 order by id limit ${page}`, [
      d,
      after,
    ])
    const last = rows.at(-1)?.id
    if (last === undefined) return { checked: sum, faults }
    const span = [d, after, last]
    const events = bySubject(
      await tx.rows(
        EventRow,
        `select ${eventColumns} from events where district_id = $1 and subject_id > $2 and subject_id <= $3 order by subject_id, seq`,
        span,
      ),
    )
    const leaves = bySubject(
      await tx.rows(
        ProvenLeaf,
        `select subject_id, seq, name, audience, value, encode(salt, 'hex') as salt, encode(hash, 'hex') as hash, erased_at from leaves where district_id = $1 and subject_id > $2 and subject_id <= $3 order by subject_id, seq, name`,
        span,
      ),
    )
    const desk = new Map(
      (
        await tx.rows(
          ProvenDesk,
          `select matter_id, area_key, area_id, process, owner_post, owner_area, owner_key, owner_organisation, blocked, state, phase, category, urgency, returned, due_at, clock, late, provisional, struck, since from desk where district_id = $1 and matter_id > $2 and matter_id <= $3`,
          span,
        )
      ).map((row) => [row.matter_id, row]),
    )
    const claims = bySubject(
      await tx.rows(
        ProvenClaim,
        `select subject_id, pool, claimant, seq, released_at is not null as released from claims where district_id = $1 and subject_id > $2 and subject_id <= $3`,
        span,
      ),
    )
    const bookings = new Map((await tx.rows(ProvenBooking, 'select matter_id, resource_id, area_id, amount, from_at, until_at, freed_at from bookings where district_id = $1 and matter_id > $2 and matter_id <= $3', span)).map((row) => [row.matter_id, row])) // prettier-ignore
    for (const row of rows) {
      const trace = {
        row,
        events: events.get(row.id) ?? [],
        leaves: leaves.get(row.id) ?? [],
        desk: desk.get(row.id) ?? null,
        claims: claims.get(row.id) ?? [],
        booking: bookings.get(row.id) ?? null,
        rosterChangedAt,
      }
      faults.push(...faultsOfMatter(ground, trace))
      count(sum, trace)
    }
    after = last
  }
}

function count(sum: { -readonly [Name in keyof Counts]: number }, { events, leaves, desk, claims, booking }: Trace): void {
  sum.matters += 1
  sum.events += events.length
  sum.leaves += leaves.length
  sum.erasedLeaves += leaves.filter((leaf) => leaf.erased_at !== null).length
  sum.desk += desk ? 1 : 0
  sum.claims += claims.length
  sum.bookings += booking ? 1 : 0
}

const bySubject = <Row extends { readonly subject_id: string }>(rows: readonly Row[]) => grouped(rows, (row) => row.subject_id)

/** Owners are resolved when an act is written; after this instant they may rightly be others, until the timers have looked. */
async function lastRosterChange(tx: Tx, district: number, now: number): Promise<number> {
  const sql = `select coalesce(max(at), 'epoch'::timestamptz) as at from (select unnest(array[since, until]) as at from postings where district_id = $1 union all select unnest(array[from_at, until_at]) from absences where district_id = $1) as changes where at <= $2`
  return (await tx.rows(z.object({ at: z.date() }), sql, [district, new Date(now).toISOString()]))[0]?.at.getTime() ?? 0
}

/** Events whose matter is gone. */
async function strayEvents(tx: Tx, district: number): Promise<Fault[]> {
  const rows = await tx.rows(
    z.object({ subject_id: z.string() }),
    `select distinct e.subject_id from events e where e.district_id = $1 and e.area_key <> ${registryKey} and not exists (select 1 from matters m where m.district_id = $1 and m.id = e.subject_id) limit ${listed}`,
    [district],
  )
  return rows.map((row) => ({ kind: 'chain', subject: row.subject_id, say: 'there are events of a matter that is not there' }))
}

async function proveOutbox(tx: Tx, district: number): Promise<{ entries: number; faults: Fault[] }> {
  const entries = await tx.count('select count(*)::int as n from outbox where district_id = $1', [district])
  const stuck = await tx.rows(
    z.object({ id: z.string(), topic: z.string(), tries: z.number() }),
    `select id, topic, tries from outbox where district_id = $1 and tries > ${mostTries} order by due_at limit ${listed}`,
    [district],
  )
  return {
    entries,
    faults: stuck.map((row) => ({ kind: 'outbox', subject: row.id, say: `a follow-up of kind ${row.topic} has failed ${row.tries} times` })),
  }
}

const Pending = z.object({ body: z.object({ items: z.array(z.object({ after: z.object({ id: z.string(), seq: z.number() }) })) }) })

/** The kept figures and those still on their way must together be what the events say. */
async function proveNumbers(tx: Tx, ground: Ground): Promise<{ pending: number; faults: Fault[] }> {
  const d = ground.district.id
  const items = (await tx.rows(Pending, `select body from outbox where district_id = $1 and topic = 'numbers' limit 100000`, [d])).flatMap((row) =>
    row.body.items.map((item) => item.after),
  )
  const ids = [...new Set(items.map((item) => item.id))]
  const rows = await tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) limit 100000`, [
    d,
    ids,
  ])
  const events = bySubject(
    await tx.rows(EventRow, `select ${eventColumns} from events where district_id = $1 and subject_id = any($2::uuid[]) order by subject_id, seq`, [
      d,
      ids,
    ]),
  )
  const waiting = new Set(items.map((item) => `${item.id}|${item.seq}`))
  const steps = rows.flatMap((row) => retell(row, events.get(row.id) ?? []).filter((step) => waiting.has(`${row.id}|${step.event.seq}`)).map((step) => ({ area: row.area_id, at: step.event.at, before: step.before, after: step.after, source: row.source }))) // prettier-ignore
  const onTheWay = new Map(foldNumbers(ground, steps).filter((delta) => delta.amount !== 0).map((delta) => [`${delta.area}|${delta.day}|${delta.measure}`, delta.amount])) // prettier-ignore
  const differences = new Map((await rollupDifferences(tx, ground)).map((each) => [`${each.area}|${each.day}|${each.measure}`, each]))
  const wrong = [...new Set([...differences.keys(), ...onTheWay.keys()])].filter(
    (key) => (differences.get(key)?.counted ?? 0) - (differences.get(key)?.kept ?? 0) !== (onTheWay.get(key) ?? 0),
  )
  return {
    pending: items.length,
    faults: wrong.map((key) => ({
      kind: 'number',
      subject: null,
      say: `the figure ${key} is kept as ${differences.get(key)?.kept ?? '?'}, its events give ${differences.get(key)?.counted ?? '?'}`,
    })),
  }
}
