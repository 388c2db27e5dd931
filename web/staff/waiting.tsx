// What waits for the network on this phone: findings and acts, with the time of the press and a way to try again now.
import { ClockArrowUp, CloudUpload, RefreshCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { clockOf } from '../kit/wording.ts'
import { useAgain, useAsk } from './ask.ts'
import { dropFinding, sendFindings, useKeptFindings, type KeptFinding } from './finding-outbox.ts'
import { heldFor, sendWaitingActs, useHeld, waitingActs } from './held.ts'

export function WaitingList(): ReactNode {
  const say = useSay()
  const again = useAgain()
  const person = useAsk('me').data?.viewer?.person ?? ''
  const findings = useKeptFindings(person)
  // Asked anew whenever an act is taken or goes.
  useHeld()
  const acts = waitingActs()
  const [isTrying, setTrying] = useState(false)
  const n = findings.length + acts.length
  if (n === 0) return null
  const retry = async () => {
    setTrying(true)
    const isSent = await sendFindings(person, true)
    await sendWaitingActs()
    setTrying(false)
    if (isSent) again()
  }
  return (
    <section className="card" aria-label={say({ zh: '等网络', en: 'Waiting for the network' })}>
      <header className="f jb ac" style={{ padding: '12px 16px' }}>
        <h2 className="t16">{say({ zh: '等网络', en: 'Waiting for the network' })}</h2>
        <span className="nn">{say({ zh: `${n} 件`, en: `${n}` })}</span>
      </header>
      <ul className="rows">
        {findings.map((finding) => (
          <FindingRow key={finding.act} finding={finding} />
        ))}
        {acts.map((act) => (
          <li key={act.act} className="row">
            <ClockArrowUp className="i" aria-hidden="true" />
            <span className="grow">
              <b className="b">{say(act.label)}</b>
              <br />
              <span className="t13 m">{act.number}</span>
            </span>
            <span className="t13 m">{clockOf(act.until - heldFor)}</span>
          </li>
        ))}
      </ul>
      <div style={{ padding: '8px 16px 14px' }} className="col g2">
        <button type="button" className="btn s w" aria-busy={isTrying} onClick={() => void retry()}>
          <RefreshCw className="i" aria-hidden="true" />
          {say(isTrying ? { zh: '正在交……', en: 'Sending…' } : { zh: '现在再试一次', en: 'Try again now' })}
        </button>
        <p className="t13 m">
          {say({ zh: '存在这台手机里，一有网就自动交，不会交两份。', en: 'Kept on this phone; sent by itself, and only once.' })}
        </p>
      </div>
    </section>
  )
}

function FindingRow({ finding }: { finding: KeptFinding }): ReactNode {
  const say = useSay()
  return (
    <li className="row">
      <ClockArrowUp className="i" aria-hidden="true" />
      <span className="grow">
        <b className="b">{say({ zh: `发现：${finding.title.zh}`, en: `Found: ${finding.title.en}` })}</b>
        <br />
        {finding.refused ? (
          <span className="t13 late">
            {say(finding.refused)}{' '}
            <button type="button" className="btn t sm" onClick={() => void dropFinding(finding.act)}>
              {say({ zh: '不交了', en: 'Drop it' })}
            </button>
          </span>
        ) : (
          <span className="t13 m">
            {finding.photo
              ? say({
                  zh: `带 1 张照片，${Math.ceil(finding.photo.size / 1024)} KB`,
                  en: `with a photo, ${Math.ceil(finding.photo.size / 1024)} kB`,
                })
              : say({ zh: '没有等着传的照片', en: 'no photo waiting' })}
          </span>
        )}
      </span>
      <span className="t13 m">{clockOf(finding.pressedAt)}</span>
    </li>
  )
}

/** After the second tap without a network. */
export function Stored({ onAgain }: { onAgain: () => void }): ReactNode {
  const say = useSay()
  return (
    <div className="page" role="status">
      <CloudUpload className="i brand" style={{ width: 56, height: 56 }} aria-hidden="true" />
      <h1 className="t24">{say({ zh: '现在没网，先替您存着', en: 'No network; kept for you' })}</h1>
      <p className="m">{say({ zh: '一有网就自动交上去，照片也在。接着走就行。', en: 'It is sent by itself, with its photo. Just go on.' })}</p>
      <Link className="btn s w" href="/">
        {say({ zh: '看等网络的', en: 'See what waits' })}
      </Link>
      <button type="button" className="btn p w" onClick={onAgain}>
        {say({ zh: '再报一件', en: 'Report another' })}
      </button>
    </div>
  )
}
