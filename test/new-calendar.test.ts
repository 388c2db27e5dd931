// The holidays of next year are published: open matters get their due dates anew, the provisional mark goes, and only one post may import them.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Calls } from '../core/api.ts'
import type { Post } from '../core/posts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

/** A Tuesday, three days before a New Year whose holidays nobody has published yet. */
const LATE_DECEMBER = Date.parse('2026-12-29T10:00:00+08:00')
const day = 86_400_000

let app: TestApp
let officer: Client
let admin: Client
beforeAll(async () => {
  app = await startApp({ now: LATE_DECEMBER })
  officer = await app.become('gridOfficer', '惜字阁村')
  admin = await app.become('systemAdmin')
})
afterAll(() => app.close())

const report = async () => {
  const id = newAct()
  const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && each.handle.unit === 'workday' && each.handle.amount >= 5)?.code ?? '' // prettier-ignore
  await app.visitor().ask('report', { body: { act: newAct(), id, area: officer.somebody?.area ?? 0, category, what: '老人需要有人看看' } })
  await officer.ask('act', { params: { id }, body: { act: newAct(), action: 'takeUp' } })
  return id
}
const clocksOf = async (id: string) => (await officer.ask('matter', { params: { id } })).clocks.filter((clock) => clock.due !== null)
const dated = (ms: number | null | undefined) => new Date((ms ?? 0) + 8 * 3600_000).toISOString().slice(0, 10)
const rowOf = async (id: string) => (await officer.ask('inbox', { query: { list: 'mine', limit: 100 } })).rows.find((row) => row.id === id)
const calendar = (version: string, daysOff: readonly string[]): Calls['importCalendar']['body'] => ({
  version,
  coveredUntil: '2027-12-31',
  daysOff: [...daysOff],
  makeUpDays: [],
})

describe('the calendar of the next year', () => {
  it('moves what is due after New Year, takes the provisional mark away, and says so in the story', async () => {
    const ids = [await report(), await report()]
    const id = ids[0] ?? ''
    const before = await clocksOf(id)
    const late = before.filter((clock) => clock.provisional)
    expect(late.length).toBeGreaterThan(0)
    expect(await rowOf(id)).toMatchObject({ provisional: true })
    const open = (await asOwner(app.there.ownerUrl, 'select count(*)::int as n from desk where district_id = $1', [app.there.ground.district.id]))[0]
    // the first of January is a Friday: with it the weekend and the Monday after are off as well
    const body = calendar('2027-announced', ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'])
    expect(await admin.ask('importCalendar', { body })).toEqual({ recomputed: open?.['n'] })
    await app.settle()
    for (const each of ids) {
      const after = await clocksOf(each)
      expect(after.map(({ provisional }) => provisional)).not.toContain(true)
      for (const clock of late) {
        const due = after.find(({ name }) => name === clock.name)?.due ?? 0
        expect(due - (clock.due ?? 0), `${clock.name} was ${dated(clock.due)}, is ${dated(due)}`).toBeGreaterThanOrEqual(2 * day)
      }
      // what is due before New Year stays where it was
      for (const clock of before.filter(({ provisional }) => !provisional)) expect(after.find(({ name }) => name === clock.name)?.due).toBe(clock.due)
    }
    const page = await officer.ask('matter', { params: { id } })
    expect(page.timeline[0]).toMatchObject({ action: 'calendarChanged' })
    expect(await rowOf(id)).toMatchObject({ provisional: false })
  })

  it('cannot be imported twice under one name, and a second edition moves the dates back', async () => {
    const id = await report()
    const [before] = (await clocksOf(id)).filter(({ unit }) => unit === 'workday')
    const again = calendar('2027-announced', [])
    expect(await admin.request('importCalendar', { body: again })).toMatchObject({ ok: false, status: 409, refusal: { code: 'calendar-there' } })
    await admin.ask('importCalendar', { body: calendar('2027-corrected', ['2027-01-01']) })
    await app.settle()
    const after = (await clocksOf(id)).find(({ name }) => name === before?.name)
    expect(after?.due).toBeLessThan(before?.due ?? 0)
  })

  it('reaches also the matters that people act on at that very moment', async () => {
    const ids: string[] = []
    for (let n = 0; n < 10; n += 1) ids.push(await report())
    await admin.ask('importCalendar', { body: calendar('2027-third', ['2027-01-01', '2027-01-04', '2027-01-05']) })
    const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const note = (id: string) => officer.request('act', { params: { id }, body: { act: newAct(), action: 'note', answers: { words: '正在路上' } } })
    const [, ...notes] = await Promise.all([app.parts.consumer.runOnce(), ...ids.map(note), ...ids.map(note)])
    expect(notes.filter((reply) => !reply.ok)).toEqual([])
    for (let n = 0; n < 3; n += 1) {
      app.there.advance(60_000)
      await app.settle()
    }
    complained.mockRestore()
    const kept = await asOwner(
      app.there.ownerUrl,
      `select c.value ->> 'calendar' as calendar, count(*)::int as n from matters m, jsonb_each(m.clocks) c where m.id = any($1::uuid[]) and c.value ? 'due' group by 1`,
      [ids],
    )
    expect(kept.map((row) => row['calendar'])).toEqual(['2027-third'])
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('is refused when it is no calendar, and a day that does not exist moves nothing', async () => {
    for (const daysOff of [['2027-02-30'], ['1 January'], ['']]) {
      const reply = await admin.request('importCalendar', { body: calendar('2028', daysOff) })
      expect(reply).toMatchObject({ ok: false, status: 400 })
    }
  })
})

describe('who may import it', () => {
  const others: readonly Post[] = ['gridOfficer', 'dispatcher', 'supervisor', 'districtLeader', 'securityAdmin', 'auditAdmin']
  it.each(others.map((post) => ({ post })))('not $post', async ({ post }) => {
    const client = await app.become(post)
    const reply = await client.request('importCalendar', { body: calendar('2029', []) })
    expect(reply).toMatchObject({ ok: false, status: 403, refusal: { code: 'admin-only' } })
  })

  it('a visitor signs in first', async () => {
    expect(await app.visitor().request('importCalendar', { body: calendar('2029', []) })).toMatchObject({ ok: false, status: 401 })
  })
})
