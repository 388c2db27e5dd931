// How far the platform is used in a place: called, answered, solved, confirmed, how long, and in how many grids; by what came of it, never by signing in, never by person.
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { figureWords } from '../../core/figure-words.ts'
import type { FigureShape } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { gridWords, type GridChoice } from '../../core/use-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { useAsk } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { PeriodChoice, queryOf, rowsHref, TakeAway, type Asked } from './figure-bits.tsx'
import './use.css'

export type Page = Calls['use']['answer']
type Column = Page['columns'][number]
export const useTitle: Label = { zh: '用得怎样', en: 'Use and effect' }
const names = ['preset', 'area', 'exclusions', 'from', 'upto'] as const

export function useUseQuery(): { readonly asked: Asked; readonly set: (name: string, value: string) => void } {
  const [search, setSearch] = useSearchParams()
  const asked = Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])))
  return { asked, set: (name, value) => setSearch({ ...Object.fromEntries([...search].filter(([key]) => key !== name)), ...(value ? { [name]: value } : {}) }) } // prettier-ignore
}

export function UseScreen(): ReactNode {
  const say = useSay()
  const { asked, set } = useUseQuery()
  const page = useAsk('use', { query: asked })
  const { data } = page
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say(useTitle)}</h1>
        <TakeAway path={`use?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <p className="t14 m">
        {say({
          zh: '平台用得好不好，看办好了多少事。登录、在线、打开多少次，这里一个也不数（登录只为安全留痕）。到地方，不到个人；按行政次序，不排名。少于 20 件不算率。',
          en: 'A platform is used well when matters get solved. Signing in, being online or opening pages is counted nowhere (sign-ins are only kept for security). Places, never persons; administrative order, no ranking. No rate below 20.',
        })}
      </p>
      <PeriodChoice asked={asked} onSet={set} />
      {data && data.area.level > 0 ? (
        <div style={{ maxWidth: 480 }}>
          <AreaField value={data.area.id} deepest={2} isFilter onChange={(area) => set('area', area === null ? '' : String(area))} />
        </div>
      ) : null}
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : data ? null : <Wait />}
      {data ? <Told page={data} query={asked} /> : null}
    </div>
  )
} // prettier-ignore

function Told({ page, query }: { page: Page; query: Asked }): ReactNode {
  const say = useSay()
  const places: Line[] = [page.whole, ...page.areas].map((row) => ({ ...row, key: String(row.area.id), name: row.area.name, part: { area: row.area.id }, opens: row === page.whole || row.area.level > 2 ? null : `/use?${queryOf({ ...query, area: String(row.area.id) })}` })) // prettier-ignore
  return (
    <>
      <p className="t13 m">
        {say(page.area.name)} · {say(page.period.words)} ·{' '}
        {say(page.exclusions === 'with' ? { zh: '含剔除', en: 'with the excluded' } : { zh: '不含剔除', en: 'without the excluded' })}
      </p>
      <Offer page={page} query={query} />
      <Table page={page} title={{ zh: '按地方', en: 'By place' }} lines={places} query={query} />
      {page.boards.length > 0 ? (
        <Table page={page} title={{ zh: '一中心四板块', en: 'The four boards' }} lines={page.boards.map((row) => ({ ...row, key: row.board, part: { area: page.area.id, board: row.board }, opens: null }))} query={query} />
      ) : null}
      <details className="pan in">
        <summary>{say({ zh: '每个数怎么算', en: 'How each number is counted' })}</summary>
        <dl className="t14 col g1">
          {page.columns.map((column) => (
            <div key={column.id}>
              <dt className="b">{say(column.name)}</dt>
              <dd className="m">{say(column.formula)}</dd>
            </div>
          ))}
          <div>
            <dt className="b">{say(gridWords.solved)}</dt>
            <dd className="m">{say({ zh: '这段时间有事办结的网格 ÷ 全部网格。只数您辖区里的。', en: 'Grids with something closed in the period ÷ all grids. Only those of your ground.' })}</dd>
          </div>
        </dl>
      </details>
    </>
  )
} // prettier-ignore

/** Silence may mean that all is well or that nobody knows how to call: an offer to help, not a fault. */
function Offer({ page, query }: { page: Page; query: Asked }): ReactNode {
  const say = useSay()
  const { n, of } = page.whole.quiet
  if (of === null || n === 0) return null
  return (
    <p className="calmbox">
      <span>
        {say({ zh: `有 ${n} 个网格这段时间还没听到声音（共 ${of} 个）。也许一切都好，也许大家还不知道怎么说。要不要一起上门走走，把码贴到楼道口？`, en: `${n} of ${of} grids have not been heard from in this period. All may be well there, or people may not know how to call. Shall we go round together and put up the codes? ` })}{' '}
        <Link href={gridsHref(query, page.area.id, 'quiet')}>{say({ zh: '看是哪些网格', en: 'See which grids' })}</Link>
      </span>
    </p>
  )
} // prettier-ignore

const gridsHref = (query: Asked, area: number, which: GridChoice): string => `/use/grids?${queryOf({ ...query, area: String(area), which })}`

type Line = {
  readonly key: string
  readonly name: Label
  readonly part: { readonly area: number; readonly board?: string }
  readonly opens: string | null
  readonly figures: readonly FigureShape[]
  readonly grids?: FigureShape
}

function Table({ page, title, lines, query }: { page: Page; title: Label; lines: readonly Line[]; query: Asked }): ReactNode {
  const say = useSay()
  const told = page.columns.flatMap((column, at) => (lines.every((line) => line.figures[at]?.state === 'notMeasured') ? [] : [{ column, at }]))
  const hasGrids = lines.some((line) => line.grids !== undefined && line.grids.state !== 'notMeasured')
  return (
    <section className="pan figcard usetable" aria-label={say(title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(title)}</th>
            {told.map(({ column }) => (
              <th key={column.id} scope="col" className="r">
                {say(shortName(column))}
              </th>
            ))}
            {hasGrids ? (
              <th scope="col" className="r">
                {say(gridWords.solved)}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.opens === null ? say(line.name) : <Link href={line.opens}>{say(line.name)}</Link>}</th>
              {told.map(({ column, at }) => (
                <td key={column.id} className="r" data-label={say(shortName(column))}>
                  <Cell column={column} figure={line.figures[at] ?? null} href={hrefOf(page, column, line)} name={line.name} />
                </td>
              ))}
              {hasGrids ? (
                <td className="r" data-label={say(gridWords.solved)}>
                  {line.grids && line.grids.of ? <Share figure={line.grids} href={gridsHref(query, line.part.area, line.grids.n > 0 ? 'solved' : 'all')} name={{ zh: `${line.name.zh}，${gridWords.solved.zh}`, en: `${line.name.en}, ${gridWords.solved.en}` }} /> : <span className="m t13">{say({ zh: '无数据', en: 'no data' })}</span>}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
} // prettier-ignore

/** What each column says in a few words; the catalogue's own names stand below with their formulas. */
const shortNames: Readonly<Record<string, Label>> = {
  called: { zh: '呼了', en: 'Called' },
  answered: { zh: '应了', en: 'Answered' },
  'called-done': { zh: '办好了', en: 'Done' },
  solved: { zh: '居民说办好了', en: 'Residents say solved' },
  'close-median': { zh: '一半的事几天内办结', en: 'Half were closed within' },
}
const shortName = (column: Column): Label => shortNames[column.id] ?? column.name

const hrefOf = (page: Page, column: Column, line: Line): ((part: 'n' | 'of') => string) => {
  const span = { from: page.period.from, upto: page.period.upto, area: line.part.area, exclusions: page.exclusions }
  return (part) => `${rowsHref(column, span, part)}${line.part.board === undefined ? '' : `&board=${line.part.board}`}`
}

function Cell({
  column,
  figure,
  href,
  name,
}: {
  column: Column
  figure: FigureShape | null
  href: (part: 'n' | 'of') => string
  name: Label
}): ReactNode {
  const say = useSay()
  const words = { zh: `${name.zh}，${shortName(column).zh}`, en: `${name.en}, ${shortName(column).en}` }
  if (figure === null || figure.state === 'notMeasured' || figure.of === 0)
    return <span className="m t13">{say({ zh: '无数据', en: 'no data' })}</span>
  if (column.told === null && figure.of !== null) return <Share figure={figure} href={href(figure.n > 0 ? 'n' : 'of')} name={words} />
  return (
    <Link className="figlink" href={href(column.told === null ? 'n' : 'of')}>
      <span className="sr">{say(words)} </span>
      {say(figureWords(column, figure))}
    </Link>
  )
}

/** n/N and beside it the rate, or that there are too few. */
export function Share({ figure, href, name }: { figure: FigureShape; href: string; name: Label }): ReactNode {
  const say = useSay()
  return (
    <>
      <Link className="figlink" href={href}>
        <span className="sr">{say(name)} </span>
        <b>{figure.n}</b>/{figure.of}
      </Link>{' '}
      <span className="t13 m">{figure.state === 'ok' ? `${((figure.value ?? 0) * 100).toFixed(1)}%` : say({ zh: '样本不足', en: 'too few' })}</span>
    </>
  )
}
