// Installs the processes that come with the product: new ones and newer versions, but never over a version the district saved itself.
import { z } from 'zod'
import type { Process } from '../../core/process.ts'
import { shippedProcesses } from '../../processes/index.ts'
import type { Database, Tx } from '../db/gate.ts'
import { recordAll } from '../matters/record.ts'
import { fill } from './fill.ts'

const Kept = z.object({ name: z.string(), version: z.number(), shipped: z.boolean() })

/** In the transaction of whoever calls; how many were new. Each is said in the registry's trail, except in a district that has none at all yet. */
export async function installShipped(
  tx: Tx,
  at: { readonly district: number; readonly now: number },
  shipped: readonly Process[] = shippedProcesses,
): Promise<number> {
  const newest = await tx.rows(Kept, 'select distinct on (name) name, version, shipped from processes where district_id = $1 order by name, version desc limit 2000', [at.district]) // prettier-ignore
  const fresh = shipped.filter(({ name, version }) => {
    const kept = newest.find((each) => each.name === name)
    return kept === undefined || (kept.shipped && kept.version < version)
  })
  const added = await fill(tx, at.district, {
    table: 'processes',
    columns: { name: 'text', version: 'int', body: 'json', active: 'boolean', added_at: 'timestamptz', shipped: 'boolean' },
    rows: fresh.map((body) => ({
      name: body.name,
      version: body.version,
      body,
      active: true,
      added_at: new Date(at.now).toISOString(),
      shipped: true,
    })),
  })
  if (newest.length > 0 && added > 0)
    await recordAll(tx, at, fresh.map(({ name, title, version }) => ({ kind: 'process', subject: name, action: 'processShipped', by: null, answers: { process: title.zh, name, version } }))) // prettier-ignore
  return added
}

/** At every start, for every district of the database: an upgrade reaches those that are not named in the settings as well. Gives how many were new. */
export async function installShippedEverywhere(db: Database, now: number, shipped: readonly Process[] = shippedProcesses): Promise<number> {
  const districts = await db.acrossDistricts('bring shipped processes', (tx) => tx.rows(z.object({ id: z.number() }), 'select id from districts order by id limit 5000')) // prettier-ignore
  let added = 0
  for (const { id } of districts)
    added += await db.withDistrict({ district: id, role: 'act' }, (tx) => installShipped(tx, { district: id, now }, shipped))
  return added
}
