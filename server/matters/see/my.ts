// The reports of a signed-in resident, newest first.
import { z } from 'zod'
import { isEnded } from '../../../core/process.ts'
import { refuse } from '../../../core/refusals.ts'
import { refused, type Answer, type Call, type Refused } from '../endpoint.ts'
import { matterOf } from '../row.ts'
import { binder, cut, readCursor, wrongCursor } from './asking.ts'
import { plainOf } from './follow-page.ts'
import { fromMatters, placeOfRow, SeenMatter, seenColumns } from './rows.ts'

const MineRow = SeenMatter.extend({ joined: z.boolean() })

export async function my({ house, ground, caller, query }: Call<'my'>): Promise<Answer<'my'> | Refused> {
  const { person } = caller
  if (person === null) return refused(refuse('not-yours', { who: '登录的居民', whoEn: 'a signed-in resident' }), 401)
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const d = ground.district.id
  const bound = binder([d])
  const later = after === null ? '' : ` and (m.opened_at, m.id) < (${bound.bind(new Date(after.at))}::timestamptz, ${bound.bind(after.id)}::uuid)`
  const mine = `m.id in (select matter_id from reporters where district_id = $1)`
  const joined = `not exists (select 1 from reporters r where r.district_id = m.district_id and r.matter_id = m.id and not r.joined) as joined`
  const sql = `select ${seenColumns}, ${joined} ${fromMatters} where m.district_id = $1 and ${mine}${later} order by m.opened_at desc, m.id desc limit ${bound.bind(query.limit + 1)}`
  const rows = await house.db.withDistrict({ role: 'own', district: d, person }, (tx) => tx.rows(MineRow, sql, bound.values))
  const page = cut([rows], { limit: query.limit, first: () => 0, cursor: (row) => ({ at: row.opened_at, id: row.id }) })
  return {
    next: page.next,
    rows: page.rows.map((row) => {
      const category = ground.categories.get(row.marks['category'] ?? '')?.label.zh ?? '事项'
      return {
        receipt: null,
        id: row.id,
        number: row.number,
        headline: row.joined ? `${category} · ${placeOfRow(ground, row).zh}` : row.headline,
        plain: plainOf(ground, ground.process(row.process, row.version), matterOf(row)),
        phase: row.phase,
        due: isEnded(row.phase) ? null : row.due_at,
        openedAt: row.opened_at,
      }
    }),
  }
}
