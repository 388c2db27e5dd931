// What was sent over one connection, newest first, and sending again what was given up.
import { z } from 'zod'
import { deliveryStates, Sent } from '../../core/connect-shapes.ts'
import { Instant } from '../db/gate.ts'
import type { Answer, Call } from '../matters/endpoint.ts'

const Row = z.object({
  id: z.string(), outside: z.string().nullable(), body: Sent, made_at: Instant, state: z.enum(deliveryStates), tries: z.number(), due_at: Instant, answered: z.number().nullable(), fault: z.string().nullable(),
}) // prettier-ignore

export async function deliveries({ house, ground, params, query }: Call<'deliveries'>): Promise<Answer<'deliveries'>> {
  const district = ground.district.id
  const rows = await house.db.withDistrict(
    { district, role: 'act' },
    (tx) =>
    tx.rows(Row, 'select d.id, h.outside, d.body, d.made_at, d.state, d.tries, d.due_at, d.answered, d.fault from deliveries d left join handed h on h.district_id = $1 and h.connector_id = $2 and h.matter_id = d.matter_id where d.district_id = $1 and d.connector_id = $2 and ($3::text is null or d.state = $3) order by d.made_at desc, d.id limit 50', [
      district, params.id, query.state ?? null,
    ]), // prettier-ignore
  )
  return {
    rows: rows.map(({ id, outside, body, made_at, state, tries, due_at, answered, fault }) => ({
      id,
      matter: body.matter,
      number: body.number,
      action: body.action,
      isUp: body.kind === 'up',
      outside,
      at: made_at,
      state,
      tries,
      dueAt: due_at,
      answered,
      fault,
    })),
  }
}

/** One of them, or all that were given up: they are due at once, with all their tries before them. */
export async function redeliver({ house, ground, params, body }: Call<'redeliver'>): Promise<Answer<'redeliver'>> {
  const district = ground.district.id
  const again = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(
      `update deliveries d set state = 'waiting', due_at = $4, tries = 0, ended_at = null from connectors c
        where d.district_id = $1 and d.connector_id = $2 and c.district_id = $1 and c.id = $2 and c.revoked_at is null and c.hook_url is not null and (d.id = $3 or ($3::uuid is null and d.state = 'dead'))`,
      [district, params.id, body.delivery ?? null, new Date(house.now())],
    ),
  )
  return { again }
}
