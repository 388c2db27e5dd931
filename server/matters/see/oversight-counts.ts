// How many circulars, replays, stays, listings and ratings there were: a query over the matters themselves, never a typed figure.
import { z } from 'zod'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { staffOnly } from './asking.ts'
import { inScopes, scopesOf } from './scopes.ts'

const Counted = z.object({ process: z.string(), record: z.string().nullable(), state: z.string(), n: z.number(), open: z.number(), late: z.number() })
const processes = ['circular', 'governance-record', 'listed-supervision', 'standing-item', 'recheck', 'upward-rating', 'exclusion-request', 'key-task', 'task-list', 'enforcement-handover'] // prettier-ignore

export async function oversightCounts({ house, ground, caller, query }: Call<'oversightCounts'>): Promise<Answer<'oversightCounts'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const now = house.now()
  const from = now - query.days * 86_400_000
  const sql = (mine: string) =>
    `select m.process, m.marks ->> 'record' as record, m.state, count(*) as n, count(d.matter_id) as open, count(d.matter_id) filter (where d.struck or d.due_at <= $4) as late
     from matters m left join desk d on d.district_id = m.district_id and d.matter_id = m.id where m.district_id = $1 and m.process = any($2::text[]) and m.opened_at >= $3${mine} group by 1, 2, 3 limit 500`
  const found = await inScopes(house, scopes, ({ tx, apart }) =>
    tx.rows(Counted, sql(apart({ key: 'm.area_key', id: 'm.id' })), [ground.district.id, processes, new Date(from), new Date(now)]),
  )
  const rows = found.flat()
  const sum = (fits: (row: z.output<typeof Counted>) => boolean) =>
    rows.filter(fits).reduce((all, row) => ({ n: all.n + row.n, open: all.open + row.open, late: all.late + row.late }), { n: 0, open: 0, late: 0 })
  const of = (process: string) => sum((row) => row.process === process)
  const kept = (record: string) => sum((row) => row.process === 'governance-record' && row.record === record)
  const enforced = (state: string) => sum((row) => row.process === 'enforcement-handover' && row.state === state).n
  return {
    circulars: of('circular'), replays: kept('replay'), stays: kept('stay'), joints: kept('joint'), listed: of('listed-supervision'), items: of('standing-item'), rechecks: of('recheck'),
    notFixed: sum((row) => row.process === 'recheck' && row.state === 'notFixed').n, ratings: of('upward-rating'), exclusions: of('exclusion-request'), keyTasks: of('key-task'), taskLists: of('task-list'), handovers: of('enforcement-handover'), enforced: { penalised: enforced('penalised'), corrected: enforced('corrected'), notPursued: enforced('notPursued'), movedOn: enforced('movedOn'), takenBack: enforced('takenBack') }, from,
  } // prettier-ignore
}
