// The lots of the rechecks as published: open to everybody, with what one needs to draw them again.
import { z } from 'zod'
import { Instant } from '../../db/gate.ts'
import type { Answer, Call } from '../endpoint.ts'

const DrawRow = z.object({ day: z.string(), at: Instant, checkpoint: z.number(), root: z.string(), seed: z.string(), share: z.number(), from: Instant, upto: Instant, candidates: z.number(), candidatesHash: z.string(), drawn: z.number(), drawnHash: z.string() }) // prettier-ignore
const Lists = z.object({ candidates: z.array(z.string()), drawn: z.array(z.string()) })

/** The newest thirty; the lists of ids only for one named day. */
export async function draws({ house, ground, query }: Call<'draws'>): Promise<Answer<'draws'>> {
  const d = ground.district.id
  return house.db.withDistrict({ district: d, role: 'own' }, async (tx) => {
    const rows = await tx.rows(
      DrawRow,
      `select to_char(day, 'YYYY-MM-DD') as day, at, checkpoint, root, seed, share, closed_from as "from", closed_upto as upto, jsonb_array_length(candidates) as candidates, candidates_hash as "candidatesHash", jsonb_array_length(drawn) as drawn, drawn_hash as "drawnHash" from draws where district_id = $1 order by day desc limit 30`,
      [d],
    )
    const [one] =
      query.day === undefined
        ? []
        : await tx.rows(Lists, 'select candidates, drawn from draws where district_id = $1 and day = $2 limit 1', [d, query.day])
    return { rows, one: one ?? null, how }
  })
}

const how = {
  zh: '种子 = SHA-256（"huying-seed-1|" + 检查点根 + "|" + 日期）。每个候选编号的签号 = SHA-256（"huying-draw-1|" + 种子 + "|" + 编号）。签号从小到大，取候选数 × 抽取比例（四舍五入，至少一件）。谁都可以照着再抽一遍。',
  en: 'Seed = SHA-256("huying-seed-1|" + checkpoint root + "|" + day). The ticket of each candidate = SHA-256("huying-draw-1|" + seed + "|" + id). The smallest tickets are drawn: candidates × share, rounded, at least one. Anybody can draw it again.',
}
