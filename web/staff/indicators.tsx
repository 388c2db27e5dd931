// The catalogue of indicators: each with its formula, n of N, with and without the excluded, and the way to its rows.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { groups } from '../../core/indicator.ts'
import { groupNames } from '../../core/indicators.ts'
import type { FigureRow, FigureShape, FiguresPage } from '../../core/figures.ts'
import { figureWords, percent, tidy } from '../../core/figure-words.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, Wait } from './bits.tsx'
import { FigureBar, FigureLine, isRate, PeriodChoice, queryOf, Rows, rowsHref, TakeAway } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'

const names = ['preset', 'area', 'exclusions', 'group'] as const

export function IndicatorsScreen(): ReactNode {
  const say = useSay()
  const { asked, set } = useFilters(names)
  const page = useAsk('indicators', { query: asked })
  const shown = groups.filter((group) => page.data?.rows.some((row) => row.group === group))
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '指标', en: 'Indicators' })}</h1>
        <TakeAway path={`indicators?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <PeriodChoice asked={asked} onSet={set} />
      <p className="t13 m">
        {page.data ? `${say(page.data.area.name)} · ${say(page.data.period.words)} · ` : ''}
        {say({ zh: '每个数都能点到是哪几件。只到单位，不到个人；不排名。少于 20 件不算率。', en: 'Every number leads to its rows. Units, never persons; no ranking. No rate below 20.' })}
      </p>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {page.data?.rows.length === 0 ? <Empty say={{ zh: '没有这一组指标。', en: 'No such group.' }} /> : null}
      {page.data ? <Scores page={page.data} /> : null}
      {shown.map((group) => (
        <section key={group} className="pan figgroup" aria-label={say(groupNames[group])}>
          <header>
            <h2>{say(groupNames[group])}</h2>
          </header>
          <ul>
            {page.data?.rows.filter((row) => row.group === group).map((row) => <Entry key={row.id} row={row} page={page.data} query={queryOf(asked)} />)}
          </ul>
        </section>
      ))}
    </div>
  )
} // prettier-ignore

/** These two have a screen of their own. */
const gaps = new Set(['truth-gap', 'recheck-gap'])

function Entry({ row, page, query }: { row: FigureRow; page: FiguresPage | undefined; query: string }): ReactNode {
  const say = useSay()
  const span = { from: page?.period.from ?? '', upto: page?.period.upto ?? '', area: page?.area.id ?? 0, exclusions: page?.exclusions ?? 'without' }
  const other = row.other !== null && (row.other.n !== row.figure.n || row.other.of !== row.figure.of) ? row.other : null
  const isOpen = row.figure.state !== 'notMeasured'
  return (
    <li className="figrow dense">
      <span className="figname">
        {isOpen ? <Link href={`/indicators/${row.id}${query ? `?${query}` : ''}`}>{say(row.name)}</Link> : <span className="b">{say(row.name)}</span>}
        <span className="t13 m">
          {say(row.formula)}{' '}
          {gaps.has(row.id) && isOpen ? (
            <Link href={`/oversight/truth${query ? `?${query}` : ''}`}>{say({ zh: '按地方、按部门看', en: 'by place and department' })}</Link>
          ) : null}
        </span>
      </span>
      {isOpen ? (
        <>
          <Rows href={rowsHref(row, span, row.figure.n > 0 ? 'n' : 'of')}>
            <Told row={row} figure={row.figure} />
          </Rows>
          <span className="figmid">{isRate(row, row.figure) ? <FigureBar figure={row.figure} isLess={row.good === 'less'} /> : null}</span>
          <Before row={row} />
        </>
      ) : (
        <span className="t13 m figmissing">{say(row.missing ?? { zh: '这个流程没有启用', en: 'This process is not in force' })}</span>
      )}
      {other ? (
        <span className="t13 m figother">
          {say(page?.exclusions === 'with' ? { zh: '不含剔除 ', en: 'Without the excluded ' } : { zh: '含剔除 ', en: 'With the excluded ' })}
          <FigureLine row={row} figure={other} />
        </span>
      ) : null}
    </li>
  )
}

/** The rate and what it is of, each in a column of its own; what has no rate says so in one line. */
function Told({ row, figure }: { row: FigureRow; figure: FigureShape }): ReactNode {
  const { n, of, value, state } = figure
  if (state !== 'ok' || value === null || !isRate(row, figure)) return <FigureLine row={row} figure={figure} />
  return (
    <>
      <b>{percent(value)}</b> <span className="of">{`${tidy(n)}/${of ?? ''}`}</span>
    </>
  )
}

/** The period before: up or down by how many points, or by how many; never a change of what was too few. */
function Before({ row: { figure, before, told, unit, good } }: { row: FigureRow }): ReactNode {
  const say = useSay()
  const was = say(figureWords({ unit, told }, before))
  const isPlain = figure.of === null && before.state === 'ok'
  const isBoth = figure.state === 'ok' && before.state === 'ok' && figure.value !== null && before.value !== null && told === null && unit !== 'score'
  const by = isPlain ? figure.n - before.n : isBoth ? ((figure.value ?? 0) - (before.value ?? 0)) * 100 : null
  const isSame = by === null || Math.abs(by) < 0.05
  const isBetter = by !== null && by > 0 === (good === 'more')
  return (
    <span className="t13 m figbefore">
      {isSame || by === null ? null : (
        <b className={good === 'more' || good === 'less' ? (isBetter ? 'better' : 'worse') : undefined}>
          {by > 0 ? '↑' : '↓'} {tidy(Math.abs(by))}
          {isPlain ? '' : say({ zh: ' 个点', en: ' pts' })}
        </b>
      )}{' '}
      {say({ zh: `上期 ${was}`, en: `before: ${was}` })}
    </span>
  )
}

/** A score shows its weights and version beside it, and nothing where a rate has no data. */
function Scores({ page }: { page: FiguresPage }): ReactNode {
  const say = useSay()
  return page.scores.map((score) => (
    <section key={score.id} className="calmbox col g1">
      <b>
        {say(score.name)} {score.figure.value === null ? say(score.figure.state === 'tooFew' ? { zh: '样本不足，不算', en: 'too few to tell' } : { zh: '无数据', en: 'no data' }) : tidy(score.figure.value)}
      </b>
      <span className="t13 m">
        {say(score.words)} · {say({ zh: `权重第 ${score.version} 版，${score.from ? `${score.from} 起` : '默认'}`, en: `weights, version ${score.version}, ${score.from ? `from ${score.from}` : 'as shipped'}` })}{' '}
        <Link href="/rules">{say({ zh: '看各版、提议修改', en: 'Versions and proposals' })}</Link>
      </span>
    </section>
  ))
} // prettier-ignore
