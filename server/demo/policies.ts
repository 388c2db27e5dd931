// A few demonstration documents for the library of policies: each says of itself that it is one, and none bears a real number.
import { callFrom } from './caller.ts'
import type { Parts } from '../compose.ts'
import type { Calls } from '../../core/api.ts'
import { newId } from './actor.ts'

type Wish = Omit<Calls['keepPolicy']['body'], 'id' | 'state' | 'issuer' | 'issuedOn'>
const note = '（本文是演示用的示范文件，不是任何单位的正式文件。）\n\n'

const documents = (classes: readonly string[]): readonly Wish[] => [
  { title: '示范文件：居民上报事项首接负责和限时答复办法', number: '示范文件 1 号', classes: [...classes], processes: ['resident-report'], words: `${note}一、谁先接到，谁负责到底，不得让居民再找第二家。\n二、收到后两小时内响应；答复要写做了什么、结果怎样，没做到的写为什么、下一步找谁。\n三、居民说没办好的，退回重办，不得由原经办人自己结案。` },
  { title: '示范文件：市容环境和公共设施问题处置标准', number: '示范文件 2 号', classes: classes.slice(0, 2), processes: [], words: `${note}一、垃圾、井盖、路灯等问题，属地先到场，能马上办的马上办。\n二、涉及两个以上单位的，由镇街综合指挥岗确定牵头单位。\n三、处置前后各拍一张照片，站在同一个位置拍。` },
  { title: '示范文件：联席会议制度', number: '示范文件 3 号', classes: [], processes: ['governance-record'], words: `${note}一、久拖不决、职责不清的事项上联席会议，会上定牵头单位、时限和经费。\n二、会后三个工作日内记录，逐条落实，落实一条销一条。` },
  { title: '示范文件：志愿者搭把手办法', number: '示范文件 4 号', classes: [], processes: ['volunteer-call'], words: `${note}一、志愿者只做自己会做、又安全的小事。\n二、一人接、另一人看过才算办好。` },
] // prettier-ignore

/** Kept by the district's supervisor through the same door as any other. */
export async function keepDemoPolicies(parts: Parts, district: number): Promise<void> {
  const ground = await parts.house.grounds.byId(district)
  const call = ground && callFrom(parts, ground, 'supervisor')
  if (!ground || !call) return
  const classes = [...new Set([...ground.categories.values()].map(({ classCode }) => classCode))].slice(0, 4)
  const known = new Set(ground.processes.map(({ process }) => process.name))
  for (const wish of documents(classes)) {
    const processes = (wish.processes ?? []).filter((name) => known.has(name))
    const issuedOn = new Date(parts.house.now() - 30 * 86_400_000).toISOString().slice(0, 10)
    await parts.handlers.keepPolicy({ ...call, params: { district: ground.district.slug }, query: {}, body: { ...wish, classes: wish.classes ?? [], processes, id: newId(), issuer: '示范单位（演示）', issuedOn, state: 'published' } }) // prettier-ignore
  }
}
