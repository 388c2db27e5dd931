// What one batch writes, as rows, and the single statement that writes them all or nothing.
import type { Matter } from '../../core/matter.ts'
import type { Wake } from './house.ts'

type Row = Record<string, unknown>
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

type Context = { readonly district: number; readonly at: string; readonly grams: readonly Row[]; readonly literal: (text: string) => string }
/** The rows of one part of the statement with its SQL, or with a name where the final check counts what it returned. */
type Part = readonly [rows: readonly unknown[], sql: () => string, name?: string]

/** Every part of the statement; a part without rows is left out, so that small batches stay cheap. */
export function writeSql(writing: Writing, context: Context): string {
  const used = [...matterParts(writing, context), ...eventParts(writing, context), ...aroundParts(writing, context)].filter(
    ([rows]) => rows.length > 0,
  )
  const counted = used.flatMap(([rows, , name]) => (name ? [`(select count(*) from ${name}) = ${rows.length}`] : []))
  const verdict = counted.length > 0 ? `select 1 / (case when ${counted.join(' and ')} then 1 else 0 end) as ok` : 'select 1 as ok'
  return used.length > 0 ? `with ${used.map(([, sql, name], at) => `${name ?? `w${at}`} as (${sql()})`).join(',\n')} ${verdict}` : verdict
}

const fromRows = (context: Context, rows: readonly unknown[], shape: string) =>
  `from jsonb_to_recordset(${context.literal(JSON.stringify(rows))}::jsonb) as r(${shape})`

// prettier-ignore
function matterParts(writing: Writing, context: Context): readonly Part[] {
  const d = String(context.district)
  const from = (rows: readonly unknown[], shape: string) => fromRows(context, rows, shape)
  const born = new Map(writing.births.map((row) => [row['id'], row]))
  const isBorn = (row: Row) => born.has(row['matter_id'])
  const fixed = writing.desk.filter(isBorn).map((row) => ({ ...row, ...pick(born.get(row['matter_id']), ['area_key', 'area_id', 'process', 'opened_at', 'lon', 'lat']) }))
  const moved = writing.desk.filter((row) => !isBorn(row))
  return [
    [writing.matters, () => `update matters m set ${stateColumns.map((name) => `${name} = r.${name}`).join(', ')}, head = decode(r.head, 'hex') ${from(writing.matters, `id uuid, seen int, ${state}`)} where m.district_id = ${d} and m.id = r.id and m.seq = r.seen returning 1`, 'moved'],
    [writing.births, () => `insert into matters (district_id, ${birthColumns.join(', ')}, ${stateColumns.join(', ')}, head) select ${d}, ${[...birthColumns, ...stateColumns].map((name) => `r.${name}`).join(', ')}, decode(r.head, 'hex') ${from(writing.births, `${birth}, ${state}`)}`],
    [fixed, () => `insert into desk (district_id, matter_id, area_key, area_id, process, opened_at, lon, lat, ${deskColumns}) select ${d}, r.matter_id, r.area_key, r.area_id, r.process, r.opened_at, r.lon, r.lat, ${deskColumns.replace(/(\w+)/g, 'r.$1')} ${from(fixed, `${deskShape}, area_key bigint, area_id int, process text, opened_at timestamptz, lon float8, lat float8`)}`],
    [moved, () => `insert into desk (district_id, matter_id, area_key, area_id, process, opened_at, lon, lat, ${deskColumns}) select ${d}, r.matter_id, m.area_key, m.area_id, m.process, m.opened_at, m.lon, m.lat, ${deskColumns.replace(/(\w+)/g, 'r.$1')} ${from(moved, deskShape)} join matters m on m.district_id = ${d} and m.id = r.matter_id on conflict (district_id, matter_id) do update set (${deskColumns}) = (${deskColumns.replace(/(\w+)/g, 'excluded.$1')})`],
    [writing.cleared, () => `delete from desk where district_id = ${d} and matter_id in (${writing.cleared.map(context.literal).join(', ')})`],
  ]
}

// prettier-ignore
function eventParts(writing: Writing, context: Context): readonly Part[] {
  const d = String(context.district)
  const from = (rows: readonly unknown[], shape: string) => fromRows(context, rows, shape)
  return [
    [writing.events, () => `insert into events (district_id, subject_id, seq, id, area_key, action, at, duty, change, sealed, before, hash) select ${d}, r.subject_id, r.seq, r.id, r.area_key, r.action, r.at, r.duty, r.change, decode(r.sealed, 'hex'), decode(r.before, 'hex'), decode(r.hash, 'hex') ${from(writing.events, 'subject_id uuid, seq int, id uuid, area_key bigint, action text, at timestamptz, duty text, change jsonb, sealed text, before text, hash text')}`],
    [writing.leaves, () => `insert into leaves (district_id, subject_id, seq, name, audience, area_key, value, salt, hash) select ${d}, r.subject_id, r.seq, r.name, r.audience, r.area_key, r.value, decode(r.salt, 'hex'), decode(r.hash, 'hex') ${from(writing.leaves, 'subject_id uuid, seq int, name text, audience text, area_key bigint, value jsonb, salt text, hash text')}`],
    [writing.outbox, () => `insert into outbox (district_id, id, topic, body, due_at) select ${d}, r.id, r.topic, r.body, '${context.at}' ${from(writing.outbox, 'id uuid, topic text, body jsonb')} on conflict (district_id, id) do nothing`],
  ]
}

// prettier-ignore
function aroundParts(writing: Writing, context: Context): readonly Part[] {
  const d = String(context.district)
  const from = (rows: readonly unknown[], shape: string) => fromRows(context, rows, shape)
  return [
    [writing.claims, () => `insert into claims (district_id, subject_id, pool, claimant, seq, at) select ${d}, r.subject_id, r.pool, r.claimant, r.seq, '${context.at}' ${from(writing.claims, 'subject_id uuid, pool text, claimant text, seq int')} on conflict (district_id, subject_id, pool, claimant) do update set released_at = null, seq = excluded.seq where claims.released_at is not null returning 1`, 'claimed'],
    [writing.releases, () => `update claims c set released_at = '${context.at}' ${from(writing.releases, 'subject_id uuid, pool text, claimant text')} where c.district_id = ${d} and c.subject_id = r.subject_id and c.pool = r.pool and c.claimant = r.claimant`],
    [writing.reporters, () => `insert into reporters (district_id, matter_id, receipt, person_id, contact_cipher, contact_blind, standing, device, joined, at) select ${d}, r.matter_id, decode(r.receipt, 'hex'), r.person, decode(r.contact, 'hex'), decode(r."contactBlind", 'hex'), r.standing, decode(r.device, 'hex'), r.joined, '${context.at}' ${from(writing.reporters, 'matter_id uuid, receipt text, person uuid, contact text, "contactBlind" text, standing text, device text, joined boolean')} on conflict (district_id, matter_id, receipt) do nothing`],
    [writing.attached, () => `update attachments a set matter_id = r.matter_id, area_key = r.area_key, audience = r.audience ${from(writing.attached, 'id uuid, matter_id uuid, area_key bigint, audience text, uploaders jsonb')} where a.district_id = ${d} and a.id = r.id and a.matter_id is null and r.uploaders ? encode(a.uploader, 'hex')`],
    [writing.involved, () => `insert into involved (district_id, organisation_id, matter_id) select distinct ${d}, r.organisation_id, r.matter_id ${from(writing.involved, 'organisation_id int, matter_id uuid')} on conflict do nothing`],
    [context.grams, () => `insert into words (district_id, matter_id, area_key, opened_at, grams) select ${d}, r.matter_id, r.area_key, r.opened_at, array_to_tsvector(array(select jsonb_array_elements_text(r.grams))) ${from(context.grams, 'matter_id uuid, area_key bigint, opened_at timestamptz, grams jsonb')}`],
  ]
}

const pick = (row: Row | undefined, names: readonly string[]): Row => Object.fromEntries(names.map((name) => [name, row?.[name] ?? null]))
