// Emergency mode and one clock: never later than it was, back to where it was, and no rest buys hours back.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarFrom, usedBetween } from '../../core/calendar.ts'
import { recompute, rest, start } from '../../core/clock.ts'
import { ease, graceMs, hurry } from '../../core/hurry.ts'
import type { ClockState } from '../../core/matter.ts'

const hour = 3_600_000
const monday = Date.parse('2026-03-02T09:00:00+08:00')
const calendar = calendarFrom({ version: 'test', coveredFrom: '2026-01-01', coveredUntil: '2026-12-31', source: 'test', daysOff: [], makeUpDays: [] })
const clocks = fc.record({
  amount: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom('minute', 'clockHour', 'day', 'workHour', 'workday'),
  since: fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minutes) => monday + minutes * 60_000),
  /** how far the clock has run when the mode begins */ share: fc.double({ min: 0, max: 0.99, noNaN: true }),
})
const begun = ({ amount, unit, since, share }: { amount: number; unit: ClockState['unit']; since: number; share: number }) => {
  const clock = start(calendar, { amount, unit, spent: 0, granted: 0, struck: 0, calendar: 'test' }, since)
  return { clock, now: Math.floor(since + ((clock.due ?? since) - since) * share) }
}

it('is brought forward or left alone, and always leaves half an hour or what was left', () => {
  fc.assert(
    fc.property(clocks, (wish) => {
      const { clock, now } = begun(wish)
      const due = clock.due ?? 0
      const sooner = hurry(calendar, clock, { began: now, now, again: undefined }).due ?? 0
      expect(sooner).toBeLessThanOrEqual(due)
      expect(sooner).toBeGreaterThanOrEqual(Math.min(due, now + graceMs))
      if (['minute', 'clockHour', 'day'].includes(wish.unit)) expect(sooner).toBe(due)
    }),
  )
})

it('is where it was when the mode ends before it falls due, and twice is once', () => {
  fc.assert(
    fc.property(clocks, (wish) => {
      const { clock, now } = begun(wish)
      const moment = { began: now, now, again: undefined }
      const hurried = hurry(calendar, clock, moment)
      expect(hurry(calendar, hurried, moment)).toBe(hurried)
      expect(ease(calendar, hurried, moment)).toEqual(clock)
      expect(ease(calendar, clock, moment)).toBe(clock)
      // a new calendar meanwhile does not end the hurry
      expect(recompute(calendar, hurried, now).due ?? 0).toBeLessThanOrEqual((hurried.due ?? 0) + 1)
    }),
  )
})

it('that was left alone when the mode began is left alone ever after; told late, nobody has less than the grace', () => {
  fc.assert(
    fc.property(clocks, fc.integer({ min: 0, max: 72 * 60 }), (wish, minutes) => {
      const { clock, now: began } = begun(wish)
      const now = began + minutes * 60_000
      const atOnce = hurry(calendar, clock, { began, now: began, again: undefined })
      const late = hurry(calendar, clock, { began, now, again: undefined })
      if (atOnce === clock) expect(late).toBe(clock)
      else expect(late.due ?? 0).toBeGreaterThanOrEqual(Math.min(clock.due ?? 0, now + graceMs))
    }),
  )
})

it('that fell due while every hour counted stays missed', () => {
  const { clock } = begun({ amount: 4, unit: 'workHour', since: monday + 8 * hour, share: 0 })
  const hurried = hurry(calendar, clock, { began: monday + 8 * hour, now: monday + 8 * hour, again: undefined })
  expect(hurried.due).toBe(monday + 12 * hour)
  expect(ease(calendar, hurried, { now: monday + 12 * hour, again: undefined })).toBe(hurried)
})

it('has used at a rest what the emergency counted, never less than office time did', () => {
  fc.assert(
    fc.property(clocks, fc.double({ min: 0, max: 1, noNaN: true }), (wish, part) => {
      const { clock, now } = begun(wish)
      const hurried = hurry(calendar, clock, { began: now, now, again: undefined })
      const then = Math.floor(now + ((hurried.due ?? now) - now) * part)
      const { spent } = rest(calendar, hurried, then)
      expect(spent).toBeGreaterThanOrEqual(usedBetween(calendar, { from: wish.since, to: then }, wish.unit))
      expect(spent).toBeLessThanOrEqual(wish.amount + 1e-6)
    }),
  )
})
