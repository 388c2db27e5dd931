// The look of an emergency: why, since when and by whom, and how long until it ends by itself.
import { Siren } from 'lucide-react'
import { useContext, type ReactNode } from 'react'
import type { ModeShape } from '../../core/wall.ts'
import { useLanguage, useSay } from '../kit/say.tsx'
import { clockOf, dayAndTime } from '../kit/wording.ts'
import { DistrictContext } from './figures.tsx'

/** Hours, minutes and seconds while it runs; nothing below zero. */
export function leftOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

export function Alarm({ modes, now }: { modes: readonly ModeShape[]; now: number }): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const district = useContext(DistrictContext)
  const [first] = [...modes].sort((one, other) => (one.until ?? Infinity) - (other.until ?? Infinity))
  if (!first) return null
  const { since, until, by } = first
  const more = modes.length > 1 ? say({ zh: `等 ${modes.length} 处`, en: ` and ${modes.length - 1} more` }) : ''
  const words = `${say(first.area.name)}${more}${first.reason === '' ? '' : `·${first.reason}`}`
  return (
    <>
      <a className="alarm" href={first.id === null ? `/staff/${district}/` : `/staff/${district}/m/${first.id}`}>
        <Siren className="i" aria-hidden="true" />
        <span role="status">{say({ zh: `应急：${words}`, en: `Emergency: ${words}` })}</span>
      </a>
      <p className="m alarmsay">
        {since === null ? null : (
          <span className="since">
            {by
              ? say({ zh: `${clockOf(since)} 起，${by.zh}负责`, en: `since ${clockOf(since)}, ${by.en}` })
              : say({ zh: `${clockOf(since)} 起`, en: `since ${clockOf(since)}` })}
          </span>
        )}
        {until === null ? (
          <span>{say({ zh: '上级开启，照应急时限办', en: 'Opened above; emergency clocks hold' })}</span>
        ) : (
          <span>
            {until > now
              ? `${language === 'zh' ? `${dayAndTime(until, now).zh} 自动结束` : `ends ${dayAndTime(until, now).en}`}·`
              : say({ zh: '到时间了，正在结束', en: 'time is up, ending' })}
            {until > now ? <b className="late count">{say({ zh: `还剩 ${leftOf(until - now)}`, en: `${leftOf(until - now)} left` })}</b> : null}
          </span>
        )}
      </p>
    </>
  )
}
