// Plane and sphere geometry on [longitude, latitude] points: distance, point in ring, clipping a ring to the side of a line.

/** [longitude, latitude] in degrees, WGS-84. */
export type Point = readonly [number, number]
/** A closed line of points; the last may repeat the first. A ring may touch itself (a bridge walked both ways): inside is decided by even and odd. */
export type Ring = readonly Point[]
export type Box = { readonly minLon: number; readonly minLat: number; readonly maxLon: number; readonly maxLat: number }

/** Great-circle distance in metres. */
export function metresBetween(a: Point, b: Point): number {
  const lat1 = a[1] * RADIANS
  const lat2 = b[1] * RADIANS
  const halfLat = Math.sin((lat2 - lat1) / 2)
  const halfLon = Math.sin(((b[0] - a[0]) * RADIANS) / 2)
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(halfLat * halfLat + Math.cos(lat1) * Math.cos(lat2) * halfLon * halfLon)))
}

/** Ray casting. Half-open at edges, so a point on the line between two neighbours is inside one of them. */
export function ringContains(ring: Ring, point: Point): boolean {
  const [lon, lat] = point
  let inside = false
  let before = ring.at(-1)
  for (const corner of ring) {
    if (before !== undefined && corner[1] > lat !== before[1] > lat) {
      const crossing = corner[0] + ((lat - corner[1]) / (before[1] - corner[1])) * (before[0] - corner[0])
      if (lon < crossing) inside = !inside
    }
    before = corner
  }
  return inside
}

export function boxOf(ring: Ring): Box {
  let box = { minLon: Infinity, minLat: Infinity, maxLon: -Infinity, maxLat: -Infinity }
  for (const [lon, lat] of ring) {
    box = {
      minLon: Math.min(box.minLon, lon),
      minLat: Math.min(box.minLat, lat),
      maxLon: Math.max(box.maxLon, lon),
      maxLat: Math.max(box.maxLat, lat),
    }
  }
  return box
}

/** Several rings as one: each further ring is reached by a bridge walked there and back, which encloses nothing. */
export function joinedRing(rings: readonly Ring[]): Ring {
  const [first, ...others] = rings.map(openRing).filter((ring) => ring.length >= 3)
  const home = first?.[0]
  if (first === undefined || home === undefined) return []
  const joined: Point[] = [...first]
  for (const other of others) joined.push(home, ...other, ...other.slice(0, 1))
  if (others.length > 0) joined.push(home)
  return joined
}

/** The ring without a repeated last point. */
export function openRing(ring: Ring): Ring {
  const [first] = ring
  const last = ring.at(-1)
  return first !== undefined && last !== undefined && ring.length > 1 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring
}

/** The part of the ring where `side` is not negative; `side` must be linear in the coordinates (Sutherland and Hodgman). */
export function clipRing(ring: Ring, side: (point: Point) => number): Ring {
  const kept: Point[] = []
  let before = ring.at(-1)
  let beforeSide = before === undefined ? 0 : side(before)
  for (const corner of ring) {
    const cornerSide = side(corner)
    if (before !== undefined && cornerSide >= 0 !== beforeSide >= 0) {
      const share = beforeSide / (beforeSide - cornerSide)
      kept.push([before[0] + share * (corner[0] - before[0]), before[1] + share * (corner[1] - before[1])])
    }
    if (cornerSide >= 0) kept.push(corner)
    before = corner
    beforeSide = cornerSide
  }
  return kept
}

/** Twice the signed area (square degrees) and the centre of mass; the centre is null for a ring that encloses nothing. */
export function centreOf(ring: Ring): { readonly doubleArea: number; readonly centre: Point | null } {
  const origin = ring[0] ?? [0, 0]
  let doubleArea = 0
  let lon = 0
  let lat = 0
  let before = ring.at(-1) ?? origin
  for (const corner of ring) {
    const [x1, y1, x2, y2] = [before[0] - origin[0], before[1] - origin[1], corner[0] - origin[0], corner[1] - origin[1]]
    const cross = x1 * y2 - x2 * y1
    doubleArea += cross
    lon += (x1 + x2) * cross
    lat += (y1 + y2) * cross
    before = corner
  }
  if (doubleArea === 0) return { doubleArea, centre: null }
  return { doubleArea, centre: [origin[0] + lon / (3 * doubleArea), origin[1] + lat / (3 * doubleArea)] }
}

/** How far a point is from the ring's line, in degrees of latitude; for telling which of two neighbours is nearer. */
export function degreesToRing(ring: Ring, point: Point): number {
  const squeeze = Math.cos(point[1] * RADIANS)
  let nearest = Infinity
  let before = ring.at(-1)
  for (const corner of ring) {
    if (before !== undefined) {
      const [ax, ay] = [(before[0] - point[0]) * squeeze, before[1] - point[1]]
      const [dx, dy] = [(corner[0] - before[0]) * squeeze, corner[1] - before[1]]
      const length = dx * dx + dy * dy
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
      nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy))
    }
    before = corner
  }
  return nearest
}

const RADIANS = Math.PI / 180
const EARTH = 6_371_008.8
