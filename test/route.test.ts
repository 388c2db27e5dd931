// The round of a cleaner: each place once, no longer than the nearest-first way, reports of one bin as one stop, and only one's own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measured, nearestFirst, routeOf, untied, type Placed } from '../core/route.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'

/** The same numbers on every run: a small linear congruence. */
function numbersFrom(seed: number): () => number {
  let at = seed
  return () => (at = (at * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}
const somewhere = (next: () => number): Placed => ({ lon: 105.6 + next() * 0.08, lat: 29.6 + next() * 0.08 })

describe('a short way round', () => {
  it('visits each stop once and is never longer than going to the nearest, over two hundred random days', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = numbersFrom(seed)
      const start = somewhere(next)
      const stops = Array.from({ length: Math.floor(next() * 40) }, (_, id) => ({
        id,
        ...(id % 7 === 6 ? { lon: 105.65, lat: 29.65 } : somewhere(next)),
      }))
      const nearest = nearestFirst(start, stops)
      const way = routeOf(start, stops)
      expect(way.legs.map(({ stop }) => stop.id).sort((one, other) => one - other)).toEqual(stops.map(({ id }) => id))
      expect(way.metres).toBeLessThanOrEqual(measured(start, nearest).metres + 1e-6)
      expect(way.metres).toBeCloseTo(
        way.legs.reduce((sum, leg) => sum + leg.metres, 0),
        6,
      )
      expect(untied(start, way.legs.map(({ stop }) => stop)), 'nothing is left to untie').toEqual(way.legs.map(({ stop }) => stop)) // prettier-ignore
    }
  })

  it('unties a crossing', () => {
    const at = (lon: number, lat: number) => ({ lon: 105 + lon / 1000, lat: 29 + lat / 1000 })
    const crossed = [at(1, 1), at(0, 1), at(1, 0)]
    expect(measured(at(0, 0), untied(at(0, 0), crossed)).metres).toBeLessThan(measured(at(0, 0), crossed).metres)
  })

  it('is nothing where there is nowhere to go', () => expect(routeOf({ lon: 105, lat: 29 }, [])).toEqual({ legs: [], metres: 0 }))

  it('is soon found for the most stops there can be', () => {
    const next = numbersFrom(7)
    const stops = Array.from({ length: 200 }, () => somewhere(next))
    expect(new Set(routeOf(somewhere(next), stops).legs.map(({ stop }) => stop)).size).toBe(200)
  })
})

describe('the round of the cleaner', () => {
  let app: TestApp
  let cleaner: Client
  const full = async (code: string) => {
    const id = newAct()
    await app.visitor().ask('report', { body: { act: newAct(), id, code, category: 'bin-full' } })
    return id
  }
  const act = (id: string, action: string, answers: Record<string, unknown> = {}) =>
    cleaner.ask('act', { params: { id }, body: { act: newAct(), action, answers } })
  const codes = async (client = cleaner, query = {}) => (await client.ask('route', { query })).stops.map(({ thing }) => thing.code)
  beforeAll(async () => {
    app = await startApp()
    cleaner = await app.become('cleaner', '惜字阁村')
  })
  afterAll(() => app.close())

  it('is empty on a clean day', async () => {
    expect(await cleaner.ask('route')).toMatchObject({ kind: 'bin', stops: [], matters: 0, metres: 0, unplaced: [], more: false })
  })

  it('has one stop a bin, with every report of it, and says how far each is from the one before', async () => {
    const first = await full('TX-1001')
    for (const code of ['TX-1005', 'TX-1009', 'TX-1001', 'TX-1020']) await full(code)
    await app.settle()
    const round = await cleaner.ask('route')
    expect(round.stops.map(({ thing }) => thing.code).sort()).toEqual(['TX-1001', 'TX-1005', 'TX-1009', 'TX-1020'])
    expect(round.matters).toBe(5)
    const twice = round.stops.find(({ thing }) => thing.code === 'TX-1001')
    expect(twice?.matters.map(({ id }) => id)).toContain(first)
    expect(twice?.matters).toHaveLength(2)
    expect(round.metres).toBeGreaterThan(0)
    expect(Math.abs(round.metres - round.stops.reduce((sum, { metres }) => sum + metres, 0))).toBeLessThanOrEqual(4)
    expect(round.start).toMatchObject({ isHere: false, place: { zh: '惜字阁村中心' } })
  })

  it('begins where the cleaner stands, if they say so', async () => {
    const round = await cleaner.ask('route')
    const last = round.stops.at(-1)
    const fromThere = await cleaner.ask('route', { query: { lon: last?.lon ?? 0, lat: last?.lat ?? 0 } })
    expect(fromThere.start).toMatchObject({ isHere: true })
    expect(fromThere.stops[0]).toMatchObject({ thing: last?.thing, metres: 0 })
  })

  it('keeps what was taken up until it is done, even when it is late, and then lets it go', async () => {
    const id = (await cleaner.ask('route')).stops.find(({ thing }) => thing.code === 'TX-1005')?.matters[0]?.id ?? ''
    await act(id, 'acknowledge')
    expect(await codes()).toContain('TX-1005')
    app.there.advance(30 * 86_400_000)
    await app.settle()
    cleaner = await app.become('cleaner', '惜字阁村')
    expect((await codes()).sort()).toEqual(['TX-1001', 'TX-1005', 'TX-1009', 'TX-1020'])
    await act(id, 'resolve', { done: '清空了，周围扫干净了' })
    expect((await codes()).sort()).toEqual(['TX-1001', 'TX-1009', 'TX-1020'])
  })

  it('is of one kind of thing, and nobody else’s', async () => {
    expect(await codes(cleaner, { kind: 'lamp' })).toEqual([])
    expect(await codes(await app.become('departmentOfficer'))).toEqual([])
    expect(await codes(await app.become('gridOfficer', '和平村'))).toEqual([])
    expect(await app.visitor().request('route')).toMatchObject({ ok: false, status: 401 })
    expect(await (await app.become('systemAdmin')).request('route')).toMatchObject({ ok: false, status: 403 })
    expect(await cleaner.request('route', { query: { lon: 999, lat: 0 } })).toMatchObject({ ok: false, status: 400 })
  })
})
