// A newer version of a process: each open matter that fits into it takes it on, as an event of its own.
import { z } from 'zod'
import { systemActId } from '../matters/act-ids.ts'
import type { Door } from '../matters/door.ts'
import type { Ground, House } from '../matters/house.ts'

const Wish = z.object({ process: z.string(), version: z.number() })
const page = 500

/** In pages; the id of each act comes from (matter, version), so a repetition changes nothing. What does not fit keeps its version. */
export async function adoptVersion({ house, ground, door }: { house: House; ground: Ground; door: Door }, entry: { body: unknown }): Promise<void> {
  const { process, version } = Wish.parse(entry.body)
  const district = ground.district.id
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(
        z.object({ id: z.string() }),
        `select m.id from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.process = $2 and m.version < $3 and m.id > $4 order by m.id limit ${page}`,
        [district, process, version, after],
      ),
    )
    const last = rows.at(-1)
    if (!last) return
    const verdicts = await Promise.all(
      rows.map(({ id }) => door.act({ kind: 'adopt', district, matter: id, act: systemActId(`${id}|adopt|${version}`), version })),
    )
    if (verdicts.some((verdict) => !verdict.ok && verdict.busy)) throw new Error('The door is busy; this is tried again')
    after = last.id
  }
}
