// The rates of the wall and the desk as the catalogue defines them, of the last thirty days: without the excluded, and with them.
import { indicatorNamed } from '../../../core/indicators.ts'
import { rateIndicators } from '../../../core/wall.ts'
import type { CentrePage } from '../../../core/shapes.ts'
import type { Ground } from '../house.ts'
import { districtArea } from '../places.ts'
import { amountsIn, type Amounts } from './amounts.ts'
import { windowOf } from './drill.ts'
import { figureFrom, measuresFor, type Side } from './figures.ts'
import { areaOfScope, type Look } from './scopes.ts'

const shown = Object.values(rateIndicators).flatMap((id) => indicatorNamed(id) ?? [])
const measures = [...new Set(shown.flatMap((indicator) => measuresFor(indicator)))]

/** What all the rates of one look are made of, read at once. */
export async function rateAmountsIn(look: Look, ground: Ground, now: number): Promise<Amounts> {
  const area = ground.areas.get(look.scope.role === 'see' ? areaOfScope(look.scope) : districtArea(ground).id)
  if (!area) return new Map()
  const found = await amountsIn(look, ground, { areas: [area], window: windowOf(undefined, now), measures })
  return found.get(area.id) ?? new Map()
}

/** Looks never overlap, so their amounts are pooled before any rate is made. */
export function ratesOf(ground: Ground, looks: readonly Amounts[], now: number): Pick<CentrePage, 'rates' | 'whole'> {
  const amounts = looks.flatMap((look) => [...look]).reduce((sum, [name, n]) => sum.set(name, (sum.get(name) ?? 0) + n), new Map<string, number>())
  const window = windowOf(undefined, now)
  const rate = (id: string, side: Side) => {
    const indicator = indicatorNamed(id)
    const { n, of } = indicator ? figureFrom(ground, indicator, { amounts, window, side }) : { n: 0, of: 0 }
    return { n: Math.round(n * 10) / 10, of: of ?? 0 }
  }
  const all = (side: Side): CentrePage['rates'] => ({
    response: rate(rateIndicators.response, side),
    solved: rate(rateIndicators.solved, side),
    solvedAtOnce: rate(rateIndicators.solvedAtOnce, side),
    satisfied: rate(rateIndicators.satisfied, side),
    rated: rate(rateIndicators.rated, side),
    truth: rate(rateIndicators.truth, side),
  })
  return { rates: all('without'), whole: all('with') }
}
