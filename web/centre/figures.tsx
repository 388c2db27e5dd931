// A figure of the wall: number, slash, denominator in one breath; each is a link to the rows it counts.
import { createContext, useContext, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { rateRows, type RateName } from '../../core/wall.ts'
import { nameOfMeasure } from '../kit/measure-names.ts'
import { useSay } from '../kit/say.tsx'
import { least } from './layers.ts'

export const DistrictContext = createContext('')
export const rowsOf = (district: string, asked: Readonly<Record<string, string>>): string =>
  `/staff/${district}/matters?${new URLSearchParams(asked).toString()}`

export type FigureProps = {
  readonly n: number
  readonly of?: number
  readonly asked: Readonly<Record<string, string>>
  readonly size?: number
  readonly name?: Label
}

export function Figure({ n, of, asked, size, name }: FigureProps): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const words = name ?? nameOfMeasure(asked['measure'] ?? '')
  return (
    <a
      className="fig"
      href={rowsOf(district, asked)}
      style={size ? { fontSize: `calc(var(--u)*${size})` } : undefined}
      aria-label={say({
        zh: `${words.zh}：${n}${of === undefined ? '' : `，共 ${of}`}，看明细`,
        en: `${words.en}: ${n}${of === undefined ? '' : ` of ${of}`}; see the rows`,
      })}
    >
      {n}
      {of === undefined ? null : <span className="of">/{of}</span>}
    </a>
  )
}

export function Line({
  label,
  n,
  of,
  most,
  asked,
  look,
}: {
  label: Label
  n: number
  of: number
  most: number
  asked: Readonly<Record<string, string>>
  look: 'call' | 'answer'
}): ReactNode {
  const say = useSay()
  return (
    <li className="wl">
      <span>{say(label)}</span>
      <span className={`wbar ${look}`} aria-hidden="true">
        <span style={{ width: `${most > 0 ? (n / most) * 100 : 0}%` }} />
      </span>
      <Figure n={n} of={of} asked={asked} name={label} />
    </li>
  )
}

type RateProps = {
  readonly label: Label
  readonly note: Label
  readonly page: CentrePage
  readonly rate: RateName
  /** a second line that belongs to it */ readonly children?: ReactNode
}

/** A rate of the catalogue: n/N first, the percentage smaller and after it; too few to say anything is said so. */
export function Rate({ label, note, page, rate, children }: RateProps): ReactNode {
  const say = useSay()
  const share = page.rates[rate]
  const percent = share.of > 0 ? (share.n / share.of) * 100 : 0
  return (
    <div>
      <p className="f jb base">
        <span>{say(label)}</span>
        <Figure n={share.n} of={share.of} asked={rateRows(rate, page.at)} size={32} name={label} />
      </p>
      <div className="wbar answer" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </div>
      <p className="m small">
        {share.of === 0
          ? say({ zh: '没有数据', en: 'No data' })
          : share.of < least
            ? say({ zh: `样本不足 ${least} 件，不算率`, en: `Fewer than ${least}; no rate` })
            : `${percent.toFixed(1)}%·${say(note)}`}
      </p>
      {children}
    </div>
  )
}
