// Recomputes the checkpoints of a district: their chain, the newest root, each head's proof, and that no matter has vanished since.
import { z } from 'zod'
import { climb, merkleLevels, rootOf } from '../../core/merkle.ts'
import { checkpointText, zeroHash } from '../../core/seal.ts'
import type { Tx } from '../db/gate.ts'
import { sha256 } from '../matters/chain.ts'
import { checkpointColumns, CheckpointRow } from './checkpoint.ts'
import type { Fault } from './prove-matter.ts'

const SealedHead = z.object({
  subject_id: z.string(),
  n: z.number(),
  head: z.string(),
  proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })),
  known: z.boolean(),
})
const page = 2000

export async function proveCheckpoints(
  tx: Tx,
  district: number,
): Promise<{ readonly checkpoints: number; readonly heads: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = []
  const say = (words: string, subject: string | null = null) => faults.push({ kind: 'checkpoint', subject, say: words })
  const roots = new Map<number, string>()
  const newest = await proveChain(tx, district, { roots, say })
  const heads: { subject: string; head: string }[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.rows(
      SealedHead,
      `select distinct on (h.subject_id) h.subject_id, h.n, encode(h.head, 'hex') as head, h.proof, exists (select 1 from events e where e.district_id = $1 and e.subject_id = h.subject_id and e.hash = h.head) as known from checkpoint_heads h where h.district_id = $1 and h.subject_id > $2 order by h.subject_id, h.n desc limit ${page}`,
      [district, after],
    )
    for (const row of rows) {
      heads.push({ subject: row.subject_id, head: row.head })
      if (!row.known) say(`checkpoint ${row.n} holds a head that is in no event: the matter was changed or removed afterwards`, row.subject_id)
      if (climb({ subject: row.subject_id, head: row.head }, row.proof, sha256) !== roots.get(row.n))
        say(`the proof of a head does not lead to the root of checkpoint ${row.n}`, row.subject_id)
    }
    after = rows.at(-1)?.subject_id ?? after
    if (rows.length < page) break
  }
  if (newest && newest.heads !== heads.length) say(`checkpoint ${newest.n} counts ${newest.heads} matters, ${heads.length} are kept`)
  if (newest && rootOf(merkleLevels(heads, sha256), sha256) !== newest.root) say(`the root of checkpoint ${newest.n} is not the root of its heads`)
  return { checkpoints: roots.size, heads: heads.length, faults }
}

type Chain = { readonly roots: Map<number, string>; readonly say: (words: string) => void }
async function proveChain(tx: Tx, district: number, { roots, say }: Chain): Promise<CheckpointRow | undefined> {
  let newest: CheckpointRow | undefined
  for (;;) {
    const rows = await tx.rows(
      CheckpointRow,
      `select ${checkpointColumns} from checkpoints where district_id = $1 and n > $2 order by n limit ${page}`,
      [district, newest?.n ?? 0],
    )
    for (const row of rows) {
      if (row.n !== (newest?.n ?? 0) + 1) say(`checkpoint ${(newest?.n ?? 0) + 1} is missing`)
      if (row.before !== (newest?.hash ?? zeroHash)) say(`checkpoint ${row.n} does not name the one before it`)
      if (sha256(checkpointText({ ...row, at: row.at.toISOString() })) !== row.hash) say(`checkpoint ${row.n} was changed`)
      if (newest && row.at < newest.at) say(`checkpoint ${row.n} is older than the one before it`)
      roots.set(row.n, row.root)
      newest = row
    }
    if (rows.length < page) return newest
  }
}
