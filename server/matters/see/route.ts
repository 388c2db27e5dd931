// A round for whoever empties bins or mends lamps: what they have to do about things of one kind, as stops in a short order.
import { z } from 'zod'
import type { MatterRow, RoutePage } from '../../../core/shapes.ts'
import { routeOf } from '../../../core/route.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { binder, staffOnly, type Binder } from './asking.ts'
import { placeLabel } from './names.ts'
import { fromDesk, placeOfRow, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, readsMatters, scopesOf } from './scopes.ts'

/** More than one round of a day; the rest comes when these are done. */
const most = 200
const RoundRow = SeenMatter.extend({ thing_lon: z.number().nullable(), thing_lat: z.number().nullable() })
type RoundRow = z.output<typeof RoundRow>

/** A position that comes along is used for this answer and kept nowhere. */
export async function route({ house, ground, caller, query }: Call<'route'>): Promise<Answer<'route'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const looks = await inScopes(house, scopes, ({ tx, apart }) => {
    const bound = binder([ground.district.id, query.kind])
    const sql = `select ${seenColumns}, t.lon as thing_lon, t.lat as thing_lat ${fromDesk} where d.district_id = $1 and t.kind = $2 and (${mineIn(ground, caller, bound)})${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.due_at, d.matter_id limit ${most + 1}`
    return tx.rows(RoundRow, sql, bound.values)
  })
  const all = looks.flat()
  const seen = all.slice(0, most)
  const rows = await rowsFor(house, ground, seen)
  const stops = stopsOf(ground, seen, new Map(rows.map((row) => [row.id, row])))
  const start =
    query.lon === undefined || query.lat === undefined ? homeOf(ground, caller) : { lon: query.lon, lat: query.lat, place: hereWords, isHere: true }
  const first = start ?? stops[0]
  const way = first === undefined ? { legs: [], metres: 0 } : routeOf(first, stops)
  return {
    kind: query.kind,
    start,
    stops: way.legs.map(({ stop, metres }) => ({ ...stop, metres: Math.round(metres) })),
    metres: Math.round(way.metres),
    matters: rows.length,
    unplaced: seen.flatMap((row, at) => (hasPlace(row) ? [] : (rows[at] ?? []))),
    more: all.length > most,
  }
}

const hereWords = { zh: '您现在的位置', en: 'Where you are' }

/** What one's posts own, and what was given to them by seat and ran late: who is late may still do it. */
function mineIn(ground: Ground, caller: Caller, { bind }: Binder): string {
  const handled = [...new Set(ground.processes.flatMap(({ process }) => Object.entries(process.states).flatMap(([name, { owner }]) => (owner === 'seat:handler' ? [`${process.name}|${name}`] : []))))] // prettier-ignore
  const tests = caller.postings.filter(({ post }) => readsMatters(post)).map(({ post, area, organisation }) => {
    const at = organisation === null ? `d.owner_area = ${bind(area)}` : `d.owner_organisation = ${bind(organisation)}`
    const seat = organisation === null ? `(m.seats #>> '{handler,area}')::int = ${bind(area)}` : `(m.seats #>> '{handler,organisation}')::int = ${bind(organisation)}`
    const name = bind(post)
    return `(d.owner_post = ${name} and ${at}) or (m.seats #>> '{handler,post}' = ${name} and ${seat} and d.process || '|' || d.state = any(${bind(handled)}::text[]))`
  }) // prettier-ignore
  return tests.length === 0 ? 'false' : tests.join(' or ')
}

/** The middle of the place somebody is posted to; a department has none. */
function homeOf(ground: Ground, caller: Caller): RoutePage['start'] {
  const area = caller.postings.flatMap((posting) =>
    readsMatters(posting.post) && posting.area !== null ? (ground.areas.get(posting.area) ?? []) : [],
  )[0]
  if (area === undefined || area.lon === null || area.lat === null) return null
  const { zh, en } = placeLabel(ground, area.id)
  return { lon: area.lon, lat: area.lat, place: { zh: `${zh}中心`, en: `Centre of ${en}` }, isHere: false }
}

type Place = { readonly lon: number; readonly lat: number }
const placeOf = (row: RoundRow): Place | null => {
  const [lon, lat] = [row.thing_lon ?? row.lon, row.thing_lat ?? row.lat]
  return lon === null || lat === null ? null : { lon, lat }
}
const hasPlace = (row: RoundRow): boolean => placeOf(row) !== null

/** Reports of the same thing are one stop: the truck comes once. */
function stopsOf(ground: Ground, seen: readonly RoundRow[], rows: ReadonlyMap<string, MatterRow>) {
  const byThing = new Map<string, RoundRow[]>()
  for (const row of seen) if (row.thing_id !== null) byThing.set(row.thing_id, [...(byThing.get(row.thing_id) ?? []), row])
  return [...byThing.values()].flatMap((group) => {
    const [first] = group
    const at = first && placeOf(first)
    const matters = group.flatMap((row) => rows.get(row.id) ?? [])
    const thing = matters[0]?.thing
    return first && at && thing ? [{ thing, place: placeOfRow(ground, first), ...at, matters }] : []
  })
}
