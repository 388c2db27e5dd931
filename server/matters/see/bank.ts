// The problem bank: what is parked, by the day it is looked at again; what was due for review and is still open stands first.
import { z } from 'zod'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { binder, cut, readCursor, staffOnly, wrongCursor } from './asking.ts'
import { dueFirst, fromDesk, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, scopesOf } from './scopes.ts'

const banked = `(d.state = 'parked' or m.marks ->> 'review' = 'due')`
const Counted = z.object({ total: z.number(), over: z.number() })

export async function problemBank({ house, ground, caller, query }: Call<'problemBank'>): Promise<Answer<'problemBank'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const looks = await inScopes(house, scopes, async ({ tx, apart }) => {
    const bound = binder([ground.district.id])
    const mine = apart({ key: 'd.area_key', id: 'd.matter_id' })
    const [counted] = await tx.rows(
      Counted,
      `select count(*) as total, count(*) filter (where m.marks ->> 'review' = 'due') as over from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and ${banked}${mine}`,
      [ground.district.id],
    )
    const later =
      after === null ? '' : ` and (d.due_at, d.matter_id) > (${bound.bind(new Date(after.at))}::timestamptz, ${bound.bind(after.id)}::uuid)`
    const rows = await tx.rows(
      SeenMatter,
      `select ${seenColumns} ${fromDesk} where d.district_id = $1 and ${banked}${mine}${later} order by d.due_at, d.matter_id limit ${bound.bind(query.limit + 1)}`,
      bound.values,
    )
    return { rows, total: counted?.total ?? 0, over: counted?.over ?? 0 }
  })
  const page = cut(looks.map((look) => look.rows), { limit: query.limit, ...dueFirst }) // prettier-ignore
  const sum = (name: 'total' | 'over') => looks.reduce((all, look) => all + look[name], 0)
  return { rows: await rowsFor(house, ground, page.rows), next: page.next, total: sum('total'), over: sum('over') }
}
