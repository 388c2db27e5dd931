// An emergency mode began or ended: every running clock of the unfinished matters below counts as the mode has it now, each by an event of its own.
import { z } from 'zod'
import type { Matter } from '../../core/matter.ts'
import { inForce } from '../../core/timing.ts'
import { derivedId, systemActId } from '../matters/act-ids.ts'
import type { Door } from '../matters/door.ts'
import type { AreaNode, Ground, House } from '../matters/house.ts'
import { matterColumns, matterOf, MatterRecord } from '../matters/row.ts'
import { noFacts, worldOf } from '../matters/world.ts'

type Context = { readonly house: House; readonly ground: Ground; readonly door: Door }
type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
const Turned = z.object({ area: z.number(), isSecond: z.boolean().default(false) })
const page = 500
const rounds = 3
const secondLookMs = 60_000

/** In pages; what counts rightly already is left alone, so that it goes on after a crash and a repetition changes nothing. */
export async function turnClocks({ house, door, ...known }: Context, entry: Entry): Promise<void> {
  const { area: id, isSecond } = Turned.parse(entry.body)
  const district = known.ground.district.id
  // the ground that was at hand may be older than the act that turned the mode
  await house.grounds.refresh(district)
  const ground = await house.grounds.byId(district)
  const area = ground?.areas.get(id)
  if (!ground || !area) return
  let missed = -1
  for (let round = 0; round < rounds && missed !== 0; round += 1) missed = await turnAll({ house, ground, door }, { area, entry: entry.id })
  if (missed > 0) throw new Error(`${missed} matters still count by the mode before; this is tried again`)
  if (!isSecond) await lookAgain({ house, ground }, entry)
}

/** How many could not be turned, because somebody acted at that moment or the door was busy. */
async function turnAll({ house, ground, door }: Context, { area, entry }: { area: AreaNode; entry: string }): Promise<number> {
  const district = ground.district.id
  let missed = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await pageOf(house, district, { area, after })
    const last = rows.at(-1)
    if (!last) return missed
    const turning = rows.flatMap((row) => turned({ house, ground }, row))
    const verdicts = await Promise.all(
      turning.map(({ matter, clocks, isHurried }) =>
        door.act({
          kind: 'recompute',
          because: isHurried ? 'emergencyBegan' : 'emergencyEnded',
          district,
          matter: matter.id,
          act: systemActId(`${entry}|${matter.id}|${matter.seq}`),
          clocks,
          seen: matter.seq,
        }),
      ),
    )
    missed += verdicts.filter((verdict) => !verdict.ok).length
    after = last.id
  }
}

function turned({ house, ground }: Omit<Context, 'door'>, row: MatterRecord): { matter: Matter; clocks: Matter['clocks']; isHurried: boolean }[] {
  const process = ground.process(row.process, row.version)
  if (!process) return []
  const matter = matterOf(row)
  const world = worldOf({ ground, process, now: house.now(), area: matter.area, facts: noFacts })
  const clocks = inForce(world, matter, matter)
  return clocks === matter.clocks ? [] : [{ matter, clocks, isHurried: world.emergencySince !== null }]
}

async function pageOf(house: House, district: number, from: { area: AreaNode; after: string }): Promise<MatterRecord[]> {
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const ids = await tx.rows(
      z.object({ matter_id: z.string() }),
      `select matter_id from desk where district_id = $1 and area_key between $2 and $3 and matter_id > $4 order by matter_id limit ${page}`,
      [district, from.area.key, from.area.keyLast, from.after],
    )
    return tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) order by id limit ${page}`, [
      district,
      ids.map((row) => row.matter_id),
    ])
  })
}

/** A process of this server that had not heard of it yet may have begun a clock meanwhile: somebody looks once more, a minute later. */
async function lookAgain({ house, ground }: Omit<Context, 'door'>, entry: Entry): Promise<void> {
  const district = ground.district.id
  await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run('insert into outbox (district_id, id, topic, body, due_at) values ($1, $2, $3, $4, $5) on conflict (district_id, id) do nothing', [
      district,
      derivedId(`${entry.id}|second`),
      'mode',
      JSON.stringify({ ...entry.body, isSecond: true }),
      new Date(house.now() + secondLookMs),
    ]),
  )
}
