// The day whose calls the wall shows: today, or until its first call the day before, which is closed and labelled as such.
import { dayOf } from '../../core/calendar.ts'
import type { CallsOfDay, CentrePage } from '../../core/shapes.ts'

export type DayShown = CallsOfDay & { readonly isToday: boolean }

export const dayShown = ({ at, today, sources, triage, hours, before }: CentrePage): DayShown =>
  before === null ? { ...today, sources, triage, hours, day: dayOf(at), isToday: true } : { ...before, isToday: false }
