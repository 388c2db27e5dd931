// Which bulletins are due at a moment: the newest period of each kind that is over and whose hour to write has come.
import type { BulletinKind } from '../../core/figures.ts'
import { dayOf } from '../../core/calendar.ts'
import { midnightOf, monthsOn, weekdayOf, type Window } from '../../core/windows.ts'

const dayMs = 86_400_000
const eight = 8 * 3_600_000

/** The newest finished period of a kind; whole days are written at eight in the morning, noons at noon. */
export function lastPeriod(kind: BulletinKind, now: number): Window {
  const today = midnightOf(dayOf(now))
  const morning = now >= today + eight ? today : today - dayMs
  if (kind === 'daily') return { from: morning - dayMs, upto: morning }
  if (kind === 'weekly') {
    const monday = morning - weekdayOf(morning) * dayMs
    return { from: monday - 7 * dayMs, upto: monday }
  }
  if (kind === 'monthly') {
    const month = dayOf(morning).slice(0, 7)
    return { from: midnightOf(`${monthsOn(month, -1)}-01`), upto: midnightOf(`${month}-01`) }
  }
  if (kind === '19th') {
    const month = dayOf(morning).slice(0, 7)
    const last = dayOf(morning).slice(8) >= '19' ? month : monthsOn(month, -1)
    return { from: midnightOf(`${monthsOn(last, -1)}-19`), upto: midnightOf(`${last}-19`) }
  }
  const noon = now >= today + dayMs / 2 ? today + dayMs / 2 : today - dayMs / 2
  return { from: noon - dayMs, upto: noon }
}

/** The period of the same kind just before. */
export function periodBefore(kind: BulletinKind, { from, upto }: Window): Window {
  if (kind === 'monthly') return { from: midnightOf(`${monthsOn(dayOf(from).slice(0, 7), -1)}-01`), upto: from }
  if (kind === '19th') return { from: midnightOf(`${monthsOn(dayOf(from).slice(0, 7), -1)}-19`), upto: from }
  return { from: from - (upto - from), upto: from }
}

/** How many past periods of a kind are looked at again for corrections. */
export const lookedBack: Readonly<Record<BulletinKind, number>> = { daily: 7, weekly: 4, monthly: 2, noon: 7, '19th': 2 }

/** Communities have one for whole days longer than one: what happens there in a day is told by the list itself. */
export const isOfCommunities = (kind: BulletinKind): boolean => kind === 'weekly' || kind === 'monthly' || kind === '19th'
