// The outbox topic `numbers`: takes what acts left for the figures into the roll-ups, in the transaction that clears the entry.
import { z } from 'zod'
import type { Tx } from '../db/gate.ts'
import type { Ground } from '../matters/house.ts'
import { applyRollups, type Delta } from './rollup.ts'

const Sums = z.object({
  deltas: z.array(z.object({ area: z.number(), areaKey: z.number(), day: z.string(), measure: z.string(), amount: z.number() })),
})

/** Entries of many batches become one statement; what they add and take away from the same figure meets here. */
export async function takeInNumbers(
  context: { readonly ground: Ground; readonly tx: Tx },
  entries: readonly { readonly body: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const sums = new Map<string, Delta>()
  for (const delta of entries.flatMap((entry) => Sums.parse(entry.body).deltas)) {
    const key = `${delta.area}|${delta.day}|${delta.measure}`
    sums.set(key, { ...delta, amount: (sums.get(key)?.amount ?? 0) + delta.amount })
  }
  await applyRollups(
    context.tx,
    context.ground,
    [...sums.values()].filter((delta) => delta.amount !== 0),
  )
}
