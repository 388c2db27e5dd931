// A lot that anybody can draw again: the same seed and the same ids always give the same choice.
import type { Hash } from './merkle.ts'

/** The seed of a day: the root over all chain heads could not be known before, and cannot be chosen afterwards. */
export const seedOf = (root: string, day: string, hash: Hash): string => hash(`huying-seed-1|${root}|${day}`)

/** Each id gets the ticket hash(seed|id); those with the smallest tickets are drawn: `share` percent, at least one. */
export function drawFrom(seed: string, ids: readonly string[], plan: { readonly share: number; readonly hash: Hash }): readonly string[] {
  const different = [...new Set(ids)]
  const n = different.length === 0 ? 0 : Math.max(1, Math.round((different.length * Math.min(100, Math.max(0, plan.share))) / 100))
  return different
    .map((id) => ({ id, ticket: plan.hash(`huying-draw-1|${seed}|${id}`) }))
    .sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : 0))
    .slice(0, n)
    .map(({ id }) => id)
}

/** One hash over a list of ids in their order. */
export const idsHash = (ids: readonly string[], hash: Hash): string => hash(`huying-ids-1|${ids.join(',')}`)
