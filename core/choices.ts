// What one viewer can do with a matter now: every action in the order of the process, refused ones with the reason.
import type { Actor, Matter, Refusal, World } from './matter.ts'
import { may, obstacle } from './may.ts'
import { actionsIn, type Action } from './process.ts'

export type Choice = { readonly action: string; readonly plan: Action; readonly refusal: Refusal | null }

/** System-only steps and steps for other kinds of people are left out; what a colleague may do is shown with who may. */
export function choicesFor(world: World, matter: Matter, actor: Actor): readonly Choice[] {
  if (actor.kind === 'system') return []
  const isStaff = actor.postings.length > 0
  return Object.entries(actionsIn(world.process, matter.state)).flatMap(([name, plan]) => {
    const forReporter = plan.by.includes('reporter') && actor.isReporter
    const forStaff = isStaff && plan.by.some((who) => who !== 'reporter' && who !== 'system' && who !== 'anyone')
    const forAll = plan.by.includes('anyone') && !isStaff && !actor.isReporter
    if (!forReporter && !forStaff && !forAll) return []
    const wish = { action: plan, name, actor }
    const refusal = may(world, matter, wish) ?? obstacle(world, matter, wish)
    // what does not go here at all (no emergency, not on that list) is no choice anybody could wait for
    return refusal?.code === 'not-here' ? [] : [{ action: name, plan, refusal }]
  })
}
