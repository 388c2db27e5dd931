// Computes any indicator of any area and period from kept amounts, with and without the excluded; totals are pooled, never averaged.
import { notMeasured, rateOf, termsOfSum, valueOf, type Figure, type Indicator, type Weights } from '../../../core/indicator.ts'
import { indicatorNamed } from '../../../core/indicators.ts'
import { quantileOf } from '../../../core/durations.ts'
import type { Window } from '../../../core/windows.ts'
import type { Ground } from '../house.ts'
import { amountsIn, excludedName, fitsWindow, type Amounts } from './amounts.ts'
import { areaOfScope, type Look } from './scopes.ts'
import { stepNames } from './step-facts.ts'
import { districtArea } from '../places.ts'

const buckets = Array.from({ length: 61 }, (_, bucket) => bucket)

/** The names an indicator needs; with a split, those of one class or unit. */
export function measuresFor(indicator: Indicator, split?: string): string[] {
  const names = [...indicator.n, ...indicator.of].map((text) => termsOfSum([text])[0]?.measure ?? '')
  const spread = indicator.spread === undefined ? [] : buckets.map((bucket) => `${indicator.spread ?? ''}:${bucket}`)
  return [...new Set([...names, ...spread])].map((name) => (split === undefined ? name : `${name}|${split}`))
}

/** Only these facts are kept by class and by unit. */
const splitNames =
  /^(called|calledDone|filed|answered|dispatched|taken|returned|due|dueClosed|dueInTime|dueClosedInTime|closed|level:\d|judged|solved:\w+|solvedAtOnce|rated|satisfied|fair|bothSaid|truth)$/
export const isSplit = (indicator: Indicator): boolean => measuresFor(indicator).every((name) => splitNames.test(name) && !stepNames.test(name))

export const isThere = (ground: Ground, indicator: Indicator): boolean =>
  indicator.missing === undefined && (indicator.process === undefined || ground.process(indicator.process) !== undefined)

export type Side = 'with' | 'without'
export type Reading = { readonly amounts: Amounts; readonly window: Window; readonly side: Side; readonly split?: string | undefined }

/** One figure from amounts that were read for it. */
export function figureFrom(ground: Ground, indicator: Indicator, reading: Reading): Figure {
  const { amounts, split, side } = reading
  if (!isThere(ground, indicator)) return notMeasured
  if (!measuresFor(indicator).every((name) => fitsWindow(name, reading.window)) || (split !== undefined && !isSplit(indicator))) return notMeasured
  const amountOf = (name: string): number => {
    const kept = split === undefined ? name : `${name}|${split}`
    return (amounts.get(kept) ?? 0) - (side === 'without' && indicator.exclusions ? (amounts.get(excludedName(kept)) ?? 0) : 0)
  }
  const n = valueOf(indicator.n, amountOf)
  const of = valueOf(indicator.of, amountOf)
  if (indicator.unit === 'median' || indicator.unit === 'p90') {
    const counts = new Map(buckets.map((bucket) => [bucket, amountOf(`${indicator.spread ?? ''}:${bucket}`)]))
    const { state } = rateOf(of, of, indicator.least)
    return { n: of, of, value: state === 'ok' ? quantileOf(counts, indicator.unit === 'median' ? 0.5 : 0.9) : null, state }
  }
  if (indicator.of.length === 0) return { n, of: null, value: n, state: 'ok' }
  return rateOf(n, of, indicator.unit === 'now' ? 1 : indicator.least)
}

/** A combined score; without data in one of its rates there is none. */
export function scoresFrom(weights: readonly Weights[], figureOfId: (id: string) => Figure) {
  return weights.map(({ id, version, from, name, words, parts }) => {
    const read = parts.map((part) => ({ ...part, figure: figureOfId(part.indicator) }))
    const state = read.find((part) => part.figure.state !== 'ok')?.figure.state ?? 'ok'
    const value = state === 'ok' ? read.reduce((sum, part) => sum + part.weight * (part.figure.value ?? 0), 0) * 100 : null
    const of = Math.min(...read.map((part) => part.figure.of ?? 0))
    return {
      id,
      version,
      from,
      name,
      words,
      figure: { n: value ?? 0, of, value, state },
      parts: read.map((part) => ({ id: part.indicator, weight: part.weight, value: part.figure.value })),
    }
  })
}

/** Any indicator in one look, for the wall and the desk: by default of the whole scope, without the excluded. */
export async function figureOf(
  look: Look,
  ground: Ground,
  asked: { readonly indicator: string; readonly window: Window; readonly area?: number; readonly side?: Side },
): Promise<Figure> {
  const indicator = indicatorNamed(asked.indicator)
  const whole = look.scope.role === 'see' ? areaOfScope(look.scope) : districtArea(ground).id
  const area = ground.areas.get(asked.area ?? whole)
  if (!indicator || !area) return notMeasured
  const amounts = await amountsIn(look, ground, { areas: [area], window: asked.window, measures: measuresFor(indicator) })
  return figureFrom(ground, indicator, { amounts: amounts.get(area.id) ?? new Map(), window: asked.window, side: asked.side ?? 'without' })
}
