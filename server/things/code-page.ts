// The public page behind a code: what it is, what can be wrong with it, what is already under way there, and who answers for the place.
import { z } from 'zod'
import { liftTo, ownerOf } from '../../core/owner.ts'
import { Post } from '../../core/posts.ts'
import { categoryShape } from '../matters/classes.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { fillOwner, holderShape, ownerWords } from '../matters/see/names.ts'
import { yardHeadFor } from '../matters/see/near.ts'
import { turnDown } from './refusals.ts'
import { thingColumns, ThingRow, thingShape } from './row.ts'
import { countScan, isRobot } from './scans.ts'

export async function code({ house, ground, params, reply }: Call<'code'>): Promise<Answer<'code'> | Refused> {
  const district = ground.district.id
  const found = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [thing] = await tx.rows(ThingRow, `select ${thingColumns} from things where district_id = $1 and code = $2`, [
      district,
      params.code.trim().toUpperCase(),
    ])
    if (thing === undefined) return null
    const open = await tx.rows(OpenRow, `select m.id, m.process, m.version, d.state, d.category, d.owner_post, d.owner_area, d.owner_organisation, d.due_at, m.opened_at, (select count(*) from claims c where c.district_id = m.district_id and c.subject_id = m.id and c.pool = 'metoo' and c.released_at is null) as same
      from matters m join desk d on d.district_id = m.district_id and d.matter_id = m.id where m.district_id = $1 and m.thing_id = $2 and m.parent_id is null order by m.opened_at desc, m.id limit 10`, [district, thing.id]) // prettier-ignore
    return { thing, open }
  })
  if (found === null) return turnDown('no-such-code')
  const { thing, open } = found
  if (!reply.isHead && !isRobot(reply.userAgent)) await countScan(house, ground, { id: thing.id, area_key: thing.area_key })
  const officer = ownerOf({
    roster: ground.roster,
    from: { post: 'gridOfficer', area: liftTo(ground.roster, thing.area_id, 'gridOfficer') },
    area: thing.area_id,
    excluded: new Set(),
    skip: 0,
  })
  return {
    thing: thingShape(ground, thing),
    categories: [...ground.categories.values()]
      .filter((category) => category.thingKind === thing.kind || category.code === 'other')
      .map(categoryShape),
    open: open.map((row) => openShape(ground, row, thing)),
    officer: officer.people.length === 0 ? null : holderShape(ground, officer.holder),
    yardHead: yardHeadFor(ground, { area: thing.area_id, lon: thing.lon, lat: thing.lat }),
  }
}

const OpenRow = z.object({
  id: z.string(), process: z.string(), version: z.number(), state: z.string(), category: z.string().nullable(), owner_post: Post, owner_area: z.number().nullable(), owner_organisation: z.number().nullable(), due_at: z.date(), opened_at: z.date(), same: z.number(),
}) // prettier-ignore

/** The headline is the category, never the words of whoever reported: this page is open to all. */
function openShape(ground: Ground, row: z.output<typeof OpenRow>, thing: ThingRow): Answer<'code'>['open'][number] {
  const category = ground.categories.get(row.category ?? '')?.label ?? null
  const owner = ownerWords(ground, {
    post: row.owner_post,
    ...(row.owner_area === null ? {} : { area: row.owner_area }),
    ...(row.owner_organisation === null ? {} : { organisation: row.owner_organisation }),
  })
  const plain = ground.process(row.process, row.version)?.states[row.state]?.plain ?? { zh: '正在办', en: 'Under way' }
  return {
    id: row.id,
    headline: `${thing.name_zh}：${category?.zh ?? '有人报过'}`,
    category,
    plain: fillOwner(plain, owner),
    openedAt: row.opened_at.getTime(),
    due: row.due_at.getTime(),
    sameCount: row.same,
  }
}
