// Notes for the platform above and the hotline which of the matters they handed down moved, and which are beyond this district; runs with what follows the acts.
import { z } from 'zod'
import { whyUp } from '../../core/hand-up.ts'
import { actionsIn } from '../../core/process.ts'
import type { Tx } from '../db/gate.ts'
import { derivedId } from '../matters/act-ids.ts'
import type { Ground, House } from '../matters/house.ts'
import { replyOf } from './standing.ts'

export type Moved = { readonly id: string; readonly seq: number }
type Context = { readonly house: House; readonly ground: Ground; readonly tx: Tx }

const Row = z.object({
  connector: z.string(), outside: z.string().nullable(), direction: z.enum(['down', 'up']).nullable(), matter: z.string(), event: z.string(), number: z.string(), process: z.string(), version: z.number(), area: z.number(), category: z.string().nullable(),
  seq: z.number(), action: z.string(), at: z.date(), state: z.string(), phase: z.string(), due: z.date().nullable(), said: z.record(z.string(), z.unknown()).nullable(),
}) // prettier-ignore
type Row = z.output<typeof Row>

/** A step of a matter they know by their own number is told with the reply in it; one they do not know only where it has to go up. */
export async function queueUpper({ house, ground, tx }: Context, moved: readonly Moved[]): Promise<void> {
  const district = ground.district.id
  const now = new Date(house.now())
  const listening = await tx.count(`select count(*)::int as n from connectors c where ${listens}`, [district, now])
  if (listening === 0 || moved.length === 0) return
  const rows = await tx.rows(Row, movedSql, [district, now, JSON.stringify(moved)])
  const due = rows.flatMap((row) => {
    const body = bodyOf(ground, row)
    return body === null ? [] : [{ id: body.id, connector: row.connector, matter: row.matter, seq: row.seq, body }]
  })
  if (due.length > 0)
    await tx.run(
      `insert into deliveries (district_id, id, connector_id, matter_id, seq, body, made_at, state, due_at) select $1, r.id, r.connector, r.matter, r.seq, r.body, $2, 'waiting', $2
        from jsonb_to_recordset($3::jsonb) as r(id uuid, connector uuid, matter uuid, seq int, body jsonb) on conflict (district_id, id) do nothing`,
      [district, now, JSON.stringify(due)],
    )
}

const listens = `c.district_id = $1 and c.kind = 'upper' and c.revoked_at is null and c.expires_at > $2 and c.hook_url is not null`
const movedSql = `select c.id as connector, h.outside, h.direction, m.id as matter, e.id as event, m.number, m.process, m.version, m.area_id as area, m.marks ->> 'category' as category, e.seq, e.action, e.at, m.state, m.phase, d.due_at as due,
    (select jsonb_object_agg(l.name, l.value) from leaves l where l.district_id = $1 and l.subject_id = m.id and l.seq = e.seq and l.audience = 'all' and l.name like 'a:%') as said
  from jsonb_to_recordset($3::jsonb) as r(id uuid, seq int)
  join events e on e.district_id = $1 and e.subject_id = r.id and e.seq = r.seq
  join matters m on m.district_id = $1 and m.id = r.id
  join connectors c on ${listens}
  left join handed h on h.district_id = $1 and h.connector_id = c.id and h.matter_id = m.id
  left join desk d on d.district_id = $1 and d.matter_id = m.id
  where h.matter_id is not null or (c.source = 'city-platform' and (e.action = 'refer' or e.seq = 1)) limit 20000`

function bodyOf(ground: Ground, row: Row) {
  const { matter, number, seq, action, state, phase } = row
  const id = derivedId(`${row.connector}|${row.event}`)
  const told = { id, district: ground.district.slug, matter, number, seq, action, at: row.at.toISOString(), state, phase, due: row.due?.toISOString() ?? null } // prettier-ignore
  if (row.outside !== null)
    return { ...told, kind: 'step', outside: row.outside, ...(row.direction === 'down' ? { reply: replyIn(ground, row) } : {}) }
  const why = whyUp({ process: row.process, action, seq })
  return why === null ? null : { ...told, kind: 'up', why, category: row.category, area: ground.areas.get(row.area)?.name ?? ground.district.name }
}

/** The action as some state of the process has it: which one the matter stood in is not asked again. */
function replyIn(ground: Ground, { process: name, version, action, said }: Row): string | null {
  const process = ground.process(name, version)
  const states = Object.keys(process?.states ?? {})
  const plans = process ? [process.open[action], ...states.map((state) => actionsIn(process, state)[action])] : []
  const plan = plans.find((each) => each?.then?.some((effect) => 'reply' in effect))
  return replyOf(plan?.then, (leaf) => said?.[leaf])
}
