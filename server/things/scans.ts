// Scans of a code: one count a day, so that plates hang where people need them. Nothing here knows who scanned.
import { z } from 'zod'
import type { Scope, Tx } from '../db/gate.ts'
import type { Ground, House } from '../matters/house.ts'
import { inScopes } from '../matters/see/scopes.ts'
import { thingColumns, ThingRow } from './row.ts'

export type Scans = { readonly last30: number; readonly total: number; readonly reports: number }
type Scanned = { readonly id: string; readonly area_key: number }

/** Programs that read every page they find are nobody who stands before a plate; nor is one that says nothing of itself. */
const robots =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|facebookexternalhit|headless|lighthouse|monitor|uptime|curl|wget|python|java\/|go-http|okhttp|scrapy|httpclient/i
export const isRobot = (userAgent: string): boolean => userAgent.trim() === '' || robots.test(userAgent)

/** One more for today. The page behind the code never fails because counting did. */
export async function countScan(house: House, ground: Ground, thing: Scanned): Promise<void> {
  const district = ground.district.id
  const sql =
    'insert into scans (district_id, thing_id, area_key, day, n) values ($1, $2, $3, $4::date, 1) on conflict (district_id, thing_id, day) do update set n = scans.n + 1'
  await house.db
    .withDistrict({ district, role: 'act' }, (tx) => tx.run(sql, [district, thing.id, thing.area_key, dayOf(house.now())]))
    .catch((error: unknown) => console.error(JSON.stringify({ at: 'scans', error: error instanceof Error ? error.message : String(error) })))
}

/** Of the things of one page, as far as the viewer looks after them. */
export async function scansOf(
  house: House,
  ground: Ground,
  asked: { readonly scopes: readonly Scope[]; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Scans>> {
  const scopes = asked.scopes.filter(({ role }) => role === 'see')
  if (scopes.length === 0 || asked.ids.length === 0) return new Map()
  const since = dayOf(house.now() - 29 * dayMs)
  const sql = `select t.id, ${counted('$3')} from things t where t.district_id = $1 and t.id = any($2::uuid[]) limit 1000`
  const found = await inScopes(house, scopes, ({ tx }) => tx.rows(Counted, sql, [ground.district.id, asked.ids, since]))
  return new Map(found.flat().map(({ id, ...scans }) => [id, scans]))
}

export type Seldom = { readonly rows: readonly (ThingRow & Scans)[]; readonly total: number }

/** Those seldom scanned first; `fits` is a test over things by the values it comes with. */
export async function seldomScanned(
  tx: Tx,
  now: number,
  ask: { readonly fits: string; readonly values: readonly unknown[]; readonly after: Place | null; readonly limit: number },
): Promise<Seldom> {
  const at = ask.values.length
  const page = `select ${thingColumns}, last30, total, reports from (select t.*, ${counted(`$${at + 1}`)} from (select * from things where ${ask.fits}) t) x where $${at + 2}::int is null or (last30, code) > ($${at + 2}, $${at + 3}) order by last30, code limit $${at + 4}`
  const rows = await tx.rows(SeldomRow, page, [...ask.values, dayOf(now - 29 * dayMs), ask.after?.last30 ?? null, ask.after?.code ?? '', ask.limit])
  const count = await tx.count(`select count(*)::int as n from things where ${ask.fits}`, ask.values)
  return { rows, total: count }
}

type Place = { readonly last30: number; readonly code: string }
export const placeAfter = (row: Place): string => `${row.last30} ${row.code}`
/** Nothing for what we never wrote: the list then begins anew. */
export function readPlace(text: string | undefined): Place | null {
  const [, last30, code] = /^(\d{1,9}) (\S{1,40})$/.exec(text ?? '') ?? []
  return last30 === undefined || code === undefined ? null : { last30: Number(last30), code }
}

const dayMs = 86_400_000
/** The day in China. */
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const Counts = { last30: z.number(), total: z.number(), reports: z.number() }
const Counted = z.object({ id: z.string(), ...Counts })
const SeldomRow = ThingRow.extend(Counts)
const scanned = `from scans s where s.district_id = t.district_id and s.thing_id = t.id`
const counted = (since: string): string =>
  `(select coalesce(sum(s.n), 0)::int ${scanned} and s.day >= ${since}::date) as last30, (select coalesce(sum(s.n), 0)::int ${scanned}) as total, (select count(*)::int from matters m where m.district_id = t.district_id and m.thing_id = t.id and m.source = 'resident-qr') as reports`
