// What was put right in a district within a week, for everybody: the kind of public thing, the community, the day and how long it took; nobody's words, no number and no person.
import { z } from 'zod'
import type { AnsweredLately } from '../../core/use-shapes.ts'
import { Instant } from '../db/gate.ts'
import type { Answer, Call } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { areaRef } from '../matters/see/names.ts'
import { wholeOf } from './bulletin-write.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const told = 3
const keptMs = 60_000

/** Things of the street and the square. What lies in somebody's home, between neighbours or in their purse is left out, and so is what names a builder. */
const publicClasses: ReadonlySet<string> = new Set(['urban', 'clean', 'traffic', 'safety'])
const apart: ReadonlySet<string> = new Set(['illegal-building'])

type Kept = { readonly at: number; readonly said: AnsweredLately }
/** Everybody who opens the first page asks the same: read once a minute. */
const kept = new WeakMap<House, Map<number, Kept>>()

export async function answeredLately({ house, ground }: Call<'answeredLately'>): Promise<Answer<'answeredLately'>> {
  const ofHouse = kept.get(house) ?? new Map<number, Kept>()
  kept.set(house, ofHouse)
  const before = ofHouse.get(ground.district.id)
  const now = house.now()
  if (before && now >= before.at && now - before.at < keptMs) return before.said
  const said = { demo: ground.district.demo, rows: await read(house, ground) }
  ofHouse.set(ground.district.id, { at: now, said })
  return said
}

const Row = z.object({ category: z.string(), area_id: z.number(), opened_at: Instant, ended_at: Instant })
/** The newest four thousand of a month bound the reading, however large the district is. */
const sql = `select marks->>'category' as category, area_id, opened_at, ended_at from (
    select id, marks, area_id, opened_at, ended_at, phase, process, parent_id from matters where district_id = $1 and opened_at >= $2 order by opened_at desc, id desc limit 4000
  ) lately
  where ended_at >= $3 and phase = 'done' and parent_id is null and process = any($4::text[]) and marks->>'category' = any($5::text[])
    and coalesce(marks->>'triage', '') <> 'private' and coalesce(marks->>'solved', '') <> 'no'
  order by ended_at desc, id limit ${told}`

async function read(house: House, ground: Ground): Promise<AnsweredLately['rows']> {
  const now = house.now()
  const calls = ground.processes.flatMap(({ process }) => (['appeal', 'finding'].includes(process.kind ?? 'appeal') ? [process.name] : []))
  const categories = [...ground.categories.values()].filter(({ code, classCode }) => publicClasses.has(classCode) && !apart.has(code))
  const values = [ground.district.id, new Date(now - 30 * dayMs), new Date(now - 7 * dayMs), calls, categories.map(({ code }) => code)]
  const rows = await house.db.withDistrict(wholeOf(ground), (tx) => tx.rows(Row, sql, values))
  return rows.flatMap((row) => {
    const category = ground.categories.get(row.category)
    const hours = Math.max(1, Math.round((row.ended_at - row.opened_at) / hourMs))
    return category ? [{ category: category.label, place: communityOf(ground, row.area_id), endedAt: row.ended_at, hours }] : []
  })
}

/** Never finer than a community: a yard would say whose. */
function communityOf(ground: Ground, area: number) {
  let at = ground.areas.get(area)
  while (at && at.level > 2 && at.parent !== null) at = ground.areas.get(at.parent)
  return areaRef(ground, at?.id ?? area).name
}
