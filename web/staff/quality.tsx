// Data quality: how many of how many lack what in one's own ground, each leading to exactly those rows; no person is ranked here.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { qualityGroupNames, qualityGroups, qualityNames } from '../../core/quality.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { look, useAsk, useDistrict } from './ask.ts'
import { Empty, Fault, More, Wait } from './bits.tsx'
import { FigureBar, queryOf, TakeAway } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'

type Check = Calls['dataQuality']['answer']['rows'][number]
type Rows = Calls['dataQualityRows']['answer']

export function QualityScreen(): ReactNode {
  const say = useSay()
  const { asked, at, set } = useFilters(['area'])
  const page = useAsk('dataQuality', { query: asked })
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '数据质量', en: 'Data quality' })}</h1>
        <TakeAway path={`data-quality?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <p className="t13 m">
        {page.data ? `${say(page.data.area.name)} · ` : ''}
        {say({
          zh: '缺什么、共多少里缺几个，点数字就到是哪几个。看的是登记得全不全，不看谁干得好不好，不排名。',
          en: 'What is lacking, how many of how many; a number leads to its rows. It looks at the records, not at people, and ranks nobody.',
        })}
      </p>
      <div style={{ maxWidth: 480 }}>
        <AreaField
          value={page.data?.area.id ?? (at('area') ? Number(at('area')) : null)}
          isFilter
          onChange={(id) => set('area', id === null ? '' : String(id))}
        />
      </div>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {qualityGroups.map((group) => {
        const rows = page.data?.rows.filter((row) => row.group === group) ?? []
        return rows.length === 0 ? null : (
          <section key={group} className="pan figgroup" aria-label={say(qualityGroupNames[group])}>
            <header>
              <h2>{say(qualityGroupNames[group])}</h2>
            </header>
            <ul>
              {rows.map((row) => (
                <Line key={row.id} row={row} query={queryOf(asked)} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Line({ row, query }: { row: Check; query: string }): ReactNode {
  const say = useSay()
  const words = row.of === 0 ? say({ zh: '还没有可看的', en: 'nothing to look at yet' }) : `${row.n}/${row.of}`
  return (
    <li className="figrow">
      <span className="figname">
        <span className="b">{say(row.name)}</span>
        <span className="t13 m">
          {say(row.why)} · {say({ zh: `共：${row.over.zh}`, en: `of ${row.over.en}` })}
        </span>
      </span>
      <span className="figmid">
        {row.of > 0 ? <FigureBar figure={{ n: row.n, of: row.of, value: row.n / row.of, state: 'ok' }} isLess={row.isFault} /> : null}
      </span>
      <span className="figval">
        {row.n > 0 ? (
          <Link className="figlink" href={`/quality/${row.id}${query ? `?${query}` : ''}`}>
            {words}
          </Link>
        ) : (
          <span className={row.of === 0 ? 'm t13' : ''}>{words}</span>
        )}
      </span>
    </li>
  )
}

export function QualityRowsScreen({ check }: { check: string }): ReactNode {
  const say = useSay()
  const { asked, at } = useFilters(['area'])
  const name = qualityNames.find((each) => each === check)
  const page = useAsk('dataQualityRows', { params: { check }, query: { ...asked, limit: 40 }, enabled: name !== undefined })
  if (!name) return <Empty say={{ zh: '没有这一项。', en: 'No such check.' }} />
  return (
    <div className="page">
      <p className="t13 m">
        <Link href={`/quality${at('area') ? `?${queryOf(asked)}` : ''}`}>{say({ zh: '数据质量', en: 'Data quality' })}</Link>
      </p>
      {page.fault ? (
        <Fault fault={page.fault} onAgain={page.again} />
      ) : page.data ? (
        <Found key={at('area')} first={page.data} asked={asked} />
      ) : (
        <Wait />
      )}
    </div>
  )
}

function Found({ first, asked }: { first: Rows; asked: Readonly<Record<string, string>> }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [later, setLater] = useState<readonly Rows[]>([])
  const [fault, setFault] = useState<string | null>(null)
  const { check, area } = first
  const next = (later.at(-1) ?? first).next
  const more = async () => {
    const told = await look('dataQualityRows', { district, params: { check: check.id }, query: { ...asked, limit: 40, after: next ?? '' } })
    if (!told.ok) return setFault(say(told.label))
    return setLater([...later, told.answer])
  }
  return (
    <>
      <div className="f jb ac wrap g2">
        <h1 className="t20">
          {say(check.name)} <span className="nw">{`${check.n}/${check.of}`}</span>
        </h1>
        <TakeAway path={`data-quality/${check.id}?${queryOf(asked)}`} kinds={['csv', 'xlsx']} />
      </div>
      <p className="t13 m">
        {say(area.name)} · {say(check.why)} · {say({ zh: `共：${check.over.zh}`, en: `of ${check.over.en}` })} ·{' '}
        {say({ zh: '按地方的次序', en: 'in the order of places' })}
      </p>
      {check.n === 0 ? <Empty say={{ zh: '一个也没有。', en: 'None.' }} /> : null}
      <ul className="pan">
        {[first, ...later].flatMap((page) => page.rows).map((row) => (
          <li key={row.key} className="ovrow">
            {row.matter ? <Link href={`/m/${row.matter}`}>{say(row.name)}</Link> : row.thing ? <Link href={`/things?q=${encodeURIComponent(row.thing)}`}>{say(row.name)}</Link> : <span>{say(row.name)}</span>}
            <span className="t13 m">
              {say(row.place)}
              {row.note ? ` · ${say(row.note)}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {fault ? (
        <p className="faultbox" role="alert">
          {fault}
        </p>
      ) : null}
      <More isMore={next !== null} onMore={() => void more()} />
    </>
  )
} // prettier-ignore
