// Writes many rows of one table in one statement; what is there already stays as it is.
import type { Tx } from '../db/gate.ts'

/** `columns` maps each column to its SQL type; the rows use the same names. Table and column names come from this program, never from outside. */
export type Filling = {
  readonly table: string
  readonly columns: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** How many rows were new. */
export async function fill(tx: Tx, district: number, { table, columns, rows }: Filling): Promise<number> {
  if (rows.length === 0) return 0
  const names = Object.keys(columns)
  const typed = names.map((name) => `${name} ${columns[name]}`).join(', ')
  return tx.run(
    `insert into ${table} (district_id, ${names.join(', ')}) select $1, ${names.map((name) => `x.${name}`).join(', ')} from jsonb_to_recordset($2::jsonb) as x(${typed}) on conflict do nothing`,
    [district, JSON.stringify(rows)],
  )
}
