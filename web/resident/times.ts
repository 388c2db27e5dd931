// Times as neighbours say them, in the district's own time zone, whatever the phone is set to.
import { useMemo } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'

export type When = {
  /** 今天 14:32 · 14:32 today */ readonly short: (at: number) => string
  /** 11月24日（周二）18:00 */ readonly clock: (at: number) => string
  /** 今天 16:30 前 · by 16:30 today */ readonly before: (at: number) => string
  readonly by: (at: number) => string
  /** 11月21日 */ readonly day: (at: number) => string
  /** 今早, 3 小时前 */ readonly ago: (at: number) => string
}

export function useWhen(): When {
  const say = useSay()
  return useMemo(() => whenIn(say), [say])
}

const zone = 8 * 3_600_000
const dayOf = (at: number): number => Math.floor((at + zone) / 86_400_000)
const weekdays: readonly Label[] = [['日', 'Sun'], ['一', 'Mon'], ['二', 'Tue'], ['三', 'Wed'], ['四', 'Thu'], ['五', 'Fri'], ['六', 'Sat']].map(([zh = '', en = '']) => ({ zh: `周${zh}`, en })) // prettier-ignore
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function whenIn(say: (label: Label) => string): When {
  const parts = (at: number) => {
    const local = new Date(at + zone)
    const time = local.toISOString().slice(11, 16)
    const isThisYear = local.getUTCFullYear() === new Date(Date.now() + zone).getUTCFullYear()
    const day = {
      zh: `${isThisYear ? '' : `${local.getUTCFullYear()}年`}${local.getUTCMonth() + 1}月${local.getUTCDate()}日`,
      en: `${local.getUTCDate()} ${months[local.getUTCMonth()]}${isThisYear ? '' : ` ${local.getUTCFullYear()}`}`,
    }
    const near = dayOf(at) - dayOf(Date.now())
    const name: Label | null =
      near === 0 ? { zh: '今天', en: 'today' } : near === 1 ? { zh: '明天', en: 'tomorrow' } : near === -1 ? { zh: '昨天', en: 'yesterday' } : null
    return { time, day, name, weekday: weekdays[local.getUTCDay()] ?? { zh: '', en: '' } }
  }
  const short = (at: number): string => {
    const { time, day, name } = parts(at)
    return say(name ? { zh: `${name.zh} ${time}`, en: `${time} ${name.en}` } : { zh: `${day.zh} ${time}`, en: `${day.en}, ${time}` })
  }
  const clock = (at: number): string => {
    const { time, day, name, weekday } = parts(at)
    return name ? short(at) : say({ zh: `${day.zh}（${weekday.zh}）${time}`, en: `${weekday.en} ${day.en}, ${time}` })
  }
  const before = (at: number): string => say({ zh: `${clock(at)} 前`, en: `by ${clock(at)}` })
  const ago = (at: number): string => {
    const minutes = Math.max(0, Math.floor((Date.now() - at) / 60_000))
    if (minutes < 60) return say({ zh: minutes < 1 ? '刚才' : `${minutes} 分钟前`, en: minutes < 1 ? 'just now' : `${minutes} min ago` })
    if (minutes < 1440) return say({ zh: `${Math.floor(minutes / 60)} 小时前`, en: `${Math.floor(minutes / 60)} h ago` })
    return short(at)
  }
  return { short, clock, before, by: before, day: (at) => say(parts(at).day), ago }
}

/** 还有 2 天 3 小时 or 超 2 小时: two units at most. */
export function leftOf(due: number, now: number): Label {
  const minutes = Math.floor(Math.abs(due - now) / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const zh =
    days > 0 ? `${days} 天${hours ? ` ${hours} 小时` : ''}` : hours > 0 ? `${hours} 小时${hours < 6 && rest ? ` ${rest} 分` : ''}` : `${rest} 分`
  const en =
    days > 0 ? `${days} days${hours ? ` ${hours} h` : ''}` : hours > 0 ? `${hours} h${hours < 6 && rest ? ` ${rest} min` : ''}` : `${rest} min`
  return due >= now ? { zh: `还有 ${zh}`, en: `${en} left` } : { zh: `超 ${zh}`, en: `${en} late` }
}
