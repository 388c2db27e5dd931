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

/** The rows of each statement, in order; all under the row security of the scope and of one snapshot, so that a row and its events agree. */
export async function oneTrip(house: House, scope: Scope, statements: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const client: PoolClient = await house.db.pool.connect()
  let broken: Error | undefined
  try {
    const answer: unknown = await client.query(
      `begin isolation level repeatable read read only; ${scopeSql(scope)}; ${statements.join('; ')}; commit`,
    )
    return Answers.parse(answer)
      .slice(-1 - statements.length, -1)
      .map(({ rows }) => rows)
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}
