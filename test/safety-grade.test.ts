// The quarterly safety report: the lowest part decides, what is needed and unknown gives no grade, and three quarters in a row are counted from finished ones.
import { describe, expect, it } from 'vitest'
import { rateOf, type Figure } from '../core/indicator.ts'
import { indicatorNamed } from '../core/indicators.ts'
import { gradeFrom, gradePreset, quartersUpto, runOfA } from '../core/safety-grade.ts'
import { edgeText } from '../core/windows.ts'

const good: Readonly<Record<string, Figure>> = {
  response: rateOf(95, 100, 20),
  'in-time': rateOf(90, 100, 20),
  solved: rateOf(93, 100, 20),
  disputes: rateOf(20, 20, 20),
  'truth-gap': rateOf(5, 100, 20),
}
const none: Figure = { n: 0, of: 0, value: null, state: 'noData' }
const graded = (other: Readonly<Record<string, Figure>> = {}) => gradeFrom(gradePreset, (id) => other[id] ?? good[id] ?? none)

describe('the grade of a quarter', () => {
  it('is A where every part reaches its threshold, to the very edge', () => {
    expect(graded()).toMatchObject({ grade: 'A', state: 'ok' })
  })

  it('is the lowest of its parts', () => {
    expect(graded({ 'in-time': rateOf(89, 100, 20) }).grade).toBe('B')
    expect(graded({ 'truth-gap': rateOf(16, 100, 20) }).grade).toBe('C')
    expect(graded({ response: rateOf(10, 100, 20), 'in-time': rateOf(85, 100, 20) }).grade).toBe('C')
  })

  it('is none, and says why, where a needed part has no data or too few', () => {
    expect(graded({ solved: rateOf(3, 3, 20) })).toMatchObject({ grade: null, state: 'tooFew' })
    expect(graded({ solved: rateOf(3, 3, 20), response: none })).toMatchObject({ grade: null, state: 'noData' })
  })

  it('leaves out what is not needed where there are too few', () => {
    expect(graded({ disputes: rateOf(0, 3, 20), 'truth-gap': none })).toMatchObject({ grade: 'A', state: 'ok' })
  })

  it('names indicators that the catalogue has, and a version', () => {
    expect(gradePreset.parts.map((part) => indicatorNamed(part.indicator)?.id)).toEqual(gradePreset.parts.map((part) => part.indicator))
    expect(gradePreset.version).toBeGreaterThan(0)
  })
})

describe('the quarters', () => {
  it('are the last four, the running one last and up to today', () => {
    const now = Date.parse('2026-11-22T16:00:00+08:00')
    expect(quartersUpto(now, 4).map(({ window, words, isOver }) => [edgeText(window.from), edgeText(window.upto), words.zh, isOver])).toEqual([
      ['2026-01-01', '2026-04-01', '2026 年第一季度', true],
      ['2026-04-01', '2026-07-01', '2026 年第二季度', true],
      ['2026-07-01', '2026-10-01', '2026 年第三季度', true],
      ['2026-10-01', '2026-11-23', '2026 年第四季度', false],
    ])
    expect(quartersUpto(Date.parse('2027-01-01T00:30:00+08:00'), 2).map(({ words }) => words.en)).toEqual(['Q4 2026', 'Q1 2027'])
  })

  it('in a row are counted back from the newest finished one', () => {
    expect([runOfA(['A', 'A', 'A']), runOfA(['B', 'A', 'A']), runOfA(['A', 'A', null]), runOfA(['A', null, 'A']), runOfA([])]).toEqual([
      3, 2, 0, 1, 0,
    ])
  })
})
