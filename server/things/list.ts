// The things of a district by code; where a lamp stands is no secret, so everybody reads the same list.
import { z } from 'zod'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { turnDown } from './refusals.ts'
import { thingColumns, ThingRow, thingShape } from './row.ts'

export async function things({ house, ground, query }: Call<'things'>): Promise<Answer<'things'> | Refused> {
  const district = ground.district.id
  const area = query.area === undefined ? null : ground.areas.get(query.area)
  if (area === undefined) return turnDown('no-such-area')
  const words = query.q?.trim() ?? ''
  const fits = `district_id = $1 and ($2::bigint is null or (area_key >= $2 and area_key <= $3)) and ($4 = '' or strpos(code, upper($4)) > 0 or strpos(name_zh, $4) > 0 or strpos(place_zh, $4) > 0 or strpos(lower(name_en), lower($4)) > 0)`
  const values = [district, area?.key ?? null, area?.keyLast ?? null, words]
  return house.db.withDistrict({ district, role: 'own' }, async (tx) => {
    const rows = await tx.rows(ThingRow, `select ${thingColumns} from things where ${fits} and ($5 = '' or code > $5) order by code limit $6`, [
      ...values,
      query.after ?? '',
      query.limit + 1,
    ])
    const [count] = await tx.rows(z.object({ n: z.number() }), `select count(*) as n from things where ${fits}`, values)
    const page = rows.slice(0, query.limit)
    return {
      rows: page.map((row) => thingShape(ground, row)),
      next: rows.length > query.limit ? (page.at(-1)?.code ?? null) : null,
      total: count?.n ?? 0,
    }
  })
}
