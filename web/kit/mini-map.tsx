// Where a matter is: a quiet sketch with one mark. Positions are WGS-84; no tiles are fetched from anywhere.
import { MapPinOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSay } from './say.tsx'
import './mini-map.css'

export type MiniMapProps = {
  readonly lon: number | null
  readonly lat: number | null
  readonly around?: readonly { readonly key: string; readonly ring: readonly (readonly [number, number])[]; readonly label?: string }[]
  /** numbered places of a round; the sketch is then as wide as they need */ readonly stops?: readonly MapStop[]
}
export type MapStop = { readonly key: string; readonly lon: number; readonly lat: number; readonly label: string }
const size = { width: 320, height: 180 }

/** About 900 metres wide; `around` draws the outlines of areas under the mark. */
export function MiniMap({ lon, lat, around = [], stops }: MiniMapProps): ReactNode {
  const say = useSay()
  if (stops && stops.length > 0) return <Stops stops={stops} />
  if (lon === null || lat === null)
    return (
      <p className="mini-map none t13 m f ac g2">
        <MapPinOff className="i" aria-hidden="true" />
        {say({ zh: '没有精确位置，只知道在哪个网格', en: 'No exact position; only the grid is known' })}
      </p>
    )
  const { x, y } = drawnAround({ lon, lat }, 320 / 0.009)
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

/** Where a position falls on the sketch; `scale` is in points a degree of latitude. */
function drawnAround(middle: { readonly lon: number; readonly lat: number }, scale: number) {
  const narrow = Math.cos((middle.lat * Math.PI) / 180)
  return {
    x: (lon: number) => size.width / 2 + (lon - middle.lon) * scale * narrow,
    y: (lat: number) => size.height / 2 - (lat - middle.lat) * scale,
  }
}

/** The round as a line from stop to stop, never drawn closer than the single place is. */
function Stops({ stops }: { stops: readonly MapStop[] }): ReactNode {
  const say = useSay()
  const span = (values: readonly number[]) => ({
    middle: (Math.min(...values) + Math.max(...values)) / 2,
    width: Math.max(...values) - Math.min(...values),
  })
  const [lon, lat] = [span(stops.map((stop) => stop.lon)), span(stops.map((stop) => stop.lat))]
  const scale = Math.min(320 / 0.009, (size.width - 48) / Math.max(lon.width, 1e-6), (size.height - 48) / Math.max(lat.width, 1e-6))
  const { x, y } = drawnAround({ lon: lon.middle, lat: lat.middle }, scale)
  return (
    <svg className="mini-map" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={say({ zh: '{n} 处的顺序示意', en: 'Sketch of {n} stops in order' }, { n: String(stops.length) })}>
      <rect width={size.width} height={size.height} className="ground" />
      {[45, 90, 135].map((line) => <line key={line} x1="0" x2={size.width} y1={line} y2={line} className="line" />)}
      {[80, 160, 240].map((line) => <line key={line} y1="0" y2={size.height} x1={line} x2={line} className="line" />)}
      <polyline points={stops.map((stop) => `${x(stop.lon).toFixed(1)},${y(stop.lat).toFixed(1)}`).join(' ')} className="way" />
      {stops.map((stop) => (
        <g key={stop.key} className="stop" transform={`translate(${x(stop.lon).toFixed(1)} ${y(stop.lat).toFixed(1)})`}>
          <circle r="10" />
          <text textAnchor="middle" dy="4">{stop.label}</text>
        </g>
      )).reverse()}
    </svg>
  ) // prettier-ignore
}
