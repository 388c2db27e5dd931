// A township's day: a major matter comes up to the dispatcher, who returns one to the community with a reason.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { townshipOf } from '../support/district.ts'
import { read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page
let desk: Page
let dispatcher: Client
let road: Awaited<ReturnType<typeof reportBy>>

beforeAll(async () => {
  journey = await startJourney()
  const officer = await journey.app.become('gridOfficer', journey.village)
  const { ground } = journey.app.there
  const township = townshipOf(ground, officer.somebody?.area ?? 0)
  dispatcher = await journey.app.become('dispatcher', township?.name.zh)
  road = await reportBy(journey.app, { area: officer.somebody?.area ?? 0, category: 'other', what: '村口的路塌了一块' })
  await journey.app.settle()
  phone = await journey.phone({ as: officer })
  desk = await journey.desk(dispatcher)
})
afterAll(() => journey.close())

describe('the township', () => {
  it('gets the major matter that the grid officer sends up with a reason', async () => {
    await phone.goto(journey.url(`/staff/dazu/m/${road.id}`))
    await phone.getByRole('button', { name: '大事：报镇街' }).click()
    const dialog = phone.getByRole('dialog', { name: '大事：报镇街' })
    await dialog.getByRole('button', { name: '大事：报镇街' }).click()
    await dialog.getByRole('alert').filter({ hasText: '还差这一项：原因' }).waitFor()
    await dialog.getByLabel('原因').fill('路基空了，村里修不了')
    await dialog.getByRole('button', { name: '大事：报镇街' }).click()
    await sees(phone, '记下了：大事：报镇街')
    await journey.app.settle()
    await desk.goto(journey.url('/staff/dazu'))
    await desk
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /村口的路塌了一块/ })
      .click()
    await desk.getByRole('heading', { level: 1, name: '村口的路塌了一块' }).waitFor()
    await sees(desk, '大事·镇街研究')
  })

  it('returns it once to the community, not without saying why; the resident reads where it is now', async () => {
    await desk.getByRole('main').getByRole('button', { name: '退回社区' }).first().click()
    const dialog = desk.getByRole('dialog', { name: '退回社区' })
    await dialog.getByRole('button', { name: '退回社区' }).click()
    await dialog.getByRole('alert').filter({ hasText: '还差这一项：原因' }).waitFor()
    await dialog.getByLabel('原因').fill('先请村里围起来，再报方案')
    await dialog.getByRole('button', { name: '退回社区' }).click()
    await sees(desk, '记下了：退回社区')
    await journey.app.settle()
    const { matter, timeline } = await read(dispatcher, road.id)
    expect(matter.state).toBe('small')
    expect(matter.owner?.post).toBe('communityStaff')
    expect(timeline.flatMap((step) => step.said.map((said) => said.text))).toContain('先请村里围起来，再报方案')
    const resident = await journey.phone()
    await resident.goto(journey.url(`/dazu/r/${road.receipt}`))
    await sees(resident, '镇街请社区先办')
    await sees(resident, /现在归：惜字阁村 社区干部/)
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
