// Proves a test's own district, and reads what only its owner may read.
import { Client as Postgres } from 'pg'
import { proveDistrict, type DistrictProof } from '../../server/prove/prove-district.ts'
import type { TestDistrict } from './district.ts'

/** Recomputes everything; what it gives back should hold no fault. */
export const prove = async (there: TestDistrict): Promise<DistrictProof> => proveDistrict(there.db, await there.fresh(), there.house.now())

/** One statement as the owner of the database, past all row security: to count, or to tamper like a dishonest administrator. */
export async function asOwner(url: string, sql: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new Postgres({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
