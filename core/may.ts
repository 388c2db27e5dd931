// Whether this actor may take an action now, and if not, what stands in the way.
import type { Actor, Holder, Matter, Refusal, World } from './matter.ts'
import { dueNow } from './clock.ts'
import { excludedIn, ownerOfMatter, isPost, split } from './owner.ts'
import { posts } from './posts.ts'
import { isEnded, placesOf, type Action, type Need, type Who } from './process.ts'
import { refuse } from './refusals.ts'
import { rules } from './rules.ts'
import { fittingSquads } from './squads.ts'

export type Wish = { readonly action: Action; readonly name: string; readonly actor: Actor }

/** Nothing if one of the action's `by` fits the actor, else who may. */
export function may(world: World, matter: Matter, wish: Wish): Refusal | null {
  if (wish.action.by.some((who) => fits(world, matter, { who, wish }))) return null
  return passedOver(world, matter, wish) ?? refuse('not-yours', whoMay(world, matter, wish.action))
}

function fits(world: World, matter: Matter, ask: { who: Who; wish: Wish }): boolean {
  const { who, wish } = ask
  const actor = wish.actor
  if (actor.kind === 'system') return who === 'system' && (matter.seq === 0 || dueNow(world, matter, wish.name) !== null || wish.action.auto === true)
  if (who === 'anyone') return true
  if (who === 'reporter') return actor.isReporter
  if (who === 'system') return false
  if (who === 'owner') return isOwner(world, matter, actor)
  const [kind, name] = split(who)
  if (kind === 'pool') return actor.holds.includes(name)
  if (kind === 'seat') return isSeated(world, matter, { actor, seat: name })
  // a department has no ground of its own: it may begin something anywhere, and takes part by a seat; a squad helps where it fits
  return actor.postings.some(({ post, area, organisation }) => {
    if (post !== name) return false
    if (area !== null) return world.roster.covers(area, matter.area)
    return organisation !== null && (post === 'squadMember' ? isForSquad(world, matter, organisation) : matter.seq === 0)
  })
}

const isForSquad = (world: World, matter: Matter, organisation: number): boolean =>
  fittingSquads(world, matter).some((squad) => squad.organisation === organisation)

/** Who would own the matter but for another duty in it hears that, and not that somebody with the same post may act. */
function passedOver(world: World, matter: Matter, wish: Wish): Refusal | null {
  const { actor, action } = wish
  if (actor.kind === 'system' || actor.person === null || !action.by.includes('owner')) return null
  const owner = ownerOfMatter(world.process, matter, world.roster)
  const { person } = actor
  const isPassed =
    owner?.passed.some(({ holder, why }) => (why === 'excluded' || why === 'late') && world.roster.present(holder).includes(person)) ?? false
  const isBesides = owner !== null && world.roster.present(owner.holder).includes(person)
  return isPassed || isBesides ? sameperson(world, matter, wish) : null
}

type Someone = Extract<Actor, { kind: 'person' }>

function isOwner(world: World, matter: Matter, actor: Someone): boolean {
  const owner = ownerOfMatter(world.process, matter, world.roster)
  if (owner === null || actor.person === null) return false
  // who was late answers no longer for it, but may still do it
  const passed = owner.passed.filter((place) => place.why === 'late')
  const late = passed.flatMap((place) => world.roster.present(place.holder))
  if (actor.connector !== undefined) return [owner, ...passed].some(({ holder }) => actsFor(actor, holder))
  return owner.people.includes(actor.person) || (late.includes(actor.person) && !excludedIn(world.process, matter).has(actor.person))
}

/** A department's own system acts for its post without being one of the people there. */
const actsFor = (actor: Someone, { post, organisation }: Holder): boolean =>
  actor.connector !== undefined &&
  organisation !== undefined &&
  actor.postings.some((each) => each.post === post && each.organisation === organisation)

function isSeated(world: World, matter: Matter, ask: { actor: Someone; seat: string }): boolean {
  const seat = matter.seats[ask.seat]
  if (!seat || ask.actor.person === null) return false
  if (actsFor(ask.actor, seat)) return true
  // a seat belongs to the post: who has left the post has left the seat
  const stillThere = ask.actor.postings.some((posting) => posting.post === seat.post)
  return (seat.person === ask.actor.person && stillThere) || world.roster.present(seat).includes(ask.actor.person)
}

/** The first thing that stands in the way of somebody who may: another duty of the same person, then the needs in order. */
export function obstacle(world: World, matter: Matter, wish: Wish): Refusal | null {
  return (
    sameperson(world, matter, wish) ??
    owedDuty(world, matter, wish) ??
    (wish.action.needs ?? []).reduce<Refusal | null>((found, need) => found ?? lacks(world, matter, { need, actor: wish.actor }), null) ??
    crowded(world, matter, wish)
  )
}

function sameperson(world: World, matter: Matter, wish: Wish): Refusal | null {
  const { actor, action } = wish
  if (!action.as || actor.kind === 'system') return null
  const rivals = (world.process.apart ?? []).flatMap(([one, other]) => (one === action.as ? [other] : other === action.as ? [one] : []))
  const held = rivals.find((duty) =>
    duty === 'reporter'
      ? actor.isReporter
      : actor.person !== null && [...(matter.duties[duty] ?? []), ...(world.familyDuties[duty] ?? [])].includes(actor.person),
  )
  if (!held) return null
  const word = dutyWords[held] ?? { zh: held, en: held }
  return refuse('same-person', { duty: word.zh, dutyEn: word.en })
}

const dutyWords: Readonly<Record<string, { zh: string; en: string }>> = {
  handler: { zh: '办过这件事', en: 'handled it' },
  verifier: { zh: '核实过这件事', en: 'verified it' },
  closer: { zh: '结过这件事', en: 'closed it' },
  reporter: { zh: '是上报人', en: 'reported it' },
  dispatcher: { zh: '派过这件事', en: 'dispatched it' },
}

/** Where an action leads now: to the other place when it is done for the nth time, to its own, or nowhere new. */
export function targetOf(matter: Matter, name: string, action: Action): string {
  const isNth = action.nth !== undefined && (matter.counts[name] ?? 0) + 1 >= action.nth.n
  return isNth && action.nth ? action.nth.to : (action.to ?? matter.state)
}

/** A state with `after` cannot be reached before those duties are done by somebody. */
function owedDuty(world: World, matter: Matter, wish: Wish): Refusal | null {
  const target = world.process.states[targetOf(matter, wish.name, wish.action)]
  if (!target || (matter.seq > 0 && target === world.process.states[matter.state])) return null
  const repliesNow = wish.action.then?.some((effect) => 'reply' in effect) ?? false
  const owed = (target.after ?? []).find((duty) =>
    duty === 'reply' ? !matter.replied && !repliesNow : duty !== wish.action.as && (matter.duties[duty] ?? []).length === 0,
  )
  if (!owed) return null
  const word = owed === 'reply' ? { zh: '答复上报人', en: 'reply to the reporter' } : (dutyWords[owed] ?? { zh: owed, en: owed })
  return refuse('owes-duty', { duty: word.zh, dutyEn: word.en })
}

function lacks(world: World, matter: Matter, ask: { need: Need; actor: Actor }): Refusal | null {
  const { need, actor } = ask
  if ('parts' in need) {
    const { open, done, total } = world.parts
    // parts that are still being opened page by page count as open
    const isWhole = total >= (matter.counts['spread'] ?? 0)
    const isMet = need.parts === 'allEnded' ? open === 0 && isWhole : need.parts === 'allDone' ? total > 0 && done === total && isWhole : done > 0
    return isMet ? null : refuse('parts-open', { n: Math.max(open, (matter.counts['spread'] ?? 0) - total + open) })
  }
  if ('parent' in need) return world.parentEnded ? null : refuse('not-here')
  if ('about' in need) return world.about !== null && isEnded(world.about.phase) ? null : refuse('not-here')
  if ('holds' in need) return actor.kind === 'person' && actor.holds.includes(need.holds) ? null : refuse('not-listed')
  if ('pool' in need) return (world.pools[need.pool]?.taken ?? 0) >= need.atLeast ? null : refuse('not-here')
  if ('mode' in need) return modeLacks(world, need.mode)
  if ('followed' in need) return world.followed.includes(`${need.followed}|${need.as}`) ? null : refuse('not-here')
  const rule = rules[need.rule]
  return rule ? rule(world, matter) : refuse('not-here')
}

/** What belongs to emergencies is refused in peace with a word of what to do instead. */
export function modeLacks(world: World, mode: 'open' | 'over'): Refusal | null {
  if (mode === 'over') return world.emergencySince === null ? null : refuse('not-here')
  return world.emergencySince === null ? refuse('no-emergency') : null
}

function crowded(world: World, matter: Matter, wish: Wish): Refusal | null {
  for (const effect of wish.action.then ?? []) {
    if (!('claim' in effect)) continue
    const facts = world.pools[effect.claim]
    const size = placesOf(world.process.pools?.[effect.claim], matter.marks)
    if (facts?.mine) return refuse('already')
    if (facts && size !== undefined && facts.taken >= size) return refuse('full')
  }
  return null
}

/** Who may, in words: posts by name, the present owner by post. */
function whoMay(world: World, matter: Matter, action: Action): Record<string, string> {
  const labels = action.by.flatMap((who) => {
    if (who === 'reporter') return [{ zh: '上报人', en: 'the reporter' }]
    if (who === 'owner') {
      const owner = ownerOfMatter(world.process, matter, world.roster)
      return owner ? [posts[owner.holder.post].label] : []
    }
    const [kind, name] = split(who)
    if (kind === 'seat') return [world.process.seats?.[name]?.label ?? { zh: name, en: name }]
    return isPost(name) ? [posts[name].label] : []
  })
  const unique = labels.filter((label, at) => labels.findIndex((other) => other.zh === label.zh) === at)
  return unique.length === 0
    ? { who: '系统', whoEn: 'the system' }
    : { who: unique.map((label) => label.zh).join('、'), whoEn: unique.map((label) => label.en).join(' or ') }
}
