// The library of policies: kept by who leads the work, fixed once published, found in Chinese, and shown where a matter rests on it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Calls } from '../core/api.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { townshipOf } from './support/district.ts'

type Wish = Calls['keepPolicy']['body']
let app: TestApp
let supervisor: Client
let dispatcher: Client
let officer: Client
let classCode = ''
let category = ''
const wish = (more: Partial<Wish> = {}): Wish => ({ id: newAct(), title: '示范文件：路灯维护办法', number: '示范文件 1 号', issuer: '示范单位', issuedOn: '2026-10-01', classes: [classCode], words: '路灯坏了，两个工作日内修好。', state: 'published', ...more }) // prettier-ignore
const titles = async (client: Client, query: Calls['policies']['query'] = {}) =>
  (await client.ask('policies', { query })).rows.map(({ title }) => title)

beforeAll(async () => {
  app = await startApp()
  supervisor = await app.become('supervisor')
  officer = await app.become('gridOfficer', '惜字阁村')
  const { ground } = app.there
  const township = townshipOf(ground, officer.somebody?.area ?? 0)
  dispatcher = await app.become('dispatcher', township?.name.zh)
  const lamp = ground.categories.get('lamp-out')
  ;[classCode, category] = [lamp?.classCode ?? '', lamp?.code ?? '']
})
afterAll(() => app.close())

describe('the library', () => {
  it('is empty at first, and only who leads the work keeps anything in it, each where they lead', async () => {
    expect(await titles(officer)).toEqual([])
    expect(await officer.request('keepPolicy', { body: wish() })).toMatchObject({ status: 403, refusal: { code: 'not-your-policies' } })
    expect(await app.visitor().request('keepPolicy', { body: wish() })).toMatchObject({ status: 401 })
    const district = supervisor.somebody?.area ?? 0
    expect(await dispatcher.request('keepPolicy', { body: wish({ area: district }) })).toMatchObject({ status: 403 })
    expect(await supervisor.request('keepPolicy', { body: wish({ classes: ['no-such'] }) })).toMatchObject({ refusal: { code: 'no-such-class' } })
    expect(await supervisor.request('keepPolicy', { body: wish({ words: ' ' }) })).toMatchObject({ refusal: { code: 'no-words' } })
    expect(await supervisor.request('keepPolicy', { body: wish({ issuedOn: '2099-01-01' }) })).toMatchObject({ refusal: { code: 'day-wrong' } })
  })

  it('keeps a draft to its keeper until it is published, and then its words stay', async () => {
    const draft = wish({ state: 'draft' })
    await supervisor.ask('keepPolicy', { body: draft })
    expect(await titles(supervisor)).toEqual([draft.title])
    for (const client of [officer, dispatcher, app.visitor()]) {
      expect(await titles(client)).toEqual([])
      expect(await client.request('policy', { params: { id: draft.id } })).toMatchObject({ status: 404 })
    }
    await supervisor.ask('keepPolicy', { body: { ...draft, words: '路灯坏了，一个工作日内修好。', state: 'published' } })
    expect(await titles(app.visitor())).toEqual([draft.title])
    const published = await app.visitor().ask('policy', { params: { id: draft.id } })
    expect(published).toMatchObject({ words: '路灯坏了，一个工作日内修好。', state: 'published', demo: true, mayKeep: false })
    expect(await supervisor.request('keepPolicy', { body: { ...draft, words: '改一个字' } })).toMatchObject({
      status: 409,
      refusal: { code: 'published-stays' },
    })
    expect(await dispatcher.request('keepPolicy', { body: draft })).toMatchObject({ status: 403 })
  })

  it('is found by two characters of its words, by its class, and by the place it is in force', async () => {
    await dispatcher.ask('keepPolicy', { body: wish({ title: '示范文件：市场巡查办法', words: '每天早晚各看一次。', classes: [] }) })
    expect(await titles(officer, { q: '路灯' })).toEqual(['示范文件：路灯维护办法'])
    expect(await titles(officer, { q: '早晚 巡查' })).toEqual(['示范文件：市场巡查办法'])
    expect(await titles(officer, { q: '灯修' })).toEqual([])
    expect(await titles(officer, { category })).toEqual(['示范文件：路灯维护办法'])
    expect((await titles(officer, { area: officer.somebody?.area ?? 0 })).sort()).toEqual(['示范文件：市场巡查办法', '示范文件：路灯维护办法'])
    const elsewhere = [...app.there.ground.areas.values()].find((area) => area.level === 1 && area.id !== dispatcher.somebody?.area)
    expect(await titles(officer, { area: elsewhere?.id ?? 0 })).toEqual(['示范文件：路灯维护办法'])
  })

  it('names the newer one on the older, and shows both to everybody', async () => {
    const [old] = (await supervisor.ask('policies', { query: { q: '路灯' } })).rows
    const newer = wish({ title: '示范文件：路灯维护办法（新）', replaces: old?.id ?? '' })
    await supervisor.ask('keepPolicy', { body: newer })
    expect(await app.visitor().ask('policy', { params: { id: old?.id ?? '' } })).toMatchObject({
      state: 'replaced',
      replacedBy: { id: newer.id, title: newer.title },
    })
    expect(await titles(officer, { category, state: 'published' })).toEqual([newer.title])
    await supervisor.ask('keepPolicy', { body: { ...newer, state: 'withdrawn' } })
    expect(await titles(app.visitor(), { q: '（新）' })).toEqual([])
    expect(await titles(officer, { q: '（新）' })).toEqual([newer.title])
    const trail = (await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'policy' } })).rows
    expect(trail.map(({ action, by }) => [action.zh, by]).slice(0, 2)).toEqual([['改了一份政策文件', supervisor.somebody?.name], ['存了一份政策文件', supervisor.somebody?.name]]) // prettier-ignore
  })

  it('takes a PDF for a draft, known by its contents, and gives it to whoever may read the policy', async () => {
    const draft = wish({ state: 'draft', words: '' })
    await supervisor.ask('keepPolicy', { body: draft })
    const put = (client: Client, body: string) =>
      client.fetch(`/api/dazu/policies/${draft.id}/file?name=a.pdf`, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body })
    expect([
      (await put(supervisor, '<html>')).status,
      (await put(officer, '%PDF-1.4 x')).status,
      (await put(app.visitor(), '%PDF-1.4 x')).status,
    ]).toEqual([415, 404, 401])
    expect((await put(supervisor, '%PDF-1.4 示范')).status).toBe(200)
    const get = (client: Client) => client.fetch(`/api/dazu/policies/${draft.id}/file`)
    expect((await get(officer)).status).toBe(404)
    await supervisor.ask('keepPolicy', { body: { ...draft, state: 'published' } })
    expect((await put(supervisor, '%PDF-1.4 other')).status).toBe(409)
    const file = await get(app.visitor())
    expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([200, 'application/pdf', '%PDF-1.4 示范'])
    expect((await app.visitor().fetch('/api/dazu/policies/x/file')).status).toBe(404)
  })
})
