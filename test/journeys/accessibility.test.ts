// Every page of the resident in both languages and both modes: no barrier that axe can find, and no scrolling sideways on a phone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, barriers, fourWays, hour, reportBy, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let ways: Awaited<ReturnType<typeof fourWays>>
let open = ''
let replied = ''

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const staff = await app.become('communityStaff', journey.village)
  const area = officer.somebody?.area ?? 0
  open = (await reportBy(app, { code: 'TX-0417' })).receipt
  const { id, receipt } = await reportBy(app, { area, what: '楼门口的灯不亮，老人晚上看不见台阶' })
  replied = receipt
  await app.settle()
  await act(officer, { id, action: 'triageSmall' })
  await act(staff, { id, action: 'takeUp' })
  await act(staff, { id, action: 'resolve', answers: { done: '换了灯泡' } })
  await act(officer, { id, action: 'pass' })
  await act(staff, { id, action: 'reply', answers: { words: '灯泡换好了，请您看看。' } })
  await journey.advance(hour / 4)
  ways = await fourWays(journey, {})
})
afterAll(() => journey.close())

const pages: readonly (readonly [string, () => string])[] = [
  ['the first page', () => '/dazu'],
  ['the report by code', () => '/dazu/s/TX-0417'],
  ['an unknown code', () => '/dazu/s/TX-9999'],
  ['the report without a code', () => '/dazu/report'],
  ['the scan', () => '/dazu/scan'],
  ['received', () => `/dazu/sent/${open}`],
  ['the progress', () => `/dazu/r/${open}`],
  ['adding a detail', () => `/dazu/r/${open}/do/addDetail`],
  ['the progress with a reply', () => `/dazu/r/${replied}`],
  ['the judgement', () => `/dazu/r/${replied}/judge`],
  ['my matters', () => '/dazu/my'],
  ['find by code', () => '/dazu/find'],
  ['me', () => '/dazu/me'],
  ['sign in', () => '/dazu/sign-in'],
  ['my officer', () => '/dazu/officer'],
  ['waiting to be sent', () => '/dazu/waiting'],
  ['lending a hand', () => '/dazu/hands'],
  ['the policies', () => '/dazu/policies'],
  ['how the platform itself does', () => '/dazu/use'],
  ['for a neighbour', () => '/dazu/carry'],
  ['no such page', () => '/dazu/nowhere'],
  ['the demonstration', () => '/demo/dazu'],
  ['verify a receipt', () => '/verify'],
]
// Whoever opens these has chosen the elder mode.
const elders: typeof pages = [
  ["the elder's first page", () => '/dazu/elder'],
  ["the elder's report", () => '/dazu/elder/report'],
]

async function faultsAt(path: string, way: (typeof ways)[number]): Promise<string[]> {
  const { page, name } = way
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(journey.url(path))
  await stands(page)
  const found = await barriers(page)
  const wide = [await standsOut(page, 390), await standsOut(page, 320)].filter((each) => each !== null)
  return [...found, ...wide].map((each) => `${path} ${name}: ${each}`)
}
const faultsIn = async (path: string, those: typeof ways): Promise<string[]> => (await Promise.all(those.map((way) => faultsAt(path, way)))).flat()

describe("a resident's pages have no barrier and fit a phone", () => {
  it.each(pages)('%s', async (_, path) => {
    expect(await faultsIn(path(), ways)).toEqual([])
  })
  it.each(elders)('%s', async (_, path) => {
    expect(await faultsIn(path(), ways.filter((way) => way.mode === 'elder'))).toEqual([]) // prettier-ignore
  })
  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
