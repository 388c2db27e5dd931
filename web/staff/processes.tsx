// The processes as they stand: each step with who has it, how long and what happens when the time is over; and the page to print.
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { posts, Post } from '../../core/posts.ts'
import { Process, type SpanRule, type State } from '../../core/process.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Dot, Fault, Wait } from './bits.tsx'

export function Processes(): ReactNode {
  const say = useSay()
  const found = useAsk('processes')
  const isAdmin = useAsk('me').data?.viewer?.postings.some((posting) => posting.post === 'systemAdmin') ?? false
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '流程', en: 'Processes' })}</h1>
        {isAdmin ? (
          <Link className="btn soft" href="/processes/add">
            {say({ zh: '加一个流程', en: 'Add a process' })}
          </Link>
        ) : null}
      </div>
      <p className="m">
        {say({
          zh: '每一步都有人负责、有时限；过时了系统知道往哪走。改了只管新事项，在办的按当时的版本走完。',
          en: 'Every step has someone who answers for it and a time limit. A change only applies to new matters.',
        })}
      </p>
      <ul className="pan plainlist">
        {found.data.rows.map((process) => (
          <li key={`${process.name}-${process.version}`} style={{ padding: 0 }}>
            <Link className="linkrow" href={`/processes/${process.name}`} style={{ alignItems: 'center' }}>
              <span className="grow">
                <b className="b">{say(process.title)}</b>{' '}
                <span className="tag">{say({ zh: `第 ${process.version} 版`, en: `version ${process.version}` })}</span>
              </span>
              <span className="m t13">{say(process.active ? { zh: '在用', en: 'in use' } : { zh: '停用', en: 'not in use' })}</span>
              <span className="b">{say({ zh: `在办 ${process.open} 件`, en: `${process.open} open` })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

const units = {
  minute: { zh: '分钟', en: 'min' },
  clockHour: { zh: '小时', en: 'h' },
  day: { zh: '天', en: 'days' },
  workHour: { zh: '工作时', en: 'working h' },
  workday: { zh: '个工作日', en: 'working days' },
} as const
export const spanWords = (span: SpanRule): { zh: string; en: string } => {
  if ('until' in span) return { zh: '到约定的那天', en: 'until the date given' }
  const fixed = 'listed' in span ? span.otherwise : span
  const words = { zh: `${fixed.amount} ${units[fixed.unit].zh}`, en: `${fixed.amount} ${units[fixed.unit].en}` }
  return 'listed' in span ? { zh: `按类别，没写的 ${words.zh}`, en: `by category, otherwise ${words.en}` } : words
}

export function ProcessScreen({ name }: { name: string }): ReactNode {
  const say = useSay()
  const found = useAsk('process', { params: { name } })
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  const read = Process.safeParse(found.data.body)
  return (
    <div className="page">
      <p className="t13 m crumb">
        <Link href="/processes" className="f ac g1">
          <ChevronLeft className="i" aria-hidden="true" />
          {say({ zh: '流程', en: 'Processes' })}
        </Link>
      </p>
      <h1 className="t24">
        {read.success ? say(read.data.title) : name}{' '}
        {read.success ? <span className="tag">{say({ zh: `第 ${read.data.version} 版`, en: `version ${read.data.version}` })}</span> : null}
      </h1>
      {read.success ? (
        <ol className="steps3">
          {inOrder(read.data).map(([key, state]) => (
            <StepCard key={key} state={state} process={read.data} />
          ))}
        </ol>
      ) : null}
      <section className="col g2">
        <div className="f jb ac">
          <h2 className="t16">{say({ zh: '打印页', en: 'Page to print' })}</h2>
          <button type="button" className="btn s sm" onClick={() => printPage()}>
            {say({ zh: '打印', en: 'Print' })}
          </button>
        </div>
        {found.data.page.trimStart().startsWith('<') ? (
          <iframe
            id="process-page"
            className="procpage"
            title={say({ zh: '流程打印页', en: 'Process page' })}
            sandbox="allow-same-origin allow-modals"
            srcDoc={found.data.page}
          />
        ) : (
          <pre className="pan t13" style={{ padding: 16, whiteSpace: 'pre-wrap' }}>
            {found.data.page}
          </pre>
        )}
      </section>
    </div>
  )
}

/** The states as a matter meets them, first from its opening; what is never reached comes last. */
function inOrder(process: Process): readonly (readonly [string, State])[] {
  const met: string[] = []
  const line = Object.values(process.open).flatMap((action) => (action.to ? [action.to] : []))
  for (let name = line.shift(); name !== undefined; name = line.shift()) {
    if (met.includes(name)) continue
    met.push(name)
    line.push(...Object.values(process.states[name]?.can ?? {}).flatMap((action) => [action.to, action.nth?.to].filter((to) => to !== undefined)))
  }
  const rank = (name: string) => (met.includes(name) ? met.indexOf(name) : met.length)
  return Object.entries(process.states).sort(([one], [other]) => rank(one) - rank(other))
}

function StepCard({ state, process }: { state: State; process: Process }): ReactNode {
  const say = useSay()
  const [kind, name] = state.owner?.split(':') ?? []
  const post = Post.safeParse(name)
  const owner = kind === 'post' && post.success ? posts[post.data].label : kind === 'seat' && name ? process.seats?.[name]?.label : undefined
  const late = state.within ? (process.always?.[state.within.late] ?? state.can?.[state.within.late]) : undefined
  return (
    <li className="pan stepcard">
      <p className="f ac g2 b">
        <Dot phase={state.phase} />
        {say(state.label)}
      </p>
      {owner ? <p className="t13 m">{say(owner)}</p> : null}
      {state.within ? <p className="t13">{say(spanWords(state.within.span))}</p> : null}
      {late ? (
        <p className="t13 soon">
          {say({ zh: '过时：', en: 'When late: ' })}
          {say(late.label)}
        </p>
      ) : null}
      {state.plain ? (
        <p className="t13 m">
          {say({ zh: '居民看到：', en: 'The resident sees: ' })}“
          {say({ zh: state.plain.zh.replace('{owner}', owner?.zh ?? '办理的人'), en: state.plain.en.replace('{owner}', owner?.en ?? 'the handler') })}
          ”
        </p>
      ) : null}
    </li>
  )
}

function printPage(): void {
  const frame = document.querySelector('#process-page')
  if (frame instanceof HTMLIFrameElement) frame.contentWindow?.print()
  else window.print()
}
