// The command centre's view of this very moment: the desk by township, what is late and unanswered, and the last steps.
import { z } from 'zod'
import { Instant } from '../../db/gate.ts'
import { Phase } from '../../../core/process.ts'
import type { CentrePage } from '../../../core/shapes.ts'
import { bySystemWords } from '../by-system.ts'
import type { Ground } from '../house.ts'
import { areaRef } from './names.ts'
import { fromDesk, isStruck, SeenMatter, seenColumns } from './rows.ts'
import { stockDay } from './measures.ts'
import { areaOfScope, type Look } from './scopes.ts'

const DeskSum = z.object({ township: z.number(), phase: Phase, n: z.number(), overdue: z.number(), emergency: z.number() })
export type DeskSum = z.output<typeof DeskSum>

/** The state of this moment by township: from the kept sums, or for a department counted over its own matters. */
export function deskNow(look: Look, ground: Ground, now: number): Promise<DeskSum[]> {
  return look.scope.role === 'see' ? deskKept(look, ground, now) : deskCounted(look, ground, now)
}

const Kept = z.object({ area: z.number(), measure: z.string(), n: z.number() })

/** Costs the same at any size: one row per township and figure, and what fell due since its clock last struck, which the timers clear within a second. */
async function deskKept({ tx, scope }: Look, ground: Ground, now: number): Promise<DeskSum[]> {
  const whole = ground.areas.get(areaOfScope(scope))
  const townships = [...ground.areas.values()].filter((area) => area.level === 1 && whole && area.key >= whole.key && area.keyLast <= whole.keyLast)
  const places = townships.length > 0 ? townships.map((area) => area.id) : whole ? [whole.id] : []
  // a district's own matters lie in no township
  const own = whole?.level === 0 ? [whole.id] : []
  const kept = await tx.rows(
    Kept,
    `select area_id as area, measure, amount as n from rollups where district_id = $1 and area_id = any($2::int[]) and day = $3 and measure like 'now:%'`,
    [ground.district.id, [...places, ...own], stockDay],
  )
  const due = await tx.rows(
    DueNow,
    `select ((d.area_key >> 36) << 36) as township, d.phase, count(*)::int as n from desk d where d.district_id = $1 and d.due_at <= $2 and not ${isStruck} group by 1, 2`,
    [ground.district.id, new Date(now)],
  )
  const at = (area: number, measure: string) => kept.find((row) => row.area === area && row.measure === measure)?.n ?? 0
  const sums = places.map((id) => ({ township: townshipKey(ground.areas.get(id)?.key ?? 0), at: (measure: string) => at(id, measure) }))
  const rest = own.map((id) => ({ township: 0, at: (measure: string) => at(id, measure) - sums.reduce((sum, each) => sum + each.at(measure), 0) }))
  return [...sums, ...rest].flatMap(({ township, at: of }) => {
    const fresh = due.filter((row) => row.township === township)
    return (['waiting', 'working', 'paused'] as const).map((phase) => ({
      township,
      phase,
      n: of(`now:phase:${phase}`),
      overdue: of(`now:late:${phase}`) + fresh.filter((row) => row.phase === phase).reduce((sum, row) => sum + row.n, 0),
      emergency: phase === 'waiting' ? of('now:emergency') : 0,
    }))
  })
}

const DueNow = z.object({ township: z.number(), phase: Phase, n: z.number() })
const townshipKey = (key: number): number => Math.floor(key / 2 ** 36) * 2 ** 36

/** One scan of a department's desk. The township is the highest twelve bits of the area's key that are set. */
function deskCounted({ tx, apart }: Look, ground: Ground, now: number): Promise<DeskSum[]> {
  const late = `(d.due_at <= $2 or ${isStruck})`
  const sql = `select ((d.area_key >> 36) << 36) as township, d.phase, count(*)::int as n, (count(*) filter (where ${late}))::int as overdue, (count(*) filter (where d.urgency = 2))::int as emergency
    from desk d where d.district_id = $1${apart({ key: 'd.area_key', id: 'd.matter_id' })} group by 1, 2`
  return tx.rows(DeskSum, sql, [ground.district.id, new Date(now)])
}

/** Waiting and past its time, the longest first. */
export function lateNow({ tx, apart }: Look, ground: Ground, now: number): Promise<SeenMatter[]> {
  // each kind by its own index: asked for together, the planner walks the whole desk in order of due times
  const first = (test: string) =>
    `(select d.matter_id, d.due_at from desk d where d.district_id = $1 and d.phase = 'waiting' and ${test}${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.due_at, d.matter_id limit 10)`
  const narrow = `select matter_id from (${first('d.due_at <= $2')} union ${first(isStruck)}) late order by due_at, matter_id limit 10`
  const sql = `with page as materialized (${narrow}) select ${seenColumns} ${fromDesk} join page on page.matter_id = d.matter_id where d.district_id = $1 order by d.due_at, d.matter_id`
  return tx.rows(SeenMatter, sql, [ground.district.id, new Date(now)])
}

export type Feed = CentrePage['feed']
const FeedRow = z.object({
  id: z.string(),
  action: z.string(),
  at: Instant,
  process: z.string(),
  version: z.number(),
  area_id: z.number(),
  category: z.string().nullable(),
})

/** The last steps among the newest matters, none of which nobody took; the wall shows the kind of matter, not a resident's words. */
export async function feedNow({ tx, apart }: Look, ground: Ground, now: number): Promise<Feed> {
  const sql = `select m.id, e.action, e.at, m.process, m.version, m.area_id, m.marks ->> 'category' as category from (
      select id from matters where district_id = $1 and opened_at > $2${apart({ key: 'area_key', id: 'id' })} order by opened_at desc, id limit 300) newest
    join matters m on m.district_id = $1 and m.id = newest.id
    cross join lateral (
      select action, at, seq from events where district_id = $1 and subject_id = m.id and action <> all($3::text[]) order by seq desc limit 12) e
    order by e.at desc, m.id, e.seq desc limit 12`
  const rows = await tx.rows(FeedRow, sql, [ground.district.id, new Date(now - 3 * 86_400_000), Object.keys(bySystemWords)])
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
      headline: ground.categories.get(row.category ?? '')?.label ?? process?.title ?? { zh: row.process, en: row.process },
      id: row.id,
    }
  })
}
