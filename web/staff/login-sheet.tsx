// Giving somebody a login, or a new one for a lost phone or password: what happens is said first, then login, password and authenticator are shown once.
import type { ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { useSay } from '../kit/say.tsx'
import { tell } from './ask.ts'
import { FormSheet } from './form-sheet.tsx'
import { Secret, ShownOnce } from './shown-once.tsx'

type Posting = Calls['postings']['answer']['rows'][number]
export type GivenLogin = { readonly name: string; readonly given: Calls['giveLogin']['answer'] }

type Plan = { readonly posting: Posting; readonly onClose: () => void; readonly onGiven: (shown: GivenLogin) => void }

export function LoginSheet({ posting, onClose, onGiven }: Plan): ReactNode {
  const say = useSay()
  const { id, name } = posting.person
  const isAnew = posting.hasLogin === true
  const send = async (form: HTMLFormElement) => {
    const login = String(new FormData(form).get('login') ?? '').trim()
    const told = await tell('giveLogin', { params: { person: id }, body: login === '' ? {} : { login } })
    if (!told.ok) return told.label
    onGiven({ name, given: told.answer })
    return null
  }
  return (
    <FormSheet
      label={isAnew ? { zh: `重新给${name}登录`, en: `A new login for ${name}` } : { zh: `给${name}登录`, en: `A login for ${name}` }}
      submit={isAnew ? { zh: '重新给', en: 'Give it anew' } : { zh: '给登录', en: 'Give it' }}
      isGrave={isAnew}
      onSend={send}
      onClose={onClose}
    >
      <p className="t14">
        {say(
          isAnew
            ? {
                zh: '换了手机或忘了密码时用。旧密码、旧验证器马上作废，他在所有设备上都会退出。先当面或打电话确认是本人。',
                en: 'For a lost phone or password. The old password and authenticator end at once, and every device is signed out. Make sure first that it is this person who asks.',
              }
            : {
                zh: '会给出登录名、密码和手机验证器的二维码，只显示一次。',
                en: 'Gives a login, a password and a code for the authenticator, shown once.',
              },
        )}
      </p>
      <label>
        {say(
          isAnew
            ? { zh: '登录名（不填就不变）', en: 'Login (empty: as it is)' }
            : { zh: '登录名（可以不填，自动取一个）', en: 'Login (empty: one is made up)' },
        )}
        <input className="field w" name="login" maxLength={60} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="zhang.san" />
      </label>
    </FormSheet>
  )
}

export function LoginShown({ shown, onClose }: { shown: GivenLogin; onClose: () => void }): ReactNode {
  const say = useSay()
  const { login, password, setup, qr } = shown.given
  const edge = qr.size + 8
  return (
    <ShownOnce
      label={{ zh: `${shown.name}的登录`, en: `The login of ${shown.name}` }}
      advice={{
        zh: '只显示这一次，关上就看不到了。请当面交给本人，让他现在就用手机验证器扫码，登录后在“我的”里改密码；不要发群里。',
        en: 'Shown this once. Hand it over in person: scan the code with an authenticator now, and change the password under your name after signing in. Never in a chat group.',
      }}
      text={`${login}\n${password}\n${setup}`}
      onClose={onClose}
    >
      <p className="sec">{say({ zh: '登录名', en: 'Login' })}</p>
      <Secret text={login} />
      <p className="sec">{say({ zh: '密码', en: 'Password' })}</p>
      <Secret text={password} />
      <p className="sec">{say({ zh: '手机验证器（扫码，或把链接粘进去）', en: 'Authenticator (scan, or paste the link)' })}</p>
      <svg
        role="img"
        aria-label={say({ zh: '验证器的二维码', en: 'Code for the authenticator' })}
        viewBox={`-4 -4 ${edge} ${edge}`}
        width={216}
        height={216}
        shapeRendering="crispEdges"
        style={{ background: '#fff', alignSelf: 'center', flex: 'none' }}
      >
        <path d={qr.path} fill="#000" />
      </svg>
      <Secret text={setup} />
    </ShownOnce>
  )
}
