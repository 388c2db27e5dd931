// An invented road of 800 metres that stops in a field: from the grid to the community, the township, four departments and the district's leader, on the agenda of every meeting and under listed supervision.
import type { Holder, Matter } from '../../core/matter.ts'
import type { Scene, Stage } from './oversight.ts'

type Road = { grid: Matter | null; community: Matter | null; whistle: Matter | null; leader: Matter | null; item: Matter | null }
/** Who has a part in it, by where they stand. */
type Cast = ReturnType<typeof castOf>
type Turn = (stage: Stage, road: Road, cast: Cast) => Promise<unknown>

/** One road of one filling: each turn goes on where the one before stood. */
export function roadScenes(): readonly Scene[] {
  const road: Road = { grid: null, community: null, whistle: null, leader: null, item: null }
  const turn = (at: number, play: Turn): Scene => ({ at, play: (stage) => play(stage, road, castOf(stage)) })
  return [
    turn(0.25, gridCalls), turn(0.256, communityComes), turn(0.262, townshipComes), turn(0.34, whistles), turn(0.346, departmentsCome), turn(0.38, departmentsAnswer),
    turn(0.42, leaderIsCalled), turn(0.43, leaderDecides), turn(0.44, onTheAgenda), turn(0.48, listed),
    turn(0.52, meeting('四家一起查勘，画出红线：征拆 13 户，雨水管要改 260 米', 60_000)), turn(0.68, meeting('签了 9 户，排水所出了改管方案，交警出了导改方案', 420_000)), turn(0.86, meeting('签了 11 户，路基做到 520 米；剩两户请区里领导一起上门', 880_000)),
  ] // prettier-ignore
}

/** Where a visitor of the demonstration looks first: the first grid with an officer. */
function castOf(stage: Stage) {
  const grids = [...stage.ground.areas.values()].filter((area) => area.level === 3).sort((one, other) => one.key - other.key)
  const has = (post: 'gridOfficer' | 'volunteer', area: number) => stage.ground.roster.present({ post, area }).length > 0
  const staffed = grids.filter((area) => has('gridOfficer', area.id))
  const grid = (staffed.find((area) => has('volunteer', area.id)) ?? staffed[0])?.id ?? 0
  const [community, township, district] = [stage.above(grid, 2), stage.above(grid, 1), stage.above(grid, 0)]
  const unit = (zh: string): Holder => ({ post: 'departmentOfficer', organisation: [...stage.ground.organisations].find(([, { name }]) => name.zh === zh)?.[0] ?? 0 }) // prettier-ignore
  return {
    grid, community, township, district,
    officer: stage.person('gridOfficer', grid), staff: stage.person('communityStaff', community), dispatcher: stage.person('dispatcher', township), leader: stage.person('districtLeader', district),
    road: unit('区交通局'), others: [unit('区住房城乡建委'), unit('区排水所'), unit('区公安分局')],
    one: (holder: Holder) => stage.ground.roster.present(holder)[0],
  } // prettier-ignore
}

const category = 'road-hole'
const gridCalls: Turn = async (stage, road, { officer, grid }) => {
  const answers = { what: '800 米断头路：直线只有 200 米的两头，孩子上学、公交进村都要绕一大圈', tried: '走了一遍，量了，问了两头的人家', category }
  road.grid = await stage.open({ by: officer, process: 'grid-call', action: 'callSoon', area: grid, category, answers })
}

const communityComes: Turn = async (stage, road, { officer, staff, community }) => {
  await stage.act(road.grid, { by: officer, action: 'arrived' })
  await stage.act(road.grid, { by: staff, action: 'resolve', answers: { done: '两头都看了，社区办不了，书面报镇街' } })
  await stage.act(road.grid, { by: officer, action: 'accept', answers: { words: '社区来了，也报上去了' } })
  const answers = { what: '800 米断头路要贯通：征拆、道路、排水、交通都沾边', tried: '社区开过两次坝坝会，两头的人都愿意', reviewedBy: '社区书记', category }
  road.community = await stage.open({ by: staff, process: 'community-call', action: 'callSoon', area: community, category, answers })
} // prettier-ignore

const townshipComes: Turn = async (stage, road, { staff, dispatcher }) => {
  await stage.act(road.community, { by: staff, action: 'arrived' })
  await stage.act(road.community, { by: dispatcher, action: 'resolve', answers: { done: '现场看过，镇街一家定不了，吹哨请四家来' } })
  await stage.act(road.community, { by: staff, action: 'accept', answers: { words: '镇街接过去了' } })
}

const whistles: Turn = async (stage, road, { dispatcher, township, road: lead, others }) => {
  const answers = { what: '800 米断头路贯通：请交通、住建、排水、公安交管同到现场', tried: '社区、镇街都看过，各管一段', reviewedBy: '镇街分管领导', lead, each: others, task: '各说各的那一段：征拆几户、雨水往哪走、路口怎么接', category }
  road.whistle = await stage.open({ by: dispatcher, process: 'township-call', action: 'callSoon', area: township, category, answers })
} // prettier-ignore

const partsOf = async (stage: Stage, road: Road): Promise<readonly Matter[]> =>
  (await stage.find('call-response', ['called', 'onSpot'], 50)).filter((part) => part.parent === road.whistle?.id)

const departmentsCome: Turn = async (stage, road, { dispatcher }) => {
  await stage.act(road.whistle, { by: dispatcher, action: 'arrived' })
  for (const part of await partsOf(stage, road)) await stage.act(part, { by: dispatcher, action: 'arrived' })
}

const departmentsAnswer: Turn = async (stage, road, { dispatcher, road: lead, one }) => {
  const shares = ['征拆涉及 13 户，钱要区里定', '雨水管要改 260 米，可以和路一起做', '路口要加灯、划线，导改方案一周出']
  for (const [at, part] of (await partsOf(stage, road)).entries())
    await stage.act(part, { by: part.seats['handler'] ? one(part.seats['handler']) : undefined, action: 'finish', answers: { done: shares[at % 3] } })
  await stage.act(road.whistle, { by: one(lead), action: 'resolve', answers: { done: '四家到场，各自的一段都查清了', words: '路能通。谁牵头、征拆的钱从哪里出，要请区里定。', quality: 'needed' } })
  await stage.act(road.whistle, { by: dispatcher, action: 'accept', answers: { words: '四家都到了，话说清了，报区里' } })
} // prettier-ignore

const leaderIsCalled: Turn = async (stage, road, { dispatcher, township, district, leader }) => {
  const answers = { what: '800 米断头路贯通，四家各管一段', tried: '网格、社区、镇街逐级办过，吹哨四家都到场', reviewedBy: '镇街党委', leader: { post: 'districtLeader', area: district, ...(leader ? { person: leader } : {}) }, wanted: '请定谁牵头、征拆的钱从哪里出、什么时候通', category }
  road.leader = await stage.open({ by: dispatcher, process: 'escalated-call', action: 'callSoon', area: township, category, answers })
} // prettier-ignore

const leaderDecides: Turn = async (stage, road, { dispatcher, leader, road: executor }) => {
  await stage.act(road.leader, { by: dispatcher, action: 'arrived' })
  await stage.act(road.leader, { by: leader, action: 'decide', answers: { words: '交通局牵头，住建、排水、交管各认一段；征拆的钱区里出，年底前通', executor, until: `${stage.day(40)}T18:00` } })
} // prettier-ignore

const onTheAgenda: Turn = async (stage, road, { dispatcher, leader, district }) => {
  if (!road.leader) return
  road.item = await stage.open({ by: dispatcher, process: 'standing-item', action: 'list', about: road.leader, answers: { why: '800 米断头路：征拆、道路、排水、交通四件事，缺一件都不通', reason: '几家都沾边' } }) // prettier-ignore
  await stage.act(road.item, { by: dispatcher, action: 'lead', answers: { leader: { post: 'districtLeader', area: district }, person: '分管副区长', partners: '区交通局、区住房城乡建委、区排水所、区公安分局、镇街、社区', money: 3_200_000, plan: '先签约后进场：征拆、改管、路基、路口，四段各有一家' } })
  await stage.act(road.item, { by: leader, action: 'visit', answers: { on: stage.day(0), who: '分管副区长和四家', seen: '两头直线 200 米，中间隔着 13 户和一道沟；沟先改管，路跟着走' } })
} // prettier-ignore

const listed: Turn = async (stage, road, { leader }) =>
  road.leader && stage.open({ by: leader, process: 'listed-supervision', action: 'list', about: road.leader, answers: { level: 'district', limit: stage.day(40), publicNote: '800 米断头路年底前贯通：征拆、道路、排水、交通四段都办到' } }) // prettier-ignore

const meeting =
  (moved: string, spent: number): Turn =>
  async (stage, road, { leader, road: executor, one }) => {
    await stage.act(road.item, { by: leader, action: 'progress', answers: { meeting: stage.day(0), moved, next: '下次会上再报', spent } })
    await stage.act(road.leader, { by: one(executor), action: 'progress', answers: { words: moved } })
  }
