// A grid officer's day on the phone: becomes one in the demonstration, sorts a report, and finds something in two taps.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { photo, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page
let officer: Client
let report: Awaited<ReturnType<typeof reportBy>>
let before = 0

const mine = async (): Promise<number> => (await officer.ask('inbox', { query: { list: 'mine' } })).counts.mine
const tab = (name: string | RegExp) => phone.getByRole('navigation', { name: '哪些事' }).getByRole('link', { name })

beforeAll(async () => {
  journey = await startJourney()
  officer = await journey.app.become('gridOfficer', journey.village)
  await reportBy(journey.app, { code: 'TX-0417' })
  report = await reportBy(journey.app, { area: officer.somebody?.area ?? 0, category: 'rubbish', what: '院坝边堆了建筑垃圾' })
  await journey.app.settle()
  phone = await journey.phone()
})
afterAll(() => journey.close())

describe('the grid officer of 惜字阁村', () => {
  it('is chosen with one press on the demonstration page', async () => {
    await phone.goto(journey.url('/demo/dazu'))
    const person = phone.getByRole('button', { name: new RegExp(`${officer.somebody?.name ?? ''}.*网格员`) })
    await person.click()
    await phone.waitForURL('**/staff/dazu')
    await tab('等我办').waitFor()
  })

  it('finds in the inbox exactly what waits for the post, with the right number', async () => {
    before = await mine()
    expect(before).toBeGreaterThanOrEqual(2)
    await tab(new RegExp(`等我办\\s*${before}$`)).waitFor()
    await sees(phone, '院坝边堆了建筑垃圾')
    expect(await phone.getByRole('link', { name: /待受理/ }).count()).toBe(before)
  })

  it('opens the report and makes it a small matter; it leaves the inbox and the community has it', async () => {
    await phone.getByRole('link', { name: /院坝边堆了建筑垃圾/ }).click()
    await phone.getByRole('heading', { level: 1, name: '院坝边堆了建筑垃圾' }).waitFor()
    await phone.getByRole('button', { name: '小事：社区协商办' }).click()
    const dialog = phone.getByRole('dialog', { name: '小事：社区协商办' })
    expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0)
    await dialog.getByRole('button', { name: '小事：社区协商办' }).click()
    await sees(phone, '记下了：小事：社区协商办')
    const { matter } = await read(officer, report.id)
    expect(matter.triage).toBe('small')
    expect(matter.owner?.post).toBe('communityStaff')
    await phone.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办' }).click()
    await tab(new RegExp(`等我办\\s*${before - 1}$`)).waitFor()
  })

  it('finds something on the way: one tap for the photo, one for what it is', async () => {
    await phone.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '发现' }).click()
    await phone.getByLabel('第 1 下·拍一张').setInputFiles(await photo())
    await sees(phone, '第 1 下·拍好了')
    await sees(phone, '第 2 下·是什么？')
    await phone.getByRole('button', { name: '其他' }).click()
    await sees(phone, '交上去了，有人接')
    await journey.app.settle()
    const found = (await officer.ask('matters', { query: { process: 'grid-finding' } })).rows[0]
    expect(found?.source).toBe('grid')
    const page = await read(officer, found?.id ?? '')
    expect(page.attachments.map((each) => each.kind)).toEqual(['photo'])
    await phone.getByRole('link', { name: '看这件' }).click()
    await phone.getByRole('img', { name: /第 1 张照片/ }).waitFor()
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
