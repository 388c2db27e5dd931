// Volunteering by oneself: join a grid, say what one can do, see what was answered, and stop at any time.
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { FormField } from '../../core/shapes.ts'
import { skillNames, skills, type Skill } from '../../core/skills.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { ask, leftNoTrace, useAsked, type Fault } from './ask.ts'
import { CivicPart } from './civic.tsx'
import { GridField, type GridChosen } from './grid-field.tsx'
import { Page, useDistrict } from './page.tsx'
import { keepReceipt } from './receipts.ts'
import { Failed, Loading, SendFoot, Wrong } from './states.tsx'
import { useWhen } from './times.ts'

type Volunteering = Calls['volunteering']['answer']
const title = { zh: '当志愿者', en: 'Volunteering' }

export default function Volunteer(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('volunteering', { params: { district } }, 60)
  const [told, setTold] = useState<Label | null>(null)
  const mine = asked.said
  if (asked.fault?.status === 401) return <SignInFirst />
  if (!mine) return <Page title={title}>{asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : <Loading />}</Page>
  const isIn = mine.grids.length + mine.squads.length > 0
  return (
    <Page title={title} back={`/${district}/hands`} gap={16} read={say({ zh: isIn ? '您是志愿者。' : '想当志愿者，选网格、选会做什么，交上去。', en: 'Volunteering' })}>
      <p className="m">
        {say({ zh: '想去就去，不想去就不去。没有打卡、没有排名，随时可以退出。', en: 'Help when you like. No check-ins, no ranking, and you may stop at any time.' })}
      </p>
      <p role="status" className={told ? 'card pad' : 'sr'}>
        {told ? say(told) : ''}
      </p>
      {mine.waiting.map((each) => (
        <Waiting key={each.number} area={each.area.name} due={each.due} />
      ))}
      {isIn ? <Standing mine={mine} onSaid={asked.put} onTold={setTold} /> : null}
      {isIn ? <CivicPart /> : null}
      {mine.waiting.length === 0 ? <JoinForm mine={mine} isMore={isIn} onJoined={asked.again} /> : null}
    </Page>
  ) // prettier-ignore
}

function SignInFirst(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <Page title={title} back={`/${district}/hands`}>
      <p className="card pad">
        {say({ zh: '先用手机号登录，姓名和电话就不用再填了。', en: 'Sign in first; then name and number need not be asked again.' })}
      </p>
      <Link className="btn p xl" href={`/${district}/sign-in?next=volunteer`}>
        {say({ zh: '手机号登录', en: 'Sign in with your number' })}
      </Link>
    </Page>
  )
}

function Waiting({ area, due }: { area: Label; due: number | null }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  return (
    <section className="card pad col g2" role="status">
      <h2 className="t18">{say({ zh: `交给${area.zh}了，等答复`, en: `Sent to ${area.en}; waiting for an answer` })}</h2>
      {due === null ? null : <p className="m">{say({ zh: `最晚${when.clock(due)}答复您。`, en: `Answered by ${when.clock(due)}.` })}</p>}
      <Link className="btn s" href={`/${district}/my`}>
        {say({ zh: '在「我的事」里看', en: 'See it in My matters' })}
      </Link>
    </section>
  )
}

const skillField: FormField = {
  name: 'skills',
  kind: 'many',
  label: { zh: '我会做什么（可以多选）', en: 'What I can do (choose several)' },
  options: skillNames.map((value) => ({ value, label: skills[value] })),
}
const asField: FormField = {
  name: 'as',
  kind: 'choice',
  optional: true,
  label: { zh: '我是', en: 'I am' },
  options: [
    { value: 'neighbour', label: { zh: '居民群众', en: 'a resident' } },
    { value: 'party', label: { zh: '党员', en: 'a Party member' } },
    { value: 'other', label: { zh: '其他社会力量', en: 'from another body' } },
  ],
}
const wordsField: FormField = { name: 'words', kind: 'longText', optional: true, max: 500, label: { zh: '想说的话', en: 'In your words' } }
const nameField: FormField = { name: 'name', kind: 'text', max: 40, label: { zh: '怎么称呼您', en: 'Your name' } }

const skillsIn = (value: unknown): Skill[] => (Array.isArray(value) ? skillNames.filter((name) => value.includes(name)) : [])
const standingIn = (value: unknown) => (['neighbour', 'party', 'other'] as const).find((each) => each === value)
const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function JoinForm({ mine, isMore, onJoined }: { mine: Volunteering; isMore: boolean; onJoined: () => void }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [isOpen, setOpen] = useState(!isMore)
  const suggested = mine.grids.some(({ id }) => id === mine.suggested?.id) ? null : mine.suggested
  const [grid, setGrid] = useState<GridChosen | null>(suggested)
  const [value, setValue] = useState<AnswerValues>({ skills: mine.skills })
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const [fault, setFault] = useState<Fault | null>(null)
  const [isSending, setSending] = useState(false)
  const ids = useRef({ act: newActId(), id: newActId() })
  const fields = [...(mine.isNamed ? [] : [nameField]), skillField, asField, wordsField]
  const send = () => {
    const missing = { ...(grid ? {} : { area: { zh: '还差这一项：哪个网格', en: 'Still needed: which grid' } }), ...missingIn(fields, value) }
    setErrors(missing)
    if (isSending || !grid || Object.keys(missing).length > 0) return
    setSending(true)
    const as = standingIn(value['as'])
    const [words, name] = [textIn(value['words']), textIn(value['name'])]
    const body = { ...ids.current, area: grid.id, skills: skillsIn(value['skills']), ...(as ? { as } : {}), ...(words ? { words } : {}), ...(name ? { name } : {}) } // prettier-ignore
    void ask('volunteer', { params: { district }, body }).then((answer) => {
      setSending(false)
      setFault(answer.ok ? null : answer.fault)
      if (answer.ok || leftNoTrace(answer.fault)) ids.current = { act: newActId(), id: newActId() }
      if (!answer.ok) return answer.fault.field ? setErrors({ [answer.fault.field]: answer.fault.say }) : undefined
      keepReceipt(district, { receipt: answer.said.receipt, headline: say({ zh: `想当志愿者 · ${grid.name.zh}`, en: `Volunteering · ${grid.name.en}` }), at: Date.now() }) // prettier-ignore
      return onJoined()
    })
  }
  if (!isOpen)
    return (
      <button type="button" className="btn s" onClick={() => setOpen(true)}>
        {say({ zh: '再加入一个网格', en: 'Join another grid' })}
      </button>
    )
  return (
    <section className="col g4">
      <GridField value={grid} onChange={setGrid} fault={errors['area'] ?? null} />
      <AnswerForm fields={fields} value={value} onChange={setValue} errors={errors} district={district} />
      <SendFoot
        wrong={fault?.field ? null : fault?.say}
        label={{ zh: '我想当志愿者', en: 'I want to volunteer' }}
        isSending={isSending}
        onSend={send}
      />
    </section>
  )
}

type StandingProps = {
  readonly mine: Volunteering
  readonly onSaid: (said: Volunteering) => void
  readonly onTold: (words: Label) => void
}
function Standing({ mine, onSaid, onTold }: StandingProps): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [value, setValue] = useState<AnswerValues>({ skills: mine.skills })
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const keep = () => {
    const missing = missingIn([skillField], value)
    setErrors(missing)
    if (Object.keys(missing).length > 0) return
    void ask('mySkills', { params: { district }, body: { skills: skillsIn(value['skills']) } }).then((answer) => {
      onTold(answer.ok ? { zh: '记下了', en: 'Kept' } : answer.fault.say)
      if (answer.ok) onSaid(answer.said)
    })
  }
  const left = (said: Volunteering) => {
    onTold({ zh: '退出了，谢谢您', en: 'You stopped. Thank you' })
    onSaid(said)
  }
  return (
    <>
      <section className="col g2">
        <h2 className="sec">{say({ zh: '我在', en: 'I am in' })}</h2>
        <ul className="card rows">
          {mine.grids.map((grid) => (
            <Place key={grid.id} name={grid.name} note={null} running={mine.running} body={{ grid: grid.id }} onLeft={left} />
          ))}
          {mine.squads.map((squad) => (
            <Place key={squad.id} name={squad.name} note={wordsOf(squad.skills)} running={mine.running} body={{ squad: squad.id }} onLeft={left} />
          ))}
        </ul>
      </section>
      <section className="col g3">
        <AnswerForm fields={[skillField]} value={value} onChange={setValue} errors={errors} district={district} />
        <button type="button" className="btn s" onClick={keep}>
          {say({ zh: '存好会做什么', en: 'Keep what I can do' })}
        </button>
      </section>
    </>
  )
}

const wordsOf = (names: readonly string[]): Label => {
  const known = skillNames.filter((name) => names.includes(name))
  return { zh: known.map((name) => skills[name].zh).join('、'), en: known.map((name) => skills[name].en).join(', ') }
}

type PlaceProps = {
  readonly name: Label
  readonly note: Label | null
  /** what they took and have not done */ readonly running: number
  readonly body: Calls['stopVolunteering']['body']
  readonly onLeft: (said: Volunteering) => void
}
function Place({ name, note, running, body, onLeft }: PlaceProps): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [isAsked, setAsked] = useState(false)
  const [fault, setFault] = useState<Label | null>(null)
  const stop = () =>
    void ask('stopVolunteering', { params: { district }, body }).then((answer) => (answer.ok ? onLeft(answer.said) : setFault(answer.fault.say)))
  return (
    <li className="col g2 pad">
      <div className="f jb ac wrap g2">
        <span className="grow">
          <span className="block b">{say(name)}</span>
          {note ? <span className="block t13 m">{say(note)}</span> : null}
        </span>
        {isAsked ? null : (
          <button type="button" className="btn t" aria-label={say({ zh: `退出${name.zh}`, en: `Stop: ${name.en}` })} onClick={() => setAsked(true)}>
            {say({ zh: '退出', en: 'Stop' })}
          </button>
        )}
      </div>
      {isAsked ? (
        <>
          <p className="t14">
            {say(
              running > 0
                ? { zh: `您手上还有 ${running} 件没做完。从这里认领的会还给大家，别人接着做。`, en: `You have ${running} unfinished. What you took here goes back to the others.` }
                : { zh: '退出以后不再收到这里的呼叫，想回来可以再加入。', en: 'You will not be asked here any more; you may join again.' },
            )}
          </p>
          <div className="f g2 wrap">
            <button type="button" className="btn s grow" onClick={stop}>
              {say({ zh: '真的退出', en: 'Yes, stop' })}
            </button>
            <button type="button" className="btn t" onClick={() => setAsked(false)}>
              {say({ zh: '先不', en: 'Not now' })}
            </button>
          </div>
        </>
      ) : null}
      <Wrong say={fault} />
    </li>
  ) // prettier-ignore
}
