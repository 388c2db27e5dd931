// The ordered key of an area: one bigint, twelve bits per level, so that everything below an area is one range of keys.

/** 0 district, 1 township, 2 community, 3 grid, 4 micro-grid (yard or building). */
export type AreaLevel = 0 | 1 | 2 | 3 | 4

/** Which township, community, grid and yard, each counted from 1; 0 or absent means "the whole of the level above". */
export type AreaPlace = { readonly town?: number; readonly community?: number; readonly grid?: number; readonly yard?: number }

/** Both ends belong to the range. */
export type AreaRange = { readonly from: bigint; readonly upto: bigint }

export function areaKey(place: AreaPlace): bigint {
  const places = [place.town ?? 0, place.community ?? 0, place.grid ?? 0, place.yard ?? 0]
  let key = 0n
  let ended = false
  for (const at of places) {
    if (!Number.isInteger(at) || at < 0 || at > HIGHEST)
      throw new RangeError(`An area has a place from 1 to ${HIGHEST} among its siblings, not ${at}.`)
    if (at > 0 && ended) throw new RangeError('An area key cannot skip a level: name the area above it too.')
    ended = at === 0
    key = (key << BITS) | BigInt(at)
  }
  return key
}

/** The area itself and everything below it: `from` is its own key, `upto` the last key a descendant can have. */
export function areaRange(key: bigint, level: AreaLevel): AreaRange {
  return { from: key, upto: key | ((1n << (BITS * BigInt(4 - level))) - 1n) }
}

export function isWithin(key: bigint, range: AreaRange): boolean {
  return key >= range.from && key <= range.upto
}

/** The level a key stands at: the number of its places that are not zero. */
export function areaLevel(key: bigint): AreaLevel {
  if ((key & MASK) !== 0n) return 4
  if (((key >> BITS) & MASK) !== 0n) return 3
  if (((key >> (BITS * 2n)) & MASK) !== 0n) return 2
  return key === 0n ? 0 : 1
}

const BITS = 12n
const MASK = 4095n
const HIGHEST = 4095
