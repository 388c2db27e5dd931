// A new calendar: every running clock of every unfinished matter gets its due time anew, each as an event of its own.
import { z } from 'zod'
import { recompute } from '../../core/clock.ts'
import type { Ground, House } from '../matters/house.ts'
import type { Door } from '../matters/door.ts'
import { systemActId } from '../matters/act-ids.ts'
import { matterColumns, matterOf, MatterRecord } from '../matters/row.ts'

const page = 500

/** In pages; the id of each act comes from (matter, calendar version), so a repetition changes nothing. */
export async function recomputeClocks({ house, ground, door }: { house: House; ground: Ground; door: Door }): Promise<void> {
  const district = ground.district.id
  let missed = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(
        z.object({ matter_id: z.string() }),
        'select matter_id from desk where district_id = $1 and matter_id > $2 order by matter_id limit $3',
        [district, after, page],
      ),
    )
    if (ids.length === 0) break
    const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) limit ${page}`, [
        district,
        ids.map((row) => row.matter_id),
      ]),
    )
    const stale = rows
      .map(matterOf)
      .filter((matter) => Object.values(matter.clocks).some((clock) => clock.since !== undefined && clock.calendar !== ground.calendar.version))
    const verdicts = await Promise.all(
      stale.map((matter) =>
        door.act({
          kind: 'recompute',
          because: 'calendarChanged',
          district,
          matter: matter.id,
          act: systemActId(`${matter.id}|calendar|${ground.calendar.version}`),
          clocks: Object.fromEntries(Object.entries(matter.clocks).map(([name, clock]) => [name, recompute(ground.calendar, clock, house.now())])),
          seen: matter.seq,
        }),
      ),
    )
    missed += verdicts.filter((verdict) => !verdict.ok).length
    after = ids.at(-1)?.matter_id ?? after
  }
  // somebody acted at that moment, or the door was busy: the entry stays in the outbox and the old clocks are looked for again
  if (missed > 0) throw new Error(`${missed} matters still count by the old calendar; this is tried again`)
}
