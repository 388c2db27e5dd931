// A plain forecast of calls: the mean of the same weekday in the weeks before, told with how far off it was when tried on days already known.
import { dayOf } from './calendar.ts'
import { midnightOf } from './windows.ts'

const dayMs = 86_400_000
const most = 8
const leastWeeks = 4
const tried = 28

export type Forecast = {
  readonly state: 'ok' | 'tooFew'
  readonly weeks: number
  readonly days: { readonly day: string; readonly expected: number }[]
  /** mean of |expected − real| ÷ real over the days it was tried on */ readonly error: number | null
  readonly tested: number
}

/** `calls` holds every finished day; the seven days from today on are told. */
export function forecastOf(calls: ReadonlyMap<string, number>, { today }: { readonly today: string }): Forecast {
  const start = midnightOf(today)
  const weeks = Math.min(most, weeksKnown(calls, start))
  if (weeks < leastWeeks) return { state: 'tooFew', weeks, days: [], error: null, tested: 0 }
  const days = Array.from({ length: 7 }, (_, ahead) => {
    const at = start + ahead * dayMs
    return { day: dayOf(at), expected: Math.round((meanBefore(calls, at) ?? 0) * 10) / 10 }
  })
  const misses = Array.from({ length: tried }, (_, back) => start - (back + 1) * dayMs).flatMap((at) => {
    const real = calls.get(dayOf(at)) ?? 0
    const expected = meanBefore(calls, at)
    return expected === null || real === 0 ? [] : [Math.abs(expected - real) / real]
  })
  return { state: 'ok', weeks, days, error: misses.length === 0 ? null : misses.reduce((sum, miss) => sum + miss, 0) / misses.length, tested: misses.length } // prettier-ignore
}

function weeksKnown(calls: ReadonlyMap<string, number>, start: number): number {
  const first = [...calls.keys()].sort()[0]
  return first === undefined ? 0 : Math.floor((start - midnightOf(first)) / (7 * dayMs))
}

/** The same weekday of up to eight weeks before, at least four of them known. */
function meanBefore(calls: ReadonlyMap<string, number>, at: number): number | null {
  const known = Array.from({ length: most }, (_, week) => calls.get(dayOf(at - (week + 1) * 7 * dayMs))).filter((n) => n !== undefined)
  return known.length < leastWeeks ? null : known.reduce((sum, n) => sum + n, 0) / known.length
}
