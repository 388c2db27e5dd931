// Periods of the figures: they begin and end at midnight or at noon in China, as the presets of the field do.
import { dayOf } from './calendar.ts'

export type Window = { readonly from: number; readonly upto: number }
export const presets = ['day', 'week', 'month', 'noon', '19th'] as const
export type Preset = (typeof presets)[number]

const halfMs = 12 * 3_600_000
const dayMs = 2 * halfMs
const china = 8 * 3_600_000

export const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
export const isAfternoon = (at: number): boolean => (at + china) % dayMs >= halfMs
/** Whether both ends are midnights: only then can figures that belong to whole days be read. */
export const isWholeDays = ({ from, upto }: Window): boolean => !isAfternoon(from) && !isAfternoon(upto)
/** Days from one to the other, the last included. */
export const daysFrom = (from: string, upto: string): Window => ({ from: midnightOf(from), upto: midnightOf(upto) + dayMs })

/** An end of a period as an address writes it: a day, or a day with T12 for its noon. */
export const edgeOf = (text: string): number => midnightOf(text.slice(0, 10)) + (text.length > 10 ? halfMs : 0)
export const edgeText = (at: number): string => `${dayOf(at)}${isAfternoon(at) ? 'T12' : ''}`
/** Both ends as written; a day alone as the end means the end of that day. */
export const spanOf = (from: string, upto: string): Window => ({ from: edgeOf(from), upto: edgeOf(upto) + (upto.length > 10 ? 0 : dayMs) })

/** The period that runs now, or for noon presets the one that ended last. */
export function windowFor(preset: Preset, now: number): Window {
  const today = midnightOf(dayOf(now))
  const noon = now >= today + halfMs ? today + halfMs : today - halfMs
  if (preset === 'day') return { from: today, upto: today + dayMs }
  if (preset === 'week') return { from: today - weekdayOf(today) * dayMs, upto: today + dayMs }
  if (preset === 'month') return { from: midnightOf(`${dayOf(now).slice(0, 7)}-01`), upto: today + dayMs }
  if (preset === 'noon') return { from: noon - dayMs, upto: noon }
  const day = dayOf(noon - 1)
  const from = day.slice(8) >= '19' ? `${day.slice(0, 7)}-19` : `${monthsOn(day.slice(0, 7), -1)}-19`
  return { from: midnightOf(from), upto: noon }
}

/** The same span one period earlier; a month is compared with the same days of the month before. */
export function windowBefore(span: Window, preset: Preset | null): Window {
  const length = span.upto - span.from
  if (preset === 'week') return { from: span.from - 7 * dayMs, upto: span.upto - 7 * dayMs }
  if (preset !== 'month' && preset !== '19th') return { from: span.from - length, upto: span.from }
  const day = dayOf(span.from)
  const from = midnightOf(`${monthsOn(day.slice(0, 7), -1)}-${day.slice(8)}`)
  return { from, upto: Math.min(from + length, span.from) }
}

/** 0 Monday to 6 Sunday. */
export const weekdayOf = (at: number): number => (new Date(at + china).getUTCDay() + 6) % 7

/** The month that lies so many months on, as YYYY-MM. */
export function monthsOn(month: string, n: number): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + n)
  return at.toISOString().slice(0, 7)
}

/** The whole weeks, Monday to Monday, up to and with the one that holds this instant. */
export function weeksUpto(now: number, n: number): Window[] {
  const { from } = windowFor('week', now)
  return Array.from({ length: n }, (_, at) => ({ from: from - (n - 1 - at) * 7 * dayMs, upto: from - (n - 2 - at) * 7 * dayMs }))
}

export type Piece = { readonly day: string; readonly half: 'whole' | 'morning' | 'afternoon' }
/** A period as the days and halves of days it is made of. */
export function piecesOf({ from, upto }: Window): Piece[] {
  const pieces: Piece[] = []
  for (let at = from; at < upto;) {
    const isWhole = !isAfternoon(at) && at + dayMs <= upto
    pieces.push({ day: dayOf(at), half: isWhole ? 'whole' : isAfternoon(at) ? 'afternoon' : 'morning' })
    at += isWhole ? dayMs : halfMs
  }
  return pieces
}
