// Every number that a screen shows, at the district and in one township, opens exactly as many rows as it says, and the sheet holds as many lines.
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FigureRow, FigureShape } from '../../core/figures.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import { rateRows } from '../../core/wall.ts'
import { keepFiling } from '../../server/areas/install.ts'
import { frozenRows } from '../../web/centre/sheet.ts'
import { figureRows, levelRows, placeRows, sectionRows, sentenceRows } from '../../web/staff/bulletin-rows.ts'
import { newAct, type Client, type TestApp } from '../support/app.ts'
import { startFilledApp } from '../support/filled.ts'
import { asOwner } from '../support/proof.ts'

let app: TestApp
let supervisor: Client
let township: number
const period = { from: '2026-11-01', upto: '2026-11-30' }
type Asked = Readonly<Record<string, string | number>>

beforeAll(async () => {
  app = await startFilledApp()
  supervisor = await app.become('supervisor')
  township = await busiestTownship()
  await recheckTwo()
}, 240_000)
afterAll(() => app.close())

async function busiestTownship(): Promise<number> {
  const { townships } = await supervisor.ask('centre')
  return [...townships].sort((one, other) => other.open - one.open)[0]?.area.id ?? 0
}

/** Two that a department had closed are looked at again: one still holds, one does not. */
async function recheckTwo(): Promise<void> {
  const page = await supervisor.ask('indicator', { params: { name: 'closed' }, query: { ...period, split: 'unit' } })
  const split = page.row.places.find((place) => place.figure.n > 1)?.key
  const closed = await supervisor.ask('matters', {
    query: { indicator: 'closed', part: 'n', ...period, ...(split === undefined ? {} : { split }), limit: 100 },
  })
  let looked = 0
  for (const about of closed.rows) {
    if (looked === 2) break
    const id = newAct()
    const opened = await supervisor.request('openMatter', { body: { id, act: newAct(), process: 'recheck', action: 'order', about: about.id, answers: { why: '同一地方又有人问起' } } }) // prettier-ignore
    if (!opened.ok) continue
    const checker = await checkerOf(about.area.id)
    const done = await checker.request('act', { params: { id }, body: { act: newAct(), action: looked === 0 ? 'notFixed' : 'fine', answers: { seen: '到现场看了' } } }) // prettier-ignore
    if (done.ok) looked += 1
  }
  expect(looked).toBe(2)
  await app.settle()
}

async function checkerOf(area: number): Promise<Client> {
  const { areas } = app.there.ground
  const up = (id: number): number => ((areas.get(id)?.level ?? 0) <= 2 ? id : up(areas.get(id)?.parent ?? 0))
  return app.become('communityStaff', areas.get(up(area))?.name.zh)
}

const rowsBehind = async (who: Client, query: Asked): Promise<number> => (await who.ask('matters', { query: { limit: 1, ...query } })).total
const linesIn = async (who: Client, query: Asked): Promise<number> => {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString()
  const csv = await (await who.fetch(`/api/${app.slug}/matters.csv?${text}`)).text()
  return csv.trimEnd().split('\r\n').length - 1
}
/** What a figure counts and what it counts over, as far as they are rows: a weighted sum or one of minutes is none. */
function partsOf(row: FigureRow, figure: FigureShape): readonly (readonly ['n' | 'of' | 'rest', number])[] {
  if (figure.state === 'notMeasured') return []
  const isRows = ['share', 'count', 'now'].includes(row.unit) && !(indicatorNamed(row.id)?.n ?? []).some((name) => name.includes('*'))
  const of = figure.of === null ? [] : [['of', figure.of] as const]
  return isRows ? [['n', figure.n], ...of, ...(figure.of === null ? [] : [['rest', figure.of - figure.n] as const])] : of
}

describe('every indicator of the catalogue', () => {
  it.each(['with', 'without'] as const)(
    'opens as many rows as it says, in the district and in one township, %s the excluded',
    async (exclusions) => {
      let walked = 0
      for (const area of [undefined, township]) {
        const page = await supervisor.ask('indicators', { query: { ...period, exclusions, ...(area === undefined ? {} : { area }) } })
        for (const row of page.rows)
          for (const [part, n] of partsOf(row, row.figure)) {
            const side = row.unit === 'now' ? 'with' : exclusions
            const query = { indicator: row.id, part, ...period, exclusions: side, ...(area === undefined ? {} : { area }) }
            expect([row.id, part, area, await rowsBehind(supervisor, query)]).toEqual([row.id, part, area, n])
            // each line is read once: the sheet goes through the same list
            if (n > 0 && part === 'n' && exclusions === 'without')
              expect([row.id, 'lines', area, await linesIn(supervisor, query)]).toEqual([row.id, 'lines', area, n])
            walked += n > 0 ? 1 : 0
          }
      }
      expect(walked).toBeGreaterThan(100)
    },
    240_000,
  )

  it.each(['class', 'unit'] as const)(
    'does so apart, by %s',
    async (split) => {
      let walked = 0
      const page = await supervisor.ask('indicators', { query: { ...period, split } })
      for (const row of page.rows)
        for (const place of row.places)
          for (const [part, n] of partsOf(row, place.figure)) {
            const query = { indicator: row.id, part, ...period, exclusions: 'without', split: place.key }
            expect([row.id, part, place.key, await rowsBehind(supervisor, query)]).toEqual([row.id, part, place.key, n])
            walked += n > 0 ? 1 : 0
          }
      expect(walked).toBeGreaterThan(20)
    },
    240_000,
  )
})

describe('where accounts differ', () => {
  it('counts by area and by department what residents and rechecks contradict, each with its rows, and names nobody', async () => {
    for (const area of [undefined, township]) {
      const page = await supervisor.ask('truth', { query: { ...period, exclusions: 'with', ...(area === undefined ? {} : { area }) } })
      const at = { ...period, exclusions: 'with', area: page.area.id }
      const cells = [
        { gap: page.whole, ...{ asked: at } },
        ...page.areas.map((each) => ({ gap: each, asked: { ...at, area: each.area.id } })),
        ...page.units.map((each) => ({ gap: each, asked: { ...at, split: `u:${each.unit.id}` } })),
      ]
      for (const { gap, asked } of cells)
        for (const [indicator, figure] of [['truth-gap', gap.resident], ['recheck-gap', gap.recheck]] as const)
          for (const [part, n] of [['n', figure.n], ['of', figure.of ?? 0]] as const)
            expect([indicator, part, asked, await rowsBehind(supervisor, { ...asked, indicator, part })]).toEqual([indicator, part, asked, n]) // prettier-ignore
      if (area !== undefined) continue
      expect([page.whole.recheck.n, page.whole.recheck.state]).toEqual([1, 'tooFew'])
      expect(page.units.reduce((sum, each) => sum + each.recheck.n, 0)).toBe(1)
      expect(page.units.reduce((sum, each) => sum + (each.resident.of ?? 0), 0)).toBeLessThanOrEqual(page.whole.resident.of ?? 0)
      const said = JSON.stringify(page)
      expect([...app.there.ground.people.values()].filter((person) => said.includes(person.name))).toEqual([])
    }
  }, 120_000)

  it('says no data where there is none, and takes the same numbers along', async () => {
    const empty = await supervisor.ask('truth', { query: { from: '2026-01-01', upto: '2026-01-31' } })
    expect([empty.whole.resident.state, empty.whole.recheck.state, empty.areas, empty.units]).toEqual(['noData', 'noData', [], []])
    const page = await supervisor.ask('truth', { query: period })
    const book = Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/truth.xlsx?from=${period.from}&upto=${period.upto}`)).arrayBuffer())
    const told = async (sheet: string) => (await readSheet(book, sheet)).slice(1).map((line) => [line[0], line[1], line[2], line[4], line[5]])
    const line = (name: string, { resident, recheck }: typeof page.whole) => [name, resident.n, resident.of, recheck.n, recheck.of]
    expect(await told('按地方')).toEqual([line(page.area.name.zh, page.whole), ...page.areas.map((each) => line(each.area.name.zh, each))])
    expect(await told('按部门')).toEqual(page.units.map((each) => line(each.unit.name.zh, each)))
  })

  it('shows a department its own matters only, and visitors nothing', async () => {
    const unit = await app.become('departmentOfficer')
    const page = await unit.ask('truth', { query: period })
    const mine = unit.somebody?.organisation
    expect(page.units.every((each) => each.unit.id === mine || each.resident.of === 0 || (each.resident.of ?? 0) > 0)).toBe(true)
    const total = await rowsBehind(unit, { indicator: 'truth-gap', part: 'of', ...period, exclusions: 'without' })
    expect(page.whole.resident.of).toBe(total)
    expect(await app.visitor().request('truth', { query: period })).toMatchObject({ ok: false, status: 401 })
  })
})

describe('how far the platform is used', () => {
  it('tells of each area, in administrative order, figures that are the catalogue’s, each with its rows, and names nobody', async () => {
    for (const area of [undefined, township]) {
      const query = { ...period, exclusions: 'without', ...(area === undefined ? {} : { area }) } as const
      const page = await supervisor.ask('use', { query })
      const catalogue = await supervisor.ask('indicators', { query })
      expect(page.whole.figures).toEqual(page.columns.map((column) => catalogue.rows.find((row) => row.id === column.id)?.figure))
      const keys = page.areas.map((row) => app.there.ground.areas.get(row.area.id)?.key ?? 0)
      expect(keys).toEqual([...keys].sort((one, other) => one - other))
      const rows = [page.whole, ...page.areas.filter((row) => (row.figures[0]?.n ?? 0) > 0).slice(0, 4)]
      const boards = page.boards.map((row) => ({ figures: row.figures, asked: { area: page.area.id, board: row.board } }))
      for (const { figures, asked } of [...rows.map((row) => ({ figures: row.figures, asked: { area: row.area.id } })), ...boards])
        for (const [at, column] of page.columns.entries()) {
          const figure = figures[at]
          if (!figure || figure.state === 'notMeasured') continue
          if (figure.of !== null) expect(figure.n).toBeLessThanOrEqual(figure.of)
          for (const [part, n] of [...(column.told === null ? [['n', figure.n] as const] : []), ...(figure.of === null ? [] : [['of', figure.of] as const])])
            expect([column.id, part, asked, await rowsBehind(supervisor, { indicator: column.id, part, ...query, ...asked })]).toEqual([column.id, part, asked, n])
        }
      for (const at of [0, 1, 2, 3]) if (area !== undefined) expect(page.boards.reduce((sum, row) => sum + (row.figures[at]?.n ?? 0), 0)).toBe(page.whole.figures[at]?.n)
      expect(page.boards.length).toBe(area === undefined ? 0 : 5)
      const said = JSON.stringify(page)
      expect([...app.there.ground.people.values()].filter((person) => said.includes(person.name))).toEqual([])
    }
  }, 240_000)

  it('counts grids that are exactly the grids it lists, whose own calls open', async () => {
    const page = await supervisor.ask('use', { query: { ...period, area: township } })
    for (const row of [page.whole, ...page.areas]) {
      const list = async (which: 'solved' | 'quiet' | 'all') => supervisor.ask('useGrids', { query: { ...period, area: row.area.id, which, limit: 100 } })
      const [solved, quiet, all] = [await list('solved'), await list('quiet'), await list('all')]
      expect([solved.total, quiet.total, all.total, all.total]).toEqual([row.grids.n, row.quiet.n, row.grids.of, row.quiet.of])
      expect(solved.rows.every((each) => each.closed.n > 0) && quiet.rows.every((each) => each.called.n === 0)).toBe(true)
    }
    const first = await supervisor.ask('useGrids', { query: { ...period, which: 'solved', limit: 1 } })
    const second = await supervisor.ask('useGrids', { query: { ...period, which: 'solved', limit: 1, ...(first.next ? { after: first.next } : {}) } })
    expect(second.rows[0]?.area.id).not.toBe(first.rows[0]?.area.id)
    for (const { area, called, closed } of [...first.rows, ...second.rows])
      for (const [indicator, figure] of [['called', called], ['closed', closed]] as const)
        expect([indicator, area.id, await rowsBehind(supervisor, { indicator, part: 'n', ...period, exclusions: 'without', area: area.id })]).toEqual([indicator, area.id, figure.n])
  }, 120_000)

  it('takes the same numbers along, and tells a department of its own matters but of no grid', async () => {
    const page = await supervisor.ask('use', { query: { ...period, area: township } })
    const book = Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/use.xlsx?from=${period.from}&upto=${period.upto}&area=${township}`)).arrayBuffer())
    const told = (await readSheet(book, '按地方')).slice(1).map((line) => [line[0], line[1], line[4], line[5], line[16], line[17]])
    expect(told).toEqual([page.whole, ...page.areas].map((row) => [row.area.name.zh, row.figures[0]?.n, row.figures[1]?.n, row.figures[1]?.of, row.grids.n, row.grids.of]))
    expect((await readSheet(book, '按板块')).slice(1).map((line) => [line[0], line[1]])).toEqual(page.boards.map((row) => [row.name.zh, row.figures[0]?.n]))
    const quiet = await (await supervisor.fetch(`/api/${app.slug}/use/grids.csv?which=quiet&from=${period.from}&upto=${period.upto}`)).text()
    expect(quiet.trimEnd().split('\r\n').length - 1).toBe((await supervisor.ask('use', { query: period })).whole.quiet.n)
    const unit = await app.become('departmentOfficer')
    const theirs = await unit.ask('use', { query: period })
    expect([theirs.whole.grids.state, theirs.whole.quiet.state, (await unit.ask('useGrids', { query: period })).total]).toEqual(['notMeasured', 'notMeasured', 0])
    expect(theirs.whole.figures[0]?.n).toBe(await rowsBehind(unit, { indicator: 'called', part: 'n', ...period, exclusions: 'without' }))
    expect(await app.visitor().request('use', { query: period })).toMatchObject({ ok: false, status: 401 })
  }, 120_000)

  it('tells everybody the district’s own totals of thirty days, without signing in and without a place or a person', async () => {
    const page = await app.visitor().ask('publicUse')
    const { from, upto } = page.period
    const catalogue = await supervisor.ask('indicators', { query: { from, upto } })
    expect(page.rows.map((row) => [row.id, row.figure])).toEqual(page.rows.map((row) => [row.id, catalogue.rows.find((each) => each.id === row.id)?.figure]))
    expect(page.rows.map((row) => row.id)).toEqual(['called', 'response', 'called-done', 'solved', 'excluded'])
    expect(page.checkpoint).toMatchObject({ holds: true })
    // the filing number of the server's settings stands there; a start without one forgets none
    const district = app.there.ground.district.id
    for (const filing of ['渝备 1 号', null]) await keepFiling(app.there.db, { district, filing })
    await app.parts.house.grounds.refresh(district)
    expect([page.filing, (await app.visitor().ask('publicUse')).filing, (await app.visitor().ask('district')).filing]).toEqual([null, '渝备 1 号', '渝备 1 号'])
    const said = JSON.stringify(page)
    const { areas, people } = app.there.ground
    expect([...people.values(), ...[...areas.values()].filter((area) => area.level > 0).map((area) => ({ name: area.name.zh }))].filter(({ name }) => said.includes(name))).toEqual([])
  })

  it('tells everybody what was put right within a week on streets and squares, by kind and community, and nobody’s words', async () => {
    const { areas, categories, people } = app.there.ground
    const { demo, rows } = await app.visitor().ask('answeredLately')
    const named = [...categories.values()].filter(({ classCode }) => ['urban', 'clean', 'traffic', 'safety'].includes(classCode))
    const ended = await asOwner(app.there.ownerUrl, `select ended_at, headline, number, marks->>'category' as category from matters where phase = 'done' and parent_id is null and marks->>'category' = any($1) and marks->>'triage' is distinct from 'private' and marks->>'solved' is distinct from 'no' and process in ('resident-report', 'grid-finding') and ended_at >= $2 order by ended_at desc`, [named.flatMap(({ code }) => (code === 'illegal-building' ? [] : [code])), new Date(app.there.house.now() - 7 * 86_400_000)])
    expect([demo, rows.length]).toEqual([app.there.ground.district.demo, Math.min(3, ended.length)])
    expect(rows.length).toBeGreaterThan(0)
    const toldOf = (row: Readonly<Record<string, unknown>>) => `${new Date(String(row['ended_at'])).getTime()} ${categories.get(String(row['category']))?.label.zh ?? ''}`
    const newest = ended.slice(0, 3).map((row) => new Date(String(row['ended_at'])).getTime())
    expect(rows.map((row) => Math.floor(row.endedAt / 1000))).toEqual(newest.map((at) => Math.floor(at / 1000)))
    expect(rows.filter((row) => !ended.map(toldOf).includes(`${Math.floor(row.endedAt / 1000) * 1000} ${row.category.zh}`))).toEqual([])
    for (const { place, hours } of rows) expect([[...areas.values()].some((area) => area.level === 2 && area.name.zh === place.zh), hours >= 1]).toEqual([true, true])
    const said = JSON.stringify(rows)
    expect([...[...people.values()].map(({ name }) => name), ...ended.flatMap((row) => [String(row['headline']), String(row['number'])])].filter((secret) => said.includes(secret) && !named.some(({ label }) => label.zh === secret))).toEqual([])
  })
}) // prettier-ignore

describe('the road of 800 metres in a demonstration', () => {
  it('goes from the grid to the community, the township, four departments and the district’s leader, and every meeting tells of it and its money', async () => {
    const calls = await asOwner(app.there.ownerUrl, `select process, state from matters where headline like '800 米断头路%' and process like '%-call' order by opened_at, id`)
    expect(calls).toEqual([['grid-call', 'closed'], ['community-call', 'closed'], ['township-call', 'closed'], ['escalated-call', 'executing']].map(([process, state]) => ({ process, state })))
    expect(await asOwner(app.there.ownerUrl, `select count(*)::int as n from matters p join matters w on w.id = p.parent_id where w.headline like '800 米断头路%' and p.state = 'finished'`)).toEqual([{ n: 3 }])
    const leader = await app.become('districtLeader')
    const item = (await leader.ask('agenda')).items.find((each) => each.row.headline.startsWith('800 米断头路'))
    expect(item).toMatchObject({ money: 3_200_000, spent: 1_360_000, visits: 1, progressed: 3 })
    const lists = await leader.ask('wallLists')
    for (const list of [lists.standing, lists.listed]) expect(list?.rows.some((row) => row.headline.startsWith('800 米断头路'))).toBe(true)
  }) // prettier-ignore
})

describe('the analysis', () => {
  it('opens as many calls as it counts at each spot and in each kind', async () => {
    const page = await supervisor.ask('analysis', { query: { preset: 'month' } })
    expect(page.spots.length + page.growth.length).toBeGreaterThan(5)
    for (const { split, n, from, upto, area } of page.spots)
      expect([split, await rowsBehind(supervisor, { measure: 'called', split, from, upto, area: area.id })]).toEqual([split, n])
    for (const { split, n } of page.growth)
      expect([split, await rowsBehind(supervisor, { measure: 'called', split, from: page.period.from, upto: page.period.upto })]).toEqual([split, n])
  }, 120_000)
})

describe('data quality', () => {
  it('opens as many rows as each number says, in the district and in one township', async () => {
    for (const area of [undefined, township]) {
      const query = area === undefined ? '' : `?area=${area}`
      const page = await supervisor.ask('dataQuality', { query: area === undefined ? {} : { area } })
      expect(page.rows.length).toBeGreaterThan(15)
      for (const { id, n } of page.rows) {
        const csv = await (await supervisor.fetch(`/api/${app.slug}/data-quality/${id}.csv${query}`)).text()
        expect([id, area, csv.trimEnd().split('\r\n').length - 1]).toEqual([id, area, Math.min(n, 10_000)])
      }
    }
  }, 120_000)
})

describe('the quarterly safety report', () => {
  it('grades the district and its townships by figures that are the catalogue’s, with rows behind each part, and says no data of quarters without', async () => {
    const page = await supervisor.ask('safetyReport')
    expect(page.quarters.map((each) => each.isOver)).toEqual([true, true, true, false])
    expect(page.rows.every((row) => row.quarters.slice(0, 3).every((each) => each.grade === null && each.state === 'noData'))).toBe(true)
    expect(page.rows.every((row) => row.run === 0)).toBe(true)
    const now = page.quarters.at(-1)
    const span = { from: now?.from ?? '', upto: now?.upto ?? '' }
    for (const row of page.rows.slice(0, 4)) {
      const catalogue = await supervisor.ask('indicators', { query: { ...span, area: row.area.id } })
      for (const { id, figure } of row.quarters.at(-1)?.parts ?? []) {
        expect([row.area.name.zh, id, figure]).toEqual([row.area.name.zh, id, catalogue.rows.find((each) => each.id === id)?.figure])
        expect(await rowsBehind(supervisor, { indicator: id, part: 'n', ...span, area: row.area.id, exclusions: 'without' })).toBe(figure.n)
      }
    }
    const book = Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/safety-report.xlsx`)).arrayBuffer())
    const told = (await readSheet(book, '平安报表')).slice(1).map((line) => [line[0], line[1], line[4]])
    const words: Readonly<Record<string, string>> = { noData: '没有数据', tooFew: '样本不足，不定档' }
    expect(told).toEqual(
      page.rows.flatMap((row) => row.quarters.map((each, at) => [row.area.name.zh, page.quarters[at]?.words.zh, each.grade ?? words[each.state]])),
    )
    const said = JSON.stringify(page)
    expect([...app.there.ground.people.values()].filter((person) => said.includes(person.name))).toEqual([])
  }, 120_000)
})

describe('the wall and the desk', () => {
  it('open as many rows as each figure of the wall says, for the district and for a township', async () => {
    for (const who of [supervisor, await app.become('dispatcher', app.there.ground.areas.get(township)?.name.zh)]) {
      const [page, lists, forces, places] = await Promise.all([who.ask('centre'), who.ask('wallLists'), who.ask('forces'), who.ask('areas')])
      const dayAt = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
      const days: Readonly<Record<string, string>> = { today: dayAt(page.at), yesterday: dayAt(page.at - 86_400_000) }
      const shown = frozenRows({ page, lists, forces, places: places.rows }).filter((row) => row.measure !== '')
      expect(shown.length).toBeGreaterThan(80)
      for (const row of shown) {
        const area = row.area === undefined ? undefined : places.rows.find((each) => each.name.zh === row.area?.zh)?.id
        const query = {
          measure: row.measure,
          ...(days[row.span] === undefined ? {} : { day: days[row.span] }),
          ...(area === undefined ? {} : { area }),
        }
        expect([row.name.zh, query, await rowsBehind(who, query)]).toEqual([row.name.zh, query, row.n])
      }
      for (const name of ['response', 'solved', 'solvedAtOnce', 'satisfied', 'rated', 'truth'] as const) {
        const { from, upto, indicator } = rateRows(name, page.at)
        const { row } = await who.ask('indicator', { params: { name: indicator }, query: { from, upto } })
        const told = [row.figure, row.other ?? row.figure].map(({ n, of }) => [Math.round(n * 10) / 10, of])
        expect([name, ...told]).toEqual([name, ...[page.rates[name], page.whole[name]].map(({ n, of }) => [n, of])])
        // of the satisfied a fair one counts nine tenths and is a row of its own
        if (name !== 'satisfied') expect([name, await rowsBehind(who, rateRows(name, page.at))]).toEqual([name, page.rates[name].n])
        expect([name, await rowsBehind(who, rateRows(name, page.at, 'of'))]).toEqual([name, page.rates[name].of])
      }
      for (const list of [...lists.ladder, ...[lists.listed, lists.standing].flatMap((each) => (each ? [{ ...each, open: each.total }] : []))])
        for (const [measure, n] of [['open', list.open], ['overdue', list.late]] as const)
          expect([list.process, measure, await rowsBehind(who, { process: list.process, measure })]).toEqual([list.process, measure, n]) // prettier-ignore
    }
  }, 240_000)

  it('count on the desk and above the inbox what their lists hold, to the last line', async () => {
    const dispatcher = await app.become('dispatcher', app.there.ground.areas.get(township)?.name.zh)
    for (const who of [supervisor, dispatcher]) {
      for (const asked of deskColumns) expect([asked, await linesIn(who, asked)]).toEqual([asked, await rowsBehind(who, asked)])
      const { counts } = await who.ask('inbox')
      for (const list of ['mine', 'posts', 'soon', 'overdue', 'returned', 'area'] as const)
        expect([list, await inboxRows(who, list)]).toEqual([list, counts[list]])
    }
  }, 120_000)
})

const deskColumns: readonly Asked[] = [
  { state: 'reported,objected,small,major,found,backstop,deciding' },
  { state: 'dispatched,asked,called,calledNow' },
  { state: 'returned,arbitration,contested,doubted' },
  { overdue: '1' },
  { state: 'resolved,verified,replied,judging,executed' },
]

async function inboxRows(who: Client, list: 'mine' | 'posts' | 'soon' | 'overdue' | 'returned' | 'area'): Promise<number> {
  let n = 0
  for (let after: string | undefined; ;) {
    const page = await who.ask('inbox', { query: { list, limit: 100, ...(after === undefined ? {} : { after }) } })
    n += page.rows.length
    if (page.next === null) return n
    after = page.next
  }
}

describe('a bulletin', () => {
  it('opens, as long as nothing has happened since, as many rows as each of its numbers says', async () => {
    await asOwner(app.there.ownerUrl, 'delete from bulletins')
    expect(await app.parts.writeBulletins()).toBeGreaterThan(0)
    const opened = async (href: string | null) => (href === null ? null : rowsBehind(supervisor, Object.fromEntries(new URL(href, 'http://x').searchParams)))
    const kinds = new Set<string>()
    for (const kind of ['daily', 'weekly', 'monthly'] as const)
      for (const area of [[...app.there.ground.areas.values()].find(({ level }) => level === 0)?.id ?? 0, township]) {
        const [head] = (await supervisor.ask('bulletins', { query: { kind, area } })).rows
        const page = await supervisor.ask('bulletin', { params: { id: head?.id ?? '' } })
        const shown: (readonly [string, number, string | null])[] = [
          ...page.body.sections.map((each) => ['section', numberIn(each.title.zh), sectionRows(page, each)] as const).filter(([, , href]) => href !== null),
          ...page.body.sections.flatMap(({ sentences }) => sentences).filter((each) => each.rows?.['measure'] !== undefined).map((each) => ['ahead', numberIn(each.say.zh), sentenceRows(page, each)] as const),
          ...page.body.levels.map(({ n }, at) => [`level ${at}`, n, levelRows(page, at)] as const),
          ...page.body.places.flatMap((place) => (['called', 'closed', 'due', 'dueInTime'] as const).filter((of) => place[of] > 0).map((of) => [of, place[of], placeRows(page, place, of)] as const)),
          ...page.body.figures.filter(({ told, without, id }) => told === null && without.n > 0 && !(indicatorNamed(id)?.n ?? []).some((name) => name.includes('*'))).map((each) => [each.id, each.without.n, figureRows(page, each)] as const),
        ]
        for (const [name, n, href] of shown) expect([kind, area, name, href, await opened(href)]).toEqual([kind, area, name, href, n])
        for (const [name, n] of shown) if (n > 0) kinds.add(name)
        for (const late of page.body.sections[2]?.sentences ?? []) if (page.body.late.length > 0) expect(sentenceRows(page, late)).toMatch(/^\/m\/[0-9a-f-]{36}$/)
      }
    for (const name of ['section', 'ahead', 'level 0', 'called', 'closed', 'due', 'dueInTime']) expect(kinds).toContain(name)
  }, 120_000)
}) // prettier-ignore
const numberIn = (words: string): number => Number(/(\d+) 件/.exec(words)?.[1] ?? Number.NaN)
