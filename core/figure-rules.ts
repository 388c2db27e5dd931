// Weights and thresholds as a district's own versioned data: what makes them sound, and which version a period is measured by.
import { z } from 'zod'
import { dayOf } from './calendar.ts'
import type { Weights } from './indicator.ts'
import { indicatorNamed, weightPresets } from './indicators.ts'
import type { Label } from './label.ts'
import { gradePreset, type GradePreset } from './safety-grade.ts'

export const ruleKinds = ['weights', 'grades'] as const
export type RuleKind = (typeof ruleKinds)[number]
const Share = z.number().min(0).max(1)
export const WeightPart = z.object({ indicator: z.string().max(40), weight: Share })
export const GradePart = z.object({ indicator: z.string().max(40), a: Share, b: Share })
/** What is proposed, kept and shown; a part names an indicator of the shipped version. */
export const RuleParts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weights'), parts: z.array(WeightPart).min(1).max(10) }),
  z.object({ kind: z.literal('grades'), parts: z.array(GradePart).min(1).max(10) }),
])
export type RuleParts = z.infer<typeof RuleParts>
/** A confirmed version of a district; `from` is the first day of the periods it measures. */
export type KeptRules = RuleParts & { readonly version: number; readonly from: string }

export const ruleNames: Readonly<Record<RuleKind, Label>> = {
  weights: { zh: '综合分的权重', en: 'Weights of the combined score' },
  grades: { zh: '平安报表的门槛', en: 'Thresholds of the safety report' },
}
export const shippedWeights: Weights = weightPresets[0] ?? {
  id: '',
  version: 1,
  from: null,
  name: { zh: '', en: '' },
  words: { zh: '', en: '' },
  parts: [],
}
export const shippedParts: Readonly<Record<RuleKind, RuleParts>> = {
  weights: { kind: 'weights', parts: shippedWeights.parts.map(({ indicator, weight }) => ({ indicator, weight })) },
  grades: { kind: 'grades', parts: gradePreset.parts.map(({ indicator, a, b }) => ({ indicator, a, b })) },
}

/** Of those that began by a day the newest, and of one day the later version; none means the shipped one. */
function inForce(kept: readonly KeptRules[], kind: RuleKind, day: string): KeptRules | null {
  const begun = kept.filter((each) => each.kind === kind && each.from <= day)
  return begun.sort((one, other) => (one.from === other.from ? one.version - other.version : one.from < other.from ? -1 : 1)).at(-1) ?? null
}

/** A period is measured by what was in force when it began: nobody is judged by what came during it. */
export function weightsFor(kept: readonly KeptRules[], began: number): Weights {
  const own = inForce(kept, 'weights', dayOf(began))
  return own?.kind === 'weights' ? { ...shippedWeights, version: own.version, from: own.from, words: weightWords(own.parts), parts: own.parts.filter(({ weight }) => weight > 0) } : shippedWeights // prettier-ignore
}

export function gradesFor(kept: readonly KeptRules[], began: number): GradePreset {
  const own = inForce(kept, 'grades', dayOf(began))
  if (own?.kind !== 'grades') return gradePreset
  const parts = gradePreset.parts.map((part) => ({ ...part, ...own.parts.find(({ indicator }) => indicator === part.indicator) }))
  return { ...gradePreset, version: own.version, from: own.from, parts }
}

/** In the words of the shipped version, so that a score always says what it was made of. */
export function weightWords(parts: readonly z.infer<typeof WeightPart>[]): Label {
  const used = parts.filter(({ weight }) => weight > 0)
  const name = (indicator: string): Label => indicatorNamed(indicator)?.name ?? { zh: indicator, en: indicator }
  return {
    zh: `${used.map(({ indicator, weight }) => `${name(indicator).zh}×${weight.toFixed(2)}`).join('＋')}，满意率里基本满意按 0.9 计；任何一个率没有数据，就没有综合分`,
    en: `${used.map(({ indicator, weight }) => `${name(indicator).en} × ${weight.toFixed(2)}`).join(' + ')}, fairly satisfied counted 0.9; no data in one rate means no score`,
  }
}

/** Why it cannot be taken, or nothing: the same rates as shipped, weights of whole percents that make a hundred, thresholds in order. */
export function faultIn(rules: RuleParts): Label | null {
  const names = rules.parts.map(({ indicator }) => indicator)
  const known = shippedParts[rules.kind].parts.map(({ indicator }) => indicator)
  if (names.length !== known.length || known.some((name) => !names.includes(name))) return { zh: '每一项都要有，不能多也不能少', en: 'each part once, none more and none fewer' } // prettier-ignore
  const all = rules.kind === 'weights' ? rules.parts.map(({ weight }) => weight) : rules.parts.flatMap(({ a, b }) => [a, b])
  if (all.some((share) => Math.abs(share * 100 - Math.round(share * 100)) > 1e-6)) return { zh: '写到百分之一为止', en: 'whole percents only' }
  if (rules.kind === 'weights') {
    const sum = rules.parts.reduce((total, { weight }) => total + Math.round(weight * 100), 0)
    return sum === 100 ? null : { zh: `权重加起来要是 100%，现在是 ${sum}%`, en: `weights must make 100%; they make ${sum}%` }
  }
  const wrong = rules.parts.find(({ indicator, a, b }) => {
    const { good } = gradePreset.parts.find((part) => part.indicator === indicator) ?? { good: 'more' }
    return good === 'more' ? a <= b : a >= b
  })
  const name = wrong && indicatorNamed(wrong.indicator)?.name
  return name ? { zh: `${name.zh}：A 档的门槛要比 B 档严`, en: `${name.en}: the threshold of A must be stricter than that of B` } : null
}

/** The first day a proposal may name: the running day has already begun by another version. */
export const earliestFrom = (now: number): string => dayOf(now + 86_400_000)

const Person = z.string().nullable()
const ShownPart = z.object({ indicator: z.string(), name: z.object({ zh: z.string(), en: z.string() }), good: z.enum(['more', 'less', 'neither']), weight: z.number().nullable(), a: z.number().nullable(), b: z.number().nullable() }) // prettier-ignore
const Shown = z.object({ id: z.uuid().nullable(), version: z.number().int().nullable(), from: z.string().nullable(), reason: z.string().nullable(), parts: z.array(ShownPart), proposedBy: Person, proposedAt: z.number().int().nullable(), outcome: z.enum(['confirmed', 'declined']).nullable(), decidedBy: Person, decidedAt: z.number().int().nullable(), decidedWords: z.string().nullable() }) // prettier-ignore
export type ShownRules = z.infer<typeof Shown>
export const FigureRules = z.object({
  kinds: z.array(z.object({ kind: z.enum(ruleKinds), /** the version that today is measured by */ now: z.number().int(), versions: z.array(Shown), open: Shown.nullable(), declined: z.array(Shown) })),
  may: z.object({ propose: z.boolean(), decide: z.boolean(), /** the viewer's own proposals wait for somebody else */ own: z.array(z.uuid()) }),
  earliest: z.string(),
}) // prettier-ignore
export type FigureRules = z.infer<typeof FigureRules>
export const RulesProposed = z.object({ id: z.uuid(), rules: RuleParts, from: z.iso.date(), reason: z.string().trim().min(4).max(500) })
export const RulesDecided = z.object({ confirm: z.boolean(), words: z.string().trim().max(500).optional() })
