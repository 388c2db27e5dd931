// When somebody pressed a button that only later found a network: what a phone says of it, as far as it is believed.

/** A weekend in the hills, and no more: a phone's clock may be wrong or lie. What is older counts as that old, and nothing lies in the future. */
const oldestMs = 72 * 3_600_000
/** What took less was no waiting, only sending. */
const sendingMs = 60_000

export function momentOfPress(said: number | undefined, now: number): number {
  const at = Math.max(now - oldestMs, Math.min(now, said ?? now))
  return now - at < sendingMs ? now : at
}
