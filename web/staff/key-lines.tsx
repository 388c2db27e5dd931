// The lines of key work: the supervisor renames, orders, adds and retires them; what was set before keeps the words of its time.
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Fault, useToast, Wait } from './bits.tsx'

type Page = Calls['keyLines']['answer']
type Line = { readonly value?: string; readonly zh: string; readonly en: string; readonly retired: boolean }

export function KeyLinesScreen(): ReactNode {
  const say = useSay()
  const page = useAsk('keyLines')
  return (
    <div className="page" style={{ maxWidth: 900 }}>
      <h1 className="t20">{say({ zh: '重点工作的条线', en: 'Lines of key work' })}</h1>
      <p className="m">
        {say({
          zh: '下达重点任务时从这里选。改名、调顺序、停用都会存成流程的新版本；以前下达的任务，名称不变。',
          en: 'Chosen when a key task is set. Renaming, ordering and retiring make a new version of the process; tasks set before keep their words.',
        })}
      </p>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {page.data ? page.data.mayChange ? <Edit key={page.data.version} page={page.data} /> : <Shown page={page.data} /> : null}
    </div>
  )
}

function Shown({ page }: { page: Page }): ReactNode {
  const say = useSay()
  return (
    <>
      <ol className="col g1">
        {page.rows.map((line) => (
          <li key={line.value} className={line.retired ? 'm' : ''}>
            {say(line)} {line.retired ? <span className="tag">{say({ zh: '停用', en: 'Retired' })}</span> : null}
          </li>
        ))}
      </ol>
      <p className="t13 m">{say({ zh: '由区督查岗维护。', en: 'Kept by the district supervisor.' })}</p>
    </>
  )
}

function Edit({ page }: { page: Page }): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const [lines, setLines] = useState<readonly Line[]>(page.rows)
  const [fault, setFault] = useState<string | null>(null)
  const change = (at: number, part: Partial<Line>) => setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const lift = (at: number) => setLines([...lines.slice(0, Math.max(0, at - 1)), ...lines.slice(at, at + 1), ...lines.slice(at - 1, at), ...lines.slice(at + 1)])
  const save = async () => {
    const wanted = lines.filter((line) => !line.retired).map(({ value, zh, en }) => ({ ...(value === undefined ? {} : { value }), zh, en }))
    const told = await tell('setKeyLines', { body: { lines: wanted, seen: page.version } })
    if (!told.ok) return setFault(say(told.label))
    toast({ say: { zh: '存好了，从下一件任务起用', en: 'Kept; used from the next task on' } })
    return again()
  }
  return (
    <form
      className="col g2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ol className="col g2">
        {lines.map((line, at) => (
          <li key={line.value ?? `new-${at}`} className="card f ac wrap g2" style={{ padding: 10 }} data-retired={line.retired}>
            <input className="field" style={{ flex: '1 1 160px' }} aria-label={say({ zh: `第 ${at + 1} 条的中文名`, en: `Line ${at + 1} in Chinese` })} maxLength={30} required disabled={line.retired} value={line.zh} onChange={(event) => change(at, { zh: event.target.value })} />
            <input className="field" style={{ flex: '1 1 200px' }} aria-label={say({ zh: `第 ${at + 1} 条的英文名`, en: `Line ${at + 1} in English` })} maxLength={80} required disabled={line.retired} value={line.en} onChange={(event) => change(at, { en: event.target.value })} />
            <button type="button" className="btn s sm" disabled={at === 0} aria-label={say({ zh: `${line.zh} 往上移`, en: `Move ${line.en} up` })} onClick={() => lift(at)}>
              {say({ zh: '上移', en: 'Up' })}
            </button>
            <button type="button" className="btn s sm" aria-pressed={line.retired} onClick={() => change(at, { retired: !line.retired })}>
              {say(line.retired ? { zh: '重新启用', en: 'Use again' } : { zh: '停用', en: 'Retire' })}
            </button>
          </li>
        ))}
      </ol>
      {fault ? (
        <p className="faultbox" role="alert">
          {fault}
        </p>
      ) : null}
      <span className="f wrap g2">
        <button type="button" className="btn s" onClick={() => setLines([...lines, { zh: '', en: '', retired: false }])}>
          {say({ zh: '加一条', en: 'Add a line' })}
        </button>
        <button type="submit" className="btn p">
          {say({ zh: '存好', en: 'Save' })}
        </button>
      </span>
      <p className="t13 m">{say({ zh: `流程第 ${page.version} 版。谁改的会写进登记记录。`, en: `Version ${page.version} of the process. Who changed it is written in the registry trail.` })}</p>
    </form>
  )
} // prettier-ignore
