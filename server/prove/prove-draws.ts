// Draws every lot of a district again from what was published, and says where seed, candidates or choice do not agree.
import { z } from 'zod'
import { drawFrom, idsHash, seedOf } from '../../core/draw.ts'
import { zeroHash } from '../../core/seal.ts'
import type { Tx } from '../db/gate.ts'
import { sha256 } from '../matters/chain.ts'
import type { Fault } from './prove-matter.ts'

const Ids = z.array(z.string())
const DrawRow = z.object({ day: z.string(), root: z.string(), kept: z.string().nullable(), seed: z.string(), share: z.number(), candidates: Ids, candidates_hash: z.string(), drawn: Ids, drawn_hash: z.string(), missing: z.number() }) // prettier-ignore

export async function proveDraws(tx: Tx, district: number): Promise<{ readonly draws: number; readonly faults: readonly Fault[] }> {
  const rows = await tx.rows(
    DrawRow,
    `select to_char(w.day, 'YYYY-MM-DD') as day, w.root, encode(c.root, 'hex') as kept, w.seed, w.share, w.candidates, w.candidates_hash, w.drawn, w.drawn_hash,
       case when w.opened then (select count(*) from jsonb_array_elements_text(w.drawn) as one(id) where not exists (select 1 from matters m where m.district_id = $1 and m.about_id = one.id::uuid and m.process = 'recheck')) else 0 end as missing
     from draws w left join checkpoints c on c.district_id = w.district_id and c.n = w.checkpoint where w.district_id = $1 order by w.day limit 5000`,
    [district],
  )
  const faults = rows.flatMap((row): Fault[] => {
    const say = (words: string): Fault => ({ kind: 'draw', subject: null, say: `the draw of ${row.day} ${words}` })
    const again = drawFrom(row.seed, row.candidates, { share: row.share, hash: sha256 })
    return [
      ...((row.kept ?? zeroHash) === row.root ? [] : [say('names a root that its checkpoint does not have')]),
      ...(seedOf(row.root, row.day, sha256) === row.seed ? [] : [say('has a seed that does not follow from its root and day')]),
      ...(idsHash(row.candidates, sha256) === row.candidates_hash ? [] : [say('had other candidates')]),
      ...(again.join() === row.drawn.join() && idsHash(row.drawn, sha256) === row.drawn_hash ? [] : [say('chose others than the lot says')]),
      ...(row.missing === 0 ? [] : [say(`drew ${row.missing} matters that nobody was asked to recheck`)]),
    ]
  })
  return { draws: rows.length, faults }
}
