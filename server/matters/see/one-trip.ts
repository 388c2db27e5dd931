// Several readings in one round trip and one snapshot, each under the row security of its own scope. At a few hundred pages a second the trips cost more than the rows.
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { scopeSql, type Scope } from '../../db/gate.ts'
import { forget, spoken, type Planned } from '../../db/planned.ts'
import type { House } from '../house.ts'

const Answers = z.array(z.object({ command: z.string(), rows: z.array(z.unknown()) }))
/** One statement and the scope it runs in. */
export type Leg = { readonly scope: Scope; readonly statement: Planned }

/** The rows of each leg, in order; all of one snapshot, so that a row and its events agree. */
export async function oneTrip(house: House, legs: readonly Leg[]): Promise<readonly (readonly unknown[])[]> {
  const client: PoolClient = await house.db.pool.connect()
  let broken: Error | undefined
  try {
    const said = legs.map(({ scope, statement }, at) => ({
      ...spoken(client, scope.role, statement),
      scope: scopeSql(scope, { planned: true, after: legs[at - 1]?.scope }),
    }))
    const first = said.map((each) => each.first).join('')
    if (first !== '') await client.query(first)
    const answer: unknown = await client.query(
      `begin isolation level repeatable read read only; ${said.map(({ scope, text }) => `${scope}; ${text}`).join('; ')}; commit`,
    )
    // what opens, binds and ends the transaction answers as well, but with no rows
    return Answers.parse(answer).flatMap(({ command, rows }) => (command === 'SELECT' ? [rows] : []))
  } catch (error) {
    await forget(client).catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}
