// Draws the outlines of areas, shaded by how many matters are open; each outline leads to its matters.
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Calls } from '../../core/api.ts'
import { useSay } from '../kit/say.tsx'
import { useBase } from './bits.tsx'

type Area = Calls['areas']['answer']['rows'][number]
const Ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()))
const Outline = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }).transform((shape) => [shape.coordinates]),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }).transform((shape) => shape.coordinates),
  Ring.transform((ring) => [[ring]]),
])

export function Outlines({ areas }: { areas: readonly Area[] }): ReactNode {
  const say = useSay()
  const base = useBase()
  const drawn = areas.flatMap((area) => {
    const shape = Outline.safeParse(area.outline)
    return shape.success ? [{ area, rings: shape.data.flat() }] : []
  })
  if (drawn.length === 0) return <p className="m">{say({ zh: '这一级没有轮廓，看右边的表。', en: 'No outlines at this level; see the list.' })}</p>
  const points = drawn.flatMap((each) => each.rings.flat())
  const lons = points.map((point) => point[0])
  const lats = points.map((point) => point[1])
  const [west, east, south, north] = [least(lons), -least(lons.map((n) => -n)), least(lats), -least(lats.map((n) => -n))]
  // One degree of longitude is shorter than one of latitude this far north.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const wide = 800
  const scale = wide / ((east - west) * squeeze || 1)
  const high = (north - south) * scale
  const most = Math.max(1, ...drawn.map((each) => each.area.open))
  const at = (point: readonly number[]) =>
    `${(((point[0] ?? 0) - west) * squeeze * scale).toFixed(1)} ${((north - (point[1] ?? 0)) * scale).toFixed(1)}`
  return (
    <svg
      className="outline"
      viewBox={`-4 -4 ${wide + 8} ${high + 8}`}
      width="100%"
      role="group"
      aria-label={say({ zh: '轮廓图', en: 'Outlines' })}
      style={{ maxHeight: '72vh' }}
    >
      {drawn.map(({ area, rings }) => (
        <a
          key={area.id}
          href={`${base}/matters?area=${area.id}`}
          aria-label={say({
            zh: `${area.name.zh}，在办 ${area.open}，超时 ${area.overdue}`,
            en: `${area.name.en}: ${area.open} open, ${area.overdue} overdue`,
          })}
        >
          <title>{say({ zh: `${area.name.zh} ${area.open}`, en: `${area.name.en} ${area.open}` })}</title>
          <path
            d={rings.map((ring) => `M${ring.map(at).join('L')}Z`).join('')}
            fill={`var(--seq-${Math.min(4, Math.ceil((area.open / most) * 4))})`}
            style={area.overdue > 0 ? { stroke: 'var(--late-fg)', strokeWidth: 2 } : undefined}
            fillRule="evenodd"
          />
        </a>
      ))}
    </svg>
  )
}

const least = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.min(one, other), Infinity)
