// What both ways of reporting share: the same thing reported before, the emergency notice and the button that sends.
import { CircleDot, Siren } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { useSay } from '../kit/say.tsx'
import { CallLink } from './page.tsx'
import type { Sending } from './send.ts'
import { SendFoot } from './states.tsx'
import { useWhen } from './times.ts'

type Open = Calls['code']['answer']['open'][number] & { readonly metres?: number }

/** Shown before the question: joining is quicker for the person, and one matter is better than two. */
export function SameList({ open, sending }: { open: readonly Open[]; sending: Sending }): ReactNode {
  const say = useSay()
  const [isAll, setAll] = useState(false)
  return (
    <>
      {open.slice(0, isAll ? 10 : 1).map((each) => (
        <Same key={each.id} open={each} sending={sending} />
      ))}
      {open.length > 1 && !isAll ? (
        <button type="button" className="link t14" onClick={() => setAll(true)}>
          {say({ zh: `这里还报过 ${open.length - 1} 件，看看`, en: `${open.length - 1} more reported here` })}
        </button>
      ) : null}
    </>
  )
}

function Same({ open, sending }: { open: Open; sending: Sending }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const name = open.category ? say(open.category) : open.headline
  return (
    <section className="card same">
      <CircleDot className="i" />
      <div className="grow">
        <p className="b">{say({ zh: `有人报过“${name}”`, en: `Already reported: “${name}”` })}</p>
        <p className="t13 m">
          {[
            say({ zh: `${when.ago(open.openedAt)}报的`, en: when.ago(open.openedAt) }),
            open.metres === undefined ? null : say({ zh: `离您 ${Math.round(open.metres)} 米`, en: `${Math.round(open.metres)} m away` }),
            open.sameCount > 0 ? say({ zh: `共 ${open.sameCount + 1} 人`, en: `${open.sameCount + 1} people` }) : null,
            open.due ? say({ zh: `最晚${when.clock(open.due)}`, en: when.by(open.due) }) : null,
          ]
            .filter(Boolean)
            .join('·')}
        </p>
      </div>
      <button
        type="button"
        className="btn s sm tall"
        disabled={sending.isSending}
        onClick={() => sending.join({ id: open.id, headline: open.headline })}
      >
        {say({ zh: '也算我一个', en: 'Me too' })}
      </button>
    </section>
  )
}

export function Emergency({ hotline }: { hotline: string | null }): ReactNode {
  const say = useSay()
  return (
    <section className="card emergency" role="note">
      <Siren className="i" />
      <div className="grow">
        <p className="b">{say({ zh: '有危险，请先打电话', en: 'In danger, please call first' })}</p>
        <p className="t13">
          {say({
            zh: '火警 119·急救 120·报警 110。在这里报的，也按紧急办。',
            en: 'Fire 119 · ambulance 120 · police 110. Reported here it counts as an emergency too.',
          })}
        </p>
      </div>
      {hotline ? <CallLink number={hotline} label={{ zh: '打值班', en: 'Duty desk' }} className="btn s sm tall" /> : null}
    </section>
  )
}

export function Submit({ sending, onPress }: { sending: Sending; onPress: () => void }): ReactNode {
  return <SendFoot wrong={sending.faults.all} label={{ zh: '提交上报', en: 'Send the report' }} isSending={sending.isSending} onSend={onPress} />
}
