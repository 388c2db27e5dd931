// Who must answer now: walking up posts and areas, subordinates before superiors, past the absent and those who may not; computed, never stored as a person.
import { lifts } from './clock.ts'
import type { Holder, Matter, Roster } from './matter.ts'
import { ladderFrom, posts, type Level, type Post } from './posts.ts'
import { isEnded, type Process } from './process.ts'

export type Passed = { readonly holder: Holder; readonly why: 'vacant' | 'absent' | 'excluded' | 'late' }
export type Ownership = { readonly holder: Holder; readonly people: readonly string[]; readonly passed: readonly Passed[]; readonly blocked: boolean }
type Walk = { readonly roster: Roster; readonly from: Holder; readonly area: number; readonly excluded: ReadonlySet<string>; readonly skip: number }

/** The first place up the ladder where somebody is present and may act. If only excluded people are left, the highest of them owns it, blocked. */
export function ownerOf(walk: Walk): Ownership {
  const passed: Passed[] = []
  const late = new Set<string>()
  let skip = walk.skip
  let last: Ownership | null = null
  for (const holder of placesUp(walk)) {
    const present = walk.roster.present(holder)
    const people = present.filter((person) => !walk.excluded.has(person))
    if (present.length === 0) passed.push({ holder, why: walk.roster.isHeld(holder) ? 'absent' : 'vacant' })
    else if (people.length === 0) {
      if (last === null || last.blocked) last = { holder, people: present, passed: [...passed], blocked: true }
      passed.push({ holder, why: 'excluded' })
    } else {
      last = { holder, people, passed: [...passed], blocked: false }
      // somebody who was already late at a lower post is no lift
      const isNew = people.some((person) => !late.has(person))
      if (skip === 0 && isNew) return last
      if (isNew) skip -= 1
      for (const person of people) late.add(person)
      passed.push({ holder, why: 'late' })
    }
  }
  return last ?? { holder: { post: 'districtLeader', area: topOf(walk) }, people: [], passed, blocked: true }
}

/** The owner of a matter in its present state, lifted as often as its running clocks have struck. */
export function ownerOfMatter(process: Process, matter: Matter, roster: Roster): Ownership | null {
  const rule = process.states[matter.state]?.owner
  if (isEnded(matter.phase) || !rule) return null
  const from = startOf(rule, matter, roster)
  return ownerOf({ roster, from, area: matter.area, excluded: excludedIn(process, matter), skip: lifts(process, matter.state, matter.clocks) })
}

function startOf(rule: string, matter: Matter, roster: Roster): Holder {
  const [kind, name] = split(rule)
  const seat = kind === 'seat' ? matter.seats[name] : undefined
  if (seat) return seat
  const post: Post = isPost(name) ? name : 'dispatcher'
  return { post, area: liftTo(roster, matter.area, post) }
}

/** The ancestor of the area at the level where the post stands; the area itself if it lies higher already. */
export function liftTo(roster: Roster, area: number, post: Post): number {
  const level = posts[post].level
  let at = area
  while (level !== null && roster.levelOf(at) > level) {
    const parent = roster.parentOf(at)
    if (parent === null) return at
    at = parent
  }
  return at
}

/** Those who hold a duty apart from the duties that this state's own actions carry. */
export function excludedIn(process: Process, matter: Matter): ReadonlySet<string> {
  const needed = new Set(
    Object.values(process.states[matter.state]?.can ?? {}).flatMap((action) =>
      action.as && action.by.some((who) => who === 'owner') ? [action.as] : [],
    ),
  )
  const excluded = (process.apart ?? []).flatMap(([one, other]) => [
    ...(needed.has(one) ? (matter.duties[other] ?? []) : []),
    ...(needed.has(other) ? (matter.duties[one] ?? []) : []),
  ])
  return new Set(excluded)
}

function* placesUp(walk: Walk): Generator<Holder> {
  const ladder = ladderFrom(walk.from.post)
  if (walk.from.organisation !== undefined) {
    for (const post of ladder.filter((each) => posts[each].level === null)) yield { post, organisation: walk.from.organisation }
  }
  const placed = ladder.filter((post) => posts[post].level !== null)
  const isHead = (at: number): boolean => levelIn(placed, at) !== levelIn(placed, at + 1)
  for (const [at, post] of placed.entries()) {
    const named = post === walk.from.post ? walk.from.area : undefined
    const first = named ?? liftTo(walk.roster, walk.from.area ?? walk.area, post)
    if (!isHead(at)) {
      // whoever does this work in a wider area stands in for it here
      for (let area: number | null = first; area !== null; area = walk.roster.parentOf(area)) yield { post, area }
      continue
    }
    const isAtHome = walk.roster.levelOf(first) === posts[post].level
    // who leads all grids of a village is no grid's own leader: after the village's staff, just before who leads the village, or as that very person
    const above = walk.roster.present({ post, area: first })
    const isOther = (holder: Holder): boolean => walk.roster.present(holder).some((person) => !above.includes(person))
    const wider = placed.slice(0, at).flatMap((lower, n): Holder[] => (isHead(n) && !(lower === walk.from.post && walk.from.area === first) ? [{ post: lower, area: first }] : [])) // prettier-ignore
    if (isAtHome) yield* wider.filter(isOther)
    if (isAtHome || at === 0) yield { post, area: first }
  }
}

const levelIn = (placed: readonly Post[], at: number): Level | null | undefined => {
  const post = placed[at]
  return post && posts[post].level
}

function topOf(walk: Walk): number {
  let at = walk.area
  for (let parent = walk.roster.parentOf(at); parent !== null; parent = walk.roster.parentOf(at)) at = parent
  return at
}

export const split = (rule: string): readonly [string, string] => {
  const at = rule.indexOf(':')
  return at < 0 ? [rule, ''] : [rule.slice(0, at), rule.slice(at + 1)]
}
export const isPost = (name: string): name is Post => Object.hasOwn(posts, name)
