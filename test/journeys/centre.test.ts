// The wall of the centre: its numbers are the interface's, each leads to as many rows as it says, and it moves without a reload.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { act, day, hour, isThere, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let wall: Page
let leader: Client
let officer: Client
let staff: Client

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  leader = await app.become('districtLeader')
  officer = await app.become('gridOfficer', journey.village)
  staff = await app.become('communityStaff', journey.village)
  const area = officer.somebody?.area ?? 0
  const ids: string[] = []
  for (let n = 0; n < 23; n++) ids.push((await reportBy(app, { area, what: `第 ${n + 1} 盏灯不亮` })).id)
  await journey.advance(hour / 4)
  for (const id of ids.slice(0, 9)) await act(officer, { id, action: 'triageSmall' })
  for (const id of ids.slice(9, 11)) await act(officer, { id, action: 'triageMajor', answers: { why: '要更换整条线路' } })
  for (const id of ids.slice(0, 3)) await act(staff, { id, action: 'takeUp' })
  await journey.advance(3 * hour)
  wall = await journey.desk(leader, { width: 1920, height: 1080 })
  // Without its beat every ten seconds only the server's own word can bring the wall a new number.
  await wall.addInitScript(() => {
    const real = globalThis.setInterval.bind(globalThis)
    Object.assign(globalThis, { setInterval: (run: () => void, ms: number) => (ms >= 10_000 ? 0 : real(run, ms)) })
  })
})
afterAll(() => journey.close())

const figure = (name: string, n: number) => wall.getByRole('link', { name: new RegExp(`^${name}：${n}(，|$)`) }).first()

describe('the wall', () => {
  it("shows the interface's numbers of today, and none of its own", async () => {
    const centre = await leader.ask('centre')
    expect(centre.today.called).toBe(23)
    expect(centre.today.answered).toBe(11)
    expect(centre.open).toBe(23)
    await wall.goto(journey.url('/centre/dazu'))
    await figure('今天的呼：当天第一次上报的事', centre.today.called).waitFor()
    await figure('应了：当天上报、已有岗位上的人动过', centre.today.answered).waitFor()
    await figure('过了时限还没人应', centre.today.lateUnanswered).waitFor()
    await figure('现在在办', centre.open).waitFor()
    await figure('现在超时', centre.overdue).waitFor()
    await figure('小事', centre.triage.small).waitFor()
    await figure('大事', centre.triage.major).waitFor()
    await figure('当天办结', centre.closedToday).waitFor()
    expect(centre.triage).toMatchObject({ small: 9, major: 2 })
  })

  it('fits the wall: nothing has to be scrolled to', async () => {
    const size = await wall.evaluate(() => ({ wide: document.documentElement.scrollWidth, high: document.documentElement.scrollHeight }))
    expect(size.wide).toBeLessThanOrEqual(1920)
    expect(size.high).toBeLessThanOrEqual(1080)
  })

  it('leads from every number to as many rows as it says', async () => {
    const links = await wall
      .getByRole('link', { name: /看明细$/ })
      .evaluateAll((nodes) => nodes.map((node) => ({ href: node.getAttribute('href') ?? '', name: node.getAttribute('aria-label') ?? '' })))
    expect(links.length).toBeGreaterThan(12)
    const wrong: string[] = []
    for (const { href, name } of links) {
      const said = Number(/：(\d+)(?:，|$)/.exec(name)?.[1] ?? '-1')
      const asked = Object.fromEntries(new URL(href, journey.app.url).searchParams)
      const { total } = await leader.ask('matters', { query: asked })
      if (total !== said) wrong.push(`${name} → ${total} at ${href}`)
    }
    expect(wrong).toEqual([])
  })

  it('opens the rows themselves at a press: all 23, twenty at a time', async () => {
    await figure('今天的呼：当天第一次上报的事', 23).click()
    await sees(wall, '共 23 件')
    await sees(wall, '这些就是那个数字里的事：')
    await wall.getByRole('button', { name: '再看 20 件' }).click()
    await wall.getByRole('button', { name: '再看 20 件' }).waitFor({ state: 'detached' })
    expect(await wall.getByRole('main').getByRole('listitem').count()).toBe(23)
    await wall.goBack()
    await figure('现在在办', 23).waitFor()
  })

  it('moves by itself when a resident reports and an officer acts; the page is not loaded again', async () => {
    await wall.evaluate(() => void (document.title = 'the same page'))
    const { id } = await reportBy(journey.app, { area: officer.somebody?.area ?? 0, what: '又一盏灯不亮' })
    await journey.app.settle()
    await figure('今天的呼：当天第一次上报的事', 24).waitFor()
    await act(officer, { id, action: 'triageSmall' })
    await journey.app.settle()
    await figure('应了：当天上报、已有岗位上的人动过', 12).waitFor()
    await figure('小事', 10).waitFor()
    expect(await isThere(wall, '又一盏灯不亮'), "a resident's words are not for the wall").toBe(false)
    expect(await wall.evaluate(() => document.title)).toBe('the same page')
  })

  it('shows the day before, closed and labelled, until the next has a call, for whoever signs in again', async () => {
    await journey.advance(day)
    await wall.goto(journey.url('/centre/dazu'))
    await sees(wall, '请先登录，再看呼应中心。')
    leader = await journey.app.become('districtLeader')
    expect((await leader.ask('centre')).today.called).toBe(0)
    wall = await journey.desk(leader, { width: 1920, height: 1080 })
    await wall.goto(journey.url('/centre/dazu'))
    await figure('昨天的呼：当天第一次上报的事', 24).waitFor()
    await figure('应了：当天上报、已有岗位上的人动过', 12).waitFor()
    await sees(wall, '昨天的呼，有人应了')
    const { before } = await leader.ask('centre')
    await figure('昨天的呼：当天第一次上报的事', 24).click()
    await sees(wall, '共 24 件')
    expect(before?.hours.reduce((sum, each) => sum + each.called, 0)).toBe(24)
    await reportBy(journey.app, { area: officer.somebody?.area ?? 0, what: '新的一天，灯又不亮' })
    await journey.app.settle()
    await wall.goto(journey.url('/centre/dazu'))
    await figure('今天的呼：当天第一次上报的事', 1).waitFor()
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
