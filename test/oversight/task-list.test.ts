// A task list to every grid of the district: two thousand seven hundred parts, a crash in the middle, live progress that is never a guess.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { Ask, Verdict } from '../../server/matters/ask.ts'
import type { Door } from '../../server/matters/door.ts'
import { leavePages, openPage } from '../../server/matters/parts.ts'
import { makeConsumer } from '../../server/outbox/consume.ts'
import { asOwner, prove } from '../support/proof.ts'
import { startTown, type Town } from './district.ts'

let town: Town
let list = ''
const items = ['看消防通道', '看独居老人', '看用电']
const Counted = z.object({ n: z.coerce.number() })
const counted = async (where: string): Promise<number> =>
  Counted.parse((await asOwner(town.app.there.ownerUrl, `select count(*) as n from matters where parent_id = '${list}' and ${where}`))[0]).n
const grids = () => [...town.app.there.ground.areas.values()].filter((area) => area.level === 3).length

async function sendList(): Promise<string> {
  const { ground } = town.app.there
  const root = [...ground.areas.values()].find((area) => area.level === 0)?.id ?? 0
  const id = crypto.randomUUID()
  const answers = { what: '年底安全大走访', due: town.day(20), each: { post: 'gridOfficer', area: root, items } }
  await town.leader.ask('openMatter', { body: { act: crypto.randomUUID(), id, process: 'task-list', action: 'send', answers } })
  return id
}

beforeAll(async () => {
  town = await startTown()
  list = await sendList()
})
afterAll(() => town.app.close())

it('a crash in the middle of the fan-out loses none and opens none twice', async () => {
  const { house, ground } = town.app.there
  let born = 0
  const dying: Door = {
    ...town.app.parts.door,
    act: (ask: Ask): Promise<Verdict> => (born++ < 500 ? town.app.parts.door.act(ask) : Promise.reject(new Error('the power went out'))),
  }
  const paged = makeConsumer(house, () => ({ spread: { inside: (tx, entries) => leavePages({ house, ground, tx }, entries) } }))
  expect(await paged.runOnce()).toBe(1)
  const pages = await asOwner(
    town.app.there.ownerUrl,
    `select id, body from outbox where topic = 'spread-page' order by jsonb_array_length(body->'areas') desc, id`,
  )
  expect(pages).toHaveLength(Math.ceil((grids() * items.length) / 768))
  const { id, body } = z.object({ id: z.string(), body: z.record(z.string(), z.unknown()) }).parse(pages[0])
  await expect(openPage({ house, ground, door: dying }, { id, body })).rejects.toThrow('the power went out')
  await town.app.parts.door.idle()
  const there = await counted('true')
  expect(there).toBeGreaterThanOrEqual(300)
  expect(there).toBeLessThan(grids() * items.length)
  await town.app.settle()
  expect(await counted('true')).toBe(grids() * items.length)
})

it('each lies on the desk of the grid officer of its grid, and nobody was rung for it', async () => {
  const mine = await town.officer.ask('inbox', { query: { list: 'mine', q: '' } })
  expect(mine.rows.filter((row) => row.process === 'listed-task')).toHaveLength(items.length)
  const [told] = await asOwner(town.app.there.ownerUrl, `select count(*) as n from notices n join matters m on m.id = n.matter_id where m.process = 'listed-task'`)
  expect(Counted.parse(told).n).toBe(0)
}) // prettier-ignore

it('progress by township is what counting the parts gives, before and after some are done', async () => {
  const before = await town.leader.ask('progress', { params: { id: list } })
  expect(before).toMatchObject({ wished: grids() * items.length, opened: grids() * items.length, ended: 0 })
  const mine = (await town.officer.ask('inbox', { query: { list: 'mine' } })).rows.filter((row) => row.process === 'listed-task')
  await town.act(town.officer, mine[0]?.id ?? '', { action: 'finish', answers: { done: '都看过，通道清了' } })
  await town.act(town.officer, mine[1]?.id ?? '', { action: 'explain', answers: { why: '老人去外地了' } })
  const after = await town.leader.ask('progress', { params: { id: list } })
  expect(after.ended).toBe(await counted(`phase in ('done', 'dropped')`))
  expect(after.below.reduce((sum, row) => sum + row.opened, 0)).toBe(after.opened)
  const here = after.below.find((row) => row.area.id === town.township)
  expect(here).toMatchObject({ ended: 2, phases: { done: 1, dropped: 1 } })
  const deeper = await town.leader.ask('progress', { params: { id: list }, query: { area: town.township } })
  expect(deeper.below.reduce((sum, row) => sum + row.ended, 0)).toBe(2)
  const own = await town.dispatcher.ask('progress', { params: { id: list } })
  expect(own).toMatchObject({ area: { id: town.township }, ended: 2 })
})

it('the list cannot be closed while one part is open; called back, the rest is called off', async () => {
  expect(await town.tryTo(town.leader, list, { action: 'close', answers: { words: '都好了' } })).toBe('parts-open')
  await town.act(town.leader, list, { action: 'callBack', answers: { words: '改到明年办' } })
  expect(await counted(`phase not in ('done', 'dropped')`)).toBe(0)
  expect((await town.leader.ask('progress', { params: { id: list } })).ended).toBe(grids() * items.length)
  expect((await prove(town.app.there)).faults).toEqual([])
}, 120_000)

it('a list that is called back while its parts are being opened leaves none open, and none is born after it ended', async () => {
  list = await sendList()
  const opening = town.app.parts.consumer.runOnce()
  const isBegun = async (): Promise<boolean> => (await counted('true')) > 0 || isBegun()
  await isBegun()
  await town.act(town.leader, list, { action: 'callBack', answers: { words: '先不发了' } })
  await opening
  await town.app.settle()
  expect(await counted('true')).toBeLessThanOrEqual(grids() * items.length)
  expect(await counted(`phase not in ('done', 'dropped')`)).toBe(0)
  expect(await counted('opened_at > (select ended_at from matters m where m.id = matters.parent_id)')).toBe(0)
  expect((await prove(town.app.there)).faults).toEqual([])
}, 120_000)

it('while a list still waits to be opened, a neighbour’s report is counted and its officer is told', async () => {
  const { ordinary, pages } = town.app.parts
  list = await sendList()
  const called = async () => (await town.leader.ask('centre')).today.called
  const before = await called()
  const { id } = await town.report('楼道灯坏了')
  // what waits is taken in turn; the pages of the list are nobody's turn here
  while ((await ordinary.runOnce()) > 0);
  expect(await called()).toBe(before + 1)
  const [told] = await asOwner(town.app.there.ownerUrl, `select count(*) as n from notices where matter_id = '${id}'`)
  expect(Counted.parse(told).n).toBeGreaterThan(0)
  expect(await counted('true')).toBe(0)
  while ((await pages.runOnce()) > 0);
  expect(await counted('true')).toBe(grids() * items.length)
}, 120_000)
