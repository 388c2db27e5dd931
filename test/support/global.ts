// Before all tests: one real database for the whole run, in a folder that is gone afterwards.
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { removeDatabase, startDatabase } from '../../server/db/launch/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL; each test file makes a database of its own on that server. */
    databaseUrl: string
  }
}

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given)
    return () => Promise.resolve()
  }
  await sweep()
  const dataDir = mkdtempSync(join(tmpdir(), prefix))
  // PostgreSQL's own account has to pass through.
  chmodSync(dataDir, 0o711)
  const said: string[] = []
  const database = await startDatabase({ dataDir, log: (line) => said.push(line) }).catch((error: unknown) => {
    console.error(said.join('\n'))
    throw error
  })
  await spareTheDisk(database.ownerUrl)
  project.provide('databaseUrl', database.ownerUrl)
  return async () => {
    await database.stop()
    await removeDatabase(dataDir)
  }
}

const prefix = 'huying-tests-'

// This database is thrown away with its folder, so nobody waits for its disk. Tests that cut the power start their own, with everything on.
const spareTheDisk = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const what of ['fsync', 'full_page_writes']) await client.query(`alter system set ${what} = off`)
  await client.query('select pg_reload_conf()')
  await client.end()
}

// Runs that were killed leave a folder and perhaps a server; one that still lives is left alone. A folder without an owner yet is
// a run just beginning, so only folders that hold a lock file count.
const sweep = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    try {
      if (readdirSync(folder).includes('database.lock')) await removeDatabase(folder)
    } catch {
      // Another account's, or swept by another run at this moment.
    }
  }
}
