// The shape of data/districts/<slug>.json, and reading one.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const position = z.tuple([z.number(), z.number()])
const named = { nameZh: z.string(), nameEn: z.string() }

export const DistrictFile = z.object({
  slug: z.string(),
  code: z.string().regex(/^\d{6}$/),
  ...named,
  dataYear: z.number().int(),
  source: z.string(),
  datum: z.literal('WGS-84'),
  outline: z.array(z.array(z.array(position))),
  townships: z.array(
    z.object({
      code: z.string().regex(/^\d{9}$/),
      ...named,
      kind: z.enum(['street', 'town', 'township']),
      tile: z.object({ col: z.number().int(), row: z.number().int() }),
      communities: z.array(z.object({ code: z.string().regex(/^\d{12}$/), ...named, kind: z.enum(['village', 'residential']) })),
    }),
  ),
})
export type DistrictFile = z.infer<typeof DistrictFile>

export const DISTRICT_SLUGS = ['dazu', 'dadukou', 'tongnan', 'rongchang', 'haizhu'] as const
export type DistrictSlug = (typeof DISTRICT_SLUGS)[number]

export async function readDistrictFile(slug: DistrictSlug): Promise<DistrictFile> {
  return DistrictFile.parse(JSON.parse(await readFile(join(import.meta.dirname, '../../data/districts', `${slug}.json`), 'utf8')))
}
