// A row of `things` and the shape in which it leaves.
import { z } from 'zod'
import { Post } from '../../core/posts.ts'
import type { Answer } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { areaRef, holderShape } from '../matters/see/names.ts'

export const ThingRow = z.object({
  id: z.string(), code: z.string(), kind: z.string(), name_zh: z.string(), name_en: z.string(), place_zh: z.string(), place_en: z.string(), area_id: z.number(), area_key: z.number(), lon: z.number().nullable(), lat: z.number().nullable(),
  handler_post: Post.nullable(), handler_area: z.number().nullable(), handler_organisation: z.number().nullable(), demo: z.boolean(),
}) // prettier-ignore
export type ThingRow = z.output<typeof ThingRow>
export const thingColumns =
  'id, code, kind, name_zh, name_en, place_zh, place_en, area_id, area_key, lon, lat, handler_post, handler_area, handler_organisation, demo'

export function thingShape(ground: Ground, row: ThingRow): Answer<'addThing'>['thing'] {
  const place = {
    ...(row.handler_area === null ? {} : { area: row.handler_area }),
    ...(row.handler_organisation === null ? {} : { organisation: row.handler_organisation }),
  }
  const handler = row.handler_post === null ? null : holderShape(ground, { post: row.handler_post, ...place })
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    name: { zh: row.name_zh, en: row.name_en },
    place: { zh: row.place_zh, en: row.place_en },
    area: areaRef(ground, row.area_id),
    lon: row.lon,
    lat: row.lat,
    handler,
    demo: row.demo,
  }
}
