// Faults of responsibility: who owns a state, which clock runs, what happens when it strikes, what the system may do alone.
import { everyAction, fault, targetsOf, type Fault, type Placed } from './faults-words.ts'
import { isPost, split } from './owner.ts'
import { ladderFrom, type Post } from './posts.ts'
import { actionsIn, clocksIn, isEnded, type Process } from './process.ts'

/** An owner and a clock on every unfinished state; a late action that will really be taken and heard. */
export function clockFaults(process: Process, present: readonly Post[] | undefined): readonly Fault[] {
  return Object.entries(process.states).flatMap(([at, state]) => {
    const where = `states.${at}`
    const clocks = clocksIn(process, at)
    if (isEnded(state.phase)) return Object.keys(clocks).length > 0 ? [fault('clock-after-end', where)] : []
    return [
      ...(state.owner ? ownerFaults(where, state.owner, present) : [fault('no-owner', where)]),
      ...(Object.keys(clocks).length > 0 ? [] : [fault('no-clock', where)]),
      ...Object.keys(clocks).flatMap((clock) => lateFaults(process, at, clock)),
    ]
  })
}

function ownerFaults(where: string, owner: string, present: readonly Post[] | undefined): readonly Fault[] {
  const [kind, post] = split(owner)
  if (kind !== 'post' || !isPost(post)) return []
  const ladder = ladderFrom(post)
  const top: Post = 'districtLeader'
  return [
    ...(ladder.includes(top) ? [] : [fault('no-superior', where, post)]),
    ...(present === undefined || ladder.some((each) => present.includes(each)) ? [] : [fault('post-missing', where, post)]),
  ]
}

function lateFaults(process: Process, at: string, clock: string): readonly Fault[] {
  const plan = clocksIn(process, at)[clock]
  if (!plan) return []
  const where = clock.startsWith('state-') ? `states.${at}.within` : `clocks.${clock}.${at}`
  const late = actionsIn(process, at)[plan.late]
  if (!late) return [fault('late-missing', where, plan.late)]
  const moves = late.to !== undefined && late.to !== at
  const tells = late.then?.some((effect) => 'tell' in effect) ?? false
  const asks = Object.values(late.ask ?? {}).some((field) => !field.optional) || (late.needs ?? []).length > 0
  return [
    ...(late.by.includes('system') ? [] : [fault('late-not-system', where, plan.late)]),
    ...(asks ? [fault('late-asks', where, plan.late)] : []),
    ...(moves || tells ? [] : [fault('late-unheard', where, plan.late)]),
    ...(plan.again || (moves && !(late.to !== undefined && clock in clocksIn(process, late.to))) ? [] : [fault('late-forever', where, plan.late)]),
  ]
}

/** The system holds no duty, gives no reply, seats nobody it cannot know, and is really called for what only it may do. */
export function systemFaults(process: Process): readonly Fault[] {
  return everyAction(process).flatMap((placed) => {
    const { where, action, kind } = placed
    const effects = action.then ?? []
    const isSystems = action.by.includes('system')
    const seatless = action.by.some((who) => who === 'system' || who === 'anyone' || who === 'reporter')
    const unseated = effects.flatMap((effect) => {
      if (!('assign' in effect)) return []
      const cannot = ('actor' in effect.to && seatless) || (('thing' in effect.to || 'keeper' in effect.to) && kind !== 'open')
      return cannot ? [fault('nobody-to-seat', where, effect.assign)] : []
    })
    const needs = action.needs ?? []
    return [
      ...(isSystems && action.as !== undefined ? [fault('system-duty', where)] : []),
      ...(isSystems && effects.some((effect) => 'reply' in effect) ? [fault('system-reply', where)] : []),
      ...(action.auto && (needs.length === 0 || !isSystems) ? [fault('auto-without-need', where)] : []),
      ...(action.by.every((who) => who === 'system') && !isCalled(process, placed) ? [fault('system-idle', where)] : []),
      ...unseated,
    ]
  })
}

const isCalled = (process: Process, placed: Placed): boolean =>
  placed.kind === 'open' ||
  placed.action.auto === true ||
  placed.states.some((at) => Object.values(clocksIn(process, at)).some((plan) => plan.late === placed.name))

/** Whoever reopens an ended matter finds a clock that counts on from before. */
export function reopenFaults(process: Process): readonly Fault[] {
  return everyAction(process).flatMap(({ where, action, states }) => {
    if (!states.some((at) => isEnded(process.states[at]?.phase ?? 'waiting'))) return []
    return targetsOf(action).flatMap((to) => {
      const target = process.states[to]
      const lasts = Object.values(process.clocks ?? {}).some((clock) => !clock.fresh && clock.in.includes(to))
      return !target || isEnded(target.phase) || lasts ? [] : [fault('reopen-without-clock', where)]
    })
  })
}
