// Key tasks and task lists with live progress: how many of how many, by township, then by community; milestones with their days.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { OversightRow } from '../../core/oversight-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Wait } from './bits.tsx'
import { Fact, OpenNew, OversightList, Seat } from './oversight-parts.tsx'

export function TasksScreen(): ReactNode {
  const say = useSay()
  return (
    <>
      <h1 className="t20">{say({ zh: '重点任务和任务清单', en: 'Key tasks and task lists' })}</h1>
      <p className="t14 m">{say({ zh: '进度由办的人一件一件办出来，没有人填表报数。', en: 'Progress comes from the tasks themselves; nobody fills in a form.' })}</p>
      <div className="f ac wrap g2">
        <OpenNew processes={['key-task', 'task-list']} />
        <Link href="/key-lines">{say({ zh: '重点工作的条线', en: 'Lines of key work' })}</Link>
      </div>
      <OversightList
        query={{ process: 'key-task,task-list' }}
        empty={{ zh: '还没有下达任务。', en: 'No task yet.' }}
        facts={(each) => (
          <>
            <span>{say(each.row.title)}</span>
            <Seat each={each} seat="owner" />
            <Fact label={{ zh: '期限', en: 'By' }}>{each.marks['due'] ?? each.marks['ends'] ?? '–'}</Fact>
            <Progress each={each} />
          </>
        )}
      />
    </>
  ) // prettier-ignore
}

/** Asked again every few seconds while it is shown; the sums are kept, so asking costs nothing. */
function Progress({ each }: { each: OversightRow }): ReactNode {
  const say = useSay()
  const [path, setPath] = useState<readonly number[]>([])
  const area = path.at(-1)
  const [isOpen, setOpen] = useState(false)
  const found = useAsk('progress', { params: { id: each.row.id }, query: { area }, every: each.row.endedAt === null ? 5000 : 0 })
  const data = found.data
  if (found.fault) return null
  if (!data) return <Wait />
  const of = Math.max(data.wished, data.opened)
  if (of === 0) return <span className="m">{say({ zh: '还没有分解', en: 'Not broken down yet' })}</span>
  return (
    <div style={{ flexBasis: '100%' }}>
      <Bar name={path.length > 0 ? say(data.area.name) : say({ zh: '办完', en: 'Done' })} n={data.ended} of={of} />
      {data.opened < data.wished ? (
        <p className="t13 m" role="status">
          {say({ zh: `正在派下去：${data.opened}/${data.wished}`, en: `Being sent down: ${data.opened}/${data.wished}` })}
        </p>
      ) : null}
      <div className="f g2 wrap">
        {data.below.length > 0 ? (
          <button type="button" className="btn t sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say(isOpen ? { zh: '收起', en: 'Fold' } : { zh: '看下面各处', en: 'By area' })}
          </button>
        ) : null}
        {path.length > 0 ? (
          <button type="button" className="btn t sm" onClick={() => setPath(path.slice(0, -1))}>
            {say({ zh: '回上一级', en: 'One level up' })}
          </button>
        ) : null}
      </div>
      {isOpen
        ? data.below.map((row) => (
            <button
              key={row.area.id}
              type="button"
              className="ovbar"
              style={{ width: '100%', textAlign: 'left' }}
              aria-label={say({ zh: `${row.area.name.zh}：${row.ended}/${row.opened}，点开看下一级`, en: `${row.area.name.en}: ${row.ended} of ${row.opened}; open` })}
              onClick={() => setPath([...path, row.area.id])}
            >
              <span>{say(row.area.name)}</span>
              <progress max={row.opened} value={row.ended} />
              <span className="mono">
                {row.ended}/{row.opened}
              </span>
            </button>
          ))
        : null}
    </div>
  ) // prettier-ignore
}

function Bar({ name, n, of }: { name: string; n: number; of: number }): ReactNode {
  return (
    <div className="ovbar">
      <span>{name}</span>
      <progress max={of} value={n} aria-label={name} />
      <b className="mono">
        {n}/{of}
      </b>
    </div>
  )
}
