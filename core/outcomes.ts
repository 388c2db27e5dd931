// The effects that reach beyond the matter's own row, filled in with what was answered.
import { HolderAnswer, type Spread } from './form.ts'
import type { Answers, Holder, Refusal, World } from './matter.ts'
import type { Post } from './posts.ts'
import type { Action } from './process.ts'
import { refuse } from './refusals.ts'
import { saysNothing } from './reply-check.ts'
import { holderOf } from './seating.ts'
import { spreadsOf } from './spread.ts'
import type { Step } from './step.ts'

export type Outcome =
  | { readonly kind: 'tell'; readonly whom: string; readonly say: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'reply'; readonly words: string }
  | { readonly kind: 'open'; readonly part: string; readonly holder: Holder }
  | { readonly kind: 'spread'; readonly part: string; readonly spread: Spread }
  | { readonly kind: 'join'; readonly target: string }
  | { readonly kind: 'enrol'; readonly post: Post }
  | { readonly kind: 'claim' | 'release'; readonly pool: string }
  | { readonly kind: 'roll'; readonly pool: string; readonly nearest: number | null }
  | { readonly kind: 'booking' }
  | { readonly kind: 'transfer'; readonly ledger: string; readonly amount: number }

export function outcomesOf(action: Action, answers: Answers): Outcome[] {
  return (action.then ?? []).flatMap((effect): Outcome[] => {
    if ('tell' in effect) return [{ kind: 'tell', whom: effect.tell, say: effect.say }]
    if ('reply' in effect) return [{ kind: 'reply', words: String(answers[effect.reply] ?? '') }]
    if ('open' in effect && action.ask?.[effect.each]?.kind === 'spread')
      return spreadsOf(action, answers).filter(({ field }) => field === effect.each).map(({ part, spread }) => ({ kind: 'spread', part, spread })) // prettier-ignore
    if ('open' in effect)
      return HolderAnswer.array()
        .catch([])
        .parse(answers[effect.each])
        .map((each) => ({ kind: 'open', part: effect.open, holder: holderOf(each) }))
    if ('join' in effect) return [{ kind: 'join', target: String(answers[effect.join] ?? '') }]
    if ('claim' in effect) return [{ kind: 'claim', pool: effect.claim }]
    if ('release' in effect) return [{ kind: 'release', pool: effect.release }]
    if ('roll' in effect) return [{ kind: 'roll', pool: effect.roll, nearest: effect.nearest ?? null }]
    if ('hold' in effect || 'free' in effect) return [{ kind: 'booking' }]
    if ('enrol' in effect) return [{ kind: 'enrol', post: effect.enrol }]
    if ('transfer' in effect) return [{ kind: 'transfer', ledger: effect.transfer, amount: effect.amount }]
    return []
  })
}

/** Parts go only to posts that somebody holds; a part that nobody gets would be lost. */
export function unheldPart(world: World, step: Step): Refusal | null {
  for (const effect of step.plan.then ?? []) {
    if (!('open' in effect) || step.plan.ask?.[effect.each]?.kind === 'spread') continue
    const holders = HolderAnswer.array().catch([]).parse(step.answers[effect.each])
    if (holders.some((each) => !world.roster.isHeld(holderOf(each)))) return refuse('no-holder', {}, { field: effect.each })
  }
  return null
}

/** A reply of nothing but a set phrase is none. What opens a matter answers nobody, so it may be as short as it likes. */
export function emptyReply({ plan, answers, birth }: Step): Refusal | null {
  const replies = (plan.then ?? []).flatMap((effect) => ('reply' in effect && birth === undefined ? [effect.reply] : []))
  const empty = replies.find((name) => {
    const words = answers[name]
    return typeof words === 'string' && saysNothing(words)
  })
  return empty === undefined ? null : refuse('reply-empty', {}, { field: empty })
}
