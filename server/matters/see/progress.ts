// How far the parts of a task have come, by area: read from the kept sums, so that 82,000 parts cost what one costs.
import { z } from 'zod'
import { Phase } from '../../../core/process.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { AreaNode, Ground } from '../house.ts'
import { notFound, staffOnly } from './asking.ts'
import { stockDay } from './measures.ts'
import { areaRef } from './names.ts'
import { inScopes, scopesOf } from './scopes.ts'

const Sum = z.object({ area: z.number(), measure: z.string(), n: z.number() })
const Parent = z.object({ area_id: z.number(), counts: z.record(z.string(), z.number()) })
type Phases = Partial<Record<Phase, number>>

/** `area` narrows to one place and shows those below it; without it the widest the viewer may read. */
export async function progress({ house, ground, caller, params, query }: Call<'progress'>): Promise<Answer<'progress'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const place = placeFor(ground, { wished: query.area, keys: scopes.flatMap((scope) => (scope.from === undefined ? [] : [Number(scope.from)])) })
  if (!place) return notFound()
  const below = [...ground.areas.values()].filter((area) => area.parent === place.id)
  const measures = Phase.options.map((phase) => `part:${params.id}:${phase}`)
  const places = [place.id, ...below.map(({ id }) => id)]
  const sql = `select area_id as area, measure, amount as n from rollups where district_id = $1 and area_id = any($2::int[]) and day = $3 and measure = any($4::text[]) limit 20000`
  const looks = await inScopes(house, scopes, async ({ tx, scope }) => ({
    parent: await tx.rows(Parent, 'select area_id, counts from matters where district_id = $1 and id = $2 limit 1', [ground.district.id, params.id]),
    // a department sees what it has a seat in, never the sums of an area
    sums: scope.role === 'see' ? await tx.rows(Sum, sql, [ground.district.id, places, stockDay, measures]) : [],
  }))
  const sums = looks.flatMap((look) => look.sums)
  const parent = looks.flatMap((look) => look.parent)[0]
  if (!parent && sums.length === 0) return notFound()
  const at = (area: AreaNode) => {
    const phases: Phases = {}
    for (const sum of sums) if (sum.area === area.id) phases[Phase.parse(sum.measure.split(':')[2])] = sum.n
    const opened = Object.values(phases).reduce((all, n) => all + n, 0)
    return { opened, ended: (phases.done ?? 0) + (phases.dropped ?? 0), phases }
  }
  return {
    ...at(place),
    wished: Math.max(at(place).opened, parent && ground.roster.covers(place.id, parent.area_id) ? (parent.counts['spread'] ?? 0) : 0),
    area: areaRef(ground, place.id),
    below: below.map((area) => ({ area: areaRef(ground, area.id), ...at(area) })).filter((row) => row.opened > 0),
  }
}

function placeFor(ground: Ground, { wished, keys }: { wished: number | undefined; keys: readonly number[] }): AreaNode | undefined {
  if (wished !== undefined) return ground.areas.get(wished)
  return [...ground.areas.values()].filter((area) => keys.includes(area.key)).sort((one, other) => one.level - other.level)[0]
}
