// A resident without an account: scans, reports, follows by code; a neighbour joins; English; and an elder in two steps.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { sees, startJourney, type Journey } from '../support/journey.ts'

const receiptWords = /^[0-9A-HJKMNP-Z]{3}-[0-9A-HJKMNP-Z]{3}-[0-9A-HJKMNP-Z]{3}$/
let journey: Journey
let first = ''

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(async () => {
  await journey.close()
})

const codeOn = async (page: Page): Promise<string> => (await page.getByText(receiptWords).first().textContent())?.trim() ?? ''
const follow = (receipt: string) => journey.app.visitor().ask('follow', { params: { receipt } })

describe('a resident without an account', () => {
  it('scans the lamp, finds thing and place filled in, chooses 灯不亮, sends and gets a code', async () => {
    const phone = await journey.phone()
    const { thing } = await journey.app.visitor().ask('code', { params: { code: 'TX-0417' } })
    await phone.goto(journey.url('/dazu/s/TX-0417'))
    await phone.getByRole('heading', { name: /路灯.*TX-0417/ }).waitFor()
    await sees(phone, `${thing.area.name.zh}·${thing.place.zh}`)
    await sees(phone, '位置和网格已经带上，您不用再填')
    await phone.getByText('灯不亮', { exact: true }).click()
    await phone.getByRole('button', { name: '提交上报' }).click()
    await sees(phone, '收到了，有人接了')
    first = await codeOn(phone)
    expect(first).toMatch(receiptWords)
    expect(phone.url()).toContain(first)
    const page = await follow(first)
    expect(page.thing?.zh).toBe(thing.name.zh)
    expect(page.owner?.post).toBe('gridOfficer')
  })

  it('without a category is told what is missing, with what helps', async () => {
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu/s/TX-0418'))
    await phone.getByRole('button', { name: '提交上报' }).click()
    await phone.getByRole('alert').filter({ hasText: '说不清就选' }).waitFor()
  })

  it('opens the progress by the code alone and sees who has it and until when', async () => {
    const phone = await journey.phone()
    const page = await follow(first)
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: '查进度' }).first().click()
    await phone.getByLabel('查询码').fill(first.toLowerCase())
    await phone.getByRole('button', { name: '看进度' }).click()
    await sees(phone, page.plain.zh)
    await sees(phone, new RegExp(`现在归：${page.owner?.place.zh ?? ''} ${page.owner?.label.zh ?? ''}`))
    await sees(phone, /最晚 今天 \d\d:\d\d 前有下一步/)
    expect(new URL(phone.url()).pathname).toBe(`/dazu/r/${first}`)
  })

  it('on a second phone sees that it is reported already and joins with one press', async () => {
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu/s/TX-0417'))
    await sees(phone, '有人报过“灯不亮”')
    await phone.getByRole('button', { name: '也算我一个' }).click()
    await sees(phone, '算上您了，一起办')
    const second = await codeOn(phone)
    expect(second).toMatch(receiptWords)
    expect(second).not.toBe(first)
    expect((await follow(second)).id).toBe((await follow(first)).id)
    expect((await follow(first)).sameCount).toBe(1)
    await phone.getByRole('link', { name: '看进度' }).click()
    await sees(phone, '共 2 人报')
  })

  it('reads everything in English after one press, and reports in it', async () => {
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('button', { name: /English/ }).click()
    await sees(phone, 'Every call gets an answer')
    await phone.goto(journey.url('/dazu/s/TX-0418'))
    await phone.getByText('The lamp is out', { exact: true }).click()
    await phone.getByRole('button', { name: 'Send the report' }).click()
    await sees(phone, 'Got it. Someone has it')
    await sees(phone, 'Tracking code')
    expect(await phone.getByRole('main').innerText()).not.toMatch(/收到|查询码/)
  })

  it('in elder mode reports in two steps: what happened, then where', async () => {
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: '长辈版' }).first().click()
    await phone.getByRole('link', { name: /我要反映/ }).click()
    await sees(phone, '第 1 步，共 2 步')
    await phone.getByRole('button', { name: '我想打字' }).click()
    await phone.getByLabel('打字说').fill('桥边的栏杆断了')
    await phone.getByRole('button', { name: '对的，下一步' }).click()
    await sees(phone, '第 2 步，共 2 步')
    await phone.getByLabel('或者说地方').fill('村口桥边')
    await phone.getByRole('button', { name: '交上去' }).click()
    await phone.getByText(receiptWords).first().waitFor()
    const page = await follow(await codeOn(phone))
    expect(page.headline).toContain('桥边的栏杆断了')
    expect(page.owner).not.toBeNull()
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
