// The parts that every screen of figures shares: a figure with its n of N, its bar, the choice of period, and the way to the rows behind it.
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { figureWords, tidy } from '../../core/figure-words.ts'
import type { FigureRow, FigureShape } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useDistrict } from './ask.ts'
import { TownshipOptions } from './township-options.tsx'
import './figures.css'

export type Asked = Readonly<Record<string, string>>
export const presetNames: readonly { readonly value: string; readonly say: Label }[] = [
  { value: 'day', say: { zh: '今天', en: 'Today' } },
  { value: 'week', say: { zh: '本周', en: 'This week' } },
  { value: 'month', say: { zh: '本月', en: 'This month' } },
  { value: 'noon', say: { zh: '中午到中午', en: 'Noon to noon' } },
  { value: '19th', say: { zh: '19 日至今', en: 'From the 19th' } },
]

export const queryOf = (asked: Asked): string => new URLSearchParams(asked).toString()

/** Where the rows of one part of a figure are. */
export function rowsHref(row: Pick<FigureRow, 'id' | 'unit'>, span: { readonly from: string; readonly upto: string; readonly area: number; readonly exclusions: string }, part: 'n' | 'of' | 'rest' = 'n'): string {
  const asked = { indicator: row.id, part, from: span.from, upto: span.upto, area: String(span.area), exclusions: row.unit === 'now' ? 'with' : span.exclusions }
  return `/matters?${new URLSearchParams(asked).toString()}`
} // prettier-ignore

/** n of N first; the rate beside it where there are enough. */
export function FigureLine({ row, figure }: { row: Pick<FigureRow, 'unit' | 'told'>; figure: FigureShape }): ReactNode {
  const say = useSay()
  const words = say(figureWords(row, figure))
  return <span className={figure.state === 'ok' ? '' : 'm'}>{words}</span>
}

export const isRate = (row: Pick<FigureRow, 'told' | 'unit'>, figure: FigureShape): boolean =>
  row.told === null && row.unit !== 'score' && figure.of !== null && figure.of > 0

/** A bar of n in N: its length says it, the words beside it say it too. */
export function FigureBar({ figure, isLess }: { figure: FigureShape; isLess: boolean }): ReactNode {
  const share = figure.of === null || figure.of <= 0 ? 0 : Math.max(0, Math.min(1, figure.n / figure.of))
  return (
    <span className={figure.state === 'tooFew' ? 'figbar few' : isLess ? 'figbar less' : 'figbar'} aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}

export function BigFigure({ figure }: { figure: FigureShape }): ReactNode {
  return (
    <p className="figbig">
      <b>{tidy(figure.n)}</b>
      {figure.of === null ? null : <span className="m">/{tidy(figure.of)}</span>}
    </p>
  )
}

/** Period, place and the side of the exclusions; the address keeps them. */
export function PeriodChoice({
  asked,
  onSet,
  hasSides = true,
}: {
  asked: Asked
  onSet: (name: string, value: string) => void
  /** whether what is shown has a side without the excluded */ hasSides?: boolean
}): ReactNode {
  const say = useSay()
  return (
    <div className="inline" role="group" aria-label={say({ zh: '时段和地方', en: 'Period and place' })}>
      <label>
        {say({ zh: '时段', en: 'Period' })}
        <select className="field" value={asked['preset'] ?? 'month'} onChange={(event) => onSet('preset', event.target.value)}>
          {presetNames.map((each) => (
            <option key={each.value} value={each.value}>
              {say(each.say)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say({ zh: '镇街', en: 'Township' })}
        <select className="field" value={asked['area'] ?? ''} onChange={(event) => onSet('area', event.target.value)}>
          <option value="">{say({ zh: '我的辖区', en: 'My area' })}</option>
          <TownshipOptions />
        </select>
      </label>
      {hasSides ? (
        <label>
          {say({ zh: '剔除的', en: 'Excluded' })}
          <select className="field" value={asked['exclusions'] ?? 'without'} onChange={(event) => onSet('exclusions', event.target.value)}>
            <option value="without">{say({ zh: '不算进去', en: 'Left out' })}</option>
            <option value="with">{say({ zh: '算进去', en: 'Counted in' })}</option>
          </select>
        </label>
      ) : null}
    </div>
  )
}

/** The same table as CSV, Excel or paper. */
export function TakeAway({ path, kinds }: { path: string; kinds: readonly ('csv' | 'xlsx' | 'pdf')[] }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [before = '', query = ''] = path.split('?')
  const names = { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' }
  return (
    <span className="f ac g2 wrap">
      {kinds.map((kind) => (
        <a key={kind} className="btn s sm" href={`/api/${district}/${before}.${kind}${query ? `?${query}` : ''}`} download={kind === 'pdf' ? undefined : ''}>
          <Download className="i" aria-hidden="true" />
          {say({ zh: `下载 ${names[kind]}`, en: names[kind] })}
        </a>
      ))}
    </span>
  )
} // prettier-ignore

export const Rows = ({ href, children }: { href: string; children: ReactNode }): ReactNode => (
  <Link className="figlink" href={href}>
    {children}
  </Link>
)
