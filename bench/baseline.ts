// The plain way, for comparison: the same reads and writes with one transaction per act and one round trip per statement, through the driver and through pgbench.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { matterColumns } from '../server/matters/row.ts'
import { idSql } from './load.ts'
import type { Place } from './place.ts'
import { pace, type Paced } from './run.ts'

/** One statement; `:n`, `:seq` and `:key` are filled in by whoever runs it. `fills` marks the row that gives seq and key. */
type Statement = { readonly sql: string; readonly fills?: true }
export type Scripts = { readonly open: readonly Statement[]; readonly step: readonly Statement[]; readonly loaded: number }

/** One act in five opens a matter, as in the measured mix of the door. */
const openingEvery = 5
/** jsonb prints a blank after each colon; those within a string are written as escapes, so that nothing in a body is taken for a hole. */
const holes = /(?<!:):(n|seq|key|fresh)\b/g

/** Written with the bodies that a real act left in the database, so that both sides carry the same bytes. */
export async function scriptsOf(place: Place, loaded: number): Promise<Scripts> {
  const d = place.district
  const one = async (sql: string) =>
    `'${String((await place.asOwner(sql))[0]?.['text'] ?? '{}')
      .replaceAll("'", "''")
      .replace(/:(?! )/g, '\\u003a')}'::jsonb`
  const change = await one(`select change::text as text from events where district_id = ${d} and action = 'takeUp' limit 1`)
  const body = await one(
    `select body::text as text from outbox where district_id = ${d} and topic = 'numbers' order by length(body::text) desc limit 1`,
  )
  const clocks = await one(`select clocks::text as text from bench_patterns where name = 'handling'`)
  const begin = [{ sql: 'begin' }, { sql: 'set local role huying_act' }, { sql: `select set_config('app.district', '${d}', true)` }]
  const id = idSql(':n::int')
  /** Looked for as a subquery, which is worked out once: alone it would be worked out anew for every row, and no index used. */
  const eventId = `(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`
  const hash = `decode(repeat('ab', 32), 'hex')`
  const event = (matter: string, seq: string) => ({
    sql: `insert into events (district_id, subject_id, seq, id, area_key, action, at, duty, change, sealed, before, hash) values (${d}, ${matter}, ${seq}, ${eventId}, :key::bigint, 'takeUp', now(), null, ${change}, ${hash}, ${hash}, ${hash})`,
  })
  const leaves = (matter: string, seq: string) => ({
    sql: `insert into leaves (district_id, subject_id, seq, name, audience, area_key, value, salt, hash) values (${d}, ${matter}, ${seq}, 'by', 'staff', :key::bigint, '{"person": "01a2015a-a67f-7583-9301-3be63c973434", "post": "gridOfficer", "area": 4}'::jsonb, decode(repeat('ab', 16), 'hex'), ${hash}), (${d}, ${matter}, ${seq}, 'a' || chr(58) || 'words', 'all', :key::bigint, '"更换了控制器和两盏灯头，晚上试亮正常"'::jsonb, decode(repeat('ab', 16), 'hex'), ${hash})`,
  })
  const desk = (matter: string) => ({
    sql: `insert into desk (district_id, matter_id, area_key, area_id, owner_post, owner_area, owner_key, owner_organisation, blocked, process, state, phase, category, urgency, returned, due_at, clock, late, provisional, opened_at, lon, lat) values (${d}, ${matter}, :key::bigint, 4, 'gridOfficer', 4, :key::bigint, null, false, 'resident-report', 'handling', 'working', 'lamp-out', 0, false, now() + interval '3 days', 'overall', 'overdue', false, now(), null, null) on conflict (district_id, matter_id) do update set owner_post = excluded.owner_post, state = excluded.state, phase = excluded.phase, due_at = excluded.due_at, clock = excluded.clock`,
  })
  const outbox = { sql: `insert into outbox (district_id, id, topic, body, due_at) values (${d}, ${eventId}, 'numbers', ${body}, now())` }
  const fresh = ':fresh::uuid'
  return {
    loaded,
    step: [
      ...begin,
      { sql: `select ${matterColumns} from matters where district_id = ${d} and id = ${id} for update`, fills: true },
      { sql: `select id, subject_id from events where district_id = ${d} and id = (select ${eventId})` },
      { sql: `select count(*) as parts from matters where district_id = ${d} and parent_id = ${id}` },
      { sql: `select p.phase as "parentPhase" from matters c join matters p on p.district_id = c.district_id and p.id = c.parent_id where c.district_id = ${d} and c.id = ${id}` },
      { sql: `select count(*) as taken from claims where district_id = ${d} and subject_id = ${id} and released_at is null` },
      { sql: `select matter_id from reporters where district_id = ${d} and matter_id = ${id} limit 50` },
      { sql: `update matters set state = 'handling', phase = 'working', seq = seq + 1, clocks = ${clocks}, head = ${hash} where district_id = ${d} and id = ${id} and seq = :seq::int` },
      event(id, ':seq::int + 1'), leaves(id, ':seq::int + 1'), desk(id), outbox, { sql: 'commit' },
    ],
    open: [
      ...begin,
      { sql: `select ${eventId}::text as fresh, id, area_key, seq, number, words from matters where district_id = ${d} and id = ${id}`, fills: true },
      { sql: `insert into matters (district_id, id, number, process, version, area_id, area_key, opened_at, source, headline, words, demo, state, phase, seq, round, replied, seats, duties, clocks, counts, marks, head) values (${d}, ${fresh}, ${fresh}::text, 'resident-report', 1, 4, :key::bigint, now(), 'group', '路灯', '楼下路灯不亮好几天了', true, 'reported', 'waiting', 1, 1, false, '{}', '{}', ${clocks}, '{}', '{"category": "lamp-out"}', ${hash})` },
      event(fresh, '1'), leaves(fresh, '1'), desk(fresh), outbox,
      { sql: `insert into words (district_id, matter_id, area_key, opened_at, grams) values (${d}, ${fresh}, :key::bigint, now(), array_to_tsvector(array['楼下','下路','路灯','灯不','不亮','亮好','好几','几天','天了']))` },
      { sql: 'commit' },
    ],
  } // prettier-ignore
}

const Filled = z.object({ area_key: z.number(), seq: z.number() })

/** Named prepared statements on one connection per client: the driver at its best. */
export async function throughDriver(place: Place, scripts: Scripts, plan: { clients: number; seconds: number }): Promise<Paced> {
  const clients = await Promise.all(Array.from({ length: plan.clients }, async () => {
    const client = new pg.Client({ connectionString: place.appUrl })
    await client.connect()
    return client
  })) // prettier-ignore
  let turn = 0
  const act = async (client: pg.Client): Promise<void> => {
    const kind = turn++ % openingEvery === 0 ? 'open' : 'step'
    const known: Record<string, unknown> = { n: Math.floor(Math.random() * (scripts.loaded / 20)) * 20, fresh: uuidv7() }
    try {
      for (const [at, statement] of scripts[kind].entries()) {
        const names = [...new Set([...statement.sql.matchAll(holes)].map((match) => match[1] ?? ''))]
        const text = statement.sql.replace(holes, (_, name: string) => `$${names.indexOf(name) + 1}`)
        const answer = await client.query({ name: `${kind}${at}`, text, values: names.map((name) => known[name]) })
        if (!statement.fills) continue
        const row = Filled.parse(answer.rows[0])
        known['seq'] = row.seq
        known['key'] = row.area_key
      }
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
  try {
    return await pace({ ...plan, work: async (at) => { const client = clients[at]; if (client) await act(client) } }) // prettier-ignore
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

export type Bench = { readonly perSecond: number; readonly latencyMs: number } | null

/** The same script in pgbench with prepared statements; nothing when it is not installed. */
export async function throughPgbench(place: Place, scripts: Scripts, plan: { clients: number; seconds: number }): Promise<Bench> {
  if ((await promisify(execFile)('pgbench', ['--version']).catch(() => null)) === null) return null
  const script = (statements: readonly Statement[]) =>
    [
      `\\set n random(0, ${Math.floor(scripts.loaded / 20) - 1}) * 20`,
      ...statements.map(({ sql, fills }) => (fills ? `${sql.replace('area_key,', 'area_key as key, area_key,')} \\gset` : `${sql};`)),
    ].join('\n')
  const files = await Promise.all((['open', 'step'] as const).map(async (kind) => {
    const path = join(place.dataDir, `${kind}.pgbench`)
    await writeFile(path, `${script(scripts[kind])}\n`)
    return path
  })) // prettier-ignore
  const url = new URL(place.appUrl)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(plan.clients),
    '-j',
    String(Math.min(4, plan.clients)),
    '-T',
    String(Math.ceil(plan.seconds)),
    '-f',
    `${files[0]}@1`,
    '-f',
    `${files[1]}@${openingEvery - 1}`,
    '-h',
    url.searchParams.get('host') ?? url.hostname,
    '-p',
    url.port,
    '-U',
    url.username,
    url.pathname.slice(1),
  ]
  const { stdout } = await promisify(execFile)('pgbench', args, { env: { ...process.env, PGPASSWORD: url.password } })
  const read = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN)
  return { perSecond: read(/^tps = ([\d.]+)/m), latencyMs: read(/^latency average = ([\d.]+)/m) }
}
