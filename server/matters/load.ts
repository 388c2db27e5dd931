// Trip 1 of a batch: locks its matters in order of their ids, and then, as a later statement with a fresh snapshot, reads everything a decision needs to know.
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Subject } from '../../core/matter.ts'
import type { Stock } from '../../core/holds.ts'
import { isEnded, Phase } from '../../core/process.ts'
import { gathered, jsonSql, spoken, uuidsSql, type Planned } from '../db/planned.ts'
import { subjectOf, type Ask } from './ask.ts'
import { claimantOf } from './consequences.ts'
import type { Ground, House } from './house.ts'
import { mayHold, stocksIn, stockStatements } from './stock.ts'
import { matterColumns, MatterRecord, subjectColumns, subjectOf as subjectOfRow, SubjectRow } from './row.ts'

/** Everything trip 1 read for a batch. */
export type Loaded = {
  readonly rows: ReadonlyMap<string, MatterRecord>
  readonly known: ReadonlyMap<string, { readonly subject: string }>
  readonly parts: ReadonlyMap<
    string,
    { readonly open: number; readonly done: number; readonly total: number; readonly duties: Readonly<Record<string, readonly string[]>> }
  >
  readonly parents: ReadonlyMap<string, { readonly ended: boolean; readonly duties: Readonly<Record<string, readonly string[]>> }>
  readonly pools: ReadonlyMap<string, number>
  readonly held: ReadonlySet<string>
  /** who reported first, and who joined, by matter and receipt or person */
  readonly reporters: ReadonlySet<string>
  readonly joined: ReadonlySet<string>
  /** matters that others here are about, by their own id */ readonly subjects: ReadonlyMap<string, Subject>
  /** by the id of the matter they were about: ends as `process|state` */ readonly followed: ReadonlyMap<string, readonly string[]>
  /** what a step here may hold something of, under its lock, by its own id */ readonly stocks: ReadonlyMap<string, Stock>
}
export const nothingLoaded: Loaded = {
  rows: new Map(),
  known: new Map(),
  parts: new Map(),
  parents: new Map(),
  pools: new Map(),
  held: new Set(),
  reporters: new Set(),
  joined: new Set(),
  subjects: new Map(),
  followed: new Map(),
  stocks: new Map(),
}

type Wish = { readonly house: Pick<House, 'now'>; readonly ground: Ground; readonly asks: readonly Ask[] }

/** `begin` opens the transaction and binds it to its district. */
export async function load(client: PoolClient, wish: Wish, begin: string): Promise<Loaded> {
  const statements = statementsFor(wish)
  const said = statements.map((statement) => spoken(client, 'act', statement))
  const answer = Answer.parse(await client.query(`${said.map(({ first }) => first).join('')}${begin}; ${said.map(({ text }) => text).join('; ')}`))
  const answers = new Map(statements.map(({ name }, at) => [name.replace('door_hold', 'door_lock'), answer[answer.length - statements.length + at]]))
  const [locked, around, stocks] = ['door_lock', 'door_around', 'door_stocks'].map((name) => answers.get(name))
  const facts = Around.parse(around?.rows[0])
  return {
    rows: new Map(
      z
        .array(MatterRecord)
        .parse(locked?.rows)
        .map((row) => [row.id, row]),
    ),
    known: new Map(facts.known.map((row) => [row.id, { subject: row.subject_id }])),
    parts: new Map(facts.parts.map((row) => [row.parent_id, { open: row.open, done: row.done, total: row.total, duties: merged(row.duties) }])),
    parents: new Map(facts.parents.map((row) => [row.child, { ended: isEnded(row.phase), duties: row.duties }])),
    pools: new Map(facts.pools.map((row) => [`${row.subject_id}|${row.pool}`, row.taken])),
    held: new Set(facts.held.map((row) => `${row.subject_id}|${row.pool}|${row.claimant}`)),
    reporters: marksOf(facts.reporters.filter((row) => !row.joined)),
    joined: marksOf(facts.reporters.filter((row) => row.joined)),
    subjects: new Map(facts.subjects.map((row) => [row.id, subjectOfRow(row)])),
    followed: facts.followed.reduce(
      (all, row) => all.set(row.about_id, [...(all.get(row.about_id) ?? []), `${row.process}|${row.state}`]),
      new Map<string, readonly string[]>(),
    ),
    stocks: stocksIn(wish.ground, stocks?.rows ?? []),
  }
}

const Answer = z.array(z.object({ rows: z.array(z.unknown()) }))
const Duties = z.record(z.string(), z.array(z.string()))
const Around = z.object({
  known: z.array(z.object({ id: z.string(), subject_id: z.string() })),
  parts: z.array(z.object({ parent_id: z.string(), open: z.number(), done: z.number(), total: z.number(), duties: z.array(Duties) })),
  parents: z.array(z.object({ child: z.string(), phase: Phase, duties: Duties })),
  pools: z.array(z.object({ subject_id: z.string(), pool: z.string(), taken: z.number() })),
  held: z.array(z.object({ subject_id: z.string(), pool: z.string(), claimant: z.string() })),
  reporters: z.array(z.object({ matter_id: z.string(), receipt: z.string(), person_id: z.string().nullable(), joined: z.boolean() })),
  subjects: z.array(SubjectRow),
  followed: z.array(z.object({ about_id: z.string(), process: z.string(), state: z.string() })),
})

const named = `select ${matterColumns} from matters where district_id = $1 and id = any($2) order by id`

/** Read by id alone: were it known here that some column is filled, a plan made while few are would read all of the district that have it, for as long as the connection lives. */
const stepped = (columns: string): string => `select ${columns} from matters where district_id = $1 and id = any($2) offset 0`

/** $1 the district; $2 the matters that are stepped on, because a birth asks nothing of what is not there yet, and among 80,000 must not count the others; $3 acts; $4 what births are about; $5 claimants. */
const around = gathered({
  known: 'select id, subject_id from events where district_id = $1 and id = any($3)',
  parts: `select parent_id, count(*) filter (where phase not in ('done', 'dropped')) as open, count(*) filter (where phase = 'done') as done, count(*) as total, jsonb_agg(duties) as duties from matters where district_id = $1 and parent_id = any($2) group by parent_id`,
  parents: `select c.id as child, p.phase, p.duties from (${stepped('id, parent_id')}) c cross join lateral (select phase, duties from matters where district_id = $1 and id = c.parent_id offset 0) p`,
  pools: 'select subject_id, pool, count(*) as taken from claims where district_id = $1 and subject_id = any($2) and released_at is null group by subject_id, pool',
  held: 'select subject_id, pool, claimant from claims where district_id = $1 and subject_id = any($2) and $5 ? claimant and released_at is null',
  reporters: `select matter_id, encode(receipt, 'hex') as receipt, person_id, joined from reporters where district_id = $1 and matter_id = any($2) limit 5000`,
  subjects: `select ${subjectColumns} from matters where district_id = $1 and id = any($4 || array(${stepped('about_id')}))`,
  followed: `select about_id, process, state from matters where district_id = $1 and about_id = any($2) and phase in ('done', 'dropped') order by about_id, id limit 2000`,
}) // prettier-ignore

function statementsFor({ house, ground, asks }: Wish): readonly Planned[] {
  const district = String(ground.district.id)
  const ids = uuidsSql(asks.flatMap((ask) => [subjectOf(ask), ...(ask.kind === 'birth' && ask.parent !== null ? [ask.parent] : [])]))
  const steps = uuidsSql(asks.flatMap((ask) => (ask.kind === 'birth' ? [] : [subjectOf(ask)])))
  const acts = uuidsSql(asks.map((ask) => ask.act))
  const abouts = uuidsSql(asks.flatMap((ask) => (ask.kind === 'birth' && ask.about ? [ask.about] : [])))
  const claimants = jsonSql(asks.flatMap((ask) => ('asker' in ask ? [claimantOf(ask.asker)] : [])))
  // births only need that nobody ends what they are born under: many batches of parts may hold it together
  const locked = asks.every((ask) => ask.kind === 'birth')
    ? { name: 'door_hold', types: 'int, uuid[]', sql: `${named} for share`, values: [district, ids] }
    : { name: 'door_lock', types: 'int, uuid[]', sql: `${named} for update`, values: [district, ids] }
  return [
    locked,
    // after the matters, so that no two batches wait for each other
    ...(asks.some((ask) => ask.kind === 'step' && mayHold(ground, ask.action)) ? stockStatements({ district, ids, now: house.now() }) : []),
    {
      name: 'door_around',
      types: 'int, uuid[], uuid[], uuid[], jsonb',
      sql: around,
      values: [district, steps, acts, abouts, claimants],
    },
  ]
}

function merged(all: readonly z.output<typeof Duties>[]): z.output<typeof Duties> {
  const sum: Record<string, string[]> = {}
  for (const each of all) for (const [duty, people] of Object.entries(each)) sum[duty] = [...(sum[duty] ?? []), ...people]
  return sum
}

const marksOf = (reporters: z.output<typeof Around>['reporters']): ReadonlySet<string> =>
  new Set(reporters.flatMap((row) => [`${row.matter_id}|${row.receipt}`, ...(row.person_id ? [`${row.matter_id}|${row.person_id}`] : [])]))
