// A due time comes with its reason: from when, how long, and what in between does not count.
import { expect, it } from 'vitest'
import { addSpan, calendarFrom } from '../../core/calendar.ts'
import { explainClock } from '../../core/clock-words.ts'
import type { ClockState } from '../../core/matter.ts'
import { rest, start, strike } from '../../core/clock.ts'

const calendar = calendarFrom({
  version: 'test',
  coveredFrom: '2026-01-01',
  coveredUntil: '2026-12-31',
  source: 'test',
  daysOff: ['2026-10-01', '2026-10-02'],
  makeUpDays: [],
})
const at = (text: string) => Date.parse(`${text}:00+08:00`)
const fresh = (amount: number, unit: ClockState['unit']): ClockState => ({ amount, unit, spent: 0, granted: 0, struck: 0, calendar: 'test' })

it('names the night between an afternoon and the next morning', () => {
  const clock = start(calendar, fresh(4, 'workHour'), at('2026-11-23T16:30'))
  expect(explainClock(calendar, clock, at('2026-11-23T16:30'))).toEqual({
    zh: '11月24日（周二）11:30 到期：从11月23日（周一）16:30 起算 4 个工作时，夜里不算',
    en: 'Due Tue 24 Nov 11:30: 4 working hours from Mon 23 Nov 16:30; nights do not count',
  })
})

it('names lunch, weekend and holidays where they lie between', () => {
  const clock = start(calendar, fresh(3, 'workday'), at('2026-09-30T10:00'))
  expect(explainClock(calendar, clock, at('2026-09-30T10:00')).zh).toContain('中午、夜里、周末、放假不算')
  expect(explainClock(calendar, clock, at('2026-09-30T10:00')).en).toContain('lunch breaks, nights, weekends and holidays do not count')
})

it('skips nothing in clock time, and says when a time is provisional or past', () => {
  expect(explainClock(calendar, start(calendar, fresh(2, 'clockHour'), at('2026-11-24T11:00')), at('2026-11-24T14:00')).zh).toBe(
    '11月24日（周二）13:00 到期：从11月24日（周二）11:00 起算 2 小时，现在已经过了',
  )
  expect(explainClock(calendar, start(calendar, fresh(5, 'workday'), at('2026-12-30T10:00')), 0).zh).toContain('还没公布')
})

it('says what a resting clock has left and what a resumed one used before', () => {
  const running = start(calendar, fresh(4, 'workHour'), at('2026-11-24T10:00'))
  const resting = rest(calendar, running, at('2026-11-24T11:00'))
  expect(explainClock(calendar, resting, 0).zh).toBe('停着：用了 1 个工作时，还剩 3 个工作时')
  const again = start(calendar, resting, at('2026-11-24T15:00'))
  expect(explainClock(calendar, again, at('2026-11-24T15:00')).zh).toBe(
    '11月24日（周二）18:00 到期：从11月24日（周二）15:00 起算剩下的 3 个工作时，之前已经用了 1 个工作时',
  )
})

it('says that the next level answers once it has struck', () => {
  const running = start(calendar, fresh(2, 'workHour'), at('2026-11-24T09:00'))
  const due = addSpan(calendar, at('2026-11-24T09:00'), { amount: 2, unit: 'workHour' }).at
  const struck = strike(calendar, running, { now: due, again: { amount: 2, unit: 'workHour' } })
  expect(explainClock(calendar, struck, due).zh).toMatch(/^11月24日（周二）11:00 超时，已经上报一级；11月24日（周二）15:00 再到期/)
})
