// Reaches the database of the settings: the named one, the embedded one that already runs, or the embedded one started for this.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appPassword } from '../db/app-password.ts'
import { findBinaries } from '../db/launch/binaries.ts'
import { clusterOf, ownerRole } from '../db/launch/cluster.ts'
import { existingHome } from '../db/launch/home.ts'
import { isLocked } from '../db/launch/lock.ts'
import { urlOf } from '../db/launch/server.ts'
import { startDatabase } from '../db/launch/start.ts'
import type { Settings } from '../settings.ts'

export type Reached = { readonly appUrl: string; readonly stop: () => Promise<void> }

/** Logs in as the application, whose roles can neither change nor remove what was written. */
export async function reachDatabase(settings: Settings, log: (line: string) => void): Promise<Reached> {
  const { dataDir, databaseUrl } = settings
  const password = existsSync(join(dataDir, 'app-password')) ? await appPassword(dataDir) : null
  if (databaseUrl !== null) return { appUrl: password === null ? databaseUrl : asApp(databaseUrl, password), stop: async () => undefined }
  if (password === null) throw new Error(`There is no database in ${dataDir} yet. Start the server once, or name another folder with DATA_DIR.`)
  const running = isLocked(dataDir) ? runningIn(dataDir) : null
  if (running !== null) return { appUrl: urlOf(running, { role: 'huying_app', password, name: ownerRole }), stop: async () => undefined }
  const database = await startDatabase({ dataDir, log })
  return { appUrl: asApp(database.ownerUrl, password), stop: database.stop }
}

function asApp(from: string, password: string): string {
  const url = new URL(from)
  url.username = 'huying_app'
  url.password = password
  return url.toString()
}

/** PostgreSQL writes its port into the fourth line of its pid file. */
function runningIn(dataDir: string): { home: string; port: number } | null {
  const home = existingHome(dataDir, findBinaries().major)?.home ?? null
  const file = home === null ? null : join(clusterOf(home), 'postmaster.pid')
  const port = file !== null && existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : NaN
  return home !== null && Number.isInteger(port) && port > 0 ? { home, port } : null
}
