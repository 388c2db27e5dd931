// How reports come in: what counts as the moment of reporting, emergencies at night, and phones that are never written into the record.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAct, startApp, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

const hour = 3_600_000
let app: TestApp
let grid = 0
beforeAll(async () => {
  app = await startApp()
  grid = (await app.become('gridOfficer')).somebody?.area ?? 0
})
afterAll(() => app.close())

const report = (more: { category?: string; pressedAt?: number }) =>
  app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: grid, category: 'other', what: '楼道的灯坏了', ...more } })

describe('a report', () => {
  it('that waited on a phone without a network counts from the press', async () => {
    const now = app.there.house.now()
    const sent = await report({ pressedAt: now - 3 * hour })
    const page = await app.visitor().ask('follow', { params: { receipt: sent.receipt } })
    expect(page.openedAt).toBe(now - 3 * hour)
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('cannot be dated into the future or further back than three days', async () => {
    const now = app.there.house.now()
    const [early, late] = [await report({ pressedAt: now - 500 * hour }), await report({ pressedAt: now + 500 * hour })]
    const opened = async (receipt: string) => (await app.visitor().ask('follow', { params: { receipt } })).openedAt
    expect(await opened(early.receipt)).toBe(now - 72 * hour)
    expect(await opened(late.receipt)).toBe(now)
  })

  it('that arrives too late for its own time counts its clocks from the arrival, and nobody is late on the spot', async () => {
    const now = app.there.house.now()
    const [fresh, old] = [await report({}), await report({ pressedAt: now - 30 * hour })]
    expect(old.due).toBe(fresh.due)
    await app.settle()
    const officer = await app.become('gridOfficer')
    const { passed, matter, clocks } = await officer.ask('matter', { params: { id: old.id } })
    expect([matter.openedAt, passed, clocks[0]?.struck]).toEqual([now - 30 * hour, [], 0])
  })

  it('of gas at midnight has a deadline in hours of the clock, a broken bench waits for the morning', async () => {
    const now = app.there.house.now()
    const midnight = now + 14 * hour
    app.there.setNow(midnight)
    const [gas, bench] = [await report({ category: 'gas-smell' }), await report({ category: 'bench-broken' })]
    app.there.setNow(now)
    expect(gas.due).toBe(midnight + 2 * hour)
    expect((bench.due ?? 0) - midnight).toBeGreaterThan(8 * hour)
  })

  it('made for somebody else keeps their phone sealed, never in the record', async () => {
    const officer = await app.become('gridOfficer')
    const id = newAct()
    await officer.ask('openMatter', {
      body: {
        act: newAct(),
        id,
        process: 'resident-report',
        action: 'onBehalf',
        area: grid,
        answers: { category: 'other', what: '王婆婆家水压小', consent: true, phone: '13912345678' },
      },
    })
    const kept = await asOwner(app.there.ownerUrl, `select name, value::text as value from leaves where subject_id = $1`, [id])
    expect(JSON.stringify(kept)).not.toContain('13912345678')
    expect(JSON.stringify(await officer.ask('matter', { params: { id } }))).not.toContain('13912345678')
  })
})

describe('a finding that was kept on the officer’s phone', () => {
  const minute = 60_000
  const find = async (pressedAt?: number) => {
    const officer = await app.become('gridOfficer')
    const body = { act: newAct(), id: newAct(), process: 'grid-finding', action: 'find', answers: { category: 'other' }, area: grid }
    return (await officer.ask('openMatter', { body: { ...body, ...(pressedAt === undefined ? {} : { pressedAt }) } })).page
  }

  it('counts from when it was pressed, and says when it was said and when it arrived', async () => {
    const now = app.there.house.now()
    const [kept, direct] = [await find(now - 18 * minute), await find()]
    expect(kept.matter.openedAt).toBe(now - 18 * minute)
    expect((direct.matter.due ?? 0) - (kept.matter.due ?? 0)).toBe(18 * minute)
    expect([kept.timeline[0]?.at, kept.bar[0]?.from]).toEqual([now, now - 18 * minute])
    expect(kept.timeline[0]?.said[0]).toEqual({ label: { zh: '没网时先存着，说的时候 → 送到', en: 'Kept without a network: said → arrived' }, text: '11-24 09:42 → 11-24 10:00' }) // prettier-ignore
    expect(direct.timeline[0]?.said.some(({ label }) => label.zh.includes('没网'))).toBe(false)
    const [event] = await asOwner(app.there.ownerUrl, 'select change from events where subject_id = $1 and seq = 1', [kept.matter.id])
    expect(event?.['change']).toMatchObject({ openedAt: now - 18 * minute })
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('that took seconds to send was not kept at all', async () => {
    const now = app.there.house.now()
    expect((await find(now - 20_000)).matter.openedAt).toBe(now)
  })
})
