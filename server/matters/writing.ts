// What one batch writes, as rows, and the single statement that writes them all or nothing.
import type { Matter } from '../../core/matter.ts'
import { jsonSql, type Planned } from '../db/planned.ts'
import type { Wake } from './house.ts'

type Row = Record<string, unknown>
/** Instants as ISO. */
export type BookingRow = { readonly matter_id: string; readonly resource_id: string; readonly area_id: number; readonly amount: number; readonly from_at: string; readonly until_at: string; readonly freed_at: string | null } // prettier-ignore
/** One act as the figures see it: the matter before and after. */
export type Counted = {
  readonly area: number
  readonly at: number
  readonly process: string
  readonly before: Matter | null
  readonly after: Matter
  readonly action: string
  readonly source: string
  readonly thing: string | null
}
export type Writing = {
  readonly births: Row[]
  readonly matters: Row[]
  readonly events: Row[]
  readonly leaves: Row[]
  readonly desk: Row[]
  readonly cleared: string[]
  readonly claims: { subject_id: string; pool: string; claimant: string; seq: number }[]
  readonly releases: { subject_id: string; pool: string; claimant: string }[]
  /** what each matter holds of a resource after this batch, one row a matter */ readonly bookings: BookingRow[]
  readonly outbox: { id: string; topic: string; body: Row }[]
  readonly reporters: Row[]
  readonly attached: Row[]
  readonly involved: Row[]
  readonly wakes: Wake[]
  readonly numbers: Counted[]
  /** matters by which a mode of their area begins or ends */ readonly turned: string[]
}
export const newWriting = (): Writing => ({
  births: [],
  matters: [],
  events: [],
  leaves: [],
  desk: [],
  cleared: [],
  claims: [],
  releases: [],
  bookings: [],
  outbox: [],
  reporters: [],
  attached: [],
  involved: [],
  wakes: [],
  numbers: [],
  turned: [],
})

const state = `version int, state text, phase text, seq int, round int, replied boolean, ended_at timestamptz, seats jsonb, duties jsonb, clocks jsonb, counts jsonb, marks jsonb, head text`
const stateColumns = ['version', 'state', 'phase', 'seq', 'round', 'replied', 'ended_at', 'seats', 'duties', 'clocks', 'counts', 'marks']
/** Written only where a step changed them. */
const jsonColumns: ReadonlySet<string> = new Set(['seats', 'duties', 'clocks', 'counts', 'marks'])
const birthColumns = [
  'id',
  'number',
  'process',
  'area_id',
  'area_key',
  'thing_id',
  'parent_id',
  'about_id',
  'part',
  'opened_at',
  'source',
  'headline',
  'words',
  'lon',
  'lat',
  'demo',
]
const birth = `id uuid, number text, process text, area_id int, area_key bigint, thing_id uuid, parent_id uuid, about_id uuid, part text, opened_at timestamptz, source text, headline text, words text, lon float8, lat float8, demo boolean`
const deskColumns =
  'owner_post, owner_area, owner_key, owner_organisation, blocked, state, phase, category, urgency, returned, due_at, clock, late, provisional, struck, since'
const deskShape = `matter_id uuid, owner_post text, owner_area int, owner_key bigint, owner_organisation int, blocked boolean, state text, phase text, category text, urgency smallint, returned boolean, due_at timestamptz, clock text, late text, provisional boolean, struck boolean, since timestamptz`

/** The rows of one part, their shape and what is done with them as `r`; with a name where the final check counts what was done. */
type Part = { readonly rows: readonly unknown[]; readonly shape: string; readonly sql: (from: string) => string; readonly name?: string }

/** The statement that writes a batch. It has only the parts that have rows, and is planned once for each such choice of parts. `at` is ISO. */
export function writeStatement(
  writing: Writing,
  context: { readonly district: number; readonly at: string; readonly grams: readonly Row[] },
): Planned {
  const all = [...matterParts(writing), ...eventParts(writing), ...aroundParts(writing, context.grams)]
  const used = all.flatMap((part, at) => (part.rows.length > 0 ? [{ ...part, at }] : []))
  const parts = used.map(({ shape, sql, name, at }, n) => `${name ?? `w${at}`} as (${sql(`from jsonb_to_recordset($${n + 3}) as r(${shape})`)})`)
  const counted = used.flatMap(({ name }, n) => (name ? [`(select count(*) from ${name}) = jsonb_array_length($${n + 3})`] : []))
  const verdict = counted.length > 0 ? `select 1 / (case when ${counted.join(' and ')} then 1 else 0 end) as ok` : 'select 1 as ok'
  return {
    name: `write_${used.map(({ at }) => at).join('_')}`,
    types: ['int', 'timestamptz', ...used.map(() => 'jsonb')].join(', '),
    sql: `with ${parts.join(',\n')} ${verdict}`,
    values: [String(context.district), `'${context.at}'`, ...used.map(({ rows }) => jsonSql(rows))],
  }
}

// prettier-ignore
function matterParts(writing: Writing): readonly Part[] {
  const born = new Map(writing.births.map((row) => [row['id'], row]))
  const isBorn = (row: Row) => born.has(row['matter_id'])
  const fixed = writing.desk.filter(isBorn).map((row) => ({ ...row, ...pick(born.get(row['matter_id']), ['area_key', 'area_id', 'process', 'opened_at', 'lon', 'lat']) }))
  const moved = writing.desk.filter((row) => !isBorn(row))
  return [
    { name: 'moved', rows: writing.matters, shape: `id uuid, seen int, ${state}`, sql: (from) => `update matters m set ${stateColumns.map((name) => `${name} = ${jsonColumns.has(name) ? `coalesce(r.${name}, m.${name})` : `r.${name}`}`).join(', ')}, head = decode(r.head, 'hex') ${from} where m.district_id = $1 and m.id = r.id and m.seq = r.seen returning 1` },
    { rows: writing.births, shape: `${birth}, ${state}`, sql: (from) => `insert into matters (district_id, ${birthColumns.join(', ')}, ${stateColumns.join(', ')}, head) select $1, ${[...birthColumns, ...stateColumns].map((name) => `r.${name}`).join(', ')}, decode(r.head, 'hex') ${from}` },
    { rows: fixed, shape: `${deskShape}, area_key bigint, area_id int, process text, opened_at timestamptz, lon float8, lat float8`, sql: (from) => `insert into desk (district_id, matter_id, area_key, area_id, process, opened_at, lon, lat, ${deskColumns}) select $1, r.matter_id, r.area_key, r.area_id, r.process, r.opened_at, r.lon, r.lat, ${deskColumns.replace(/(\w+)/g, 'r.$1')} ${from}` },
    { rows: moved, shape: deskShape, sql: (from) => `insert into desk (district_id, matter_id, area_key, area_id, process, opened_at, lon, lat, ${deskColumns}) select $1, r.matter_id, m.area_key, m.area_id, m.process, m.opened_at, m.lon, m.lat, ${deskColumns.replace(/(\w+)/g, 'r.$1')} ${from} join matters m on m.district_id = $1 and m.id = r.matter_id on conflict (district_id, matter_id) do update set (${deskColumns}) = (${deskColumns.replace(/(\w+)/g, 'excluded.$1')})` },
    { rows: writing.cleared.map((id) => ({ id })), shape: 'id uuid', sql: (from) => `delete from desk where district_id = $1 and matter_id in (select r.id ${from})` },
  ]
}

// prettier-ignore
const eventParts = (writing: Writing): readonly Part[] => [
  { rows: writing.events, shape: 'subject_id uuid, seq int, id uuid, area_key bigint, action text, at timestamptz, duty text, change jsonb, sealed text, before text, hash text', sql: (from) => `insert into events (district_id, subject_id, seq, id, area_key, action, at, duty, change, sealed, before, hash) select $1, r.subject_id, r.seq, r.id, r.area_key, r.action, r.at, r.duty, r.change, decode(r.sealed, 'hex'), decode(r.before, 'hex'), decode(r.hash, 'hex') ${from}` },
  { rows: writing.leaves, shape: 'subject_id uuid, seq int, name text, audience text, area_key bigint, value jsonb, salt text, hash text', sql: (from) => `insert into leaves (district_id, subject_id, seq, name, audience, area_key, value, salt, hash) select $1, r.subject_id, r.seq, r.name, r.audience, r.area_key, r.value, decode(r.salt, 'hex'), decode(r.hash, 'hex') ${from}` },
  { rows: writing.outbox, shape: 'id uuid, topic text, body jsonb', sql: (from) => `insert into outbox (district_id, id, topic, body, due_at) select $1, r.id, r.topic, r.body, $2 ${from} on conflict (district_id, id) do nothing` },
]

// prettier-ignore
const aroundParts = (writing: Writing, grams: readonly Row[]): readonly Part[] => [
  { name: 'claimed', rows: writing.claims, shape: 'subject_id uuid, pool text, claimant text, seq int', sql: (from) => `insert into claims (district_id, subject_id, pool, claimant, seq, at) select $1, r.subject_id, r.pool, r.claimant, r.seq, $2 ${from} on conflict (district_id, subject_id, pool, claimant) do update set released_at = null, seq = excluded.seq where claims.released_at is not null returning 1` },
  { rows: writing.releases, shape: 'subject_id uuid, pool text, claimant text', sql: (from) => `update claims c set released_at = $2 ${from} where c.district_id = $1 and c.subject_id = r.subject_id and c.pool = r.pool and c.claimant = r.claimant` },
  { rows: writing.reporters, shape: 'matter_id uuid, receipt text, person uuid, contact text, "contactBlind" text, standing text, device text, joined boolean', sql: (from) => `insert into reporters (district_id, matter_id, receipt, person_id, contact_cipher, contact_blind, standing, device, joined, at) select $1, r.matter_id, decode(r.receipt, 'hex'), r.person, decode(r.contact, 'hex'), decode(r."contactBlind", 'hex'), r.standing, decode(r.device, 'hex'), r.joined, $2 ${from} on conflict (district_id, matter_id, receipt) do nothing` },
  { rows: writing.attached, shape: 'id uuid, matter_id uuid, area_key bigint, audience text, uploaders jsonb', sql: (from) => `update attachments a set matter_id = r.matter_id, area_key = r.area_key, audience = r.audience ${from} where a.district_id = $1 and a.id = r.id and a.matter_id is null and r.uploaders ? encode(a.uploader, 'hex')` },
  { rows: writing.involved, shape: 'organisation_id int, matter_id uuid', sql: (from) => `insert into involved (district_id, organisation_id, matter_id) select distinct $1, r.organisation_id, r.matter_id ${from} on conflict do nothing` },
  { rows: grams, shape: 'matter_id uuid, area_key bigint, opened_at timestamptz, grams jsonb', sql: (from) => `insert into words (district_id, matter_id, area_key, opened_at, grams) select $1, r.matter_id, r.area_key, r.opened_at, array_to_tsvector(array(select jsonb_array_elements_text(r.grams))) ${from}` },
  { rows: writing.bookings, shape: 'matter_id uuid, resource_id uuid, area_id int, amount int, from_at timestamptz, until_at timestamptz, freed_at timestamptz', sql: (from) => `insert into bookings (district_id, matter_id, resource_id, area_id, amount, from_at, until_at, freed_at) select $1, r.matter_id, r.resource_id, r.area_id, r.amount, r.from_at, r.until_at, r.freed_at ${from} on conflict (district_id, matter_id) do update set (amount, from_at, until_at, freed_at) = (excluded.amount, excluded.from_at, excluded.until_at, excluded.freed_at)` },
]

const pick = (row: Row | undefined, names: readonly string[]): Row => Object.fromEntries(names.map((name) => [name, row?.[name] ?? null]))
