// One batch of acts in one district: two round trips, one lock per matter, all or nothing.
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { bigramsOf } from '../../core/bigrams.ts'
import { scopeSql } from '../db/gate.ts'
import { subjectOf, type Ask, type Verdict } from './ask.ts'
import type { Ground, House } from './house.ts'
import { matterColumns, MatterRecord, subjectColumns, subjectOf as subjectOfRow, SubjectRow } from './row.ts'
import { foldNumbers } from './see/measures.ts'
import { derivedId } from './act-ids.ts'
import { claimantOf } from './consequences.ts'
import { nothingLoaded, settle, type Loaded } from './settle.ts'
import { writeSql, type Writing } from './writing.ts'

export type Batch = {
  readonly house: House
  readonly ground: Ground
  readonly asks: readonly Ask[]
  readonly numbers: readonly string[]
  /** reads although all members are openings */ readonly careful: boolean
}
export type Committed = { readonly verdicts: readonly Verdict[]; readonly writing: Writing }

/** Commits a batch or throws with everything rolled back; a verdict is given only after the commit. */
export async function runBatch(batch: Batch): Promise<Committed> {
  const client = await batch.house.db.pool.connect()
  let broken: Error | undefined
  try {
    const isPlain = !batch.careful && batch.asks.every((ask) => ask.kind === 'birth' && ask.parent === null && !ask.about)
    const begin = `begin; ${scopeSql({ district: batch.ground.district.id, role: 'act' })}`
    const loaded = isPlain ? nothingLoaded : await load(client, batch, begin)
    const settled = settle({ ground: batch.ground, now: batch.house.now(), loaded, asks: batch.asks, numbers: batch.numbers })
    const at = new Date(batch.house.now()).toISOString()
    if (settled.writing.events.length === 0) {
      if (!isPlain) await client.query('rollback')
      return settled
    }
    settled.writing.outbox.push({ id: numberId(settled.writing), topic: 'numbers', body: numbersOf(batch.ground, settled.writing) })
    const sql = writeSql(settled.writing, {
      district: batch.ground.district.id,
      at,
      grams: gramsOf(settled.writing),
      literal: (text) => client.escapeLiteral(text),
    })
    await client.query(`${isPlain ? `${begin}; ` : ''}${sql}; commit`)
    return settled
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => { broken = failure instanceof Error ? failure : new Error(String(failure)) }) // prettier-ignore
    throw error
  } finally {
    client.release(broken)
  }
}

/** From a hash with salt in it: an act's own id is chosen by a client, who could make two batches share one. */
const numberId = (writing: Writing): string => derivedId(`${String(writing.events[0]?.['hash'])}|numbers`)

/** Sums, not the matters themselves: written, read and parsed again, two whole matters per act took a tenth of the server's time. The steps are named, so that a proof can tell what is still on its way. */
const numbersOf = (ground: Ground, { numbers }: Writing) => ({
  items: numbers.map(({ after }) => ({ after: { id: after.id, seq: after.seq } })),
  deltas: foldNumbers(ground, numbers),
})

const gramsOf = (writing: Writing) =>
  writing.births
    .filter((row) => row['parent_id'] === null)
    .map((row) => ({
      matter_id: row['id'],
      area_key: row['area_key'],
      opened_at: row['opened_at'],
      grams: bigramsOf(`${String(row['headline'])} ${String(row['words'])} ${String(row['number'])}`),
    }))

const Known = z.object({ id: z.string(), subject_id: z.string() })
const Part = z.object({
  parent_id: z.string(),
  open: z.coerce.number(),
  done: z.coerce.number(),
  total: z.coerce.number(),
  duties: z.array(z.record(z.string(), z.array(z.string()))),
})
const Parent = z.object({ child: z.string(), phase: z.string(), duties: z.record(z.string(), z.array(z.string())) })
const PoolCount = z.object({ subject_id: z.string(), pool: z.string(), taken: z.coerce.number() })
const Held = z.object({ subject_id: z.string(), pool: z.string(), claimant: z.string() })
const Reporter = z.object({ matter_id: z.string(), receipt: z.string(), person_id: z.string().nullable(), joined: z.boolean() })

const Follower = z.object({ about_id: z.string(), process: z.string(), state: z.string() })

/** Trip 1: the rows, locked in order of their ids, then as later statements everything a decision needs to know. */
async function load(client: PoolClient, batch: Batch, begin: string): Promise<Loaded> {
  const d = batch.ground.district.id
  const list = (ids: readonly string[]) =>
    ids.length > 0 ? [...new Set(ids)].map((id) => client.escapeLiteral(id)).join(', ') : `'00000000-0000-0000-0000-000000000000'`
  const ids = list(batch.asks.flatMap((ask) => [subjectOf(ask), ...(ask.kind === 'birth' && ask.parent !== null ? [ask.parent] : [])]))
  // only who acts on a matter must know its parts: the birth of one among 80,000 must not count the others
  const steps = list(batch.asks.flatMap((ask) => (ask.kind === 'birth' ? [] : [subjectOf(ask)])))
  const acts = list(batch.asks.map((ask) => ask.act))
  const abouts = list(batch.asks.flatMap((ask) => (ask.kind === 'birth' && ask.about ? [ask.about] : [])))
  const claimants = list(batch.asks.flatMap((ask) => ('asker' in ask ? [claimantOf(ask.asker)] : [])))
  const statements = [
    `select ${matterColumns} from matters where district_id = ${d} and id in (${ids}) order by id for update`,
    `select id, subject_id from events where district_id = ${d} and id in (${acts})`,
    `select parent_id, count(*) filter (where phase not in ('done', 'dropped')) as open, count(*) filter (where phase = 'done') as done, count(*) as total, jsonb_agg(duties) as duties from matters where district_id = ${d} and parent_id in (${steps}) group by parent_id`,
    `select c.id as child, p.phase, p.duties from matters c join matters p on p.district_id = c.district_id and p.id = c.parent_id where c.district_id = ${d} and c.id in (${ids})`,
    `select subject_id, pool, count(*) as taken from claims where district_id = ${d} and subject_id in (${ids}) and released_at is null group by subject_id, pool`,
    `select subject_id, pool, claimant from claims where district_id = ${d} and subject_id in (${ids}) and claimant in (${claimants}) and released_at is null`,
    `select matter_id, encode(receipt, 'hex') as receipt, person_id, joined from reporters where district_id = ${d} and matter_id in (${ids}) limit 5000`,
    `select ${subjectColumns} from matters where district_id = ${d} and id in (${abouts}) union select ${subjectColumns} from matters where district_id = ${d} and id in (select about_id from matters where district_id = ${d} and id in (${ids}) and about_id is not null)`,
    `select about_id, process, state from matters where district_id = ${d} and about_id in (${ids}) and phase in ('done', 'dropped') order by about_id, id limit 2000`,
  ]
  const answer: unknown = await client.query(`${begin}; ${statements.join('; ')}`)
  const results = z
    .array(z.object({ rows: z.array(z.unknown()) }))
    .parse(answer)
    .slice(-statements.length)
  const rows = <Row extends z.ZodType>(at: number, row: Row): z.output<Row>[] => z.array(row).parse(results[at]?.rows ?? [])
  const merged = (all: readonly Readonly<Record<string, readonly string[]>>[]) => all.reduce<Record<string, readonly string[]>>((sum, each) => { for (const [duty, people] of Object.entries(each)) sum[duty] = [...(sum[duty] ?? []), ...people]; return sum }, {}) // prettier-ignore
  const reporters = rows(6, Reporter)
  return {
    rows: new Map(rows(0, MatterRecord).map((row) => [row.id, row])),
    known: new Map(rows(1, Known).map((row) => [row.id, { subject: row.subject_id }])),
    parts: new Map(rows(2, Part).map((row) => [row.parent_id, { open: row.open, done: row.done, total: row.total, duties: merged(row.duties) }])),
    parents: new Map(rows(3, Parent).map((row) => [row.child, { ended: row.phase === 'done' || row.phase === 'dropped', duties: row.duties }])),
    pools: new Map(rows(4, PoolCount).map((row) => [`${row.subject_id}|${row.pool}`, row.taken])),
    held: new Set(rows(5, Held).map((row) => `${row.subject_id}|${row.pool}|${row.claimant}`)),
    reporters: marksOf(reporters.filter((row) => !row.joined)),
    joined: marksOf(reporters.filter((row) => row.joined)),
    subjects: new Map(rows(7, SubjectRow).map((row) => [row.id, subjectOfRow(row)])),
    followed: rows(8, Follower).reduce(
      (all, row) => all.set(row.about_id, [...(all.get(row.about_id) ?? []), `${row.process}|${row.state}`]),
      new Map<string, readonly string[]>(),
    ),
  }
}

const marksOf = (reporters: readonly z.output<typeof Reporter>[]): ReadonlySet<string> =>
  new Set(reporters.flatMap((row) => [`${row.matter_id}|${row.receipt}`, ...(row.person_id ? [`${row.matter_id}|${row.person_id}`] : [])]))
