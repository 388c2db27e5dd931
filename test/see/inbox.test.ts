// The readers tell the truth about what is there: counts, pages, searches, figures, and who may not see what.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDistrict, townshipOf, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Reported, type Town } from '../support/seed-matters.ts'

const hour = 3_600_000
let there: TestDistrict
let town: Town
let officer: Somebody
let dispatcher: Somebody
let supervisor: Somebody
let elsewhere: Somebody
let grid: number
const reports: Reported[] = []

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  officer = there.who('gridOfficer')
  grid = officer.area ?? 0
  const township = townshipOf(there.ground, grid)
  dispatcher = there.who('dispatcher', township?.name.zh)
  supervisor = there.who('supervisor')
  const others = [...there.ground.areas.values()].filter((area) => area.level === 1 && area.id !== township?.id)
  const other = others.find((area) => { try { there.who('gridOfficer', area.name.zh); return true } catch { return false } }) // prettier-ignore
  elsewhere = there.who(other ? 'gridOfficer' : 'communityStaff', other?.name.zh)
  for (let at = 0; at < 25; at++) {
    reports.push(
      await town.report({
        category: [...there.ground.categories.keys()][at % 5] ?? '',
        what: `第${at}件：楼道里堆了旧家具，走不过去`,
        area: grid,
        phone: '13800001111',
      }),
    )
    there.advance(60_000)
  }
  await town.settle()
})
afterAll(() => there.close())

const allIds = async (name: 'inbox' | 'matters', who: Somebody, query: Record<string, unknown>) => {
  const ids: string[] = []
  let after: string | null | undefined
  do {
    const page = await town.see(name, who.caller, { query: { ...query, limit: 7, ...(after ? { after } : {}) } })
    ids.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after)
  return ids
}

describe('the inbox', () => {
  it('counts exactly what its pages hold, list by list', async () => {
    const { counts } = await town.see('inbox', officer.caller)
    expect(counts.mine).toBe(25)
    for (const list of ['mine', 'posts', 'soon', 'overdue', 'returned', 'area'] as const) {
      const ids = await allIds('inbox', officer, { list })
      expect(new Set(ids).size, list).toBe(ids.length)
      expect(ids.length, list).toBe(counts[list])
    }
  })

  it('keeps its pages while new reports arrive', async () => {
    const first = await town.see('inbox', officer.caller, { query: { limit: 10 } })
    reports.push(await town.report({ category: [...there.ground.categories.keys()][0] ?? '', area: grid }))
    const second = await town.see('inbox', officer.caller, { query: { limit: 10, after: first.next ?? '' } })
    expect(second.rows.filter((row) => first.rows.some((old) => old.id === row.id))).toEqual([])
    expect(second.rows).toHaveLength(10)
  })

  it('shows a grid officer of another township nothing of this one', async () => {
    expect((await town.see('inbox', elsewhere.caller, { query: { list: 'area' } })).counts.area).toBe(0)
    expect((await town.see('matters', elsewhere.caller)).total).toBe(0)
    expect(await town.ask('matter', elsewhere.caller, { params: { id: reports[0]?.id } })).toBe('404 not-found')
  })

  it('has no place for residents, volunteers and administrators', async () => {
    for (const caller of [there.visitor(), there.who('systemAdmin').caller, there.who('auditAdmin').caller, there.who('volunteer').caller]) {
      for (const name of ['inbox', 'matters', 'centre', 'holders'] as const) expect(await town.ask(name, caller)).toBe('403 not-yours')
    }
  })

  it('refuses a page mark that nobody wrote', async () => {
    expect(await town.ask('inbox', officer.caller, { query: { after: 'bm9uc2Vuc2U' } })).toBe('400 answer-wrong')
  })

  it('finds words within a list', async () => {
    const found = await town.see('inbox', officer.caller, { query: { q: '第7件', limit: 100 } })
    expect(found.rows.map((row) => row.id)).toEqual([reports[7]?.id])
  })
})

describe('the list of matters', () => {
  it('finds every report by any two characters of its words', async () => {
    for (const q of ['楼道', '旧家具', '走不过', '楼道 家具'])
      expect((await town.see('matters', supervisor.caller, { query: { q } })).total, q).toBe(25)
    expect((await town.see('matters', supervisor.caller, { query: { q: '第13件' } })).rows.map((row) => row.id)).toEqual([reports[13]?.id])
    expect((await town.see('matters', supervisor.caller, { query: { q: reports[3]?.number ?? '' } })).rows.map((row) => row.id)).toEqual([
      reports[3]?.id,
    ])
    expect((await town.see('matters', supervisor.caller, { query: { q: '道' } })).total).toBe(25)
    expect((await town.see('matters', supervisor.caller, { query: { q: '道楼' } })).total).toBe(0)
    for (const q of [`'`, `\\`, `a'b & !`, `\u0000`, '%%', `:*|`])
      expect(typeof (await town.see('matters', supervisor.caller, { query: { q } })).total).toBe('number')
  })

  it('gives all rows over its pages, newest first', async () => {
    const ids = await allIds('matters', supervisor, {})
    expect(ids.length).toBe(reports.length)
    expect(ids.length).toBe((await town.see('matters', supervisor.caller)).total)
    expect([...ids].reverse()).toEqual(reports.map((report) => report.id))
  })

  it('filters by area, category and phase', async () => {
    const first = [...there.ground.categories.keys()][0] ?? ''
    const own = await town.see('matters', supervisor.caller, { query: { category: first, area: grid, limit: 100 } })
    expect(own.total).toBe(own.rows.length)
    expect(own.total).toBeGreaterThanOrEqual(5)
    expect(own.rows.every((row) => row.category?.code === first)).toBe(true)
    expect((await town.see('matters', supervisor.caller, { query: { phase: 'done' } })).total).toBe(0)
    expect((await town.see('matters', supervisor.caller, { query: { area: elsewhere.area ?? 0 } })).total).toBe(0)
  })
})

describe('what is late', () => {
  it('moves from soon to overdue with the clock', async () => {
    const before = (await town.see('inbox', officer.caller)).counts
    expect(before.soon).toBe(before.mine)
    expect(before.overdue).toBe(0)
    there.advance(6 * hour)
    const after = (await town.see('inbox', officer.caller)).counts
    expect(after.overdue).toBe(after.mine)
    expect(after.soon).toBe(0)
    const centre = await town.see('centre', dispatcher.caller)
    expect(centre.overdue).toBe(after.overdue)
    expect((await town.see('matters', dispatcher.caller, { query: { measure: 'overdue' } })).total).toBe(after.overdue)
    expect((await town.see('matters', dispatcher.caller, { query: { measure: 'unanswered' } })).total).toBe(after.overdue)
    expect(centre.unanswered).toHaveLength(10)
  })
})
