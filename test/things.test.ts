// A new plate on a thing: who may put it up, where, that two never share a code, and that residents can scan it at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Calls } from '../core/api.ts'
import type { Post } from '../core/posts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'

let app: TestApp
let officer: Client
let grid = 0
beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer', '惜字阁村')
  grid = officer.somebody?.area ?? 0
})
afterAll(() => app.close())

type Body = Calls['addThing']['body']
const lamp = (code: string, more: Partial<Body> = {}): Body => ({
  id: newAct(), code, kind: 'lamp', nameZh: '新路灯', nameEn: 'New lamp', placeZh: '村口', placeEn: 'At the gate', area: grid, ...more,
}) // prettier-ignore
const add = (client: Client, body: Body) => client.request('addThing', { body })
const codeOf = (reply: Awaited<ReturnType<typeof add>>) => (reply.ok ? 'added' : reply.refusal.code)
const listed = async (q: string) => (await app.visitor().ask('things', { query: { q } })).rows
/** Where some thing of the demonstration stands, in the grid or far from it. */
const spot = async (isInside: boolean) => {
  const { rows } = await app.visitor().ask('things', { query: { limit: 100 } })
  const found = rows.find(({ area, lon, lat }) => (area.id === grid) === isInside && lon !== null && lat !== null)
  return { lon: found?.lon ?? 0, lat: found?.lat ?? 0 }
}

describe('a grid officer', () => {
  it('puts a plate on a lamp of the own grid, and the next resident scans it', async () => {
    const point = await spot(true)
    const body = lamp('TX-7001', point)
    const { thing } = await officer.ask('addThing', { body })
    expect(thing).toMatchObject({ id: body.id, code: 'TX-7001', name: { zh: '新路灯' }, place: { zh: '村口' }, area: { id: grid }, ...point })
    const page = await app.visitor().ask('code', { params: { code: 'tx-7001' } })
    expect(page).toMatchObject({ thing: { id: body.id }, officer: { post: 'gridOfficer' }, open: [] })
    const sent = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), code: 'TX-7001', category: 'lamp-out' } })
    expect(sent.owner).not.toBeNull()
  })

  it('who presses twice has put up one', async () => {
    const body = lamp('TX-7002')
    const replies = await Promise.all([add(officer, body), add(officer, body), add(officer, body)])
    expect(replies.map(codeOf)).toEqual(['added', 'added', 'added'])
    expect(await listed('TX-7002')).toHaveLength(1)
  })

  it('cannot give a code that another thing has, nor a thing a second code, however many try at once', async () => {
    expect(await add(officer, lamp('TX-0417'))).toMatchObject({ ok: false, status: 409, refusal: { code: 'code-taken' } })
    const twins = await Promise.all(Array.from({ length: 5 }, () => add(officer, lamp('TX-7003'))))
    expect(twins.map(codeOf).sort()).toEqual(['added', 'code-taken', 'code-taken', 'code-taken', 'code-taken'])
    const body = lamp('TX-7004')
    expect(codeOf(await add(officer, body))).toBe('added')
    expect(codeOf(await add(officer, { ...body, code: 'TX-7005' }))).toBe('code-taken')
    expect(await listed('TX-7005')).toEqual([])
  })

  it('is told when the point lies elsewhere, the area does not exist, or the code has another form', async () => {
    expect(await add(officer, lamp('TX-7006', await spot(false)))).toMatchObject({ ok: false, status: 422, refusal: { code: 'not-in-area' } })
    expect(await add(officer, lamp('TX-7006', { lon: 0, lat: 0 }))).toMatchObject({ ok: false, refusal: { code: 'not-in-area' } })
    expect(await add(officer, lamp('TX-7006', { area: 999_999 }))).toMatchObject({ ok: false, status: 422, refusal: { code: 'no-such-area' } })
    for (const code of ['tx-7006', 'TX7006', 'TX-70', "TX-7006'; --"])
      expect(await add(officer, lamp(code))).toMatchObject({ ok: false, status: 400 })
    expect(await listed('TX-7006')).toEqual([])
  })

  it('may not do so in somebody else’s grid', async () => {
    const elsewhere = app.there.who('gridOfficer', '和平村').area ?? 0
    expect(await add(officer, lamp('TX-7007', { area: elsewhere }))).toMatchObject({ ok: false, status: 403, refusal: { code: 'not-yours' } })
    const above = app.there.areaNamed('惜字阁村')
    expect(codeOf(await add(officer, lamp('TX-7007', { area: above })))).toBe('not-yours')
  })
})

describe('others', () => {
  const may: readonly Post[] = ['gridLeader', 'communityStaff', 'communitySecretary', 'dispatcher', 'supervisor', 'systemAdmin']
  it.each(may.map((post, at) => ({ post, code: `TX-71${String(at).padStart(2, '0')}` })))('$post may, in the own area', async ({ post, code }) => {
    const client = await app.become(post)
    expect(codeOf(await add(client, lamp(code, { area: client.somebody?.area ?? 0 })))).toBe('added')
  })

  const mayNot: readonly Post[] = ['cleaner', 'yardHead', 'departmentOfficer', 'departmentHead', 'districtLeader', 'securityAdmin', 'auditAdmin']
  it.each(mayNot.map((post) => ({ post })))('$post may not', async ({ post }) => {
    const client = await app.become(post)
    expect(await add(client, lamp('TX-7200', { area: client.somebody?.area ?? 1 }))).toMatchObject({ ok: false, status: 403 })
  })

  it('a visitor is asked to sign in, and nothing of all that was refused is there', async () => {
    expect(await add(app.visitor(), lamp('TX-7200'))).toMatchObject({ ok: false, status: 401 })
    expect(await listed('TX-7200')).toEqual([])
  })
})
