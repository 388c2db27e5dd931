// The invented scenes of neighbours who lend a hand in a demonstration: some are claimed and checked, one is given back, one the grid does itself, some wait.
import type { Matter } from '../../core/matter.ts'
import type { Scene, Stage } from './oversight.ts'

const asked = [
  '帮 2 栋的独居老人把旧柜子搬到楼下，东西不重，两个人就行',
  '周末早上一起清一清楼道里的杂物，手套社区准备',
  '下雨前把小广场排水沟的落叶掏一掏',
  '教几位老人用手机交水电费，活动室有桌椅',
  '给新装的垃圾分类亭值一早上的班，告诉大家怎么分',
  '巷口的共享单车倒了一片，扶起来摆整齐',
  '陪 5 栋的张大爷去一趟卫生院，来回一个小时',
]

/** Subjects in grids that have volunteers, one for each asking, oldest first. */
async function subjects(stage: Stage, n: number): Promise<Matter[]> {
  const all = [...(await stage.find('grid-finding', ['found', 'handling', 'dispatched', 'closed', 'verified'], 400)), ...(await stage.find('resident-report', ['small', 'handling', 'dispatched', 'resolved'], 400))] // prettier-ignore
  return all.filter((each) => helperOf(stage, each, 0) !== undefined).slice(-n)
}
const grid = (stage: Stage, matter: Matter): number => stage.above(matter.area, 3)
const officer = (stage: Stage, matter: Matter) => stage.person('gridOfficer', grid(stage, matter))
const helperOf = (stage: Stage, matter: Matter, at: number) => stage.ground.roster.present({ post: 'volunteer', area: grid(stage, matter) })[at]

async function ask(stage: Stage, from: number, n: number): Promise<void> {
  for (const [at, about] of (await subjects(stage, n)).entries())
    await stage.open({ by: officer(stage, about), process: 'volunteer-call', action: 'call', about, answers: { what: asked[(from + at) % asked.length] ?? '' } })
} // prettier-ignore

/** All but the last are taken by somebody, who is not always the same neighbour. */
async function take(stage: Stage): Promise<void> {
  const offered = await stage.find('volunteer-call', ['offered'], 20)
  for (const [at, call] of offered.slice(0, -1).entries()) await stage.act(call, { by: helperOf(stage, call, at % 2), action: 'claim' })
}

async function finish(stage: Stage): Promise<void> {
  for (const [at, call] of (await stage.find('volunteer-call', ['claimed'], 20)).entries()) {
    const by = call.seats['helper']?.person
    if (at === 2) await stage.act(call, { by, action: 'giveBack' })
    else await stage.act(call, { by, action: 'finish', answers: { done: '和邻居一起弄好了，现场收拾干净了' } })
  }
}

async function check(stage: Stage): Promise<void> {
  for (const call of await stage.find('volunteer-call', ['toCheck'], 20))
    await stage.act(call, { by: officer(stage, call), action: 'confirm', answers: { seen: '去看过，弄得很干净，邻居都说好' } })
  const [left] = await stage.find('volunteer-call', ['backstop'], 1)
  await stage.act(left, { by: left ? stage.person('communitySecretary', stage.above(left.area, 2)) : undefined, action: 'doIt', answers: { done: '社区干部利用休息时间做完了' } }) // prettier-ignore
}

export const volunteerScenes: readonly Scene[] = [
  { at: 0.41, play: (stage) => ask(stage, 0, 6) },
  { at: 0.44, play: take },
  { at: 0.52, play: finish },
  { at: 0.62, play: check },
  { at: 0.72, play: (stage) => ask(stage, 4, 3) },
  { at: 0.74, play: take },
  { at: 0.8, play: finish },
  { at: 0.88, play: check },
  { at: 0.985, play: (stage) => ask(stage, 2, 3) },
  { at: 0.995, play: take },
]
