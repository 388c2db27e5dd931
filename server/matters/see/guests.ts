// Guests: whoever sits in a seat of a matter between equals reads it, though it lies on another's ground.
import { z } from 'zod'
import type { Scope } from '../../db/gate.ts'
import type { Caller } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { MatterRecord, seatsOf } from '../row.ts'
import { fromMatters, SeenMatter, seenColumns } from './rows.ts'
import { readsMatters, type Look } from './scopes.ts'

const Seated = MatterRecord.pick({ process: true, version: true, area_id: true, area_key: true, seats: true })

/** One matter's own ground as a scope, for a caller who sits in it or stands above who does; row security still judges each row and leaf. */
export async function guestScopes(house: House, ground: Ground, wish: { readonly caller: Caller; readonly id: string }): Promise<readonly Scope[]> {
  const district = ground.district.id
  const processes = guestProcesses(ground)
  if (postingsOf(wish.caller).length === 0 || processes.length === 0 || !z.uuid().safeParse(wish.id).success) return []
  const sql =
    'select process, version, area_id, area_key, seats from matters where district_id = $1 and id = $2 and process = any($3::text[]) limit 1'
  const [row] = await house.db.withDistrict({ role: 'act', district }, (tx) => tx.rows(Seated, sql, [district, wish.id, processes]))
  if (!row || !isGuest(ground, wish.caller, row)) return []
  return [{ role: 'see', district, area: row.area_id, from: row.area_key, upto: row.area_key }]
}

/** Unfinished matters of others' ground in which this caller sits. */
export async function guestRows(house: House, ground: Ground, caller: Caller): Promise<SeenMatter[]> {
  const district = ground.district.id
  const processes = guestProcesses(ground)
  if (postingsOf(caller).length === 0 || processes.length === 0) return []
  const sql = `select ${seenColumns} ${fromMatters} where m.district_id = $1 and d.process = any($2::text[]) order by d.due_at, d.matter_id limit 1000`
  const rows = await house.db.withDistrict({ role: 'act', district }, (tx) => tx.rows(SeenMatter, sql, [district, processes]))
  return rows.filter((row) => isGuest(ground, caller, row))
}

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
