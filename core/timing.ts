// The clocks after a step: struck, lengthened and wound, with the length that the process, the category or a date gives them.
import { dueNow, extend, strike, wind } from './clock.ts'
import { ease, hurry } from './hurry.ts'
import type { Answers, ClockState, Matter, Refusal, World } from './matter.ts'
import { clocksIn, type SpanRule } from './process.ts'
import { refuse } from './refusals.ts'
import type { Step } from './step.ts'

export function clocksAfter(world: World, matter: Matter, step: Step & { to: string; moved: boolean }): Readonly<Record<string, ClockState>> {
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
  // a step that names the place where it stands arrives there anew: only that place's own clock starts again
  const isAnew = !step.moved && step.plan.to === matter.state
  if (!step.moved && !isAnew) return inForce(world, matter, { state: step.to, clocks })
  const wound = wind({
    process: world.process,
    calendar: world.calendar,
    now: world.now,
    clocks: isAnew ? Object.fromEntries(Object.entries(clocks).filter(([name]) => name !== `state-${matter.state}`)) : clocks,
    from: step.birth ? null : matter.state,
    to: step.to,
    lengthOf,
  })
  return inForce(world, matter, { state: step.to, clocks: wound })
}

/** Every clock that runs in this state as the mode of the area has it now; those that are so already are the same objects. */
export function inForce(
  world: World,
  matter: Matter,
  { state, clocks }: { readonly state: string; readonly clocks: Matter['clocks'] },
): Matter['clocks'] {
  const running = Object.entries(clocksIn(world.process, state)).flatMap(([name, plan]): [string, ClockState][] => {
    const clock = clocks[name]
    if (!clock) return []
    const moment = { now: world.now, again: plan.again && inUrgency(matter, plan.again) }
    if (world.emergencySince === null) return [[name, ease(world.calendar, clock, moment)]]
    return [[name, hurry(world.calendar, clock, { ...moment, began: Math.max(world.emergencySince, clock.since ?? 0) })]]
  })
  return running.every(([name, clock]) => clocks[name] === clock) ? clocks : { ...clocks, ...Object.fromEntries(running) }
}

function lengthFor(world: World, matter: Matter, ask: { rule: SpanRule; answers: Answers }): { amount: number; unit: ClockState['unit'] } {
  const { rule } = ask
  if ('amount' in rule) return inUrgency(matter, rule)
  if ('listed' in rule) return inUrgency(matter, world.category(matter.marks['category'])?.handle ?? rule.otherwise)
  const until = morningOf(ask.answers[rule.until] ?? matter.marks[rule.until]) ?? world.now
  return { amount: Math.max(1, Math.round((until - world.now) / 60_000)), unit: 'minute' }
}

/** A matter that is an emergency itself never waits for office hours: its working hours are hours of the clock, its workdays days. */
type Length = { readonly amount: number; readonly unit: ClockState['unit'] }
function inUrgency(matter: Matter, length: Length): Length {
  if (matter.marks['urgency'] !== 'emergency') return length
  if (length.unit === 'workHour') return { amount: length.amount, unit: 'clockHour' }
  return length.unit === 'workday' ? { amount: length.amount, unit: 'day' } : length
}

/** A matter rests until a day that is still to come, at most a year away. */
export function wrongDate(world: World, step: Step, to: string): Refusal | null {
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
export function wrongGrant(step: Step): Refusal | null {
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
