// The desk of those who judge and hand on: five columns, by what each matter waits for or by the board that looks after it, and the chosen one at the right with its choices.
import { useEffect, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { Board, boards, unboarded } from '../../core/boards.ts'
import type { Label } from '../../core/label.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useMore, type List } from './ask.ts'
import { Clock, Dot, Fault, More, useIsDesk, useLetters, useNow, Wait } from './bits.tsx'
import { DeskAround, useAround } from './desk-around.tsx'
import { DeskTiles } from './desk-tiles.tsx'
import { useMine } from './mine.ts'
import { Reading } from './reading.tsx'
import { between, LateBefore } from './row.tsx'
import { useKeepTrail } from './trail.ts'
import './desk.css'

/** Columns by the step a matter waits for, and by the four boards of the command centre. */
type By = 'step' | 'board'
type Column = { readonly name: string; readonly say: Label; readonly none: Label; readonly query: Readonly<Record<string, string>> }
const bySteps = [
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
const byBoards = [
  ...Board.options.map((board) => ({
    name: board,
    say: boards[board],
    none: { zh: '这个板块没有在办的', en: 'Nothing open here' },
    query: { board, measure: 'open' },
  })),
  { name: 'none', say: unboarded, none: { zh: '都分到板块了', en: 'Everything has its board' }, query: { board: 'none', measure: 'open' } },
]
const columnsBy: Readonly<Record<By, readonly Column[]>> = { step: bySteps, board: byBoards }

export function DeskScreen(): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  // large letters have no room for five columns: their names and counts stand in a line, one is open
  const isOneColumn = useMine().elder || !isDesk
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const by: By = search.get('by') === 'board' ? 'board' : 'step'
  const columns = columnsBy[by]
  const asked = (n: number) => columns[n]?.query ?? {}
  const lists = [
    useMore('matters', asked(0)),
    useMore('matters', asked(1)),
    useMore('matters', asked(2)),
    useMore('matters', asked(3)),
    useMore('matters', asked(4)),
  ] as const
  const kept = by === 'board' ? { by } : {}
  const wished = columns.findIndex((column) => column.name === search.get('col'))
  const first = lists.findIndex((list) => list.rows.length > 0)
  const col = wished >= 0 ? wished : Math.max(0, first)
  const rows = lists[col]?.rows ?? []
  const around = useAround(lists.every((list) => !list.isPending))
  const call = isDesk ? search.get('call') : null
  const at = call ? undefined : (rows.find((row) => row.id === search.get('at')) ?? (isDesk ? rows[0] : undefined))
  const chosen = call ?? at?.id
  const show = (column: number, row: MatterRow | undefined) =>
    setSearch({ ...kept, col: columns[column]?.name ?? '', ...(row ? { at: row.id } : {}) }, { replace: true })
  const step = (by: number) => show(col, rows[Math.min(rows.length - 1, Math.max(0, (at ? rows.indexOf(at) : -1) + by))])
  const turn = (by: number) => {
    const next = (col + by + columns.length) % columns.length
    show(next, lists[next]?.rows[0])
  }
  const nextCall = () => {
    const [calls, last] = [around.calls, around.calls.findIndex((row) => row.id === call)]
    const next = calls[(last + 1) % Math.max(1, calls.length)]
    if (next) setSearch({ ...kept, col: columns[col]?.name ?? '', call: next.id }, { replace: true })
  }
  useLetters(
    {
      j: { say: { zh: '下一件', en: 'Next' }, run: () => step(1) },
      k: { say: { zh: '上一件', en: 'Previous' }, run: () => step(-1) },
      '[': { say: { zh: '左边一列', en: 'Column to the left' }, run: () => turn(-1) },
      ']': { say: { zh: '右边一列', en: 'Column to the right' }, run: () => turn(1) },
      h: { say: { zh: '呼上来的', en: 'Calls from below' }, run: () => nextCall() },
      Enter: { say: { zh: '打开', en: 'Open' }, run: () => chosen && go(`/m/${chosen}`) },
    },
    isDesk,
  )
  useKeepTrail(rows, deskHref(by, columns[col]?.name ?? ''))
  useEffect(() => {
    if (at) document.querySelector(`[data-matter="${at.id}"][aria-current]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [at])
  return (
    <div className="board">
      <h1 className="sr">{say({ zh: '指挥台', en: 'Desk' })}</h1>
      <div className="lanewrap">
        <DeskTiles />
        <Ways by={by} />
        {isOneColumn ? <ColumnTabs by={by} lists={lists} col={col} /> : null}
        <div className="lanes">
          {columns.map((column, n) =>
            !isOneColumn || n === col ? (
              <Lane key={column.name} by={by} column={column} list={lists[n]} current={n === col ? (at?.id ?? '') : null} isDesk={isDesk} />
            ) : null,
          )}
        </div>
        <DeskAround around={around} call={call} callHref={(id) => (isDesk ? `${deskHref(by, columns[col]?.name ?? '')}&call=${id}` : `/m/${id}`)} />
      </div>
      {isDesk ? (
        <section className="beside" aria-label={say({ zh: '选中的这件', en: 'The chosen matter' })}>
          {chosen ? <Reading key={chosen} id={chosen} /> : <p className="m">{say({ zh: '没有选中的事', en: 'Nothing chosen' })}</p>}
        </section>
      ) : null}
    </div>
  )
}

const deskHref = (by: By, col: string): string =>
  `/desk?${new URLSearchParams({ ...(by === 'board' ? { by } : {}), ...(col ? { col } : {}) }).toString()}`

const ways: Readonly<Record<By, Label>> = { step: { zh: '按等什么', en: 'By what it waits for' }, board: { zh: '按四板块', en: 'By board' } }
function Ways({ by }: { by: By }): ReactNode {
  const say = useSay()
  return (
    <nav className="tabline wrapline ways" aria-label={say({ zh: '怎么分列', en: 'How columns are made' })}>
      <Link href={deskHref('step', '')} aria-current={by === 'step' ? 'true' : undefined}>
        {say(ways.step)}
      </Link>
      <Link href={deskHref('board', '')} aria-current={by === 'board' ? 'true' : undefined}>
        {say(ways.board)}
      </Link>
    </nav>
  )
}

function ColumnTabs({ by, lists, col }: { by: By; lists: readonly List<'matters'>[]; col: number }): ReactNode {
  const say = useSay()
  return (
    <nav className="tabline wrapline coltabs" aria-label={say({ zh: '哪一列', en: 'Which column' })}>
      {columnsBy[by].map((column, n) => (
        <Link key={column.name} href={deskHref(by, column.name)} aria-current={n === col ? 'true' : undefined}>
          {say(column.say)} <span className="n">{lists[n]?.first?.total ?? ''}</span>
        </Link>
      ))}
    </nav>
  )
}

type LaneProps = {
  readonly by: By
  readonly column: Column
  readonly list: List<'matters'> | undefined
  /** the chosen matter, if this is the column that is worked */ readonly current: string | null
  readonly isDesk: boolean
}

function Lane({ by, column, list, current, isDesk }: LaneProps): ReactNode {
  const say = useSay()
  const total = list?.first?.total
  if (!list) return null
  return (
    <section className="pan lane" data-here={current !== null} aria-label={say(column.say)}>
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
            <LaneRow
              row={row}
              href={isDesk ? `${deskHref(by, column.name)}&at=${row.id}` : `/m/${row.id}`}
              isLate={column.name === 'late'}
              isCurrent={row.id === current}
            />
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

type LaneRowProps = { readonly row: MatterRow; readonly href: string; readonly isLate: boolean; readonly isCurrent: boolean }

function LaneRow({ row, href, isLate, isCurrent }: LaneRowProps): ReactNode {
  const say = useSay()
  const now = useNow()
  const title = row.headline || (row.category ? say(row.category.label) : say(row.title))
  return (
    <Link className="lr" href={href} aria-current={isCurrent ? 'true' : undefined} data-matter={row.id}>
      <Dot phase={row.phase} />
      <span style={{ minWidth: 0 }}>
        <span className="b t" title={title}>
          {title}
        </span>
        <span className="t13 m where">
          {say(row.stateLabel)}
          {say(between)}
          {say(row.area.name)}
        </span>
        {isLate && row.due !== null && row.due > now ? <LateBefore /> : <Clock row={row} />}
      </span>
    </Link>
  )
}
