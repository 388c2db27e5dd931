// Smaller ways of the staff: several at once, words from a group, a number looked at with a reason, a relayed sentence, labels to print.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { act, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let desk: Page
let staff: Client
let officer: Client
let called: Awaited<ReturnType<typeof reportBy>>
let others: readonly string[] = []

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  officer = await app.become('gridOfficer', journey.village)
  staff = await app.become('communityStaff', journey.village)
  const area = officer.somebody?.area ?? 0
  called = await reportBy(app, { area, what: '楼门口的灯不亮，老人晚上看不见台阶', phone: '13800001111' })
  const more = await Promise.all(
    ['院坝边堆了垃圾', '楼梯口堆了垃圾', '河边堆了垃圾'].map((what) => reportBy(app, { area, category: 'rubbish', what })),
  )
  others = more.map((each) => each.id)
  for (const id of [called.id, ...others]) await act(officer, { id, action: 'triageSmall' })
  await app.settle()
  desk = await journey.desk(staff)
})
afterAll(() => journey.close())

describe('several at once', () => {
  it('takes up the ticked matters with one press and leaves the others alone', async () => {
    await desk.goto(journey.url('/staff/dazu'))
    await desk.getByRole('button', { name: '多选' }).click()
    await desk.getByRole('checkbox', { name: /院坝边堆了垃圾/ }).check()
    await desk.getByRole('checkbox', { name: /楼梯口堆了垃圾/ }).check()
    await sees(desk, '选了 2 件')
    await desk.getByRole('button', { name: '我来办 2 件' }).click()
    await sees(desk, '我来办：2/2 件办成了')
    const states = await Promise.all(others.map(async (id) => (await read(staff, id)).matter.state))
    expect(states).toEqual(['handling', 'handling', 'small'])
  })
})

describe('words from a chat group', () => {
  it('become one matter for each paragraph that was looked at and ticked', async () => {
    await desk.goto(journey.url('/staff/dazu/paste'))
    await desk.getByLabel('粘贴在这里').fill('三组的路灯又坏了\n\n河边有人倒垃圾\n\n今天天气不错')
    await desk.getByRole('button', { name: '分成几件看看' }).click()
    await desk.getByLabel('第 1 件的类别').selectOption('lamp-out')
    await desk.getByLabel('第 2 件的类别').selectOption('rubbish')
    await desk.getByRole('checkbox', { name: '第 3 件' }).uncheck()
    await desk.getByRole('button', { name: '交这 2 件' }).click()
    await desk.getByText('交了：').nth(1).waitFor()
    const { rows } = await staff.ask('matters', { query: { source: 'group' } })
    expect(rows.map((row) => row.headline).sort()).toEqual(['三组的路灯又坏了', '河边有人倒垃圾'].sort())
  })
})

describe('the number of a reporter', () => {
  it('is shown with a reason only, for a while, and the reporter reads which post looked and why', async () => {
    await desk.goto(journey.url(`/staff/dazu/m/${called.id}`))
    await desk.getByRole('button', { name: '看联系方式（要写理由）' }).click()
    const dialog = desk.getByRole('dialog', { name: '为什么要看？' })
    await dialog.getByRole('button', { name: '写明理由并查看' }).click()
    await dialog.getByRole('alert').filter({ hasText: '至少 4 个字' }).waitFor()
    await dialog.getByLabel('理由').fill('约时间上门看灯')
    await dialog.getByRole('button', { name: '写明理由并查看' }).click()
    await desk.getByRole('status').filter({ hasText: '13800001111' }).waitFor()
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${called.receipt}`))
    await sees(phone, /约时间上门看灯/)
  })
})

describe('a sentence to the reporter', () => {
  it('is relayed without a number, and the answer comes back to the same place', async () => {
    await desk.getByLabel('写给上报人（他会收到提醒）').fill('明天上午来换灯，方便吗')
    await desk.getByRole('button', { name: '转给上报人' }).click()
    await desk.locator('.letter').filter({ hasText: '明天上午来换灯，方便吗' }).waitFor()
    const { letters } = await journey.app.visitor().ask('follow', { params: { receipt: called.receipt } })
    expect(letters.map((letter) => letter.words)).toEqual(['明天上午来换灯，方便吗'])
    await journey.app
      .visitor()
      .ask('followLetter', { params: { receipt: called.receipt }, body: { id: crypto.randomUUID(), words: '方便，九点以后' } })
    await desk.reload()
    await desk.locator('.letter').filter({ hasText: '方便，九点以后' }).waitFor()
  })
})

describe('the labels', () => {
  it('come as a sheet to print, in the size that was chosen', async () => {
    await desk.goto(journey.url('/staff/dazu/things'))
    await desk.getByLabel('标签大小').selectOption('2x4')
    const link = desk.getByRole('link', { name: '打印标签（PDF）' })
    const href = (await link.getAttribute('href')) ?? ''
    expect(href).toContain('size=2x4')
    const answer = await staff.fetch(href)
    expect(answer.headers.get('content-type')).toContain('application/pdf')
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-') // prettier-ignore
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
