// Keeps the roll-ups: what a batch of steps changes is added in one statement, and everything can be counted anew from the events.
import { grouped } from '../../core/grouped.ts'
import { z } from 'zod'
import type { Tx } from '../db/gate.ts'
import type { Ground } from '../matters/house.ts'
import { matterColumns, MatterRecord } from '../matters/row.ts'
import { foldNumbers, type Counted, type Delta } from '../matters/see/measures.ts'
import { eventColumns, EventRow, retell } from '../matters/see/story.ts'

export { foldNumbers, type Counted, type Delta }

/** Adds deltas in order of their keys, so that two consumers never wait for each other in a circle. */
export async function applyRollups(tx: Tx, ground: Ground, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return
  const rows = [...deltas].sort((one, other) => one.area - other.area || compare(one.day, other.day) || compare(one.measure, other.measure))
  await tx.run(
    `insert into rollups (district_id, area_id, area_key, day, measure, amount) select $1, r.area, r."areaKey", r.day, r.measure, r.amount from jsonb_to_recordset($2::jsonb) as r(area int, "areaKey" bigint, day date, measure text, amount bigint)
     on conflict (district_id, area_id, day, measure) do update set amount = rollups.amount + excluded.amount`,
    [ground.district.id, JSON.stringify(rows)],
  )
}

const page = 1000
const zero = '00000000-0000-0000-0000-000000000000'

/** Counts a whole district anew from its events, page by page; it must give the numbers that were kept. */
export async function countAnew(tx: Tx, ground: Ground): Promise<readonly Delta[]> {
  const sums = new Map<string, Delta>()
  for (let after = zero; ;) {
    const rows = await tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id > $2 order by id limit ${page}`, [
      ground.district.id,
      after,
    ])
    const last = rows.at(-1)
    if (!last) break
    const events = await tx.rows(
      EventRow,
      `select ${eventColumns} from events where district_id = $1 and subject_id > $2 and subject_id <= $3 order by subject_id, seq`,
      [ground.district.id, after, last.id],
    )
    const bySubject = grouped(events, (event) => event.subject_id)
    const steps = rows.flatMap((row) =>
      retell(row, bySubject.get(row.id) ?? []).map((step): Counted => ({
        area: row.area_id,
        at: step.event.at,
        before: step.before,
        after: step.after,
        source: row.source,
      })),
    )
    for (const delta of foldNumbers(ground, steps)) {
      const key = keyOf(delta)
      sums.set(key, { ...delta, amount: (sums.get(key)?.amount ?? 0) + delta.amount })
    }
    after = last.id
  }
  return [...sums.values()].filter((delta) => delta.amount !== 0)
}

export type Difference = { readonly area: number; readonly day: string; readonly measure: string; readonly kept: number; readonly counted: number }
const Kept = z.object({ area: z.number(), day: z.string(), measure: z.string(), amount: z.number() })

/** Where the kept roll-ups and a fresh count disagree; an empty list is the proof. */
export async function rollupDifferences(tx: Tx, ground: Ground): Promise<readonly Difference[]> {
  const counted = new Map((await countAnew(tx, ground)).map((delta) => [keyOf(delta), delta]))
  const kept = new Map(
    (
      await tx.rows(
        Kept,
        `select area_id as area, to_char(day, 'YYYY-MM-DD') as day, measure, amount from rollups where district_id = $1 and amount <> 0`,
        [ground.district.id],
      )
    ).map((row) => [keyOf(row), row]),
  )
  return [...new Set([...counted.keys(), ...kept.keys()])].flatMap((key) => {
    const [one, other] = [kept.get(key), counted.get(key)]
    const named = one ?? other
    return named && one?.amount !== other?.amount
      ? [{ area: named.area, day: named.day, measure: named.measure, kept: one?.amount ?? 0, counted: other?.amount ?? 0 }]
      : []
  })
}

/** Replaces the kept roll-ups by a fresh count. */
export async function rebuild(tx: Tx, ground: Ground): Promise<number> {
  const fresh = await countAnew(tx, ground)
  await tx.run('delete from rollups where district_id = $1', [ground.district.id])
  for (let at = 0; at < fresh.length; at += 5000) await applyRollups(tx, ground, fresh.slice(at, at + 5000))
  return fresh.length
}

const keyOf = (row: { area: number; day: string; measure: string }): string => `${row.area}|${row.day}|${row.measure}`
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
