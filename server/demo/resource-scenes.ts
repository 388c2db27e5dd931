// The invented scenes of shared resources: what a village, its town and a department lend, who asks, and what came back.
import type { ResourceKind } from '../../core/holds.ts'
import type { Post } from '../../core/posts.ts'
import type { OpenTo } from '../../core/resource-shapes.ts'
import type { z } from 'zod'
import type { Call } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { matterColumns, matterOf, MatterRecord } from '../matters/row.ts'
import type { Matter } from '../../core/matter.ts'
import { demoDevice, newId } from './actor.ts'
import type { Scene, Stage } from './oversight.ts'

type Home = 'village' | 'neighbour' | 'town' | 'department'
/** Those who lend, and a grid of the village, which only asks. */
type Who = Home | 'grid'
type Lent = { readonly home: Home; readonly kind: ResourceKind; readonly zh: string; readonly en: string; readonly quantity: number; readonly unit: string; readonly place: string; readonly hours: string; readonly terms: string; readonly openTo: z.infer<typeof OpenTo> } // prettier-ignore
// a table: one resource a line
// prettier-ignore
const lent: readonly Lent[] = [
  { home: 'village', kind: 'venue', zh: '社区议事厅', en: 'Assembly hall', quantity: 1, unit: '处', place: '党群服务中心二楼', hours: '每天 8:30–21:00', terms: '坐 40 人，有投影；用完关灯关窗', openTo: 'township' },
  { home: 'village', kind: 'tool', zh: '手持油锯', en: 'Chain saw', quantity: 2, unit: '台', place: '应急物资仓库', hours: '', terms: '会用的人来领，护目镜和手套一起借', openTo: 'township' },
  { home: 'village', kind: 'fund', zh: '微心愿基金', en: 'Small-wishes fund', quantity: 5000, unit: '元', place: '', hours: '', terms: '一件事最多 3000 元，凭票结账，用在哪里公开', openTo: 'own' },
  { home: 'neighbour', kind: 'tool', zh: '折叠桌椅', en: 'Folding tables and chairs', quantity: 40, unit: '套', place: '文化活动室', hours: '工作日 9:00–17:00', terms: '自己来拉，少了照价补', openTo: 'township' },
  { home: 'neighbour', kind: 'people', zh: '带升降机的志愿者', en: 'Volunteers with a lift', quantity: 3, unit: '人', place: '', hours: '周末', terms: '换路灯、摘马蜂窝都行，请提前一天说', openTo: 'district' },
  { home: 'town', kind: 'tool', zh: '十四座面包车', en: 'Minibus', quantity: 1, unit: '辆', place: '镇政府院内', hours: '工作日', terms: '带司机；送老人体检、接人开会', openTo: 'township' },
  { home: 'town', kind: 'service', zh: '调解员上门', en: 'Mediators on call', quantity: 2, unit: '位', place: '', hours: '工作日 9:00–17:00', terms: '一次两小时，请先把来龙去脉写清楚', openTo: 'district' },
  { home: 'department', kind: 'venue', zh: '多功能培训室', en: 'Training room', quantity: 1, unit: '处', place: '三楼', hours: '工作日 9:00–17:30', terms: '60 座，请自带名单', openTo: 'district' },
]

type Place = { readonly area: number; readonly organisation?: number; readonly post: Post; readonly person: string }
/** The village told in full with one of its grids, a neighbour of it, their town and a department. */
function placesOf({ ground }: Stage): Readonly<Partial<Record<Who, Place>>> {
  const { areas, roster } = ground
  const villages = [...areas.values()].filter(({ id, level }) => level === 2 && roster.present({ post: 'communityStaff', area: id }).length > 0)
  const yards = [...areas.values()].filter(({ id, kind }) => kind === 'yard' && roster.present({ post: 'yardHead', area: id }).length > 0)
  const told = villages.find(({ id }) => yards.some((yard) => roster.covers(id, yard.id))) ?? villages[0]
  const beside = villages.find(({ id, parent }) => id !== told?.id && parent === told?.parent)
  const at = (post: Post, area: number | null | undefined): Place | undefined => {
    const person = area === null || area === undefined ? undefined : roster.present({ post, area })[0]
    return person === undefined || area === null || area === undefined ? undefined : { area, post, person }
  }
  const top = [...areas.values()].find(({ level }) => level === 0)
  const unit = [...ground.organisations.keys()].find((organisation) => roster.present({ post: 'departmentOfficer', organisation }).length > 0)
  const clerk = unit === undefined ? undefined : roster.present({ post: 'departmentOfficer', organisation: unit })[0]
  const grid = [...areas.values()].find(
    ({ id, level, parent }) => level === 3 && parent === told?.id && roster.present({ post: 'gridOfficer', area: id }).length > 0,
  )
  const found = {
    grid: at('gridOfficer', grid?.id),
    village: at('communityStaff', told?.id),
    neighbour: at('communityStaff', beside?.id),
    town: at('dispatcher', told?.parent),
  }
  const department = clerk === undefined || unit === undefined || !top ? undefined : { area: top.id, organisation: unit, post: 'departmentOfficer' as const, person: clerk } // prettier-ignore
  return Object.fromEntries(Object.entries({ ...found, department }).filter(([, place]) => place !== undefined))
}

type Named = Pick<Call<'saveResource'>, 'house' | 'ground' | 'caller' | 'reply' | 'query'>
function callAs({ parts, ground }: Stage, person: string): Named {
  const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: '', sessionToken: null }
  const postings = ground.postingsOf(person, parts.house.now())
  return { house: parts.house, ground, reply, query: {}, caller: { person, session: null, strong: true, device: demoDevice, network: demoDevice, postings } } // prettier-ignore
}
const params = (ground: Ground) => ({ district: ground.district.slug })

async function offer(stage: Stage): Promise<void> {
  const places = placesOf(stage)
  for (const { home, zh, en, ...thing } of lent) {
    const place = places[home]
    if (!place) continue
    const where = { area: place.area, ...(place.organisation === undefined ? {} : { organisation: place.organisation }) }
    await stage.parts.handlers.saveResource({ ...callAs(stage, place.person), params: params(stage.ground), body: { id: newId(), isNew: true, nameZh: zh, nameEn: en, ...thing, ...where, keeper: place.post } }) // prettier-ignore
  }
}

type Wish = { readonly by: Who; readonly name: string; readonly amount: number; readonly from: string; readonly until: string; readonly what: string }
/** Asked through the same list and form as by anybody. */
async function ask(stage: Stage, { by, name, ...body }: Wish): Promise<Matter | null> {
  const person = placesOf(stage)[by]?.person
  if (person === undefined) return null
  const call = callAs(stage, person)
  const found = await stage.parts.handlers.resources({ ...call, params: params(stage.ground), query: { q: name, limit: 1 }, body: {} })
  const row = 'rows' in found ? found.rows[0] : undefined
  if (!row) return null
  const asked = await stage.parts.handlers.askResource({ ...call, params: { ...params(stage.ground), id: row.id }, body: { act: newId(), id: newId(), ...body } }) // prettier-ignore
  return 'id' in asked ? matterNamed(stage, asked.id) : null
}
async function matterNamed({ parts, ground }: Stage, id: string): Promise<Matter | null> {
  const district = ground.district.id
  const [row] = await parts.house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(MatterRecord, `select ${matterColumns} from matters where district_id = $1 and id = $2`, [district, id])) // prettier-ignore
  return row ? matterOf(row) : null
}
const keeperOf = (stage: Stage, home: Home): string | undefined => placesOf(stage)[home]?.person

/** The minibus and the saws went out and came back; of the fund less was spent than granted. */
async function lendEarlier(stage: Stage): Promise<void> {
  const [day, next] = [stage.day(1), stage.day(2)]
  const bus = await ask(stage, {
    by: 'village',
    name: '面包车',
    amount: 1,
    from: `${day}T08:00`,
    until: `${day}T12:00`,
    what: '送八位老人去区医院体检',
  })
  await stage.act(bus, { by: keeperOf(stage, 'town'), action: 'grant', answers: { words: '司机七点五十到村口，车牌尾号 27' } })
  const saws = await ask(stage, {
    by: 'neighbour',
    name: '油锯',
    amount: 2,
    from: `${day}T14:00`,
    until: `${next}T12:00`,
    what: '雨后倒了三棵行道树，清出道路',
  })
  const wish = await ask(stage, {
    by: 'grid',
    name: '微心愿',
    amount: 1500,
    from: `${day}T09:00`,
    until: `${next}T09:00`,
    what: '给独居老人的卫生间装扶手，三户',
  })
  await stage.act(wish, { by: keeperOf(stage, 'village'), action: 'grant', answers: { words: '发票开社区抬头' } })
  await stage.act(saws, { by: keeperOf(stage, 'village'), action: 'grant', answers: { words: '仓库找值班的人领' } })
}

async function takeBackEarlier(stage: Stage): Promise<void> {
  for (const booking of await stage.find('resource-booking', ['granted', 'toReturn'], 10)) {
    const kind = booking.marks['resourceKind']
    if (kind === 'fund')
      await stage.act(booking, { by: keeperOf(stage, 'village'), action: 'settle', answers: { used: 1280, outcome: '三户扶手都装好了，材料 980，人工 300，票据齐全' } }) // prettier-ignore
    else if (booking.marks['held'] === '1')
      await stage.act(booking, { by: keeperOf(stage, 'town'), action: 'returned', answers: { outcome: '用完了，油加满，车也洗了' } }) // prettier-ignore
    else await stage.act(booking, { by: keeperOf(stage, 'village'), action: 'returned', answers: { outcome: '两台都还了，一台链条钝了，已磨好' } })
  }
}

/** What stands now: one granted for tomorrow, one in answer to which another time was offered, one still waiting. */
async function lendNow(stage: Stage): Promise<void> {
  const [soon, later] = [stage.day(1), stage.day(3)]
  const hall = await ask(stage, { by: 'neighbour', name: '议事厅', amount: 1, from: `${soon}T14:00`, until: `${soon}T16:00`, what: '两个社区一起议一议共用停车场怎么管' }) // prettier-ignore
  await stage.act(hall, { by: keeperOf(stage, 'village'), action: 'grant', answers: { words: '一点半开门，投影在柜子里' } })
  const room = await ask(stage, {
    by: 'village',
    name: '培训室',
    amount: 1,
    from: `${soon}T09:00`,
    until: `${soon}T11:30`,
    what: '网格员轮训，五十来人',
  })
  await stage.act(room, { by: keeperOf(stage, 'department'), action: 'offerOther', answers: { from: `${later}T09:00`, until: `${later}T11:30`, words: '那天我们自己有会' } }) // prettier-ignore
  await ask(stage, {
    by: 'village',
    name: '折叠桌椅',
    amount: 20,
    from: `${later}T08:00`,
    until: `${later}T18:00`,
    what: '请老人吃长桌宴，要摆二十桌',
  })
}

export const resourceScenes: readonly Scene[] = [
  { at: 0.2, play: offer },
  { at: 0.5, play: lendEarlier },
  { at: 0.72, play: takeBackEarlier },
  { at: 0.985, play: lendNow },
]
