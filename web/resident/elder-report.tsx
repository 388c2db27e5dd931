// Elder mode's report in two steps: say it, then where; whatever is missing a person asks by telephone.
import { CircleCheck, HeartHandshake, LocateFixed, Mic, Square } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import { phoneFault } from '../kit/phone.ts'
import { noMicrophone, useRecorder } from '../kit/recorder.ts'
import { useSay } from '../kit/say.tsx'
import { useAsked } from './ask.ts'
import { useDraft, type Drafting } from './draft.ts'
import { setMode } from './mode.ts'
import { Page, useDistrict } from './page.tsx'
import { findHere } from './place-part.tsx'
import { Voice } from './report-parts.tsx'
import { useSending, type Sending } from './send.ts'
import { SendFoot, Wrong } from './states.tsx'

export default function ElderReport(): ReactNode {
  const district = useDistrict()
  const drafting = useDraft(`${district}/elder/report`)
  const sending = useSending(district, { ...drafting, draft: { ...drafting.draft, category: drafting.draft.category ?? 'other' } })
  const [step, setStep] = useState<1 | 2>(1)
  useEffect(() => void setMode('elder'), [])
  return step === 1 ? (
    <Tell drafting={drafting} onNext={() => setStep(2)} />
  ) : (
    <Where drafting={drafting} sending={sending} onBack={() => setStep(1)} />
  )
}

function Tell({ drafting, onNext }: { drafting: Drafting; onNext: () => void }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { draft, change } = drafting
  const [fault, setFault] = useState<Label | null>(null)
  const [isTyping, setTyping] = useState(false)
  const recorder = useRecorder((note) => change({ voice: note }))
  const isOn = recorder.state === 'on'
  const next = () =>
    draft.voice || draft.what.trim() ? onNext() : setFault({ zh: '先说一句，或者打几个字', en: 'Say something first, or type a few words' })
  const foot = (
    <>
      <Wrong say={fault} isLarge />
      <button type="button" className="btn p w huge" onClick={next}>
        {say({ zh: '对的，下一步', en: 'Right, next' })}
      </button>
      <Link className="btn s w" href={`/${district}/officer`}>
        <HeartHandshake className="i" />
        {say({ zh: '请网格员帮我填', en: 'Let the officer fill it in' })}
      </Link>
    </>
  )
  return (
    <Page
      title={{ zh: '出了什么事？', en: 'What happened?' }}
      back={`/${district}/elder`}
      foot={foot}
      gap={16}
      read={say({
        zh: '第 1 步，共 2 步。出了什么事？按一下绿色的大圆，说出来，说完再按一下。',
        en: 'Step 1 of 2. What happened? Press the large green circle, say it, press again.',
      })}
    >
      <div>
        <p className="m">{say({ zh: '第 1 步，共 2 步', en: 'Step 1 of 2' })}</p>
        <h2 className="ask">{say({ zh: '出了什么事？', en: 'What happened?' })}</h2>
      </div>
      {draft.voice ? (
        <section className="card pad18 heard">
          <p className="m">{say({ zh: '您说的话，可以再听一遍：', en: 'What you said; listen again:' })}</p>
          <Voice note={draft.voice} onDrop={() => change({ voice: null })} />
        </section>
      ) : null}
      <div className="col ac g3 auto">
        <button
          type="button"
          className="bigmic"
          data-on={isOn}
          aria-pressed={isOn}
          aria-label={say(isOn ? { zh: '说完了', en: 'Stop' } : { zh: '按一下开始说', en: 'Press and speak' })}
          onClick={isOn ? recorder.stop : recorder.start}
        >
          {isOn ? <Square className="i" /> : <Mic className="i" />}
        </button>
        <p aria-live="polite">
          {say(
            isOn
              ? { zh: `正在听，${recorder.seconds} 秒。说完再按一下`, en: `Listening, ${recorder.seconds} s. Press when done` }
              : draft.voice
                ? { zh: '不对？按一下再说一遍', en: 'Not right? Press and say it again' }
                : { zh: '按一下，说出来', en: 'Press, and say it' },
          )}
        </p>
        {recorder.state === 'refused' || recorder.state === 'missing' ? <p>{say(noMicrophone)}</p> : null}
      </div>
      {isTyping || draft.what || recorder.state === 'refused' || recorder.state === 'missing' ? (
        <textarea
          className="field w"
          rows={3}
          maxLength={2000}
          aria-label={say({ zh: '打字说', en: 'In writing' })}
          placeholder={say({ zh: '打字也行', en: 'Typing is fine too' })}
          value={draft.what}
          onChange={(event) => change({ what: event.target.value })}
        />
      ) : (
        <button type="button" className="btn t" onClick={() => setTyping(true)}>
          {say({ zh: '我想打字', en: 'I would rather type' })}
        </button>
      )}
    </Page>
  )
}

function Where({ drafting, sending, onBack }: { drafting: Drafting; sending: Sending; onBack: () => void }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { draft, change } = drafting
  const [note, setNote] = useState<Label | null>(null)
  const near = useAsked(
    'near',
    draft.place ? { params: { district }, query: { lon: String(draft.place.lon), lat: String(draft.place.lat) } } : null,
  ).said
  const [fault, setFault] = useState<Label | null>(null)
  const send = () => {
    const words = draft.placeWords.trim()
    if (!draft.place && words === '' && draft.phone.trim() === '')
      return setFault({ zh: '说一下在哪里，或者留个电话，我们打给您', en: 'Say where, or leave a number and we call you' })
    const wrong = draft.phone.trim() ? phoneFault(draft.phone) : null
    if (wrong) return setFault(wrong)
    setFault(null)
    const what = [draft.what.trim() || '（语音上报，请听录音）', words ? `地点：${words}` : ''].filter(Boolean).join('。')
    sending.send({
      title: { zh: draft.what.trim().slice(0, 20) || '语音上报', en: draft.what.trim().slice(0, 40) || 'Voice report' },
      body: { what },
      isPlaced: true,
    })
  }
  const problem = fault ?? sending.faults.all ?? sending.faults.phone ?? sending.faults.place
  const foot = (
    <>
      <SendFoot wrong={problem} label={{ zh: '交上去', en: 'Send it' }} isSending={sending.isSending} isHuge onSend={send} />
      <button type="button" className="btn s w" onClick={onBack}>
        {say({ zh: '回上一步', en: 'Back one step' })}
      </button>
    </>
  )
  return (
    <Page
      title={{ zh: '在哪里？', en: 'Where?' }}
      back={`/${district}/elder`}
      foot={foot}
      gap={16}
      read={say({
        zh: '第 2 步，共 2 步。在哪里？按我就在旁边，或者打几个字。留个电话，我们打给您。最后按交上去。',
        en: 'Step 2 of 2. Where is it? Press “I am there now”, or type. Leave a number and we call you. Then press send.',
      })}
    >
      <div>
        <p className="m">{say({ zh: '第 2 步，共 2 步', en: 'Step 2 of 2' })}</p>
        <h2 className="ask">{say({ zh: '在哪里？', en: 'Where is it?' })}</h2>
      </div>
      <button
        type="button"
        className="choice"
        aria-pressed={draft.place !== null}
        onClick={() => findHere({ onFound: (place) => change({ place }), onNote: setNote })}
      >
        {draft.place ? <CircleCheck className="i" /> : <LocateFixed className="i" />}
        <span>
          <b>{say(draft.place ? (near?.place ?? { zh: '位置记下了', en: 'Position noted' }) : { zh: '我就在旁边', en: 'I am there now' })}</b>
        </span>
      </button>
      {note ? (
        <p role="status">
          {say({
            zh: note.zh.replace('请从村、社区里选', '请打几个字说在哪里'),
            en: note.en.replace('please choose a village', 'please type where'),
          })}
        </p>
      ) : null}
      <label className="col g2">
        <span className="b">{say({ zh: '或者说地方', en: 'Or in words' })}</span>
        <input
          className="field w"
          maxLength={200}
          value={draft.placeWords}
          placeholder={say({ zh: '比如：村口桥边', en: 'By the bridge' })}
          onChange={(event) => change({ placeWords: event.target.value })}
        />
      </label>
      <label className="col g2">
        <span className="b">{say({ zh: '您的电话（可以不留）', en: 'Your number (optional)' })}</span>
        <input
          className="field w"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={draft.phone}
          onChange={(event) => change({ phone: event.target.value.replace(/[^\d\s-]/g, '') })}
        />
      </label>
    </Page>
  )
}
