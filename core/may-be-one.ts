// Finds calls of one grid that may be one and the same: the same thing, the same category close by, or nearly the same words.
import { bigramsOf } from './bigrams.ts'
import { metresBetween } from './geometry.ts'

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

const metres = 50
const days = 14
const leastAlike = 0.6
/** Two or three words are the same by chance. */
const leastPairs = 5

/** Each call stands in one group at most, and the earliest of a group is the one to keep: its clock runs longest. A person decides. */
export function mayBeOne(calls: readonly Call[]): readonly MayBeOne[] {
  const grids = new Map<number, Seen[]>()
  for (const call of [...calls].sort((one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1)))
    grids.set(call.grid, [...(grids.get(call.grid) ?? []), { ...call, pairs: new Set(bigramsOf(call.words)) }])
  return [...grids.values()].flatMap(groupsIn)
}

type Seen = Call & { readonly pairs: ReadonlySet<string> }

function groupsIn(calls: readonly Seen[]): MayBeOne[] {
  const taken = new Set<string>()
  return calls.flatMap((keep) => {
    if (taken.has(keep.id)) return []
    const others = calls.flatMap((other) => {
      const why = other.id === keep.id || taken.has(other.id) || other.openedAt < keep.openedAt ? null : likenessOf(keep, other)
      return why === null ? [] : [{ id: other.id, why }]
    })
    for (const { id } of others) taken.add(id)
    return others.length === 0 ? [] : [{ keep: keep.id, others }]
  })
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
