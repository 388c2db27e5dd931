// The things of a demonstration: lamps, benches, gates, hydrants and exercise equipment around one village, with the 56 bins of the article.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { ringContains, type Point } from '../../core/geometry.ts'
import type { Label } from '../../core/label.ts'
import type { Tx } from '../db/gate.ts'
import { rounded } from './cells.ts'
import { shownPlaces, type Shown } from './demo-village.ts'
import type { DistrictSlug } from './district-file.ts'
import { diceFrom, type Dice } from './dice.ts'
import { fill } from './fill.ts'
import type { PlannedArea } from './plan.ts'

type Plan = { readonly areas: readonly PlannedArea[]; readonly slug: DistrictSlug; readonly now: number }

/** How many things were added: none when the district has demonstration things already. */
export async function installThings(tx: Tx, district: number, { areas, slug, now }: Plan): Promise<number> {
  const there = await tx.rows(z.object({ id: z.string() }), 'select id from things where district_id = $1 and demo limit 1', [district])
  if (there.length > 0) return 0
  return fill(tx, district, {
    table: 'things',
    columns: {
      id: 'uuid',
      code: 'text',
      kind: 'text',
      name_zh: 'text',
      name_en: 'text',
      place_zh: 'text',
      place_en: 'text',
      area_id: 'int',
      area_key: 'bigint',
      lon: 'float8',
      lat: 'float8',
      handler_post: 'text',
      handler_area: 'int',
      demo: 'boolean',
      created_at: 'timestamptz',
    },
    rows: plannedThings(areas, slug).map(({ name, place, grid, handlerArea, ...thing }) => ({
      id: uuidv7(), ...thing, name_zh: name.zh, name_en: name.en, place_zh: place.zh, place_en: place.en, area_id: grid.id, area_key: grid.key.toString(),
      handler_post: handlerArea === null ? null : 'cleaner', handler_area: handlerArea, demo: true, created_at: new Date(now).toISOString(),
    })), // prettier-ignore
  })
}

type PlannedThing = {
  readonly code: string
  readonly kind: string
  readonly name: Label
  readonly place: Label
  readonly grid: PlannedArea
  readonly lon: number
  readonly lat: number
  readonly handlerArea: number | null
}
type Series = {
  readonly kind: string
  readonly first: number
  readonly count: number
  readonly name: Label
  readonly where: 'village' | 'urban'
  readonly cleaned?: true
}

const PREFIX: Readonly<Record<DistrictSlug, string>> = { dazu: 'TX', dadukou: 'DK', tongnan: 'TN', rongchang: 'RC', haizhu: 'HZ' }
const series: readonly Series[] = [
  { kind: 'lamp', first: 401, count: 24, name: { zh: '路灯', en: 'Street lamp' }, where: 'village' },
  { kind: 'bench', first: 501, count: 10, name: { zh: '长椅', en: 'Bench' }, where: 'village' },
  { kind: 'equipment', first: 551, count: 6, name: { zh: '健身器材', en: 'Exercise equipment' }, where: 'village' },
  { kind: 'lamp', first: 601, count: 12, name: { zh: '路灯', en: 'Street lamp' }, where: 'urban' },
  { kind: 'gate', first: 651, count: 8, name: { zh: '单元门禁', en: 'Entrance gate' }, where: 'urban' },
  { kind: 'hydrant', first: 701, count: 6, name: { zh: '消火栓', en: 'Hydrant' }, where: 'urban' },
  { kind: 'bin', first: 1001, count: 56, name: { zh: '垃圾箱', en: 'Rubbish bin' }, where: 'village', cleaned: true },
]

export function plannedThings(areas: readonly PlannedArea[], slug: DistrictSlug): readonly PlannedThing[] {
  const shown = shownPlaces(areas)
  const dice = diceFrom(`things of ${slug}`)
  return series.flatMap((each) => Array.from({ length: each.count }, (_, index) => thingOf({ areas, shown, slug, dice }, each, index)))
}

type Scene = { readonly areas: readonly PlannedArea[]; readonly shown: Shown; readonly slug: DistrictSlug; readonly dice: Dice }

function thingOf({ areas, shown, slug, dice }: Scene, each: Series, index: number): PlannedThing {
  const community = shown[each.where]
  const grids = areas.filter(({ parentId, level }) => level === 3 && parentId === community.id)
  const number = each.first + index
  // the lamp of the story stands in the first grid, east of the square
  const grid = grids[number === 417 ? 0 : index % grids.length] ?? community
  const homes = areas.filter(({ parentId, level }) => level === 4 && parentId === grid.id)
  const home = homes[dice.between(0, Math.max(0, homes.length - 1))] ?? grid
  const place =
    number === 417
      ? { zh: '文化广场东侧', en: 'East side of the culture square' }
      : { zh: `${community.nameZh}${home.nameZh}旁`, en: `Beside ${home.nameEn}, ${community.nameEn}` }
  const aside: Point = [home.lon + (dice.share() - 0.5) * 0.0008, home.lat + (dice.share() - 0.5) * 0.0008]
  const [lon, lat] = ringContains(grid.outline ?? [], aside) ? rounded(aside) : [home.lon, home.lat]
  return {
    code: `${PREFIX[slug]}-${String(number).padStart(4, '0')}`, kind: each.kind, name: each.name, place, grid, lon, lat, handlerArea: each.cleaned ? community.id : null,
  } // prettier-ignore
}
