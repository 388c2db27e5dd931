// How often a code is scanned: one bare count a day for whoever looks after the place, of nobody, and never in the way of the page.
import { Client as Owner } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'

let app: TestApp
let staff: Client
let owner: Owner
beforeAll(async () => {
  app = await startApp()
  staff = await app.become('communityStaff', '惜字阁村')
  owner = new Owner({ connectionString: app.there.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await app.close()
})

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0'
const scan = async (code: string, init: { method?: string; agent?: string } = {}) =>
  (await app.visitor().fetch(`/api/${app.slug}/codes/${code}`, { method: init.method ?? 'GET', headers: { 'user-agent': init.agent ?? phone } }))
    .status
const listed = async (client: Client, query: { q?: string; sort?: 'code' | 'few'; limit?: number; after?: string }) => client.ask('things', { query })
const scansOf = async (code: string) => (await listed(staff, { q: code })).rows[0]?.scans

describe('a scanned code', () => {
  it('counts each scan of a person, and none of robots, of a mere look, or of what does not exist', async () => {
    expect(await scansOf('TX-0401')).toEqual({ last30: 0, total: 0, reports: 0 })
    for (let n = 0; n < 3; n++) expect(await scan('TX-0401')).toBe(200)
    expect(await scan('tx-0401')).toBe(200)
    for (const agent of ['Googlebot/2.1', 'Baiduspider', 'curl/8.0', 'python-requests/2', ' ']) expect(await scan('TX-0401', { agent })).toBe(200)
    expect(await scan('TX-0401', { method: 'HEAD' })).toBe(200)
    expect(await scan('TX-9999')).toBe(404)
    expect(await scansOf('TX-0401')).toEqual({ last30: 4, total: 4, reports: 0 })
  })

  it('is counted right when many scan at once', async () => {
    expect(await Promise.all(Array.from({ length: 12 }, () => scan('TX-0402')))).toEqual(Array.from({ length: 12 }, () => 200))
    expect(await scansOf('TX-0402')).toMatchObject({ total: 12 })
  })

  it('counts the reports that came by it, and forgets nothing after thirty days but the thirty days', async () => {
    await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), code: 'TX-0403', category: 'lamp-out' } })
    await scan('TX-0403')
    app.there.advance(31 * 86_400_000)
    await scan('TX-0403')
    // sessions have ended by then
    staff = await app.become('communityStaff', '惜字阁村')
    expect(await scansOf('TX-0403')).toEqual({ last30: 1, total: 2, reports: 1 })
  })

  it('leaves behind a thing, a day and a number, and nothing of whoever scanned', async () => {
    const { rows } = await owner.query(`select column_name as name from information_schema.columns where table_name = 'scans' order by 1`)
    expect(rows.map(({ name }) => String(name))).toEqual(['area_key', 'day', 'district_id', 'n', 'thing_id'])
  })

  it('opens its page even when counting is impossible', async () => {
    await owner.query('alter table scans rename to scans_elsewhere')
    expect(await scan('TX-0404')).toBe(200)
    await owner.query('alter table scans_elsewhere rename to scans')
  })
})

describe('the figures of scans', () => {
  it('come seldom scanned first, page by page, each thing once', async () => {
    const codes: string[] = []
    const counts: number[] = []
    let after: string | undefined
    do {
      const page = await listed(staff, { sort: 'few', limit: 20, ...(after ? { after } : {}) })
      codes.push(...page.rows.map(({ code }) => code))
      counts.push(...page.rows.map(({ scans }) => scans?.last30 ?? -1))
      after = page.next ?? undefined
      expect(page.total).toBeGreaterThan(20)
    } while (after)
    expect(new Set(codes).size).toBe(codes.length)
    expect(counts).toEqual([...counts].sort((one, other) => one - other))
    expect(codes.at(-1)).toBe('TX-0403')
  })

  it('are for those who look after the place: a visitor and another village see none', async () => {
    expect((await listed(app.visitor(), { q: 'TX-0402' })).rows[0]).toMatchObject({ code: 'TX-0402', scans: null })
    const elsewhere = await app.become('gridOfficer', '和平村')
    expect((await listed(elsewhere, { q: 'TX-0402' })).rows[0]).toMatchObject({ scans: null })
    expect((await listed(elsewhere, { sort: 'few', limit: 100 })).rows.map(({ code }) => code)).not.toContain('TX-0402')
    expect(await app.visitor().request('things', { query: { sort: 'few' } })).toMatchObject({ ok: false, status: 401 })
    expect(await (await app.become('systemAdmin')).request('things', { query: { sort: 'few' } })).toMatchObject({ ok: false, status: 403, refusal: { code: 'scans-of-others' } }) // prettier-ignore
  })

  it('begin anew at a place in the list that we never wrote', async () => {
    expect((await listed(staff, { sort: 'few', after: "0'; drop" })).rows.length).toBeGreaterThan(0)
  })
})
