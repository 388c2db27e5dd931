// A department's day: takes one matter, returns another; the dispatcher decides, and at the third return the district's supervisor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { townshipOf } from '../support/district.ts'
import { act, holderOf, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let desk: Page
let office: Client
let dispatcher: Client
let ours: Awaited<ReturnType<typeof reportBy>>
let theirs: Awaited<ReturnType<typeof reportBy>>

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const { ground } = app.there
  const township = townshipOf(ground, officer.somebody?.area ?? 0)
  dispatcher = await app.become('dispatcher', township?.name.zh)
  office = await app.become('departmentOfficer', '区城市照明所')
  const area = officer.somebody?.area ?? 0
  ours = await reportBy(app, { area, what: '主街的灯全灭了' })
  theirs = await reportBy(app, { area, what: '变压器一直响' })
  await app.settle()
  for (const { id } of [ours, theirs]) {
    await act(officer, { id, action: 'triageMajor', answers: { why: '村里办不了' } })
    await act(dispatcher, { id, action: 'dispatch', answers: { holder: holderOf(office) } })
  }
  await app.settle()
  desk = await journey.desk(office)
})
afterAll(() => journey.close())

const opened = async (page: Page, id: string): Promise<void> => {
  await page.goto(journey.url(`/staff/dazu/m/${id}`))
  await page.getByRole('heading', { name: '您现在可以' }).waitFor()
}
const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
async function says(page: Page, deed: { name: string; why: string }): Promise<void> {
  await press(page, deed.name)
  const dialog = page.getByRole('dialog', { name: deed.name })
  await dialog.getByLabel('原因').fill(deed.why)
  await dialog.getByRole('button', { name: deed.name }).click()
  await sees(page, `记下了：${deed.name}`)
  await journey.app.settle()
}

describe('the department', () => {
  it('takes what is its own with one press', async () => {
    await opened(desk, ours.id)
    await press(desk, '签收')
    await sees(desk, '记下了：签收')
    const { matter } = await read(office, ours.id)
    expect(matter.state).toBe('handling')
    expect(matter.owner?.place.zh).toBe('区城市照明所')
  })

  it('returns what is not, with the reason; the dispatcher sees it among the returned and insists', async () => {
    await opened(desk, theirs.id)
    await says(desk, { name: '退回', why: '变压器归供电公司' })
    const other = await journey.desk(dispatcher)
    await other.goto(journey.url('/staff/dazu?list=returned'))
    await other
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /变压器一直响/ })
      .waitFor()
    await sees(other, '变压器归供电公司')
    await opened(other, theirs.id)
    await says(other, { name: '仍请他们办', why: '查过，灯箱是照明所的' })
    expect((await read(office, theirs.id)).matter.state).toBe('dispatched')
  })

  it('at the third return the matter goes to the supervisor, who decides for good', async () => {
    await opened(desk, theirs.id)
    await says(desk, { name: '退回', why: '第二次：仍不归我们' })
    await act(dispatcher, { id: theirs.id, action: 'insist', answers: { why: '请看权责清单' } })
    await opened(desk, theirs.id)
    await says(desk, { name: '退回', why: '第三次：清单上也没有' })
    const supervisor = await journey.app.become('supervisor')
    const { matter } = await read(supervisor, theirs.id)
    expect(matter.state).toBe('arbitration')
    expect(matter.owner?.post).toBe('supervisor')
    const page = await journey.desk(supervisor)
    await page.goto(journey.url('/staff/dazu'))
    await page
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /变压器一直响/ })
      .click()
    await page.getByRole('main').getByRole('button', { name: '裁定由谁办' }).first().waitFor()
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${theirs.receipt}`))
    await sees(phone, /几家说不清归谁/)
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
