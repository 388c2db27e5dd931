// Where a call came from: who writes it down says so, it is found and counted by it, and the answer goes back the usual way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../core/calendar.ts'
import { enteredSources, sourceLabel, sourceNames, sharesOfSources } from '../core/sources.ts'
import { gcjFromWgs, inWgs } from '../core/datum.ts'
import { metresBetween } from '../core/geometry.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { act, read } from './support/journey.ts'
import { naughtyStrings, spoilt, waysIn, wrongTypes } from './support/naughty.ts'
import { prove } from './support/proof.ts'

const village = '惜字阁村'
const letter = '二届三次会议第 128 号建议'
let app: TestApp
let [staff, officer, supervisor]: Client[] = []
const need = (client: Client | undefined): Client => {
  if (!client) throw new Error('not signed in yet')
  return client
}
const opened = (more: Readonly<Record<string, unknown>> = {}, answers: Readonly<Record<string, unknown>> = {}) => ({
  act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', area: need(officer).somebody?.area ?? 0, answers: { category: 'lamp-out', what: '建议给文昌路装路灯', consent: true, ...answers }, ...more,
}) // prettier-ignore

beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer', village)
  staff = await app.become('communityStaff', village)
  supervisor = await app.become('supervisor')
})
afterAll(() => app.close())

describe('a deputy’s suggestion', () => {
  let [id, receipt] = ['', '']
  it('is written down with its number: the deputy is who reported it, their contact optional', async () => {
    const body = opened({ source: 'deputy', outside: letter })
    const made = await need(staff).ask('openMatter', { body })
    ;[id, receipt] = [body.id, made.receipt ?? '']
    expect(made.page).toMatchObject({ matter: { source: 'deputy' }, outside: letter, hasContact: false })
    expect(receipt).toMatch(/^.{3}-.{3}-.{3}$/)
    expect(made.page.matter.due).not.toBeNull()
  })

  it('is found by its number and by its source, whole and in part', async () => {
    await app.settle()
    for (const query of [{ q: letter }, { q: '128 号' }, { source: 'deputy' }, { source: 'deputy', q: '三次会议' }])
      expect(
        (await need(supervisor).ask('matters', { query })).rows.map((row) => row.id),
        JSON.stringify(query),
      ).toEqual([id])
    expect((await need(officer).ask('inbox', { query: { list: 'area', q: '二届三次' } })).rows.map((row) => row.id)).toEqual([id])
    expect((await need(supervisor).ask('matters', { query: { source: 'media' } })).rows).toEqual([])
  })

  it('is answered, and the deputy judges the answer as any reporter does', async () => {
    await act(need(officer), { id, action: 'takeUp' })
    await act(need(officer), { id, action: 'resolve', answers: { done: '装了六盏灯' } })
    await act(need(staff), { id, action: 'pass' })
    await act(need(staff), { id, action: 'reply', answers: { words: '六盏灯装好了，请您去看看' } })
    const page = await app.visitor().ask('follow', { params: { receipt } })
    expect(page.reply).toBe('六盏灯装好了，请您去看看')
    const judged = await app
      .visitor()
      .ask('followAct', { params: { receipt }, body: { act: newAct(), action: 'confirm', answers: { rating: 'good' } } })
    expect(judged.state).toBe('closed')
    expect((await read(need(staff), id)).outside).toBe(letter)
  })
})

describe('whoever writes something down', () => {
  it('may say any source of the table that people can bring, and no other', async () => {
    for (const source of enteredSources) await need(staff).ask('open', { body: opened({ source }) })
    for (const source of ['grid', 'resident', 'other', '', 'constructor', '代表'])
      expect(await need(staff).request('open', { body: opened({ source }) }), source).toMatchObject({ status: 400, refusal: { field: 'source' } })
    await need(officer).ask('open', { body: opened({ process: 'grid-finding', action: 'find', source: 'leader', outside: '督办〔2026〕9号' }) })
    await need(staff).ask('open', { body: opened({ action: 'fromGroup', source: 'media' }) })
  })

  it('says nothing where it came by the way in itself, and a phone number is no number of a letter', async () => {
    for (const [action, process, source] of [['onBehalf', 'resident-report', 'on-behalf'], ['fromGroup', 'resident-report', 'group'], ['find', 'grid-finding', 'grid']] as const) {
      const { page } = await need(officer).ask('openMatter', { body: opened({ action, process }) })
      expect(page).toMatchObject({ matter: { source } })
      expect(page.outside).toBeUndefined()
    } // prettier-ignore
    for (const outside of ['13800001111', '电话 13800001111', ' ', '很'.repeat(41), '<b>', 'a\tb'])
      expect(await need(staff).request('open', { body: opened({ outside }) }), outside).toMatchObject({ status: 422, refusal: { field: 'outside' } })
  })

  it('of a call between offices cannot say one', async () => {
    const body = opened({ process: 'grid-call', action: 'callSoon', source: 'media' }, { what: '大树要倒', tried: '锯子够不着' })
    expect(await need(officer).request('open', { body })).toMatchObject({ status: 422, refusal: { field: 'source' } })
  })
})

describe('every source', () => {
  it('is counted in the centre with exactly the rows behind it, and all of them together are all calls', async () => {
    await app.settle()
    const page = await need(supervisor).ask('centre')
    expect(page.sources.map(({ source }) => source)).toEqual(sourceNames)
    expect(page.sources.reduce((sum, { n }) => sum + n, 0)).toBe(page.today.called)
    for (const { source, n } of page.sources) {
      const query = { measure: `source-${source}`, day: dayOf(page.at), limit: 100 }
      const behind = await need(supervisor).ask('matters', { query })
      expect([source, behind.rows.length, behind.rows.every((row) => row.source === source)]).toEqual([source, n, true])
    }
    expect(page.sources.find(({ source }) => source === 'deputy')?.n).toBe(2)
  })

  it('has its share in the catalogue of indicators, with the same rows', async () => {
    const day = dayOf(app.there.house.now())
    const asked = { from: day, upto: day, exclusions: 'with' as const }
    const rows = (await need(supervisor).ask('indicators', { query: asked })).rows
    for (const { id, source } of sharesOfSources) {
      const figure = rows.find((row) => row.id === id)?.figure
      const behind = await need(supervisor).ask('matters', { query: { ...asked, indicator: id, part: 'n', limit: 100 } })
      expect([source, behind.total, behind.rows.every((row) => row.source === source)]).toEqual([source, figure?.n, true])
    }
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('has words in both languages, and a stored word nobody knows is shown as it stands', () => {
    expect(sourceNames.map(sourceLabel).every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
    expect(sourceLabel('巡查')).toEqual({ zh: '巡查', en: '巡查' })
  })
})

describe('whatever the platform above sends', () => {
  it('is answered in words, never with a failure of ours, and opens nothing that is not whole', async () => {
    const admin = await app.become('systemAdmin')
    const made = await admin.ask('addConnector', { body: { id: newAct(), kind: 'upper', source: 'city-platform', name: '市级平台', days: 2 } })
    const whole = { outside: 'A-1', classCode: '1', className: '一', words: '话', address: village, position: { lon: 105.7, lat: 29.7, datum: 'WGS-84' }, calledAt: '2026-11-24T01:00:00Z', urgency: 'normal', phone: '13800001111' } // prettier-ignore
    const send = async (body: unknown) => {
      const headers = { authorization: `Bearer ${made.key ?? ''}`, 'content-type': 'application/json' }
      const answer = await app.visitor().fetch('/api/dazu/connect/handed', { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, text: await answer.text() }
    }
    const ways = waysIn(whole)
    const spoils = [...naughtyStrings, ...wrongTypes]
    const tries = spoils.flatMap((by, n) => [0, 1, 2].map((turn) => spoilt(whole, ways[(n + turn * 5) % ways.length] ?? [], by)))
    for (const body of tries) {
      const { status, text } = await send(body)
      expect([status < 500, status === 200 || text.includes('"refusal"')], `${JSON.stringify(body).slice(0, 300)} → ${status} ${text.slice(0, 200)}`).toEqual([true, true]) // prettier-ignore
    }
    await app.settle()
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('a position of a map provider', () => {
  it('is turned back into WGS-84 to well under a metre', () => {
    const here = [105.72, 29.7] as const
    expect(metresBetween(here, gcjFromWgs(here))).toBeGreaterThan(300)
    expect(metresBetween(here, inWgs(gcjFromWgs(here), 'GCJ-02'))).toBeLessThan(0.1)
    expect(inWgs(here, 'WGS-84')).toEqual(here)
  })
})
