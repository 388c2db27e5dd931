// Every page of the staff and the centre in both languages and both modes: no barrier at the desk or on the phone, nothing cut off on the phone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { act, barriers, fourWays, holderOf, hour, reportBy, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

type Ways = Awaited<ReturnType<typeof fourWays>>
let journey: Journey
let people: Readonly<Record<'staff' | 'officer' | 'admin' | 'nobody', Ways>>
let matter = ''

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const staff = await app.become('communityStaff', journey.village)
  const admin = await app.become('systemAdmin')
  const lighting = await app.become('departmentOfficer', '区城市照明所')
  const area = officer.somebody?.area ?? 0
  matter = (await reportBy(app, { code: 'TX-0417' })).id
  const other = (await reportBy(app, { area, what: '楼门口的灯不亮，老人晚上看不见台阶', phone: '13800001111' })).id
  const late = (await reportBy(app, { area, category: 'rubbish', what: '院坝边堆了建筑垃圾' })).id
  await journey.advance(hour / 4)
  for (const id of [matter, other]) await act(officer, { id, action: 'triageSmall' })
  await act(staff, { id: other, action: 'dispatch', answers: { holder: holderOf(lighting) } })
  await act(lighting, { id: other, action: 'returnOrder', answers: { why: '不是路灯，是楼道灯' } })
  await journey.advance(3 * hour)
  expect((await staff.ask('inbox', { query: { list: 'area' } })).rows.map((row) => row.id)).toContain(late)
  const [ofStaff, ofOfficer, ofAdmin, ofNobody] = await Promise.all([
    fourWays(journey, { as: staff }),
    fourWays(journey, { as: officer }),
    fourWays(journey, { as: admin }),
    fourWays(journey, {}),
  ])
  people = { staff: ofStaff, officer: ofOfficer, admin: ofAdmin, nobody: ofNobody }
})
afterAll(() => journey.close())

const pages: readonly (readonly [string, keyof typeof people, () => string])[] = [
  ['signing in', 'nobody', () => '/staff/dazu'],
  ['the inbox', 'staff', () => '/staff/dazu'],
  ['one matter', 'staff', () => `/staff/dazu/m/${matter}`],
  ['the desk of those who hand on', 'staff', () => '/staff/dazu/desk'],
  ['handing on', 'staff', () => `/staff/dazu/m/${matter}/dispatch`],
  ['all matters', 'staff', () => '/staff/dazu/matters'],
  ['the map', 'staff', () => '/staff/dazu/map'],
  ['a finding', 'officer', () => '/staff/dazu/find'],
  ['on behalf', 'staff', () => '/staff/dazu/behalf'],
  ['from a group', 'staff', () => '/staff/dazu/paste'],
  ['the things', 'staff', () => '/staff/dazu/things'],
  ['people and posts', 'admin', () => '/staff/dazu/people'],
  ['the processes', 'staff', () => '/staff/dazu/processes'],
  ['the indicators', 'staff', () => '/staff/dazu/indicators'],
  ['one indicator', 'staff', () => '/staff/dazu/indicators/called'],
  ['the bulletins', 'staff', () => '/staff/dazu/bulletins'],
  ['the analysis', 'staff', () => '/staff/dazu/analysis'],
  ['a new process', 'admin', () => '/staff/dazu/processes/add'],
  ['the calendar', 'admin', () => '/staff/dazu/calendar'],
  ['one process', 'staff', () => '/staff/dazu/processes/resident-report'],
  ['the notices', 'staff', () => '/staff/dazu/notices'],
  ['an idea', 'staff', () => '/staff/dazu/idea'],
  ['the settings', 'staff', () => '/staff/dazu/me'],
  ['the calls', 'staff', () => '/staff/dazu/calls'],
  ['opening a call', 'officer', () => '/staff/dazu/open/grid-call/callNow'],
  ['the duty lists', 'admin', () => '/staff/dazu/duties'],
  ['the centre at the desk', 'staff', () => '/centre/dazu?desk=1'],
]

async function faultsAt(path: string, way: Ways[number]): Promise<string[]> {
  const { page, name } = way
  const said = (width: string) => (each: string) => `${path} ${name} ${width}: ${each}`
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(journey.url(path))
  await stands(page)
  const atDesk = await barriers(page)
  await page.setViewportSize({ width: 390, height: 844 })
  // The desk's frame has given way to the phone's; before that the wrong one would be measured.
  await page.locator('.st-desk').waitFor({ state: 'detached' })
  const wide = [await standsOut(page, 390), await standsOut(page, 320)].filter((each) => each !== null)
  // The phone's frame has its own words and sizes, the contents are the same: two of the four ways tell.
  const onPhone = ['standard/zh', 'elder/en'].includes(name) ? await barriersOnPhone(page) : []
  return [...atDesk.map(said('at the desk')), ...onPhone.map(said('on the phone')), ...wide.map(said(''))]
}

async function barriersOnPhone(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 390, height: 844 })
  await stands(page)
  return barriers(page)
}

describe('the pages of the staff have no barrier and fit a phone', () => {
  it.each(pages)('%s', async (_, who, path) => {
    const found = await Promise.all(people[who].map((way) => faultsAt(path(), way)))
    expect(found.flat()).toEqual([])
  })

  it('the wall', async () => {
    const found: string[] = []
    for (const { page, name } of people.staff) {
      await page.setViewportSize({ width: 1920, height: 1080 })
      await page.goto(journey.url('/centre/dazu'))
      await stands(page)
      found.push(...(await barriers(page)).map((each) => `the wall ${name}: ${each}`))
    }
    expect(found).toEqual([])
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
