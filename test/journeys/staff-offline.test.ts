// A finding made where there is no network: kept on the phone with its photo, listed, and sent once when the network is back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { photo, read, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page
let officer: Client

const found = async () => (await officer.ask('matters', { query: { process: 'grid-finding' } })).rows

beforeAll(async () => {
  journey = await startJourney()
  officer = await journey.app.become('gridOfficer', journey.village)
  phone = await journey.phone({ as: officer })
})
afterAll(() => journey.close())

describe('a finding without a network', () => {
  it('is kept with its photo, and says so', async () => {
    await phone.goto(journey.url('/staff/dazu/find'))
    await phone.getByLabel('第 1 下·拍一张').waitFor({ state: 'attached' })
    await phone.context().setOffline(true)
    await phone.getByLabel('第 1 下·拍一张').setInputFiles(await photo())
    await sees(phone, '第 2 下·是什么？')
    await phone.getByRole('button', { name: '其他' }).click()
    await sees(phone, '现在没网，先替您存着')
    expect(await found()).toEqual([])
  })

  it('stands in the inbox as waiting for the network, with the time of the press', async () => {
    await phone.getByRole('link', { name: '看等网络的' }).click()
    const waiting = phone.getByRole('region', { name: '等网络' })
    await waiting.getByText('发现：其他').waitFor()
    await waiting.getByText(/带 1 张照片/).waitFor()
    await waiting.getByText('10:00').waitFor()
  })

  it('goes by itself when the network is back, once, with the photo', async () => {
    await phone.context().setOffline(false)
    await phone.getByRole('region', { name: '等网络' }).waitFor({ state: 'detached' })
    const rows = await found()
    expect(rows.length).toBe(1)
    const page = await read(officer, rows[0]?.id ?? '')
    expect(page.attachments.map((each) => each.kind)).toEqual(['photo'])
    await phone.reload()
    await phone.getByRole('navigation', { name: '哪些事' }).waitFor()
    expect((await found()).length).toBe(1)
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
