// The life of a matter as one bar, from the first report to now: waiting, working, paused, late. It never restarts.
import type { ReactNode } from 'react'
import type { Segment } from '../../core/shapes.ts'
import { useSay } from './say.tsx'
import './clock-bar.css'

export function ClockBar({ segments, now }: { readonly segments: readonly Segment[]; readonly now: number }): ReactNode {
  const say = useSay()
  const from = segments[0]?.from ?? now
  const whole = Math.max(1, (segments.at(-1)?.to ?? now) - from)
  return (
    <ol className="clock-bar" aria-label={say({ zh: '从第一次上报到现在', en: 'From the first report until now' })}>
      {segments.map((segment) => {
        const share = (segment.to - segment.from) / whole
        const text = `${say(segment.label)} ${lasting(segment.to - segment.from, say({ zh: 'zh', en: 'en' }) === 'zh')}`
        return (
          <li key={`${segment.kind}${segment.from}`} className={segment.kind} style={{ flexGrow: Math.max(share, 0.012) }} title={text}>
            <span className={share < 0.14 ? 'sr' : undefined}>{text}</span>
          </li>
        )
      })}
    </ol>
  )
}

function lasting(ms: number, isChinese: boolean): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = isChinese
    ? [days && `${days} 天`, hours && `${hours} 小时`, !days && rest && `${rest} 分`]
    : [days && `${days} d`, hours && `${hours} h`, !days && rest && `${rest} min`]
  return parts.filter((part) => typeof part === 'string').slice(0, 2).join(' ') // prettier-ignore
}
