// Counts a district anew when its figures were kept by another definition than ours; runs at the start, before acts are taken.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ground, House } from '../matters/house.ts'
import { measuresVersion } from '../matters/see/measures.ts'
import { rebuild } from './rollup.ts'

/** The definition: ours, and what the district's own table of categories makes of it. */
export function definitionOf(ground: Ground): string {
  const table = [...ground.categories.values()].map(({ code, classCode, emergency }) => `${code}:${classCode}:${String(emergency)}`).sort()
  return `${measuresVersion}:${createHash('sha256').update(table.join('|')).digest('hex').slice(0, 16)}`
}

/** Gives the slugs of the districts that were counted anew; one without any event yet has nothing to count, and is not named. */
export async function recountWhereChanged(house: House): Promise<readonly string[]> {
  const done: string[] = []
  for (const ground of await house.grounds.all()) if (await recount(house, ground)) done.push(ground.district.slug)
  return done
}

/** All or nothing; what is still on its way to the figures is in the events already and must not be added twice. */
async function recount(house: House, ground: Ground): Promise<boolean> {
  const district = ground.district.id
  const version = definitionOf(ground)
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(4186009, $1)', [district])
    const [kept] = await tx.rows(z.object({ version: z.string() }), 'select version from numbers_kept where district_id = $1', [district])
    if (kept?.version === version) return false
    await tx.run(`delete from outbox where district_id = $1 and topic = 'numbers'`, [district])
    await rebuild(tx, ground)
    await tx.run(
      'insert into numbers_kept (district_id, version, counted_at) values ($1, $2, $3) on conflict (district_id) do update set version = excluded.version, counted_at = excluded.counted_at',
      [district, version, new Date(house.now())],
    )
    return (await tx.count('select count(*)::int as n from (select 1 from rollups where district_id = $1 limit 1) as any_figure', [district])) > 0
  })
}
