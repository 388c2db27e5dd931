// How the call-ups on a page stand: of those called so many come and so many cannot. Numbers only: what people said, never where they were.
import { z } from 'zod'
import type { CallUpCounts } from '../../../core/shapes.ts'
import { placesOf } from '../../../core/process.ts'
import type { Ground, House } from '../house.ts'
import type { MatterRecord } from '../row.ts'

const Taken = z.object({ subject_id: z.string(), pool: z.string(), n: z.number() })

/** Of a call-up its own, of an emergency mode those about it. */
export async function callUpCounts(house: House, ground: Ground, rows: readonly MatterRecord[]): Promise<CallUpCounts[]> {
  const shown = rows.filter(({ process }) => process === 'call-up')
  if (shown.length === 0) return []
  const d = ground.district.id
  const sql = `select subject_id, pool, count(*)::int as n from claims where district_id = $1 and subject_id = any($2::uuid[]) and released_at is null group by 1, 2 limit 1000`
  const taken = await house.db.withDistrict({ role: 'act', district: d }, (tx) => tx.rows(Taken, sql, [d, shown.map(({ id }) => id)]))
  return shown.map((row) => {
    const process = ground.process(row.process, row.version)
    const of = (pool: string) => taken.find((each) => each.subject_id === row.id && each.pool === pool)?.n ?? 0
    return {
      id: row.id,
      number: row.number,
      what: row.headline,
      state: process?.states[row.state]?.label ?? { zh: row.state, en: row.state },
      called: of('called'),
      coming: of('coming'),
      cannot: of('cannot'),
      needed: placesOf(process?.pools?.['coming'], row.marks) ?? 0,
    }
  })
}
