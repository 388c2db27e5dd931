// A period in words, as it stands on screens and bulletins.
import { dayOf } from './calendar.ts'
import type { Label } from './label.ts'
import { isAfternoon, type Window } from './windows.ts'

const weekdays = ['日', '一', '二', '三', '四', '五', '六']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayMs = 86_400_000

const parts = (at: number) => {
  const [year = '', month = '', day = ''] = dayOf(at).split('-')
  return { year, month: Number(month), day: Number(day), weekday: weekdays[new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay()] ?? '' }
}
const zh = (at: number, withNoon: boolean): string => `${parts(at).month}月${parts(at).day}日${withNoon ? ' 12:00' : ''}`
const en = (at: number, withNoon: boolean): string => `${parts(at).day} ${months[parts(at).month - 1] ?? ''}${withNoon ? ' 12:00' : ''}`

export function periodWords({ from, upto }: Window): Label {
  const hasNoon = isAfternoon(from) || isAfternoon(upto)
  const last = hasNoon ? upto : upto - 1
  const { year, weekday } = parts(from)
  if (!hasNoon && upto - from <= dayMs) return { zh: `${year}年${zh(from, false)} 周${weekday}`, en: `${en(from, false)} ${year}` }
  return {
    zh: `${year}年${zh(from, hasNoon)}–${zh(last, hasNoon)}`,
    en: `${en(from, hasNoon)} – ${en(last, hasNoon)} ${parts(last).year}`,
  }
}
