// The dialogs of one connection: what was sent, a new address, a new key, its end, and the secret that is shown once.
import { useState, type ReactNode } from 'react'
import type { Connector, Delivery } from '../../core/connect-shapes.ts'
import type { Label } from '../../core/label.ts'
import { sourceLabel } from '../../core/sources.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk } from './ask.ts'
import { Sheet, useToast, useWhen } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Listing } from './listing.tsx'
import { ClassesSheet } from './connector-classes.tsx'
import { ShownOnce } from './shown-once.tsx'

export type Deed = { readonly kind: 'sent' | 'hook' | 'key' | 'revoke' | 'classes'; readonly row: Connector }
export type Shown = { readonly kind: 'key' | 'secret'; readonly text: string }
type Plan = { readonly deed: Deed; readonly mayChange: boolean; readonly onClose: () => void; readonly onDone: (shown: Shown | null) => void }

export function ConnectorSheet(plan: Plan): ReactNode {
  const { kind, row } = plan.deed
  if (kind === 'classes') return <ClassesSheet row={row} mayChange={plan.mayChange && row.revokedAt === null} onClose={plan.onClose} />
  return kind === 'sent' ? <SentSheet {...plan} /> : <ChangeSheet {...plan} kind={kind} />
}

/** Whose system it is: of which organisation, or what it hands down. */
export const whoseIs = ({ organisation, source }: Connector): Label => organisation?.name ?? sourceLabel(source ?? '')

type Changed = Exclude<Deed['kind'], 'sent' | 'classes'>

const titles: Readonly<Record<Exclude<Deed['kind'], 'classes'>, Label>> = {
  sent: { zh: '推送记录', en: 'What was sent' },
  hook: { zh: '推送地址', en: 'Where steps are sent' },
  key: { zh: '换密钥', en: 'A new key' },
  revoke: { zh: '停用对接', en: 'End the connection' },
}
const advice: Readonly<Record<Changed, Label>> = {
  hook: {
    zh: '事项有动静就往这里推送。保存后给一个新的验签密钥，旧的马上作废。留空就不再推送。',
    en: 'Steps are sent here. Saving gives a new secret to check signatures by; the old one ends at once. Empty: nothing is sent.',
  },
  key: {
    zh: '新密钥马上生效，旧的马上作废：先和部门约好时间。',
    en: 'The new key works at once and the old one ends: agree on the time with the department first.',
  },
  revoke: {
    zh: '密钥作废，不再推送，等着的也不送了。停用后不能恢复，要用再开一个。',
    en: 'The key ends, nothing is sent any more. It cannot be undone; connect anew instead.',
  },
}
const fields: Readonly<Record<Changed, Label>> = {
  hook: { zh: '地址', en: 'Address' },
  key: { zh: '用多少天', en: 'Days it lasts' },
  revoke: { zh: '为什么', en: 'Why' },
}
const buttons: Readonly<Record<Changed, Label>> = {
  hook: { zh: '保存', en: 'Save' },
  key: { zh: '换一个', en: 'Make a new key' },
  revoke: { zh: '停用', en: 'End it' },
}

function ChangeSheet({ kind, deed, onClose, onDone }: Plan & { readonly kind: Changed }): ReactNode {
  const say = useSay()
  const [text, setText] = useState(kind === 'key' ? '365' : kind === 'hook' ? (deed.row.hook?.url ?? '') : '')
  const send = async () => {
    const params = { id: deed.row.id }
    if (kind === 'hook') {
      const told = await tell('setHook', { params, body: { url: text.trim() || null } })
      if (!told.ok) return told.label
      onDone(told.answer.secret === null ? null : { kind: 'secret', text: told.answer.secret })
    } else if (kind === 'key') {
      const told = await tell('turnKey', { params, body: { days: Number(text) || 0 } })
      if (!told.ok) return told.label
      onDone({ kind: 'key', text: told.answer.key })
    } else {
      const told = await tell('revokeConnector', { params, body: { reason: text.trim() } })
      if (!told.ok) return told.label
      onDone(null)
    }
    return null
  }
  const of = whoseIs(deed.row)
  const label = { zh: `${titles[kind].zh} · ${of.zh}`, en: `${titles[kind].en} · ${of.en}` }
  return (
    <FormSheet label={label} submit={buttons[kind]} isGrave={kind === 'revoke'} onSend={send} onClose={onClose}>
      <p className="t14 m">{say(advice[kind])}</p>
      <label className="col g1">
        {say(fields[kind])}
        <input
          className="field"
          value={text}
          required={kind !== 'hook'}
          maxLength={kind === 'hook' ? 500 : 200}
          inputMode={kind === 'key' ? 'numeric' : kind === 'hook' ? 'url' : 'text'}
          placeholder={kind === 'hook' ? 'https://' : ''}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </FormSheet>
  )
}

/** The key or the secret of a connection: whoever closes it has to make another. */
export function ShownSecret({ shown, onClose }: { shown: Shown; onClose: () => void }): ReactNode {
  return (
    <ShownOnce
      label={shown.kind === 'key' ? { zh: '对接密钥', en: 'The key' } : { zh: '验签密钥', en: 'The secret for signatures' }}
      advice={{
        zh: '只显示这一次，关上就看不到了。请当面或用加密方式交给部门，不要发群里。',
        en: 'Shown this once. Hand it over in person or encrypted, never in a chat group.',
      }}
      text={shown.text}
      onClose={onClose}
    />
  )
}

const states: Readonly<Record<Delivery['state'], Label>> = {
  waiting: { zh: '等着', en: 'Waiting' },
  delivered: { zh: '送到了', en: 'Delivered' },
  dead: { zh: '没送到', en: 'Given up' },
}

function SentSheet({ deed, mayChange, onClose, onDone }: Plan): ReactNode {
  const say = useSay()
  const when = useWhen()
  const toast = useToast()
  const found = useAsk('deliveries', { params: { id: deed.row.id } })
  const again = async () => {
    const told = await tell('redeliver', { params: { id: deed.row.id }, body: {} })
    toast({ say: told.ok ? { zh: `${told.answer.again} 条重新去送`, en: `${told.answer.again} on their way again` } : told.label })
    onDone(null)
  }
  return (
    <Sheet label={titles.sent} onClose={onClose}>
      <div className="body">
        <header>
          <h2 className="t18">
            {say(titles.sent)} · {say(whoseIs(deed.row))}
          </h2>
        </header>
        <div className="mid">
          <Listing found={found} count={found.data?.rows.length ?? 0} none={{ zh: '还没有推送过', en: 'Nothing was sent yet' }}>
            <ul className="plainlist t14">
              {found.data?.rows.map((row) => (
                <li key={row.id} className="f jb g2 wrap">
                  <span>
                    <b className="b">{row.number}</b> <span className="m">{row.action}</span>{' '}
                    {row.isUp ? <span className="tag">{say({ zh: '报上去', en: 'Handed up' })}</span> : null}
                    <br />
                    <span className="t13 m">
                      {row.outside === null ? '' : `${say({ zh: '对方编号', en: 'Their number' })} ${row.outside} · `}
                      {say(when(row.at))} · {say({ zh: `试了 ${row.tries} 次`, en: `${row.tries} tries` })}
                      {row.fault ? ` · ${say(faultWords(row.fault))}` : ''}
                    </span>
                  </span>
                  <span className={`tag ${row.state === 'dead' ? 'late' : row.state === 'delivered' ? 'brand' : ''}`}>{say(states[row.state])}</span>
                </li>
              ))}
            </ul>
          </Listing>
        </div>
        <footer>
          <button type="button" className="btn s" onClick={onClose}>
            {say({ zh: '关上', en: 'Close' })}
          </button>
          {mayChange && deed.row.sent.dead > 0 && deed.row.revokedAt === null ? (
            <button type="button" className="btn p" onClick={() => void again()}>
              {say({ zh: `没送到的 ${deed.row.sent.dead} 条重新送`, en: `Send the ${deed.row.sent.dead} again` })}
            </button>
          ) : null}
        </footer>
      </div>
    </Sheet>
  )
}

const known: Readonly<Record<string, Label>> = {
  timeout: { zh: '5 秒没有回应', en: 'no answer within 5 seconds' },
  ECONNREFUSED: { zh: '对方没有开着', en: 'nobody listens there' },
  ECONNRESET: { zh: '对方中途断开', en: 'the other side hung up' },
  ENOTFOUND: { zh: '找不到这个域名', en: 'no such host' },
  PRIVATE_ADDRESS: { zh: '域名指向内网，没有送', en: 'the name leads into a private network' },
  stopped: { zh: '对接停了', en: 'the connection ended' },
}
/** A fault as the sender noted it, for people. */
export const faultWords = (fault: string): Label =>
  known[fault] ?? (fault.startsWith('HTTP ') ? { zh: `对方答 ${fault}`, en: `answered ${fault}` } : { zh: fault, en: fault })
