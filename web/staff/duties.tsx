// The duty lists: what each level has to do, which items nobody has mapped, the import, and on which list each category stands.
import { useDeferredValue, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { Board, boards, unboarded } from '../../core/boards.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Empty, Fault, useToast, Wait } from './bits.tsx'
import { DutyImport } from './duty-import.tsx'

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
  const [search, setSearch] = useSearchParams()
  const of = (name: string) => search.get(name) ?? ''
  const q = useDeferredValue(of('q'))
  const [from, setFrom] = useState<readonly string[]>([''])
  const set = (name: string, value: string) => {
    setFrom([''])
    setSearch(Object.fromEntries(Object.entries({ ...Object.fromEntries(search), [name]: value }).filter(([, each]) => each !== '')), {
      replace: true,
    })
  }
  const after = from.at(-1) ?? ''
  const query = { limit: 50, ...(q ? { q } : {}), ...(of('level') ? { level: of('level') } : {}), ...(of('list') ? { list: of('list') } : {}), ...(of('unmapped') ? { unmapped: '1' } : {}), ...(after ? { after } : {}) } // prettier-ignore
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
          <input className="field" type="search" value={of('q')} onChange={(event) => set('q', event.target.value)} />
        </label>
        <Filter label={{ zh: '层级', en: 'Level' }} value={of('level')} options={levels} onChange={(value) => set('level', value)} />
        <Filter label={{ zh: '清单', en: 'List' }} value={of('list')} options={lists} onChange={(value) => set('list', value)} />
        <label className="f ac g2">
          <input type="checkbox" checked={of('unmapped') === '1'} onChange={(event) => set('unmapped', event.target.checked ? '1' : '')} />
          {say({ zh: '只看没对上的', en: 'Unmapped only' })}
        </label>
      </div>
      <section className="pan">
        {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : found.isPending ? <Wait /> : null}
        {found.data?.rows.length === 0 ? <Empty say={{ zh: '没有这样的项', en: 'No such items' }} /> : null}
        <ul>
          {found.data?.rows.map((item) => (
            <ItemRow key={item.code} item={item} isAdmin={isAdmin} />
          ))}
        </ul>
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
  const again = useAgain()
  const toast = useToast()
  const change = async (code: string, list: List) => {
    const told = await tell('setDuty', { params: { code }, body: { list } })
    toast({ say: told.ok ? { zh: '记下了', en: 'Saved' } : told.label })
    again('district')
  }
  return (
    <details className="pan">
      <summary className="btn t">{say({ zh: '每个类别在哪张清单上', en: 'On which list each category stands' })}</summary>
      <ul>
        {shop.data?.categories.map((category) => (
          <li key={category.code} className="linkrow">
            <span className="grow">{say(category.label)}</span>
            {isAdmin ? (
              <select
                className="field"
                aria-label={say({ zh: `${category.label.zh} 在哪张清单`, en: `List of ${category.label.en}` })}
                value={category.duty ?? 'basic'}
                onChange={(event) => {
                  const list = listNamed(event.target.value)
                  if (list) void change(category.code, list)
                }}
              >
                {Object.entries(lists).map(([name, words]) => (
                  <option key={name} value={name}>
                    {say(words)}
                  </option>
                ))}
              </select>
            ) : (
              <span className="tag">{say(lists[category.duty ?? 'basic'])}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Which board of a township looks after a class: that is how the desk sorts its columns. */
function Boards({ isAdmin }: { isAdmin: boolean }): ReactNode {
  const say = useSay()
  const shop = useAsk('district')
  const again = useAgain()
  const toast = useToast()
  const change = async (code: string, name: string) => {
    const told = await tell('setBoard', { params: { code }, body: { board: Board.safeParse(name).data ?? null } })
    toast({ say: told.ok ? { zh: '记下了', en: 'Saved' } : told.label })
    again('district')
  }
  return (
    <details className="pan">
      <summary className="btn t">{say({ zh: '每一类归哪个板块', en: 'Which board looks after each class' })}</summary>
      <ul>
        {shop.data?.classes.map((each) => (
          <li key={each.code} className="linkrow">
            <span className="grow">{say(each.label)}</span>
            {isAdmin ? (
              <select
                className="field"
                aria-label={say({ zh: `${each.label.zh} 归哪个板块`, en: `Board of ${each.label.en}` })}
                value={each.board ?? ''}
                onChange={(event) => void change(each.code, event.target.value)}
              >
                <option value="">{say(unboarded)}</option>
                {Board.options.map((board) => (
                  <option key={board} value={board}>
                    {say(boards[board])}
                  </option>
                ))}
              </select>
            ) : (
              <span className="tag">{say(each.board ? boards[each.board] : unboarded)}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

const listNamed = (name: string): List | null => (name === 'basic' || name === 'cooperative' || name === 'withdrawn' ? name : null)
