// What happens once an act is sent, read from the process itself: the next step, its time limit, what follows when it is late.
import type { ReactNode } from 'react'
import { Process } from '../../core/process.ts'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { spanWords } from './processes.tsx'

type Coming = { readonly key: string; readonly title: { zh: string; en: string }; readonly note: { zh: string; en: string } }

export function Next({ page, choice }: { page: MatterPage; choice: Choice }): ReactNode {
  const say = useSay()
  const found = useAsk('process', { params: { name: page.matter.process } })
  const read = Process.safeParse(found.data?.body)
  const steps = read.success ? comingAfter(read.data, page.matter.state, choice.action) : []
  if (steps.length === 0) return null
  return (
    <section className="pan after">
      <header>
        <h2>{say({ zh: '派出去以后', en: 'What follows' })}</h2>
      </header>
      <ol className="in tl t14">
        {steps.map((step) => (
          <li key={step.key} className="next">
            <span className="dot" />
            <p className="b">{say(step.title)}</p>
            <p className="t13 m">{say(step.note)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The way straight on: at each step the main choice, at most four steps. */
export function comingAfter(process: Process, state: string, action: string): readonly Coming[] {
  const steps: Coming[] = []
  let to = process.states[state]?.can?.[action]?.to
  while (to !== undefined && steps.length < 4) {
    const at: Process['states'][string] | undefined = process.states[to]
    if (!at || steps.some((step) => step.key === to)) break
    const late = at.within ? (process.always?.[at.within.late] ?? at.can?.[at.within.late]) : undefined
    const span = at.within ? spanWords(at.within.span) : null
    steps.push({
      key: to,
      title: span ? { zh: `${at.label.zh}：${span.zh}内`, en: `${at.label.en}: within ${span.en}` } : at.label,
      note: late ? { zh: `过时：${late.label.zh}`, en: `When late: ${late.label.en}` } : { zh: '到此为止', en: 'The end' },
    })
    to = Object.values(at.can ?? {}).find((each) => each.tone === 'main')?.to
  }
  return steps
}
