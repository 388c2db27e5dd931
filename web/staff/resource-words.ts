// Words and times of resources on the staff screens: how much is free, when, and by whom it is taken.
import type { BookingShape, ResourceRow } from '../../core/resource-shapes.ts'
import type { Label } from '../../core/label.ts'
import { clockOf, dayAndTime } from '../kit/wording.ts'

const zone = 8 * 3_600_000
/** The day and the minute in China, as fields of forms have them. */
export const localDay = (at: number): string => new Date(at + zone).toISOString().slice(0, 10)
export const localTime = (at: number): string => new Date(at + zone).toISOString().slice(0, 16)
export const momentIn = (local: string): number => Date.parse(`${local}:00+08:00`)

const grouped = (n: number): string => n.toLocaleString('en-US')

/** So much of so much; a venue is free or taken. */
export function freeWords(row: ResourceRow, free: number): Label {
  const [unit, unitEn] = [row.unit.zh, row.unit.en]
  if (row.kind === 'fund') return { zh: `还剩 ${grouped(free)} ${unit}，共 ${grouped(row.quantity)} ${unit}`, en: `${grouped(free)} of ${grouped(row.quantity)} ${unitEn} left` } // prettier-ignore
  if (row.quantity === 1) return free > 0 ? { zh: '空着', en: 'free' } : { zh: '有人用', en: 'in use' }
  return { zh: `空 ${free} ${unit}，共 ${row.quantity} ${unit}`, en: `${free} of ${row.quantity} free` }
}

export const amountWords = (row: ResourceRow, amount: number): string => (row.kind === 'venue' ? '' : `${grouped(amount)} ${row.unit.zh}`)

/** Today 14:00–16:00; with the other day where it ends on another. */
export function whenWords({ from, until }: Pick<BookingShape, 'from' | 'until'>, now: number): Label {
  const start = dayAndTime(from, now)
  const end = localDay(from) === localDay(until) ? { zh: clockOf(until), en: clockOf(until) } : dayAndTime(until, now)
  return { zh: `${start.zh}–${end.zh}`, en: `${start.en}–${end.en}` }
}

/** Parts of a day that one may look for. */
export const partsOfDay = {
  all: { say: { zh: '全天 8–18 点', en: 'All day, 8–18' }, from: '08:00', until: '18:00' },
  morning: { say: { zh: '上午', en: 'Morning' }, from: '08:00', until: '12:00' },
  afternoon: { say: { zh: '下午', en: 'Afternoon' }, from: '12:00', until: '18:00' },
  evening: { say: { zh: '晚上', en: 'Evening' }, from: '18:00', until: '22:00' },
} as const
export const partNames = ['all', 'morning', 'afternoon', 'evening'] as const
export type PartName = (typeof partNames)[number]
export const partNamed = (name: string): PartName => partNames.find((each) => each === name) ?? 'all'

/** The time that stands in the address as a day and a part of it. */
export function windowOf(day: string, part: string): { readonly from: string; readonly until: string } | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const { from, until } = partsOfDay[partNamed(part)]
  return { from: `${day}T${from}`, until: `${day}T${until}` }
}
