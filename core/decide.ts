// Decides one attempt on one matter: find the action, may this actor, what stands in the way, read the answers, where to, wind the clocks.
import type { z } from 'zod'
import { dueNow, extend, strike, wind } from './clock.ts'
import { HolderAnswer, parseAnswers, SpreadAnswer, type Spread } from './form.ts'
import type { Actor, Answers, Attempt, Birth, ClockState, Holder, Matter, Refusal, World } from './matter.ts'
import { may, obstacle, targetOf } from './may.ts'
import { ladderFrom, posts } from './posts.ts'
import { actionsIn, clocksIn, isEnded, type Action, type Assignee, type Effect, type SpanRule } from './process.ts'
import { liftTo } from './owner.ts'
import { refuse } from './refusals.ts'

/** What an event changes in the matter's row: the whole decision, so that folding needs neither process nor calendar. */
export type Change = Partial<Omit<Matter, 'id' | 'process' | 'seq' | 'area' | 'parent' | 'thing' | 'about'>> // `openedAt` only in a birth that was pressed earlier than it arrived, `version` only when a newer one is adopted
export type Decision = { readonly change: Change; readonly outcomes: readonly Outcome[]; readonly answers: Answers; readonly action: Action }
/** The effects that reach beyond the matter's own row, filled in. */
export type Outcome =
  | { readonly kind: 'tell'; readonly whom: string; readonly say: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'reply'; readonly words: string }
  | { readonly kind: 'open'; readonly part: string; readonly holder: Holder }
  | { readonly kind: 'spread'; readonly part: string; readonly spread: Spread }
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
    id: birth.id, process: world.process.name, version: world.process.version, area: birth.area, thing: birth.thing, parent: birth.parent, about: birth.about ?? null, openedAt: world.now, headline: birth.headline,
    state: action.to, phase: 'waiting', seq: 0, round: 1, replied: false, endedAt: null, seats: {}, duties: inheritedDuties(world), clocks: {}, counts: {}, marks: birth.marks ?? {},
  } // prettier-ignore
  if (!fitsSubject(world, seed)) return refuse('not-here')
  const wish = { action, name: attempt.action, actor: attempt.actor }
  const no = may(world, seed, wish) ?? obstacle(world, seed, wish)
  if (no) return no
  const form = parseAnswers(action, attempt.answers, false)
  if ('refusal' in form) return form.refusal
  const decided = resolve(world, seed, { ...attempt, answers: form.answers, plan: action, birth })
  if ('code' in decided) return decided
  const decision = { ...decided, change: { ...(Object.keys(seed.duties).length > 0 ? { duties: seed.duties } : {}), ...decided.change } }
  return { matter: { ...seed, ...decision.change, seq: 1 }, decision }
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

type Resolving = Attempt & { readonly plan: Action; readonly birth?: Birth }

function resolve(world: World, matter: Matter, step: Resolving): Decision | Refusal {
  const action = step.plan
  const to = targetOf(matter, step.action, action)
  const target = world.process.states[to]
  if (!target) return refuse('not-here')
  const isNewRound = isEnded(matter.phase) && !isEnded(target.phase)
  const seating = seat(world, matter, step)
  if ('code' in seating) return seating
  const wrong = unheldPart(world, step) ?? wrongSpread(world, step) ?? wrongDate(world, step, to) ?? wrongGrant(step)
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
    ...countsAfter(world, matter, step),
    ...(marks === matter.marks ? {} : { marks }),
    clocks,
  }
  return { change, outcomes: outcomesOf(action, step.answers), answers: step.answers, action }
}

/** Parts go only to posts that somebody holds; a part that nobody gets would be lost. */
function unheldPart(world: World, step: Resolving): Refusal | null {
  for (const effect of step.plan.then ?? []) {
    if (!('open' in effect) || step.plan.ask?.[effect.each]?.kind === 'spread') continue
    const holders = HolderAnswer.array().catch([]).parse(step.answers[effect.each])
    if (holders.some((each) => !world.roster.isHeld(holderOf(each)))) return refuse('no-holder', {}, { field: effect.each })
  }
  return null
}

const spreadsOf = (action: Action, answers: Answers): readonly { readonly part: string; readonly spread: Spread; readonly field: string }[] =>
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
function wrongSpread(world: World, step: Resolving): Refusal | null {
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

/** A day means its morning; a day with a time means that moment. */
const morningOf = (date: unknown): number | null =>
  typeof date === 'string' ? Date.parse(date.includes('T') ? `${date}:00+08:00` : `${date}T09:00:00+08:00`) : null
const holderOf = (each: z.infer<typeof HolderAnswer>): Holder => ({
  post: each.post,
  ...(each.area === undefined ? {} : { area: each.area }),
  ...(each.organisation === undefined ? {} : { organisation: each.organisation }),
  ...(each.person === undefined ? {} : { person: each.person }),
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

/** Counted are steps that may happen n times or under a rule, and how many parts a spread opens. */
function countsAfter(world: World, matter: Matter, { plan, action, answers }: Resolving): Pick<Change, 'counts'> {
  const isCounted = plan.nth !== undefined || plan.needs?.some((need) => 'rule' in need)
  const parts = spreadsOf(plan, answers).reduce((sum, { spread }) => sum + areasOf(world.roster, spread).length * spread.items.length, 0)
  if (!isCounted && parts === 0) return {}
  const spread = parts > 0 ? { spread: (matter.counts['spread'] ?? 0) + parts } : {}
  return { counts: { ...matter.counts, ...(isCounted ? { [action]: (matter.counts[action] ?? 0) + 1 } : {}), ...spread } }
}

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
  if ('about' in to) return world.about?.seats[to.about] ?? { post: 'dispatcher', area: liftTo(world.roster, matter.area, 'dispatcher') }
  if ('field' in to) {
    const named = HolderAnswer.safeParse(step.answers[to.field])
    if (!named.success) return null
    const { post, area, organisation, person } = named.data
    const placed =
      area === undefined && organisation === undefined
        ? { ...holderOf(named.data), area: liftTo(world.roster, matter.area, post) }
        : holderOf(named.data)
    // who is named must be one of those who hold the post, and there
    const isThere = person === undefined ? world.roster.isHeld(placed) : world.roster.present(placed).includes(person)
    return isThere ? placed : null
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
        again:
          step.moved && !(due.clock in clocksIn(world.process, step.to)) ? undefined : due.plan.again && inUrgency(world, matter, due.plan.again),
      }),
    }
  for (const effect of step.plan.then ?? []) {
    const clock = 'extend' in effect ? clocks[effect.extend] : undefined
    const amount = 'extend' in effect ? step.answers[effect.by] : undefined
    if ('extend' in effect && clock && typeof amount === 'number')
      clocks = { ...clocks, [effect.extend]: extend(world.calendar, clock, { amount, now: world.now }) }
  }
  // a step that names the place where it stands arrives there anew: only that place's own clock starts again
  const isAnew = !step.moved && step.plan.to === matter.state
  if (!step.moved && !isAnew) return clocks
  return wind({
    process: world.process,
    calendar: world.calendar,
    now: world.now,
    clocks: isAnew ? Object.fromEntries(Object.entries(clocks).filter(([name]) => name !== `state-${matter.state}`)) : clocks,
    from: step.birth ? null : matter.state,
    to: step.to,
    lengthOf,
  })
}

function lengthFor(world: World, matter: Matter, ask: { rule: SpanRule; answers: Answers }): { amount: number; unit: ClockState['unit'] } {
  const { rule } = ask
  if ('amount' in rule) return inUrgency(world, matter, rule)
  if ('listed' in rule) return inUrgency(world, matter, world.category(matter.marks['category'])?.handle ?? rule.otherwise)
  const until = morningOf(ask.answers[rule.until]) ?? world.now
  return { amount: Math.max(1, Math.round((until - world.now) / 60_000)), unit: 'minute' }
}

/** An emergency, of the matter or of its area, does not wait for office hours: its working hours are hours of the clock, its workdays days. */
type Length = { readonly amount: number; readonly unit: ClockState['unit'] }
function inUrgency(world: World, matter: Matter, length: Length): Length {
  if (matter.marks['urgency'] !== 'emergency' && !world.isEmergency) return length
  if (length.unit === 'workHour') return { amount: length.amount, unit: 'clockHour' }
  return length.unit === 'workday' ? { amount: length.amount, unit: 'day' } : length
}

function outcomesOf(action: Action, answers: Answers): Outcome[] {
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
    if ('roll' in effect) return [{ kind: 'roll', pool: effect.roll }]
    if ('transfer' in effect) return [{ kind: 'transfer', ledger: effect.transfer, amount: effect.amount }]
    return []
  })
}
