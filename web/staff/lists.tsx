// All matters one may see, with search and filters; every number of the centre leads here, to the rows it counts.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { indicatorNamed } from '../../core/indicators.ts'
import { sourceLabel, sourceNames } from '../../core/sources.ts'
import { useAsk, useMore } from './ask.ts'
import { useIsDesk } from './bits.tsx'
import { Listing, useFilters } from './listing.tsx'
import { nameOfMeasure } from '../kit/measure-names.ts'
import { Row } from './row.tsx'
import { useKeepTrail } from './trail.ts'

const filterNames = [
  'q',
  'phase',
  'category',
  'area',
  'triage',
  'process',
  'state',
  'thing',
  'overdue',
  'source',
  'board',
  'measure',
  'day',
  'indicator',
  'part',
  'from',
  'upto',
  'exclusions',
  'split',
] as const
const phases = [
  { value: 'waiting', say: { zh: '等人接', en: 'Waiting' } },
  { value: 'working', say: { zh: '正在办', en: 'In progress' } },
  { value: 'paused', say: { zh: '暂停', en: 'Paused' } },
  { value: 'done', say: { zh: '办好了', en: 'Done' } },
  { value: 'dropped', say: { zh: '没有继续', en: 'Not continued' } },
] as const
const triages = [
  { value: 'private', say: { zh: '私事', en: 'Private' } },
  { value: 'small', say: { zh: '小事', en: 'Small' } },
  { value: 'major', say: { zh: '大事', en: 'Major' } },
] as const

export function Matters(): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const { asked, set } = useFilters(filterNames)
  const found = useMore('matters', asked)
  const total = found.first?.total
  const more = found.first?.more ? '+' : ''
  useKeepTrail(found.rows, `/matters?${new URLSearchParams(asked).toString()}`)
  const measure = asked.indicator ? (indicatorNamed(asked.indicator)?.name ?? null) : asked.measure ? nameOfMeasure(asked.measure) : null
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '全部事项', en: 'All matters' })}</h1>
        {total === undefined ? null : <span className="m">{say({ zh: `共 ${total}${more} 件`, en: `${total}${more} in all` })}</span>}
      </div>
      {measure ? (
        <p className="calmbox">
          <span>
            {say({ zh: '这些就是那个数字里的事：', en: 'These are the rows behind that number: ' })}
            <b className="b">{say(measure)}</b>
            {asked.day ? `·${asked.day}` : ''} {asked.from ? `${asked.from}–${asked.upto ?? ''}` : ''}{' '}
            <Link href="/matters">{say({ zh: '看全部', en: 'Show all' })}</Link>
          </span>
        </p>
      ) : null}
      {asked.state ? (
        <p className="calmbox">
          <span>
            {say({ zh: '只看走到这几步的：', en: 'Only those at these steps: ' })}
            <b className="b">{[...new Set(found.rows.map((row) => say(row.stateLabel)))].join(say({ zh: '、', en: ', ' }))}</b>{' '}
            <Link href="/matters">{say({ zh: '看全部', en: 'Show all' })}</Link>
          </span>
        </p>
      ) : null}
      <Filters asked={asked} onSet={set} />
      <Listing found={found} count={found.rows.length} none={{ zh: '没有符合的事。放宽一个条件试试。', en: 'Nothing matches. Try one filter less.' }}>
        <ul className={isDesk ? 'pan' : 'card'} style={{ overflow: 'hidden' }}>
          {found.rows.map((row) => (
            <li key={row.id}>
              <Row
                row={row}
                href={`/m/${row.id}`}
                isLate={asked['overdue'] === '1' || asked['measure'] === 'overdue' || asked['measure'] === 'unanswered'}
              />
            </li>
          ))}
        </ul>
      </Listing>
    </div>
  )
}

function Filters({ asked, onSet }: { asked: Readonly<Record<string, string>>; onSet: (name: string, value: string) => void }): ReactNode {
  const say = useSay()
  const areas = useAsk('areas')
  const shop = useAsk('district')
  const [q, setQ] = useState(asked.q ?? '')
  const any = say({ zh: '不限', en: 'Any' })
  const select = (name: string, label: string, options: readonly { readonly value: string; readonly text: string }[]) => (
    <label>
      {label}
      <select className="field" value={asked[name] ?? ''} onChange={(event) => onSet(name, event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form
      className="inline"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onSet('q', q.trim())
      }}
    >
      <label style={{ flex: '1 1 220px' }}>
        {say({ zh: '找', en: 'Search' })}
        <input
          className="field"
          type="search"
          value={q}
          onChange={(event) => setQ(event.target.value)}
          placeholder={say({ zh: '编号、地方、几个字', en: 'Number, place, words' })}
        />
      </label>
      {select(
        'phase',
        say({ zh: '到哪一步', en: 'Phase' }),
        phases.map((each) => ({ value: each.value, text: say(each.say) })),
      )}
      {select(
        'area',
        say({ zh: '镇街', en: 'Township' }),
        (areas.data?.rows ?? []).filter((area) => area.level === 1).map((area) => ({ value: String(area.id), text: say(area.name) })),
      )}
      {select(
        'category',
        say({ zh: '类别', en: 'Category' }),
        (shop.data?.categories ?? []).map((each) => ({ value: each.code, text: say(each.label) })),
      )}
      {select(
        'triage',
        say({ zh: '三事', en: 'Triage' }),
        triages.map((each) => ({ value: each.value, text: say(each.say) })),
      )}
      {select(
        'source',
        say({ zh: '来源', en: 'Source' }),
        sourceNames.map((each) => ({ value: each, text: say(sourceLabel(each)) })),
      )}
      {select('overdue', say({ zh: '时限', en: 'Time' }), [{ value: '1', text: say({ zh: '只看超时', en: 'Overdue only' }) }])}
      <button type="submit" className="btn s">
        {say({ zh: '找', en: 'Search' })}
      </button>
    </form>
  )
}
