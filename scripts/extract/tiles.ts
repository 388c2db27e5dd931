// Places a district's townships on a hexagon tile map: a position to read by, never a border.

/** Odd rows are shifted half a tile to the right ("odd-r" offset coordinates). */
export type Tile = { readonly col: number; readonly row: number }

/** A tile for each township name, in the order given: the drawn layout where one exists, a spiral otherwise. */
export function tilesFor(slug: string, townships: readonly string[]): Tile[] {
  const drawn = DRAWN[slug]
  if (drawn === undefined) return spiral(townships.length)
  const placed = new Map(drawn.flatMap((names, row) => names.map((name, col) => [name, { col, row }] as const)))
  return townships.map((name) => {
    const tile = placed.get(name)
    if (tile === undefined) throw new Error(`The drawn tile map of ${slug} has no place for ${name}: add it in scripts/extract/tiles.ts.`)
    return tile
  })
}

const DRAWN: Readonly<Record<string, readonly (readonly string[])[]>> = {
  dazu: [
    ['', '', '高坪镇', '古龙镇', '回龙镇', '金山镇'],
    ['', '高升镇', '中敖镇', '宝顶镇', '石马镇', '国梁镇', '雍溪镇'],
    ['铁山镇', '季家镇', '龙岗街道', '棠香街道', '拾万镇', '万古镇'],
    ['', '三驱镇', '龙石镇', '智凤街道', '宝兴镇'],
    ['', '', '珠溪镇', '龙水镇', '玉龙镇'],
    ['', '', '龙滩子街道', '双路街道'],
    ['', '', '', '邮亭镇', '通桥街道'],
  ],
}

/** Rings of hexagons around a first tile, moved so that no column or row is negative. */
function spiral(count: number): Tile[] {
  const steps = [
    [1, -1],
    [0, -1],
    [-1, 0],
    [-1, 1],
    [0, 1],
    [1, 0],
  ] as const
  const axial: { q: number; r: number }[] = [{ q: 0, r: 0 }]
  for (let ring = 1; axial.length < count; ring += 1) {
    let at = { q: 0, r: ring }
    for (const [dq, dr] of steps) {
      for (let step = 0; step < ring; step += 1) {
        axial.push(at)
        at = { q: at.q + dq, r: at.r + dr }
      }
    }
  }
  const used = axial.slice(0, count)
  const top = Math.min(...used.map(({ r }) => r))
  // The move is by an even number of rows, so that the half-tile shift of odd rows stays where it was.
  const down = top < 0 ? Math.ceil(-top / 2) * 2 : 0
  const tiles = used.map(({ q, r }) => ({ col: q + (r - (r & 1)) / 2, row: r + down }))
  const left = Math.min(...tiles.map(({ col }) => col))
  return tiles.map(({ col, row }) => ({ col: col - left, row }))
}
