// Finds the grid a point lies in, in process: a box index first, then ray casting.
import Flatbush from 'flatbush'
import { boxOf, degreesToRing, ringContains, type Point, type Ring } from '../../core/geometry.ts'

export type LocatableArea = { readonly id: number; readonly level: number; readonly outline: Ring | null }
/** The id of the grid at a point, or null outside the district. */
export type Locate = (lon: number, lat: number) => number | null

/** Give it a whole district: level 0 says what is inside at all, level 3 which grid; the other levels are ignored. */
export function makeLocator(areas: readonly LocatableArea[]): Locate {
  const grids = outlined(areas, 3)
  if (grids.length === 0) return () => null
  const districts = outlined(areas, 0)
  const index = new Flatbush(grids.length)
  for (const { outline } of grids) {
    const { minLon, minLat, maxLon, maxLat } = boxOf(outline)
    index.add(minLon, minLat, maxLon, maxLat)
  }
  index.finish()
  const nearestOf = (point: Point) => {
    const near = index.neighbors(point[0], point[1], 8).flatMap((at) => grids[at] ?? [])
    const far = near.map(({ id, outline }) => ({ id, far: degreesToRing(outline, point) }))
    return far.reduce<{ id: number | null; far: number }>((best, one) => (one.far < best.far ? one : best), { id: null, far: Infinity }).id
  }
  return (lon, lat) => {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null
    const point: Point = [lon, lat]
    if (districts.length > 0 && !districts.some(({ outline }) => ringContains(outline, point))) return null
    let found: number | null = null
    for (const at of index.search(lon, lat, lon, lat)) {
      const grid = grids[at]
      // The lowest id wins, should rounded borders overlap by a hair.
      if (grid !== undefined && (found === null || grid.id < found) && ringContains(grid.outline, point)) found = grid.id
    }
    // Rounded borders can also leave a hair between two grids: inside the district, the nearest one is meant.
    return found ?? (districts.length > 0 ? nearestOf(point) : null)
  }
}

function outlined(areas: readonly LocatableArea[], level: number): { id: number; outline: Ring }[] {
  return areas.flatMap(({ id, level: at, outline }) => (at === level && outline !== null && outline.length > 2 ? [{ id, outline }] : []))
}
