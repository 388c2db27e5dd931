// Decides one attempt on one matter: find the action, may this actor, what stands in the way, read the answers, where to, wind the clocks.
import { parseAnswers } from './form.ts'
import { marksAfterHolds } from './holds.ts'
import { graceMs } from './hurry.ts'
import { wrongLevel } from './level.ts'
import type { Actor, Answers, Attempt, Birth, Matter, Refusal, World } from './matter.ts'
import { may, modeLacks, obstacle, targetOf } from './may.ts'
import { emptyReply, outcomesOf, unheldPart, type Outcome } from './outcomes.ts'
import { actionsIn, isEnded, type Action } from './process.ts'
import { refuse } from './refusals.ts'
import { seat } from './seating.ts'
import { skillAsked } from './squads.ts'
import { areasOf, spreadsOf, wrongSpread } from './spread.ts'
import type { Step } from './step.ts'
import { clocksAfter, wrongDate, wrongGrant } from './timing.ts'

/** What an event changes in the matter's row: the whole decision, so that folding needs neither process nor calendar. `openedAt` only in a birth that was pressed earlier than it arrived. */
export type Change = Partial<Omit<Matter, 'id' | 'process' | 'seq' | 'area' | 'parent' | 'thing' | 'about'>> & {
  /** beside a newer `version`: the one before, so that the story before it is read by the rules it was lived under */ readonly adoptedFrom?: number
}
export type Decision = { readonly change: Change; readonly outcomes: readonly Outcome[]; readonly answers: Answers; readonly action: Action }
/** Decides a step of a matter that exists. */
export function decide(world: World, matter: Matter, attempt: Attempt): Decision | Refusal {
  if (attempt.seen !== undefined && attempt.seen !== matter.seq) return refuse('moved-on')
  const action = actionNamed(actionsIn(world.process, matter.state), attempt.action)
  if (!action) return refuse('not-here')
  const wish = { action, name: attempt.action, actor: attempt.actor }
  const no = may(world, matter, wish) ?? obstacle(world, matter, wish)
  if (no) return no
  const needsPhoto = world.category(matter.marks['category'])?.needsPhoto ?? false
  const form = parseAnswers(action, attempt.answers, needsPhoto)
  if ('refusal' in form) return form.refusal
  return resolve(world, matter, { ...attempt, answers: form.answers, plan: action })
}

/** Decides a birth: opening is decided by the same steps as everything else. */
export function decideBirth(world: World, birth: Birth, attempt: Attempt): { readonly matter: Matter; readonly decision: Decision } | Refusal {
  const action = actionNamed(world.process.open, attempt.action)
  if (!action || !action.to) return refuse('not-here')
  const seed: Matter = {
    id: birth.id, process: world.process.name, version: world.process.version, area: birth.area, thing: birth.thing, parent: birth.parent, about: birth.about ?? null, openedAt: birth.pressedAt ?? world.now, headline: birth.headline,
    state: action.to, phase: 'waiting', seq: 0, round: 1, replied: false, endedAt: null, seats: {}, duties: inheritedDuties(world), clocks: {}, counts: {}, marks: { ...birth.marks, ...skillAsked(world) },
  } // prettier-ignore
  if (!fitsSubject(world, seed)) return (action.needs?.some((need) => 'mode' in need) ? modeLacks(world, 'open') : null) ?? refuse('not-here')
  const wish = { action, name: attempt.action, actor: attempt.actor }
  const no = may(world, seed, wish) ?? obstacle(world, seed, wish)
  if (no) return no
  const form = parseAnswers(action, attempt.answers, false)
  if ('refusal' in form) return form.refusal
  const decided = bornAs(world, seed, { ...attempt, answers: form.answers, plan: action, birth })
  if ('code' in decided) return decided
  const decision = { ...decided, change: { ...(Object.keys(seed.duties).length > 0 ? { duties: seed.duties } : {}), ...decided.change } }
  return { matter: { ...seed, ...decision.change, seq: 1 }, decision }
}

/** Counts from the press. What arrives too late for its own time counts from its arrival: nobody is late for what they could not know yet. */
function bornAs(world: World, seed: Matter, step: Step): Decision | Refusal {
  if (seed.openedAt >= world.now) return resolve(world, seed, step)
  const pressed = resolve({ ...world, now: seed.openedAt }, seed, step)
  const isInTime =
    'change' in pressed && Object.values(pressed.change.clocks ?? {}).every(({ due }) => due === undefined || due >= world.now + graceMs)
  return isInTime ? pressed : resolve(world, seed, step)
}

/** Who did what in the matter this one is about, as far as it must be somebody else here: yesterday's handler does not recheck. */
function inheritedDuties(world: World): Matter['duties'] {
  const apart = new Set((world.process.apart ?? []).flat())
  return Object.fromEntries(Object.entries(world.about?.duties ?? {}).filter(([duty, people]) => apart.has(duty) && people.length > 0))
}

/** Supervision, rechecks and the like are about a matter of a kind they name; others are about nothing. */
function fitsSubject(world: World, seed: Matter): boolean {
  const kinds = world.process.about
  if (!kinds) return seed.about === null
  return seed.about !== null && world.about !== null && kinds.includes(world.about.process)
}

/** The name comes from outside, so that `constructor` and its like must find nothing. */
const actionNamed = (actions: Readonly<Record<string, Action>>, name: string): Action | undefined =>
  Object.hasOwn(actions, name) ? actions[name] : undefined

function resolve(world: World, matter: Matter, step: Step): Decision | Refusal {
  const action = step.plan
  const to = targetOf(matter, step.action, action)
  const target = world.process.states[to]
  if (!target) return refuse('not-here')
  const isNewRound = isEnded(matter.phase) && !isEnded(target.phase)
  const seating = seat(world, matter, step)
  if ('code' in seating) return seating
  const wrong =
    wrongLevel(world, step, seating.seats ?? matter.seats) ??
    emptyReply(step) ??
    unheldPart(world, step) ??
    wrongSpread(world, step) ??
    wrongDate(world, step, to) ??
    wrongGrant(step)
  if (wrong) return wrong
  const kept = marksAfterHolds(world, step, marksAfter(matter, action, step.answers))
  if ('refusal' in kept) return kept.refusal
  const { marks } = kept
  const moved = step.birth !== undefined || to !== matter.state
  const clocks = clocksAfter(world, { ...matter, marks }, { ...step, to, moved })
  const change: Change = {
    ...(moved ? { state: to, phase: target.phase } : {}),
    ...(isNewRound ? { round: matter.round + 1, endedAt: null } : {}),
    ...(isEnded(target.phase) && !isEnded(matter.phase) ? { endedAt: world.now } : {}),
    ...(isNewRound ? { replied: false } : action.then?.some((effect) => 'reply' in effect) ? { replied: true } : {}),
    ...(seating.seats ? { seats: seating.seats } : {}),
    ...dutiesAfter(matter, action, step.actor),
    ...countsAfter(world, matter, step),
    ...(marks === matter.marks ? {} : { marks }),
    ...(clocks === matter.clocks ? {} : { clocks }),
  }
  return { change, outcomes: outcomesOf(action, step.answers), answers: step.answers, action }
}

function marksAfter(matter: Matter, action: Action, answers: Answers): Matter['marks'] {
  const asked = Object.entries(action.ask ?? {}).flatMap(([name, field]) => {
    const value = answers[name]
    if (!field.mark) return []
    if (Array.isArray(value)) return [[field.mark, value.map(String).join(',')]]
    return typeof value === 'string' || typeof value === 'number' ? [[field.mark, String(value)]] : []
  })
  return asked.length === 0 && !action.marks ? matter.marks : { ...matter.marks, ...action.marks, ...Object.fromEntries(asked) }
}

function dutiesAfter(matter: Matter, action: Action, actor: Actor): Pick<Change, 'duties'> {
  if (!action.as || actor.kind === 'system' || actor.person === null || action.as === 'reporter') return {}
  const held = matter.duties[action.as] ?? []
  return held.includes(actor.person) ? {} : { duties: { ...matter.duties, [action.as]: [...held, actor.person] } }
}

/** Counted are steps that may happen n times or under a rule, and how many parts a spread opens. */
function countsAfter(world: World, matter: Matter, { plan, action, answers }: Step): Pick<Change, 'counts'> {
  const isCounted = plan.nth !== undefined || plan.needs?.some((need) => 'rule' in need)
  const parts = spreadsOf(plan, answers).reduce((sum, { spread }) => sum + areasOf(world.roster, spread).length * spread.items.length, 0)
  if (!isCounted && parts === 0) return {}
  const spread = parts > 0 ? { spread: (matter.counts['spread'] ?? 0) + parts } : {}
  return { counts: { ...matter.counts, ...(isCounted ? { [action]: (matter.counts[action] ?? 0) + 1 } : {}), ...spread } }
}
