// Notes for each connected system which of its matters moved; runs with what follows the acts.
import { z } from 'zod'
import type { Tx } from '../db/gate.ts'
import type { Ground, House } from '../matters/house.ts'
import { queueUpper } from './queue-upper.ts'

type Entry = { readonly body: Readonly<Record<string, unknown>> }
const Moved = z.object({ items: z.array(z.object({ after: z.object({ id: z.string(), seq: z.number() }) })) })

/** One delivery for each step and connection; a repetition adds none. Where no system wants to hear, nothing is looked up. */
export async function queueDeliveries(
  context: { readonly house: House; readonly ground: Ground; readonly tx: Tx },
  entries: readonly Entry[],
): Promise<void> {
  const { tx } = context
  const { id: district, slug } = context.ground.district
  const now = new Date(context.house.now())
  if ((await tx.count(`select count(*)::int as n from connectors c where ${listens}`, [district, now])) === 0) return
  const moved = entries.flatMap(({ body }) =>
    Moved.catch({ items: [] })
      .parse(body)
      .items.map(({ after }) => after),
  )
  if (moved.length === 0) return
  await tx.run(queueSql, [district, now, JSON.stringify(moved), slug])
  await queueUpper(context, moved)
}

const listens = 'c.district_id = $1 and c.revoked_at is null and c.expires_at > $2 and c.hook_url is not null'
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Number, step and where it stands: what somebody wrote, and who they are, is read only with the key. */
const queueSql = `insert into deliveries (district_id, id, connector_id, matter_id, seq, body, made_at, state, due_at)
  select $1, q.id, q.connector, q.matter, q.seq, jsonb_build_object('id', q.id, 'kind', 'step', 'district', $4::text, 'matter', q.matter, 'number', q.number, 'seq', q.seq, 'action', q.action, 'at', q.at, 'state', q.state, 'phase', q.phase, 'due', q.due), $2, 'waiting', $2
  from (select overlay(overlay(md5(c.id::text || e.id::text) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid as id, c.id as connector, m.id as matter, e.seq, m.number, e.action, ${iso('e.at')} as at, m.state, m.phase, ${iso('d.due_at')} as due
    from jsonb_to_recordset($3::jsonb) as r(id uuid, seq int)
    join events e on e.district_id = $1 and e.subject_id = r.id and e.seq = r.seq
    join matters m on m.district_id = $1 and m.id = r.id
    join involved i on i.district_id = $1 and i.matter_id = r.id
    join connectors c on ${listens} and c.organisation_id = i.organisation_id
    left join desk d on d.district_id = $1 and d.matter_id = r.id) q
  on conflict (district_id, id) do nothing`
