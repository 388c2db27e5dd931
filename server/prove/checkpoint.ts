// Every few minutes a checkpoint takes a Merkle root over all chain heads and is chained to the one before.
import { z } from 'zod'
import { merkleLevels, pathOf, rootOf, type Head } from '../../core/merkle.ts'
import { checkpointText, zeroHash } from '../../core/seal.ts'
import { sha256 } from '../matters/chain.ts'
import type { House } from '../matters/house.ts'
import { registryKey } from '../matters/record.ts'

const HeadRow = z.object({ id: z.string(), head: z.string() })
export const CheckpointRow = z.object({ n: z.number(), at: z.date(), heads: z.number(), root: z.string(), before: z.string(), hash: z.string() })
export type CheckpointRow = z.output<typeof CheckpointRow>
export const checkpointColumns = `n, at, heads, encode(root, 'hex') as root, encode(before, 'hex') as before, encode(hash, 'hex') as hash`

/** Of each matter, and of each chain of the registry, whose subjects no matter can have. */
const headsSql = `select id, head from matters where district_id = $1 union all (select distinct on (subject_id) subject_id, hash from events where district_id = $1 and area_key = ${registryKey} order by subject_id, seq desc)`

/** Makes the next checkpoint of a district if any head changed since the last one; gives its number or null. */
export async function takeCheckpoint(house: House, district: number): Promise<number | null> {
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(4186002, $1)', [district])
    const last = (
      await tx.rows(CheckpointRow, `select ${checkpointColumns} from checkpoints where district_id = $1 order by n desc limit 1`, [district])
    )[0]
    const heads: Head[] = (
      await tx.rows(HeadRow, `select id, encode(head, 'hex') as head from (${headsSql}) as chains order by id limit 20000000`, [district])
    ).map((row) => ({ subject: row.id, head: row.head }))
    const levels = merkleLevels(heads, sha256)
    const root = rootOf(levels, sha256)
    if (last?.root === root) return null
    const checkpoint = { n: (last?.n ?? 0) + 1, at: new Date(house.now()).toISOString(), heads: heads.length, root, before: last?.hash ?? zeroHash }
    await tx.run(
      `insert into checkpoints (district_id, n, at, heads, root, before, hash) values ($1, $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), decode($7, 'hex'))`,
      [district, checkpoint.n, checkpoint.at, checkpoint.heads, root, checkpoint.before, sha256(checkpointText(checkpoint))],
    )
    const changed = new Map(
      (
        await tx.rows(
          z.object({ subject_id: z.string(), head: z.string() }),
          `select distinct on (subject_id) subject_id, encode(head, 'hex') as head from checkpoint_heads where district_id = $1 order by subject_id, n desc limit 20000000`,
          [district],
        )
      ).map((row) => [row.subject_id, row.head]),
    )
    const fresh = heads.flatMap((each, at) =>
      changed.get(each.subject) === each.head ? [] : [{ subject: each.subject, head: each.head, proof: pathOf(levels, at) }],
    )
    for (let at = 0; at < fresh.length; at += 2000) {
      await tx.run(
        `insert into checkpoint_heads (district_id, n, subject_id, head, proof) select $1, $2, r.subject, decode(r.head, 'hex'), r.proof from jsonb_to_recordset($3::jsonb) as r(subject uuid, head text, proof jsonb)`,
        [district, checkpoint.n, JSON.stringify(fresh.slice(at, at + 2000))],
      )
    }
    return checkpoint.n
  })
}
