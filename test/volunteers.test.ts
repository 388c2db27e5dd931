// Volunteers: a grid asks for a hand, one neighbour takes it, somebody else checks it, and what nobody took falls to the committee. Claimed and completed are counted apart.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'

const hour = 3_600_000
const secret = '我妈妈姓欧阳，住 3 单元，求别说出去'
let app: TestApp
let officer: Client
let secretary: Client
let one: Client
let other: Client
let stranger: Client
let grid = 0
let helper = ''

beforeAll(async () => {
  app = await startApp()
  const { ground } = app.there
  const grids = [...ground.areas.values()].map(({ id }) => ({ id, people: ground.roster.present({ post: 'volunteer', area: id }) }))
  const [here, elsewhere] = grids.filter(({ people }) => people.length > 1)
  grid = here?.id ?? 0
  const area = ground.areas.get(grid)
  officer = await app.become('gridOfficer', area?.name.zh)
  secretary = await app.become('communitySecretary', ground.areas.get(area?.parent ?? 0)?.name.zh)
  helper = here?.people[0] ?? ''
  one = await app.becomePerson(helper)
  other = await app.becomePerson(here?.people[1] ?? '')
  stranger = await app.becomePerson(elsewhere?.people[0] ?? '')
})
afterAll(() => app.close())

const call = async (what: string): Promise<string> => {
  const reported = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: grid, category: 'other', what: secret } })
  await app.settle()
  const id = newAct()
  await officer.ask('openMatter', { body: { act: newAct(), id, process: 'volunteer-call', action: 'call', about: reported.id, answers: { what } } })
  await app.settle()
  return id
}
const hands = async (client: Client) => (await client.ask('hands')).rows
const lend = (client: Client, id: string, step: { action: string; answers?: Record<string, unknown> }) =>
  client.request('hand', { params: { id }, body: { act: newAct(), action: step.action, answers: step.answers ?? {} } })
const step = async (client: Client, id: string, wish: { action: string; answers?: Record<string, unknown> }) => {
  const { page } = await client.ask('act', { params: { id }, body: { act: newAct(), action: wish.action, answers: wish.answers ?? {} } })
  await app.settle()
  return page.matter
}
const share = async (indicator: string) => {
  const leader = await app.become('districtLeader')
  const { row } = await leader.ask('indicator', { params: { name: indicator } })
  return [row.figure.n, row.figure.of]
}
const shares = async () => ({ claimed: await share('claimed'), done: await share('claimed-done'), either: await share('claimed-or-done') })

describe('a grid asks for a hand', () => {
  it('its volunteers are told and read only the words written for them', async () => {
    const id = await call('帮老人把旧沙发搬到楼下，周六上午')
    const [row] = await hands(one)
    expect(row).toMatchObject({ id, what: '帮老人把旧沙发搬到楼下，周六上午', standing: 'offered' })
    expect(row?.choices.map(({ action }) => action)).toEqual(['claim'])
    expect(JSON.stringify(await hands(one))).not.toMatch(/欧阳|3 单元/)
    expect((await one.ask('notices')).rows[0]?.text.zh).toContain('搭把手')
  })

  it('nobody else reads it: not other grids, not residents, and staff have their own page', async () => {
    expect(await hands(stranger)).toEqual([])
    expect([(await app.visitor().request('hands')).status, (await officer.request('hands')).status]).toEqual([401, 403])
    const [row] = await hands(one)
    expect((await lend(stranger, row?.id ?? '', { action: 'claim' })).status).toBe(404)
    expect((await one.request('matter', { params: { id: row?.id ?? '' } })).status).toBe(403)
  })

  it('of two who press at once one has it, and the other is told that it went on', async () => {
    const id = (await hands(one))[0]?.id ?? ''
    const both = await Promise.all([lend(one, id, { action: 'claim' }), lend(other, id, { action: 'claim' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.filter(({ ok }) => !ok).map((each) => (each.ok ? null : each.refusal.code))).toEqual(['not-here'])
    const [winner, loser] = both[0]?.ok ? [one, other] : [other, one]
    expect((await hands(winner)).map(({ standing }) => standing)).toEqual(['mine'])
    expect(await hands(loser)).toEqual([])
    expect((await lend(loser, id, { action: 'finish', answers: { done: '其实不是我做的' } })).ok).toBe(false)
    await lend(winner, id, { action: 'giveBack' })
    expect((await hands(loser)).map(({ standing }) => standing)).toEqual(['offered'])
    expect(await shares()).toEqual({ claimed: [0, 1], done: [0, 1], either: [0, 1] })
  })
})

describe('what was taken', () => {
  it('is done by whoever took it and checked by somebody else', async () => {
    const id = (await hands(one))[0]?.id ?? ''
    await lend(one, id, { action: 'claim' })
    await app.settle()
    expect(await shares()).toEqual({ claimed: [1, 1], done: [0, 1], either: [1, 1] })
    expect((await lend(one, id, { action: 'finish', answers: { done: '两个人一起把沙发搬下楼了' } })).ok).toBe(true)
    expect((await lend(one, id, { action: 'confirm', answers: { seen: '看过了，搬好了' } })).ok).toBe(false)
    expect((await step(officer, id, { action: 'confirm', answers: { seen: '沙发已经在楼下，楼道清空了' } })).state).toBe('confirmed')
    expect(await shares()).toEqual({ claimed: [1, 1], done: [1, 1], either: [1, 1] })
  })

  it('the grid may do itself, which is completed but not claimed', async () => {
    const id = await call('清一清 2 栋门口的落叶')
    await step(officer, id, { action: 'doIt', answers: { done: '保洁员顺手扫干净了' } })
    expect(await shares()).toEqual({ claimed: [1, 2], done: [1, 2], either: [2, 2] })
  })

  it('falls to the committee when nobody takes it for a day, and can be offered again', async () => {
    const id = await call('陪独居老人去一趟卫生院')
    app.there.advance(25 * hour)
    await app.settle()
    officer = await app.becomePerson(officer.somebody?.person ?? '')
    secretary = await app.becomePerson(secretary.somebody?.person ?? '')
    const { matter } = await secretary.ask('matter', { params: { id } })
    expect([matter.state, matter.owner?.post]).toEqual(['backstop', 'communitySecretary'])
    expect((await step(secretary, id, { action: 'offerAgain' })).state).toBe('offered')
  })
})

describe('a volunteer carries a neighbour’s call', () => {
  it('with consent; the code goes to the neighbour and the shield holds', async () => {
    // sessions ended with the day
    one = await app.becomePerson(helper)
    const { rows } = await one.ask('openings')
    expect(rows.map(({ process, action }) => `${process}.${action}`)).toEqual(['resident-report.onBehalf'])
    const answers = { category: 'other', what: '院子里的水管漏了三天', consent: true, phone: '13800004321' }
    const done = await one.ask('open', { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', answers } })
    await app.settle()
    expect((await app.visitor().ask('follow', { params: { receipt: done.receipt ?? '' } })).number).toBe(done.number)
    expect(JSON.stringify(await officer.ask('matter', { params: { id: done.id } }))).not.toContain('13800004321')
    const without = { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', answers: { ...answers, consent: false } } }
    expect((await one.request('open', without)).ok).toBe(false)
  })
})
