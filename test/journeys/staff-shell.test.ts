// A grid officer opens the staff pages where there is no network: the form is there, what is found is kept, and it goes once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { barriers, hour, photo, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page
let officer: Client
let pressed = 0

beforeAll(async () => {
  journey = await startJourney()
  officer = await journey.app.become('gridOfficer', journey.village)
  await reportBy(journey.app, { area: officer.somebody?.area ?? 0, what: '王家院子门口的灯不亮', phone: '13800001111' })
  phone = await journey.phone({ as: officer, worker: true })
})
afterAll(() => journey.close())

// The browser's own switch forgets the first requests of a fresh page now and then, so the interface is out of reach as well.
const online = async (isOn: boolean): Promise<void> => {
  if (isOn) await phone.context().unroute('**/api/**')
  else await phone.context().route('**/api/**', (route) => route.abort('internetdisconnected'))
  await phone.context().setOffline(!isOn)
}
const reopened = async (path: string): Promise<Page> => {
  const next = await phone.context().newPage()
  await phone.close()
  await next.goto(journey.url(path))
  return next
}
const found = async () => (await officer.ask('matters', { query: { process: 'grid-finding' } })).rows
/** Everything the worker keeps on this device, as addresses and as text. */
const cached = (page: Page) =>
  page.evaluate(async () => {
    const all: { path: string; text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const text = (await (await cache.match(request))?.text()) ?? ''
        all.push({ path: new URL(request.url).pathname, text })
      }
    }
    return all
  })

/** What the browser does by itself when the network is back and nobody looks. */
async function sync(page: Page): Promise<void> {
  const wire = await page.context().newCDPSession(page)
  const known = new Promise<string>((found) =>
    wire.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations.forEach((each) => found(each.registrationId))),
  )
  await wire.send('ServiceWorker.enable')
  await wire.send('ServiceWorker.dispatchSyncEvent', {
    origin: new URL(page.url()).origin,
    registrationId: await known,
    tag: 'findings',
    lastChance: false,
  })
  await wire.detach()
}

describe('the staff pages without a network', () => {
  it('were opened once, so they stay on the phone, and nothing of any matter with them', async () => {
    await phone.goto(journey.url('/staff/dazu'))
    await sees(phone, '王家院子门口的灯不亮')
    await expect.poll(() => phone.evaluate(async () => (await caches.match('/staff.html')) !== undefined), { timeout: 15_000 }).toBe(true)
    await phone.waitForFunction(() => localStorage.getItem('huying-kept:dazu:district') !== null)
    const all = await cached(phone)
    expect(all.filter(({ path }) => !/^\/(assets\/[^/]+|(staff|index|verify)\.html)$/.test(path))).toEqual([])
    expect(all.filter(({ text }) => /王家院子|13800001111/.test(text))).toEqual([])
  })

  it('open again in a new tab, with the inbox saying that it cannot be seen now', async () => {
    await online(false)
    phone = await reopened('/staff/dazu')
    await sees(phone, '现在没网')
    await sees(phone, '「发现」照常能报，先存在这台手机里')
    await sees(phone, '现在没网，这里打不开。连上网再试。')
    expect(await phone.getByText('王家院子').count()).toBe(0)
    expect(await barriers(phone)).toEqual([])
  })

  it('keep a finding with its photo', async () => {
    await phone.goto(journey.url('/staff/dazu/find'))
    await phone.getByLabel('第 1 下·拍一张').setInputFiles(await photo())
    await sees(phone, '第 2 下·是什么？')
    await phone.getByRole('button', { name: '其他' }).click()
    await sees(phone, '现在没网，先替您存着')
  })

  it('still list it after the tab was closed and opened again', async () => {
    phone = await reopened('/staff/dazu')
    const waiting = phone.getByRole('region', { name: '等网络' })
    await waiting.getByText('发现：其他').waitFor()
    await waiting.getByText(/带 1 张照片/).waitFor()
    expect(await barriers(phone)).toEqual([])
  })

  it('say that signing out needs the network, and that what waits stays for its maker', async () => {
    await phone.goto(journey.url('/staff/dazu/me'))
    await sees(phone, /还有 1 件发现在等网络/)
    await phone.getByRole('button', { name: '退出登录' }).click()
    await sees(phone, '现在没网，还没有退出')
    expect(await found()).toEqual([])
  })

  it('show nothing of it to who signs in next on this phone, and send nothing of it for them', async () => {
    const other = await journey.app.become('communityStaff', journey.village)
    const mine = await phone.context().cookies()
    await phone.context().addCookies(Object.entries(other.cookies()).map(([name, value]) => ({ name, value, url: journey.app.url })))
    pressed = journey.app.there.house.now()
    await journey.advance(hour)
    await online(true)
    phone = await reopened('/staff/dazu')
    await phone.getByRole('navigation', { name: '哪些事' }).waitFor()
    await phone.goto(journey.url('/staff/dazu/me'))
    await sees(phone, '社区干部')
    await phone.goto(journey.url('/staff/dazu'))
    await phone.getByRole('navigation', { name: '哪些事' }).waitFor()
    expect(await phone.getByRole('region', { name: '等网络' }).count()).toBe(0)
    expect(await found()).toEqual([])
    await phone.context().addCookies(mine)
  })

  it('are sent by the worker with no page of ours open, once, with the photo and the time of the press', async () => {
    await phone.goto(journey.url('/health'))
    await sync(phone)
    await expect.poll(async () => (await found()).length, { timeout: 15_000 }).toBe(1)
    const page = await read(officer, (await found())[0]?.id ?? '')
    expect(page.matter.openedAt).toBe(pressed)
    expect(page.attachments.map((each) => each.kind)).toEqual(['photo'])
  })

  it('send what waits by themselves when its maker opens them with a network, once', async () => {
    await phone.goto(journey.url('/staff/dazu/find'))
    await phone.getByRole('button', { name: '没有照片也能报' }).waitFor()
    await online(false)
    await phone.getByRole('button', { name: '没有照片也能报' }).click()
    await phone.getByRole('button', { name: '其他' }).click()
    await sees(phone, '现在没网，先替您存着')
    await online(true)
    phone = await reopened('/staff/dazu')
    await expect.poll(async () => (await found()).length, { timeout: 15_000 }).toBe(2)
    await phone.getByRole('region', { name: '等网络' }).waitFor({ state: 'detached' })
    phone = await reopened('/staff/dazu')
    await phone.getByRole('navigation', { name: '哪些事' }).waitFor()
    expect((await found()).length).toBe(2)
  })

  it('forget who one was after signing out', async () => {
    await phone.goto(journey.url('/staff/dazu/me'))
    await phone.getByRole('button', { name: '退出登录' }).click()
    await phone.getByLabel('密码').or(phone.getByText('演示：换一个人')).first().waitFor()
    expect(await phone.evaluate(() => localStorage.getItem('huying-kept:dazu:me'))).toBeNull()
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
