// Starts the database that comes with Huying: real PostgreSQL, nothing to install, nothing reachable from outside the machine.
import { existsSync, realpathSync, rmSync } from 'node:fs'
import pg from 'pg'
import { chooseAccount } from './account.ts'
import { findBinaries, usableBinaries } from './binaries.ts'
import { makeCluster, ownerRole } from './cluster.ts'
import { makeDataDir } from './folder.ts'
import { existingHome, forgottenHomes, makeHome, openHome } from './home.ts'
import { isLocked, takeLock } from './lock.ts'
import { clearLeftServer, startServer, urlOf } from './server.ts'

export type Database = { ownerUrl: string; pid: number; ended: Promise<string>; stop: () => Promise<void> }

/** `native` names the folder of the binaries when it is not npm's own; `ended` says how the server ended, asked or not. */
export const startDatabase = async (wish: { dataDir: string; log: (line: string) => void; native?: string }): Promise<Database> => {
  const dataDir = makeDataDir(wish.dataDir)
  const release = takeLock(dataDir)
  try {
    const found = findBinaries(wish.native)
    const known = existingHome(dataDir, found.major)
    const account = chooseAccount(known?.owner ?? null)
    const native = usableBinaries(found, account, wish.log)
    const home = known?.home ?? makeHome({ dataDir, major: found.major }, account, wish.log)
    openHome(home, account)
    for (const forgotten of forgottenHomes(dataDir, home)) {
      await clearLeftServer(forgotten, wish.log)
      wish.log(`An older database of ${dataDir} was left in ${forgotten}; delete it when it is no longer needed`)
    }
    await clearLeftServer(home, wish.log)
    const password = makeCluster({ home, native, account })
    const server = await startServer({ home, native, account }, wish.log)
    const urlTo = (name: string): string => urlOf({ home, port: server.port }, { role: ownerRole, password, name })
    const stop = async (): Promise<void> => {
      await server.stop()
      release()
    }
    await makeDatabase(urlTo('postgres')).catch(async (error: unknown) => {
      await stop()
      throw error
    })
    return { ownerUrl: urlTo(ownerRole), pid: server.pid, ended: server.ended, stop }
  } catch (error) {
    release()
    throw error
  }
}

/** Removes a data folder with everything in it and its server, unless a living process uses it (then `false`). For tests and benches. */
export const removeDatabase = async (folder: string): Promise<boolean> => {
  if (!existsSync(folder)) return true
  const dataDir = realpathSync(folder)
  if (isLocked(dataDir)) return false
  const known = existingHome(dataDir, findBinaries().major)
  for (const home of [...(known === null ? [] : [known.home]), ...forgottenHomes(dataDir, known?.home ?? '')]) {
    await clearLeftServer(home, () => undefined)
    rmSync(home, { recursive: true, force: true })
  }
  rmSync(dataDir, { recursive: true, force: true })
  return true
}

const makeDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const there = await client.query('select 1 from pg_database where datname = $1', [ownerRole])
    if (there.rowCount === 0) await client.query(`create database ${ownerRole}`)
  } finally {
    await client.end()
  }
}
