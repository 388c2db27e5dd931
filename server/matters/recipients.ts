// The people at whose post matters lie now, for notices that no act of anybody causes.
import { ownerOfMatter } from '../../core/owner.ts'
import type { Tx } from '../db/gate.ts'
import { recordsOf } from './afterwards.ts'
import type { Ground } from './house.ts'
import { matterOf } from './row.ts'

/** By matter; nobody where a matter has ended meanwhile. */
export async function ownersOf(
  context: { readonly ground: Ground; readonly tx: Tx },
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { ground } = context
  const rows = await recordsOf(context, ids)
  return new Map(
    [...rows].map(([id, row]) => {
      const process = ground.process(row.process, row.version)
      return [id, process ? (ownerOfMatter(process, matterOf(row), ground.roster)?.people ?? []) : []]
    }),
  )
}
