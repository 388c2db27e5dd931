// Problems that came back: the same thing, or the same class close by, three times or more in ninety days.
import { z } from 'zod'
import type { RepeatGroup } from '../../../core/oversight-shapes.ts'
import { repeatsAmong, type Problem, type Repeat } from '../../../core/repeats.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { AreaNode, Ground } from '../house.ts'
import { notFound, staffOnly } from './asking.ts'
import { subjectsOf } from './oversight.ts'
import { placeOfRow, rowOf } from './rows.ts'
import { inScopes, scopesOf, type Look } from './scopes.ts'

const days = 90
const most = 20_000
const shownGroups = 30
const shownMatters = 12
const Row = z.object({ id: z.string(), area_id: z.number(), thing_id: z.string().nullable(), category: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable() }) // prettier-ignore

/** Around one matter, or in a whole area. */
export async function repeats({ house, ground, caller, query }: Call<'repeats'>): Promise<Answer<'repeats'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const viewing = { house, ground, caller }
  const subject = query.matter === undefined ? undefined : (await subjectsOf(viewing, [query.matter])).get(query.matter)
  if (query.matter !== undefined && !subject) return notFound()
  const place = subject ? townshipOf(ground, subject.area_id) : query.area === undefined ? undefined : ground.areas.get(query.area)
  if (query.area !== undefined && !place) return notFound()
  const since = house.now() - days * 86_400_000
  const found = await inScopes(house, scopes, (look) => recent(look, ground, { since, place }))
  const problems = found.flat().map((row) => problemOf(ground, row))
  const all = repeatsAmong(problems).filter(({ ids }) => !subject || ids.includes(subject.id))
  const groups = [...all].sort((one, other) => other.ids.length - one.ids.length).slice(0, shownGroups)
  const rows = await subjectsOf(viewing, [...new Set(groups.flatMap(({ ids }) => ids.slice(0, shownMatters)))])
  const shapeOf = (group: Repeat): RepeatGroup[] => {
    const matters = group.ids.slice(0, shownMatters).flatMap((id) => rows.get(id) ?? [])
    const [first] = matters
    if (!first) return []
    const category = ground.categories.get(first.marks['category'] ?? '')?.label ?? null
    return [{ why: group.why, place: placeOfRow(ground, first), category, n: group.ids.length, matters: matters.map((row) => rowOf(ground, row, 0)) }]
  }
  return { groups: groups.flatMap(shapeOf), days, more: all.length - groups.length }
}

function recent({ tx, apart }: Look, ground: Ground, ask: { since: number; place: AreaNode | undefined }): Promise<z.output<typeof Row>[]> {
  const range = ask.place ? ' and m.area_key between $3 and $4' : ''
  return tx.rows(
    Row,
    `select m.id, m.area_id, m.thing_id, m.marks ->> 'category' as category, m.lon, m.lat from matters m where m.district_id = $1 and m.opened_at >= $2${range} and m.parent_id is null and m.process in ('resident-report', 'grid-finding') and m.state not in ('merged', 'withdrawn', 'referred')${apart({ key: 'm.area_key', id: 'm.id' })} order by m.opened_at desc, m.id desc limit ${most}`,
    [ground.district.id, new Date(ask.since), ...(ask.place ? [ask.place.key, ask.place.keyLast] : [])],
  )
}

const problemOf = (ground: Ground, row: z.output<typeof Row>): Problem => ({
  id: row.id,
  thing: row.thing_id,
  classCode: ground.categories.get(row.category ?? '')?.classCode ?? null,
  microGrid: ground.areas.get(row.area_id)?.level === 4 ? row.area_id : null,
  lon: row.lon,
  lat: row.lat,
})

function townshipOf(ground: Ground, area: number): AreaNode | undefined {
  let at = ground.areas.get(area)
  while (at && at.level > 1 && at.parent !== null) at = ground.areas.get(at.parent)
  return at
}
