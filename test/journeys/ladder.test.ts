// The ladder in the browser: a power cut climbs from a community to a leader, three departments are whistled to one spot, an emergency mode comes and goes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { act, hour, read, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let officer: Client
let secretary: Client
let dispatcher: Client

beforeAll(async () => {
  journey = await startJourney()
  const { ground } = journey.app.there
  const community = [...ground.areas.values()].find(({ name, level }) => level === 2 && name.zh === journey.village)
  officer = await journey.app.become('gridOfficer', journey.village)
  secretary = await journey.app.become('communitySecretary', journey.village)
  dispatcher = await journey.app.become('dispatcher', ground.areas.get(community?.parent ?? 0)?.name.zh)
})
afterAll(() => journey.close())

const matterOn = (page: Page): string => page.url().split('/m/')[1]?.split(/[/?]/)[0] ?? ''
const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).first().click()
const choose = async (page: Page, wish: { field: string; search: string; name: RegExp }) => {
  const box = page.locator(`[data-field="${wish.field}"]`)
  await box.getByRole('searchbox').fill(wish.search)
  await box.locator('label').filter({ hasText: wish.name }).first().click()
}

describe('the power cut of a community', () => {
  it('is called to a named leader, who decides; the decision is carried out and the secretary says so', async () => {
    const desk = await journey.desk(secretary)
    await desk.goto(journey.url('/staff/dazu/calls'))
    await main(desk).getByRole('link', { name: '30 分钟内回应' }).click()
    await main(desk).getByRole('button', { name: '30 分钟内回应' }).click()
    await sees(desk, '还差这一项：自己已经试过什么')
    await desk.getByLabel('什么事').fill('全社区停电两小时了')
    await desk.getByLabel('自己已经试过什么').fill('供电所没人接，吹过一次哨')
    await desk.getByLabel('谁审过这次呼叫').fill('社区党委')
    await desk.getByLabel('请定什么').fill('请定调两台发电车')
    await desk.locator('[data-field="leader"] label').first().click()
    await main(desk).getByRole('button', { name: '30 分钟内回应' }).click()
    await desk.waitForURL(/\/m\//)
    const id = matterOn(desk)
    const called = await read(secretary, id)
    expect(called.matter.owner?.label.zh).toBe('区领导')
    expect(called.matter.owner?.name).toBeTruthy()
    await press(desk, '领导到了/接通了')
    await sees(desk, '记下了：领导到了/接通了')
    const power = [...journey.app.there.ground.organisations].find(([, { name }]) => name.zh === '区供电公司')?.[0]
    const leader = await journey.app.become('districtLeader')
    await act(leader, {
      id,
      action: 'decide',
      answers: { words: '调两台', executor: { post: 'departmentOfficer', organisation: power }, until: '2026-11-24T20:00' },
    })
    await act(await journey.app.become('departmentOfficer', '区供电公司'), { id, action: 'executed', answers: { done: '两台到位，来电了' } })
    await journey.app.settle()
    await desk.reload()
    await press(desk, '执行到位，结了')
    const dialog = desk.getByRole('dialog', { name: '执行到位，结了' })
    await dialog.getByLabel('评判的话').fill('家家来电')
    await dialog.getByRole('button', { name: '执行到位，结了' }).click()
    await sees(desk, '记下了：执行到位，结了')
    expect((await read(secretary, id)).matter.phase).toBe('done')
  })
})

describe('a whistle with three departments, one late', () => {
  it('shows on one page who came and who is late', async () => {
    const desk = await journey.desk(dispatcher)
    await desk.goto(journey.url('/staff/dazu/calls'))
    await main(desk).getByRole('link', { name: '30 分钟内到' }).click()
    await desk.getByLabel('什么事').fill('断头路塌方')
    await desk.getByLabel('自己已经试过什么').fill('填过碎石')
    await desk.getByLabel('谁审过这次呼叫').fill('镇街党委')
    await choose(desk, { field: 'lead', search: '交通', name: /区交通局/ })
    await choose(desk, { field: 'each', search: '水利', name: /区水利局/ })
    await choose(desk, { field: 'each', search: '城市管理', name: /区城市管理局/ })
    await desk.getByLabel('请一起来的做什么').fill('查排水')
    await main(desk).getByRole('button', { name: '30 分钟内到' }).click()
    await desk.waitForURL(/\/m\//)
    await journey.app.settle()
    const id = matterOn(desk)
    const { children } = await read(dispatcher, id)
    expect(children).toHaveLength(2)
    await act(dispatcher, { id, action: 'arrived' })
    await act(dispatcher, { id: children.find(({ owner }) => owner?.place.zh === '区水利局')?.id ?? '', action: 'arrived' })
    await journey.advance(hour)
    await desk.reload()
    await sees(desk, '分成 2 件同时办')
    await sees(desk, /区城市管理局 部门负责人/)
    await sees(desk, '到场办理')
  })
})

describe('emergency mode', () => {
  it('stands on every page while it is open, goes by itself and leaves a report', async () => {
    const leader = await journey.app.become('districtLeader')
    const desk = await journey.desk(leader)
    await desk.goto(journey.url('/staff/dazu/calls'))
    await main(desk).getByRole('link', { name: '开启紧急状态' }).click()
    await desk.getByLabel('为什么').fill('暴雨红色预警')
    await desk.getByLabel('到什么时候').fill('2026-11-24T15:00')
    await main(desk).getByRole('button', { name: '开启紧急状态' }).click()
    await desk.waitForURL(/\/m\//)
    const id = matterOn(desk)
    await journey.app.settle()
    const phone = await journey.phone({ as: officer })
    await phone.goto(journey.url('/staff/dazu/'))
    await sees(phone, '大足区紧急状态中')
    await sees(phone, '暴雨红色预警')
    await journey.advance(5 * hour)
    await phone.reload()
    await phone.getByRole('navigation').first().waitFor()
    await phone.getByText('大足区紧急状态中').waitFor({ state: 'detached' })
    await desk.reload()
    await press(desk, '交总结')
    const dialog = desk.getByRole('dialog', { name: '交总结' })
    await dialog.getByLabel(/总结/).fill('转移 23 人，无人受伤')
    await dialog.getByRole('button', { name: '交总结' }).click()
    await sees(desk, '记下了：交总结')
    expect((await read(leader, id)).matter.stateLabel.zh).toBe('已结束')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
