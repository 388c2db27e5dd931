// A district as hexagon tiles, one per township: name and number printed, late as an outline with words. A sketch of positions.
import type { ReactNode } from 'react'
import { useSay } from './say.tsx'
import './hex-map.css'

export type HexTile = {
  readonly key: string
  readonly col: number
  readonly row: number
  readonly label: string
  readonly n: number
  readonly late: number
  readonly emergency?: number
  readonly href: string
}
const [width, height] = [72, 82]
const steps = [10, 20, 35, 50] as const
const corners = [[0, -40], [35, -20], [35, 20], [0, 40], [-35, 20], [-35, -20]].map(([x, y]) => `${x},${y}`).join(' ') // prettier-ignore

/** Rows interlock: odd rows stand half a tile to the right. */
export function HexMap({ tiles, label }: { readonly tiles: readonly HexTile[]; readonly label: string }): ReactNode {
  const say = useSay()
  const places = tiles.map((tile) => ({ ...tile, x: (tile.col + (Math.abs(tile.row) % 2) / 2) * width, y: tile.row * height * 0.75 }))
  const left = Math.min(...places.map((place) => place.x)) - 40
  const top = Math.min(...places.map((place) => place.y)) - 44
  const box = [left, top, Math.max(...places.map((place) => place.x)) + 40 - left, Math.max(...places.map((place) => place.y)) + 44 - top]
  return (
    <svg className="hex-map" viewBox={box.join(' ')} role="group" aria-label={label}>
      {[...places].sort((one, other) => Number(one.late > 0) - Number(other.late > 0)).map((place) => (
        <a key={place.key} href={place.href} aria-label={say({ zh: '{name}：在办 {n} 件，超时 {late} 件', en: '{name}: {n} open, {late} late' }, { name: place.label, n: place.n, late: place.late })}>
          <g transform={`translate(${place.x} ${place.y})`} className={`s${steps.filter((step) => place.n >= step).length}${place.late > 0 ? ' late' : ''}${place.emergency ? ' emg' : ''}`}>
            <polygon points={corners} />
            <text y={place.late > 0 ? -12 : -5} className={place.label.length > 6 ? 'name long' : 'name'}>{shortName(place.label)}</text>
            <text y={place.late > 0 ? 9 : 16} className="n">{place.n}</text>
            {place.late > 0 ? <text y="25" className="lt">{say({ zh: '超时 {late}', en: '{late} late' }, { late: place.late })}</text> : null}
          </g>
        </a>
      ))}
    </svg>
  ) // prettier-ignore
}

const shortName = (name: string): string => (/^[ -~]+$/.test(name) ? name.replace(/ (Street|Town|Township|Subdistrict)$/, '') : name)
