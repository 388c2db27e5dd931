// The outbox topic `numbers`: takes what acts left for the figures into the roll-ups, in the transaction that clears the entry.
import { z } from 'zod'
import { Phase } from '../../core/process.ts'
import type { Matter } from '../../core/matter.ts'
import type { Tx } from '../db/gate.ts'
import type { Ground } from '../matters/house.ts'
import { matterOf, MatterRecord } from '../matters/row.ts'
import { applyRollups, foldNumbers } from './rollup.ts'

const Kept = z.object({
  id: z.string(), process: z.string(), version: z.number(), area: z.number(), thing: z.string().nullable(), parent: z.string().nullable(), openedAt: z.number(), headline: z.string(), state: z.string(), phase: Phase, seq: z.number(), round: z.number(), replied: z.boolean(), endedAt: z.number().nullable(),
  ...MatterRecord.pick({ seats: true, duties: true, clocks: true, counts: true, marks: true }).shape,
}) // prettier-ignore
const Items = z.object({ items: z.array(z.object({ area: z.number(), at: z.number(), source: z.string(), before: Kept.nullable(), after: Kept })) })

export async function takeInNumbers(
  context: { readonly ground: Ground; readonly tx: Tx },
  entries: readonly { readonly body: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const steps = entries.flatMap((entry) =>
    Items.parse(entry.body).items.map((item) => ({
      area: item.area,
      at: item.at,
      source: item.source,
      before: item.before && kernelMatter(item.before),
      after: kernelMatter(item.after),
    })),
  )
  await applyRollups(context.tx, context.ground, foldNumbers(context.ground, steps))
}

const kernelMatter = (kept: z.output<typeof Kept>): Matter =>
  matterOf({
    ...kept,
    number: '',
    area_id: kept.area,
    area_key: 0,
    thing_id: kept.thing,
    parent_id: kept.parent,
    part: null,
    opened_at: kept.openedAt,
    source: '',
    words: '',
    lon: null,
    lat: null,
    demo: false,
    ended_at: kept.endedAt,
    head: '',
  })
