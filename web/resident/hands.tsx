// Lending a hand: what the grid asks volunteers to do, what I took, and the way to say it is done.
import { HandHeart, LoaderCircle } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Hand } from '../../core/hands.ts'
import type { Label } from '../../core/label.ts'
import type { Choice } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { ask, leftNoTrace, useAsked, type Fault } from './ask.ts'
import './more.css'
import { Page, useDistrict } from './page.tsx'
import { Houses } from './pictures.tsx'
import { Failed, Loading, Wrong } from './states.tsx'
import { useWhen } from './times.ts'

const title = { zh: '搭把手', en: 'Lend a hand' }

export default function Hands(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const me = useAsked('me', { params: { district } })
  const isVolunteer = me.said?.viewer?.postings.some(({ post }) => post === 'volunteer' || post === 'squadMember') ?? false
  const asked = useAsked('hands', isVolunteer ? { params: { district } } : null, 60)
  const [told, setTold] = useState<Label | null>(null)
  const rows = asked.said?.rows ?? []
  const done = (said: { readonly rows: readonly Hand[] }, words: Label) => {
    asked.put({ rows: [...said.rows] })
    setTold(words)
  }
  if (!me.said) return <Page title={title}>{me.fault ? <Failed fault={me.fault} again={me.again} /> : <Loading />}</Page>
  if (!isVolunteer)
    return (
      <Page title={title}>
        <Join isSignedIn={me.said.viewer !== null} />
      </Page>
    )
  const part = (heading: Label, list: readonly Hand[]) =>
    list.length === 0 ? null : (
      <section className="col g2">
        <h2 className="sec">{say(heading)}</h2>
        <ul className="col g2">
          {list.map((hand) => (
            <HandCard key={hand.id} hand={hand} onDone={done} onGone={asked.again} />
          ))}
        </ul>
      </section>
    )
  return (
    <Page title={title} read={[say(told ?? title), ...rows.map(({ what }) => what)].join('。')}>
      <p role="status" className={told ? 'card pad' : 'sr'}>
        {told ? say(told) : ''}
      </p>
      {!asked.said && asked.fault ? (
        <Failed fault={asked.fault} again={asked.again} />
      ) : !asked.said ? (
        <Loading />
      ) : rows.length === 0 ? (
        <None />
      ) : null}
      {part(
        { zh: '我认领的', en: 'Taken by me' },
        rows.filter(({ standing }) => standing !== 'offered'),
      )}
      {part(
        { zh: '等人搭把手', en: 'Waiting for a hand' },
        rows.filter(({ standing }) => standing === 'offered'),
      )}
      <Link className="btn s" href={`/${district}/carry`}>
        {say({ zh: '替邻居报一件', en: 'Report for a neighbour' })}
      </Link>
      <Link className="btn t" href={`/${district}/volunteer`}>
        {say({ zh: '我会做什么、退出', en: 'What I can do, or stop' })}
      </Link>
    </Page>
  )
}

const thanks: Readonly<Record<string, Label>> = {
  claim: { zh: '您认领了，谢谢。办好以后回来点一下「办好了」。', en: 'It is yours, thank you. Come back and press “Done”.' },
  finish: { zh: '记下了，网格员会去看看。谢谢您。', en: 'Noted. The grid officer will look at it. Thank you.' },
  giveBack: { zh: '没关系，这件事又在等别人了。', en: 'Never mind, it waits for somebody else again.' },
}
const until: Readonly<Record<Hand['standing'], Label>> = {
  offered: { zh: '等人认领到', en: 'Open until' },
  mine: { zh: '最晚', en: 'Please by' },
  checking: { zh: '网格员最晚去看的时间', en: 'Checked by' },
}

type CardProps = {
  readonly hand: Hand
  readonly onDone: (said: { readonly rows: readonly Hand[] }, words: Label) => void
  /** somebody else was quicker, or it ended */ readonly onGone: () => void
}

function HandCard({ hand, onDone, onGone }: CardProps): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const [form, setForm] = useState<Choice | null>(null)
  const [value, setValue] = useState<AnswerValues>({})
  const [missing, setMissing] = useState<Readonly<Record<string, Label>>>({})
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const act = useRef({ id: newActId(), of: '' })
  const send = (choice: Choice) => {
    if (sending) return
    const lacks = missingIn(choice.form, value)
    setMissing(lacks)
    if (Object.keys(lacks).length > 0) return
    // an id stands for one act: what was meant otherwise after a silence is another
    if (act.current.of !== choice.action) act.current = { id: newActId(), of: choice.action }
    setSending(choice.action)
    void ask('hand', {
      params: { district, id: hand.id },
      body: { act: act.current.id, action: choice.action, answers: choice.form.length > 0 ? { ...value } : {} },
    }).then((answer) => {
      setSending(null)
      setFault(answer.ok ? null : answer.fault)
      if (answer.ok || leftNoTrace(answer.fault)) act.current = { id: newActId(), of: '' }
      if (answer.ok) {
        setForm(null)
        setValue({})
        onDone(answer.said, thanks[choice.action] ?? choice.label)
      } else if (answer.fault.status === 409) onGone()
    })
  }
  return (
    <li className="card pad col g3">
      <div className="col g1">
        <p className="t18">{hand.what}</p>
        <p className="t14 m">{say(hand.place)}</p>
        {hand.squad ? (
          <p>
            <span className="tag brand">{say(hand.squad)}</span>
          </p>
        ) : null}
        <p className="t14 m">
          {say(until[hand.standing])} <span className="nw">{when.clock(hand.due)}</span>
        </p>
        {hand.standing === 'checking' ? (
          <p className="t14">{say({ zh: '您说办好了，等网格员去看看', en: 'You said it is done; the officer will look' })}</p>
        ) : null}
      </div>
      {form ? <AnswerForm fields={form.form} value={value} onChange={setValue} errors={missing} district={district} /> : null}
      <Wrong
        say={
          fault?.code === 'not-here' ? { zh: '别人先认领了，或者已经不用了。', en: 'Somebody was quicker, or it is no longer needed.' } : fault?.say
        }
      />
      <div className="f g2 wrap">
        {hand.choices
          .filter((choice) => form === null || choice.action === form.action)
          .map((choice) => (
            <button
              key={choice.action}
              type="button"
              className={`btn grow ${choice.tone === 'main' ? 'p' : 's'}`}
              aria-busy={sending === choice.action}
              onClick={() => (choice.form.length > 0 && form === null ? setForm(choice) : send(choice))}
            >
              {sending === choice.action ? <LoaderCircle className="i spin" /> : null}
              {say(choice.label)}
            </button>
          ))}
        {form ? (
          <button type="button" className="btn t" onClick={() => setForm(null)}>
            {say({ zh: '先不交', en: 'Not yet' })}
          </button>
        ) : null}
      </div>
      <p className="t13 q">{hand.number}</p>
    </li>
  )
}

function None(): ReactNode {
  const say = useSay()
  return (
    <section className="empty col ac g3 tc">
      <Houses />
      <h2 className="t20">{say({ zh: '现在没有要搭把手的事', en: 'Nothing needs a hand now' })}</h2>
      <p className="m narrow">{say({ zh: '您的网格有事找志愿者时，会出现在这里。', en: 'When your grid asks for volunteers, it appears here.' })}</p>
    </section>
  )
}

/** Whoever is no volunteer yet may ask to become one; a name and a number are those of the account. */
function Join({ isSignedIn }: { isSignedIn: boolean }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <section className="empty col ac g3 tc">
      <HandHeart className="i brand" style={{ width: 56, height: 56 }} />
      <h2 className="t20">{say({ zh: '邻里的小事，搭把手', en: 'Small things among neighbours' })}</h2>
      <p className="m narrow">
        {say({
          zh: '网格里登记过的志愿者，在这里认领身边的事。想去就去，没有任务、没有打卡、不排名。',
          en: 'Volunteers of a grid take up small things nearby, when they like: no duties, no check-ins, no ranking.',
        })}
      </p>
      {isSignedIn ? (
        <Link className="btn p xl" href={`/${district}/volunteer`}>
          {say({ zh: '我想当志愿者', en: 'I want to volunteer' })}
        </Link>
      ) : (
        <Link className="btn p xl" href={`/${district}/sign-in?next=volunteer`}>
          {say({ zh: '登录以后加入', en: 'Sign in to join' })}
        </Link>
      )}
      <Link className="btn t" href={`/${district}/officer`}>
        {say({ zh: '找我的网格员', en: 'My grid officer' })}
      </Link>
    </section>
  )
}
