// Divides a ring into one cell per seed (every point goes to its nearest seed), and chooses seeds that lie well apart inside a ring.
import { boxOf, centreOf, clipRing, ringContains, type Point, type Ring } from '../../core/geometry.ts'
import type { Dice } from './dice.ts'

/** One ring per seed, in order; together they are the whole ring, and no two overlap. */
export function cellsOf(ring: Ring, seeds: readonly Point[]): Ring[] {
  // One squeeze for all pairs: with a squeeze per pair the border lines of three cells would not meet in one point.
  const squeeze = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180) ** 2
  return seeds.map((seed) => {
    let cell = ring
    for (const other of seeds) if (other !== seed) cell = clipRing(cell, nearerTo(seed, other, squeeze))
    return cell
  })
}

/** Seeds spread inside the ring: candidates far from those already taken, then moved twice towards the middle of their cells. */
export function spreadSeeds(ring: Ring, count: number, dice: Dice): Point[] {
  const seeds: Point[] = []
  while (seeds.length < count) {
    const candidates = pointsInside(ring, 6, dice)
    seeds.push(candidates.reduce((best, candidate) => (room(candidate, seeds) > room(best, seeds) ? candidate : best)))
  }
  return settled(ring, seeds, 2)
}

/** Seeds as near as the ring allows to where they are wanted (one each, none twice), then moved towards the middle of their cells. */
export function seedsNear(ring: Ring, wanted: readonly Point[], dice: Dice): Point[] {
  const free = new Set(pointsInside(ring, Math.max(600, wanted.length * 20), dice))
  const seeds = wanted.map((target) => {
    let best: Point | undefined
    for (const candidate of free) if (best === undefined || apart(candidate, target) < apart(best, target)) best = candidate
    if (best === undefined) throw new Error('There are more areas than points to put them at.')
    free.delete(best)
    return best
  })
  return settled(ring, seeds, 4)
}

/** Random points inside the ring, rounded to about a centimetre. */
export function pointsInside(ring: Ring, count: number, dice: Dice): readonly [Point, ...Point[]] {
  const { minLon, minLat, maxLon, maxLat } = boxOf(ring)
  const found: Point[] = []
  for (let tries = 0; found.length < count && tries < count * 400 + 4000; tries += 1) {
    const point = rounded([minLon + dice.share() * (maxLon - minLon), minLat + dice.share() * (maxLat - minLat)])
    if (ringContains(ring, point)) found.push(point)
  }
  const [first, ...others] = found
  if (first === undefined) throw new Error('This outline encloses no room to place anything in; check the outline of the area above.')
  return [first, ...others]
}

export function rounded([lon, lat]: Point): Point {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
}

function settled(ring: Ring, seeds: readonly Point[], rounds: number): Point[] {
  let now = [...seeds]
  for (let round = 0; round < rounds; round += 1) {
    const cells = cellsOf(ring, now)
    now = now.map((seed, index) => {
      const cell = cells[index] ?? []
      const { centre } = centreOf(cell)
      const middle = centre === null ? seed : rounded(centre)
      return ringContains(cell, middle) ? middle : seed
    })
  }
  return now
}

/** Not negative where a point is nearer to `seed` than to `other`; linear, because the squares cancel. */
function nearerTo(seed: Point, other: Point, squeeze: number): (point: Point) => number {
  const lon = (seed[0] - other[0]) * squeeze
  const lat = seed[1] - other[1]
  const middleLon = (seed[0] + other[0]) / 2
  const middleLat = (seed[1] + other[1]) / 2
  return (point) => (point[0] - middleLon) * lon + (point[1] - middleLat) * lat
}

function room(point: Point, seeds: readonly Point[]): number {
  return seeds.reduce((least, seed) => Math.min(least, apart(point, seed)), Infinity)
}

function apart(a: Point, b: Point): number {
  return ((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180)) ** 2 + (a[1] - b[1]) ** 2
}
