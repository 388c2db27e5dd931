// The command centre's view of this very moment: the desk by township, what is late and unanswered, and the last steps.
import { z } from 'zod'
import { Phase } from '../../../core/process.ts'
import type { CentrePage } from '../../../core/shapes.ts'
import type { Ground } from '../house.ts'
import { areaRef } from './names.ts'
import { fromDesk, isStruck, SeenMatter, seenColumns } from './rows.ts'
import type { Look } from './scopes.ts'

const DeskSum = z.object({ township: z.number(), phase: Phase, n: z.number(), overdue: z.number(), emergency: z.number() })
export type DeskSum = z.output<typeof DeskSum>

/** One scan of the desk. The township is the highest twelve bits of the area's key that are set. */
export function deskNow({ tx, apart }: Look, ground: Ground, now: number): Promise<DeskSum[]> {
  const late = `(d.due_at <= $2 or ${isStruck})`
  const sql = `select ((d.area_key >> 36) << 36) as township, d.phase, count(*)::int as n, (count(*) filter (where ${late}))::int as overdue, (count(*) filter (where d.urgency = 2))::int as emergency
    from desk d where d.district_id = $1${apart({ key: 'd.area_key', id: 'd.matter_id' })} group by 1, 2`
  return tx.rows(DeskSum, sql, [ground.district.id, new Date(now)])
}

/** Waiting and past its time, the longest first. */
export function lateNow({ tx, apart }: Look, ground: Ground, now: number): Promise<SeenMatter[]> {
  const narrow = `select d.matter_id from desk d where d.district_id = $1 and d.phase = 'waiting' and (d.due_at <= $2 or ${isStruck})${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.due_at, d.matter_id limit 10`
  const sql = `with page as materialized (${narrow}) select ${seenColumns} ${fromDesk} join page on page.matter_id = d.matter_id where d.district_id = $1 order by d.due_at, d.matter_id`
  return tx.rows(SeenMatter, sql, [ground.district.id, new Date(now)])
}

export type Feed = CentrePage['feed']
const FeedRow = z.object({
  id: z.string(),
  action: z.string(),
  at: z.date().transform((date) => date.getTime()),
  process: z.string(),
  version: z.number(),
  area_id: z.number(),
  category: z.string().nullable(),
})

/** The last steps among the newest matters; the wall shows the kind of matter, not a resident's words. */
export async function feedNow({ tx, apart }: Look, ground: Ground, now: number): Promise<Feed> {
  const sql = `select m.id, e.action, e.at, m.process, m.version, m.area_id, m.marks ->> 'category' as category from (
      select id from matters where district_id = $1 and opened_at > $2${apart({ key: 'area_key', id: 'id' })} order by opened_at desc, id limit 300) newest
    join matters m on m.district_id = $1 and m.id = newest.id
    join events e on e.district_id = $1 and e.subject_id = m.id order by e.at desc, m.id, e.seq desc limit 12`
  const rows = await tx.rows(FeedRow, sql, [ground.district.id, new Date(now - 3 * 86_400_000)])
  return rows.map((row) => {
    const process = ground.process(row.process, row.version)
    const action =
      process?.open[row.action] ??
      process?.always?.[row.action] ??
      Object.values(process?.states ?? {}).flatMap((state) => state.can?.[row.action] ?? [])[0]
    return {
      at: row.at,
      label: action?.label ?? { zh: row.action, en: row.action },
      area: areaRef(ground, row.area_id),
      headline: ground.categories.get(row.category ?? '')?.label.zh ?? process?.title.zh ?? row.process,
      id: row.id,
    }
  })
}
