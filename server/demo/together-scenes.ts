// Scenes of a demonstration in which equals help each other and reports are handed to enforcement: some answered, some sent back, some decided.
import type { Holder, Matter } from '../../core/matter.ts'
import type { Post } from '../../core/posts.ts'
import { jointScenes } from './joint-scenes.ts'
import type { Scene, Stage } from './oversight.ts'

const local = (stage: Stage, days: number, clock: string): string => `${stage.day(days)}T${clock}`
const bureau = (stage: Stage): Holder => ({
  post: 'departmentOfficer',
  organisation: [...stage.ground.organisations].find(([, { name }]) => name.zh === '区城市管理局')?.[0] ?? 0,
})
const enforcer = (stage: Stage) => stage.ground.roster.present(bureau(stage))[0]

/** What of the invented reports is for the law, by category. */
const illegal: Readonly<Record<string, { readonly task: string; readonly basis: string }>> = {
  parking: { task: '小区门口消防车通道长期停车，劝离三次仍停', basis: '《消防法》第二十八条、第六十条' },
  'fire-lane': { task: '消防车通道被占，当事人不肯移开', basis: '《消防法》第二十八条、第六十条' },
  noise: { task: '夜间 11 点后仍有施工或音响噪声，三次劝说无效', basis: '《噪声污染防治法》第四十三条、第六十五条' },
  stall: { task: '占道经营，劝离后又回来', basis: '《城市市容和环境卫生管理条例》第十四条' },
  smoke: { task: '油烟直排，没有装净化设备', basis: '《大气污染防治法》第八十一条' },
  'illegal-building': { task: '在公共绿地上砌墙围院，约 12 平方米，正在施工', basis: '《城乡规划法》第六十四条' },
  dust: { task: '工地出口不冲洗，渣土车带泥上路', basis: '《大气污染防治法》第六十九条' },
}

async function handOver(stage: Stage): Promise<void> {
  const reports = (await stage.find('resident-report', ['reported', 'small', 'major'], 400)).filter(
    ({ marks }) => (marks['category'] ?? '') in illegal,
  )
  let left = 2
  for (const report of [...reports].reverse()) {
    if (left === 0) return
    const owner = { reported: ['gridOfficer', 3], small: ['communityStaff', 2], major: ['dispatcher', 1] } as const
    const [post, level] = owner[report.state === 'reported' ? 'reported' : report.state === 'small' ? 'small' : 'major']
    const by = stage.person(post, stage.above(report.area, level))
    const answers = {
      ...illegal[report.marks['category'] ?? ''],
      each: [bureau(stage)],
      words: '这件事要依法查处，已经移交城管执法，有了结果会在这里告诉您',
    }
    if (await stage.act(report, { by, action: 'handOver', answers })) left -= 1
  }
}

const files = (stage: Stage, ...states: string[]): Promise<Matter[]> => stage.find('enforcement-handover', states, 10)
const stepAll = async (
  stage: Stage,
  rows: readonly Matter[],
  wish: { readonly action: string; readonly answers?: Record<string, unknown> },
): Promise<void> => {
  for (const row of rows) await stage.act(row, { by: enforcer(stage), ...wish })
}

async function decide(stage: Stage): Promise<void> {
  const [first, second] = await files(stage, 'accepted')
  await stage.act(first, { by: enforcer(stage), action: 'orderCorrection', answers: { words: '已责令改正，执法人员又去看过，改好了', document: '城管责改字〔2026〕0117 号' } })
  await stage.act(second, { by: enforcer(stage), action: 'progress', answers: { words: '约谈了当事人，在核对材料' } })
} // prettier-ignore

/** Two communities of one township, a township and another: who asks and whom. */
const pairs = (stage: Stage, level: 1 | 2, post: Post): readonly (readonly [number, number])[] => {
  const there = [...stage.ground.areas.values()].filter((area) => area.level === level && stage.ground.roster.present({ post, area: area.id }).length > 0)
  return there.flatMap((one) => there.filter((other) => other.id !== one.id && other.parent === one.parent).slice(0, 1).map((other) => [one.id, other.id] as const))
} // prettier-ignore

async function askEquals(stage: Stage): Promise<void> {
  const [one, two] = pairs(stage, 2, 'communityStaff')
  const [town] = pairs(stage, 1, 'dispatcher')
  const ask = (pair: readonly [number, number] | undefined, post: Post, answers: Record<string, unknown>) =>
    pair ? stage.open({ by: stage.person(post, pair[0]), process: 'peer-call', action: 'ask', area: pair[0], answers: { by: local(stage, 3, '09:00'), lead: { post, area: pair[1] }, ...answers } }) : null // prettier-ignore
  await ask(one, 'communityStaff', { what: '周六义诊缺两顶帐篷和四个人', needed: ['people', 'equipment'] })
  await ask(two, 'communityStaff', { what: '想借你们的会议室开一次楼栋议事会', needed: ['place'] })
  await ask(town, 'dispatcher', { what: '交界处的河段一起清一次漂浮物', needed: ['together'] })
}

async function answerEquals(stage: Stage): Promise<void> {
  const [first, second] = await stage.find('peer-call', ['asked'], 5)
  const helper = (call: Matter | undefined) => (call?.seats['handler'] ? stage.ground.roster.present(call.seats['handler'])[0] : undefined)
  await stage.act(first, { by: helper(first), action: 'accept', answers: { until: local(stage, 2, '18:00') } })
  await stage.act(second, { by: helper(second), action: 'offer', answers: { offer: '会议室在装修，活动中心可以用，能坐 40 人' } })
}

async function thank(stage: Stage): Promise<void> {
  const [call] = await stage.find('peer-call', ['helping'], 1)
  const done = await stage.act(call, { by: call?.seats['handler'] ? stage.ground.roster.present(call.seats['handler'])[0] : undefined, action: 'finish', answers: { done: '帐篷送到了，来了五个人' } }) // prettier-ignore
  await stage.act(done, { by: call?.seats['caller']?.person, action: 'confirm', answers: { words: '帐篷和人都到了，义诊办得很顺' } })
}

export const togetherScenes: readonly Scene[] = [
  ...jointScenes,
  // what is for the law comes now and then: somebody looks through what lies there every day or so
  ...[0.28, 0.33, 0.37, 0.41, 0.45, 0.78, 0.86, 0.93, 0.99].map((at): Scene => ({ at, play: handOver })),
  { at: 0.47, play: async (stage) => stepAll(stage, await files(stage, 'sent'), { action: 'receive' }) },
  { at: 0.53, play: async (stage) => stepAll(stage, (await files(stage, 'received')).slice(0, 2), { action: 'accept' }) },
  { at: 0.66, play: async (stage) => stepAll(stage, (await files(stage, 'received')).slice(0, 1), { action: 'sendBack', answers: { why: '请补充店铺名称和时间' } }) },
  { at: 0.7, play: decide },
  { at: 0.5, play: askEquals },
  { at: 0.51, play: answerEquals },
  { at: 0.6, play: thank },
  { at: 0.985, play: askEquals },
] // prettier-ignore
