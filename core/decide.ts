// Decides one attempt on one matter: find the action, may this actor, what stands in the way, read the answers, where to, wind the clocks.
import type { z } from 'zod'
import { dueNow, extend, strike, wind } from './clock.ts'
import { HolderAnswer, parseAnswers } from './form.ts'
import type { Actor, Answers, Attempt, Birth, ClockState, Holder, Matter, Refusal, World } from './matter.ts'
import { may, obstacle, targetOf } from './may.ts'
import { ladderFrom } from './posts.ts'
import { actionsIn, clocksIn, isEnded, type Action, type Assignee, type Effect, type SpanRule } from './process.ts'
import { liftTo } from './owner.ts'
import { refuse } from './refusals.ts'

/** What an event changes in the matter's row: the whole decision, so that folding needs neither process nor calendar. */
export type Change = Partial<Omit<Matter, 'id' | 'process' | 'seq' | 'area' | 'parent' | 'thing'>> // `openedAt` only in a birth that was pressed earlier than it arrived
export type Decision = { readonly change: Change; readonly outcomes: readonly Outcome[]; readonly answers: Answers; readonly action: Action }
/** The effects that reach beyond the matter's own row, filled in. */
export type Outcome =
  | { readonly kind: 'tell'; readonly whom: string; readonly say: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'reply'; readonly words: string }
  | { readonly kind: 'open'; readonly part: string; readonly holder: Holder }
  | { readonly kind: 'join'; readonly target: string }
  | { readonly kind: 'claim' | 'release' | 'roll'; readonly pool: string }
  | { readonly kind: 'transfer'; readonly ledger: string; readonly amount: number }

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
    id: birth.id, process: world.process.name, version: world.process.version, area: birth.area, thing: birth.thing, parent: birth.parent, openedAt: world.now, headline: birth.headline,
    state: action.to, phase: 'waiting', seq: 0, round: 1, replied: false, endedAt: null, seats: {}, duties: {}, clocks: {}, counts: {}, marks: birth.marks ?? {},
  } // prettier-ignore
  const wish = { action, name: attempt.action, actor: attempt.actor }
  const no = may(world, seed, wish) ?? obstacle(world, seed, wish)
  if (no) return no
  const form = parseAnswers(action, attempt.answers, false)
  if ('refusal' in form) return form.refusal
  const decision = resolve(world, seed, { ...attempt, answers: form.answers, plan: action, birth })
  if ('code' in decision) return decision
  return { matter: { ...seed, ...decision.change, seq: 1 }, decision }
}

/** The name comes from outside, so that `constructor` and its like must find nothing. */
const actionNamed = (actions: Readonly<Record<string, Action>>, name: string): Action | undefined =>
  Object.hasOwn(actions, name) ? actions[name] : undefined

type Resolving = Attempt & { readonly plan: Action; readonly birth?: Birth }

function resolve(world: World, matter: Matter, step: Resolving): Decision | Refusal {
  const action = step.plan
  const to = targetOf(matter, step.action, action)
  const target = world.process.states[to]
  if (!target) return refuse('not-here')
  const isNewRound = isEnded(matter.phase) && !isEnded(target.phase)
  const seating = seat(world, matter, step)
  if ('code' in seating) return seating
  const wrong = unheldPart(world, step) ?? wrongDate(world, step, to) ?? wrongGrant(step)
  if (wrong) return wrong
  const marks = marksAfter(matter, action, step.answers)
  const moved = step.birth !== undefined || to !== matter.state
  const clocks = clocksAfter(world, { ...matter, marks }, { ...step, to, moved })
  const change: Change = {
    ...(moved ? { state: to, phase: target.phase } : {}),
    ...(isNewRound ? { round: matter.round + 1, endedAt: null } : {}),
    ...(isEnded(target.phase) && !isEnded(matter.phase) ? { endedAt: world.now } : {}),
    ...(isNewRound ? { replied: false } : action.then?.some((effect) => 'reply' in effect) ? { replied: true } : {}),
    ...(seating.seats ? { seats: seating.seats } : {}),
    ...dutiesAfter(matter, action, step.actor),
    ...(action.nth
      ? { counts: { ...matter.counts, [step.action]: (matter.counts[step.action] ?? 0) + 1 } }
      : countsAfter(matter, step.action, action)),
    ...(marks === matter.marks ? {} : { marks }),
    clocks,
  }
  return { change, outcomes: outcomesOf(action, step.answers), answers: step.answers, action }
}

/** Parts go only to posts that somebody holds; a part that nobody gets would be lost. */
function unheldPart(world: World, step: Resolving): Refusal | null {
  for (const effect of step.plan.then ?? []) {
    if (!('open' in effect)) continue
    const holders = HolderAnswer.array().catch([]).parse(step.answers[effect.each])
    if (holders.some((each) => !world.roster.isHeld(holderOf(each)))) return refuse('no-holder', {}, { field: effect.each })
  }
  return null
}

/** A matter rests until a day that is still to come, at most a year away. */
function wrongDate(world: World, step: Resolving, to: string): Refusal | null {
  for (const { span } of Object.values(clocksIn(world.process, to))) {
    const field = 'until' in span ? step.plan.ask?.[span.until] : undefined
    if (!('until' in span) || !field) continue
    const at = morningOf(step.answers[span.until])
    if (at !== null && at > world.now && at <= world.now + 366 * 86_400_000) continue
    return refuse('answer-wrong', { field: field.label.zh, fieldEn: field.label.en, why: '请选明天到一年之内的一天', whyEn: 'choose a day from tomorrow to a year from now' }, { field: span.until }) // prettier-ignore
  }
  return null
}

/** More time is more than none; nobody's deadline is quietly brought forward. */
function wrongGrant(step: Resolving): Refusal | null {
  for (const effect of step.plan.then ?? []) {
    const amount = 'extend' in effect ? step.answers[effect.by] : undefined
    const label = 'extend' in effect ? step.plan.ask?.[effect.by]?.label : undefined
    if ('extend' in effect && label && typeof amount === 'number' && amount <= 0)
      return refuse('answer-wrong', { field: label.zh, fieldEn: label.en, why: '要大于 0', whyEn: 'more than 0, please' }, { field: effect.by })
  }
  return null
}

const morningOf = (date: unknown): number | null => (typeof date === 'string' ? Date.parse(`${date}T09:00:00+08:00`) : null)
const holderOf = (each: z.infer<typeof HolderAnswer>): Holder => ({
  post: each.post,
  ...(each.area === undefined ? {} : { area: each.area }),
  ...(each.organisation === undefined ? {} : { organisation: each.organisation }),
})

function marksAfter(matter: Matter, action: Action, answers: Answers): Matter['marks'] {
  const asked = Object.entries(action.ask ?? {}).flatMap(([name, field]) => {
    const value = answers[name]
    return field.mark && typeof value === 'string' ? [[field.mark, value]] : []
  })
  return asked.length === 0 && !action.marks ? matter.marks : { ...matter.marks, ...action.marks, ...Object.fromEntries(asked) }
}

function dutiesAfter(matter: Matter, action: Action, actor: Actor): Pick<Change, 'duties'> {
  if (!action.as || actor.kind === 'system' || actor.person === null || action.as === 'reporter') return {}
  const held = matter.duties[action.as] ?? []
  return held.includes(actor.person) ? {} : { duties: { ...matter.duties, [action.as]: [...held, actor.person] } }
}

/** Steps with a counting rule are the only others that are counted. */
const countsAfter = (matter: Matter, name: string, action: Action): Pick<Change, 'counts'> =>
  action.needs?.some((need) => 'rule' in need) ? { counts: { ...matter.counts, [name]: (matter.counts[name] ?? 0) + 1 } } : {}

function seat(world: World, matter: Matter, step: Resolving): { readonly seats?: Readonly<Record<string, Holder>> } | Refusal {
  const seats: Record<string, Holder> = { ...matter.seats }
  const assigns = (step.plan.then ?? []).filter((effect): effect is Extract<Effect, { assign: string }> => 'assign' in effect)
  for (const effect of assigns) {
    const holder = holderFor(world, matter, { step, to: effect.to })
    if (!holder) return refuse('no-holder', {}, 'field' in effect.to ? { field: effect.to.field } : {})
    seats[effect.assign] = holder
  }
  return assigns.length > 0 ? { seats } : {}
}

function holderFor(world: World, matter: Matter, wish: { step: Resolving; to: Assignee }): Holder | null {
  const { to, step } = wish
  if ('post' in to) return { post: to.post, area: liftTo(world.roster, matter.area, to.post) }
  if ('thing' in to) return step.birth?.thingHandler ?? null
  if ('above' in to) return aboveOf(world, matter, matter.seats[to.above])
  if ('field' in to) {
    const named = HolderAnswer.safeParse(step.answers[to.field])
    if (!named.success) return null
    const { post, area, organisation } = named.data
    const placed = area === undefined && organisation === undefined ? { post, area: liftTo(world.roster, matter.area, post) } : holderOf(named.data)
    return world.roster.isHeld(placed) ? placed : null
  }
  if (step.actor.kind === 'system') return null
  const covering = step.actor.postings.filter(
    (posting) => posting.organisation !== null || (posting.area !== null && world.roster.covers(posting.area, matter.area)),
  )
  const first = covering.find((posting) => isRuleOf(world, matter, posting.post)) ?? covering[0]
  if (!first || step.actor.person === null) return null
  return {
    post: first.post,
    ...(first.area === null ? {} : { area: first.area }),
    ...(first.organisation === null ? {} : { organisation: first.organisation }),
    person: step.actor.person,
  }
}

const isRuleOf = (world: World, matter: Matter, post: string): boolean => world.process.states[matter.state]?.owner === `post:${post}`

function aboveOf(world: World, matter: Matter, seat: Holder | undefined): Holder {
  // a superior, never the same post again
  const higher = ladderFrom(seat?.post ?? 'communityStaff').slice(1)
  const above = higher.find((post) => post === 'dispatcher' || post === 'supervisor' || post === 'districtLeader') ?? 'districtLeader'
  return { post: above, area: liftTo(world.roster, matter.area, above) }
}

function clocksAfter(world: World, matter: Matter, step: Resolving & { to: string; moved: boolean }): Readonly<Record<string, ClockState>> {
  const lengthOf = (rule: SpanRule) => lengthFor(world, matter, { rule, answers: step.answers })
  const due = step.actor.kind === 'system' && !step.birth ? dueNow(world, matter, step.action) : null
  let clocks = matter.clocks
  const blow = due && clocks[due.clock]
  if (due && blow)
    clocks = {
      ...clocks,
      [due.clock]: strike(world.calendar, blow, {
        now: world.now,
        again: step.moved && !(due.clock in clocksIn(world.process, step.to)) ? undefined : due.plan.again && inUrgency(matter, due.plan.again),
      }),
    }
  for (const effect of step.plan.then ?? []) {
    const clock = 'extend' in effect ? clocks[effect.extend] : undefined
    const amount = 'extend' in effect ? step.answers[effect.by] : undefined
    if ('extend' in effect && clock && typeof amount === 'number')
      clocks = { ...clocks, [effect.extend]: extend(world.calendar, clock, { amount, now: world.now }) }
  }
  if (!step.moved) return clocks
  return wind({
    process: world.process,
    calendar: world.calendar,
    now: world.now,
    clocks,
    from: step.birth ? null : matter.state,
    to: step.to,
    lengthOf,
  })
}

function lengthFor(world: World, matter: Matter, ask: { rule: SpanRule; answers: Answers }): { amount: number; unit: ClockState['unit'] } {
  const { rule } = ask
  if ('amount' in rule) return inUrgency(matter, rule)
  if ('listed' in rule) return inUrgency(matter, world.category(matter.marks['category'])?.handle ?? rule.otherwise)
  const until = morningOf(ask.answers[rule.until]) ?? world.now
  return { amount: Math.max(1, Math.round((until - world.now) / 60_000)), unit: 'minute' }
}

/** An emergency does not wait for office hours: its working hours are hours of the clock, its workdays days. */
function inUrgency(matter: Matter, length: { amount: number; unit: ClockState['unit'] }): { amount: number; unit: ClockState['unit'] } {
  if (matter.marks['urgency'] !== 'emergency') return length
  if (length.unit === 'workHour') return { amount: length.amount, unit: 'clockHour' }
  return length.unit === 'workday' ? { amount: length.amount, unit: 'day' } : length
}

function outcomesOf(action: Action, answers: Answers): Outcome[] {
  return (action.then ?? []).flatMap((effect): Outcome[] => {
    if ('tell' in effect) return [{ kind: 'tell', whom: effect.tell, say: effect.say }]
    if ('reply' in effect) return [{ kind: 'reply', words: String(answers[effect.reply] ?? '') }]
    if ('open' in effect)
      return HolderAnswer.array()
        .catch([])
        .parse(answers[effect.each])
        .map((each) => ({ kind: 'open', part: effect.open, holder: holderOf(each) }))
    if ('join' in effect) return [{ kind: 'join', target: String(answers[effect.join] ?? '') }]
    if ('claim' in effect) return [{ kind: 'claim', pool: effect.claim }]
    if ('release' in effect) return [{ kind: 'release', pool: effect.release }]
    if ('roll' in effect) return [{ kind: 'roll', pool: effect.roll }]
    if ('transfer' in effect) return [{ kind: 'transfer', ledger: effect.transfer, amount: effect.amount }]
    return []
  })
}
