// Times in words, in the district's own zone: today 14:32, yesterday, 11月24日（周二）; what is left and how late.
import type { Label } from '../../core/label.ts'

const zone = 8 * 3_600_000
const day = 86_400_000
const dayOf = (at: number): number => Math.floor((at + zone) / day)
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export const clockOf = (at: number): string => new Date(at + zone).toISOString().slice(11, 16)

export function dayAndTime(at: number, now: number): Label {
  const there = new Date(at + zone)
  const clock = clockOf(at)
  const days = dayOf(at) - dayOf(now)
  if (days === 0) return { zh: `今天 ${clock}`, en: `${clock} today` }
  if (days === -1) return { zh: `昨天 ${clock}`, en: `${clock} yesterday` }
  if (days === 1) return { zh: `明天 ${clock}`, en: `${clock} tomorrow` }
  const isThisYear = there.getUTCFullYear() === new Date(now + zone).getUTCFullYear()
  const dayZh = `${there.getUTCMonth() + 1}月${there.getUTCDate()}日`
  const dayEn = `${there.getUTCDate()} ${months[there.getUTCMonth()] ?? ''}`
  if (!isThisYear) return { zh: `${there.getUTCFullYear()}年${dayZh}`, en: `${dayEn} ${there.getUTCFullYear()}` }
  if (days > 0)
    return { zh: `${dayZh}（周${weekdays[there.getUTCDay()] ?? ''}）${clock}`, en: `${weekdaysEn[there.getUTCDay()] ?? ''} ${dayEn}, ${clock}` }
  return { zh: `${dayZh} ${clock}`, en: `${dayEn}, ${clock}` }
}

/** Two units at most. */
export function lasting(ms: number): Label {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return { zh: `${days} 天${hours ? ` ${hours} 小时` : ''}`, en: `${days} d${hours ? ` ${hours} h` : ''}` }
  if (hours > 0) return { zh: `${hours} 小时${rest ? ` ${rest} 分` : ''}`, en: `${hours} h${rest ? ` ${rest} min` : ''}` }
  return { zh: `${rest} 分`, en: `${rest} min` }
}

/** One unit, for narrow chips. */
export function roughly(ms: number): Label {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return { zh: `${minutes} 分`, en: `${minutes} min` }
  if (minutes < 2880) return { zh: `${Math.floor(minutes / 60)} 小时`, en: `${Math.floor(minutes / 60)} h` }
  return { zh: `${Math.floor(minutes / 1440)} 天`, en: `${Math.floor(minutes / 1440)} d` }
}
