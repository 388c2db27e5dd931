// Where a matter is: a quiet sketch with one mark. Positions are WGS-84; no tiles are fetched from anywhere.
import { MapPinOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSay } from './say.tsx'
import './mini-map.css'

export type MiniMapProps = {
  readonly lon: number | null
  readonly lat: number | null
  readonly around?: readonly { readonly key: string; readonly ring: readonly (readonly [number, number])[]; readonly label?: string }[]
}
const size = { width: 320, height: 180 }

/** About 900 metres wide; `around` draws the outlines of areas under the mark. */
export function MiniMap({ lon, lat, around = [] }: MiniMapProps): ReactNode {
  const say = useSay()
  if (lon === null || lat === null)
    return (
      <p className="mini-map none t13 m f ac g2">
        <MapPinOff className="i" aria-hidden="true" />
        {say({ zh: '没有精确位置，只知道在哪个网格', en: 'No exact position; only the grid is known' })}
      </p>
    )
  const perDegree = 320 / 0.009
  const x = (at: number) => size.width / 2 + (at - lon) * perDegree * Math.cos((lat * Math.PI) / 180)
  const y = (at: number) => size.height / 2 - (at - lat) * perDegree
  return (
    <svg className="mini-map" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={say({ zh: '北纬 {lat}，东经 {lon}', en: '{lat} north, {lon} east' }, { lat: lat.toFixed(4), lon: lon.toFixed(4) })}>
      <rect width={size.width} height={size.height} className="ground" />
      {around.map((area) => <polygon key={area.key} points={area.ring.map(([at, up]) => `${x(at).toFixed(1)},${y(up).toFixed(1)}`).join(' ')} className="area" />)}
      {[45, 90, 135].map((line) => <line key={line} x1="0" x2={size.width} y1={line} y2={line} className="line" />)}
      {[80, 160, 240].map((line) => <line key={line} y1="0" y2={size.height} x1={line} x2={line} className="line" />)}
      <circle cx={size.width / 2} cy={size.height / 2} r="26" className="halo" />
      <circle cx={size.width / 2} cy={size.height / 2} r="9" className="mark" />
      <text x="10" y={size.height - 10}>{lat.toFixed(4)}, {lon.toFixed(4)}</text>
    </svg>
  ) // prettier-ignore
}
