// The invented scenes of supervision in a demonstration, in the order of its clock.
import type { Matter } from '../../core/matter.ts'
import type { Scene, Stage } from './oversight.ts'

const root = (stage: Stage): number => stage.above(stage.township, 0)
const leader = (stage: Stage) => stage.person('districtLeader', root(stage))
const supervisor = (stage: Stage) => stage.person('supervisor', root(stage))
const dispatcher = (stage: Stage, area: number) => stage.person('dispatcher', stage.above(area, 1))
const townships = (stage: Stage, n: number) =>
  [...stage.ground.areas.values()].filter((area) => area.level === 1).sort((one, other) => one.key - other.key).slice(0, n).map((area) => area.id) // prettier-ignore
const openStates = ['major', 'returned', 'arbitration', 'contested', 'handling', 'dispatched', 'small', 'parked']

const lists = [
  { what: '入冬安全走访', items: ['看消防通道', '看独居老人', '看燃气软管'] },
  { what: '雨雪天前把排水口和挡墙看一遍', items: ['清排水口', '看挡墙裂没裂', '看低处住户'] },
  { what: '农贸市场周边秩序和卫生', items: ['看占道', '看垃圾箱', '看电线'] },
] as const

async function taskList(stage: Stage): Promise<void> {
  for (const [at, township] of townships(stage, 3).entries())
    await stage.open({ by: dispatcher(stage, township), process: 'task-list', action: 'send', area: township, answers: { what: lists[at]?.what ?? '', due: stage.day(12), each: { post: 'gridOfficer', area: township, items: lists[at]?.items ?? [] } } }) // prettier-ignore
  const key = await stage.open({ by: leader(stage), process: 'key-task', action: 'set', answers: { what: '老旧小区改造：今年完成三个小区', line: 'old-houses', ends: stage.day(60) } })
  const each = townships(stage, 3).map((area) => ({ post: 'dispatcher', area }))
  await stage.act(key, { by: leader(stage), action: 'addMilestone', answers: { task: '居民意见征求完，改造清单公示', due: stage.day(8), each } })
} // prettier-ignore

/** Those whose turn it is do some of theirs; not all, as in life. */
async function workOff(stage: Stage, share: number): Promise<void> {
  const tasks = await stage.find('listed-task', ['toDo'], 400)
  for (const [at, task] of tasks.entries()) {
    if ((at * 7) % 10 >= share * 10) continue
    await stage.act(task, { by: stage.person('gridOfficer', task.area), action: 'finish', answers: { done: '上门看过，没有问题' } })
  }
  const [milestone] = await stage.find('milestone', ['pending'], 1)
  await stage.act(milestone, { by: milestone ? dispatcher(stage, milestone.area) : undefined, action: 'reach', answers: { done: '清单公示七天，没有异议' } })
} // prettier-ignore

async function notices(stage: Stage): Promise<void> {
  await stage.open({ by: leader(stage), process: 'notice-down', action: 'firstAgenda', answers: { what: '第一议题：为基层减负的若干规定，请各级党组织会前传达', basis: '国办函〔2026〕12 号', ends: stage.day(20) } })
  const must = await stage.open({ by: leader(stage), process: 'notice-down', action: 'mustConfirm', answers: { what: '红线提示：不得强制群众评“满意”，不得代评', basis: '政务服务好差评办法', ends: stage.day(20) } })
  const communities = [...stage.ground.areas.values()].filter((area) => area.level === 2).slice(0, 18)
  for (const area of communities) await stage.act(must, { by: stage.person('communitySecretary', area.id), action: 'confirmRead' })
} // prettier-ignore

/** Whoever lists answers for the level: the district's by its supervisor, a township's by its own desk. */
async function listed(stage: Stage): Promise<void> {
  const subjects = await stage.find('resident-report', openStates, 4)
  for (const [at, about] of subjects.slice(1).entries())
    await stage.open({ by: at === 0 ? supervisor(stage) : dispatcher(stage, about.area), process: 'listed-supervision', action: 'list', about, answers: { level: at === 0 ? 'district' : 'township', limit: stage.day(2 + at * 3), publicNote: `限期办好：${about.headline}` } }) // prettier-ignore
}

const handlerOf = (stage: Stage, matter: Matter): string | undefined => {
  const unit = matter.seats['unit']
  return unit ? stage.ground.roster.present(unit)[0] : undefined
}

async function reportListed(stage: Stage): Promise<void> {
  const [first, second] = await stage.find('listed-supervision', ['listed'], 2)
  if (first) await stage.act(first, { by: handlerOf(stage, first), action: 'report', answers: { done: '现场处理好了，附近居民看过' } })
  const reported = second ? await stage.act(second, { by: handlerOf(stage, second), action: 'report', answers: { done: '已办到位' } }) : null
  await stage.act(reported, { by: reported?.seats['lister']?.person, action: 'remove', answers: { words: '现场核过，办到了' } })
}

async function records(stage: Stage): Promise<void> {
  const unit = { post: 'dispatcher', area: stage.township }
  const circular = await stage.open({ by: supervisor(stage), process: 'circular', action: 'issue', area: stage.township, answers: { what: '三件群众来电超时未回', facts: '均超过承诺时限一个工作日以上', unit } })
  await stage.act(circular, { by: dispatcher(stage, stage.township), action: 'answer', answers: { words: '排了值班表，三件都回了电话' } })
  await stage.open({ by: supervisor(stage), process: 'governance-record', action: 'replay', area: stage.township, answers: { what: '停水那天的处置', on: stage.day(-1), who: '水务、社区、物业等七家', found: '消息从网格到水务用了四十分钟', follow: '建一张夜间联系名单', holder: unit } })
  await stage.open({ by: supervisor(stage), process: 'governance-record', action: 'stay', area: stage.township, answers: { what: '到社区蹲点两天，看退单为什么多', on: stage.day(-2), who: '区督查岗', found: '类目写得不清，派错的多', holder: unit } })
} // prettier-ignore

async function lookedBack(stage: Stage): Promise<void> {
  const closed = (await stage.find('resident-report', ['closed'], 12)).slice(4)
  const [one, two, three] = closed
  const recheck = one ? await stage.open({ by: supervisor(stage), process: 'recheck', action: 'order', about: one, answers: { why: '同一地方又有人问起' } }) : null // prettier-ignore
  await stage.act(recheck, { by: recheck ? stage.person('communityStaff', stage.above(recheck.area, 2)) : undefined, action: 'fine', answers: { seen: '看过，还是好的' } }) // prettier-ignore
  if (two) await stage.open({ by: stage.person('communitySecretary', stage.above(two.area, 2)), process: 'exclusion-request', action: 'ask', about: two, answers: { reason: 'other-path', evidence: '当事人已向法院起诉，案号在社区留底' } }) // prettier-ignore
  const granted = three ? await stage.open({ by: dispatcher(stage, three.area), process: 'exclusion-request', action: 'ask', about: three, answers: { reason: 'duplicate', evidence: '同一人同一事十天内报了四次' } }) : null // prettier-ignore
  await stage.act(granted, { by: supervisor(stage), action: 'grant', answers: { words: '核对过，确是重复' } })
}

async function rated(stage: Stage): Promise<void> {
  const ended = [...(await stage.find('call-response', ['finished', 'arrived', 'closed'], 2)), ...(await stage.find('co-handling', ['finished'], 2))]
  for (const [at, about] of ended.slice(0, 3).entries())
    await stage.open({ by: dispatcher(stage, about.area), process: 'upward-rating', action: 'rate', about, answers: at === 1 ? { response: 'poor', result: 'fair', words: '叫了两次才来' } : { response: 'veryGood', result: 'good', words: '半小时就到了' } }) // prettier-ignore
}

export const oversightScenes: readonly Scene[] = [
  { at: 0.3, play: taskList },
  { at: 0.35, play: notices },
  { at: 0.45, play: listed },
  { at: 0.5, play: (stage) => workOff(stage, 0.3) },
  { at: 0.6, play: records },
  { at: 0.7, play: (stage) => workOff(stage, 0.5) },
  { at: 0.75, play: lookedBack },
  { at: 0.85, play: reportListed },
  { at: 0.9, play: rated },
]
