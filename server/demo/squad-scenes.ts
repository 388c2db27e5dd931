// The invented scenes of neighbours who join by themselves and of squads: two are welcomed, one still waits, and a squad is asked for what it can do.
import { uuidv7 } from 'uuidv7'
import type { Skill } from '../../core/skills.ts'
import type { Parts } from '../compose.ts'
import type { Call } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { demoDevice, newId } from './actor.ts'
import type { Scene, Stage } from './oversight.ts'

const newcomers = [
  ['钟小满', ['order', 'care'], '做过二十年法律服务，晚上和周末有空'],
  ['柏向阳', ['supply', 'housing'], '退休电工，小修小补都行'],
  ['路青禾', ['clean'], '周六上午有空，可以带上孩子一起'],
] as const satisfies readonly (readonly [string, readonly Skill[], string])[]

/** A grid of the village told in full, where yards are, and another of the same village. */
export function place(stage: Stage): { readonly grid: number; readonly other: number; readonly community: number } | null {
  const { ground } = stage
  const yards = new Set([...ground.areas.values()].flatMap(({ kind, parent }) => (kind === 'yard' && parent !== null ? [parent] : [])))
  const grids = [...ground.areas.values()].filter(({ id, level }) => level === 3 && ground.roster.present({ post: 'volunteer', area: id }).length > 1)
  const grid = grids.find(({ id }) => yards.has(id)) ?? grids[0]
  const other = grids.find(({ id, parent }) => id !== grid?.id && parent === grid?.parent)
  return grid && other && grid.parent !== null ? { grid: grid.id, other: other.id, community: grid.parent } : null
}

type Named = Pick<Call<'volunteer'>, 'house' | 'ground' | 'caller' | 'reply'>
export function callAs({ parts, ground }: Stage, person: string): Named {
  const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: '', sessionToken: null }
  const postings = ground.postingsOf(person, parts.house.now())
  return { house: parts.house, ground, reply, caller: { person, session: null, strong: true, device: demoDevice, network: demoDevice, postings } }
}
export const params = (ground: Ground) => ({ district: ground.district.slug })

/** They come with an account, as whoever signed in by a code has one. */
async function ask(stage: Stage, from: number, upto: number): Promise<void> {
  const here = place(stage)
  if (!here) return
  for (const [name, skills, words] of newcomers.slice(from, upto)) {
    const person = uuidv7()
    await account(stage.parts, stage.ground, { person, name })
    await stage.parts.handlers.volunteer({
      ...callAs(stage, person),
      params: params(stage.ground),
      query: {},
      body: { act: newId(), id: newId(), area: here.grid, skills: [...skills], as: 'neighbour', words },
    })
  }
}
const account = ({ house }: Parts, ground: Ground, { person, name }: { readonly person: string; readonly name: string }) =>
  house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.run('insert into people (district_id, id, name, demo, created_at) values ($1, $2, $3, true, $4)', [
      ground.district.id,
      person,
      name,
      new Date(house.now()),
    ]),
  )

async function welcome(stage: Stage): Promise<void> {
  for (const asked of await stage.find('volunteer-registration', ['asked'], 20))
    await stage.act(asked, { by: stage.person('gridOfficer', asked.area), action: 'accept', answers: { words: '欢迎您！周三晚上七点在活动室认认人，带上水杯就行' } }) // prettier-ignore
}

/** Two squads of the community; their members are volunteers of its other grid. */
async function form(stage: Stage): Promise<void> {
  const here = place(stage)
  const keeper = here && stage.person('communitySecretary', here.community)
  if (!here || keeper === undefined || keeper === null) return
  const call = callAs(stage, keeper)
  const members = stage.ground.roster.present({ post: 'volunteer', area: here.other })
  const squads = [['清洁家园服务队', ['clean', 'urban', 'nature']], ['法律和调解服务队', ['order']]] as const satisfies readonly (readonly [string, readonly Skill[]])[] // prettier-ignore
  for (const [name, skills] of squads) {
    const made = await stage.parts.handlers.saveSquad({ ...call, params: params(stage.ground), query: {}, body: { name, area: here.community, skills: [...skills] } }) // prettier-ignore
    if (!('row' in made)) return
    const fresh = (await stage.parts.house.grounds.byId(stage.ground.district.id)) ?? stage.ground
    for (const person of members.slice(0, skills.length > 1 ? 2 : 1))
      await stage.parts.handlers.joinSquad({ ...call, ground: fresh, params: { ...params(fresh), squad: made.row.id }, query: {}, body: { person } })
  }
}

/** The officer of the first grid found litter and asks twice: the squad is told, a member from the other grid takes one, and one still waits. */
async function litter(stage: Stage): Promise<void> {
  const here = place(stage)
  const category = [...stage.ground.categories.values()].find(({ classCode }) => classCode === 'clean')?.code
  if (!here || category === undefined) return
  const by = stage.person('gridOfficer', here.grid)
  const about = await stage.open({ by, process: 'grid-finding', action: 'find', area: here.grid, category, answers: { category, what: '河边步道堆了不少落叶和塑料袋' } }) // prettier-ignore
  if (!about) return
  const member = stage.ground.roster.present({ post: 'volunteer', area: here.other })[0]
  const first = await stage.open({ by, process: 'volunteer-call', action: 'call', about, answers: { what: '河边步道的落叶和塑料袋，一个人一小时能收拾完，夹子和袋子网格里有' } }) // prettier-ignore
  await stage.act(first, { by: member, action: 'claim' })
  await stage.open({ by, process: 'volunteer-call', action: 'call', about, answers: { what: '收好的袋子帮着拉到垃圾站，网格里有小推车' } })
}

export const squadScenes: readonly Scene[] = [
  { at: 0.3, play: (stage) => ask(stage, 0, 2) },
  { at: 0.33, play: form },
  { at: 0.36, play: welcome },
  { at: 0.97, play: litter },
  { at: 0.99, play: (stage) => ask(stage, 2, 3) },
]
