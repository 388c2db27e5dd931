// A new password: the old one and the digits of the authenticator prove who asks; other devices are signed out by it.
import { KeyRound } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain } from './ask.ts'
import { useToast } from './bits.tsx'

type Wish = { readonly old: string; readonly fresh: string; readonly again: string; readonly totp: string }
const empty: Wish = { old: '', fresh: '', again: '', totp: '' }

/** On every page until it is done: whoever gave the password could sign in with it. */
export function GivenPassword(): ReactNode {
  const say = useSay()
  return (
    <p className="note" role="status" style={{ margin: 12 }}>
      <KeyRound className="i" aria-hidden="true" />
      <span>
        {say({ zh: '您的密码是别人给的，请改成自己的。', en: 'Your password was given to you: please choose your own.' })}{' '}
        <Link href="/me">{say({ zh: '现在改', en: 'Change it' })}</Link>
      </span>
    </p>
  )
}

export function Password(): ReactNode {
  const say = useSay()
  const toast = useToast()
  const askAgain = useAgain()
  const [wish, setWish] = useState(empty)
  const [fault, setFault] = useState<Label | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async () => {
    if (isSending) return
    const missing = missingOf(wish)
    setFault(missing)
    if (missing) return
    setSending(true)
    const told = await tell('changePassword', { body: { old: wish.old, fresh: wish.fresh, totp: wish.totp.trim() } })
    setSending(false)
    if (!told.ok) return setFault(told.label)
    setWish(empty)
    askAgain()
    return toast({ say: { zh: '密码改好了，别的设备都退出了', en: 'Password changed; your other devices are signed out' } })
  }
  const field = (name: keyof Wish, label: Label, more: { readonly auto: string; readonly isDigits?: boolean }) => (
    <label>
      {say(label)}
      <input
        className="field"
        type={more.isDigits ? 'text' : 'password'}
        inputMode={more.isDigits ? 'numeric' : 'text'}
        autoComplete={more.auto}
        maxLength={more.isDigits ? 10 : 200}
        value={wish[name]}
        onChange={(event) => setWish({ ...wish, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <details className="pan">
      <summary className="b" style={{ padding: '12px 16px', minHeight: 48, cursor: 'pointer' }}>
        {say({ zh: '改密码', en: 'Change the password' })}
      </summary>
      <form
        className="in col g3"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className="formgrid">
          {field('old', { zh: '现在的密码', en: 'Present password' }, { auto: 'current-password' })}
          {field('totp', { zh: '验证器上的 6 位数字', en: 'Six digits of the authenticator' }, { auto: 'one-time-code', isDigits: true })}
          {field('fresh', { zh: '新密码，至少 12 个字', en: 'New password, at least 12 characters' }, { auto: 'new-password' })}
          {field('again', { zh: '新密码再写一遍', en: 'New password once more' }, { auto: 'new-password' })}
        </div>
        {fault ? (
          <p className="faultbox" role="alert">
            {say(fault)}
          </p>
        ) : null}
        <button type="submit" className="btn s" style={{ alignSelf: 'flex-start' }} aria-busy={isSending}>
          {say(isSending ? { zh: '正在改……', en: 'Changing…' } : { zh: '改成新密码', en: 'Change it' })}
        </button>
        <p className="t13 m">
          {say({
            zh: '改好以后，别的设备上要重新登录。演示身份没有密码。',
            en: 'Afterwards your other devices have to sign in again. People of the demonstration have no password.',
          })}
        </p>
      </form>
    </details>
  )
}

function missingOf({ old, fresh, again, totp }: Wish): Label | null {
  if (old === '') return { zh: '先写现在的密码', en: 'Write the present password first' }
  if (fresh === '') return { zh: '还没写新密码', en: 'The new password is missing' }
  if (fresh !== again) return { zh: '两遍新密码不一样，再写一次', en: 'The two new passwords differ; write them again' }
  if (!/^\s*\d{6}\s*$/.test(totp)) return { zh: '验证器上的数字一共 6 位', en: 'The authenticator shows six digits' }
  return null
}
