// A community's day at the desk: hands a small matter to the department, answers the resident, and may not check her own work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { act, photo, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let desk: Page
let staff: Client
let officer: Client
let lamp: Awaited<ReturnType<typeof reportBy>>
let bin: Awaited<ReturnType<typeof reportBy>>

const opened = async (id: string): Promise<void> => {
  await desk.goto(journey.url(`/staff/dazu/m/${id}`))
  await desk.getByRole('heading', { name: '您现在可以' }).waitFor()
}
const press = (name: string) => desk.getByRole('main').getByRole('button', { name }).first().click()

beforeAll(async () => {
  journey = await startJourney()
  officer = await journey.app.become('gridOfficer', journey.village)
  staff = await journey.app.become('communityStaff', journey.village)
  const area = officer.somebody?.area ?? 0
  lamp = await reportBy(journey.app, { code: 'TX-0417' })
  bin = await reportBy(journey.app, { area, category: 'rubbish', what: '楼道里堆了杂物' })
  await journey.app.settle()
  for (const { id } of [lamp, bin]) await act(officer, { id, action: 'triageSmall' })
  await journey.app.settle()
  desk = await journey.desk(staff)
})
afterAll(() => journey.close())

describe('the community', () => {
  it('hands the lamp to the lighting office through the picker, which says why it suggests whom', async () => {
    await desk.goto(journey.url('/staff/dazu'))
    await desk
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /路灯不亮，晚上看不见路/ })
      .click()
    await press('派单')
    const page = desk.getByRole('main')
    await page.getByRole('button', { name: '派单' }).click()
    await page.getByRole('alert').filter({ hasText: '还差这一项：派给谁' }).waitFor()
    await page.getByRole('searchbox', { name: '找办理人' }).fill('照明')
    await page.getByRole('radio', { name: /区城市照明所 部门经办人/ }).check()
    await page.getByLabel('给办理人的话').fill('请今晚前看一下')
    await page.getByRole('button', { name: '派单' }).click()
    await sees(desk, '记下了：派单')
    const { matter } = await read(staff, lamp.id)
    expect(matter.state).toBe('dispatched')
    expect(matter.owner?.place.zh).toBe('区城市照明所')
  })

  it('writes the reply once somebody else has checked the work, and the resident reads it', async () => {
    const lighting = await journey.app.become('departmentOfficer', '区城市照明所')
    await act(lighting, { id: lamp.id, action: 'acknowledge' })
    await act(lighting, { id: lamp.id, action: 'resolve', answers: { done: '换了灯头' } })
    await act(officer, { id: lamp.id, action: 'pass', answers: { seen: '亮了' } })
    await journey.app.settle()
    await opened(lamp.id)
    await press('答复居民')
    const dialog = desk.getByRole('dialog', { name: '答复居民' })
    await dialog.getByLabel('给居民的答复').fill('灯头换好了，今晚就亮。')
    await dialog.getByRole('button', { name: '答复居民' }).click()
    await sees(desk, '记下了：答复居民')
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${lamp.receipt}`))
    await sees(phone, '灯头换好了，今晚就亮。')
    await phone.getByRole('link', { name: '办好了吗？请您定' }).waitFor()
  })

  it('takes a matter herself, and then finds the check closed to her, with the reason beside it', async () => {
    await opened(bin.id)
    await press('我来办')
    await sees(desk, '记下了：我来办')
    await press('办好了')
    const dialog = desk.getByRole('dialog', { name: '办好了' })
    await dialog.getByLabel('做了什么').fill('杂物清走了')
    await dialog.getByLabel(/拍照或选照片/).setInputFiles(await photo())
    await dialog.getByRole('img', { name: '要交的照片' }).waitFor()
    await dialog.getByText('正在传').waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: '办好了' }).click()
    await sees(desk, '记下了：办好了')
    const choice = desk.getByRole('main').getByRole('button', { name: '核实：办好了' }).first()
    await choice.waitFor()
    expect(await choice.getAttribute('aria-disabled')).toBe('true')
    const refusal = (await read(staff, bin.id)).choices.find((each) => each.action === 'pass')?.refusal
    expect(refusal?.code).toBe('same-person')
    await sees(desk, refusal?.label.zh ?? 'no reason was given')
    await choice.click({ force: true })
    expect((await read(staff, bin.id)).matter.state).toBe('resolved')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
