// The outbox topic `numbers`: takes what acts left for the figures into the roll-ups, in the transaction that clears the entry.
import { z } from 'zod'
import type { Tx } from '../db/gate.ts'
import type { Ground } from '../matters/house.ts'
import { sumUp } from '../matters/see/measures.ts'
import { applyRollups } from './rollup.ts'

const Left = z.object({ sums: z.array(z.tuple([z.number(), z.string(), z.string(), z.number()])) })

/** Entries of many batches become one statement; what they add and take away from the same figure, here and in all places above, meets here. */
export async function takeInNumbers(
  context: { readonly ground: Ground; readonly tx: Tx },
  entries: readonly { readonly body: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const sums = entries.flatMap((entry) => Left.parse(entry.body).sums)
  await applyRollups(context.tx, context.ground, sumUp(context.ground, sums))
}
