// A short video: broken off half way it goes on, it comes with the report, plays from the middle, and strangers never see it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page, Route } from 'playwright-core'
import type { Client } from './support/app.ts'
import { filmBy, type FilmFile } from './support/film.ts'
import { sees, startJourney, type Journey } from './support/journey.ts'

let journey: Journey
let phone: Page
let film: FilmFile
let receipt = ''

beforeAll(async () => {
  journey = await startJourney()
  phone = await journey.phone()
  await phone.goto(journey.url('/dazu/s/TX-0417'))
  film = await filmBy(phone, 2_500_000)
})
afterAll(() => journey.close())

const bar = (page: Page): Locator => page.getByRole('progressbar', { name: '视频传了多少' })
const chosen = (page: Page) => page.getByLabel('加一段短视频').setInputFiles(film)
const codeIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const videosOf = async (code: string) =>
  (await journey.app.visitor().ask('follow', { params: { receipt: code } })).attachments.filter((each) => each.kind === 'video')

/** Every piece waits until it may go; where each one began is noted. */
async function piecesOf(page: Page): Promise<{ began: number[]; next: () => Promise<Route> }> {
  const began: number[] = []
  const come: Route[] = []
  const wanted: ((route: Route) => void)[] = []
  await page.route('**/api/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    began.push(Number(route.request().headers()['upload-offset']))
    const first = wanted.shift()
    return first ? first(route) : void come.push(route)
  })
  return {
    began,
    next: () => {
      const first = come.shift()
      return first ? Promise.resolve(first) : new Promise<Route>((done) => wanted.push(done))
    },
  }
}

describe('a resident adds a short video', () => {
  it('sees how much is sent; broken off half way it goes on from there, and comes with the report', async () => {
    const pieces = await piecesOf(phone)
    await sees(phone, '怎么了？')
    await phone.getByText('灯一闪一闪', { exact: true }).click()
    await chosen(phone)
    await (await pieces.next()).continue()
    const second = await pieces.next()
    await phone.waitForFunction(() => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) >= 39)
    await phone.getByRole('button', { name: '提交上报' }).click()
    await sees(phone, '视频还在传，传完再交；不想等可以先去掉视频')
    await second.abort('connectionreset')
    await (await pieces.next()).continue()
    await (await pieces.next()).continue()
    await sees(phone, '短视频传好了')
    expect(pieces.began).toEqual([0, 1_000_000, 1_000_000, 2_000_000])
    await phone.getByRole('button', { name: '提交上报' }).click()
    await sees(phone, '收到了，有人接了')
    receipt = codeIn(phone)
    const [video] = await videosOf(receipt)
    expect(video).toMatchObject({ type: 'video/webm', bytes: film.buffer.length })
  })

  it('can take it away again, on its way and afterwards', async () => {
    const other = await journey.phone()
    const pieces = await piecesOf(other)
    await other.goto(journey.url('/dazu/s/TX-0417'))
    await other.getByText('灯杆歪了', { exact: true }).click()
    await chosen(other)
    await pieces.next()
    await bar(other).waitFor()
    await other.getByRole('button', { name: '去掉视频' }).click()
    await other.getByLabel('加一段短视频').waitFor({ state: 'attached' })
    await other.unroute('**/api/uploads/*')
    await chosen(other)
    await sees(other, '短视频传好了')
    await other.getByRole('button', { name: '去掉视频' }).click()
    expect(await other.getByRole('button', { name: '去掉视频' }).count()).toBe(0)
    await other.getByRole('button', { name: '提交上报' }).click()
    await sees(other, '收到了，有人接了')
    expect(await videosOf(codeIn(other))).toEqual([])
  })

  it('is told in words when it is no video', async () => {
    const other = await journey.phone()
    await other.goto(journey.url('/dazu/s/TX-0417'))
    await other.getByLabel('加一段短视频').setInputFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('只是一段文字') })
    await other.getByRole('alert').filter({ hasText: '这不是视频。可以传 MP4、MOV 或 WebM' }).waitFor()
    await other.getByLabel('加一段短视频').waitFor({ state: 'attached' })
  })

  it('plays it on the progress page', async () => {
    await phone.goto(journey.url(`/dazu/r/${receipt}`))
    await plays(phone)
  })
})

/** The player knows its size: it was found, allowed and understood. */
async function plays(page: Page): Promise<void> {
  const player = page.locator('video[controls]')
  await player.waitFor()
  await player.evaluate(async (video) => {
    if (!(video instanceof HTMLVideoElement) || video.readyState >= 1) return
    await new Promise((done, fail) => {
      video.addEventListener('loadedmetadata', done)
      video.addEventListener('error', () => fail(new Error('The player could not read the video')))
    })
  })
  expect(await player.evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0))).toBe(320)
}

describe('who handles the report', () => {
  let handler: Client
  let path = ''
  beforeAll(async () => {
    const page = await journey.app.visitor().ask('follow', { params: { receipt } })
    path = `/api/dazu/files/${page.attachments.find((each) => each.kind === 'video')?.id ?? ''}`
    handler = await journey.app.become(page.owner?.post ?? 'gridOfficer', page.owner?.place.zh)
  })
  const part = (client: Client, more = '') => client.fetch(path + more, { headers: { range: 'bytes=1000-1999' } })

  it('gets the part that the player asks for', async () => {
    const answer = await part(handler)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes 1000-1999/${film.buffer.length}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(film.buffer.subarray(1000, 2000))).toBe(true)
    const whole = await handler.fetch(path)
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(film.buffer.length)])
    await whole.body?.cancel()
  })

  it('sees it in the matter, at the desk and on the phone', async () => {
    const { rows } = await handler.ask('inbox', { query: { list: 'mine' } })
    const [found] = rows.filter((row) => row.category?.label.zh === '灯一闪一闪')
    for (const width of [1440, 390]) {
      const page = await journey.desk(handler, { width })
      await page.goto(journey.url(`/staff/dazu/m/${found?.id ?? ''}`))
      await plays(page)
    }
  })

  it('is the only one with whoever reported: strangers and other offices get nothing', async () => {
    const stranger = journey.app.visitor()
    const elsewhere = await journey.app.become('departmentOfficer', '区排水所')
    for (const answer of [await part(stranger), await part(stranger, '?receipt=000-000-000'), await part(elsewhere)]) {
      expect(answer.status).toBe(404)
      expect((await answer.arrayBuffer()).byteLength).toBeLessThan(500)
    }
    expect((await part(stranger, `?receipt=${receipt}`)).status).toBe(206)
  })
})

describe('a grid officer who finds something', () => {
  it('sends a short video with it', async () => {
    const officer = await journey.app.become('gridOfficer', journey.village)
    const page = await journey.phone({ as: officer })
    await page.goto(journey.url('/staff/dazu/find'))
    await page.getByRole('button', { name: '没有照片也能报' }).click()
    await chosen(page)
    await sees(page, '短视频传好了')
    await page.getByRole('button', { name: /垃圾满了/ }).click()
    await sees(page, '交上去了，有人接')
    await page.getByRole('link', { name: '看这件' }).click()
    await plays(page)
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
