// A cleaner's round on a phone, the words under a reply while it is written, how often codes are scanned, and what grids are for.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../support/app.ts'
import { act, barriers, fourWays, read, reportBy, sees, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let cleaner: Client
let staff: Client
beforeAll(async () => {
  journey = await startJourney()
  cleaner = await journey.app.become('cleaner', journey.village)
  staff = await journey.app.become('communityStaff', journey.village)
})
afterAll(async () => {
  expect(journey.faults).toEqual([])
  await journey.close()
})

describe('the round of a cleaner', () => {
  let phone: Page
  let bins: string[] = []

  it('is said to be empty on a clean day, and the inbox leads nowhere', async () => {
    phone = await journey.phone({ as: cleaner })
    await phone.goto(journey.url('/staff/dazu/route'))
    await sees(phone, '现在没有要跑的')
    await phone.goto(journey.url('/staff/dazu'))
    await sees(phone, '现在没有等您办的事')
    expect(await phone.getByRole('link', { name: /排好了路线/ }).count()).toBe(0)
  })

  it('is led to from the inbox once two bins are reported, with the next one large and the others in order', async () => {
    const codes = ['TX-1001', 'TX-1005', 'TX-1009', 'TX-1001']
    for (const code of codes) bins = [...bins, (await reportBy(journey.app, { code, category: 'bin-full', what: '垃圾满出来了' })).id]
    await phone.reload()
    await phone.getByRole('link', { name: /3 个垃圾箱，排好了路线/ }).click()
    await phone.getByRole('heading', { level: 1, name: '路线' }).waitFor()
    const round = await cleaner.ask('route')
    await sees(phone, '3 处、4 件')
    const next = phone.getByRole('region', { name: '下一个' })
    await next.getByText(round.stops[0]?.thing.code ?? '?').waitFor()
    expect(await phone.getByRole('listitem').filter({ hasText: 'TX-10' }).count()).toBe(2)
    await sees(phone, '2 件报的是同一处')
    await phone.getByRole('img', { name: '3 处的顺序示意' }).waitFor()
  })

  it('is worked from the round itself: sign for it, say what was done, and the next one moves up', async () => {
    const [first, second] = (await cleaner.ask('route')).stops.filter(({ matters }) => matters.length === 1)
    // the bin with two reports may stand anywhere; it is settled first, so that each press moves the round on
    for (const { matters } of (await cleaner.ask('route')).stops.filter(({ matters }) => matters.length > 1))
      for (const { id } of matters) {
        await act(cleaner, { id, action: 'acknowledge' })
        await act(cleaner, { id, action: 'resolve', answers: { done: '清空了' } })
      }
    const id = (await cleaner.ask('route')).stops[0]?.matters[0]?.id ?? ''
    expect([first?.matters[0]?.id, second?.matters[0]?.id]).toContain(id)
    await phone.reload()
    const next = phone.getByRole('region', { name: '下一个' })
    await next.getByRole('button', { name: '签收' }).click()
    await phone.getByRole('button', { name: '现在就交' }).first().click()
    await next.getByRole('button', { name: '做完了' }).click()
    const dialog = phone.getByRole('dialog', { name: '办好了' })
    await dialog.getByLabel('做了什么').fill('清空了，周围扫干净了')
    await dialog.getByRole('button', { name: '办好了' }).click()
    await phone.getByRole('button', { name: '现在就交' }).first().click()
    await sees(phone, '1 处、1 件')
    expect((await read(cleaner, id)).matter.state).toBe('resolved')
  })

  it('has no barrier and fits the phone in both languages and both modes', async () => {
    for (const { page, name } of await fourWays(journey, { as: cleaner })) {
      await page.goto(journey.url('/staff/dazu/route'))
      await stands(page)
      expect([name, await barriers(page), await standsOut(page, 320)]).toEqual([name, [], null])
    }
  })
})

describe('a reply', () => {
  let desk: Page
  let id = ''
  beforeAll(async () => {
    const officer = await journey.app.become('gridOfficer', journey.village)
    id = (await reportBy(journey.app, { area: officer.somebody?.area ?? 0, what: '路灯不亮，晚上看不见路' })).id
    await act(officer, { id, action: 'triageSmall' })
    desk = await journey.desk(staff)
    await desk.goto(journey.url(`/staff/dazu/m/${id}`))
  })
  const field = () => desk.getByRole('dialog', { name: '不予受理' }).getByLabel('给居民的答复')
  const hints = () => desk.getByRole('list', { name: '写的时候提醒' })

  it('is looked at while it is written: a set phrase, a brush-off, an answer to something else, nobody to turn to', async () => {
    await desk.getByRole('main').getByRole('button', { name: '不予受理' }).click()
    await field().fill('收到，正在处理')
    await hints().getByText('这只是一句套话').waitFor()
    await field().fill('这个不归我们管')
    await hints().getByText('「不归我们管」听着像在推人').waitFor()
    await hints().getByText('没有提到居民说的任何一个词').waitFor()
    await hints().getByText('请写下一步可以找谁').waitFor()
    await field().fill('这盏路灯是小区自己装的，请找小区物业')
    await hints().getByRole('listitem').waitFor({ state: 'detached' })
  })

  it('starts from four lines that one may press, and the field keeps the focus', async () => {
    await field().fill('')
    const lines = desk.getByRole('group', { name: '按这几句写' })
    await lines.getByRole('button', { name: '做了什么' }).click()
    await desk.keyboard.type('看过了，路灯是物业装的')
    await lines.getByRole('button', { name: '下一步找谁' }).click()
    await desk.keyboard.type('小区物业服务处')
    expect(await field().inputValue()).toBe('做了什么：看过了，路灯是物业装的\n下一步找谁：小区物业服务处')
    expect(await barriers(desk)).toEqual([])
  })

  it('is not taken when it is a set phrase and nothing else, with the reason beside the field', async () => {
    const dialog = desk.getByRole('dialog', { name: '不予受理' })
    await dialog.getByText('不归我们管', { exact: true }).click()
    await field().fill('已阅')
    await dialog.getByRole('button', { name: '不予受理' }).click()
    await dialog.getByRole('alert').filter({ hasText: '这句是套话' }).first().waitFor()
    await field().fill('这盏路灯是小区自己装的，请找小区物业')
    await dialog.getByRole('button', { name: '不予受理' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await read(staff, id)).matter.state).toBe('declined')
  })
})

describe('the things with a code', () => {
  it('show how often each is scanned, of whom never, and put the seldom scanned first', async () => {
    for (let n = 0; n < 7; n++) await journey.app.visitor().ask('code', { params: { code: 'TX-0402' } })
    const desk = await journey.desk(staff)
    await desk.goto(journey.url('/staff/dazu/things?q=TX-040'))
    await sees(desk, '只记每天扫了几次，不记是谁')
    await desk.getByLabel('排列').selectOption('few')
    await desk.getByRole('columnheader', { name: '近 30 天扫码' }).waitFor()
    await desk.waitForURL(/sort=few/)
    const row = desk.getByRole('row').filter({ hasText: 'TX-0402' })
    await row.getByRole('cell', { name: '7', exact: true }).first().waitFor()
    expect(await barriers(desk)).toEqual([])
  })
})

describe('the grids', () => {
  it('show their seven functions and what they should measure; the administrator changes them', async () => {
    const admin = await journey.app.become('systemAdmin')
    const village = journey.app.there.areaNamed(journey.village)
    const [grid] = (await admin.ask('areas', { query: { under: village } })).rows.filter(({ kind }) => kind === 'grid')
    const { ground, db } = journey.app.there
    await db.withDistrict({ role: 'act', district: ground.district.id }, (tx) =>
      tx.run('update areas set households = 620 where district_id = $1 and id = $2', [ground.district.id, grid?.id]),
    )
    const member = await journey.desk(staff)
    await member.goto(journey.url('/staff/dazu/grids'))
    await sees(member, '多于 300–500 户的标准')
    expect(await member.getByRole('button', { name: /^改/ }).count()).toBe(0)
    const desk = await journey.desk(admin)
    await desk.goto(journey.url('/staff/dazu/people'))
    await desk.getByRole('link', { name: '网格管哪些事' }).click()
    const pick = async (name: string) => {
      const found = desk.getByRole('combobox')
      await found.locator('option', { hasText: name }).waitFor({ state: 'attached' })
      await found.selectOption({ label: name })
    }
    const above = (id: number): number[] => [...(ground.areas.get(id)?.parent ? above(ground.areas.get(id)?.parent ?? 0) : []), id]
    for (const id of above(village).slice(1)) await pick(ground.areas.get(id)?.name.zh ?? '?')
    await desk.getByRole('button', { name: `改 ${grid?.name.zh} 管的事` }).click()
    await desk.getByRole('dialog').getByText('信访', { exact: true }).click()
    await desk.getByRole('button', { name: '存好' }).click()
    await sees(desk, `记下了：${grid?.name.zh}`)
    expect((await admin.ask('areas', { query: { under: village } })).rows.find(({ id }) => id === grid?.id)?.functions).not.toContain('petition')
    expect(await barriers(desk)).toEqual([])
    expect(await standsOut(desk, 320)).toBeNull()
  })
})
