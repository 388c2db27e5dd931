// The duty lists: what each level has to do, which items nobody has mapped, the import, and on which list each category stands.
import { useDeferredValue, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { Board, boards, unboarded } from '../../core/boards.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk, type Told } from './ask.ts'
import { useToast } from './bits.tsx'
import { DutyImport } from './duty-import.tsx'
import { Listing, useFilters } from './listing.tsx'

type Item = Calls['dutyItems']['answer']['rows'][number]
type List = Item['list']

const lists: Readonly<Record<List, Label>> = {
  basic: { zh: '基本履职', en: 'Basic' },
  cooperative: { zh: '配合履职', en: 'Cooperative' },
  withdrawn: { zh: '上级收回', en: 'Withdrawn' },
}
const levels: Readonly<Record<Item['level'], Label>> = {
  grid: { zh: '网格', en: 'Grid' },
  community: { zh: '村（社区）', en: 'Community' },
  township: { zh: '镇街', en: 'Township' },
  district: { zh: '区', en: 'District' },
}

export function DutiesScreen({ isAdmin }: { isAdmin: boolean }): ReactNode {
  const say = useSay()
  const { asked, at, set: put } = useFilters(['q', 'level', 'list', 'unmapped'])
  const q = useDeferredValue(at('q'))
  const [from, setFrom] = useState<readonly string[]>([''])
  const set = (name: string, value: string) => {
    setFrom([''])
    put(name, value, { replace: true })
  }
  const after = from.at(-1) ?? ''
  const query = { ...asked, q: q || undefined, limit: 50, after: after || undefined }
  const found = useAsk('dutyItems', { query })
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '职责清单', en: 'Duty lists' })}</h1>
        <Link className="btn t sm" href="/grids">
          {say({ zh: '网格管哪些事', en: 'What grids are for' })}
        </Link>
        <span className="m">
          {found.data
            ? say({
                zh: `共 ${found.data.total} 项，还没对上类别 ${found.data.unmapped} 项`,
                en: `${found.data.total} items, ${found.data.unmapped} not mapped`,
              })
            : ''}
        </span>
      </div>
      {isAdmin ? <DutyImport /> : null}
      <div className="inline">
        <label style={{ flex: '1 1 200px' }}>
          {say({ zh: '找', en: 'Search' })}
          <input className="field" type="search" value={at('q')} onChange={(event) => set('q', event.target.value)} />
        </label>
        <Filter label={{ zh: '层级', en: 'Level' }} value={at('level')} options={levels} onChange={(value) => set('level', value)} />
        <Filter label={{ zh: '清单', en: 'List' }} value={at('list')} options={lists} onChange={(value) => set('list', value)} />
        <label className="f ac g2">
          <input type="checkbox" checked={at('unmapped') === '1'} onChange={(event) => set('unmapped', event.target.checked ? '1' : '')} />
          {say({ zh: '只看没对上的', en: 'Unmapped only' })}
        </label>
      </div>
      <section className="pan">
        <Listing found={found} count={found.data?.rows.length ?? 0} none={{ zh: '没有这样的项', en: 'No such items' }}>
          <ul>
            {found.data?.rows.map((item) => (
              <ItemRow key={item.code} item={item} isAdmin={isAdmin} />
            ))}
          </ul>
        </Listing>
        <div className="f g2" style={{ padding: 12 }}>
          {from.length > 1 ? (
            <button type="button" className="btn s" onClick={() => setFrom(from.slice(0, -1))}>
              {say({ zh: '上一页', en: 'Previous' })}
            </button>
          ) : null}
          {found.data?.next ? (
            <button type="button" className="btn s" onClick={() => setFrom([...from, found.data?.next ?? ''])}>
              {say({ zh: '下一页', en: 'Next' })}
            </button>
          ) : null}
        </div>
      </section>
      <Categories isAdmin={isAdmin} />
      <Boards isAdmin={isAdmin} />
    </div>
  )
}

function Filter({
  label,
  value,
  options,
  onChange,
}: {
  label: Label
  value: string
  options: Readonly<Record<string, Label>>
  onChange: (value: string) => void
}): ReactNode {
  const say = useSay()
  return (
    <label>
      {say(label)}
      <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{say({ zh: '全部', en: 'All' })}</option>
        {Object.entries(options).map(([name, words]) => (
          <option key={name} value={name}>
            {say(words)}
          </option>
        ))}
      </select>
    </label>
  )
}

function ItemRow({ item, isAdmin }: { item: Item; isAdmin: boolean }): ReactNode {
  const say = useSay()
  const shop = useAsk('district')
  const again = useAgain()
  const toast = useToast()
  const category = shop.data?.categories.find(({ code }) => code === item.category)
  const map = async (code: string) => {
    const told = await tell('mapDuty', { params: { code: item.code }, body: { category: code || null } })
    toast({ say: told.ok ? { zh: '记下了', en: 'Saved' } : told.label })
    again('dutyItems')
  }
  return (
    <li className="linkrow">
      <span className="grow" style={{ minWidth: 0 }}>
        <b className="b">{say(item.name)}</b>
        <br />
        <span className="t13 m">
          {item.code}·{say(levels[item.level])}·{say(lists[item.list])}
          {item.unit ? `·${item.unit}` : ''}
          {item.synthetic ? `·${say({ zh: '演示用，虚构', en: 'invented for the demonstration' })}` : ''}
        </span>
      </span>
      {isAdmin ? (
        <select
          className="field"
          style={{ maxWidth: 200 }}
          aria-label={say({ zh: `${item.name.zh} 对应哪一类`, en: `Category of ${item.name.en}` })}
          value={item.category ?? ''}
          onChange={(event) => void map(event.target.value)}
        >
          <option value="">{say({ zh: '还没对上', en: 'Not mapped' })}</option>
          {shop.data?.categories.map((each) => (
            <option key={each.code} value={each.code}>
              {say(each.label)}
            </option>
          ))}
        </select>
      ) : (
        <span className={`tag ${category ? '' : 'brand'}`}>{say(category?.label ?? { zh: '还没对上', en: 'Not mapped' })}</span>
      )}
    </li>
  )
}

/** Which list a whole category stands on: that is what routing and the one-tap return read. */
function Categories({ isAdmin }: { isAdmin: boolean }): ReactNode {
  const say = useSay()
  const shop = useAsk('district')
  const change = async (code: string, name: string) => {
    const list = listNamed(name)
    return list ? tell('setDuty', { params: { code }, body: { list } }) : null
  }
  return (
    <Sorted
      title={{ zh: '每个类别在哪张清单上', en: 'On which list each category stands' }}
      rows={(shop.data?.categories ?? []).map(({ code, label, duty }) => ({
        code,
        label,
        at: duty ?? 'basic',
        name: say({ zh: `${label.zh} 在哪张清单`, en: `List of ${label.en}` }),
      }))}
      places={lists}
      onMove={isAdmin ? change : null}
    />
  )
}

/** Which board of a township looks after a class: that is how the desk sorts its columns. */
function Boards({ isAdmin }: { isAdmin: boolean }): ReactNode {
  const say = useSay()
  const shop = useAsk('district')
  const change = async (code: string, name: string) => tell('setBoard', { params: { code }, body: { board: Board.safeParse(name).data ?? null } })
  return (
    <Sorted
      title={{ zh: '每一类归哪个板块', en: 'Which board looks after each class' }}
      rows={(shop.data?.classes ?? []).map(({ code, label, board }) => ({
        code,
        label,
        at: board ?? '',
        name: say({ zh: `${label.zh} 归哪个板块`, en: `Board of ${label.en}` }),
      }))}
      places={{ '': unboarded, ...boards }}
      onMove={isAdmin ? change : null}
    />
  )
}

type SortedRow = { readonly code: string; readonly label: Label; readonly at: string; /** what its choice is called aloud */ readonly name: string }

type SortedProps = {
  readonly title: Label
  readonly rows: readonly SortedRow[]
  readonly places: Readonly<Record<string, Label>>
  /** `null` for who may only look; it answers `null` where there is no such place. */
  readonly onMove: ((code: string, place: string) => Promise<Told<'setDuty' | 'setBoard'> | null>) | null
}

/** Where each stands, and for the administrator a choice of where it should. */
function Sorted({ title, rows, places, onMove }: SortedProps): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const move = async (code: string, place: string) => {
    const told = await onMove?.(code, place)
    if (!told) return
    toast({ say: told.ok ? { zh: '记下了', en: 'Saved' } : told.label })
    again('district')
  }
  return (
    <details className="pan">
      <summary className="btn t">{say(title)}</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.code} className="linkrow">
            <span className="grow">{say(row.label)}</span>
            {onMove ? (
              <select className="field" aria-label={row.name} value={row.at} onChange={(event) => void move(row.code, event.target.value)}>
                {Object.entries(places).map(([place, words]) => (
                  <option key={place} value={place}>
                    {say(words)}
                  </option>
                ))}
              </select>
            ) : (
              <span className="tag">{say(places[row.at] ?? unboarded)}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

const listNamed = (name: string): List | null => (name === 'basic' || name === 'cooperative' || name === 'withdrawn' ? name : null)
