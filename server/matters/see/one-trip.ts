// Several readings in one scope and one round trip. A page needs half a dozen of them, and at a few hundred acts a second the trips cost more than the rows.
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { scopeSql, type Scope } from '../../db/gate.ts'
import type { House } from '../house.ts'

const Answers = z.array(z.object({ rows: z.array(z.unknown()) }))
const Uuid = z.uuid()
const Hex = z.string().regex(/^[0-9a-f-]*$/i)

/** Statements sent together carry no parameters: only checked uuids, hex and numbers may stand in them. */
export const uuidSql = (id: string): string => `'${Uuid.parse(id)}'`
export const hexSql = (text: string): string => `'${Hex.parse(text)}'`

/** A statement that is planned once per connection and role; `values` are literals made by the functions here. Planning a page anew cost more than running it. Only for look-ups by id, whose plan is the same for every viewer. */
export type Planned = { readonly name: string; readonly types: string; readonly sql: string; readonly values: readonly string[] }
export type Statement = string | Planned
export const textsSql = (texts: readonly string[]): string => `array[${texts.map((text) => hexSql(text)).join(', ')}]::text[]`

const planned = new WeakMap<PoolClient, Set<string>>()

/** `execute` for what this connection has planned before, with `prepare` in front of what it has not. */
function spoken(
  client: PoolClient,
  role: Scope['role'],
  statements: readonly Statement[],
): { readonly first: string; readonly texts: readonly string[] } {
  const known = planned.get(client) ?? new Set<string>()
  planned.set(client, known)
  let first = ''
  const texts = statements.map((statement) => {
    if (typeof statement === 'string') return statement
    const name = `${statement.name}_${role}`
    // planned under the role it will run as, because row security is part of the plan
    if (!known.has(name)) first += `prepare ${name} (${statement.types}) as ${statement.sql}; `
    known.add(name)
    return `execute ${name}(${statement.values.join(', ')})`
  })
  return { first, texts }
}

/** The rows of each statement, in order; all under the row security of the scope and of one snapshot, so that a row and its events agree. */
export async function oneTrip(house: House, scope: Scope, statements: readonly Statement[]): Promise<readonly (readonly unknown[])[]> {
  const client: PoolClient = await house.db.pool.connect()
  let broken: Error | undefined
  try {
    const { first, texts } = spoken(client, scope.role, statements)
    if (first !== '') await client.query(first)
    const answer: unknown = await client.query(`begin isolation level repeatable read read only; ${scopeSql(scope)}; ${texts.join('; ')}; commit`)
    return Answers.parse(answer)
      .slice(-1 - statements.length, -1)
      .map(({ rows }) => rows)
  } catch (error) {
    planned.delete(client)
    await client.query('rollback; deallocate all').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}
