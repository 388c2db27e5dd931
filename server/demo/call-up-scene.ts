// The call-up of a demonstration's emergency mode: opened by who opened the mode, answered by some of those who were called.
import { z } from 'zod'
import type { Matter } from '../../core/matter.ts'
import type { Parts } from '../compose.ts'
import type { Ground } from '../matters/house.ts'
import { asPerson, newId } from './actor.ts'

type At = { readonly ground: Ground; readonly mode: Matter; readonly now: number }

/** At the first grid of the mode's area that has volunteers. */
export async function openCallUp(parts: Parts, { ground, mode, now }: At, caller: string): Promise<void> {
  const grids = [...ground.areas.values()].filter((area) => area.level === 3 && ground.roster.covers(mode.area, area.id))
  const grid = grids.find(({ id }) => ground.roster.present({ post: 'volunteer', area: id }).length > 0) ?? grids[0]
  if (!grid) return
  const what = '小广场积水到脚踝，来搬沙袋、疏导车辆，带雨鞋'
  await parts.door.act({
    kind: 'birth', district: ground.district.id, id: newId(), act: newId(), process: 'call-up', action: 'byWaves', answers: { what, needed: 6, who: ['volunteer', 'gridOfficer', 'yardHead'] }, asker: asPerson(ground, caller, now), area: grid.id, thing: null, parent: null, part: null, about: mode.id,
    source: 'other', headline: what.slice(0, 40), words: what, lon: grid.lon, lat: grid.lat, marks: {},
  }) // prettier-ignore
}

const Called = z.object({ subject_id: z.string(), claimant: z.string() })
/** Two in three come, until enough do; the others say that they cannot. */
export async function answerCallUp(parts: Parts, { ground, mode, now }: At): Promise<void> {
  const district = ground.district.id
  const sql = `select c.subject_id, c.claimant from claims c join matters m on m.district_id = $1 and m.id = c.subject_id where c.district_id = $1 and m.about_id = $2 and c.pool = 'called' order by c.claimant limit 12`
  const called = await parts.house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Called, sql, [district, mode.id]))
  for (const [at, { subject_id: matter, claimant }] of called.entries())
    await parts.door.act({ kind: 'step', district, matter, act: newId(), action: at % 3 === 2 ? 'cannot' : 'come', answers: {}, asker: asPerson(ground, claimant, now) }) // prettier-ignore
}
