// Deadlines in office time, against a model that walks minute by minute and cannot be wrong in a clever way.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addSpan,
  calendarFrom,
  dayOf,
  DEFAULT_OFFICE_HOURS,
  explainSpan,
  isWorkday,
  usedBetween,
  type Calendar,
  type Span,
  type Unit,
} from '../core/calendar.ts'
import { calendarFile } from './support/calendar.ts'

const china = calendarFrom(calendarFile)

const MINUTE = 60_000
const at = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`)
const said = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const due = (from: number, span: Span, calendar: Calendar = china) => said(addSpan(calendar, from, span).at)

/** Whether the minute that starts here is office time: the obvious definition. */
function isOfficeMinute(calendar: Calendar, ms: number): boolean {
  const local = new Date(ms + 8 * 3_600_000)
  const day = local.toISOString().slice(0, 10)
  const weekday = local.getUTCDay()
  const open = calendar.makeUpDays.has(day) || (!calendar.daysOff.has(day) && weekday !== 0 && weekday !== 6)
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
  return open && calendar.officeHours.some(({ from, to }) => minute >= from && minute < to)
}

/** Walks on, minute by minute, until enough office minutes have passed. */
function slowAdd(calendar: Calendar, from: number, minutes: number): number {
  let now = from
  for (let left = minutes; left > 0; now += MINUTE) if (isOfficeMinute(calendar, now)) left -= 1
  return now
}

function slowBack(calendar: Calendar, from: number, minutes: number): number {
  let now = from
  for (let left = minutes; left > 0;) {
    now -= MINUTE
    if (isOfficeMinute(calendar, now)) left -= 1
  }
  return now
}

const minutesOf = (calendar: Calendar) => calendar.officeHours.reduce((sum, { from, to }) => sum + to - from, 0)

const anyHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((cuts) => [...cuts].sort((a, b) => a - b))
  .map((cuts) => Array.from({ length: Math.floor(cuts.length / 2) }, (_, n) => ({ from: cuts[n * 2] ?? 0, to: cuts[n * 2 + 1] ?? 1440 })))
const anyDay = fc.integer({ min: 0, max: 60 }).map((n) => dayOf(at('2026-09-10', '12:00') + n * 1440 * MINUTE))
const anyCalendar = fc.record({
  version: fc.constant('any'),
  coveredUntil: fc.constant('2026-12-31'),
  daysOff: fc.array(anyDay, { maxLength: 25 }).map((days) => new Set(days)),
  makeUpDays: fc.array(anyDay, { maxLength: 10 }).map((days) => new Set(days)),
  officeHours: fc.oneof(fc.constant(DEFAULT_OFFICE_HOURS), anyHours),
})
const anyMoment = fc.integer({ min: 0, max: 50 * 1440 }).map((n) => at('2026-09-12', '00:00') + n * MINUTE)
const anyUnit = fc.constantFrom<Unit>('minute', 'clockHour', 'day', 'workHour', 'workday')

describe('deadlines in office time', () => {
  it('a span ends where a minute-by-minute walk ends, forward and back, in any calendar', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fc.integer({ min: 1, max: 2400 }), (calendar, from, minutes) => {
        expect(addSpan(calendar, from, { amount: minutes / 60, unit: 'workHour' }).at).toBe(slowAdd(calendar, from, minutes))
        expect(addSpan(calendar, from, { amount: -minutes / 60, unit: 'workHour' }).at).toBe(slowBack(calendar, from, minutes))
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('workdays of the published calendar end where the walk ends', () => {
    const moment = fc.integer({ min: 0, max: 1400 * 1440 }).map((n) => at('2023-01-01', '00:00') + n * MINUTE)
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 15 }), (from, days) => {
        expect(addSpan(china, from, { amount: days, unit: 'workday' }).at).toBe(slowAdd(china, from, days * minutesOf(china)))
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('what was used between the start and the end of a span is the span', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        fc.record({ amount: fc.double({ min: -40, max: 400, noNaN: true }), unit: anyUnit }),
        (calendar, from, span) => {
          const to = addSpan(calendar, from, span).at
          const minute = usedBetween(calendar, { from: 0, to: MINUTE }, 'minute') / (span.unit === 'workday' ? minutesOf(calendar) : 1)
          expect(Math.abs(usedBetween(calendar, { from, to }, span.unit) - span.amount)).toBeLessThanOrEqual(minute)
        },
      ),
    )
  })

  it('two parts of a stretch add up to the whole', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anyMoment, anyMoment, anyMoment), anyUnit, (calendar, [a, b, c], unit) => {
        const parts = usedBetween(calendar, { from: a, to: b }, unit) + usedBetween(calendar, { from: b, to: c }, unit)
        expect(parts).toBeCloseTo(usedBetween(calendar, { from: a, to: c }, unit), 6)
      }),
    )
  })

  it('office time and what the explanation skips together make up the whole stretch', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fc.integer({ min: 0, max: 30 * 1440 }), (calendar, from, minutes) => {
        const to = from + minutes * MINUTE
        const pieces = explainSpan(calendar, { from, to })
        const skipped = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0) / MINUTE
        expect(skipped + usedBetween(calendar, { from, to }, 'workHour') * 60).toBeCloseTo(minutes, 6)
        pieces.forEach((piece, n) => {
          const before = pieces[n - 1]
          if (before !== undefined) expect(before.to < piece.from || (before.to === piece.from && before.why !== piece.why)).toBe(true)
        })
      }),
    )
  })
})

describe('the calendar of China', () => {
  it('National Day 2026: a call on the last afternoon before it is due on the day people are back', () => {
    expect(due(at('2026-09-30', '16:00'), { amount: 3, unit: 'workHour' })).toBe('2026-10-08 10:00')
    expect(due(at('2026-09-30', '16:00'), { amount: 1, unit: 'workday' })).toBe('2026-10-08 16:00')
  })

  it('a make-up workday is a workday though it is a Saturday, and a Sunday likewise', () => {
    expect(isWorkday(china, '2026-10-10')).toBe(true)
    expect(isWorkday(china, '2026-09-20')).toBe(true)
    expect(isWorkday(china, '2026-10-17')).toBe(false)
    expect(due(at('2026-10-09', '18:00'), { amount: 1, unit: 'workday' })).toBe('2026-10-10 18:00')
    expect(due(at('2026-10-10', '18:00'), { amount: 1, unit: 'workday' })).toBe('2026-10-12 18:00')
  })

  it('what is submitted on a holiday starts to count when the office opens', () => {
    expect(due(at('2026-10-03', '20:15'), { amount: 1, unit: 'workHour' })).toBe('2026-10-08 10:00')
    expect(due(at('2026-10-03', '20:15'), { amount: 1, unit: 'workday' })).toBe('2026-10-08 18:00')
  })

  it('midnight belongs to the day that begins', () => {
    expect(dayOf(at('2026-11-23', '00:00'))).toBe('2026-11-23')
    expect(dayOf(at('2026-11-23', '00:00') - 1)).toBe('2026-11-22')
    expect(due(at('2026-11-23', '00:00'), { amount: 1, unit: 'workday' })).toBe('2026-11-23 18:00')
    expect(due(at('2026-11-23', '23:59'), { amount: 1, unit: 'workHour' })).toBe('2026-11-24 10:00')
  })

  it('lunch does not count, and a span that fills the morning ends before it', () => {
    expect(due(at('2026-11-23', '09:00'), { amount: 3, unit: 'workHour' })).toBe('2026-11-23 12:00')
    expect(due(at('2026-11-23', '11:30'), { amount: 1, unit: 'workHour' })).toBe('2026-11-23 14:30')
  })

  it('clock units run through nights and holidays', () => {
    expect(due(at('2026-09-30', '23:30'), { amount: 1, unit: 'day' })).toBe('2026-10-01 23:30')
    expect(due(at('2026-09-30', '23:30'), { amount: 2, unit: 'clockHour' })).toBe('2026-10-01 01:30')
    expect(due(at('2026-09-30', '23:30'), { amount: 45, unit: 'minute' })).toBe('2026-10-01 00:15')
  })

  it('a deadline beyond the published holidays says that it is provisional, and follows the plain week', () => {
    expect(china.coveredUntil).toBe('2026-12-31')
    expect(addSpan(china, at('2026-12-30', '18:00'), { amount: 1, unit: 'workday' })).toEqual({ at: at('2026-12-31', '18:00'), provisional: false })
    expect(addSpan(china, at('2026-12-30', '18:00'), { amount: 2, unit: 'workday' })).toEqual({ at: at('2027-01-01', '18:00'), provisional: true })
    expect(addSpan(china, at('2026-12-31', '20:00'), { amount: 1, unit: 'day' }).provisional).toBe(false)
  })

  it('the explanation of a deadline over National Day names the holiday once', () => {
    const from = at('2026-09-30', '17:00')
    const { at: to } = addSpan(china, from, { amount: 2, unit: 'workHour' })
    const told = explainSpan(china, { from, to }).map((piece) => `${said(piece.from)} – ${said(piece.to)} ${piece.why}`)
    expect(told).toEqual([
      '2026-09-30 18:00 – 2026-10-01 00:00 night',
      '2026-10-01 00:00 – 2026-10-08 00:00 holiday',
      '2026-10-08 00:00 – 2026-10-08 09:00 night',
    ])
  })

  it('a calendar with faults is refused when it is read, in words', () => {
    expect(() => calendarFrom(calendarFile, [])).toThrow('at least one')
    expect(() => calendarFrom(calendarFile, [{ from: 600, to: 500 }])).toThrow('in order')
    expect(() => calendarFrom({ ...calendarFile, daysOff: ['1 October'] })).toThrow('2026-10-01')
    expect(() => addSpan(china, 0, { amount: Number.NaN, unit: 'workday' })).toThrow('finite')
  })
})
