// Registers a thing with a code, by those who look after its area; the same request sent twice adds it once.
import type { Post } from '../../core/posts.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { turnDown } from './refusals.ts'
import { thingColumns, ThingRow, thingShape } from './row.ts'

/** Those who may put up plates; the system administrator anywhere. */
const keepers: readonly Post[] = ['gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'dispatcher', 'supervisor', 'systemAdmin']

export async function addThing({ house, ground, caller, body }: Call<'addThing'>): Promise<Answer<'addThing'> | Refused> {
  const area = ground.areas.get(body.area)
  if (area === undefined) return turnDown('no-such-area')
  const mine = caller.postings.some(
    (posting) => keepers.includes(posting.post) && posting.area !== null && ground.roster.covers(posting.area, area.id),
  )
  if (!mine) return turnDown('not-yours')
  const grid = body.lon === undefined || body.lat === undefined ? null : ground.locate(body.lon, body.lat)
  const hasPoint = body.lon !== undefined && body.lat !== undefined
  if (hasPoint && (grid === null || !(ground.roster.covers(area.id, grid) || ground.roster.covers(grid, area.id)))) return turnDown('not-in-area')
  const district = ground.district.id
  const row = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const values = [
      district,
      body.id,
      body.code,
      body.kind,
      body.nameZh,
      body.nameEn,
      body.placeZh,
      body.placeEn,
      area.id,
      area.key,
      hasPoint ? body.lon : null,
      hasPoint ? body.lat : null,
      new Date(house.now()),
    ]
    const added = await tx.run(
      'insert into things (district_id, id, code, kind, name_zh, name_en, place_zh, place_en, area_id, area_key, lon, lat, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing',
      values,
    )
    const answers = { code: body.code, name: body.nameZh, place: body.placeZh, area: area.id }
    if (added > 0)
      await record(tx, { district, now: house.now() }, { kind: 'thing', subject: body.id, action: 'thingAdded', by: caller.person, answers })
    const [found] = await tx.rows(ThingRow, `select ${thingColumns} from things where district_id = $1 and id = $2`, [district, body.id])
    return found
  })
  return row === undefined || row.code !== body.code ? turnDown('code-taken') : { thing: thingShape(ground, row) }
}
