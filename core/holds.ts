// What a booking holds of a resource: at no instant more than there is, and of a fund never more than there is at all.
import type { Label } from './label.ts'
import type { Answers, Marks, Refusal, World } from './matter.ts'
import type { Action } from './process.ts'
import { refuse } from './refusals.ts'

export const resourceKinds = ['service', 'venue', 'tool', 'fund', 'people'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** Granted to somebody: so much of it, ms from until, and which ground has it. What is out and not back yet is held past its time. */
export type Holding = { readonly matter: string; readonly amount: number; readonly from: number; readonly until: number; readonly by: Label }
/** One resource as a decision must know it; `isOffered` is false once it was withdrawn. */
export type Stock = { readonly kind: ResourceKind; readonly quantity: number; readonly isOffered: boolean; readonly holdings: readonly Holding[] }
export type Wanted = { readonly amount: number; readonly from: number; readonly until: number }

/** What a matter holds, as its marks say: the row in `bookings` is made of nothing else, so that it can be proven from the events. */
export type Held = Wanted & { readonly resource: string; readonly freedAt: number | null }
export function heldOf(marks: Marks): Held | null {
  const { resource, held, freed } = marks
  if (resource === undefined || held === undefined) return null
  return { resource, amount: Number(held), from: momentOf(marks['from']), until: momentOf(marks['until']), freedAt: freed === undefined ? null : Number(freed) }
} // prettier-ignore

/** A day with a time, as forms have it, is that moment in China. */
export const momentOf = (text: string | undefined): number => Date.parse(`${text ?? ''}:00+08:00`)

/** The most that is held at one instant of that time. Of a fund everything counts, whenever it was granted. */
export function mostHeld(stock: Pick<Stock, 'kind' | 'holdings'>, { from, until }: Pick<Wanted, 'from' | 'until'>): number {
  const sum = (holdings: readonly Holding[]) => holdings.reduce((total, { amount }) => total + amount, 0)
  if (stock.kind === 'fund') return sum(stock.holdings)
  const within = stock.holdings.filter((each) => each.from < until && each.until > from)
  const starts = [from, ...within.flatMap((each) => (each.from > from ? [each.from] : []))]
  return Math.max(...starts.map((at) => sum(within.filter((each) => each.from <= at && each.until > at))))
}

/** Why so much of it cannot be had then: who has it and when, by their ground and never by a name. */
export function cannotHold(stock: Stock, wanted: Wanted): Refusal | null {
  const { amount, from, until } = wanted
  if (!stock.isOffered) return refuse('resource-gone')
  const free = Math.max(0, stock.quantity - mostHeld(stock, wanted))
  if (amount <= free) return null
  if (stock.kind === 'fund') return refuse('fund-short', { n: free })
  if (amount > stock.quantity) return refuse('resource-short', { n: stock.quantity })
  const first = stock.holdings.filter((each) => each.from < until && each.until > from).sort((one, other) => one.from - other.from)[0]
  const rest = free > 0 ? { rest: `，只剩 ${free}`, restEn: `; ${free} left` } : { rest: '', restEn: '' }
  return refuse('resource-taken', { who: first?.by.zh ?? '', whoEn: first?.by.en ?? '', when: first ? spanWords(first) : '', ...rest })
}

/** The marks after what the action holds and gives back. Held is what was asked for, or what was offered instead. */
export function marksAfterHolds(world: World, step: { readonly plan: Action; readonly answers: Answers }, marks: Marks): { readonly marks: Marks } | { readonly refusal: Refusal } {
  let after = marks
  for (const effect of step.plan.then ?? []) {
    if ('hold' in effect) {
      const wanted = { amount: Number(after['amount']), from: momentOf(after['from']), until: momentOf(after['until']) }
      const no = world.resource === null ? refuse('not-here') : (wrongTime(world.now, wanted) ?? cannotHold(world.resource, wanted))
      if (no) return { refusal: no }
      after = { ...after, held: String(wanted.amount) }
    }
    if ('free' in effect) {
      const used = effect.used === undefined ? 0 : step.answers[effect.used]
      const held = Number(after['held'] ?? 0)
      // the ground it had for the time it had it stays on record; what was called off before it began never had it
      const kept = effect.used === undefined ? (momentOf(after['from']) < world.now && after['resourceKind'] !== 'fund' ? held : 0) : used
      if (typeof kept !== 'number' || !Number.isInteger(kept) || kept < 0 || kept > held) return { refusal: refuse('fund-over', { n: held }, effect.used === undefined ? {} : { field: effect.used }) }
      after = { ...after, held: String(kept), freed: String(world.now) }
    }
  }
  return { marks: after }
} // prettier-ignore

/** From before until, not over yet, and no further ahead than a year. */
export function wrongTime(now: number, { amount, from, until }: Wanted): Refusal | null {
  if (!Number.isInteger(amount) || amount < 1 || !(from < until) || until > now + 366 * dayMs || until - from > 366 * dayMs) return refuse('resource-time')
  return until <= now ? refuse('resource-over') : null
} // prettier-ignore
const dayMs = 86_400_000

/** 11-24 14:00–16:00, with the second day where it is another. */
export function spanWords({ from, until }: Pick<Wanted, 'from' | 'until'>): string {
  const [one, other] = [from, until].map((at) => new Date(at + 8 * 3_600_000).toISOString())
  if (one === undefined || other === undefined) return ''
  const [day, time, lastDay, end] = [one.slice(5, 10), one.slice(11, 16), other.slice(5, 10), other.slice(11, 16)]
  return day === lastDay ? `${day} ${time}–${end}` : `${day} ${time}–${lastDay} ${end}`
}
