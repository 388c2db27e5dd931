// Scenes of a demonstration in which bodies do things together: one joint organisation stands and one waits for answers; four activities, from asked to confirmed by a co-host.
import type { Holder, Matter } from '../../core/matter.ts'
import type { Scene, Stage } from './oversight.ts'

const local = (stage: Stage, days: number, clock: string): string => `${stage.day(days)}T${clock}`
type Cast = { readonly host: Holder; readonly beside: Holder; readonly township: Holder; readonly bureau: Holder }

/** The village told in full, another community of its township, the township and a department. */
function castOf(stage: Stage): Cast | null {
  const { areas, organisations, roster } = stage.ground
  const staffed = [...areas.values()].filter(({ id, level }) => level === 2 && roster.present({ post: 'communityStaff', area: id }).length > 0)
  // where volunteers and yard heads are, most is told
  const told = [...areas.values()].filter(({ id, kind }) => kind === 'yard' && roster.present({ post: 'volunteer', area: stage.above(id, 3) }).length > 0).map(({ id }) => stage.above(id, 2)) // prettier-ignore
  const host = staffed.find(({ id }) => told.includes(id)) ?? staffed[0]
  const beside = staffed.find(({ id, parent }) => id !== host?.id && parent === host?.parent)
  const held = [...organisations].filter(([id]) => roster.present({ post: 'departmentOfficer', organisation: id }).length > 0)
  const bureau = (held.find(([, { name }]) => name.zh === '区城市照明所') ?? held[0])?.[0]
  if (!host || !beside || host.parent === null || bureau === undefined) return null
  return {
    host: { post: 'communityStaff', area: host.id },
    beside: { post: 'communityStaff', area: beside.id },
    township: { post: 'dispatcher', area: host.parent },
    bureau: { post: 'departmentOfficer', organisation: bureau },
  }
}

const at = (stage: Stage, holder: Holder | undefined): string | undefined => (holder ? stage.ground.roster.present(holder)[0] : undefined)
const open = (stage: Stage, by: Holder, wish: { readonly process: string; readonly answers: Record<string, unknown> }): Promise<Matter | null> =>
  stage.open({ by: at(stage, by), action: 'propose', ...(by.area === undefined ? {} : { area: by.area }), ...wish })

async function alliance(stage: Stage): Promise<void> {
  const cast = castOf(stage)
  if (!cast) return
  const answers = { name: '邻里片区党建联盟', form: 'alliance', purpose: '一起管停车、办活动、帮独居老人，每月轮值一次', each: [cast.beside, cast.township, cast.bureau], task: '各出一位联系人，写明能出什么' } // prettier-ignore
  await open(stage, cast.host, { process: 'joint-organisation', answers })
}

async function branch(stage: Stage): Promise<void> {
  const cast = castOf(stage)
  if (!cast) return
  const answers = {
    name: '集市联合党支部',
    form: 'branch',
    purpose: '集市摊位、停车和垃圾一起管',
    each: [cast.host, cast.bureau],
    task: '请各出两名党员，逢集日轮流值守',
  }
  await open(stage, cast.beside, { process: 'joint-organisation', answers })
}

const offers = ['一间活动室，两名联系人', '每季度一次例会的场地和茶水', '三名党员志愿者，周末到场']

/** Each body that was asked answers; of the last `keep` nothing is heard yet. */
async function answer(stage: Stage, keep = 0): Promise<void> {
  const asked = await stage.find('joint-answer', ['asked'], 12)
  for (const [n, part] of asked.slice(0, asked.length - keep).entries())
    await stage.act(part, { by: at(stage, part.seats['handler']), action: 'join', answers: { brings: offers[n % offers.length] } })
}

async function stand(stage: Stage): Promise<void> {
  const [body] = await stage.find('joint-organisation', ['gathering'], 1)
  await stage.act(body, { by: at(stage, body?.seats['lead']), action: 'stand', answers: { words: '各家都有了联系人，每月轮值一次', review: stage.day(180) } }) // prettier-ignore
}

const plans = [
  ['广场义诊，量血压测血糖', '村便民中心门口', '60 岁以上的老人'],
  ['反诈宣讲和坝坝电影', '晒谷场', '全体村民'],
  ['河边清漂、捡垃圾', '河边步道', '愿意来的邻居'],
  ['冬衣和旧书交换', '社区活动室', '有孩子的家庭'],
] as const

async function propose(stage: Stage, which: number): Promise<void> {
  const cast = castOf(stage)
  const [body] = await stage.find('joint-organisation', ['standing'], 1)
  const [what, where, forWhom] = plans[which] ?? plans[0]
  const answers = { what, where, forWhom, when: local(stage, 4, '09:30'), each: cast ? [cast.beside, cast.township] : [], task: '各出两三个人，带上能带的', ...(body ? { under: body.id } : {}) } // prettier-ignore
  if (cast) await open(stage, cast.host, { process: 'joint-activity', answers })
}

async function announce(stage: Stage, days: number): Promise<void> {
  const cast = castOf(stage)
  const [activity] = await stage.find('joint-activity', ['gathering'], 1)
  if (cast) await stage.act(activity, { by: at(stage, activity?.seats['host']), action: 'announce', answers: { when: local(stage, days, '09:30'), where: activity?.marks['where'] ?? '活动室', witness: cast.beside } }) // prettier-ignore
}

async function report(stage: Stage, answers: { readonly done: string; readonly served: number }): Promise<void> {
  const [activity] = await stage.find('joint-activity', ['toTell'], 1)
  await stage.act(activity, { by: at(stage, activity?.seats['host']), action: 'report', answers })
}

async function confirm(stage: Stage): Promise<void> {
  const [activity] = await stage.find('joint-activity', ['held'], 1)
  await stage.act(activity, { by: at(stage, activity?.seats['witness']), action: 'confirm', answers: { words: '我们的人在场，和写的一样' } })
}

export const jointScenes: readonly Scene[] = [
  { at: 0.3, play: alliance },
  { at: 0.34, play: (stage) => answer(stage) },
  { at: 0.38, play: stand },
  { at: 0.4, play: (stage) => propose(stage, 0) },
  { at: 0.44, play: (stage) => answer(stage) },
  { at: 0.46, play: (stage) => announce(stage, 1) },
  { at: 0.62, play: (stage) => report(stage, { done: '两名医生、一名护士到场，发现三位老人血压高，已约上门', served: 83 }) },
  { at: 0.68, play: confirm },
  { at: 0.76, play: (stage) => propose(stage, 1) },
  { at: 0.79, play: (stage) => answer(stage) },
  { at: 0.82, play: (stage) => announce(stage, 1) },
  { at: 0.88, play: (stage) => propose(stage, 2) },
  { at: 0.9, play: (stage) => answer(stage) },
  { at: 0.91, play: (stage) => announce(stage, 5) },
  { at: 0.92, play: branch },
  { at: 0.93, play: (stage) => answer(stage, 1) },
  { at: 0.97, play: (stage) => propose(stage, 3) },
  { at: 0.98, play: (stage) => report(stage, { done: '讲了四个骗局，放了一场老电影', served: 120 }) },
]
