// A replay meeting, an on-site stay and a joint meeting: recorded, followed up, closed by whoever recorded it, and counted on the screen from themselves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { newAct, type Client } from '../support/app.ts'
import { act, barriers, day as dayMs, read, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let supervisor: Client
let dispatcher: Client
let follower: { readonly post: 'dispatcher'; readonly area: number }
let screen: Page

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  const { ground } = app.there
  supervisor = await app.become('supervisor')
  dispatcher = await app.become('dispatcher', '棠香街道')
  follower = { post: 'dispatcher', area: [...ground.areas.values()].find((area) => area.name.zh === '棠香街道')?.id ?? 0 }
  screen = await journey.desk(supervisor)
})
afterAll(() => journey.close())

const today = (): string => new Date(journey.app.there.house.now() + 8 * 3_600_000).toISOString().slice(0, 10)
async function recorded(
  action: 'replay' | 'stay' | 'jointMeeting',
  words: { what: string; who: string; found: string; follow: string },
): Promise<string> {
  const id = newAct()
  await supervisor.ask('openMatter', { body: { id, act: newAct(), process: 'governance-record', action, answers: { ...words, on: today(), holder: follower } } }) // prettier-ignore
  await journey.app.settle()
  return id
}
/** What the tile of a count says, and how many rows it opens. */
async function told(kind: string): Promise<{ words: string; rows: number }> {
  await screen.goto(journey.url('/staff/dazu/oversight/records'))
  const tile = screen.getByRole('link', { name: new RegExp(`^${kind} \\d+ 件`) })
  const words = ((await tile.getAttribute('aria-label')) ?? '').replace('，看明细', '')
  await tile.click()
  await screen.getByRole('heading', { name: `近一年的${kind}` }).waitFor()
  await screen.locator('.ovrow, .empty').first().waitFor()
  return { words, rows: await screen.locator('main li.ovrow').count() }
}

describe('a joint meeting', () => {
  it('names who sees to what was decided; they carry it out, the recorder closes it, and the count says so at every step', async () => {
    const id = await recorded('jointMeeting', {
      what: '老街排水谁来管',
      who: '水利局、住建委、棠香街道',
      found: '主管道归水利局，支管归街道',
      follow: '街道月底前清完支管',
    })
    expect(await told('联席会议')).toEqual({ words: '联席会议 1 件，未结 1，超时 0', rows: 1 })
    await screen.getByText('老街排水谁来管').first().waitFor()
    expect((await read(dispatcher, id)).matter.owner).toMatchObject({ post: 'dispatcher' })
    await act(dispatcher, { id, action: 'carryOut', answers: { done: '支管清了 400 米' } })
    await journey.app.settle()
    expect((await read(supervisor, id)).matter.owner).toMatchObject({ post: 'supervisor' })
    await act(supervisor, { id, action: 'close', answers: { words: '现场看过，通了' } })
    await journey.app.settle()
    expect(await told('联席会议')).toEqual({ words: '联席会议 1 件，未结 0，超时 0', rows: 1 })
    const page = await supervisor.ask('indicator', { params: { name: 'joint-meetings' }, query: { preset: 'month' } })
    expect(page.row.figure).toEqual({ n: 1, of: null, value: 1, state: 'ok' })
    expect((await supervisor.ask('matters', { query: { indicator: 'joint-meetings', from: page.period.from, upto: page.period.upto } })).total).toBe(
      1,
    )
  })
})

describe('a replay meeting', () => {
  it('goes back to whoever sees to it when what was done is not enough', async () => {
    const id = await recorded('replay', { what: '停水那天的消息', who: '七个部门', found: '消息传得慢', follow: '建一张名单' })
    await act(dispatcher, { id, action: 'carryOut', answers: { done: '名单建了一半' } })
    await journey.app.settle()
    await act(supervisor, { id, action: 'notYet', answers: { why: '还差物业的电话' } })
    await journey.app.settle()
    expect((await read(dispatcher, id)).matter).toMatchObject({ phase: 'working', owner: { post: 'dispatcher' } })
    expect(await told('复盘')).toEqual({ words: '复盘 1 件，未结 1，超时 0', rows: 1 })
  })
})

describe('an on-site stay', () => {
  it('counts as late once nobody has carried out what it found', async () => {
    const id = await recorded('stay', { what: '去社区三天', who: '督查岗', found: '夜里没人值班', follow: '排夜班' })
    expect(await told('蹲点')).toEqual({ words: '蹲点 1 件，未结 1，超时 0', rows: 1 })
    await journey.advance(21 * dayMs)
    supervisor = await journey.app.become('supervisor')
    screen = await journey.desk(supervisor)
    expect(await told('蹲点')).toEqual({ words: '蹲点 1 件，未结 1，超时 1', rows: 1 })
    expect((await read(supervisor, id)).matter.phase).toBe('working')
  })

  it('may be recorded by those who answer for a place or supervise, and by no grid officer', async () => {
    const officer = await journey.app.become('gridOfficer', journey.village)
    const opened = await officer.request('openMatter', { body: { id: newAct(), act: newAct(), process: 'governance-record', action: 'stay', answers: { what: '去社区三天', on: today(), who: '我', found: '看了看', holder: follower } } }) // prettier-ignore
    expect(opened.ok).toBe(false)
  })
})

describe('the page of records', () => {
  it('has no barrier and no broken page on the way', async () => {
    expect(await barriers(screen)).toEqual([])
    expect(journey.faults).toEqual([])
  })
})
