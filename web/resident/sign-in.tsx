// Sign in with a code sent to the phone; reporting never needs it.
import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Label } from '../../core/label.ts'
import { phoneFault } from '../kit/phone.ts'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { ask, forgetSeen } from './ask.ts'
import { Page, useDistrict } from './page.tsx'
import { Wrong } from './states.tsx'

export default function SignIn(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [, go] = useLocation()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState<{ demoCode: string | null } | null>(null)
  const [wait, setWait] = useState(0)
  const [fault, setFault] = useState<{ field: 'phone' | 'code'; say: Label } | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (wait <= 0) return
    const beat = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(beat)
  }, [wait])
  const sendCode = () => {
    const wrong = phoneFault(phone)
    if (wrong) return setFault({ field: 'phone', say: wrong })
    setBusy(true)
    void ask('sendCode', { params: { district }, body: { phone: phone.replace(/[\s-]/g, '') } }).then((answer) => {
      setBusy(false)
      if (!answer.ok) {
        if (answer.fault.wait) setWait(answer.fault.wait)
        return setFault({ field: 'phone', say: answer.fault.say })
      }
      setFault(null)
      setSent({ demoCode: answer.said.demoCode })
      setWait(answer.said.waitSeconds)
    })
  }
  const signIn = () => {
    if (code.trim() === '') return setFault({ field: 'code', say: { zh: '填短信里的数字', en: 'Enter the digits from the message' } })
    setBusy(true)
    void ask('signInPhone', { params: { district }, body: { phone: phone.replace(/[\s-]/g, ''), code: code.trim() } }).then((answer) => {
      setBusy(false)
      if (!answer.ok) return setFault({ field: 'code', say: answer.fault.say })
      forgetSeen()
      // whoever came to join goes on there
      go(`/${district}/${new URLSearchParams(location.search).get('next') === 'volunteer' ? 'volunteer' : 'my'}`, { replace: true })
    })
  }
  const foot = (
    <button type="button" className="btn p xl w" aria-busy={isBusy} onClick={sent ? signIn : sendCode}>
      {say(sent ? { zh: '登录', en: 'Sign in' } : { zh: '收验证码', en: 'Send me a code' })}
    </button>
  )
  return (
    <Page title={{ zh: '手机号登录', en: 'Sign in' }} foot={foot}>
      <form
        className="col g4"
        onSubmit={(event) => {
          event.preventDefault()
          if (sent) signIn()
          else sendCode()
        }}
      >
        <p className="m">
          {say({ zh: '登录后换手机也能看自己的事。上报不用登录。', en: 'Signed in, you see your matters on any phone. Reporting needs no sign-in.' })}
        </p>
        <div className="col g2">
          <label className="sec" htmlFor="phone">
            {say({ zh: '手机号', en: 'Mobile number' })}
          </label>
          <input
            id="phone"
            className="field w"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={20}
            value={phone}
            aria-invalid={fault?.field === 'phone'}
            aria-describedby={fault?.field === 'phone' ? 'fault' : undefined}
            onChange={(event) => setPhone(event.target.value)}
          />
        </div>
        {sent ? (
          <div className="col g2">
            <label className="sec" htmlFor="code">
              {say({ zh: '验证码', en: 'Code' })}
            </label>
            <input
              id="code"
              className="field w mono codefield"
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              maxLength={10}
              value={code}
              aria-invalid={fault?.field === 'code'}
              aria-describedby={fault?.field === 'code' ? 'fault' : undefined}
              onChange={(event) => setCode(event.target.value)}
            />
            {sent.demoCode ? (
              <p className="note">
                {say({
                  zh: `演示：没有真的发短信，验证码是 ${sent.demoCode}`,
                  en: `Demonstration: no message is sent. The code is ${sent.demoCode}`,
                })}
              </p>
            ) : null}
            <button type="button" className="btn t" aria-disabled={wait > 0} onClick={wait > 0 ? undefined : sendCode}>
              {say(wait > 0 ? { zh: `${wait} 秒后可以再发`, en: `Again in ${wait} s` } : { zh: '没收到？再发一次', en: 'Nothing came? Send again' })}
            </button>
          </div>
        ) : null}
        <Wrong id="fault" say={fault?.say} />
      </form>
    </Page>
  )
}
