// Supervision on screen: the hard case goes on the agenda in one press, the meeting is held by keyboard, progress bars tell the truth, and no page has a barrier.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Client } from '../support/app.ts'
import { townshipOf } from '../support/district.ts'
import { act, barriers, fourWays, reportBy, sees, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let dispatcher: Client
let desk: Page
let road = ''
const day = (offset: number): string => new Date(journey.app.there.house.now() + offset * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const officer = await app.become('gridOfficer', journey.village)
  const { ground } = app.there
  const township = townshipOf(ground, officer.somebody?.area ?? 0)
  dispatcher = await app.become('dispatcher', township?.name.zh)
  road = (await reportBy(app, { area: officer.somebody?.area ?? 0, category: 'other', what: '村口的路坑坑洼洼' })).id
  await act(officer, { id: road, action: 'triageMajor', answers: { why: '村里修不了' } })
  await act(dispatcher, { id: road, action: 'park', answers: { until: day(1), words: '等方案' } })
  await dispatcher.ask('openMatter', { body: { act: randomUUID(), id: randomUUID(), process: 'task-list', action: 'send', answers: { what: '入冬走访', due: day(9), each: { post: 'gridOfficer', area: township?.id ?? 0, items: ['看消防通道'] } } } })
  await journey.app.settle()
  await journey.advance(26 * 3_600_000)
  await dispatcher.ask('become', { body: { person: dispatcher.somebody?.person ?? '' } })
  desk = await journey.desk(dispatcher)
}) // prettier-ignore
afterAll(() => journey.close())

describe('the agenda', () => {
  it('shows the hard case with its reason, and one press puts it on the list', async () => {
    await desk.goto(journey.url('/staff/dazu/oversight/agenda'))
    const row = desk.getByRole('listitem').filter({ hasText: '村口的路坑坑洼洼' })
    await row.getByText('挂账到期还没办').waitFor()
    await row.getByRole('button', { name: '列入末尾议题' }).click()
    await sees(desk, '待定牵头人')
    expect((await dispatcher.ask('agenda', {})).items).toHaveLength(1)
  })

  it('is gone through at the meeting with the keyboard alone', async () => {
    const [item] = (await dispatcher.ask('agenda', {})).items
    await act(dispatcher, { id: item?.row.id ?? '', action: 'lead', answers: { leader: { post: 'dispatcher' }, plan: '先查勘，再动工' } })
    await journey.app.settle()
    await desk.goto(journey.url('/staff/dazu/oversight/agenda?meeting=1'))
    await sees(desk, '第 1 件，共 1 件')
    await desk.keyboard.press('i')
    await desk.keyboard.type('方案定了，下周动工')
    await desk.keyboard.press('Control+Enter')
    await sees(desk, '进展记下了')
    await journey.app.settle()
    expect((await dispatcher.ask('agenda', {})).items[0]).toMatchObject({ progressed: 1, meetings: [{ moved: '方案定了，下周动工' }] })
  })
})

describe('the other pages', () => {
  it('show live progress as n of N and go down to the communities', async () => {
    await desk.goto(journey.url('/staff/dazu/oversight/tasks'))
    await sees(desk, '入冬走访')
    await desk.getByRole('button', { name: '看下面各处' }).click()
    await desk.getByRole('button', { name: /点开看下一级/ }).first().waitFor()
  }) // prettier-ignore

  it('have no barrier in two languages and two modes, at the desk and on the phone', async () => {
    const found: string[] = []
    const ways = await fourWays(journey, { as: dispatcher })
    for (const name of [
      'listed',
      'agenda',
      'agenda?meeting=1',
      'bank',
      'tasks',
      'notices',
      'records',
      'records?of=joints',
      'ratings',
      'rechecks',
      'truth',
      'grades',
      'exclusions',
    ])
      for (const { page, name: way } of ways)
        for (const width of way.startsWith('standard') ? [1280, 390] : [390]) {
          await page.setViewportSize({ width, height: 844 })
          await page.goto(journey.url(`/staff/dazu/oversight/${name}`))
          await stands(page).catch((error: unknown) => found.push(`${name} ${way} ${width}: ${String(error)}`))
          const wide = width === 390 ? await standsOut(page, width) : null
          found.push(...(await barriers(page)).map((each) => `${name} ${way} ${width}: ${each}`), ...(wide ? [`${name} ${way}: ${wide}`] : []))
        }
    expect(found).toEqual([])
    expect(journey.faults).toEqual([])
  }, 240_000)
})
