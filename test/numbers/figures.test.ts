// A district at work: every figure of the catalogue leads to exactly the rows it counts, with and without the excluded, in whole days and from noon to noon.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from 'read-excel-file/node'
import { indicatorNamed } from '../../core/indicators.ts'
import type { FigureRow, FiguresPage } from '../../core/figures.ts'
import { safeCell } from '../../core/workbook.ts'
import { rollupDifferences } from '../../server/numbers/rollup.ts'
import { newAct, type Client, type TestApp } from '../support/app.ts'
import { startFilledApp } from '../support/filled.ts'
import { asOwner, prove } from '../support/proof.ts'

let app: TestApp
let supervisor: Client
const period = { from: '2026-11-01', upto: '2026-11-30' }
const noons = { from: '2026-11-20T12', upto: '2026-11-24T12' }

beforeAll(async () => {
  app = await startFilledApp()
  supervisor = await app.become('supervisor')
  await excludeOne()
}, 240_000)
afterAll(() => app.close())

/** Somebody asks, somebody else grants, and the matter leaves the rates but not the lists. */
async function excludeOne(): Promise<void> {
  const closed = await supervisor.ask('matters', { query: { measure: 'dueClosed', ...period, limit: 100 } })
  const [about] = closed.rows
  if (!about) throw new Error('the demonstration closed nothing that was due')
  const staff = await app.become('dispatcher', app.there.ground.areas.get(townshipOf(about.area.id))?.name.zh)
  const id = newAct()
  await staff.ask('openMatter', { body: { id, act: newAct(), process: 'exclusion-request', action: 'ask', about: about.id, answers: { reason: 'policy', evidence: '依据在此' } } }) // prettier-ignore
  await supervisor.ask('act', { params: { id }, body: { act: newAct(), action: 'grant', answers: { words: '同意' } } })
  await app.settle()
}
function townshipOf(area: number): number {
  const node = app.there.ground.areas.get(area)
  return !node || node.level <= 1 || node.parent === null ? area : townshipOf(node.parent)
}

/** How many rows an address shows. */
const rowsBehind = async (who: Client, row: FigureRow, query: Record<string, string | number>): Promise<number> =>
  (await who.ask('matters', { query: { indicator: row.id, limit: 1, ...query } })).total

const isPlain = (row: FigureRow): boolean => ['share', 'count', 'now'].includes(row.unit) && row.figure.state !== 'notMeasured'
const isWeighted = (row: FigureRow): boolean => (indicatorNamed(row.id)?.n ?? []).some((name) => name.includes('*'))

async function checkRows(who: Client, span: { from: string; upto: string }, exclusions: 'with' | 'without'): Promise<number> {
  const page = await who.ask('indicators', { query: { ...span, exclusions } })
  let checked = 0
  for (const row of page.rows.filter(isPlain)) {
    const side = row.unit === 'now' ? {} : { exclusions: indicatorNamed(row.id)?.exclusions ? exclusions : ('with' as const) }
    if (!isWeighted(row)) expect([row.id, 'n', await rowsBehind(who, row, { ...span, ...side, part: 'n' })]).toEqual([row.id, 'n', row.figure.n])
    if (row.figure.of !== null)
      expect([row.id, 'of', await rowsBehind(who, row, { ...span, ...side, part: 'of' })]).toEqual([row.id, 'of', row.figure.of])
    checked += row.figure.n > 0 ? 1 : 0
  }
  return checked
}

describe('the catalogue of indicators', () => {
  it('leads from every figure to exactly the rows it counts, for the district, with and without the excluded', async () => {
    expect(await checkRows(supervisor, period, 'without')).toBeGreaterThan(20)
    expect(await checkRows(supervisor, period, 'with')).toBeGreaterThan(20)
  }, 120_000)

  it('does so from noon to noon as well', async () => {
    expect(await checkRows(supervisor, noons, 'with')).toBeGreaterThan(8)
  }, 120_000)

  it('does so for a community, for a grid and for a department, which reads its own matters only', async () => {
    for (const who of [await app.become('communityStaff'), await app.become('departmentOfficer')]) await checkRows(who, period, 'without')
    // in a grid what is cut fine is counted from the rows: from noon to noon it must be the same
    await checkRows(await app.become('gridOfficer'), noons, 'with')
  }, 120_000)

  it('shows the excluded apart: the same rate with and without them', async () => {
    const page = await supervisor.ask('indicators', { query: { ...period, exclusions: 'without' } })
    const [inTime, excluded] = [row(page, 'in-time'), row(page, 'excluded')]
    expect(excluded.figure.n).toBeGreaterThan(0)
    expect((inTime.other?.of ?? 0) - (inTime.figure.of ?? 0)).toBe(excluded.figure.n)
    expect(row(page, 'exclusions-granted').figure.n).toBeGreaterThanOrEqual(excluded.figure.n)
    const only = await supervisor.ask('matters', { query: { indicator: 'due', part: 'n', exclusions: 'only', ...period } })
    expect(only.total).toBe(excluded.figure.n)
  })

  it('pools: the townships add up to the district, and a rate of the district is not the mean of theirs', async () => {
    const page = await supervisor.ask('indicators', { query: { ...period, split: 'area' } })
    for (const each of page.rows.filter((one) => isPlain(one) && one.unit !== 'now')) {
      expect([each.id, Math.round(each.places.reduce((sum, place) => sum + place.figure.n, 0) * 10)]).toEqual([
        each.id,
        Math.round(each.figure.n * 10),
      ])
      expect(each.places.map((place) => Number(place.key.slice(2)))).toEqual([...each.places.map((place) => Number(place.key.slice(2)))].sort((one, other) => keyOf(one) - keyOf(other))) // prettier-ignore
    }
    const classes = await supervisor.ask('indicators', { query: { ...period, split: 'class', group: 'completion' } })
    expect(row(classes, 'closed').places.reduce((sum, place) => sum + place.figure.n, 0)).toBe(row(classes, 'closed').figure.n)
  })

  it('says too few and no data as such, never as nought', async () => {
    const page = await supervisor.ask('indicators', { query: { from: '2026-01-01', upto: '2026-01-02' } })
    expect(row(page, 'in-time').figure).toEqual({ n: 0, of: 0, value: null, state: 'noData' })
    expect(page.scores[0]?.figure.state).toBe('noData')
    expect(row(page, 'points-issued').figure.state).toBe('notMeasured')
    const now = await supervisor.ask('indicators', { query: period })
    for (const each of now.rows.filter((one) => one.unit === 'share' && one.figure.of !== null && one.figure.of > 0 && one.figure.of < 20))
      expect([each.id, each.figure.value, each.figure.state]).toEqual([each.id, null, 'tooFew'])
  })

  it('gives one indicator with eight weeks that add up and its places', async () => {
    const page = await supervisor.ask('indicator', { params: { name: 'called' }, query: period })
    expect(page.weeks).toHaveLength(8)
    expect(page.weeks.reduce((sum, week) => sum + week.figure.n, 0)).toBe(page.row.figure.n)
    expect(page.row.places.length).toBeGreaterThan(5)
  })

  it('goes out as CSV and as Excel with what the screen says', async () => {
    const query = `from=${period.from}&upto=${period.upto}`
    const page = await supervisor.ask('indicators', { query: period })
    const csv = await (await supervisor.fetch(`/api/${app.slug}/indicators.csv?${query}`)).text()
    expect(csv.charCodeAt(0) === 0xfeff || csv.startsWith('指标')).toBe(true)
    const book = await readSheet(Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/indicators.xlsx?${query}`)).arrayBuffer()))
    expect(book.slice(1).map((line) => [line[0], line[2]])).toEqual(page.rows.map((each) => [each.name.zh, each.figure.n]))
    const list = await supervisor.ask('matters', { query: { indicator: 'called', ...period, limit: 100 } })
    const rows = await readSheet(Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/matters.xlsx?indicator=called&${query}`)).arrayBuffer()))
    expect(rows.slice(1).map((line) => line[0])).toEqual(list.rows.map((each) => each.number))
  })

  it('lets no typed word become a formula', () => {
    expect(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '平安', -3].map(safeCell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", '平安', -3])
    expect([' =1+1', '＝1+1', '\nx'].map(safeCell)).toEqual(["' =1+1", "'＝1+1", "'\nx"])
  })

  it('tells where matters wait and gives no forecast out of two weeks', async () => {
    const page = await supervisor.ask('analysis', { query: period })
    expect(page.waits.length).toBeGreaterThan(3)
    for (const wait of page.waits.slice(0, 5)) {
      const rows = await supervisor.ask('matters', { query: { measure: wait.measure, ...period, limit: 1 } })
      expect(rows.total).toBeLessThanOrEqual(wait.left)
      expect(rows.total).toBeGreaterThan(0)
    }
    expect(page.forecast.state).toBe('tooFew')
    expect(page.growth.reduce((sum, each) => sum + each.n, 0)).toBe((await supervisor.ask('indicators', { query: { ...period, exclusions: 'with' } })).rows.find((each) => each.id === 'called')?.figure.n) // prettier-ignore
  })
})

describe('a new definition of the figures', () => {
  it('counts the district anew at the start, once, and the proof is clean after it', async () => {
    const district = app.there.ground.district.id
    const differences = () => app.there.db.withDistrict({ role: 'act', district }, (tx) => rollupDifferences(tx, app.there.ground))
    await app.parts.recount()
    await asOwner(app.there.ownerUrl, `update rollups set amount = amount + 5 where measure = 'called'`)
    await asOwner(app.there.ownerUrl, `update numbers_kept set version = '1:older'`)
    const officer = await app.become('gridOfficer')
    const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
    await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: officer.somebody?.area ?? 0, category, what: '还在路上的一件' } })
    expect((await differences()).length).toBeGreaterThan(0)
    expect(await app.parts.recount()).toEqual([app.slug])
    expect(await differences()).toEqual([])
    await app.settle()
    expect(await differences()).toEqual([])
    expect(await app.parts.recount()).toEqual([])
    expect((await prove(app.there)).faults).toEqual([])
  }, 120_000)
})

function row(page: FiguresPage, id: string): FigureRow {
  const found = page.rows.find((each) => each.id === id)
  if (!found) throw new Error(`no indicator ${id}`)
  return found
}
const keyOf = (area: number): number => app.there.ground.areas.get(area)?.key ?? 0
