// Parts that are spread over areas: which areas a spread reaches, and what stands in its way.
import { SpreadAnswer, type Spread } from './form.ts'
import type { Answers, Refusal, World } from './matter.ts'
import { posts } from './posts.ts'
import type { Action } from './process.ts'
import { refuse } from './refusals.ts'
import type { Step } from './step.ts'

/** The spreads that the effects of an action ask for, as answered. */
export const spreadsOf = (action: Action, answers: Answers): readonly { readonly part: string; readonly spread: Spread; readonly field: string }[] =>
  (action.then ?? []).flatMap((effect) => {
    if (!('open' in effect) || action.ask?.[effect.each]?.kind !== 'spread') return []
    const spread = SpreadAnswer.safeParse(answers[effect.each])
    return spread.success ? [{ part: effect.open, spread: spread.data, field: effect.each }] : []
  })

/** The areas a spread reaches: those below where its post stands. */
export function areasOf(roster: World['roster'], { post, area }: Pick<Spread, 'post' | 'area'>): readonly number[] {
  const { level } = posts[post]
  return level === null ? [] : roster.below(area, level)
}

const mostParts = 200_000
/** Parts are spread only over one's own ground, and over some area at all. */
export function wrongSpread(world: World, step: Step): Refusal | null {
  const { actor } = step
  for (const { spread, field } of spreadsOf(step.plan, step.answers)) {
    const isOwn = actor.kind === 'person' && actor.postings.some((posting) => posting.area !== null && world.roster.covers(posting.area, spread.area))
    const n = areasOf(world.roster, spread).length * spread.items.length
    if (isOwn && n > 0 && n <= mostParts) continue
    const why = isOwn
      ? {
          zh: n === 0 ? '这个区域里没有这种岗位' : `一次最多 ${mostParts} 件`,
          en: n === 0 ? 'that area has no such post' : `at most ${mostParts} at once`,
        }
      : { zh: '只能派给自己辖区', en: 'only within your own area' }
    const label = step.plan.ask?.[field]?.label ?? { zh: field, en: field }
    return refuse('answer-wrong', { field: label.zh, fieldEn: label.en, why: why.zh, whyEn: why.en }, { field })
  }
  return null
}
