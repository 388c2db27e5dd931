// Which department had in hand what a recheck is about: the recheck itself has no handler.
import { z } from 'zod'
import type { Tx } from '../../db/gate.ts'

const Row = z.object({ id: z.string(), unit: z.number().nullable() })

/** The organisation that handled the matter each of these is about; null where a post of an area did. */
export async function unitsOfAbout(tx: Tx, district: number, ids: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
  if (ids.length === 0) return new Map()
  const sql = `select m.id, (a.seats -> 'handler' ->> 'organisation')::int as unit from matters m join matters a on a.district_id = m.district_id and a.id = m.about_id where m.district_id = $1 and m.id = any($2::uuid[]) limit 20000`
  const rows = await tx.rows(Row, sql, [district, ids])
  return new Map(rows.map((row) => [row.id, row.unit]))
}
