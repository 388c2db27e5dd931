// Emergency mode and the clocks that were running before it: brought forward from their own start, put back when it ends, and never any other district's business.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOwners } from '../server/clock/owners.ts'
import { turnClocks } from '../server/clock/turn.ts'
import type { Door } from '../server/matters/door.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { townshipOf } from './support/district.ts'
import { asOwner, prove } from './support/proof.ts'

const minute = 60_000
let app: TestApp
let grid: number
let elsewhere: number
let township: number
beforeAll(async () => {
  app = await startApp()
  const { ground } = app.there
  grid = app.there.who('gridOfficer').area ?? 0
  const above = townshipOf(ground, grid)
  township = above?.id ?? 0
  elsewhere = [...ground.areas.values()].find(({ id, level }) => level === 3 && !ground.roster.covers(township, id))?.id ?? 0
})
afterAll(() => app.close())

const at = (text: string): number => Date.parse(`${text}:00+08:00`)
const on = (text: string): void => app.there.setNow(at(text))
/** Sessions end with the day: everybody signs in when they come. */
const someone = (post: 'gridOfficer' | 'dispatcher' | 'districtLeader', area: number): Promise<Client> => {
  const { roster, areas } = app.there.ground
  const place = post === 'districtLeader' ? ([...areas.values()].find(({ level }) => level === 0)?.id ?? 0) : area
  return app.becomePerson(roster.present({ post, area: place })[0] ?? '')
}
const report = async (area: number): Promise<string> =>
  (await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area, category: 'other', what: '路灯不亮' } })).id
const begin = async (area: number, until: string): Promise<string> => {
  const id = newAct()
  const opener = await someone('dispatcher', township)
  await opener.ask('openMatter', { body: { act: newAct(), id, process: 'emergency-mode', action: 'start', answers: { reason: '暴雨红色预警', until }, area } }) // prettier-ignore
  await app.settle()
  return id
}
const end = async (id: string): Promise<void> => {
  await (
    await someone('dispatcher', township)
  ).ask('act', { params: { id }, body: { act: newAct(), action: 'endEarly', answers: { why: '雨停了' } } })
  await app.settle()
}
const pageOf = async (id: string) => (await someone('districtLeader', 0)).ask('matter', { params: { id } })
const running = async (id: string) => (await pageOf(id)).clocks.find(({ due }) => due !== null)
const eventsOf = async (id: string, action: string): Promise<unknown> =>
  (await asOwner(app.there.ownerUrl, 'select count(*)::int as n from events where subject_id = $1 and action = $2', [id, action]))[0]?.['n']
const remindersOf = async (id: string) =>
  (await asOwner(app.there.ownerUrl, `select 1 from notices where matter_id = $1 and text_zh like '%到期%'`, [id])).length

describe('a clock that runs when emergency mode begins', () => {
  let here: string
  let taken: string
  let there: string
  let mode: string
  let ordinary: number

  it('is brought forward from its own start, says why, and leaves other townships alone', async () => {
    on('2026-11-25T17:30')
    ;[here, taken, there] = [await report(grid), await report(grid), await report(elsewhere)]
    await (await someone('gridOfficer', grid)).ask('act', { params: { id: taken }, body: { act: newAct(), action: 'takeUp' } })
    await app.settle()
    ordinary = (await running(taken))?.due ?? 0
    expect((await running(here))?.due).toBe(at('2026-11-26T10:30'))
    on('2026-11-25T18:00')
    mode = await begin(township, '2026-11-25T23:00')
    const clock = await running(here)
    expect(clock?.due).toBe(at('2026-11-25T19:30'))
    expect(clock?.because.zh).toBe('11月25日（周三）19:30 到期：从11月25日（周三）17:30 起算 2 小时，因为紧急状态，夜里和放假也算（紧急状态从11月25日（周三）18:00 开始）') // prettier-ignore
    expect([ordinary, (await running(taken))?.due]).toEqual([at('2026-12-02T17:30'), at('2026-11-30T17:30')])
    expect((await pageOf(here)).timeline[0]).toMatchObject({ action: 'emergencyBegan', label: { zh: '进入紧急状态，期限提前' }, at: at('2026-11-25T18:00') }) // prettier-ignore
    const { feed } = await (await someone('districtLeader', 0)).ask('centre')
    expect(feed.filter(({ label }) => ['emergencyBegan', '进入紧急状态，期限提前'].includes(label.zh))).toEqual([])
    expect(feed.length).toBeGreaterThan(2)
    const untouched = await pageOf(there)
    expect([untouched.matter.due, untouched.timeline.length]).toEqual([at('2026-11-26T10:30'), 1])
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('reminds and strikes by the shorter time', async () => {
    on('2026-11-25T19:05')
    await app.parts.reminders.runOnce()
    expect(await remindersOf(here)).toBeGreaterThan(0)
    expect(await remindersOf(there)).toBe(0)
    on('2026-11-25T19:30')
    await app.settle()
    const page = await pageOf(here)
    expect(page.timeline[0]?.action).toBe('overdue')
    expect(page.passed.length).toBeGreaterThan(0)
    expect(page.matter.due).toBe(at('2026-11-25T21:30'))
  })

  it('counts office time again from the same start when the mode ends; what was missed meanwhile stays missed', async () => {
    on('2026-11-25T19:45')
    await end(mode)
    const clock = await running(taken)
    expect([clock?.due, clock?.struck]).toEqual([ordinary, 0])
    expect(clock?.because.zh).not.toContain('紧急')
    const missed = await running(here)
    expect([missed?.struck, missed?.due]).toEqual([1, at('2026-11-26T11:00')])
    expect((await pageOf(taken)).timeline[0]?.label.zh).toBe('紧急状态结束，期限恢复')
    // the report about the mode is due in working days
    expect((await pageOf(mode)).matter.due).toBe(at('2026-11-30T18:00'))
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('whose hurried time is past already counts what was left from then, so that nobody is late by a rule that did not hold', async () => {
    on('2026-11-26T17:30')
    const id = await report(grid)
    on('2026-11-26T20:00')
    const second = await begin(grid, '2026-11-26T23:00')
    const clock = await running(id)
    // half an hour of office time was used by 18:00, so one and a half are left of two
    expect(clock?.due).toBe(at('2026-11-26T21:30'))
    expect(clock?.because.zh).toContain('一共 2 小时，11月26日（周四）17:30 开始，因为紧急状态，夜里和放假也算，进入紧急状态时已经到点，剩下的从那时算，至少 30 分钟') // prettier-ignore
    await end(second)
    expect((await running(id))?.due).toBe(at('2026-11-27T10:30'))
  })

  it('is reminded of again when the mode ends and gives it another time, and once for each time', async () => {
    on('2026-11-27T17:30')
    const id = await report(grid)
    const mode = await begin(grid, '2026-11-27T23:00')
    on('2026-11-27T19:05')
    for (let twice = 0; twice < 2; twice += 1) await app.parts.reminders.runOnce()
    const first = await remindersOf(id)
    expect(first).toBeGreaterThan(0)
    await end(mode)
    expect((await running(id))?.due).toBe(at('2026-11-30T10:30'))
    await app.parts.reminders.runOnce()
    expect(await remindersOf(id)).toBe(first)
    on('2026-11-30T10:05')
    for (let twice = 0; twice < 2; twice += 1) await app.parts.reminders.runOnce()
    expect(await remindersOf(id)).toBe(2 * first)
  })

  it('is not put back while another mode still holds there', async () => {
    on('2026-11-30T17:30')
    const id = await report(grid)
    const [wide, narrow] = [await begin(township, '2026-11-30T23:00'), await begin(grid, '2026-11-30T23:00')]
    expect((await running(id))?.due).toBe(at('2026-11-30T19:30'))
    await end(wide)
    expect((await running(id))?.due).toBe(at('2026-11-30T19:30'))
    await end(narrow)
    expect((await running(id))?.due).toBe(at('2026-12-01T10:30'))
    expect([await eventsOf(id, 'emergencyBegan'), await eventsOf(id, 'emergencyEnded')]).toEqual([1, 1])
  })
})

describe('turning the clocks of many matters', () => {
  it('goes on after it was cut off, and turns each once', async () => {
    on('2026-12-10T17:30')
    await app.settle()
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) ids.push(await report(grid))
    const opener = await someone('dispatcher', township)
    const id = newAct()
    await opener.ask('openMatter', { body: { act: newAct(), id, process: 'emergency-mode', action: 'start', answers: { reason: '演练', until: '2026-12-10T23:00' }, area: township } }) // prettier-ignore
    const { house, door } = app.parts
    const ground = await house.grounds.byId(app.there.ground.district.id)
    const [entry] = await asOwner(app.there.ownerUrl, `select id, body from outbox where topic = 'mode' and body ->> 'matter' = $1`, [id])
    let left = 3
    const dying: Door = { ...door, act: (ask) => (left-- > 0 ? door.act(ask) : Promise.reject(new Error('The power went'))) }
    if (!ground || !entry) throw new Error('nothing was left to do')
    await expect(turnClocks({ house, ground, door: dying }, { id: String(entry['id']), body: { area: township } })).rejects.toThrow('The power went')
    await door.idle()
    await app.settle()
    app.there.advance(2 * minute)
    await app.settle()
    for (const each of ids) {
      expect((await running(each))?.due).toBe(at('2026-12-10T19:30'))
      expect(await eventsOf(each, 'emergencyBegan')).toBe(1)
    }
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('the mode itself', () => {
  const emergencies = async () => {
    const leader = await someone('districtLeader', 0)
    const [lists, centre, areas] = await Promise.all([leader.ask('wallLists'), leader.ask('centre'), leader.ask('areas')])
    const drawn = centre.townships.reduce((sum, { emergency }) => sum + emergency, 0)
    return { modes: lists.modes.length, shown: [lists.urgent.total, drawn, areas.rows.find(({ level }) => level === 0)?.emergency ?? 0] }
  }

  it('has its banner and is none of the emergencies on the wall', async () => {
    on('2026-12-14T10:00')
    await app.settle()
    const before = await emergencies()
    await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: grid, category: 'gas-smell', what: '有燃气味' } })
    await app.settle()
    const one = await emergencies()
    expect(one.shown).toEqual(before.shown.map((n) => n + 1))
    const mode = await begin(township, '2026-12-14T20:00')
    expect(await emergencies()).toEqual({ modes: before.modes + 1, shown: one.shown })
    await end(mode)
    expect(await emergencies()).toEqual({ modes: before.modes, shown: one.shown })
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('that lies on a desk as an emergency from an older version is put right at the start', async () => {
    const mode = await begin(township, '2026-12-14T20:00')
    await asOwner(app.there.ownerUrl, 'update desk set urgency = 2 where matter_id = $1', [mode])
    await asOwner(app.there.ownerUrl, `update rosters_seen set sign = '1' || substr(sign, 2)`)
    const ground = await app.parts.house.grounds.byId(app.there.ground.district.id)
    expect(ground && (await makeOwners(app.parts.house)(ground))).toBe(1)
    expect((await prove(app.there)).faults).toEqual([])
  })
})
