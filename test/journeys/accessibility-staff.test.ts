// Every page of the staff and the centre in both languages and both modes: no barrier at the desk or on the phone, nothing cut off on the phone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { newAct } from '../support/app.ts'
import { act, barriers, fourWays, holderOf, hour, reportBy, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

type Ways = Awaited<ReturnType<typeof fourWays>>
let journey: Journey
let people: Readonly<Record<'staff' | 'officer' | 'admin' | 'auditor' | 'supervisor' | 'nobody', Ways>>
let matter = ''
let bulletin = ''
let policy = ''
let resource = ''

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const staff = await app.become('communityStaff', journey.village)
  const admin = await app.become('systemAdmin')
  const auditor = await app.become('auditAdmin')
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
  const supervisor = await app.become('supervisor')
  await app.parts.writeBulletins()
  bulletin = (await supervisor.ask('bulletins')).rows[0]?.id ?? ''
  expect(bulletin).not.toBe('')
  policy = (await supervisor.ask('keepPolicy', { body: { id: newAct(), title: '示范文件：路灯维护办法', number: '示范文件 1 号', issuer: '示范单位', issuedOn: '2026-10-01', classes: [], processes: ['resident-report'], words: '路灯坏了，两个工作日内修好。', state: 'published' } })).id // prettier-ignore
  await admin.ask('addConnector', { body: { id: newAct(), organisation: lighting.somebody?.organisation ?? 0, name: '照明所工单系统', days: 30 } })
  const village = staff.somebody?.area ?? 0
  resource = (await staff.ask('saveResource', { body: { id: newAct(), isNew: true, kind: 'venue', nameZh: '社区议事厅', place: '党群服务中心二楼', hours: '8:30–21:00', terms: '坐 40 人', area: village, quantity: 1, unit: '处', openTo: 'township', keeper: 'communityStaff' } })).row.id // prettier-ignore
  const asked = await officer.ask('askResource', { params: { id: resource }, body: { act: newAct(), id: newAct(), amount: 1, from: '2026-11-25T14:00', until: '2026-11-25T16:00', what: '院坝会' } }) // prettier-ignore
  await act(staff, { id: asked.id, action: 'grant' })
  const known = await app.visitor().ask('sendCode', { body: { phone: '13800001111' } })
  await app.visitor().ask('signInPhone', { body: { phone: '13800001111', code: known.demoCode ?? '', name: '要求抹去的人' } })
  await (await app.become('securityAdmin')).ask('askErasure', { body: { id: newAct(), phone: '13800001111', reason: '本人书面要求' } })
  const [ofStaff, ofOfficer, ofAdmin, ofAuditor, ofSupervisor, ofNobody] = await Promise.all([
    fourWays(journey, { as: staff }),
    fourWays(journey, { as: officer }),
    fourWays(journey, { as: admin }),
    fourWays(journey, { as: auditor }),
    fourWays(journey, { as: supervisor }),
    fourWays(journey, {}),
  ])
  people = { staff: ofStaff, officer: ofOfficer, admin: ofAdmin, auditor: ofAuditor, supervisor: ofSupervisor, nobody: ofNobody }
})
afterAll(() => journey.close())

/** Every address of the staff, read from the screens themselves: a new page is looked at without anybody thinking of it. */
const wordsOf = (file: string): string => readFileSync(join(import.meta.dirname, '../../web/staff', file), 'utf8')
const routes = [...wordsOf('app.tsx').matchAll(/<Route path="([^"*]+)"/g)].map(([, path]) => path ?? '')
const oversightPages = [...wordsOf('oversight-parts.tsx').matchAll(/^  \['(\w+)', \{ zh/gm)].map(([, name]) => name ?? '')

type Who = keyof typeof people
/** Who looks where the community's staff may not, and what stands where an address has a blank. */
const others: Readonly<Record<string, Who>> = { '/find': 'officer', '/route': 'officer', '/open/:process/:action': 'officer', '/people': 'admin', '/processes/add': 'admin', '/calendar': 'admin', '/duties': 'admin', '/grids': 'admin', '/audit': 'auditor', '/connectors': 'admin', '/erasures': 'admin', '/bulletins/:id': 'supervisor', '/rules': 'supervisor', '/key-lines': 'supervisor', '/oversight/:page?': 'supervisor' } // prettier-ignore
const blanks: Readonly<Record<string, readonly (() => string)[]>> = {
  '/m/:id': [() => `/m/${matter}`],
  '/m/:id/dispatch': [() => `/m/${matter}/dispatch`],
  '/open/:process/:action': [() => '/open/grid-call/callNow'],
  '/oversight/:page?': [() => '/oversight', ...oversightPages.map((page) => () => `/oversight/${page}`)],
  '/processes/:name': [() => '/processes/resident-report'],
  '/indicators/:name': [() => '/indicators/called'],
  '/quality/:check': [() => '/quality/no-place'],
  '/bulletins/:id': [() => `/bulletins/${bulletin}`],
  '/resources/:id': [() => `/resources/${resource}`],
  '/policies/:id': [() => `/policies/${policy}`],
}
const pages: readonly (readonly [string, Who, () => string])[] = [
  ['signing in', 'nobody', () => '/staff/dazu'],
  ...routes.flatMap((route) => (blanks[route] ?? [() => route]).map((fill, n) => [n === 0 ? route : fill(), others[route] ?? 'staff', () => `/staff/dazu${fill()}`] as const)), // prettier-ignore
  ['the grids as others see them', 'staff', () => '/staff/dazu/grids'],
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
  it('knows what stands in every address with a blank', () => {
    expect(routes.length).toBeGreaterThan(25)
    expect(oversightPages.length).toBeGreaterThan(8)
    expect(routes.filter((route) => route.includes(':') && !blanks[route])).toEqual([])
    expect([...Object.keys(others), ...Object.keys(blanks)].filter((route) => !routes.includes(route))).toEqual([])
  })

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
