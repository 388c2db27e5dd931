// Who is put into which seat by a step: a post, somebody named, the one who acts, the thing's own handler, a superior.
import type { z } from 'zod'
import { HolderAnswer } from './form.ts'
import type { Holder, Matter, Refusal, World } from './matter.ts'
import { commonAbove } from './level.ts'
import { liftTo } from './owner.ts'
import { ladderFrom } from './posts.ts'
import type { Assignee, Effect } from './process.ts'
import { refuse } from './refusals.ts'
import type { Step } from './step.ts'

/** All seats as they are after the step; nothing if it assigns none. */
export function seat(world: World, matter: Matter, step: Step): { readonly seats?: Readonly<Record<string, Holder>> } | Refusal {
  const seats: Record<string, Holder> = { ...matter.seats }
  const assigns = (step.plan.then ?? []).filter((effect): effect is Extract<Effect, { assign: string }> => 'assign' in effect)
  for (const effect of assigns) {
    const holder = 'common' in effect.to ? commonAbove(world, effect.to.common.map((name) => seats[name])) : holderFor(world, matter, { step, to: effect.to }) // prettier-ignore
    if (!holder) return refuse('no-holder', {}, 'field' in effect.to ? { field: effect.to.field } : {})
    seats[effect.assign] = holder
  }
  return assigns.length > 0 ? { seats } : {}
}

type Placed = Exclude<Assignee, { common: string[] }>
function holderFor(world: World, matter: Matter, wish: { step: Step; to: Placed }): Holder | null {
  const { to, step } = wish
  if ('post' in to) return { post: to.post, area: liftTo(world.roster, matter.area, to.post) }
  if ('thing' in to) return step.birth?.thingHandler ?? null
  if ('keeper' in to) return step.birth?.keeper ?? null
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
    // a department's system takes it for the post, for there is nobody to name
    ...(step.actor.connector === undefined ? { person: step.actor.person } : {}),
  }
}

const isRuleOf = (world: World, matter: Matter, post: string): boolean => world.process.states[matter.state]?.owner === `post:${post}`

function aboveOf(world: World, matter: Matter, seat: Holder | undefined): Holder {
  // a superior, never the same post again
  const higher = ladderFrom(seat?.post ?? 'communityStaff').slice(1)
  const above = higher.find((post) => post === 'dispatcher' || post === 'supervisor' || post === 'districtLeader') ?? 'districtLeader'
  return { post: above, area: liftTo(world.roster, matter.area, above) }
}

/** A named holder without the fields that were not given. */
export const holderOf = (each: z.infer<typeof HolderAnswer>): Holder => ({
  post: each.post,
  ...(each.area === undefined ? {} : { area: each.area }),
  ...(each.organisation === undefined ? {} : { organisation: each.organisation }),
  ...(each.person === undefined ? {} : { person: each.person }),
})
