// Guests: whoever sits in a seat of a matter between several, of its main matter or of a part of it reads it, though it lies on another's ground.
import { z } from 'zod'
import type { Scope } from '../../db/gate.ts'
import type { Caller } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { MatterRecord, seatsOf } from '../row.ts'
import { fromMatters, SeenMatter, seenColumns } from './rows.ts'
import { rangesOf, readsMatters, scopesOf, type Look } from './scopes.ts'

const Seated = MatterRecord.pick({ area_id: true, area_key: true, seats: true }).extend({ family: z.array(MatterRecord.shape.seats) })
/** Seats of the main matter of `m` and of its parts; who declined or left takes no part any more. */
const familySql = `array(select seats from matters where district_id = $1 and id = m.parent_id and process = any($3::text[]) union all (select seats from matters where district_id = $1 and parent_id = m.id and process = any($3::text[]) and phase <> 'dropped' order by id limit 200))`

/** One matter's own ground as a scope, for a caller who sits in it or stands above who does; row security still judges each row and leaf. */
export async function guestScopes(house: House, ground: Ground, wish: { readonly caller: Caller; readonly id: string }): Promise<readonly Scope[]> {
  const district = ground.district.id
  const processes = guestProcesses(ground)
  if (postingsOf(wish.caller).length === 0 || processes.length === 0 || !z.uuid().safeParse(wish.id).success) return []
  const sql = `select m.area_id, m.area_key, m.seats, to_jsonb(${familySql}) as family from matters m where m.district_id = $1 and m.id = $2 and m.process = any($3::text[]) limit 1`
  const [row] = await house.db.withDistrict({ role: 'act', district }, (tx) => tx.rows(Seated, sql, [district, wish.id, processes]))
  if (!row || ![row.seats, ...row.family].some((seats) => isGuest(ground, wish.caller, { area_id: row.area_id, seats }))) return []
  return [{ role: 'see', district, area: row.area_id, from: row.area_key, upto: row.area_key }]
}

/** Unfinished matters of others' ground in which this caller sits. */
export async function guestRows(house: House, ground: Ground, caller: Caller): Promise<SeenMatter[]> {
  const district = ground.district.id
  const processes = guestProcesses(ground)
  const ranges = rangesOf(scopesOf(ground, caller))
  // who sees the whole district is nobody's guest
  const isEverywhere = postingsOf(caller).some(({ area }) => area !== null && ground.areas.get(area)?.level === 0)
  if (ranges.length === 0 || processes.length === 0 || isEverywhere) return []
  const sql = `select ${seenColumns} ${fromMatters} where m.district_id = $1 and d.process = any($2::text[]) and ${sitsIn} order by d.due_at, d.matter_id limit 1000`
  const rows = await house.db.withDistrict({ role: 'act', district }, (tx) => tx.rows(SeenMatter, sql, [district, processes, JSON.stringify(ranges)]))
  return rows.filter((row) => isGuest(ground, caller, row))
}

/** Some seat of a matter stands in one of the ranges. */
const seatIn = (
  matter: string,
  ranges: string,
): string => `exists (select 1 from jsonb_each(${matter}.seats) s join areas a on a.district_id = ${matter}.district_id and a.id = (s.value ->> 'area')::int
  join jsonb_to_recordset(${ranges}::jsonb) as r(lo bigint, hi bigint) on a.key between r.lo and r.hi)`
const sitsIn = seatIn('m', '$3')

/** Some seat of matter `m`, or of a part of it that takes part still, stands in one of the ranges; `ranges` is a parameter. */
export const sitsInPart = (ranges: string): string =>
  `(${seatIn('m', ranges)} or exists (select 1 from matters p where p.district_id = m.district_id and p.parent_id = m.id and p.phase <> 'dropped' and ${seatIn('p', ranges)}))`

/** The same as a look at the desk, for lists of what waits for somebody: what they own as a guest. */
export async function asGuest<T>(house: House, ground: Ground, wish: { readonly caller: Caller; work(look: Look): Promise<T> }): Promise<T | null> {
  const rows = await guestRows(house, ground, wish.caller)
  const owned = rows.filter((row) =>
    postingsOf(wish.caller).some(({ area }) => area !== null && row.owner_area !== null && ground.roster.covers(area, row.owner_area)),
  )
  if (owned.length === 0) return null
  const scope: Scope = { role: 'act', district: ground.district.id }
  return house.db.withDistrict(scope, (tx) =>
    wish.work({ tx, scope, apart: ({ id }) => ` and ${id} in (${owned.map((row) => `'${row.id}'`).join(', ')})` }),
  )
}

const postingsOf = ({ person, postings }: Caller) => (person === null ? [] : postings.filter(({ post, area }) => area !== null && readsMatters(post)))
const guestProcesses = (ground: Ground): string[] => [...new Set(ground.processes.flatMap(({ process }) => (process.guests ? [process.name] : [])))]

/** On one's own ground one is no guest. */
function isGuest(ground: Ground, caller: Caller, row: Pick<MatterRecord, 'area_id' | 'seats'>): boolean {
  const { roster } = ground
  const postings = postingsOf(caller)
  if (postings.some(({ area }) => area !== null && roster.covers(area, row.area_id))) return false
  return Object.values(seatsOf(row.seats)).some((seat) =>
    postings.some(({ area }) => area !== null && seat.area !== undefined && roster.covers(area, seat.area)),
  )
}
