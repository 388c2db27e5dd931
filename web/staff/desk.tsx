// The desk of those who judge and hand on: five columns by what each matter waits for, and the chosen one at the right with its choices.
import { useEffect, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useMore, type List } from './ask.ts'
import { Clock, Dot, Fault, More, useIsDesk, useLetters, useNow, Wait } from './bits.tsx'
import { Reading } from './reading.tsx'
import { LateBefore } from './row.tsx'
import { useKeepTrail } from './trail.ts'

type Column = { readonly name: string; readonly say: Label; readonly none: Label; readonly query: Readonly<Record<string, string>> }
const columns = [
  {
    name: 'judge',
    say: { zh: '要判断', en: 'To judge' },
    none: { zh: '没有等判断的', en: 'Nothing to judge' },
    query: { state: 'reported,objected,small,major,found,backstop,deciding' },
  },
  {
    name: 'sent',
    say: { zh: '等签收', en: 'To be acknowledged' },
    none: { zh: '派出去的都有人接了', en: 'All that went out was taken' },
    query: { state: 'dispatched,asked,called,calledNow' },
  },
  {
    name: 'back',
    say: { zh: '退回、有争议', en: 'Returned, disputed' },
    none: { zh: '没有退回来的', en: 'Nothing came back' },
    query: { state: 'returned,arbitration,contested,doubted' },
  },
  { name: 'late', say: { zh: '超时', en: 'Overdue' }, none: { zh: '没有超时的', en: 'Nothing overdue' }, query: { overdue: '1' } },
  {
    name: 'close',
    say: { zh: '等核实、答复、结案', en: 'To check, answer, close' },
    none: { zh: '没有等收尾的', en: 'Nothing to finish' },
    query: { state: 'resolved,verified,replied,judging,executed' },
  },
] as const satisfies readonly Column[]

export function DeskScreen(): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const lists = [
    useMore('matters', columns[0].query),
    useMore('matters', columns[1].query),
    useMore('matters', columns[2].query),
    useMore('matters', columns[3].query),
    useMore('matters', columns[4].query),
  ] as const
  const wished = columns.findIndex((column) => column.name === search.get('col'))
  const first = lists.findIndex((list) => list.rows.length > 0)
  const col = wished >= 0 ? wished : Math.max(0, first)
  const rows = lists[col]?.rows ?? []
  const at = rows.find((row) => row.id === search.get('at')) ?? (isDesk ? rows[0] : undefined)
  const show = (column: number, row: MatterRow | undefined) =>
    setSearch({ col: columns[column]?.name ?? 'judge', ...(row ? { at: row.id } : {}) }, { replace: true })
  const step = (by: number) => show(col, rows[Math.min(rows.length - 1, Math.max(0, (at ? rows.indexOf(at) : -1) + by))])
  const turn = (by: number) => {
    const next = (col + by + columns.length) % columns.length
    show(next, lists[next]?.rows[0])
  }
  useLetters(
    {
      j: { say: { zh: '下一件', en: 'Next' }, run: () => step(1) },
      k: { say: { zh: '上一件', en: 'Previous' }, run: () => step(-1) },
      '[': { say: { zh: '左边一列', en: 'Column to the left' }, run: () => turn(-1) },
      ']': { say: { zh: '右边一列', en: 'Column to the right' }, run: () => turn(1) },
      Enter: { say: { zh: '打开', en: 'Open' }, run: () => at && go(`/m/${at.id}`) },
    },
    isDesk,
  )
  useKeepTrail(rows, `/desk?col=${columns[col]?.name ?? 'judge'}`)
  useEffect(() => {
    if (at) document.querySelector(`[data-matter="${at.id}"][aria-current]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [at])
  return (
    <div className="board">
      <h1 className="sr">{say({ zh: '指挥台', en: 'Desk' })}</h1>
      {isDesk ? null : <ColumnTabs lists={lists} col={col} />}
      <div className="lanes">
        {columns.map((column, n) =>
          isDesk || n === col ? (
            <Lane key={column.name} column={column} list={lists[n]} isHere={n === col} current={n === col ? at?.id : undefined} isDesk={isDesk} />
          ) : null,
        )}
      </div>
      {isDesk ? (
        <section className="beside" aria-label={say({ zh: '选中的这件', en: 'The chosen matter' })}>
          {at ? <Reading key={at.id} id={at.id} /> : <p className="m">{say({ zh: '没有选中的事', en: 'Nothing chosen' })}</p>}
        </section>
      ) : null}
    </div>
  )
}

function ColumnTabs({ lists, col }: { lists: readonly List<'matters'>[]; col: number }): ReactNode {
  const say = useSay()
  return (
    <nav className="tabline wrapline" aria-label={say({ zh: '哪一列', en: 'Which column' })}>
      {columns.map((column, n) => (
        <Link key={column.name} href={`/desk?col=${column.name}`} aria-current={n === col ? 'true' : undefined}>
          {say(column.say)} <span className="n">{lists[n]?.first?.total ?? ''}</span>
        </Link>
      ))}
    </nav>
  )
}

type LaneProps = {
  readonly column: Column
  readonly list: List<'matters'> | undefined
  readonly isHere: boolean
  readonly current: string | undefined
  readonly isDesk: boolean
}

function Lane({ column, list, isHere, current, isDesk }: LaneProps): ReactNode {
  const say = useSay()
  const total = list?.first?.total
  if (!list) return null
  return (
    <section className="pan lane" data-here={isHere} aria-label={say(column.say)}>
      <header>
        <h2>{say(column.say)}</h2>
        <span className="nn">{total === undefined ? '' : say({ zh: `${total} 件`, en: `${total}` })}</span>
      </header>
      {list.fault ? <Fault fault={list.fault} onAgain={list.again} /> : list.isPending ? <Wait /> : null}
      {total === 0 ? (
        <p className="t13 m" style={{ padding: '14px 12px' }}>
          {say(column.none)}
        </p>
      ) : null}
      <ul>
        {list.rows.map((row) => (
          <li key={row.id}>
            <LaneRow row={row} column={column.name} isCurrent={row.id === current} isDesk={isDesk} />
          </li>
        ))}
        {list.isMore ? (
          <li>
            <More isMore onMore={list.more} />
          </li>
        ) : null}
      </ul>
      {total ? (
        <Link className="t13 all" href={`/matters?${new URLSearchParams(column.query).toString()}`}>
          {say({ zh: `看全部 ${total} 件`, en: `See all ${total}` })}
        </Link>
      ) : null}
    </section>
  )
}

type LaneRowProps = { readonly row: MatterRow; readonly column: string; readonly isCurrent: boolean; readonly isDesk: boolean }

function LaneRow({ row, column, isCurrent, isDesk }: LaneRowProps): ReactNode {
  const say = useSay()
  const now = useNow()
  const href = isDesk ? `/desk?${new URLSearchParams({ col: column, at: row.id }).toString()}` : `/m/${row.id}`
  return (
    <Link className="lr" href={href} aria-current={isCurrent ? 'true' : undefined} data-matter={row.id}>
      <Dot phase={row.phase} />
      <span style={{ minWidth: 0 }}>
        <span className="b t">{row.headline || (row.category ? say(row.category.label) : say(row.title))}</span>
        <span className="t13 m">
          {say(row.stateLabel)}·{say(row.area.name)}
        </span>
        {column === 'late' && row.due !== null && row.due > now ? <LateBefore /> : <Clock row={row} />}
      </span>
    </Link>
  )
}
