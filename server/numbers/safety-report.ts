// The quarterly safety report of the townships: grades of four quarters from kept figures, by the published thresholds.
import { gradesFor } from '../../core/figure-rules.ts'
import type { SafetyReport } from '../../core/figures.ts'
import type { Figure } from '../../core/indicator.ts'
import { indicatorNamed, indicatorsVersion } from '../../core/indicators.ts'
import { gradeFrom, gradePreset, quartersUpto, runOfA, type GradePreset } from '../../core/safety-grade.ts'
import { edgeText } from '../../core/windows.ts'
import { isRefused, type Call, type Refused } from '../matters/endpoint.ts'
import { figureFrom, measuresFor } from '../matters/see/figures.ts'
import { amountsFor, askedFor } from './asked.ts'
import { childrenOf } from './indicators.ts'

const shown = 4
const dayMs = 86_400_000
const unknown: Figure = { n: 0, of: null, value: null, state: 'notMeasured' }

export async function safetyReport({ house, ground, caller, query }: Call<'safetyReport'>): Promise<SafetyReport | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const areas = [asked.area, ...childrenOf(ground, asked.area)]
  const chosen = gradePreset.parts.flatMap((part) => indicatorNamed(part.indicator) ?? [])
  const measures = [...new Set(chosen.flatMap((each) => measuresFor(each)))]
  const quarters = quartersUpto(house.now(), shown).map((quarter) => ({ ...quarter, preset: gradesFor(ground.figureRules, quarter.window.from) }))
  const kept: Awaited<ReturnType<typeof amountsFor>>[] = []
  for (const { window } of quarters) kept.push(await amountsFor(asked, { areas, window, measures }))
  const gradeOf = (area: number, at: number) =>
    gradeFrom(quarters[at]?.preset ?? gradePreset, (id) => {
      const [indicator, quarter] = [indicatorNamed(id), quarters[at]]
      if (!indicator || !quarter) return unknown
      return figureFrom(ground, indicator, { amounts: kept[at]?.get(area) ?? new Map(), window: quarter.window, side: asked.side })
    })
  return {
    presets: [...new Map(quarters.map(({ preset }) => [preset.version, preset])).values()].map(presetShape),
    version: indicatorsVersion,
    exclusions: asked.side,
    quarters: quarters.map((each) => ({ from: edgeText(each.window.from), upto: edgeText(each.window.upto - dayMs), words: each.words, isOver: each.isOver, preset: each.preset.version })),
    rows: areas.map((area) => {
      const graded = quarters.map((_, at) => gradeOf(area.id, at))
      const row = graded.map(({ grade, state, parts: told }) => ({ grade, state, parts: [...told] }))
      return { area: { id: area.id, name: area.name }, quarters: row, run: runOfA(graded.flatMap(({ grade }, at) => (quarters[at]?.isOver ? [grade] : []))) }
    }),
  }
} // prettier-ignore

/** The thresholds as they stand beside the grades, the oldest version of the four quarters first. */
const presetShape = ({ id, version, from, name, words, parts }: GradePreset) => ({
  id,
  version,
  from,
  name,
  words,
  parts: parts.map((part) => ({ id: part.indicator, name: indicatorNamed(part.indicator)?.name ?? { zh: part.indicator, en: part.indicator }, good: part.good, a: part.a, b: part.b, needed: part.needed })),
}) // prettier-ignore
