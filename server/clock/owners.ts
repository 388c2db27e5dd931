// When somebody comes, goes or falls away, what lies on their desk moves to whoever answers for it now.
import { z } from 'zod'
import type { Ground, House } from '../matters/house.ts'
import { deskOf, matterColumns, matterOf, MatterRecord } from '../matters/row.ts'

const Kept = z.object({
  matter_id: z.string(),
  owner_post: z.string(),
  owner_area: z.number().nullable(),
  owner_key: z.number().nullable(),
  owner_organisation: z.number().nullable(),
  blocked: z.boolean(),
  urgency: z.number(),
})
const Sign = z.object({ sign: z.string() })
const page = 500

/** Looks only when the roster differs from the last look; a row is moved only if its matter stands as it was read. Gives how many moved. */
export function makeOwners(house: House): (ground: Ground) => Promise<number> {
  const seen = new Map<number, string>()
  return async (ground) => {
    const d = ground.district.id
    const sign = await signOf(house, d)
    if (seen.get(d) === sign || (!seen.has(d) && (await keptSign(house, d)) === sign)) {
      seen.set(d, sign)
      return 0
    }
    let moved = 0
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const step = await movePage(house, ground, after)
      moved += step.moved
      if (step.last === null) break
      after = step.last
    }
    await keepSign(house, d, sign)
    seen.set(d, sign)
    return moved
  }
}

/** Raised when owners or urgencies are computed otherwise than before, so that every desk is looked over once more. */
const rulesVersion = 2

const keptSign = async (house: House, district: number): Promise<string | null> => {
  const sql = 'select sign from rosters_seen where district_id = $1'
  return (await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Sign, sql, [district])))[0]?.sign ?? null
}
const keepSign = (house: House, district: number, sign: string): Promise<number> =>
  house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run('insert into rosters_seen (district_id, sign) values ($1, $2) on conflict (district_id) do update set sign = excluded.sign', [
      district,
      sign,
    ]),
  )

/** Who holds what and who is away at this moment, as one hash. */
async function signOf(house: House, district: number): Promise<string> {
  const sql = `select md5(coalesce((select string_agg(id::text || post || coalesce(until::text, ''), '|' order by id) from postings where district_id = $1 and since <= $2 and (until is null or until > $2)), '') || '#' || coalesce((select string_agg(id::text, '|' order by id) from absences where district_id = $1 and from_at <= $2 and until_at > $2), '')) as sign`
  const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Sign, sql, [district, new Date(house.now()).toISOString()]))
  return `${rulesVersion}|${rows[0]?.sign ?? ''}`
}

async function movePage(house: House, ground: Ground, after: string): Promise<{ moved: number; last: string | null }> {
  const d = ground.district.id
  return house.db.withDistrict({ district: d, role: 'act' }, async (tx) => {
    const kept = await tx.rows(
      Kept,
      `select matter_id, owner_post, owner_area, owner_key, owner_organisation, blocked, urgency from desk where district_id = $1 and matter_id > $2 order by matter_id limit ${page}`,
      [d, after],
    )
    const rows = new Map(
      (
        await tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) limit ${page}`, [
          d,
          kept.map((row) => row.matter_id),
        ])
      ).map((row) => [row.id, row]),
    )
    const changed = kept.flatMap((row) => {
      const matter = rows.get(row.matter_id)
      const process = matter && ground.process(matter.process, matter.version)
      const desk = matter && process ? deskOf(ground, process, matterOf(matter)) : null
      if (!matter || !desk) return []
      const { owner_post, owner_area, owner_key, owner_organisation, blocked, urgency } = desk
      const isSame =
        row.owner_post === owner_post &&
        row.owner_area === owner_area &&
        row.owner_key === owner_key &&
        row.owner_organisation === owner_organisation &&
        row.blocked === blocked &&
        row.urgency === urgency
      return isSame ? [] : [{ id: matter.id, seq: matter.seq, owner_post, owner_area, owner_key, owner_organisation, blocked, urgency }]
    })
    const locked =
      changed.length > 0
        ? await tx.rows(
            z.object({ id: z.string(), seq: z.number() }),
            `select id, seq from matters where district_id = $1 and id = any($2::uuid[]) order by id limit ${page} for update`,
            [d, changed.map((row) => row.id)],
          )
        : []
    const steady = changed.filter((row) => locked.some((each) => each.id === row.id && each.seq === row.seq))
    if (steady.length > 0)
      await tx.run(
        'update desk set owner_post = r.owner_post, owner_area = r.owner_area, owner_key = r.owner_key, owner_organisation = r.owner_organisation, blocked = r.blocked, urgency = r.urgency from jsonb_to_recordset($2::jsonb) as r(id uuid, owner_post text, owner_area int, owner_key bigint, owner_organisation int, blocked boolean, urgency smallint) where desk.district_id = $1 and desk.matter_id = r.id',
        [d, JSON.stringify(steady)],
      )
    return { moved: steady.length, last: kept.at(-1)?.matter_id ?? null }
  })
}
