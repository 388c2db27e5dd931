// Finds calls of one grid that may be one and the same: the same thing, the same category close by, or nearly the same words.
import { bigramsOf } from './bigrams.ts'
import { metresBetween } from './geometry.ts'
import type { Label } from './label.ts'

export type Call = {
  readonly id: string
  readonly grid: number
  readonly category: string | null
  readonly thing: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly words: string
  readonly openedAt: number
}
export const likenesses = ['thing', 'place', 'words'] as const
export type Likeness = (typeof likenesses)[number]
export type MayBeOne = { readonly keep: string; readonly others: readonly { readonly id: string; readonly why: Likeness }[] }
/** Two calls somebody said are not one. */
export type Apart = readonly [string, string]

/** Why calls are not one: picked, never written, so that nothing about people gets into the trail. */
export const whysApart = ['place', 'thing', 'again'] as const
export type WhyApart = (typeof whysApart)[number]
export const whyApartWords: Readonly<Record<WhyApart, Label>> = {
  place: { zh: '不在一处', en: 'Not the same place' },
  thing: { zh: '不是一个东西', en: 'Not the same thing' },
  again: { zh: '前后两回事', en: 'It happened again' },
}
/** How many can be said not to be one with another at once. */
export const mostApart = 40

const metres = 50
const days = 14
const leastAlike = 0.6
/** Two or three words are the same by chance. */
const leastPairs = 5

/**
 * The earliest of a group is the one to keep: its clock runs longest. A person decides. Each call stands in one group at most, unless
 * two were said to be not one: those never stand in a group together, and whatever is like both is offered with each. Of three that
 * are alike, where A and B were said apart: K with A and, on its own, K with B when K came first; A with C and B with C when C came
 * last. What was said holds between those two alone: when C goes into A, whatever C was told apart from may be offered with A once.
 */
export function mayBeOne(calls: readonly Call[], aparts: readonly Apart[] = []): readonly MayBeOne[] {
  const isApart = apartnessOf(aparts)
  const grids = new Map<number, Seen[]>()
  for (const call of [...calls].sort((one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1)))
    grids.set(call.grid, [...(grids.get(call.grid) ?? []), { ...call, pairs: new Set(bigramsOf(call.words)) }])
  return [...grids.values()].flatMap((seen) => groupsIn(seen, isApart))
}

type Seen = Call & { readonly pairs: ReadonlySet<string> }
type IsApart = (one: string, other: string) => boolean
type Other = MayBeOne['others'][number]

function groupsIn(calls: readonly Seen[], isApart: IsApart): MayBeOne[] {
  /** the earlier calls with which each is offered already */
  const keeps = new Map<string, readonly string[]>()
  const offeredWith = (id: string): readonly string[] => keeps.get(id) ?? []
  return calls.flatMap((keep, at) => {
    // two that are offered with the same third will meet there
    const meet = (id: string): boolean =>
      offeredWith(id).some((third) => !isApart(third, keep.id)) || offeredWith(keep.id).some((third) => !isApart(third, id))
    const others = calls.slice(at + 1).flatMap((other) => {
      const why = isApart(keep.id, other.id) || meet(other.id) ? null : likenessOf(keep, other)
      return why === null ? [] : [{ id: other.id, why }]
    })
    for (const { id } of others) keeps.set(id, [...offeredWith(id), keep.id])
    return split(others, isApart).map((each) => ({ keep: keep.id, others: each }))
  })
}

/** Those that were said apart do not stand in one group, even with a third that is like both. */
function split(others: readonly Other[], isApart: IsApart): readonly (readonly Other[])[] {
  return others.reduce<readonly (readonly Other[])[]>((groups, other) => {
    const fits = groups.findIndex((group) => group.every(({ id }) => !isApart(id, other.id)))
    return fits === -1 ? [...groups, [other]] : groups.map((group, at) => (at === fits ? [...group, other] : group))
  }, [])
}

function apartnessOf(aparts: readonly Apart[]): IsApart {
  const said = new Set(aparts.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))
  return (one, other) => said.has(`${one} ${other}`)
}

function likenessOf(one: Seen, other: Seen): Likeness | null {
  if (other.openedAt - one.openedAt > days * 86_400_000) return null
  const isSameKind = one.category !== null && one.category === other.category
  if (isSameKind && one.thing !== null && one.thing === other.thing) return 'thing'
  if (isSameKind && isNear(one, other)) return 'place'
  return isAlike(one.pairs, other.pairs) ? 'words' : null
}

const isNear = (one: Seen, other: Seen): boolean =>
  one.lon !== null &&
  one.lat !== null &&
  other.lon !== null &&
  other.lat !== null &&
  metresBetween([one.lon, one.lat], [other.lon, other.lat]) <= metres

/** How many pairs of characters both have, of all that either has. */
function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (Math.min(one.size, other.size) < leastPairs) return false
  const both = [...one].filter((pair) => other.has(pair)).length
  return (2 * both) / (one.size + other.size) >= leastAlike
}
