// Which database role may do what with which table: one readable list, from which grants and forced row security are made.
import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { z } from 'zod'

/** `district` sees the whole district, `range` only rows whose area_key lies in the viewer's range, `unit` what its organisation had a seat in, `mine` what the reporter may read. */
type Scope = 'district' | 'range' | 'none'
type Plan = { readonly act: string; readonly see: Scope; readonly unit?: string; readonly own?: string }

const district = `district_id = nullif(current_setting('app.district', true), '')::int`
const range = `area_key >= nullif(current_setting('app.from', true), '')::bigint and area_key <= nullif(current_setting('app.upto', true), '')::bigint`
const receipt = `receipt = decode(current_setting('app.receipt', true), 'hex')`
const person = `person_id = nullif(current_setting('app.person', true), '')::uuid`
// the outer column is always written with its table: alone it would mean the inner table's own column, which is true for every row
const unit = (column: `${string}.${string}`) =>
  `exists (select 1 from involved i where i.district_id = nullif(current_setting('app.district', true), '')::int and i.organisation_id = nullif(current_setting('app.organisation', true), '')::int and i.matter_id = ${column})`
const mine = (column: `${string}.${string}`) =>
  `exists (select 1 from reporters r where r.district_id = nullif(current_setting('app.district', true), '')::int and r.matter_id = ${column})`
const all = 'true'
const write = 'select, insert, update'

/** Every tenant table stands here; a law fails when one does not. `act` lists the grants of the writer; events and transfers have no update and no delete. */
export const plans: Readonly<Record<string, Plan>> = {
  areas: { act: write, see: 'district', unit: all, own: all },
  organisations: { act: write, see: 'district', unit: all, own: all },
  categories: { act: write, see: 'district', unit: all, own: all },
  catalogue_items: { act: write, see: 'none' },
  processes: { act: write, see: 'district', unit: all, own: all },
  things: { act: write, see: 'range', unit: all, own: all },
  scans: { act: write, see: 'range' },
  matters: { act: write, see: 'range', unit: unit('matters.id'), own: mine('matters.id') },
  desk: { act: `${write}, delete`, see: 'range', unit: unit('desk.matter_id'), own: mine('desk.matter_id') },
  events: { act: 'select, insert', see: 'range', unit: unit('events.subject_id'), own: mine('events.subject_id') },
  leaves: {
    act: 'select, insert',
    see: 'range',
    unit: `${unit('leaves.subject_id')} and audience <> 'reporter'`,
    own: `${mine('leaves.subject_id')} and audience <> 'staff'`,
  },
  words: { act: write, see: 'range', unit: unit('words.matter_id') },
  letters: { act: write, see: 'range', unit: unit('letters.matter_id'), own: mine('letters.matter_id') },
  attachments: { act: write, see: 'range', unit: unit('attachments.matter_id'), own: mine('attachments.matter_id') },
  rollups: { act: `${write}, delete`, see: 'range' },
  figure_rules: { act: write, see: 'none' },
  numbers_kept: { act: write, see: 'none' },
  bulletins: { act: 'select, insert', see: 'range' },
  bulletin_words: { act: 'select, insert', see: 'range' },
  bulletin_approvals: { act: 'select, insert', see: 'range' },
  checkpoints: { act: 'select, insert', see: 'district', unit: all, own: all },
  checkpoint_heads: { act: 'select, insert', see: 'district', unit: all, own: all },
  involved: { act: 'select, insert', see: 'none', unit: `organisation_id = nullif(current_setting('app.organisation', true), '')::int` },
  people: { act: write, see: 'none' },
  postings: { act: write, see: 'none' },
  absences: { act: write, see: 'none' },
  credentials: { act: write, see: 'none' },
  codes_sent: { act: `${write}, delete`, see: 'none' },
  sessions: { act: `${write}, delete`, see: 'none' },
  number_blocks: { act: write, see: 'none' },
  rosters_seen: { act: write, see: 'none' },
  claims: { act: write, see: 'none' },
  reporters: { act: write, see: 'none', own: `(${receipt} or ${person})` },
  reveals: { act: 'select, insert', see: 'none', own: mine('reveals.matter_id') },
  outbox: { act: `${write}, delete`, see: 'none' },
  notices: { act: write, see: 'none', own: `(${receipt} or ${person})` },
  limits: { act: `${write}, delete`, see: 'none' },
  draws: { act: write, see: 'district', unit: all, own: all },
  ideas: { act: 'select, insert', see: 'none' },
  policies: { act: `${write}, delete`, see: 'none' },
  erasures: { act: write, see: 'none' },
  connectors: { act: write, see: 'none' },
  deliveries: { act: `${write}, delete`, see: 'none' },
  handed: { act: `${write}, delete`, see: 'none' },
  outside_classes: { act: `${write}, delete`, see: 'none' },
  volunteers: { act: write, see: 'none' },
  civic_posts: { act: write, see: 'none' },
  civic_holdings: { act: write, see: 'none' },
  resources: { act: write, see: 'none' },
  bookings: { act: write, see: 'none' },
  not_one: { act: `${write}, delete`, see: 'none' },
}

export const roles = ['huying_act', 'huying_see', 'huying_unit', 'huying_own', 'huying_erase'] as const

const Seen = z.array(z.object({ seen: z.string() }))

/**
 * Grants and policies anew from the list, when it or what the database has of it is another than after the last time.
 * Otherwise nothing is touched: each table would be locked against everybody, and whoever works on two of them meanwhile would stand in the way.
 */
export async function applyPolicies(client: Client): Promise<void> {
  const fingerprint = async () => createHash('sha256').update(statements).update(Seen.parse((await client.query(standing)).rows)[0]?.seen ?? '').digest('hex') // prettier-ignore
  const known = await client.query(`select 1 from migrations where name = 'policies' and sha256 = $1`, [await fingerprint()])
  if (known.rows.length > 0) return
  await client.query(statements)
  await client.query(
    `insert into migrations (name, sha256) values ('policies', $1) on conflict (name) do update set sha256 = excluded.sha256, at = now()`,
    [await fingerprint()],
  )
}

/** Who owns what, who may do what, and under which conditions, as the database has it. */
const standing = `select coalesce(md5(string_agg(line, '|' order by line)), '') as seen from (
  select concat_ws(' ', c.relname, c.relkind, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as line from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
  union all select concat_ws(' ', p.tablename, p.policyname, p.permissive, p.roles, p.cmd, p.qual, p.with_check) from pg_policies p where p.schemaname = 'public') each`

const statements = [
  ...Object.entries(plans).flatMap(([table, plan]) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `revoke all on ${table} from huying_act, huying_see, huying_unit, huying_own, huying_erase`,
    ...policy(table, { role: 'huying_act', grants: plan.act, test: district }),
    ...(plan.see === 'none' ? drop(table, 'huying_see') : policy(table, { role: 'huying_see', grants: 'select', test: seeTest(table, plan.see) })),
    ...(plan.unit ? policy(table, { role: 'huying_unit', grants: 'select', test: `${district} and ${plan.unit}` }) : drop(table, 'huying_unit')),
    ...(plan.own ? policy(table, { role: 'huying_own', grants: 'select', test: `${district} and ${plan.own}` }) : drop(table, 'huying_own')),
  ]),
  ...['leaves', 'letters', 'reporters', 'attachments', 'people', 'credentials', 'absences'].flatMap((table) =>
    policy(table, { role: 'huying_erase', grants: 'select, update', test: district }),
  ),
  noStrayWideView(),
  'grant select on districts, calendars to huying_act, huying_see, huying_unit, huying_own',
  'grant insert, update on calendars, districts to huying_act',
].join(';\n')

/** The view of the wide search may belong to nobody else than its own role: a restored copy under another owner would either show nothing or more than it should. Search does without it. */
function noStrayWideView(): string {
  return `do $$ begin
  if exists (select 1 from pg_views where schemaname = 'public' and viewname = 'words_wide' and viewowner <> 'huying_search') then drop view words_wide; end if;
end $$`
}

function seeTest(table: string, scope: Scope): string {
  return scope === 'range' ? `${district} and ${range}${table === 'leaves' ? ` and audience <> 'reporter'` : ''}` : district
}
function drop(table: string, role: string): string[] {
  return [`drop policy if exists ${table}_${role} on ${table}`]
}
function policy(table: string, rule: { role: string; grants: string; test: string }): string[] {
  return [
    ...drop(table, rule.role),
    `create policy ${table}_${rule.role} on ${table} to ${rule.role} using (${rule.test}) with check (${rule.test})`,
    `grant ${rule.grants} on ${table} to ${rule.role}`,
  ]
}
