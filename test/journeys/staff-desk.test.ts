// A dispatcher's desk: columns worked by keyboard, handing on as a page of its own, an act taken back with Z, and the next matter with ].
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { newAct, type Client } from '../support/app.ts'
import { townshipOf } from '../support/district.ts'
import { act, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let desk: Page
let dispatcher: Client
let road = ''
let drain = ''
let fence = ''

const lane = (name: string) => desk.getByRole('region', { name, exact: true })
const current = () => desk.locator('[aria-current="true"][data-matter]')
const currentIs = (id: string) => desk.locator(`[aria-current="true"][data-matter="${id}"]`).waitFor()
const main = () => desk.getByRole('main')

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const area = officer.somebody?.area ?? 0
  const { ground } = app.there
  const township = townshipOf(ground, area)
  dispatcher = await app.become('dispatcher', township?.name.zh)
  const major = async (what: string, category: string) => {
    const { id } = await reportBy(app, { area, category, what })
    await act(officer, { id, action: 'triageMajor', answers: { why: '村里修不了' } })
    await journey.advance(60_000)
    return id
  }
  road = await major('村口的路塌了一块', 'other')
  drain = await major('河沟边污水外流', 'drain-blocked')
  fence = await major('学校围栏倒了', 'equipment-broken')
  desk = await journey.desk(dispatcher)
})
afterAll(() => journey.close())

describe('the desk of a township', () => {
  it('shows what waits to be judged with the right number, and the chosen matter beside it with its choices', async () => {
    await desk.goto(journey.url('/staff/dazu/desk'))
    await lane('要判断').getByText('3 件', { exact: true }).waitFor()
    await currentIs(fence)
    await lane('选中的这件').getByRole('heading', { name: '学校围栏倒了' }).waitFor()
    await lane('选中的这件').getByRole('button', { name: '派单' }).waitFor()
    expect(
      await lane('要判断')
        .getByRole('link', { name: /待派单（大事）/ })
        .count(),
    ).toBe(3)
  })

  it('is worked with the keyboard: j and k for the rows, [ and ] for the columns, Enter opens', async () => {
    await desk.keyboard.press('j')
    await currentIs(drain)
    await desk.keyboard.press('k')
    await currentIs(fence)
    await desk.keyboard.press(']')
    await desk.locator('.lane[data-here="true"]').getByText('等签收').waitFor()
    expect(await current().count()).toBe(0)
    await desk.keyboard.press('[')
    await currentIs(fence)
    await desk.keyboard.press('Enter')
    await desk.waitForURL(`**/m/${fence}`)
  })

  it('goes on to the next matter of the column with ] and back with [, and Esc returns to the desk', async () => {
    await desk.getByRole('heading', { level: 1, name: '学校围栏倒了' }).waitFor()
    await sees(desk, '1/3')
    await desk.keyboard.press(']')
    await desk.getByRole('heading', { level: 1, name: '河沟边污水外流' }).waitFor()
    await desk.keyboard.press(']')
    await desk.getByRole('heading', { level: 1, name: '村口的路塌了一块' }).waitFor()
    await sees(desk, '3/3')
    await desk.keyboard.press('[')
    await desk.getByRole('heading', { level: 1, name: '河沟边污水外流' }).waitFor()
    await desk.keyboard.press('Escape')
    await desk.waitForURL(/\/desk/)
  })

  it('shows the figures of the centre above the columns, and each leads to as many rows as it says', async () => {
    const { today, open, overdue, rates, lines } = await dispatcher.ask('centre')
    expect([today.answered, today.called, open]).toEqual([3, 3, 3])
    const tiles = [
      { name: '今天的呼，应了', n: today.answered, of: today.called },
      { name: '今天时限内应了', n: today.inTime, of: today.answered + today.lateUnanswered },
      { name: '现在超时', n: overdue, of: open },
      { name: '居民说办好了', ...rates.solved },
    ]
    for (const { name, n, of } of tiles) {
      await desk.goto(journey.url('/staff/dazu/desk'))
      await lane('几个数')
        .getByRole('link', { name: `${name}：${n}，共 ${of}，看明细`, exact: true })
        .click()
      await main().getByText(`共 ${n} 件`, { exact: true }).waitFor()
      expect(await main().locator('[data-matter]').count()).toBe(n)
    }
    await desk.goto(journey.url('/staff/dazu/desk'))
    const { n, of } = lines.nightNotices
    await lane('几个数')
      .getByRole('link', { name: `今天夜里打扰：${n}，共 ${of}，看明细`, exact: true })
      .click()
    await desk.waitForURL(/see=night/)
    await desk.getByText(`${n}/${of}`).first().waitFor()
    expect(await desk.getByRole('main').getByRole('listitem').count()).toBe(n)
  })
})

describe('handing on', () => {
  it('is a page with those who could take it, each with why, how far and how much they carry', async () => {
    await desk.goto(journey.url(`/staff/dazu/m/${drain}`))
    await main().getByRole('button', { name: '派单' }).click()
    await desk.waitForURL(/\/dispatch/)
    const first = main().getByRole('radio').first()
    await first.waitFor()
    const usual = await dispatcher.ask('holders', { query: { matter: drain } })
    const suggested = usual.rows.filter((row) => row.suggested)
    await sees(desk, `看了 ${usual.rows.length} 个，对口 ${suggested.length} 个`)
    expect(await main().getByRole('radio', { checked: true }).count()).toBe(0)
    expect(await main().locator('.cand').first().textContent()).toContain(suggested[0]?.holder.place.zh ?? '?')
    await sees(desk, '待签收：4 工作时内')
  })

  it('does not go out to nobody', async () => {
    await desk.keyboard.press('Enter')
    await main().getByRole('alert').filter({ hasText: '还差这一项：派给谁' }).waitFor()
  })

  it('is chosen with a digit, sent with Enter, and taken back with Z before anybody heard of it', async () => {
    await desk.keyboard.press('2')
    await main().getByRole('radio').nth(1).and(desk.locator(':checked')).waitFor()
    await main().getByLabel('给办理人的话').fill('今天先去看看')
    await main().getByRole('heading', { name: '可以派给谁' }).click()
    await main().getByRole('radio').nth(1).focus()
    await desk.keyboard.press('Enter')
    await sees(desk, /「派单」\d 秒后提交/)
    await desk.keyboard.press('z')
    await main().getByRole('button', { name: '派单' }).waitFor()
    expect((await read(dispatcher, drain)).matter.state).toBe('major')
    // what was written is still there
    await main().getByRole('button', { name: '派单' }).click()
    await main().getByRole('radio').nth(1).and(desk.locator(':checked')).waitFor()
    expect(await main().getByLabel('给办理人的话').inputValue()).toBe('今天先去看看')
  })

  it('goes out by itself after six seconds', async () => {
    await main().getByRole('button', { name: '派单' }).click()
    await sees(desk, /「派单」\d 秒后提交/)
    await sees(desk, '记下了：派单')
    const page = await read(dispatcher, drain)
    expect(page.matter.state).toBe('dispatched')
    expect(page.timeline.flatMap((step) => step.said.map((said) => said.text))).toContain('今天先去看看')
  })

  it('leaves with Esc without doing anything', async () => {
    await desk.goto(journey.url(`/staff/dazu/m/${fence}/dispatch`))
    await main().getByRole('radio').first().waitFor()
    await desk.keyboard.press('1')
    await desk.keyboard.press('Escape')
    await desk.getByRole('heading', { name: '您现在可以' }).waitFor()
    expect((await read(dispatcher, fence)).matter.state).toBe('major')
  })

  it('works on the phone', async () => {
    const phone = await journey.phone({ as: dispatcher })
    await phone.goto(journey.url('/staff/dazu/desk'))
    await phone.getByRole('link', { name: /学校围栏倒了/ }).click()
    await phone.getByRole('button', { name: '派单' }).click()
    await phone.getByRole('searchbox', { name: '找办理人' }).fill('照明')
    await phone.getByRole('radio', { name: /区城市照明所 部门经办人/ }).check()
    await phone.getByRole('main').getByRole('button', { name: '派单' }).click()
    await phone.getByRole('button', { name: '现在就交' }).click()
    await sees(phone, '记下了：派单')
    expect((await read(dispatcher, fence)).matter.state).toBe('dispatched')
  })
})

describe('an act that is held back', () => {
  it('is sent when the page is left before its time', async () => {
    await desk.goto(journey.url(`/staff/dazu/m/${road}`))
    await main().getByRole('button', { name: '我来办' }).click()
    await sees(desk, /「我来办」\d 秒后提交/)
    await desk.goto('about:blank')
    await expect.poll(async () => (await read(dispatcher, road)).matter.state, { timeout: 10_000 }).toBe('handling')
  })

  it('is sent once by the next page when there was no network, and only for the one who pressed', async () => {
    await desk.goto(journey.url(`/staff/dazu/m/${road}`))
    await main().getByRole('button', { name: '说一句进展' }).click()
    const dialog = desk.getByRole('dialog', { name: '说一句进展' })
    await dialog.getByLabel('进展').fill('先围起来了')
    await desk.context().setOffline(true)
    await dialog.getByRole('button', { name: '说一句进展' }).click()
    await desk.getByRole('button', { name: '现在就交' }).click()
    await sees(desk, /现在没网，「说一句进展」先存着/)
    await journey.advance(60_000)
    await desk.context().setOffline(false)
    await desk.goto(journey.url('/staff/dazu'))
    await expect
      .poll(async () => (await read(dispatcher, road)).timeline.filter((step) => step.said.some(({ text }) => text === '先围起来了')).length, {
        timeout: 20_000,
      })
      .toBe(1)
    await expect.poll(() => desk.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('huying-held:')).length)).toBe(0)
  })
})

describe('the calls from below on the desk', () => {
  it('are walked with h; what other posts may do is one folded line that names them', async () => {
    const community = await journey.app.become('communityStaff', journey.village)
    const area = community.somebody?.area ?? 0
    const { id } = (await community.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'community-call', action: 'callSoon', area, answers: { what: '桥栏杆松了', tried: '拉了警戒线', reviewedBy: '社区书记' } } })).page.matter // prettier-ignore
    await desk.goto(journey.url('/staff/dazu/desk'))
    await desk.locator(`[data-call="${id}"]`).waitFor()
    await desk.keyboard.press('h')
    await desk.locator(`[data-call="${id}"][aria-current="true"]`).waitFor()
    await lane('选中的这件').getByRole('heading', { name: '桥栏杆松了' }).waitFor()
    const folded = lane('选中的这件').locator('details.others')
    expect(await folded.getByRole('listitem').first().isVisible()).toBe(false)
    await folded.getByText(/^\d+ 项由别的岗位做$/).click()
    await folded.getByText('人到了').waitFor()
    await desk.keyboard.press('Enter')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
