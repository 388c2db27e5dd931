// A report without a network: it is kept on the phone, the pages still open, and exactly one report arrives afterwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page

beforeAll(async () => {
  journey = await startJourney()
  phone = await journey.phone({ worker: true })
})
afterAll(() => journey.close())

// The browser's own switch forgets the first requests of a fresh page now and then, so the interface is out of reach as well.
const online = async (isOn: boolean): Promise<void> => {
  if (isOn) await phone.unroute('**/api/**')
  else await phone.route('**/api/**', (route) => route.abort('internetdisconnected'))
  await phone.context().setOffline(!isOn)
}
/** The next try to send is caught on its way, and fails when the test says so; later ones pass. */
const heldTry = async (): Promise<{ begun: Promise<void>; fail: () => Promise<void> }> => {
  const [begun, released, failed] = [signal(), signal(), signal()]
  let isFirst = true
  await phone.route('**/api/*/reports', async (route) => {
    if (!isFirst) return route.fallback()
    isFirst = false
    begun.give()
    await released.given
    await route.abort('internetdisconnected')
    return failed.give()
  })
  return { begun: begun.given, fail: () => (released.give(), failed.given) }
}
const signal = (): { given: Promise<void>; give: () => void } => {
  let give = (): void => undefined
  const given = new Promise<void>((done) => (give = done))
  return { given, give: () => give() }
}
const arrived = async (): Promise<number> => (await (await journey.app.become('supervisor')).ask('matters')).total

describe('a phone without a network', () => {
  it('has been on the page once, so the pages stay on the phone', async () => {
    await phone.goto(journey.url('/dazu/s/TX-0417'))
    await sees(phone, '怎么了？')
    await phone.evaluate(async () => void (await navigator.serviceWorker.ready))
    await phone.reload()
    expect(await phone.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await sees(phone, '怎么了？')
  })

  it('keeps the report and says so', async () => {
    await online(false)
    await phone.getByText('灯不亮', { exact: true }).click()
    await phone.getByRole('button', { name: '提交上报' }).click()
    await sees(phone, '先替您存着')
    await sees(phone, '一有网就自动交上去。您可以关掉这个页面。')
    expect(await arrived()).toBe(0)
  })

  it('opens again without a network, with the report still waiting, and opens other pages too', async () => {
    await phone.reload()
    await sees(phone, '等着交的')
    await sees(phone, /路灯 TX-0417：灯不亮/)
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: '1 件等着交，一有网就交' }).waitFor()
    await phone.goto(journey.url('/dazu/s/TX-0417'))
    await sees(phone, '怎么了？')
    expect(await arrived()).toBe(0)
  })

  it('sends it by itself when the network is back, once', async () => {
    await phone.goto(journey.url('/dazu/waiting'))
    await sees(phone, /路灯 TX-0417：灯不亮/)
    // The network comes back in the middle of a try that then fails, which is when being called is easily missed.
    const broken = await heldTry()
    await phone.getByRole('button', { name: '现在再试一次' }).click()
    await broken.begun
    await online(true)
    expect(await phone.evaluate(() => navigator.onLine)).toBe(true)
    await broken.fail()
    await sees(phone, '收到了，有人接了')
    expect(phone.url()).toMatch(/\/dazu\/sent\//)
    await phone.reload()
    await sees(phone, '收到了，有人接了')
    await journey.app.settle()
    expect(await arrived()).toBe(1)
    await phone.goto(journey.url('/dazu/waiting'))
    await sees(phone, '都交上去了')
  })

  it('sends it as well when nobody tells the phone that the network is back, and the browser sends nothing for closed pages', async () => {
    const plain = await journey.phone()
    await plain.goto(journey.url('/dazu/s/TX-0417'))
    await sees(plain, '怎么了？')
    // Bars on the screen, but nothing gets through: the phone believes that it is online all the time.
    await plain.route('**/api/**', (route) => route.abort('connectionfailed'))
    await plain.getByText('灯一闪一闪', { exact: true }).click()
    await plain.getByRole('button', { name: '提交上报' }).click()
    await sees(plain, '网不太稳，一会儿自动再交。您可以关掉这个页面。')
    expect(await plain.evaluate(() => navigator.onLine)).toBe(true)
    expect(await arrived()).toBe(1)
    await plain.unroute('**/api/**')
    await sees(plain, '收到了，有人接了')
    await journey.app.settle()
    expect(await arrived()).toBe(2)
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
