// The quarterly safety report: the grade of each place in four quarters, what it was reached by, and the rows behind each part; never by person.
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { figureWords, percent } from '../../core/figure-words.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { queryOf, TakeAway } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'
import { TownshipOptions } from './township-options.tsx'

type Page = Calls['safetyReport']['answer']
type Row = Page['rows'][number]
type Graded = Row['quarters'][number]

export function SafetyReportScreen(): ReactNode {
  const say = useSay()
  const { asked, at, set } = useFilters(['area'])
  const page = useAsk('safetyReport', { query: asked })
  const { data } = page
  return (
    <>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '平安报表', en: 'Quarterly safety report' })}</h1>
        <TakeAway path={`safety-report?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <label className="col g1" style={{ maxWidth: 200 }}>
        {say({ zh: '镇街', en: 'Township' })}
        <select className="field" value={at('area')} onChange={(event) => set('area', event.target.value)}>
          <option value="">{say({ zh: '我的辖区', en: 'My area' })}</option>
          <TownshipOptions />
        </select>
      </label>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : data ? null : <Wait />}
      {data ? (
        <>
          {data.presets.map((preset) => (
            <Thresholds key={preset.version} page={data} preset={preset} />
          ))}
          <Grades page={data} />
        </>
      ) : null}
    </>
  )
}

function Thresholds({ page, preset }: { page: Page; preset: Page['presets'][number] }): ReactNode {
  const say = useSay()
  const own = page.quarters.filter((quarter) => quarter.preset === preset.version)
  return (
    <section className="calmbox col g1" aria-label={say({ zh: '门槛', en: 'Thresholds' })}>
      <b className="wholewords">
        {say({ zh: `门槛：${preset.name.zh}第\u00a0${preset.version}\u00a0版`, en: `Thresholds: ${preset.name.en}, version\u00a0${preset.version}` })}
        {say(preset.from ? { zh: `，${preset.from} 起`, en: `, from ${preset.from}` } : { zh: '，默认', en: ', as shipped' })}
        {page.presets.length > 1 ? say({ zh: `，用于${own.map((quarter) => quarter.words.zh).join('、')}`, en: `, for ${own.map((quarter) => quarter.words.en).join(', ')}` }) : ''}{' '}
        <Link href="/rules">{say({ zh: '看各版、提议修改', en: 'Versions and proposals' })}</Link>
      </b>
      <ul className="t14">
        {preset.parts.map((part) => (
          <li key={part.id}>
            {say(part.name)} <span className="nw">{`A ${part.good === 'more' ? '≥' : '≤'} ${percent(part.a)}`}</span>
            {say({ zh: '，', en: ', ' })}
            <span className="nw">{`B ${part.good === 'more' ? '≥' : '≤'} ${percent(part.b)}`}</span>
            {part.needed ? '' : say({ zh: '', en: ' ' })}
            {part.needed ? null : <span style={{ display: 'inline-block' }}>{say({ zh: '（满 20 件才算）', en: '(from 20 matters on)' })}</span>}
          </li>
        ))}
      </ul>
      <span className="t13 m">
        {say(preset.words)} {say({ zh: '按行政次序，不排名；不到个人。', en: 'Administrative order, no ranking; never by person.' })}
      </span>
    </section>
  ) // prettier-ignore
}

function Grades({ page }: { page: Page }): ReactNode {
  const say = useSay()
  const [open, setOpen] = useState<string | null>(null)
  const box = useRef<HTMLElement>(null)
  // where the quarters are wider than the screen, the newest is what one came for: it stands right beside the names
  useLayoutEffect(() => {
    const heads = [...(box.current?.querySelectorAll<HTMLElement>('thead th') ?? [])]
    const [names, newest] = [heads[0], heads[page.quarters.length]]
    if (box.current && names && newest) box.current.scrollLeft = newest.offsetLeft - names.offsetWidth
  }, [page.quarters.length])
  return (
    <section ref={box} className="pan truth grades" aria-label={say({ zh: '各地各季度的档', en: 'Grades by place and quarter' })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say({ zh: '地方', en: 'Place' })}</th>
            {page.quarters.map((quarter) => (
              <th key={quarter.from} scope="col">
                {say(quarter.words)}
                {quarter.isOver ? null : <span className="t13 m">{say({ zh: '到今天', en: 'so far' })}</span>}
              </th>
            ))}
            <th scope="col">{say({ zh: '连续 A 档', en: 'A in a row' })}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <tr key={row.area.id}>
              <th scope="row">{say(row.area.name)}</th>
              {row.quarters.map((graded, at) => {
                const key = `${row.area.id}|${at}`
                return (
                  <td key={key}>
                    <button type="button" className="btn t sm" aria-expanded={open === key} onClick={() => setOpen(open === key ? null : key)}>
                      {graded.grade ? <b>{graded.grade}</b> : <span className="m">{say(noGrade[graded.state] ?? noGrade.noData)}</span>}
                    </button>
                    {open === key ? <Parts page={page} row={row} graded={graded} at={at} /> : null}
                  </td>
                )
              })}
              <td className="nw">{say({ zh: `${row.run} 个季度`, en: row.run === 1 ? '1 quarter' : `${row.run} quarters` })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const noGrade: Readonly<Record<Graded['state'], Label>> = {
  ok: { zh: '–', en: '–' },
  tooFew: { zh: '样本不足', en: 'too few' },
  noData: { zh: '没有数据', en: 'no data' },
  notMeasured: { zh: '还没有测', en: 'not measured' },
}

function Parts({ page, row, graded, at }: { page: Page; row: Row; graded: Graded; at: number }): ReactNode {
  const say = useSay()
  const span = { from: page.quarters[at]?.from ?? '', upto: page.quarters[at]?.upto ?? '' }
  return (
    <ul className="t13">
      {graded.parts.map((part) => (
        <li key={part.id}>
          <Link className="figlink" href={`/matters?${queryOf({ indicator: part.id, part: part.figure.n > 0 ? 'n' : 'of', ...span, area: String(row.area.id), exclusions: page.exclusions })}`}>
            {say(page.presets[0]?.parts.find((each) => each.id === part.id)?.name ?? { zh: part.id, en: part.id })} {say(figureWords({ unit: 'share', told: null }, part.figure))}
          </Link>
          {part.grade ? ` ${part.grade}` : ''}
        </li>
      ))}
    </ul>
  ) // prettier-ignore
}
