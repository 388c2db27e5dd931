// Reminds whoever owns a matter shortly before its clock runs out: once for each time it falls due, in working hours, and at any hour in an emergency.
import { z } from 'zod'
import { addSpan, explainSpan } from '../../core/calendar.ts'
import { derivedId } from '../matters/act-ids.ts'
import { makeBeat } from '../matters/beat.ts'
import { isEmergencyAt } from '../matters/places.ts'
import type { Ground, House } from '../matters/house.ts'
import { ownersOf } from '../matters/recipients.ts'

const Due = z.object({
  matter_id: z.string(),
  number: z.string(),
  headline: z.string(),
  area_id: z.number(),
  urgency: z.number(),
  due_at: z.date(),
  key: z.string(),
})

export type Reminders = { runOnce(): Promise<number>; start(): void; stop(): Promise<void> }

/** `page`: how many are reminded of in one transaction; more wait for no rest. */
export function makeReminders(house: House, page = 500): Reminders {
  const runOnce = async (): Promise<number> => {
    let told = 0
    for (const ground of await house.grounds.all()) told += await remind(house, ground, page)
    return told
  }
  return { runOnce, ...makeBeat({ name: 'reminders', everyMs: 60_000, run: async () => (await runOnce()) >= page }) }
}

const key = `d.clock || '|' || extract(epoch from d.due_at)::bigint::text`
/** A fifth of the clock's stretch before its end, half an hour at least, but never in its first half; and what falls due in a break, in the last hour of work before it. Each time a clock is to run out counts once: one that was given time is reminded of again. */
const dueSoon = `select d.matter_id, m.number, m.headline, d.area_id, d.urgency, d.due_at, ${key} as key
  from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id
  where d.district_id = $1 and d.due_at > $2 and d.due_at <= $2::timestamptz + interval '10 days' and d.since is not null and d.late = any($3::text[])
    and (d.due_at - least((d.due_at - d.since) * 0.5, greatest((d.due_at - d.since) * 0.2, interval '30 minutes')) <= $2 or (d.urgency < 2 and d.due_at <= $4))
    and coalesce((m.clocks->d.clock->>'struck')::int, 0) = 0
    and not d.reminded @> array[${key}] and ($5 or d.urgency = 2 or d.area_id = any($6::int[]))
  order by d.due_at, d.matter_id limit $7`

async function remind(house: House, ground: Ground, page: number): Promise<number> {
  const district = ground.district.id
  const now = house.now()
  const isOffice = isOfficeHour(ground, now)
  if (!isOffice && ground.emergencies.length === 0 && !(await hasEmergencies(house, district))) return 0
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const rows = await tx.rows(Due, dueSoon, [
      district,
      new Date(now),
      breaches(ground),
      new Date(isOffice ? backAtWork(ground, now) : now),
      isOffice,
      // only these may be reminded of outside office hours, so that what waits for the morning hides none of them
      isOffice ? [] : [...ground.areas.keys()].filter((area) => isEmergencyAt(ground, area)),
      page,
    ])
    if (rows.length === 0) return 0
    const owners = await ownersOf({ ground, tx }, rows.map((row) => row.matter_id)) // prettier-ignore
    const notices = rows.flatMap((row) =>
      (owners.get(row.matter_id) ?? []).map((person) => ({ id: derivedId(`${row.matter_id}|${row.key}|remind|${person}`), matter_id: row.matter_id, person_id: person, ...wordsFor(row, now) })),
    ) // prettier-ignore
    await tx.run(
      `insert into notices (district_id, id, matter_id, person_id, text_zh, text_en, at, delivered_at) select $1, r.id, r.matter_id, r.person_id, r.zh, r.en, $2, $2 from jsonb_to_recordset($3::jsonb) as r(id uuid, matter_id uuid, person_id uuid, zh text, en text) on conflict do nothing`,
      [district, new Date(now), JSON.stringify(notices)],
    )
    await tx.run(
      `update desk set reminded = desk.reminded || r.key from jsonb_to_recordset($2::jsonb) as r(matter_id uuid, key text) where desk.district_id = $1 and desk.matter_id = r.matter_id`,
      [district, JSON.stringify(rows.map(({ matter_id, key }) => ({ matter_id, key })))],
    )
    return rows.length
  })
}

/** A late action that leaves the matter where it is means a breach; one that moves it is only the end of a rest. */
const breaches = (ground: Ground): readonly string[] => [
  ...new Set(
    ground.processes.flatMap(({ process }) => {
      const actions = [process.always ?? {}, ...Object.values(process.states).map((state) => state.can ?? {})]
      return actions.flatMap((all) => Object.entries(all).flatMap(([name, action]) => (action.by.includes('system') && action.to === undefined && !action.auto ? [name] : [])))
    }),
  ),
] // prettier-ignore

/** No working time lies between now and a minute of work from now. */
const isOfficeHour = (ground: Ground, now: number): boolean => addSpan(ground.calendar, now, { amount: 1 / 60, unit: 'workHour' }).at - now <= 61_000

/** Where a break begins within an hour of work: when work goes on after it. */
const backAtWork = (ground: Ground, now: number): number =>
  explainSpan(ground.calendar, { from: now, to: addSpan(ground.calendar, now, { amount: 1, unit: 'workHour' }).at }).reduce((last, { to }) => Math.max(last, to), now) // prettier-ignore

const hasEmergencies = async (house: House, district: number): Promise<boolean> =>
  (await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(z.object({ urgency: z.number() }), 'select urgency from desk where district_id = $1 and urgency = 2 limit 1', [district]))).length > 0 // prettier-ignore

function wordsFor(row: z.output<typeof Due>, now: number): { readonly zh: string; readonly en: string } {
  const minutes = Math.max(1, Math.round((row.due_at.getTime() - now) / 60_000))
  const [zh, en] = minutes < 120 ? [`还有 ${minutes} 分钟到期`, `due in ${minutes} minutes`] : [`还有 ${Math.round(minutes / 60)} 小时到期`, `due in ${Math.round(minutes / 60)} hours`] // prettier-ignore
  return { zh: `${row.number} ${zh}：${row.headline}`, en: `${row.number} ${en}: ${row.headline}` }
}
