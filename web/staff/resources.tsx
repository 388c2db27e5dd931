// What the district lends: found by words, kind and day, with how much is free now and who has it next.
import { CalendarDays } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import { kindLabels, type ResourceRow } from '../../core/resource-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useMore } from './ask.ts'
import { useNow } from './bits.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { AskSheet, OfferSheet, WithdrawSheet } from './resource-sheets.tsx'
import { amountWords, freeWords, momentIn, partNames, partsOfDay, whenWords, windowOf } from './resource-words.ts'
import './resources.css'

export function ResourcesScreen(): ReactNode {
  const say = useSay()
  const { at, set } = useFilters(['q', 'kind', 'day', 'part', 'concerns'])
  const window = windowOf(at('day'), at('part'))
  const time = window ? { from: String(momentIn(window.from)), until: String(momentIn(window.until)) } : {}
  const asked = { ...(at('q') ? { q: at('q') } : {}), ...time }
  const found = useMore('resources', { ...asked, ...(at('kind') ? { kind: at('kind') } : {}) })
  const [isOffering, setOffering] = useState(false)
  const homes = found.first?.homes ?? []
  const counts = found.first?.counts ?? []
  const all = counts.reduce((sum, { n }) => sum + n, 0)
  const isNarrowed = at('q') !== '' || at('kind') !== '' || window !== null
  const tab = (kind: string, label: string, n: number) => (
    <button key={kind} type="button" aria-pressed={at('kind') === kind} onClick={() => set('kind', kind)}>
      {label}
      {found.first ? <span className="n">{n}</span> : null}
    </button>
  )
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '资源', en: 'Resources' })}</h1>
        {homes.length > 0 ? (
          <button type="button" className="btn soft" onClick={() => setOffering(true)}>
            {say({ zh: '放出一项资源', en: 'Offer a resource' })}
          </button>
        ) : null}
      </div>
      <For concerns={at('concerns')} onDrop={() => set('concerns', '')} />
      <div className="tabline wrapline" role="group" aria-label={say({ zh: '哪一种', en: 'Which kind' })}>
        {tab('', say({ zh: '全部', en: 'All' }), all)}
        {counts.map(({ kind, n }) => tab(kind, say(kindLabels[kind]), n))}
      </div>
      <div className="inline">
        <SearchField hint={{ zh: '名字、地方，回车', en: 'Name or place, then Enter' }} value={at('q')} onSearch={(words) => set('q', words)} />
        <label>
          {say({ zh: '哪天空着', en: 'Free on' })}
          <input className="field" type="date" value={at('day')} onChange={(event) => set('day', event.target.value)} />
        </label>
        {window ? (
          <label>
            {say({ zh: '什么时候', en: 'When' })}
            <select className="field" value={at('part')} onChange={(event) => set('part', event.target.value)}>
              {partNames.map((each) => (
                <option key={each} value={each === 'all' ? '' : each}>
                  {say(partsOfDay[each].say)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有这样的资源。换个词、换一种，或换个时间试试。', en: 'None like that. Try other words, another kind or time.' }
            : homes.length > 0
              ? { zh: '还没有资源。按「放出一项资源」，把活动室、工具、能出的人手放上来，大家就能来借。', en: 'None yet. Offer a room, a tool or hands, and others can ask for them.' }
              : { zh: '还没有资源。请社区、镇街或部门把能出借的放上来，这里就看得到。', en: 'None yet. What communities, townships and departments offer shows here.' }
        }
      >
        <ul className="resources">
          {found.rows.map((row) => (
            <Card key={row.id} row={row} window={window} concerns={at('concerns') || null} homes={homes} />
          ))}
        </ul>
      </Listing>
      {isOffering ? <OfferSheet row={null} homes={homes} onClose={() => setOffering(false)} /> : null}
    </div>
  )
} // prettier-ignore

/** The matter that something is looked for. */
function For({ concerns, onDrop }: { concerns: string; onDrop: () => void }): ReactNode {
  const say = useSay()
  const found = useAsk('matter', { params: { id: concerns }, enabled: concerns !== '' })
  if (concerns === '' || !found.data) return null
  return (
    <p className="calmbox f jb ac wrap g2">
      <span>
        {say({ zh: '为这件事借：', en: 'For:' })} {found.data.matter.number} {found.data.matter.headline}
      </span>
      <button type="button" className="btn t sm" onClick={onDrop}>
        {say({ zh: '不为哪件事', en: 'For no matter' })}
      </button>
    </p>
  )
}

type Homes = Parameters<typeof OfferSheet>[0]['homes']
function Card({ row, window, concerns, homes }: { row: ResourceRow; window: { from: string; until: string } | null; concerns: string | null; homes: Homes }): ReactNode {
  const say = useSay()
  const now = useNow()
  const [open, setOpen] = useState<'ask' | 'change' | 'withdraw' | null>(null)
  const close = () => setOpen(null)
  const free = row.freeThen ?? row.free
  return (
    <li className="card col g2">
      <div className="f jb as wrap g2">
        <h2 className="t16">
          <Link className="plain" href={`/resources/${row.id}`}>
            {say(row.name)}
          </Link>{' '}
          {row.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
        </h2>
        <span className={free > 0 ? 'tag brand nw' : 'tag nw'}>
          {say(freeTag(row))}
        </span>
      </div>
      <About row={row} />
      {row.next.length > 0 ? (
        <ul className="t14 col" aria-label={say({ zh: '订出去的', en: 'Booked' })}>
          {row.next.map((each) => (
            <li key={`${each.from}${each.until}${say(each.by)}${each.matter ?? ''}`}>
              {say(whenWords(each, now))} · {say(each.by)} {amountWords(row, each.amount)}
            </li>
          ))}
        </ul>
      ) : row.kind === 'fund' ? null : (
        <p className="m t14">{say({ zh: '往后还没人订', en: 'Nothing booked ahead' })}</p>
      )}
      <div className="f ac g2 wrap" style={{ marginTop: 'auto' }}>
        <button type="button" className="btn soft sm" onClick={() => setOpen('ask')} aria-label={say({ zh: `借用 ${row.name.zh}`, en: `Ask for ${row.name.en}` })}>
          {say({ zh: '借用', en: 'Ask for it' })}
        </button>
        <Link className="btn s sm" href={`/resources/${row.id}${window ? `?day=${window.from.slice(0, 10)}` : ''}`} aria-label={say({ zh: `看 ${row.name.zh} 的安排`, en: `The week of ${row.name.en}` })}>
          <CalendarDays className="i" aria-hidden="true" />
          {row.kind === 'fund' ? say({ zh: '看用在哪', en: 'Where it went' }) : say({ zh: '看一周', en: 'The week' })}
        </Link>
        {row.isKept ? (
          <>
            <button type="button" className="btn t sm" onClick={() => setOpen('change')} aria-label={say({ zh: `改 ${row.name.zh}`, en: `Change ${row.name.en}` })}>
              {say({ zh: '改', en: 'Change' })}
            </button>
            <button type="button" className="btn t sm" onClick={() => setOpen('withdraw')} aria-label={say({ zh: `收回 ${row.name.zh}`, en: `Withdraw ${row.name.en}` })}>
              {say({ zh: '收回', en: 'Withdraw' })}
            </button>
          </>
        ) : null}
      </div>
      {open === 'ask' ? <AskSheet row={row} window={window} concerns={concerns} onClose={close} /> : null}
      {open === 'change' ? <OfferSheet row={row} homes={homesFor(row, homes)} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawSheet row={row} onClose={close} /> : null}
    </li>
  )
} // prettier-ignore

function freeTag(row: ResourceRow): Label {
  const { zh, en } = freeWords(row, row.freeThen ?? row.free)
  if (row.freeThen !== null) return { zh: `那时${zh}`, en: `Then ${en}` }
  return row.kind === 'fund' ? { zh, en } : { zh: `现在${zh}`, en: `Now ${en}` }
}

/** Who keeps a wider ground changes what lies in it; it stays where it is. */
export function homesFor(row: ResourceRow, homes: Homes): Homes {
  const own = homes.filter((each) => each.area.id === row.area.id && each.organisation === (row.organisation?.id ?? null))
  return own.length > 0 ? own : [{ area: row.area, organisation: row.organisation?.id ?? null, name: row.area.name, keepers: [{ post: row.keeper.post, label: row.keeper.label }] }] // prettier-ignore
}

/** What kind, whose, where, when it is open, who keeps it and on what terms. */
export function About({ row }: { row: ResourceRow }): ReactNode {
  const say = useSay()
  const where = [row.place, row.hours].filter((each) => each !== '').join(' · ')
  return (
    <>
      <p className="m t14">
        {say(kindLabels[row.kind])} · {say(row.organisation?.name ?? row.area.name)} · {say(row.keeper.label)}
        {row.keeper.name ? ` ${row.keeper.name}` : ''} {say({ zh: '在管', en: 'keeps it' })}
      </p>
      {where ? <p className="t14">{where}</p> : null}
      {row.terms ? <p className="t14">{row.terms}</p> : null}
    </>
  )
}
