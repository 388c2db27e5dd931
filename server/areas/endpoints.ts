// The endpoints about a district itself: its public face, areas, processes and calendar.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Answer, Call, Handlers, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { setBoard } from './boards.ts'
import { categoryShape, classesOf } from '../matters/classes.ts'
import { dutyItems, importDuties, mapDuty, setDuty } from './duties.ts'
import { setFunctions } from './functions.ts'
import { keyLines, setKeyLines } from './key-lines.ts'
import { areas } from './list.ts'
import { addProcess, adoptProcess, isSystemAdmin, process, processes } from './process-endpoints.ts'
import { turnDown } from './refusals.ts'

export const areaHandlers: Handlers<
  | 'areas'
  | 'district'
  | 'processes'
  | 'process'
  | 'addProcess'
  | 'adoptProcess'
  | 'importCalendar'
  | 'dutyItems'
  | 'importDuties'
  | 'mapDuty'
  | 'setBoard'
  | 'setDuty'
  | 'setFunctions'
  | 'keyLines'
  | 'setKeyLines'
> = {
  areas,
  district,
  processes,
  process,
  addProcess,
  adoptProcess,
  importCalendar,
  dutyItems,
  importDuties,
  mapDuty,
  setBoard,
  setDuty,
  setFunctions,
  keyLines,
  setKeyLines,
}

async function district({ ground }: Call<'district'>): Promise<Answer<'district'>> {
  const { slug, name, demo, settings } = ground.district
  const kept = Settings.parse(settings)
  return {
    slug,
    name,
    demo,
    filing: kept.filing,
    hotline: kept.hotline,
    classes: [...classesOf(ground)],
    categories: [...ground.categories.values()].map((category) => ({ ...categoryShape(category), duty: category.duty })),
  }
}

/** What a district may set and what holds when it has not. */
const Settings = z.object({
  filing: z.string().nullable().catch(null),
  hotline: z.string().catch('12345'),
})

/** The calendar counts for all districts of the installation; each of them recomputes its running clocks from the outbox. */
async function importCalendar({ house, ground, caller, body }: Call<'importCalendar'>): Promise<Answer<'importCalendar'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const own = ground.district.id
  const now = new Date(house.now())
  const answers = { name: body.version, coveredUntil: body.coveredUntil, daysOff: body.daysOff.length, makeUpDays: body.makeUpDays.length }
  const imported = { kind: 'calendar', subject: body.version, action: 'calendarImported', answers } as const
  const isNew = await house.db.withDistrict({ district: own, role: 'act' }, async (tx) => {
    const added = await tx.run(
      'insert into calendars (version, covered_until, days_off, make_up_days, imported_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [body.version, body.coveredUntil, JSON.stringify(body.daysOff), JSON.stringify(body.makeUpDays), now],
    )
    if (added > 0) await record(tx, { district: own, now: now.getTime() }, { ...imported, by: caller.person })
    return added
  })
  if (isNew === 0) return turnDown('calendar-there')
  const grounds = await house.grounds.all()
  const open = await Promise.all(
    grounds.map((ground) =>
      house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => {
        await tx.run('insert into outbox (district_id, id, topic, body, due_at) values ($1, $2, $3, $4, $5)', [
          ground.district.id,
          uuidv7(),
          'calendar',
          JSON.stringify({ version: body.version }),
          now,
        ])
        // whoever imported it is a person of another district, unknown here
        if (ground.district.id !== own) await record(tx, { district: ground.district.id, now: now.getTime() }, { ...imported, by: null })
        const unfinished = await tx.count('select count(*) as n from desk where district_id = $1', [ground.district.id])
        return ground.district.id === own ? unfinished : 0
      }),
    ),
  )
  await Promise.all(grounds.map((ground) => house.grounds.refresh(ground.district.id)))
  return { recomputed: open.reduce((sum, n) => sum + n, 0) }
}
