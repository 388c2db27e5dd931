// Lets the system act where a clock has passed: the due rows of the desk are offered to the door, which refuses what is stale.
import { z } from 'zod'
import { makeBeat } from '../matters/beat.ts'
import type { Door } from '../matters/door.ts'
import type { House } from '../matters/house.ts'
import { systemActId } from '../matters/act-ids.ts'
import { makeOwners } from './owners.ts'

const Due = z.object({ matter_id: z.string(), late: z.string(), clock: z.string(), due_at: z.date() })
export type Timers = { runOnce(): Promise<number>; start(): void; stop(): Promise<void> }
const page = 500

/** The id of the act comes from (matter, clock, due), so two processes that see the same due row make it happen once. */
export function makeTimers(house: House, door: Door): Timers {
  const moveOwners = makeOwners(house)
  const runDistrict = async (district: number): Promise<number> => {
    const now = new Date(house.now()).toISOString()
    const due = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(Due, 'select matter_id, late, clock, due_at from desk where district_id = $1 and due_at <= $2 order by due_at, matter_id limit $3', [
        district,
        now,
        page,
      ]),
    )
    const verdicts = await Promise.all(
      due.map((row) =>
        door.act({
          kind: 'step',
          district,
          matter: row.matter_id,
          act: systemActId(`${row.matter_id}|${row.clock}|${row.due_at.toISOString()}`),
          action: row.late,
          answers: {},
          asker: { kind: 'system' },
        }),
      ),
    )
    return verdicts.filter((verdict) => verdict.ok && !verdict.repeated).length
  }

  const runOnce = async (): Promise<number> => {
    let struck = 0
    for (const ground of await house.grounds.all()) {
      await moveOwners(ground)
      struck += await runDistrict(ground.district.id)
    }
    return struck
  }
  return { runOnce, ...makeBeat({ name: 'timers', everyMs: 1000, run: runOnce }) }
}
