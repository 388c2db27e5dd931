// Signing in for staff: name, password and the six digits of the phone; in a demonstration also by choosing a person.
import { useState, type ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk, useDistrict } from './ask.ts'
import { LanguageButton } from './choices-of-mine.tsx'
import { Mark } from '../kit/phase-marks.tsx'

export function SignIn(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const again = useAgain()
  const shop = useAsk('district')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async () => {
    if (isSending) return
    if (!login.trim() || !password) return setFault(say({ zh: '账号和密码都要填', en: 'Login and password are needed' }))
    if (!/^\d{6}$/.test(totp.trim()))
      return setFault(say({ zh: '动态码是 6 位数字，看手机上的验证器', en: 'The code has 6 digits; look at your authenticator' }))
    setSending(true)
    const told = await tell('signInStaff', { body: { login: login.trim(), password, totp: totp.trim() } })
    setSending(false)
    if (!told.ok) return setFault(say(told.label))
    return again()
  }
  return (
    <main className="signin">
      <div>
        <div className="f ac g3">
          <Mark size={40} />
          <div className="grow">
            <h1 className="t24">{say({ zh: '呼应·工作端', en: 'Huying for staff' })}</h1>
            <p className="m">{shop.data ? say(shop.data.name) : ''}</p>
          </div>
          <LanguageButton />
        </div>
        <form
          className="card col g4"
          style={{ padding: 20 }}
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <label className="col g2">
            <span className="sec">{say({ zh: '账号', en: 'Login' })}</span>
            <input
              className="field w"
              value={login}
              onChange={(event) => setLogin(event.target.value)}
              autoComplete="username"
              autoCapitalize="none"
            />
          </label>
          <label className="col g2">
            <span className="sec">{say({ zh: '密码', en: 'Password' })}</span>
            <input
              className="field w"
              type="password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
            />
          </label>
          <label className="col g2">
            <span className="sec">{say({ zh: '动态码（手机验证器上的 6 位）', en: 'Code (6 digits from your authenticator)' })}</span>
            <input
              className="field w"
              inputMode="numeric"
              maxLength={6}
              value={totp}
              onChange={(event) => setTotp(event.target.value)}
              autoComplete="one-time-code"
            />
          </label>
          {fault ? (
            <p className="t14 late" role="alert">
              {fault}
            </p>
          ) : null}
          <button type="submit" className="btn p w" aria-busy={isSending}>
            {say(isSending ? { zh: '正在登录……', en: 'Signing in…' } : { zh: '登录', en: 'Sign in' })}
          </button>
        </form>
        {shop.data?.demo ? (
          <a className="btn s w" href={`/demo/${district}`}>
            {say({ zh: '这是演示：选一个人来看看', en: 'Demonstration: choose a person' })}
          </a>
        ) : null}
        <p className="t13 m">
          {say({ zh: '换了手机或忘了密码，找区里的系统管理员。', en: "New phone or lost password? Ask the district's system administrator." })}
        </p>
      </div>
    </main>
  )
}
