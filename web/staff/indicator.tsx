// One indicator: its figure in parts, eight weeks with n of N at every point, places in administrative order, and the rows behind.
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { figureWords, percent, tidy } from '../../core/figure-words.ts'
import type { FigureRow, PlaceFigure } from '../../core/figures.ts'
import { groupNames, indicatorNamed } from '../../core/indicators.ts'
import { groups } from '../../core/indicator.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, useLetters, Wait } from './bits.tsx'
import { BigFigure, FigureBar, isRate, PeriodChoice, queryOf, Rows, rowsHref, TakeAway } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'
import { RowsBehind } from './rows-behind.tsx'

type Page = Calls['indicator']['answer']
const names = ['preset', 'area', 'exclusions', 'split'] as const

export function IndicatorScreen({ name }: { name: string }): ReactNode {
  const say = useSay()
  const { asked, set } = useFilters(names)
  const page = useAsk('indicator', { params: { name }, query: asked })
  useLetters({ Backspace: { say: { zh: '往上回', en: 'Up' }, run: () => history.back() } }, true)
  const data = page.data
  if (!indicatorNamed(name)) return <NoSuch />
  if (page.fault) return <Fault fault={page.fault} onAgain={page.again} />
  if (!data) return <Wait />
  const group = groups.find((each) => each === data.row.group)
  return (
    <div className="page">
      <p className="t13 m">
        <Link href="/indicators">{say({ zh: '指标', en: 'Indicators' })}</Link>
        {group ? ` / ${say(groupNames[group])}` : ''}
      </p>
      <div className="f jb ac wrap g2">
        <h1 className="t24">{say(data.row.name)}</h1>
        <TakeAway path={`matters?${rowsHref(data.row, spanOf(data)).split('?')[1] ?? ''}`} kinds={['csv', 'xlsx']} />
      </div>
      <p className="m">
        {say(data.row.formula)} · {say(data.area.name)} · {say(data.period.words)}
      </p>
      <p className="t13 m">
        {say(data.row.source === 'quoted' ? { zh: `口径见 ${data.row.clause}（有出处）`, en: `Definition ${data.row.clause} (quoted)` } : { zh: `口径见 ${data.row.clause}（默认，可改）`, en: `Definition ${data.row.clause} (default)` })} · {say({ zh: `第 ${data.version} 版`, en: `version ${data.version}` })}
      </p>
      <PeriodChoice asked={asked} onSet={set} />
      <div className="figpage">
        <Now page={data} />
        <Weeks page={data} />
        <Places page={data} onPick={(key) => (key.startsWith('a:') ? set('area', key.slice(2)) : undefined)} by={asked['split'] ?? 'area'} onBy={(by) => set('split', by)} />
        <Behind page={data} />
      </div>
    </div>
  )
} // prettier-ignore

function NoSuch(): ReactNode {
  const say = useSay()
  return (
    <div className="page">
      <Empty say={{ zh: '没有这个指标，也许改了名字。', en: 'There is no such indicator; it may have been renamed.' }} />
      <Link className="btn s" href="/indicators">
        {say({ zh: '看全部指标', en: 'All indicators' })}
      </Link>
    </div>
  )
}

const spanOf = (page: Page) => ({ from: page.period.from, upto: page.period.upto, area: page.area.id, exclusions: page.exclusions })

function Now({ page }: { page: Page }): ReactNode {
  const say = useSay()
  const { row } = page
  const { figure, other } = row
  const isShare = isRate(row, figure)
  const rest = figure.of === null ? 0 : figure.of - figure.n
  return (
    <section className="pan in figcard" aria-label={say({ zh: '本期', en: 'This period' })}>
      <span className="t13 m">{say({ zh: '本期', en: 'This period' })}</span>
      {row.told === null ? <BigFigure figure={figure} /> : null}
      <p className="t18">{say(figureWords(row, figure))}</p>
      {isShare ? <FigureBar figure={figure} isLess={row.good === 'less'} /> : null}
      {isShare ? (
        <ul className="t14">
          <li className="f jb">
            <Rows href={rowsHref(row, spanOf(page), 'n')}>{say(row.name)}</Rows>
            <b>{`${tidy(figure.n)}/${figure.of ?? 0}`}</b>
          </li>
          <li className="f jb">
            <Rows href={rowsHref(row, spanOf(page), 'rest')}>
              {say(row.good === 'more' ? { zh: '没做到的', en: 'Those that did not' } : { zh: '其余', en: 'The rest' })}
            </Rows>
            <b>{`${tidy(rest)}/${figure.of ?? 0}`}</b>
          </li>
        </ul>
      ) : null}
      {other ? (
        <p className="t13 m">
          {say(page.exclusions === 'with' ? { zh: '不含剔除：', en: 'Without the excluded: ' } : { zh: '含剔除：', en: 'With the excluded: ' })}
          <span className="nw">{say(figureWords(row, other))}</span>
        </p>
      ) : null}
      <p className="t13 m">
        {say({ zh: '上一期（同样长）：', en: 'The period before: ' })}
        {say(figureWords(row, row.before))}
      </p>
    </section>
  )
}

/** Every point carries its n of N; a week with too few has no point on the line but is written. */
function Weeks({ page }: { page: Page }): ReactNode {
  const say = useSay()
  const { row, weeks } = page
  const box = useRef<HTMLDivElement>(null)
  // on a phone the line is wider than the screen: the newest week stays in sight
  useLayoutEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth
  }, [weeks])
  const values = weeks.flatMap((week) => (week.figure.value === null ? [] : [week.figure.value]))
  const most = Math.max(...values, row.told === null && row.unit === 'share' ? 1 : 0.0001)
  const at = (index: number) => 46 + index * 78
  const up = (value: number) => 130 - (value / most) * 100
  const points = weeks.flatMap((week, index) => (week.figure.value === null ? [] : [`${at(index)},${up(week.figure.value)}`]))
  const short = (week: Page['weeks'][number]) => (week.figure.state === 'noData' ? '–' : week.figure.of === null ? tidy(week.figure.n) : `${tidy(week.figure.n)}/${tidy(week.figure.of)}`)
  return (
    <section className="pan in figcard" aria-label={say({ zh: '最近 8 周', en: 'The last 8 weeks' })}>
      <div className="f jb ac wrap g2">
        <h2>{say({ zh: '最近 8 周', en: 'The last 8 weeks' })}</h2>
        <span className="t13 m">{say({ zh: '每个点写着几分之几', en: 'n of N at every point' })}</span>
      </div>
      {weeks.length === 0 ? <p className="m">{say({ zh: '这是此刻的数，没有过去。', en: 'This is of the moment and has no past.' })}</p> : null}
      {weeks.length > 0 ? (
        <div ref={box} className="figscroll" tabIndex={0}>
          <svg viewBox="0 0 640 170" role="img" aria-label={weeks.map((week) => `${say(week.words)} ${say(figureWords(row, week.figure))}`).join('; ')}>
            <polyline points={points.join(' ')} fill="none" stroke="var(--data-1)" strokeWidth="2.5" />
            {weeks.map((week, index) => (
              <g key={week.from}>
                {week.figure.value === null ? null : <circle cx={at(index)} cy={up(week.figure.value)} r="5" fill="var(--surface)" stroke="var(--data-1)" strokeWidth="2.5" />}
                <text x={at(index)} y={week.figure.value === null ? 120 : up(week.figure.value) - 12} textAnchor="middle" className="figtext">{short(week)}</text>
                <text x={at(index)} y="160" textAnchor="middle" className="figtext soft">{week.from.slice(5)}</text>
              </g>
            ))}
          </svg>
        </div>
      ) : null}
    </section>
  )
} // prettier-ignore

type PlacesPlan = { readonly page: Page; readonly onPick: (key: string) => void; readonly by: string; readonly onBy: (by: string) => void }
function Places({ page, onPick, by, onBy }: PlacesPlan): ReactNode {
  const say = useSay()
  const { row } = page
  const told = row.places.filter((place) => place.figure.n > 0 || (place.figure.of ?? 0) > 0)
  const silent = row.places.length - told.length
  const kinds = [
    { value: 'area', say: { zh: '按地方', en: 'By place' } },
    { value: 'class', say: { zh: '按类别', en: 'By class' } },
    { value: 'unit', say: { zh: '按单位', en: 'By unit' } },
  ] as const
  return (
    <section className="pan in figcard" aria-label={say({ zh: '分开看', en: 'Broken down' })}>
      <div className="f jb ac wrap g2">
        <h2>
          {say({ zh: '分开看', en: 'Broken down' })}{' '}
          <span className="t13 m">{say({ zh: '按行政次序，不排名', en: 'Administrative order, no ranking' })}</span>
        </h2>
        <span className="f g1 wrap" role="group" aria-label={say({ zh: '怎么分', en: 'How they are split' })}>
          {kinds.map((kind) => (
            <button key={kind.value} type="button" className="btn s sm nw" aria-pressed={by === kind.value} onClick={() => onBy(kind.value)}>
              {say(kind.say)}
            </button>
          ))}
        </span>
      </div>
      {told.length === 0 ? <Empty say={{ zh: '这样分开看，没有数。', en: 'No figures seen this way.' }} /> : null}
      <ul>
        {told.map((place) => (
          <PlaceLine key={place.key} place={place} row={row} rows={rowsHref(row, spanOf(page))} onPick={onPick} />
        ))}
      </ul>
      {silent > 0 && told.length > 0 ? (
        <p className="t13 m">{say({ zh: `另有 ${silent} 个没有，不列。`, en: `${silent} more have none.` })}</p>
      ) : null}
    </section>
  )
}

function PlaceLine({ place, row, rows, onPick }: { place: PlaceFigure; row: FigureRow; /** where all its rows are */ rows: string; onPick: (key: string) => void }): ReactNode {
  const say = useSay()
  const { figure } = place
  const inside = (
    <>
      <span className="figplace">{say(place.name)}</span>
      <span className="figmid">{isRate(row, figure) && figure.state === 'ok' ? <FigureBar figure={figure} isLess={row.good === 'less'} /> : <span className="t13 m">{figure.state === 'tooFew' ? say({ zh: '样本不足', en: 'too few' }) : ''}</span>}</span>
      <span className="nw">
        {figure.value !== null && isRate(row, figure) ? <span className="m">{percent(figure.value)} </span> : null}
        <b>{row.told === null ? (figure.of === null ? tidy(figure.n) : `${tidy(figure.n)}/${tidy(figure.of)}`) : say(figureWords(row, figure))}</b>
      </span>
    </>
  )
  return <li>{place.key.startsWith('a:') ? <button type="button" className="figline" onClick={() => onPick(place.key)}>{inside}</button> : <Link className="figline" href={`${rows}&split=${place.key}`}>{inside}</Link>}</li>
} // prettier-ignore

/** The rows themselves, of the side that is worth looking at. */
function Behind({ page }: { page: Page }): ReactNode {
  const href = rowsHref(
    page.row,
    spanOf(page),
    page.row.figure.of === null || page.row.good === 'neither' ? 'n' : page.row.good === 'more' ? 'rest' : 'n',
  )
  const query = Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''))
  const title = query['part'] === 'rest' ? { zh: '没做到的', en: 'Those that did not' } : { zh: '算进去的', en: 'Those counted' }
  return <RowsBehind title={title} href={href} beside={<TakeAway path={`matters?${queryOf(query)}`} kinds={['xlsx']} />} />
}
