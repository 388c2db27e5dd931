// Where "done" did not hold: contradicted by residents or by rechecks, by area and by department, each figure with its rows; never by person.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { figureWords } from '../../core/figure-words.ts'
import type { FigureShape } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, Wait } from './bits.tsx'
import { PeriodChoice, queryOf, TakeAway } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'
import { RowsBehind } from './rows-behind.tsx'

type Page = Calls['truth']['answer']
type Gap = Page['whole']
const names = ['preset', 'area', 'exclusions', 'from', 'upto'] as const
const sides = [
  { of: 'resident', indicator: 'truth-gap', say: { zh: '居民说没好', en: 'The resident says not' } },
  { of: 'recheck', indicator: 'recheck-gap', say: { zh: '回头看没好', en: 'The recheck says not' } },
] as const

/** Where the rows of a figure are: of an area, or of a department in it. */
const hrefOf = (page: Page, indicator: string, part: { readonly area?: number; readonly unit?: number }): string =>
  `/matters?${queryOf({
    indicator,
    part: 'n',
    from: page.period.from,
    upto: page.period.upto,
    area: String(part.area ?? page.area.id),
    // a recheck is never left out of a rate itself
    exclusions: indicator === 'truth-gap' ? page.exclusions : 'with',
    ...(part.unit === undefined ? {} : { split: `u:${part.unit}` }),
  })}`

export function TruthScreen(): ReactNode {
  const say = useSay()
  const { asked, set } = useFilters(names)
  const page = useAsk('truth', { query: asked })
  const data = page.data
  return (
    <>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '说法对不上', en: 'Where accounts differ' })}</h1>
        <TakeAway path={`truth?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <p className="t14 m">
        {say({
          zh: '办的人说办好了，居民说没好；或者办结以后回头看，看出没好。按地方、按部门，不到个人，不排名。少于 20 件不算率。',
          en: 'Said done, but the resident says not, or a recheck after closing found it not fixed. By place and department, never by person, no ranking. No rate below 20.',
        })}
      </p>
      <PeriodChoice asked={asked} onSet={set} />
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : data ? null : <Wait />}
      {data ? (
        <>
          <p className="t13 m">
            {say(data.area.name)} · {say(data.period.words)} ·{' '}
            {say(data.exclusions === 'with' ? { zh: '含剔除', en: 'with the excluded' } : { zh: '不含剔除', en: 'without the excluded' })}
          </p>
          <Table page={data} title={{ zh: '按地方', en: 'By place' }} lines={[{ key: 'whole', name: data.area.name, gap: data.whole, part: {} }, ...data.areas.map((each) => ({ key: String(each.area.id), name: each.area.name, gap: each, part: { area: each.area.id } }))]} />
          <Table page={data} title={{ zh: '按部门', en: 'By department' }} lines={data.units.map((each) => ({ key: String(each.unit.id), name: each.unit.name, gap: each, part: { unit: each.unit.id } }))} />
          {sides.map((side) => (
            <RowsBehind key={side.of} title={side.say} href={hrefOf(data, side.indicator, {})} />
          ))}
        </>
      ) : null}
    </>
  )
} // prettier-ignore

type Lines = readonly {
  readonly key: string
  readonly name: Label
  readonly gap: Gap
  readonly part: { readonly area?: number; readonly unit?: number }
}[]

function Table({ page, title, lines }: { page: Page; title: Label; lines: Lines }): ReactNode {
  const say = useSay()
  return (
    <section className="pan figcard truth" aria-label={say(title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(title)}</th>
            {sides.map((side) => (
              <th key={side.of} scope="col" className="r">
                {say(side.say)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, gap, part }) => (
            <tr key={key}>
              <th scope="row">{say(name)}</th>
              {sides.map((side) => (
                <td key={side.of} className="r" data-label={say(side.say)}>
                  <Share figure={gap[side.of]} href={hrefOf(page, side.indicator, part)} name={{ zh: `${name.zh}，${side.say.zh}`, en: `${name.en}, ${side.say.en}` }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length === 0 ? <Empty say={{ zh: '这段时间没有数据。', en: 'No data in this period.' }} /> : null}
    </section>
  )
} // prettier-ignore

/** n/N and below it the rate, or that there are too few, no data, no such process. */
function Share({ figure, href, name }: { figure: FigureShape; href: string; name: Label }): ReactNode {
  const say = useSay()
  const words = figureWords({ unit: 'share', told: null }, figure)
  if (figure.of === null || figure.of === 0) return <span className="t13 m">{say(words)}</span>
  const rate = figure.state === 'ok' ? `${((figure.value ?? 0) * 100).toFixed(1)}%` : say({ zh: '样本不足', en: 'too few' })
  return (
    <>
      <Link className="figlink" href={href} aria-label={say({ zh: `${name.zh}：${figure.n}，共 ${figure.of}，看明细`, en: `${name.en}: ${figure.n} of ${figure.of}; see the rows` })}>
        <b>{figure.n}</b>/{figure.of}
      </Link>
      <span className="t13 m">{rate}</span>
    </>
  )
} // prettier-ignore
