// The four boards of a township: every open matter stands under one of them or under none, and a district moves a class as it likes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Board } from '../core/boards.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner } from './support/proof.ts'

let app: TestApp
let admin: Client
let officer: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.become('systemAdmin')
  officer = await app.become('gridOfficer')
  for (const category of ['lamp-out', 'noise', 'other', 'road-hole'])
    await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: officer.somebody?.area ?? 0, category, what: '请看看' } })
})
afterAll(() => app.close())

const open = async (board?: Board | 'none') => (await officer.ask('matters', { query: { measure: 'open', ...(board ? { board } : {}) } })).total

it('every open matter stands under exactly one board, or under none', async () => {
  const each = await Promise.all([...Board.options, 'none' as const].map((board) => open(board)))
  expect(each.reduce((sum, n) => sum + n, 0)).toBe(await open())
  expect(await open('economyBoard')).toBe(2)
  expect(await open('none')).toBe(1)
})

it('the system administrator moves a class, which the trail keeps, and its matters stand under the other board from then on', async () => {
  const before = await open('safetyBoard')
  await admin.ask('setBoard', { params: { code: 'urban' }, body: { board: 'safetyBoard' } })
  expect(await open('safetyBoard')).toBe(before + 1)
  expect((await officer.ask('district')).classes.find(({ code }) => code === 'urban')?.board).toBe('safetyBoard')
  expect(await asOwner(app.there.ownerUrl, `select 1 from events where action = 'boardChanged'`)).toHaveLength(1)
})

it('nobody else moves one, and nobody moves a class that is not there', async () => {
  expect(await officer.request('setBoard', { params: { code: 'urban' }, body: { board: null } })).toMatchObject({ ok: false, status: 403 })
  expect(await admin.request('setBoard', { params: { code: 'nothing' }, body: { board: null } })).toMatchObject({ ok: false, status: 404 })
})
