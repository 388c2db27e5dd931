// The catalogue with its figures, and one indicator with its weeks and its places; places stand in administrative order, never by rank.
import { weightsFor } from '../../core/figure-rules.ts'
import { groups } from '../../core/indicator.ts'
import type { Indicator } from '../../core/indicator.ts'
import { indicatorNamed, indicators, indicatorsVersion } from '../../core/indicators.ts'
import type { FigureRow, FiguresPage, PlaceFigure } from '../../core/figures.ts'
import { periodWords } from '../../core/period-words.ts'
import { refuse } from '../../core/refusals.ts'
import { edgeText, weeksUpto } from '../../core/windows.ts'
import { isRefused, refused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import type { AreaNode, Ground } from '../matters/house.ts'
import type { Amounts } from '../matters/see/amounts.ts'
import { figureFrom, isSplit, measuresFor, scoresFrom } from '../matters/see/figures.ts'
import { amountsFor, askedFor, spanShape, type Asked } from './asked.ts'

export async function indicatorsPage({ house, ground, caller, query }: Call<'indicators'>): Promise<FiguresPage | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const isKnown = (name: string | undefined) => groups.some((group) => group === name)
  const chosen = indicators.filter((each) => !isKnown(query.group) || each.group === query.group)
  const rows = await rowsOf(asked, chosen, query.split)
  const byId = new Map(rows.map((row) => [row.id, row.figure]))
  const hasScore = ['response', 'solved', 'satisfied'].every((id) => byId.has(id))
  return {
    ...headOf(asked),
    rows,
    scores: hasScore
      ? scoresFrom([weightsFor(ground.figureRules, asked.window.from)], (id) => byId.get(id) ?? { n: 0, of: 0, value: null, state: 'noData' })
      : [],
  }
}

const trendWeeks = 8
export async function indicatorPage({ house, ground, caller, query, params }: Call<'indicator'>): Promise<Answer<'indicator'> | Refused> {
  const indicator = indicatorNamed(params.name)
  if (!indicator) return refused(refuse('not-found'), 404)
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const [row] = await rowsOf(asked, [indicator], query.split ?? 'area')
  if (!row) return refused(refuse('not-found'), 404)
  const weeks: Answer<'indicator'>['weeks'] = []
  // eight weeks, each its own sum; what stands at this moment has no past
  for (const window of indicator.unit === 'now' ? [] : weeksUpto(house.now(), trendWeeks)) {
    const amounts = await amountsFor(asked, { areas: [asked.area], window, measures: measuresFor(indicator) })
    const figure = figureFrom(ground, indicator, { amounts: amounts.get(asked.area.id) ?? new Map(), window, side: asked.side })
    weeks.push({ from: edgeText(window.from), words: periodWords(window), figure })
  }
  return { ...headOf(asked), row, weeks }
}

export const headOf = (asked: Asked) => ({
  area: { id: asked.area.id, name: asked.area.name },
  period: spanShape(asked.window),
  before: spanShape(asked.before),
  version: indicatorsVersion,
  exclusions: asked.side,
})

type SplitBy = 'area' | 'class' | 'unit' | undefined

async function rowsOf(asked: Asked, chosen: readonly Indicator[], by: SplitBy): Promise<FigureRow[]> {
  const { ground, area, window, before, side } = asked
  const measures = [...new Set(chosen.flatMap((each) => measuresFor(each)))]
  const now = (await amountsFor(asked, { areas: [area], window, measures })).get(area.id) ?? new Map()
  const then = (await amountsFor(asked, { areas: [area], window: before, measures })).get(area.id) ?? new Map()
  const places = await placesOf(asked, chosen, by)
  return chosen.map((indicator) => ({
    ...shapeOf(indicator),
    figure: figureFrom(ground, indicator, { amounts: now, window, side }),
    other: indicator.exclusions ? figureFrom(ground, indicator, { amounts: now, window, side: side === 'with' ? 'without' : 'with' }) : null,
    before: indicator.unit === 'now' ? { n: 0, of: null, value: null, state: 'noData' } : figureFrom(ground, indicator, { amounts: then, window: before, side }), // prettier-ignore
    places: places.get(indicator.id) ?? [],
  }))
}

export const shapeOf = (indicator: Indicator) => ({
  id: indicator.id,
  name: indicator.name,
  formula: indicator.formula,
  group: indicator.group,
  unit: indicator.unit,
  told: indicator.told ?? null,
  good: indicator.good,
  least: indicator.least,
  source: indicator.source,
  clause: indicator.clause,
  missing: indicator.missing ?? null,
})

/** Townships below a district, communities below a township; classes and departments are those that have figures. */
async function placesOf(asked: Asked, chosen: readonly Indicator[], by: SplitBy): Promise<ReadonlyMap<string, PlaceFigure[]>> {
  if (by === undefined) return new Map()
  const { ground, window, side } = asked
  if (by === 'area') {
    const areas = childrenOf(ground, asked.area)
    const amounts = await amountsFor(asked, { areas, window, measures: [...new Set(chosen.flatMap((each) => measuresFor(each)))] })
    return new Map(chosen.map((each) => [each.id, areas.map((area) => ({ key: `a:${area.id}`, name: area.name, figure: figureFrom(ground, each, { amounts: amounts.get(area.id) ?? none, window, side }) }))])) // prettier-ignore
  }
  const splits = by === 'class' ? classesOf(ground) : [...ground.organisations.values()].map(({ id, name }) => ({ key: `u:${id}`, name }))
  const able = chosen.filter(isSplit)
  const measures = able.flatMap((each) => splits.flatMap((split) => measuresFor(each, split.key)))
  const amounts = (await amountsFor(asked, { areas: [asked.area], window, measures: [...new Set(measures)] })).get(asked.area.id) ?? none
  return new Map(able.map((each) => [each.id, splits.map((split) => ({ ...split, figure: figureFrom(ground, each, { amounts, window, side, split: split.key }) })).filter(({ figure }) => by === 'class' || figure.n > 0 || (figure.of ?? 0) > 0)])) // prettier-ignore
}
const none: Amounts = new Map()

export const childrenOf = (ground: Ground, area: AreaNode): AreaNode[] =>
  [...ground.areas.values()].filter((each) => each.parent === area.id && each.level <= 3).sort((one, other) => one.key - other.key)

/** Classes by their first category's order; their names come with the categories' table. */
export function classesOf(ground: Ground): { key: string; name: { zh: string; en: string } }[] {
  const codes = [...new Set([...ground.categories.values()].map((category) => category.classCode))]
  return codes.map((code) => ({ key: `c:${code}`, name: classNames[code] ?? { zh: code, en: code } }))
}
const classNames: Readonly<Record<string, { zh: string; en: string }>> = {
  urban: { zh: '城市管理', en: 'Urban management' }, order: { zh: '综治维稳', en: 'Public order' }, clean: { zh: '环境卫生', en: 'Cleanliness' }, supply: { zh: '水电气讯', en: 'Water, power and gas' }, housing: { zh: '住房物业', en: 'Housing and property' },
  traffic: { zh: '道路交通', en: 'Roads and traffic' }, safety: { zh: '安全隐患', en: 'Hazards' }, nature: { zh: '生态环境', en: 'Environment' }, care: { zh: '民生服务', en: 'Care and welfare' }, other: { zh: '其他事项', en: 'Other' },
} // prettier-ignore
