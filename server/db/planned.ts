// Statements that a connection plans once: planning a page or a batch anew cost more than running it.
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Role } from './gate.ts'

/** `values` are literals in SQL. Only for look-ups by id and for writing, whose plan is the same for every viewer. */
export type Planned = { readonly name: string; readonly types: string; readonly sql: string; readonly values: readonly string[] }

/** Several readings as one statement that gives one row, each reading in a column of its own as json: what a statement costs by itself is paid once. */
export const gathered = (readings: Readonly<Record<string, string>>): string =>
  `select ${Object.entries(readings)
    .map(([name, sql]) => `(select coalesce(json_agg(r), '[]') from (${sql}) r) as ${name}`)
    .join(', ')}`

/** Rows as one literal. Backslashes stand for themselves in it: every connection is told so when it opens. */
export const jsonSql = (rows: unknown): string => `'${JSON.stringify(rows).replaceAll("'", "''")}'`
export const uuidsSql = (ids: readonly string[]): string => `'{${[...new Set(ids)].map((id) => Uuid.parse(id)).join(',')}}'`

/** Any that the database reads: ids that are derived from another need not carry a version. */
const Uuid = z.guid()
export const uuidSql = (id: string): string => `'${Asked.parse(id)}'`
export const hexSql = (text: string): string => `'${Hex.parse(text)}'`
export const textsSql = (texts: readonly string[]): string => `array[${texts.map((text) => hexSql(text)).join(', ')}]::text[]`

/** One that a client names. */
const Asked = z.uuid()
const Hex = z.string().regex(/^[0-9a-f-]*$/i)
const planned = new WeakMap<PoolClient, Set<string>>()

/** `execute` if this connection has planned it before; else also the `prepare` that must be sent first. */
export function spoken(client: PoolClient, role: Role, statement: Planned): { readonly first: string; readonly text: string } {
  const known = planned.get(client) ?? new Set<string>()
  planned.set(client, known)
  // planned for each role by itself, because row security is part of the plan
  const name = `${statement.name}_${role}`
  const first = known.has(name) ? '' : `prepare ${name} (${statement.types}) as ${statement.sql}; `
  known.add(name)
  return { first, text: `execute ${name}(${statement.values.join(', ')})` }
}

/** After a failure nobody knows how far the connection came. */
export async function forget(client: PoolClient): Promise<void> {
  planned.delete(client)
  await client.query('rollback; deallocate all')
}
