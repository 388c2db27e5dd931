// A place to measure in: an embedded database of its own in a temporary folder with the demonstration district Dazu installed.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { districtId, installDistrict } from '../server/areas/install.ts'
import { fellowProcesses } from '../server/fellows.ts'
import { compose, type Parts } from '../server/compose.ts'
import { openDatabase, type Database } from '../server/db/gate.ts'
import { openKeys } from '../server/db/keys.ts'
import { removeDatabase, startDatabase } from '../server/db/launch/start.ts'
import { migrate } from '../server/db/migrate.ts'
import type { Ground } from '../server/matters/house.ts'

export type Basis = { readonly appUrl: string; readonly dataDir: string }
export type Place = Basis & {
  readonly ownerUrl: string
  readonly district: number
  readonly ground: Ground
  readonly db: Database
  readonly parts: Parts
  readonly postgres: string
  asOwner(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export async function makePlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huying-bench-'))
  const database = await startDatabase({ dataDir, log: () => undefined })
  const schemaDir = join(import.meta.dirname, '../server/db/schema')
  const { appUrl } = await migrate(database.ownerUrl, { schemaDir, appPassword: 'huying-bench' })
  const basis = { appUrl, dataDir }
  const first = openDatabase(appUrl, { size: 2 })
  await installDistrict(first, { slug: 'dazu', now: Date.now() - 40 * 86_400_000, demo: true })
  await first.end()
  const { db, parts } = await composeOn(basis)
  const district = districtId('dazu')
  const ground = await parts.house.grounds.byId(district)
  if (!ground) throw new Error('The district was not installed.')
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  // the bulk load runs as the owner, who is above the forced policies only as a superuser
  const asOwner = async (sql: string, values: readonly unknown[] = []) =>
    z.array(z.record(z.string(), z.unknown())).parse((await owner.query(sql, [...values])).rows)
  const [version] = await asOwner('show server_version')
  return {
    ...basis, ownerUrl: database.ownerUrl, district, ground, db, parts, asOwner,
    postgres: String(version?.['server_version'] ?? '?'),
    close: async () => {
      await parts.door.idle()
      await db.end()
      await owner.end()
      await database.stop()
      await removeDatabase(dataDir)
    },
  } // prettier-ignore
}

/** The same composition as the server's own start, on a database that is there. */
export async function composeOn(basis: Basis): Promise<{ db: Database; parts: Parts }> {
  const db = openDatabase(basis.appUrl)
  const keys = await openKeys(join(basis.dataDir, 'keys'))
  return {
    db,
    parts: compose({ db, keys, mode: 'demo', filesDir: join(basis.dataDir, 'files'), now: () => Date.now() }, { fellows: fellowProcesses() }),
  }
}
