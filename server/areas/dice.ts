// A small seeded source of choices: the same words always give the same plan.

export type Dice = {
  /** From 0 up to but not including 1. */
  readonly share: () => number
  /** A whole number, both ends included. */
  readonly between: (low: number, high: number) => number
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

export function diceFrom(words: string): Dice {
  let state = hashOf(words)
  const share = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  const shuffled = <T>(items: readonly T[]) =>
    items
      .map((item) => ({ item, order: share() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item)
  return { share, between, shuffled }
}

/** FNV-1a over UTF-16 units. */
function hashOf(words: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193)
  return hash | 0
}
