// A sketch of where the matter is and, with the numbers of the rows, where the middle of each candidate's area lies.
import type { ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { metresInWords, type Spot } from './distances.ts'

export type Marked = Spot & { readonly n: string; readonly isChosen: boolean }
const nearest = 34
const size = { width: 320, height: 220, edge: 26 }

export function DispatchMap({ here, marks }: { here: Spot; marks: readonly Marked[] }): ReactNode {
  const say = useSay()
  const squeeze = Math.cos((here.lat * Math.PI) / 180)
  const reach = Math.max(
    0.002,
    ...marks.flatMap((mark) => [
      (Math.abs(mark.lon - here.lon) * squeeze) / (size.width / 2 - size.edge),
      Math.abs(mark.lat - here.lat) / (size.height / 2 - size.edge),
    ]).map((each) => each * 100),
  ) // prettier-ignore
  const scale = 100 / reach
  // A number never lies on the scene itself: what is nearer than it is wide is moved outwards a little.
  const at = (spot: Spot) => {
    const [east, north] = [(spot.lon - here.lon) * squeeze * scale, (spot.lat - here.lat) * scale]
    const far = Math.hypot(east, north)
    const out = far < nearest ? nearest / Math.max(far, 0.01) : 1
    return { x: size.width / 2 + east * out, y: size.height / 2 - north * out }
  }
  // One bar of the length that is nearest to a round number of metres.
  const perPixel = 111_000 / scale
  const bar = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000].find((metres) => metres / perPixel >= 40) ?? 50_000
  return (
    <section className="pan" style={{ flex: 'none' }}>
      <svg
        className="mini-map dispatch-map"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={say({ zh: '现场和可以派的地方，示意', en: 'Sketch of the scene and the candidates' })}
      >
        <rect width={size.width} height={size.height} className="ground" />
        {[55, 110, 165].map((line) => (
          <line key={line} x1="0" x2={size.width} y1={line} y2={line} className="line" />
        ))}
        {[64, 128, 192, 256].map((line) => (
          <line key={line} y1="0" y2={size.height} x1={line} x2={line} className="line" />
        ))}
        {marks
          .filter((mark) => mark.isChosen)
          .map((mark) => (
            <line key={mark.n} x1={size.width / 2} y1={size.height / 2} x2={at(mark).x} y2={at(mark).y} className="way" />
          ))}
        <circle cx={size.width / 2} cy={size.height / 2} r="20" className="halo" />
        <circle cx={size.width / 2} cy={size.height / 2} r="8" className="mark" />
        {marks.map((mark) => (
          <g key={mark.n} transform={`translate(${at(mark).x} ${at(mark).y})`} className={mark.isChosen ? 'spot on' : 'spot'}>
            <rect x={-6 - mark.n.length * 3.4} y="-10" width={12 + mark.n.length * 6.8} height="20" rx="10" />
            <text y="4">{mark.n}</text>
          </g>
        ))}
        <path d={`M12 ${size.height - 10}h${bar / perPixel}`} className="ruler" />
        <text x="12" y={size.height - 16}>
          {say(metresInWords(bar))}
        </text>
      </svg>
      <p className="t13 m" style={{ padding: '8px 12px' }}>
        {say({
          zh: '红点是现场，数字对左边的行，标在辖区中间。方位示意，不代表行政区划界线。',
          en: 'Red: the scene. Numbers: the middle of each area. A sketch, not a boundary.',
        })}
      </p>
    </section>
  )
}
