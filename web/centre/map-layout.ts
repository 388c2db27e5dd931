// Where the tiles of a map lie: a district's own plan where it has one, else rows from north to south and west to east. A sketch of positions.
import type { Place } from './source.ts'

export type Placed = { readonly place: Place; readonly x: number; readonly y: number }
export const [tileWide, tileHigh] = [94, 108]

/** Rows interlock: odd rows stand half a tile to the right. */
export function placed(places: readonly Place[]): readonly Placed[] {
  const planned = places.every((place) => place.tile !== null)
  const cells = planned ? places.map((place) => ({ place, col: place.tile?.col ?? 0, row: place.tile?.row ?? 0 })) : inRows(places)
  return cells.map(({ place, col, row }) => ({ place, x: (col + (Math.abs(row) % 2) / 2) * tileWide, y: row * tileHigh * 0.75 }))
}

function inRows(places: readonly Place[]): { place: Place; col: number; row: number }[] {
  const wide = Math.max(1, Math.ceil(Math.sqrt(places.length * 1.15)))
  const rows = Math.ceil(places.length / wide)
  const northFirst = [...places].sort((one, other) => (other.lat ?? 0) - (one.lat ?? 0) || one.id - other.id)
  // as even as can be, so that no single tile is left over in the last row
  const starts = Array.from({ length: rows + 1 }, (_, row) => Math.round((row * places.length) / rows))
  return starts.slice(0, -1).flatMap((start, row) => {
    const inRow = northFirst.slice(start, starts[row + 1]).sort((one, other) => (one.lon ?? 0) - (other.lon ?? 0) || one.id - other.id)
    const inset = Math.floor((wide - inRow.length) / 2)
    return inRow.map((place, at) => ({ place, col: at + inset, row }))
  })
}

export const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const
export type Arrow = keyof typeof arrows
export const isArrow = (key: string): key is Arrow => key in arrows

/** The nearest tile that way; straight ahead counts before far to the side. */
export function towards(tiles: readonly Placed[], from: Placed, arrow: Arrow): Placed | null {
  const [dx, dy] = arrows[arrow]
  const ahead = tiles
    .map((tile) => {
      const [along, aside] = [(tile.x - from.x) * dx + (tile.y - from.y) * dy, Math.abs((tile.x - from.x) * dy) + Math.abs((tile.y - from.y) * dx)]
      return { tile, along, cost: along + aside * 2 }
    })
    .filter(({ along }) => along > 1)
    .sort((one, other) => one.cost - other.cost)
  return ahead[0]?.tile ?? null
}

/** A long name on two lines; the name of the area above is not said again. */
export function nameLines(name: string, above: string): readonly string[] {
  const isLatin = /^[ -~’']+$/.test(name)
  const short = isLatin ? name.replace(/,.*$/, '').replace(/ (Street|Town|Township|Subdistrict|Community|Village)$/, '') : name.startsWith(above) && name.length > above.length ? name.slice(above.length) : name // prettier-ignore
  const most = isLatin ? 11 : 5
  if (short.length <= most) return [short]
  if (!isLatin) return [short.slice(0, Math.ceil(short.length / 2)), short.slice(Math.ceil(short.length / 2))]
  const middle = short.lastIndexOf(' ', Math.ceil(short.length / 2) + 1)
  return middle > 0 ? [short.slice(0, middle), short.slice(middle + 1)] : [short]
}
