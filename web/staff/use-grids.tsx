// The grids behind a number of grids: where something was solved and where nothing was heard, each with the way to its own calls; in administrative order.
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { gridChoices, gridWords } from '../../core/use-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, Wait } from './bits.tsx'
import { queryOf, rowsHref, TakeAway } from './figure-bits.tsx'
import { useTitle, useUseQuery } from './use.tsx'
import './use.css'

const first = 40
export function UseGridsScreen(): ReactNode {
  const say = useSay()
  const [search] = useSearchParams()
  const { asked, set } = useUseQuery()
  const [limit, setLimit] = useState(first)
  const which = gridChoices.find((each) => each === search.get('which')) ?? 'quiet'
  const page = useAsk('useGrids', { query: { ...asked, which, limit: Math.min(limit, 100) } })
  const { data } = page
  const span = { from: data?.period.from ?? '', upto: data?.period.upto ?? '', exclusions: data?.exclusions ?? 'without' }
  const number = (id: 'called' | 'closed', area: number, n: number) =>
    n === 0 ? <span>{n}</span> : <Link className="figlink" href={rowsHref({ id, unit: 'count' }, { ...span, area })}>{n}</Link> // prettier-ignore
  return (
    <div className="page">
      <p className="t13">
        <Link href={`/use?${queryOf(asked)}`}>{say(useTitle)}</Link>
      </p>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say(gridWords[which])}</h1>
        <TakeAway path={`use/grids?${queryOf({ ...asked, which })}`} kinds={['csv', 'xlsx']} />
      </div>
      <div className="f g1 wrap" role="group" aria-label={say({ zh: '哪些网格', en: 'Which grids' })}>
        {gridChoices.map((each) => (
          <button key={each} type="button" className="btn s sm" aria-pressed={each === which} onClick={() => set('which', each)}>
            {say(gridWords[each])}
          </button>
        ))}
      </div>
      {data ? (
        <p className="t13 m">
          {say(data.area.name)} · {say(data.period.words)} · {say({ zh: `${data.total} 个`, en: String(data.total) })}
        </p>
      ) : null}
      {which === 'quiet' ? <p className="t14 m">{say({ zh: '没有声音不是谁的错。可以先问网格长一句：需要帮忙吗？', en: 'Silence is nobody’s fault. Ask the grid leader first: is there anything we can help with?' })}</p> : null}
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : data ? null : <Wait />}
      {data?.rows.length === 0 ? <Empty say={{ zh: '没有这样的网格。', en: 'There is no such grid.' }} /> : null}
      {data && data.rows.length > 0 ? (
        <ul className="pan gridlist">
          {data.rows.map((row) => (
            <li key={row.area.id}>
              <span>
                {say(row.area.name)} <span className="t13 m">{say(row.place)}</span>
              </span>
              <span className="t14">
                {say({ zh: '呼了 ', en: 'called ' })}
                {number('called', row.area.id, row.called.n)} · {say({ zh: '办结 ', en: 'closed ' })}
                {number('closed', row.area.id, row.closed.n)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {data?.next && limit < 100 ? (
        <button type="button" className="btn s" onClick={() => setLimit(100)}>
          {say({ zh: '再看一些', en: 'Show more' })}
        </button>
      ) : data?.next ? (
        <p className="t13 m">{say({ zh: '太多了，先选一个镇街，或下载全部。', en: 'Too many for a page: choose a township, or take all of them away.' })}</p>
      ) : null}
    </div>
  )
} // prettier-ignore
