// Every figure on the command centre's page equals the rows behind it, and counting anew from the events gives the same numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CentrePage } from '../../core/shapes.ts'
import { rateRows } from '../../core/wall.ts'
import { rebuild, rollupDifferences } from '../../server/numbers/rollup.ts'
import { freshDistrict, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Reported, type Town } from '../support/seed-matters.ts'

let there: TestDistrict
let town: Town
let officer: Somebody
let staff: Somebody
let supervisor: Somebody
const reports: Reported[] = []

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  officer = there.who('gridOfficer')
  supervisor = there.who('supervisor')
  const grid = officer.area ?? 0
  const plain = [...there.ground.categories.values()]
    .filter((category) => !category.needsPhoto && !category.emergency)
    .map((category) => category.code)
  staff = there.who('communityStaff', there.ground.areas.get(there.ground.areas.get(grid)?.parent ?? 0)?.name.zh)
  for (let at = 0; at < 12; at++) {
    reports.push(await town.report({ category: plain[at % plain.length] ?? '', what: `第${at}件`, area: grid }))
    there.advance(5 * 60_000)
  }
  const [first, second, third, fourth, fifth, sixth] = reports.map((report) => report.id)
  const solve = async (id: string, judged: string) => {
    await town.act(officer.caller, id, { action: 'triageSmall' })
    await town.act(staff.caller, id, { action: 'dispatch', answers: { holder: { post: 'gridOfficer', area: officer.area } } })
    await town.act(officer.caller, id, { action: 'acknowledge' })
    await town.act(officer.caller, id, { action: 'resolve', answers: { done: '办了' } })
    await town.act(staff.caller, id, { action: 'pass' })
    await town.act(staff.caller, id, { action: 'reply', answers: { words: '办好了' } })
    const receipt = reports.find((report) => report.id === id)?.receipt ?? ''
    if (judged === 'yes') await town.act({ receipt }, id, { action: 'confirm', answers: { rating: 'good' } })
    else if (judged === 'fair') await town.act({ receipt }, id, { action: 'confirm', answers: { rating: 'fair' } })
    else await town.act({ receipt }, id, { action: 'dispute', answers: { solved: 'no', why: '还漏' } })
  }
  await solve(first ?? '', 'yes')
  await solve(second ?? '', 'fair')
  await solve(third ?? '', 'no')
  await town.act(officer.caller, fourth ?? '', { action: 'triagePrivate', answers: { words: '请找物业' } })
  await town.act(officer.caller, fifth ?? '', { action: 'triageMajor', answers: { why: '要镇里办', urgency: 'emergency' } })
  await town.act({ receipt: reports[5]?.receipt ?? '' }, sixth ?? '', { action: 'withdraw' })
  there.advance(5 * 3_600_000)
  for (const late of reports.slice(6, 9)) await town.act('system', late.id, { action: 'overdue' })
  await town.act(supervisor.caller, reports[6]?.id ?? '', { action: 'urge', answers: { words: '快看' } })
  await town.settle()
})
afterAll(() => there.close())

const figuresOf = (page: CentrePage): [string, number, string | undefined][] => {
  const day = '2026-11-24'
  return [
    ['called', page.today.called, day], ['answered', page.today.answered, day], ['inTime', page.today.inTime, day], ['lateUnanswered', page.today.lateUnanswered, day],
    ...page.sources.map((each): [string, number, string] => [`source-${each.source}`, each.n, day]),
    ['triage-private', page.triage.private, day], ['triage-small', page.triage.small, day], ['triage-major', page.triage.major, day],
    ['open', page.open, undefined], ['overdue', page.overdue, undefined], ['emergency', page.townships.reduce((sum, each) => sum + each.emergency, 0), undefined],
    ['inTime', page.whole.response.n, undefined], ['solved-yes', page.whole.solved.n, undefined], ['judged', page.whole.solved.of, undefined], ['rated', page.whole.satisfied.of, undefined], ['closed', page.whole.rated.of, undefined],
    ['truth', page.whole.truth.n, undefined], ['bothSaid', page.whole.truth.of, undefined], ...page.levels.map((each): [string, number, undefined] => [`level-${each.level}`, each.n, undefined]), ['closed', page.closedToday, day],
    ...page.hours.flatMap((each): [string, number, string][] => [[`called-${String(each.hour).padStart(2, '0')}`, each.called, day], [`answered-${String(each.hour).padStart(2, '0')}`, each.answered, day]]),
    ...page.phases.map((each): [string, number, string] => [`phase-${each.phase}`, each.n, day]),
  ] // prettier-ignore
}

describe('the command centre', () => {
  it('shows what happened', async () => {
    const page = await town.see('centre', supervisor.caller)
    expect(page.today).toEqual({ called: 12, answered: 6, inTime: 6, lateUnanswered: 3 })
    expect(page.open).toBe(8)
    expect(page.phases).toEqual([{ phase: 'waiting', n: 8 }, { phase: 'working', n: 0 }, { phase: 'paused', n: 0 }, { phase: 'done', n: 3 }, { phase: 'dropped', n: 1 }]) // prettier-ignore
    // good counts whole and fair nine tenths, as the catalogue says
    expect([page.rates.satisfied, page.whole.satisfied]).toEqual([
      { n: 1.9, of: 2 },
      { n: 1.9, of: 2 },
    ])
    expect([page.rates.solved, page.rates.solvedAtOnce, page.before]).toEqual([{ n: 2, of: 2 }, { n: 2, of: 2 }, null])
    expect(page.triage).toEqual({ private: 1, small: 3, major: 1, total: 5 })
    expect(page.feed.length).toBeGreaterThan(5)
    expect(page.unanswered.length).toBeGreaterThan(2)
    for (const share of [...Object.values(page.rates), page.lines.reveals, page.lines.nightNotices]) expect(share.n).toBeLessThanOrEqual(share.of)
    expect(page.townships.reduce((sum, each) => sum + each.open, 0)).toBe(page.open)
  })

  it('has exactly as many rows behind every figure, for every viewer', async () => {
    for (const who of [supervisor, there.who('districtLeader'), staff, officer]) {
      for (const [measure, n, day] of figuresOf(await town.see('centre', who.caller))) {
        const rows = await town.see('matters', who.caller, { query: { measure, limit: 100, ...(day === undefined ? {} : { day }) } })
        expect([measure, rows.total, rows.rows.length]).toEqual([measure, n, n])
      }
    }
  })

  it('has the rates of the catalogue, without the excluded, and as many rows behind each of their parts', async () => {
    for (const who of [supervisor, staff, officer]) {
      const page = await town.see('centre', who.caller)
      for (const rate of ['response', 'solved', 'solvedAtOnce', 'satisfied', 'rated', 'truth'] as const)
        for (const part of ['n', 'of'] as const) {
          const rows = await town.see('matters', who.caller, { query: { ...rateRows(rate, page.at, part), limit: 100 } })
          // what counts nine tenths is one row
          expect([rate, part, rows.total]).toEqual([rate, part, Math.ceil(page.rates[rate][part])])
        }
    }
  })

  it('shows nothing of another street to its grid officer', async () => {
    const grids = [...there.ground.areas.values()].filter(
      (area) => area.level === 3 && area.id !== officer.area && !there.ground.roster.covers(area.parent ?? 0, officer.area ?? 0),
    )
    const other = grids.find((area) => there.ground.roster.isHeld({ post: 'gridOfficer', area: area.id }))
    const page = await town.see('centre', there.who('gridOfficer', other?.name.zh).caller)
    expect([page.today.called, page.open, page.overdue, page.feed.length]).toEqual([0, 0, 0, 0])
  })

  it('counts anew from the events to the same numbers', async () => {
    expect(await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) => rollupDifferences(tx, there.ground))).toEqual([])
    const rows = await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) => rebuild(tx, there.ground))
    expect(rows).toBeGreaterThan(20)
    expect(await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) => rollupDifferences(tx, there.ground))).toEqual([])
  })

  it('notices a roll-up that was changed by hand', async () => {
    const found = await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, async (tx) => {
      await tx.run(`update rollups set amount = amount + 1 where district_id = $1 and area_id = $2 and measure = 'satisfied'`, [
        there.ground.district.id,
        officer.area,
      ])
      return rollupDifferences(tx, there.ground)
    })
    expect(found.map((each) => [each.measure, each.kept, each.counted])).toEqual([['satisfied', 2, 1]])
  })
})
