// What a page shows while it waits, when something went wrong, and when there is nothing yet.
import { CircleAlert, Info, LoaderCircle } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import type { Fault } from './ask.ts'

/** Nothing for 300 ms, then a skeleton, words after 2 s, a way out after 8 s. */
export function Loading(): ReactNode {
  const say = useSay()
  const [stage, setStage] = useState(0)
  useEffect(() => {
    const timers = [300, 2000, 8000].map((ms, n) => setTimeout(() => setStage(n + 1), ms))
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <div className="col g3" role="status" aria-live="polite">
      {stage > 0 ? [96, 64, 160].map((height) => <div key={height} className="bone" style={{ height }} />) : null}
      {stage > 1 ? <p className="m tc">{say({ zh: '正在打开……', en: 'Opening…' })}</p> : null}
      {stage > 2 ? (
        <button type="button" className="btn s" onClick={() => location.reload()}>
          {say({ zh: '太慢了，重新打开', en: 'Too slow; open again' })}
        </button>
      ) : null}
    </div>
  )
}

export function Trouble({ say: label }: { say: Label }): ReactNode {
  const say = useSay()
  return (
    <p className="note" role="status">
      <Info className="i" />
      <span>{say(label)}</span>
    </p>
  )
}

type WrongPlan = {
  readonly say: Label | null | undefined
  readonly id?: string
  /** where everything is large */ readonly isLarge?: boolean
}
/** What is wrong, under the field or above the button it is about; nothing when nothing is. */
export function Wrong({ say: label, id, isLarge = false }: WrongPlan): ReactNode {
  const say = useSay()
  return label ? (
    <p id={id} role="alert" className={isLarge ? 'late' : 't14 late'}>
      {say(label)}
    </p>
  ) : null
}

/** What is being done or was found, said quietly. */
export function Aside({ say: label }: { say: Label | null }): ReactNode {
  const say = useSay()
  return label ? (
    <p className="t14 m" role="status">
      {say(label)}
    </p>
  ) : null
}

type SendPlan = {
  readonly wrong: Label | null | undefined
  readonly label: Label
  readonly isSending: boolean
  readonly isHuge?: boolean
  readonly onSend: () => void
}
/** The end of a form: what was wrong with it, and the one large button that sends it. */
export function SendFoot({ wrong, label, isSending, isHuge = false, onSend }: SendPlan): ReactNode {
  const say = useSay()
  return (
    <>
      <Wrong say={wrong} isLarge={isHuge} />
      <button type="button" className={`btn p w ${isHuge ? 'huge' : 'xl'}`} aria-busy={isSending} onClick={onSend}>
        {isSending ? <LoaderCircle className="i spin" /> : null}
        {say(isSending ? { zh: '正在交……', en: 'Sending…' } : label)}
      </button>
    </>
  )
}

/** First what is wrong, then whose fault, then the way on. */
export function Failed({ fault, again }: { fault: Fault; again: () => void }): ReactNode {
  const say = useSay()
  return (
    <section role="alert" className="card col g3 pad wrong">
      <div className="f g3 as">
        <CircleAlert className="i late" />
        <p className="grow">
          {say(
            fault.wait && fault.status === 429
              ? { zh: `现在来看的人多，请过 ${fault.wait} 秒再试。`, en: `Many people at once; try again in ${fault.wait} s.` }
              : fault.say,
          )}
        </p>
      </div>
      <button type="button" className="btn s" onClick={again}>
        {say({ zh: '再试一次', en: 'Try again' })}
      </button>
      {fault.status >= 500 ? <p className="t13 q">{say({ zh: `编号 E-${fault.status}`, en: `Code E-${fault.status}` })}</p> : null}
    </section>
  )
}
