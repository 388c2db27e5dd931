// First-agenda items and red-line notices as those below read them: issued for an area, shown to every post in it, confirmed only where asked.
import { z } from 'zod'
import { Instant } from '../db/gate.ts'
import { refuse } from '../../core/refusals.ts'
import { staffAsker } from './ask.ts'
import type { Door } from './door.ts'
import { refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground } from './house.ts'
import { turnedDown } from './intake.ts'
import { staffOnly } from './see/asking.ts'
import { holderShape } from './see/names.ts'
import { readsMatters } from './see/scopes.ts'
import { seatsOf, MatterRecord } from './row.ts'
import { districtArea } from './places.ts'

const Row = MatterRecord.pick({ id: true, number: true, words: true, seats: true, marks: true }).extend({
  opened_at: Instant,
  due_at: Instant,
  mine: z.boolean(),
  basis: z.unknown(),
})

/** Notices lie above the ground of those they are for, so no range of theirs reaches them: who stands below the notice's area may read it. */
export const noticeDownHandlers = (door: Door): Handlers<'noticesDown' | 'confirmNotice'> => ({
  noticesDown: async ({ house, ground, caller }: Call<'noticesDown'>): Promise<Answer<'noticesDown'> | Refused> => {
    const areas = areasAbove(ground, caller)
    if (areas.length === 0 || caller.person === null) return staffOnly()
    const sql = `select m.id, m.number, m.words, m.seats, m.marks, m.opened_at, d.due_at, exists (select 1 from claims c where c.district_id = $1 and c.subject_id = m.id and c.pool = 'read' and c.claimant = $3 and c.released_at is null) as mine,
        (select l.value from leaves l where l.district_id = $1 and l.subject_id = m.id and l.seq = 1 and l.name = 'a:basis') as basis
      from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.process = 'notice-down' and d.area_id = any($2::int[]) order by m.opened_at desc, m.id desc limit 100`
    const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => tx.rows(Row, sql, [ground.district.id, areas, caller.person])) // prettier-ignore
    return {
      rows: rows.map((row) => {
        const { issuer } = seatsOf(row.seats)
        return { id: row.id, number: row.number, kind: row.marks['notice'] === 'agenda' ? ('agenda' as const) : ('redline' as const), words: row.words, basis: typeof row.basis === 'string' ? row.basis : null, at: row.opened_at, ends: row.due_at, issuer: issuer ? holderShape(ground, issuer) : null, mustConfirm: row.marks['confirm'] === 'yes', confirmed: row.mine }
      }),
    } // prettier-ignore
  },

  confirmNotice: async ({ house, ground, caller, params, body }: Call<'confirmNotice'>): Promise<Answer<'confirmNotice'> | Refused> => {
    const areas = areasAbove(ground, caller)
    if (areas.length === 0 || caller.person === null) return staffOnly()
    const d = ground.district.id
    const found = await house.db.withDistrict({ district: d, role: 'act' }, (tx) =>
      tx.rows(z.object({ id: z.string() }), `select id from matters where district_id = $1 and id = $2 and process = 'notice-down' and area_id = any($3::int[]) limit 1`, [d, params.id, areas]),
    ) // prettier-ignore
    if (found.length === 0) return refused(refuse('not-found'), 404)
    const verdict = await door.act({
      kind: 'step',
      district: d,
      matter: params.id,
      act: body.act,
      action: 'confirmRead',
      answers: {},
      asker: staffAsker(caller),
    })
    return verdict.ok || verdict.refusal.code === 'already' ? { confirmed: true } : turnedDown(verdict)
  },
})

/** The areas the viewer stands in, and all above; a department stands in the district. */
function areasAbove(ground: Ground, caller: Caller): number[] {
  const own = caller.postings.filter((posting) => readsMatters(posting.post))
  const all = own.flatMap((posting) => {
    const path: number[] = []
    for (let at: number | null = posting.area ?? districtArea(ground).id; at !== null; at = ground.areas.get(at)?.parent ?? null) path.push(at)
    return path
  })
  return [...new Set(all)]
}
