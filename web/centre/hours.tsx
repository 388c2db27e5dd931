// Calls above, answers below, hour by hour; the same weekday's calls a week ago as dashed outlines for the hours still to come.
import { useContext, type ReactNode } from 'react'
import type { CentrePage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { dayShown } from './day-shown.ts'
import { DistrictContext, rowsOf } from './figures.tsx'

const [wide, high, middle] = [1330, 150, 75]

export function Hours({ page }: { page: CentrePage }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const { hours, day, isToday } = dayShown(page)
  const now = isToday ? new Date(page.at + 8 * 3_600_000).getUTCHours() : 23
  const most = Math.max(1, ...hours.flatMap((each) => [each.called, each.answered, each.lastWeek]))
  const step = wide / 24
  const tall = (n: number) => (n === 0 ? 0 : Math.max(2, (n / most) * (middle - 14)))
  const two = (hour: number) => String(hour).padStart(2, '0')
  return (
    <svg
      className="hours"
      viewBox={`0 0 ${wide} ${high}`}
      preserveAspectRatio="none"
      role="group"
      aria-label={say({ zh: '每小时呼与应', en: 'Calls and answers by the hour' })}
    >
      {hours.map((each) => (
        <a
          key={each.hour}
          href={rowsOf(district, { measure: `called:${two(each.hour)}`, day })}
          aria-label={say({
            zh: `${each.hour} 时：呼 ${each.called}，应 ${each.answered}，上周同日 ${each.lastWeek}`,
            en: `Hour ${each.hour}: ${each.called} calls, ${each.answered} answered, ${each.lastWeek} a week ago`,
          })}
        >
          <rect x={each.hour * step} y="0" width={step} height={high} fill="transparent" />
          {each.hour > now ? (
            <rect
              x={each.hour * step + step * 0.2}
              y={middle - 9 - tall(each.lastWeek)}
              width={step * 0.6}
              height={tall(each.lastWeek)}
              rx="3"
              fill="none"
              stroke="var(--text-3)"
              strokeWidth="1.5"
              strokeDasharray="4 3"
            />
          ) : (
            <>
              <rect
                x={each.hour * step + step * 0.2}
                y={middle - 9 - tall(each.called)}
                width={step * 0.6}
                height={tall(each.called)}
                rx="3"
                fill="var(--call)"
              />
              <rect x={each.hour * step + step * 0.2} y={middle + 9} width={step * 0.6} height={tall(each.answered)} rx="3" fill="var(--brand)" />
            </>
          )}
        </a>
      ))}
    </svg>
  )
}

/** The hours under the bars are text, so that no stretching touches them. */
export function HourNames(): ReactNode {
  const say = useSay()
  return (
    <ol className="hournames" aria-hidden="true">
      {[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22].map((hour) => (
        <li key={hour}>{say({ zh: `${hour}时`, en: `${hour}:00` })}</li>
      ))}
    </ol>
  )
}
