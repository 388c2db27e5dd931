// Plans the areas of a district: real townships and communities from its file, and synthetic grids, yards and buildings below them, always the same.
import { areaKey, areaRange, type AreaLevel, type AreaPlace } from '../../core/area-key.ts'
import { boxOf, joinedRing, type Point, type Ring } from '../../core/geometry.ts'
import { cellsOf, pointsInside, rounded, seedsNear, spreadSeeds } from './cells.ts'
import { diceFrom, type Dice } from './dice.ts'
import type { DistrictFile } from './district-file.ts'
import { namesOfMicroGrids } from './micro-grid-names.ts'

export type AreaKind = 'district' | 'street' | 'town' | 'township' | 'village' | 'residential' | 'grid' | 'yard' | 'building'

export type PlannedArea = {
  /** Dense, from 1, parents before children; the same on every run. */
  readonly id: number
  readonly parentId: number | null
  readonly level: AreaLevel
  readonly kind: AreaKind
  readonly nameZh: string
  readonly nameEn: string
  readonly code: string | null
  readonly codeScheme: 'stat-12' | 'local' | null
  readonly key: bigint
  readonly keyLast: bigint
  /** Only where the plan invented the area: no figure is made up for a real place. */
  readonly households: number | null
  /** Whether the area itself is invented. */
  readonly synthetic: boolean
  /** Whether its outline is invented: there are no free borders below the district. */
  readonly syntheticOutline: boolean
  /** A point inside the area. */
  readonly lon: number
  readonly lat: number
  /** A closed ring for levels 0 to 3; micro-grids are points. */
  readonly outline: Ring | null
}

export type PlanOptions = { readonly seed?: string }

export function planDistrict(file: DistrictFile, options: PlanOptions = {}): PlannedArea[] {
  const words = `${file.code}:${options.seed ?? ''}`
  const dice = diceFrom(words)
  const ring = joinedRing(file.outline.flatMap((rings) => rings.slice(0, 1)))
  const middle = pointsInside(ring, 1, dice)[0]
  const district: Spot = { place: {}, level: 0, parentId: null, ring, at: middle }
  const plan: Plan = { words, areas: [] }
  const { nameZh, nameEn } = file
  const id = place(plan, district, { kind: 'district', nameZh, nameEn, code: statisticalCode(file.code), households: null })
  const seeds = seedsNear(ring, wantedPoints(ring, file), dice)
  const cells = cellsOf(ring, seeds)
  file.townships.forEach((township, index) => {
    planTownship(plan, township, { ...child(district, { id, index }), ring: cells[index] ?? [], at: seeds[index] ?? middle })
  })
  return plan.areas
}

type Township = DistrictFile['townships'][number]
type Community = Township['communities'][number]
type Plan = { readonly words: string; readonly areas: PlannedArea[] }
/** Where an area stands, in the tree and on the ground. */
type Spot = { readonly place: AreaPlace; readonly level: AreaLevel; readonly parentId: number | null; readonly ring: Ring | null; readonly at: Point }
type Face = Pick<PlannedArea, 'kind' | 'nameZh' | 'nameEn' | 'code' | 'households'>

function planTownship(plan: Plan, township: Township, spot: Spot): void {
  const { kind, nameZh, nameEn, communities } = township
  const id = place(plan, spot, { kind, nameZh, nameEn, code: statisticalCode(township.code), households: null })
  const ring = spot.ring ?? []
  const seeds = spreadSeeds(ring, communities.length, diceFrom(`${plan.words}:${township.code}`))
  const cells = cellsOf(ring, seeds)
  communities.forEach((community, index) => {
    planCommunity(plan, community, { ...child(spot, { id, index }), ring: cells[index] ?? [], at: seeds[index] ?? spot.at })
  })
}

function planCommunity(plan: Plan, community: Community, spot: Spot): void {
  const { kind, nameZh, nameEn, code } = community
  const id = place(plan, spot, { kind, nameZh, nameEn, code, households: null })
  const dice = diceFrom(`${plan.words}:${code}`)
  const ring = spot.ring ?? []
  const seeds = spreadSeeds(ring, dice.between(2, 4), dice)
  const cells = cellsOf(ring, seeds)
  const takeNames = namesOfMicroGrids(kind, dice)
  seeds.forEach((at, index) => {
    const grid = { ...child(spot, { id, index }), ring: cells[index] ?? [], at }
    planGrid(plan, grid, { community, number: index + 1, dice, takeNames })
  })
}

type GridOf = {
  readonly community: Community
  readonly number: number
  readonly dice: Dice
  readonly takeNames: ReturnType<typeof namesOfMicroGrids>
}

function planGrid(plan: Plan, spot: Spot, { community, number, dice, takeNames }: GridOf): void {
  const id = place(plan, spot, {
    kind: 'grid',
    nameZh: `${community.nameZh}第${number}网格`,
    nameEn: `No. ${number} grid, ${community.nameEn}`,
    code: `${community.code}${String(number).padStart(3, '0')}`,
    households: dice.between(300, 500),
  })
  const rural = community.kind === 'village'
  const names = takeNames(dice.between(2, 6))
  pointsInside(spot.ring ?? [], names.length, dice).forEach((at, index) => {
    const name = names[index]
    if (name === undefined) return
    const households = rural ? dice.between(10, 30) : dice.between(8, 20) * 3
    place(plan, { ...child(spot, { id, index }), ring: null, at }, { kind: rural ? 'yard' : 'building', ...name, code: null, households })
  })
}

/** Adds the area to the plan and answers its id. */
function place({ areas }: Plan, { place: at, level, parentId, ring, at: [lon, lat] }: Spot, face: Face): number {
  const id = areas.length + 1
  const key = areaKey(at)
  const outline = ring === null ? null : closed(level === 0 ? ring : ring.map(rounded))
  const codeScheme = face.code === null ? null : level <= 2 ? 'stat-12' : 'local'
  const keyLast = areaRange(key, level).upto
  areas.push({ id, parentId, level, ...face, codeScheme, key, keyLast, synthetic: level > 2, syntheticOutline: level > 0, lon, lat, outline })
  return id
}

function child(above: Spot, { id, index }: { readonly id: number; readonly index: number }): Pick<Spot, 'place' | 'level' | 'parentId'> {
  const at = index + 1
  if (above.level === 0) return { place: { town: at }, level: 1, parentId: id }
  if (above.level === 1) return { place: { ...above.place, community: at }, level: 2, parentId: id }
  if (above.level === 2) return { place: { ...above.place, grid: at }, level: 3, parentId: id }
  return { place: { ...above.place, yard: at }, level: 4, parentId: id }
}

/** Where each township's tile falls when the tile map is laid over the district. */
function wantedPoints(ring: Ring, { townships }: DistrictFile): Point[] {
  const across = townships.map(({ tile }) => tile.col + (tile.row % 2) / 2)
  const down = townships.map(({ tile }) => tile.row)
  const { minLon, minLat, maxLon, maxLat } = boxOf(ring)
  const left = Math.min(...across)
  const top = Math.min(...down)
  return townships.map((_, index) => [
    minLon + (((across[index] ?? left) - left + 0.5) / (Math.max(...across) - left + 1)) * (maxLon - minLon),
    maxLat - (((down[index] ?? top) - top + 0.5) / (Math.max(...down) - top + 1)) * (maxLat - minLat),
  ])
}

/** Statistical codes are twelve digits; the levels above the community end in zeros. */
function statisticalCode(code: string): string {
  return code.padEnd(12, '0')
}

function closed(ring: Ring): Ring {
  const [first] = ring
  return first === undefined ? ring : [...ring, first]
}
