// In a demonstration one may become anybody: a short list of people worth being, each with a sentence on what to look at.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { posts, type Post } from '../../core/posts.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { unitName } from '../matters/see/names.ts'
import { turnDown } from './refusals.ts'
import { openSession } from './sessions.ts'
import { viewerOf } from './viewer.ts'

export async function demoPeople({ house, ground }: Call<'demoPeople'>): Promise<Answer<'demoPeople'> | Refused> {
  if (house.mode !== 'demo') return turnDown('no-such-page')
  const district = ground.district.id
  const [postings, residents] = await house.db.withDistrict({ district, role: 'act' }, async (tx) => [
    await tx.rows(Held, `select p.person_id, n.name, p.post, p.area_id, p.organisation_id from postings p join people n on n.district_id = p.district_id and n.id = p.person_id left join areas a on a.district_id = p.district_id and a.id = p.area_id
      where p.district_id = $1 and n.demo and p.since <= $2 and (p.until is null or p.until > $2) order by a.key nulls last, p.organisation_id, p.id limit 20000`, [district, new Date(house.now())]),
    await tx.rows(Resident, 'select n.id, n.name from people n where n.district_id = $1 and n.demo and not exists (select 1 from postings p where p.district_id = $1 and p.person_id = n.id) order by n.id limit 1', [district]),
  ]) // prettier-ignore
  const shown = shownTownship(ground, postings)
  const known = new Set<string>()
  const staff = tours.flatMap(({ post, group, tour, organisation }) => {
    const found = postings.find(
      (row) =>
        row.post === post &&
        !known.has(row.person_id) &&
        (organisation === undefined || organisation === ground.organisations.get(row.organisation_id ?? 0)?.name.zh) &&
        isNear(ground, shown, row.area_id),
    )
    if (found === undefined) return []
    known.add(found.person_id)
    const place =
      (found.area_id === null ? unitName(ground, found.organisation_id ?? 0) : ground.areas.get(found.area_id)?.name) ?? ground.district.name
    return [{ person: found.person_id, name: found.name, role: posts[post].label, place, group, tour }]
  })
  return {
    rows: [
      ...residents.map(({ id, name }) => ({ person: id, name, role: { zh: '居民', en: 'Resident' }, place: ground.district.name, ...resident })),
      ...staff,
    ],
  }
}

/** Becoming somebody stands in for the second factor, which a demonstration cannot ask for. */
export async function become({ house, ground, caller, body, reply }: Call<'become'>): Promise<Answer<'become'> | Refused> {
  if (house.mode !== 'demo') return turnDown('no-such-page')
  const district = ground.district.id
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(z.object({ id: z.string() }), 'select id from people where district_id = $1 and id = $2 and demo', [district, body.person]),
  )
  if (row === undefined) return turnDown('no-such-person')
  const viewer = await viewerOf(house, ground, { person: row.id, postings: ground.postingsOf(row.id, house.now()) })
  if (viewer === null) return turnDown('no-such-person')
  await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const answers = { person: row.id, origin: caller.network.slice(0, 8) }
    const said = { kind: 'sign-in', subject: row.id, action: 'becameSomebody', by: caller.person, answers } as const
    await record(tx, { district, now: house.now() }, said)
  })
  await openSession(house, ground, { person: row.id, strong: true, reply })
  return { viewer }
}

const Held = z.object({
  person_id: z.string(),
  name: z.string(),
  post: z.string(),
  area_id: z.number().nullable(),
  organisation_id: z.number().nullable(),
})
const Resident = z.object({ id: z.string(), name: z.string() })
type Held = z.output<typeof Held>

/** The community told in full is the one whose yards have heads and whose grids have volunteers; its township is where the tour goes. */
function shownTownship(ground: Ground, postings: readonly Held[]): readonly number[] {
  const village =
    postings.find((row) => row.post === 'yardHead' && ground.areas.get(row.area_id ?? 0)?.kind === 'yard') ??
    postings.find((row) => row.post === 'yardHead')
  const path: number[] = []
  for (let at = village?.area_id ?? null; at !== null; at = ground.areas.get(at)?.parent ?? null) path.push(at)
  return path.reverse()
}

/** On the way from the district down to the village told in full, or below that village. */
function isNear(ground: Ground, shown: readonly number[], area: number | null): boolean {
  return area === null || shown.includes(area) || (shown[2] !== undefined && ground.roster.covers(shown[2], area))
}

type Tour = { readonly post: Post; readonly group: string; readonly tour: Label; readonly organisation?: string }
const resident = {
  group: 'resident',
  tour: { zh: '扫一个码，报一件事，看它走到哪里。', en: 'Scan a code, report something and watch where it goes.' },
}
const tours: readonly Tour[] = [
  { post: 'volunteer', group: 'resident', tour: { zh: '看看身边有什么事可以搭把手。', en: 'See what nearby could use a hand.' } },
  {
    post: 'squadMember',
    group: 'resident',
    tour: { zh: '别的网格有您的队会做的事，也会来问您。', en: 'Other grids ask your squad for what it can do.' },
  },
  {
    post: 'gridOfficer',
    group: 'grid',
    tour: { zh: '居民报的事先到这里：两小时内分清私事、小事、大事。', en: 'Reports arrive here first: private, small or major within two hours.' },
  },
  { post: 'gridLeader', group: 'grid', tour: { zh: '网格员不在或晚了，事就到您这里。', en: 'What the grid officer leaves lying comes to you.' } },
  { post: 'yardHead', group: 'grid', tour: { zh: '替不会用手机的邻居报一件事。', en: 'Report for a neighbour who has no phone.' } },
  { post: 'cleaner', group: 'grid', tour: { zh: '扫了垃圾箱的码，事直接到您手上。', en: 'A scan of a bin comes straight to you.' } },
  { post: 'communityStaff', group: 'community', tour: { zh: '小事在社区派单，别让它出社区。', en: 'Small matters are dispatched here.' } },
  { post: 'communitySecretary', group: 'community', tour: { zh: '居民不同意的，由您再看一次。', en: 'Look again where a resident disagrees.' } },
  {
    post: 'dispatcher',
    group: 'township',
    tour: { zh: '大事在这里派给部门，退回来的也在这里定。', en: 'Major matters go to departments from here.' },
  },
  { post: 'partyBoard', group: 'township', tour: { zh: '党的建设板块：看本镇街与您有关的事。', en: 'The Party building board of the township.' } },
  {
    post: 'economyBoard',
    group: 'township',
    tour: { zh: '经济发展板块：看路灯、道路这一类的事。', en: 'The economy board: lamps, roads and the like.' },
  },
  { post: 'livelihoodBoard', group: 'township', tour: { zh: '民生服务板块：看群众生活里的事。', en: 'The livelihood board of the township.' } },
  { post: 'safetyBoard', group: 'township', tour: { zh: '平安法治板块：治安隐患先到这里。', en: 'Worries about safety come here first.' } },
  {
    post: 'departmentOfficer',
    group: 'department',
    organisation: '区城市照明所',
    tour: {
      zh: '路灯的事：签收、办理、说清做了什么，或退回并说明理由。',
      en: 'Lamps: take it, mend it, say what was done, or return it with a reason.',
    },
  },
  {
    post: 'departmentHead',
    group: 'department',
    organisation: '区城市管理局',
    tour: { zh: '经办人没接的事会升到您这里。', en: 'What your officers leave lying rises to you.' },
  },
  { post: 'supervisor', group: 'district', tour: { zh: '几家说不清归谁的，由您裁定。', en: 'Decide whose a matter is.' } },
  { post: 'districtLeader', group: 'district', tour: { zh: '先看没人应答的，再看全区。', en: 'What is unanswered first, then the whole district.' } },
  { post: 'systemAdmin', group: 'admin', tour: { zh: '管岗位和流程，看不到群众的事。', en: 'Posts and processes, never what people reported.' } },
  { post: 'securityAdmin', group: 'admin', tour: { zh: '管安全设置，与另两位管理员互相分开。', en: 'Security settings, apart from the other two.' } },
  { post: 'auditAdmin', group: 'admin', tour: { zh: '查每一次改动和查看，自己什么都改不了。', en: 'Reads every change and look; changes nothing.' } },
]
