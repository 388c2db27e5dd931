// What several bodies do together: a joint organisation that each body joins or declines, its lead, its yearly question whether it lives; a joint activity confirmed by another body than its host.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toldTo } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { prove } from './support/proof.ts'

const day = 86_400_000
let app: TestApp
type Place = { readonly id: number; readonly name: string; readonly parent: number | null }
let here: Place
let beside: Place
let third: Place
let fourth: Place
let host: Client
let neighbour: Client
let leader: Client
let stranger: Client
let township: Client
let unit: Client

beforeAll(async () => {
  app = await startApp()
  await everybodyIn()
})
afterAll(() => app.close())

/** Sessions end with the day. */
async function everybodyIn(): Promise<void> {
  const { areas, roster } = app.there.ground
  const all = [...areas.values()].filter(({ id, level }) => level === 2 && roster.present({ post: 'communityStaff', area: id }).length > 0).map(({ id, name, parent }) => ({ id, name: name.zh, parent })) // prettier-ignore
  const family = all.find((one) => all.filter((other) => other.parent === one.parent).length > 3) ?? all[0]
  const nothing = { id: 0, name: '', parent: null }
  ;[here = nothing, beside = nothing, third = nothing, fourth = nothing] = all.filter(({ parent }) => parent === family?.parent)
  const staff = (place: Place) => app.become('communityStaff', place.name)
  host = await staff(here)
  neighbour = await staff(beside)
  leader = await staff(third)
  stranger = await staff(fourth)
  township = await app.become('dispatcher', areas.get(here.parent ?? 0)?.name.zh)
  unit = await app.become('departmentOfficer')
}

const at = (place: Place) => ({ post: 'communityStaff', area: place.id })
const department = () => ({ post: 'departmentOfficer', organisation: unit.somebody?.organisation })
const local = (days: number, clock = '09:00') => `${new Date(app.there.house.now() + days * day + 8 * 3_600_000).toISOString().slice(0, 10)}T${clock}`
const date = (days: number) => local(days).slice(0, 10)
const open = async (client: Client, process: string, more: { action?: string; answers: Record<string, unknown> }): Promise<string> => {
  const { page } = await client.ask('openMatter', { body: { act: newAct(), id: newAct(), process, action: more.action ?? 'propose', answers: more.answers } }) // prettier-ignore
  await app.settle()
  return page.matter.id
}
type Step = { readonly action: string; readonly answers?: Record<string, unknown> }
const act = async (client: Client, id: string, step: Step) => {
  const { page } = await client.ask('act', { params: { id }, body: { act: newAct(), action: step.action, answers: step.answers ?? {} } })
  await app.settle()
  return page
}
const tryAct = async (client: Client, id: string, step: Step) => {
  const reply = await client.request('act', { params: { id }, body: { act: newAct(), action: step.action, answers: step.answers ?? {} } })
  return reply.ok ? 'done' : reply.refusal.code
}
const list = (client: Client, which: 'bodies' | 'coming' | 'held', query: Record<string, unknown> = {}) => client.ask('together', { query: { list: which, ...query } }) // prettier-ignore
const rowOf = async (client: Client, which: 'bodies' | 'coming' | 'held', id: string) =>
  (await list(client, which)).rows.find(({ row }) => row.id === id)
/** The question to one's own body in a matter. */
const asked = async (client: Client, which: 'bodies' | 'coming', id: string): Promise<string> =>
  (await rowOf(client, which, id))?.members.find(({ mine, state }) => mine && state !== 'left')?.id ?? ''
const reads = async (client: Client, id: string) => (await client.request('matter', { params: { id } })).status
const alliance = (more: Record<string, unknown> = {}) => ({ name: '河畔片区党建联盟', form: 'alliance', purpose: '一起管好河边的停车和活动场地', each: [at(beside)], task: '各出一位联系人，每季度轮一次值', ...more }) // prettier-ignore

describe('a joint organisation', () => {
  let id = ''

  it('is read by every body that was asked, at whatever level it stands, and by no other', async () => {
    id = await open(host, 'joint-organisation', { answers: alliance({ each: [at(beside), at(third), { post: 'dispatcher', area: here.parent ?? 0 }, department()] }) }) // prettier-ignore
    for (const client of [host, neighbour, leader, township, unit]) expect(await reads(client, id)).toBe(200)
    const another = [...app.there.ground.organisations].find(([each]) => each !== unit.somebody?.organisation && app.there.ground.roster.present({ post: 'departmentOfficer', organisation: each }).length > 0) // prettier-ignore
    const other = await app.become('departmentOfficer', another?.[1].name.zh)
    expect([await reads(other, id), (await list(other, 'bodies')).total]).toEqual([404, 0])
    expect(await reads(stranger, id)).toBe(404)
    expect((await list(stranger, 'bodies')).rows.map(({ row }) => row.id)).not.toContain(id)
    expect(await toldTo(neighbour)).toContain('请您这一家一起来')
    expect((await neighbour.ask('calls')).rows.map((row) => row.process)).not.toContain('joint-organisation')
    expect((await neighbour.ask('inbox', { query: { list: 'mine' } })).rows.map((row) => row.id)).toContain(await asked(neighbour, 'bodies', id))
    // never oneself, nor another post of one's own place
    for (const each of [at(here), { post: 'communitySecretary', area: here.id }, { post: 'communityStaff' }]) {
      const reply = await host.request('openMatter', { body: { act: newAct(), id: newAct(), process: 'joint-organisation', action: 'propose', answers: alliance({ each: [each] }) } }) // prettier-ignore
      expect(reply.ok ? 'done' : [reply.refusal.code, reply.refusal.field]).toEqual(['not-oneself', 'each'])
    }
    const { rows } = await host.ask('holders', { query: { posts: 'communityStaff,dispatcher,departmentOfficer', besides: 'lead' } })
    expect(new Set(rows.map(({ holder }) => holder.post))).toEqual(new Set(['communityStaff', 'dispatcher', 'departmentOfficer']))
    expect(rows.every(({ holder }) => holder.area !== here.id)).toBe(true)
  })

  it('stands when all have answered: one declines with a reason, one that is late is lifted to its superior', async () => {
    await act(neighbour, await asked(neighbour, 'bodies', id), { action: 'join', answers: { brings: '一间活动室，两名联系人' } })
    await act(unit, await asked(unit, 'bodies', id), { action: 'decline', answers: { why: '编制内没有联络员' } })
    await act(township, await asked(township, 'bodies', id), { action: 'join', answers: { brings: '每季度一次例会场地' } })
    expect(await toldTo(host)).toContain('有一家说参加不了')
    expect(await tryAct(host, id, { action: 'stand', answers: { words: '三家都来', review: date(200) } })).toBe('parts-open')
    const late = await asked(leader, 'bodies', id)
    app.there.advance(9 * day)
    await app.settle()
    await everybodyIn()
    expect((await leader.ask('matter', { params: { id: late } })).clocks.some(({ struck }) => struck > 0)).toBe(true)
    await act(leader, late, { action: 'join', answers: { brings: '五名党员志愿者' } })
    const page = await act(host, id, { action: 'stand', answers: { words: '三家参加，每季度轮值', review: date(200) } })
    expect([page.matter.state, page.matter.owner?.place.zh]).toEqual(['standing', here.name])
    const row = await rowOf(neighbour, 'bodies', id)
    expect(row?.members.map(({ state, brings, why }) => `${state} ${brings ?? why ?? ''}`).sort()).toEqual(['declined 编制内没有联络员', 'joined 一间活动室，两名联系人', 'joined 五名党员志愿者', 'joined 每季度一次例会场地'].sort()) // prettier-ignore
    expect([row?.form?.zh, row?.purpose, row?.review]).toEqual(['区域化党建联盟', '一起管好河边的停车和活动场地', date(200)])
  })

  it('lets a body leave with a reason: its lead hears of it, and who left reads it no more', async () => {
    const own = await asked(neighbour, 'bodies', id)
    expect(await tryAct(leader, own, { action: 'leave', answers: { why: '替他们退出' } })).toBe('not-found')
    expect((await act(neighbour, own, { action: 'leave', answers: { why: '活动室要改造一年' } })).matter.state).toBe('left')
    expect(await toldTo(host)).toContain('有一家退出了')
    expect([await reads(neighbour, id), (await list(neighbour, 'bodies')).rows.length]).toEqual([404, 0])
    expect((await rowOf(host, 'bodies', id))?.members.find(({ state }) => state === 'left')?.why).toBe('活动室要改造一年')
  })

  it('has one lead at a time: after a change the new one asks others, the old one no longer dissolves it', async () => {
    const page = await act(host, id, { action: 'hand', answers: { lead: at(third), why: '轮值一年，换三社区牵头' } })
    expect(page.matter.owner?.place.zh).toBe(third.name)
    expect(await tryAct(host, id, { action: 'dissolve', answers: { words: '我来解散' } })).toBe('not-yours')
    const { rows } = await leader.ask('holders', { query: { matter: id, posts: 'communityStaff', besides: 'lead' } })
    expect(rows.some(({ holder }) => holder.area === fourth.id) && rows.every(({ holder }) => holder.area !== third.id)).toBe(true)
    await act(leader, id, { action: 'askMore', answers: { each: [at(fourth)], task: '一起轮值' } })
    await act(stranger, await asked(stranger, 'bodies', id), { action: 'join', answers: { brings: '一块晒场' } })
    expect(await toldTo(leader)).toContain('有一家答应参加')
    expect((await rowOf(leader, 'bodies', id))?.lead?.area).toBe(third.id)
  })

  it('is asked on its day whether it is alive: renewed, or dissolved with a reason', async () => {
    app.there.advance(201 * day)
    await app.settle()
    await everybodyIn()
    expect((await leader.ask('matter', { params: { id } })).matter).toMatchObject({ state: 'reviewing', owner: { area: third.id } })
    expect(await toldTo(leader)).toContain('还在运转吗')
    expect((await act(leader, id, { action: 'renew', answers: { words: '半年议了三次，腾出 12 个车位', review: date(365) } })).matter.state).toBe(
      'standing',
    )
    await act(leader, id, { action: 'askMore', answers: { each: [at(beside)], task: '活动室改好了再来' } })
    const open = await asked(neighbour, 'bodies', id)
    await act(leader, id, { action: 'dissolve', answers: { words: '并入街道的联席会议，12 个车位由它接着管' } })
    expect((await neighbour.ask('matter', { params: { id: open } })).matter.state).toBe('calledOff')
    expect((await list(host, 'bodies')).rows.map(({ row }) => row.id)).not.toContain(id)
  })

  it('that nobody joins does not stand; another body may be asked to lead', async () => {
    const other = await open(host, 'joint-organisation', { action: 'proposeFor', answers: alliance({ name: '商圈联合党支部', form: 'branch', lead: at(third), each: [at(beside)] }) }) // prettier-ignore
    expect((await leader.ask('matter', { params: { id: other } })).matter.owner?.area).toBe(third.id)
    await act(neighbour, await asked(neighbour, 'bodies', other), { action: 'decline', answers: { why: '不在商圈' } })
    expect(await tryAct(leader, other, { action: 'stand', answers: { words: '成立', review: date(100) } })).toBe('parts-open')
    expect((await act(host, other, { action: 'giveUp', answers: { words: '商圈两家都不参加，改为一事一议' } })).matter.phase).toBe('dropped')
  })
})

describe('a joint activity', () => {
  const plan = (more: Record<string, unknown> = {}) => ({ what: '河边义诊', when: local(5), where: '河畔广场', forWhom: '60 岁以上老人', each: [at(beside), department()], task: '各出两名医护', ...more }) // prettier-ignore
  let id = ''

  it('is announced once a co-host takes part, and another body than the host is named to confirm it', async () => {
    const body = await open(host, 'joint-organisation', { answers: alliance() })
    id = await open(host, 'joint-activity', { answers: plan({ under: body }) })
    await act(unit, await asked(unit, 'coming', id), { action: 'decline', answers: { why: '当天有会' } })
    const announce = (witness: object) => ({ action: 'announce', answers: { when: local(6), where: '河畔广场东侧', witness } })
    expect(await tryAct(host, id, announce(at(beside)))).toBe('parts-open')
    await act(neighbour, await asked(neighbour, 'coming', id), { action: 'join', answers: { brings: '两名社区医生' } })
    expect(await tryAct(host, id, announce({ post: 'communitySecretary', area: here.id }))).toBe('not-oneself')
    expect((await act(host, id, announce(at(beside)))).matter.state).toBe('announced')
    expect(await rowOf(neighbour, 'coming', id)).toMatchObject({ where: '河畔广场东侧', forWhom: '60 岁以上老人', under: { id: body, name: '河畔片区党建联盟' }, members: [{ state: 'joined' }, { state: 'declined' }] }) // prettier-ignore
    expect((await list(host, 'coming', { under: body })).rows.map(({ row }) => row.id)).toEqual([id])
    expect((await list(host, 'coming', { q: '义诊' })).total).toBe(1)
    expect((await list(host, 'coming', { q: '电影' })).total).toBe(0)
  })

  it('waits for its outcome when its time has come; the co-host confirms, never the host', async () => {
    app.there.advance(7 * day)
    await app.settle()
    await everybodyIn()
    expect((await host.ask('matter', { params: { id } })).matter).toMatchObject({ state: 'toTell', owner: { area: here.id } })
    const report = { action: 'report', answers: { done: '来了两位医生，量血压、测血糖', served: 83 } }
    await act(host, id, report)
    const confirm = { action: 'confirm', answers: { words: '我们两位医生在场，量了 83 人' } }
    for (const own of [host, await app.become('communitySecretary', here.name)]) expect(await tryAct(own, id, confirm)).toBe('not-yours')
    expect((await rowOf(host, 'held', id))?.confirmedBy).toBeNull()
    expect((await act(neighbour, id, { action: 'doubt', answers: { why: '签字的只有 71 人' } })).matter.state).toBe('toTell')
    await act(host, id, { ...report, answers: { ...report.answers, served: 71 } })
    expect((await act(neighbour, id, confirm)).matter).toMatchObject({ state: 'confirmed', phase: 'done' })
    expect(await rowOf(host, 'held', id)).toMatchObject({ served: 71, outcome: '来了两位医生，量血压、测血糖', confirmedBy: { area: beside.id } })
    expect(await rowOf(stranger, 'held', id)).toBeUndefined()
  })

  it('may be called off with a reason; an outcome nobody tells in time falls to the superior', async () => {
    const other = await open(host, 'joint-activity', { answers: plan({ what: '露天电影', each: [at(beside)] }) })
    await act(neighbour, await asked(neighbour, 'coming', other), { action: 'join', answers: { brings: '幕布' } })
    await act(host, other, { action: 'announce', answers: { when: local(3), where: '晒场', witness: at(beside) } })
    for (const days of [4, 9]) {
      app.there.advance(days * day)
      await app.settle()
    }
    await everybodyIn()
    const { matter, passed } = await host.ask('matter', { params: { id: other } })
    expect([matter.state, matter.owner?.post === 'communityStaff', passed.map(({ why }) => why.zh)]).toEqual(['toTell', false, expect.arrayContaining(['超时了，往上一级'])]) // prettier-ignore
    expect((await act(host, other, { action: 'callOff', answers: { words: '当晚下雨，改到下月' } })).matter.phase).toBe('dropped')
    expect((await list(host, 'held')).rows.map(({ row }) => row.id)).toEqual([id])
  })

  it('is listed page by page without a gap, and leaves every law standing', async () => {
    for (const n of [3, 1, 2]) await open(host, 'joint-activity', { answers: plan({ what: `第 ${n} 场`, when: local(n), each: [at(beside)] }) })
    const first = await list(neighbour, 'coming', { limit: 2 })
    const second = await list(neighbour, 'coming', { limit: 2, after: first.next })
    expect([first.total, [...first.rows, ...second.rows].map(({ row }) => row.headline), second.next]).toEqual([
      3,
      ['第 1 场', '第 2 场', '第 3 场'],
      null,
    ])
    const bodies = await list(host, 'bodies', { limit: 1 })
    expect([bodies.total, bodies.next]).toEqual([1, null])
    expect((await host.request('together', { query: { list: 'bodies', after: 'x' } })).status).toBe(400)
    expect((await app.visitor().request('together')).status).toBe(401)
    expect((await prove(app.there)).faults).toEqual([])
  })
})
