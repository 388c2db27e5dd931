// What each layer of the map says of a place: a number, words and a shape, and only then a colour.
import type { Label } from '../../core/label.ts'
import type { Place } from './source.ts'

export const layerNames = ['open', 'overdue', 'emergency', 'share'] as const
export type Layer = (typeof layerNames)[number]
export const layerLabels: Readonly<Record<Layer, Label>> = {
  open: { zh: '在办', en: 'Open' },
  overdue: { zh: '超时', en: 'Overdue' },
  emergency: { zh: '紧急', en: 'Emergency' },
  share: { zh: '超时占比', en: 'Share overdue' },
}

/** Below this a share says nothing; the same number as in every rate. */
export const least = 20
export type Face = {
  readonly n: string
  /** words below the number */ readonly note: Label | null
  readonly shade: 0 | 1 | 2 | 3 | 4
  readonly look: 'calm' | 'late' | 'urgent'
}

const shades = [0, 1, 2, 3, 4] as const
const shadeOf = (n: number, steps: readonly number[]) => shades[steps.filter((step) => n >= step).length] ?? 4
/** Steps of the shades by the busiest place shown: a grid holds less than a township; the legend prints them. */
export function stepsFor(places: readonly Place[]): readonly number[] {
  const most = Math.max(0, ...places.map((place) => place.open))
  return most >= 40 ? [10, 20, 35, 50] : most >= 15 ? [3, 6, 10, 15] : [1, 3, 5, 8]
}

export function faceOf(layer: Layer, place: Place, steps: readonly number[]): Face {
  const { open, overdue, emergency } = place
  const late: Label | null = overdue > 0 ? { zh: `超时 ${overdue}`, en: `${overdue} late` } : null
  const urgent: Label | null = emergency > 0 ? { zh: `紧急 ${emergency}`, en: `${emergency} urgent` } : null
  const look = emergency > 0 ? 'urgent' : overdue > 0 ? 'late' : 'calm'
  if (layer === 'open') return { n: String(open), note: urgent ?? late, shade: shadeOf(open, steps), look }
  if (layer === 'overdue') return { n: `${overdue}/${open}`, note: late, shade: shadeOf(overdue, [1, 3, 6, 10]), look: overdue > 0 ? 'late' : 'calm' }
  if (layer === 'emergency') return { n: String(emergency), note: urgent, shade: 0, look: emergency > 0 ? 'urgent' : 'calm' }
  if (open < least) return { n: `${overdue}/${open}`, note: null, shade: 0, look: 'calm' }
  const share = (overdue / open) * 100
  return { n: `${share.toFixed(1)}%`, note: { zh: `${overdue}/${open}`, en: `${overdue}/${open}` }, shade: shadeOf(share, [5, 10, 20, 40]), look: overdue > 0 ? 'late' : 'calm' }
} // prettier-ignore
