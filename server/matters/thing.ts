// Finds a thing by the code printed on it.
import { z } from 'zod'
import { Post } from '../../core/posts.ts'
import type { Holder } from '../../core/matter.ts'
import type { Ground, House } from './house.ts'

export type FoundThing = {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly nameZh: string
  readonly placeZh: string
  readonly area: number
  readonly lon: number | null
  readonly lat: number | null
  readonly handler: Holder | null
}
const Row = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.string(),
  name_zh: z.string(),
  place_zh: z.string(),
  area_id: z.number(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  handler_post: Post.nullable(),
  handler_area: z.number().nullable(),
  handler_organisation: z.number().nullable(),
})

export async function findThing(house: House, ground: Ground, code: string): Promise<FoundThing | null> {
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(
      Row,
      'select id, code, kind, name_zh, place_zh, area_id, lon, lat, handler_post, handler_area, handler_organisation from things where district_id = $1 and code = $2 limit 1',
      [ground.district.id, code.trim().toUpperCase()],
    ),
  )
  const row = rows[0]
  if (!row) return null
  const handler =
    row.handler_post === null
      ? null
      : {
          post: row.handler_post,
          ...(row.handler_area === null ? {} : { area: row.handler_area }),
          ...(row.handler_organisation === null ? {} : { organisation: row.handler_organisation }),
        }
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    nameZh: row.name_zh,
    placeZh: row.place_zh,
    area: row.area_id,
    lon: row.lon,
    lat: row.lat,
    handler,
  }
}
