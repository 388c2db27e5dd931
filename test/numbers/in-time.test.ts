// Who is late and who is not: a promise is judged when its time has come, and whoever handled in time waits for the resident without blame.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FigureShape } from '../../core/figures.ts'
import { hourMs, startTown, type Town } from '../oversight/district.ts'

let town: Town
const day = (at: number): string => new Date(at + 8 * hourMs).toISOString().slice(0, 10)
/** The figures of this moment, for the days up to its own and the week ahead. */
async function figures(ids: readonly string[]): Promise<Readonly<Record<string, FigureShape>>> {
  await town.app.settle()
  const now = town.app.there.house.now()
  const page = await town.supervisor.ask('indicators', {
    query: { from: day(now - 40 * 24 * hourMs), upto: day(now + 7 * 24 * hourMs), exclusions: 'with' },
  })
  return Object.fromEntries(page.rows.filter(({ id }) => ids.includes(id)).map(({ id, figure }) => [id, figure]))
}
const n = async (id: string): Promise<number> => (await figures([id]))[id]?.n ?? Number.NaN

beforeAll(async () => {
  town = await startTown()
})
afterAll(() => town.app.close())

it('what is promised for later is not due yet, and nobody is late by it', async () => {
  await town.report('路灯不亮', { category: 'lamp-out' })
  const { id } = await town.report('垃圾满了', { category: 'lamp-out' })
  await town.act(town.officer, id, { action: 'takeUp' })
  expect(await figures(['due', 'due-open'])).toMatchObject({ due: { n: 0 }, 'due-open': { n: 0, of: 0 } })
})

it('what was handled in time is in time while it waits to be checked and judged, and closed in time once it is closed', async () => {
  const { id, receipt } = await town.report('井盖松了', { category: 'lamp-out' })
  await town.act(town.officer, id, { action: 'takeUp' })
  await town.act(town.officer, id, { action: 'resolve', answers: { done: '换好了' } })
  const waiting = await figures(['due', 'in-time', 'closed-in-time', 'to-close', 'due-open'])
  expect(waiting).toMatchObject({ due: { n: 1 }, 'in-time': { n: 1, of: 1 }, 'closed-in-time': { n: 0 }, 'to-close': { n: 1 }, 'due-open': { n: 0 } })
  await town.act(town.community, id, { action: 'pass' })
  await town.act(town.community, id, { action: 'reply', answers: { words: '换好了，请您看看' } })
  expect(await figures(['in-time', 'to-close'])).toMatchObject({ 'in-time': { n: 1 }, 'to-close': { n: 1 } })
  await judge(receipt, 'confirm', {})
  expect(await figures(['in-time', 'closed-in-time', 'to-close'])).toMatchObject({
    'in-time': { n: 1 },
    'closed-in-time': { n: 1 },
    'to-close': { n: 0 },
  })
})

it('a failed check lets the same clock go on: in time no more until it is mended', async () => {
  const before = await n('in-time')
  const { id } = await town.report('栏杆断了', { category: 'lamp-out' })
  await town.act(town.officer, id, { action: 'takeUp' })
  await town.act(town.officer, id, { action: 'resolve', answers: { done: '焊好了' } })
  expect(await n('in-time')).toBe(before + 1)
  await town.act(town.community, id, { action: 'rework', answers: { why: '还晃' } })
  expect(await n('in-time')).toBe(before)
})

it('what ran out of time is overdue and stays so when it is handled after all', async () => {
  const { id } = await town.report('水管漏水', { category: 'lamp-out' })
  await town.act(town.officer, id, { action: 'takeUp' })
  const before = await n('due-open')
  await town.later(30 * 24 * hourMs)
  const late = await n('due-open')
  expect(late).toBeGreaterThan(before)
  await town.act(town.officer, id, { action: 'resolve', answers: { done: '修好了' } })
  expect(await n('due-open')).toBe(late)
})

it('whoever first says it is not solved is not among those who said so at once, however it ends', async () => {
  const [solved, atOnce] = [await n('solved'), await n('solved-at-once')]
  const { id, receipt } = await town.report('楼道灯坏', { category: 'lamp-out' })
  const round = async () => {
    await town.act(town.officer, id, { action: 'resolve', answers: { done: '换好了' } })
    await town.act(town.community, id, { action: 'pass' })
    await town.act(town.community, id, { action: 'reply', answers: { words: '换好了' } })
  }
  await town.act(town.officer, id, { action: 'takeUp' })
  await round()
  await judge(receipt, 'dispute', { solved: 'no', why: '还是不亮' })
  const holder = { post: 'gridOfficer', area: town.officer.somebody?.area }
  await town.act(town.dispatcher, id, { action: 'redispatch', answers: { holder } })
  await town.act(town.officer, id, { action: 'acknowledge' })
  await round()
  await judge(receipt, 'confirm', {})
  expect([await n('solved'), await n('solved-at-once')]).toEqual([solved + 1, atOnce])
})

const judge = (receipt: string, action: string, answers: Record<string, unknown>) =>
  town.app.visitor().ask('followAct', { params: { receipt }, body: { act: crypto.randomUUID(), action, answers } })
