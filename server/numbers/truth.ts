// Where "done" did not hold: what residents contradicted and what rechecks found not fixed, by area and by department.
import { notMeasured, rateOf, type Figure, type Indicator } from '../../core/indicator.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import type { TruthPage } from '../../core/figures.ts'
import { isRefused, type Call, type Refused } from '../matters/endpoint.ts'
import { unitsOfAbout } from '../matters/see/about-units.ts'
import type { Amounts } from '../matters/see/amounts.ts'
import { idsBehind } from '../matters/see/drill.ts'
import { figureFrom, isThere, measuresFor } from '../matters/see/figures.ts'
import { inScopes } from '../matters/see/scopes.ts'
import { amountsFor, askedFor, type Asked } from './asked.ts'
import { childrenOf, headOf } from './indicators.ts'

const none: Amounts = new Map()
const isTold = (figure: Figure): boolean => figure.n > 0 || (figure.of ?? 0) > 0

export async function truthPage({ house, ground, caller, query }: Call<'truth'>): Promise<TruthPage | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const [said, found] = [indicatorNamed('truth-gap'), indicatorNamed('recheck-gap')]
  const below = childrenOf(ground, asked.area)
  const units = [...ground.organisations.values()]
  const measures = [said, found].flatMap((each) => (each ? measuresFor(each) : []))
  const split = said ? units.flatMap(({ id }) => measuresFor(said, `u:${id}`)) : []
  const amounts = await amountsFor(asked, { areas: [asked.area, ...below], window: asked.window, measures })
  const ofUnits = (await amountsFor(asked, { areas: [asked.area], window: asked.window, measures: split })).get(asked.area.id) ?? none
  const rechecks = await recheckedByUnit(asked, found)
  const figure = (indicator: Indicator | undefined, from: Amounts, key?: string): Figure =>
    indicator ? figureFrom(ground, indicator, { amounts: from, window: asked.window, side: asked.side, ...(key === undefined ? {} : { split: key }) }) : notMeasured // prettier-ignore
  const gapOf = (area: number) => ({ resident: figure(said, amounts.get(area) ?? none), recheck: figure(found, amounts.get(area) ?? none) })
  return {
    ...headOf(asked),
    whole: gapOf(asked.area.id),
    areas: below.map(({ id, name }) => ({ area: { id, name }, ...gapOf(id) })).filter((each) => isTold(each.resident) || isTold(each.recheck)),
    units: units
      .map(({ id, name }) => ({ unit: { id, name }, resident: figure(said, ofUnits, `u:${id}`), recheck: rechecks(id) }))
      .filter((each) => isTold(each.resident) || isTold(each.recheck)),
  }
}

/** Rechecks are few, so they are counted from their own rows by who had handled what they are about. */
async function recheckedByUnit(asked: Asked, indicator: Indicator | undefined): Promise<(unit: number) => Figure> {
  const { house, ground, scopes, window, area } = asked
  if (!indicator || !isThere(ground, indicator)) return () => notMeasured
  const looks = await inScopes(house, scopes, async ({ tx, apart }) => {
    const unitsOf = async (sum: readonly string[]) => [...(await unitsOfAbout(tx, ground.district.id, await idsBehind(tx, ground, { sum, window, apart, range: area }))).values()] // prettier-ignore
    return { n: await unitsOf(indicator.n), of: await unitsOf(indicator.of) }
  })
  const count = (pick: (look: (typeof looks)[number]) => readonly (number | null)[], unit: number) => looks.flatMap(pick).filter((each) => each === unit).length
  return (unit) => rateOf(count((look) => look.n, unit), count((look) => look.of, unit), indicator.least)
} // prettier-ignore
