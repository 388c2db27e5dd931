// Writes everything a district holds as lines of JSON, table after table, for a merger, a move or a shutdown.
import { z } from 'zod'
import type { Database } from '../db/gate.ts'
import { plans } from '../db/policies.ts'

/** Sign-in secrets and short-lived counters are of no use elsewhere; sealed fields stay sealed and need the secret file. */
const left = new Set(['credentials', 'sessions', 'codes_sent', 'limits'])
const BATCH = 1000

/** How many rows were written. Tables are read one after the other: for a picture of one moment, stop the server first. */
export async function exportDistrict(db: Database, district: number, write: (line: string) => void): Promise<number> {
  return db.withDistrict({ district, role: 'act' }, async (tx) => {
    let total = 0
    for (const table of Object.keys(plans).filter((name) => !left.has(name))) {
      // a cursor (which takes no parameters), because a district's events do not fit into memory
      await tx.run(
        `declare export_rows no scroll cursor for select to_jsonb(t) as row from ${table} t where t.district_id = ${z.number().int().parse(district)}`,
      )
      for (let more = true; more;) {
        const rows = await tx.rows(z.object({ row: z.unknown() }), `fetch ${BATCH} from export_rows`)
        for (const { row } of rows) write(JSON.stringify({ table, row }))
        total += rows.length
        more = rows.length === BATCH
      }
      await tx.run('close export_rows')
    }
    return total
  })
}
