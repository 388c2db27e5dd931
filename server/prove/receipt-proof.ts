// The receipt that its holder can verify offline: the chain of one matter with its leaves, and the newest checkpoint that covers it.
import { z } from 'zod'
import { refuse } from '../../core/refusals.ts'
import type { Handlers } from '../matters/endpoint.ts'
import { refused } from '../matters/endpoint.ts'
import { ownScope } from '../matters/own-scope.ts'
import { checkpointColumns, CheckpointRow } from './checkpoint.ts'

const EventRow = z.object({
  seq: z.number(),
  action: z.string(),
  at: z.date(),
  change: z.unknown(),
  sealed: z.string(),
  before: z.string(),
  hash: z.string(),
})
const LeafRow = z.object({
  seq: z.number(),
  name: z.string(),
  audience: z.string(),
  hash: z.string(),
  salt: z.string().nullable(),
  value: z.unknown(),
})
const HeadRow = z.object({ n: z.number(), head: z.string(), proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })) })

export const proofHandlers: Handlers<'followProof'> = {
  followProof: async ({ house, ground, params }) => {
    const district = ground.district.id
    const found = await house.db.withDistrict(ownScope(house, district, params.receipt), async (tx) => {
      const mine = (
        await tx.rows(
          z.object({ matter_id: z.string(), joined: z.boolean() }),
          'select matter_id, joined from reporters where district_id = $1 order by joined, at limit 1',
          [district],
        )
      )[0]
      const matter =
        mine &&
        (
          await tx.rows(
            z.object({ id: z.string(), number: z.string() }),
            'select id, number from matters where district_id = $1 and id = $2 limit 1',
            [district, mine.matter_id],
          )
        )[0]
      if (!matter) return null
      const values = [district, matter.id]
      const events = await tx.rows(
        EventRow,
        `select seq, action, at, change, encode(sealed, 'hex') as sealed, encode(before, 'hex') as before, encode(hash, 'hex') as hash from events where district_id = $1 and subject_id = $2 order by seq limit 1000`,
        values,
      )
      const leaves = await tx.rows(
        LeafRow,
        `select seq, name, audience, encode(hash, 'hex') as hash, encode(salt, 'hex') as salt, value from leaves where district_id = $1 and subject_id = $2 order by seq, name limit 10000`,
        values,
      )
      if (mine.joined) hideNeighbour(leaves)
      const head = (
        await tx.rows(
          HeadRow,
          `select n, encode(head, 'hex') as head, proof from checkpoint_heads where district_id = $1 and subject_id = $2 order by n desc limit 1`,
          values,
        )
      )[0]
      const checkpoint =
        head &&
        (
          await tx.rows(CheckpointRow, `select ${checkpointColumns} from checkpoints where district_id = $1 and n = $2 limit 1`, [district, head.n])
        )[0]
      return { matter, events, leaves, head, checkpoint }
    })
    if (!found) return refused(refuse('not-found'), 404)
    const hidden = await hiddenHashes(house, { district, matter: found.matter.id })
    return {
      format: 'huying-receipt-1', district: ground.district.slug, number: found.matter.number, subject: found.matter.id,
      events: found.events.map((event) => ({ ...event, at: event.at.toISOString(), leaves: [...found.leaves.filter((leaf) => leaf.seq === event.seq).map(({ name, hash, salt, value }) => ({ name, hash, salt, value })), ...hidden.filter((leaf) => leaf.seq === event.seq).map((leaf) => ({ name: leaf.name, hash: leaf.hash, salt: null, value: null }))] })),
      checkpoint: found.head && found.checkpoint ? { ...found.checkpoint, at: found.checkpoint.at.toISOString(), proof: found.head.proof, head: found.head.head, coversSeq: found.events.find((event) => event.hash === found.head?.head)?.seq ?? 0 } : null,
    } // prettier-ignore
  },
}

/** The hashes of leaves that the reporter may not read are part of the seal; they give nothing away, because they are salted. */
async function hiddenHashes(house: Parameters<(typeof proofHandlers)['followProof']>[0]['house'], of: { district: number; matter: string }) {
  return house.db.withDistrict({ district: of.district, role: 'act' }, (tx) =>
    tx.rows(
      z.object({ seq: z.number(), name: z.string(), hash: z.string() }),
      `select seq, name, encode(hash, 'hex') as hash from leaves where district_id = $1 and subject_id = $2 and audience = 'staff' order by seq, name limit 10000`,
      [of.district, of.matter],
    ),
  )
}

/** Who joined a neighbour's report proves the chain, and reads nothing that the neighbour said or left: only hashes. */
function hideNeighbour(leaves: z.output<typeof LeafRow>[]): void {
  const neighbours = new Set(leaves.filter((leaf) => leaf.audience === 'reporter').map((leaf) => leaf.seq))
  for (const leaf of leaves) if (neighbours.has(leaf.seq)) Object.assign(leaf, { salt: null, value: null })
}
