// Other systems, departments' own and those above the district: which are connected, by which key, where steps are sent and what came of it; made, turned and ended here.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import type { Connector } from '../../core/connect-shapes.ts'
import type { Label } from '../../core/label.ts'
import { sourceLabel, upperSources } from '../../core/sources.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk, type Told } from './ask.ts'
import { Empty, Fault, useToast, useWhen, Wait } from './bits.tsx'
import { ConnectorSheet, faultWords, ShownSecret, whoseIs, type Deed, type Shown } from './connector-sheets.tsx'
import { FormPanel } from './form-sheet.tsx'

export function ConnectorsScreen(): ReactNode {
  const say = useSay()
  const again = useAgain()
  const found = useAsk('connectors', { every: 15_000 })
  const [isAdding, setAdding] = useState(false)
  const [shown, show] = useState<Shown | null>(null)
  const [deed, setDeed] = useState<Deed | null>(null)
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  const { rows, mayChange, organisations } = found.data
  const done = (next: Shown | null) => {
    setDeed(null)
    show(next)
    again('connectors')
    again('deliveries')
  }
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '系统对接', en: 'Connections' })}</h1>
        {mayChange ? (
          <button type="button" className="btn soft" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {say({ zh: '开一个对接', en: 'Connect a system' })}
          </button>
        ) : null}
      </div>
      <p className="t14 m">
        {say({
          zh: '部门自己的业务系统凭密钥来取本单位的事项、照经办人的权限办理；事项有动静，签名推送过去，只有编号、动作、状态和时限，不含任何人写的话。它办的每一步，在事项进展里都标明“部门业务系统”。',
          en: 'A department’s own system comes with a key, reads its matters and acts as its officer may. Steps are sent to it signed: number, step, state and due time, never what anybody wrote. What it does is marked in the story of the matter.',
        })}
      </p>
      <p className="t14 m">
        {say({
          zh: '市级平台、12345 热线用它们的编号把事项转下来，看办到哪一步，收到给上报人的答复，回访结果也从这里回来；走其他途径的和提级呼叫，也告诉市级平台。姓名、电话不出去。',
          en: 'The city platform and the 12345 hotline hand matters down by their own numbers, read where they stand, get the reply and relay what the caller said afterwards; what goes another lawful path or was escalated is told to the platform. Never names, never phones.',
        })}
      </p>
      {isAdding ? <AddConnector organisations={organisations} onAdded={(next) => { setAdding(false); done(next) }} /> : null /* prettier-ignore */}
      {rows.length === 0 ? (
        <Empty
          say={{
            zh: '还没有系统接进来。部门有自己的业务系统，或者市级平台、热线要接，由系统管理员在这里开通。',
            en: 'No system is connected yet. The system administrator connects one here.',
          }}
        />
      ) : (
        <ul className="col g3">
          {rows.map((row) => (
            <Card key={row.id} row={row} mayChange={mayChange} onDeed={(kind) => setDeed({ kind, row })} />
          ))}
        </ul>
      )}
      {deed ? <ConnectorSheet deed={deed} mayChange={mayChange} onClose={() => setDeed(null)} onDone={done} /> : null}
      {shown ? <ShownSecret shown={shown} onClose={() => show(null)} /> : null}
    </div>
  )
}

function stateOf(row: Connector, now: number): { readonly say: Label; readonly tone: string } {
  if (row.revokedAt !== null) return { say: { zh: '已停用', en: 'Ended' }, tone: '' }
  if (row.expiresAt <= now) return { say: { zh: '密钥到期', en: 'Key has run out' }, tone: 'late' }
  if (row.sent.dead > 0) return { say: { zh: '有推送没送到', en: 'Some not delivered' }, tone: 'late' }
  return row.usedAt === null ? { say: { zh: '还没来过', en: 'Never came' }, tone: 'warn' } : { say: { zh: '在用', en: 'In use' }, tone: 'brand' }
}

function Card({ row, mayChange, onDeed }: { row: Connector; mayChange: boolean; onDeed: (kind: Deed['kind']) => void }): ReactNode {
  const say = useSay()
  const state = stateOf(row, Date.now())
  const button = (kind: Deed['kind'], label: Label, isGrave = false) => (
    <button type="button" className={`btn t sm${isGrave ? ' late' : ''}`} aria-label={`${row.name} ${say(label)}`} onClick={() => onDeed(kind)}>
      {say(label)}
    </button>
  )
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">
          {say(whoseIs(row))} · {row.name}
        </b>
        <span className={`tag ${state.tone}`}>{say(state.say)}</span>
      </div>
      <Facts row={row} />
      <div className="f ac wrap g1">
        {row.hook || row.sent.delivered + row.sent.dead + row.sent.waiting > 0 ? button('sent', { zh: '看推送', en: 'See what was sent' }) : null}
        {row.kind === 'upper' ? button('classes', { zh: '类别对照', en: 'Classes' }) : null}
        {mayChange && row.revokedAt === null ? (
          <>
            {button('hook', row.hook ? { zh: '改推送地址', en: 'Change the address' } : { zh: '设推送地址', en: 'Set an address' })}
            {button('key', { zh: '换密钥', en: 'New key' })}
            {button('revoke', { zh: '停用', en: 'End' }, true)}
          </>
        ) : null}
      </div>
    </li>
  )
}

function Facts({ row }: { row: Connector }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const at = (time: number | null, none: Label): Label => (time === null ? none : when(time))
  const never: Label = { zh: '还没有', en: 'never' }
  const facts: readonly (readonly [Label, Label])[] = [
    [{ zh: '密钥', en: 'Key' }, { zh: `尾号 ${row.keyTail}，${when(row.expiresAt).zh} 到期`, en: `…${row.keyTail}, until ${when(row.expiresAt).en}` }],
    [{ zh: '最近来过', en: 'Last came' }, at(row.usedAt, never)],
    ...(row.kind === 'upper' ? [[{ zh: '转来、报上去', en: 'Handed down and up' }, { zh: `转来 ${row.handed.down} 件，报上去 ${row.handed.up} 件；没对上的类 ${row.handed.unmapped}`, en: `${row.handed.down} down, ${row.handed.up} up; classes not mapped: ${row.handed.unmapped}` }] as const] : []),
    [{ zh: '办过几步', en: 'Steps taken' }, { zh: `${row.acts} 步`, en: String(row.acts) }],
    [{ zh: '推送到', en: 'Sent to' }, row.hook ? { zh: row.hook.url, en: row.hook.url } : { zh: '没有设', en: 'nowhere' }],
    [{ zh: '推送', en: 'Sent' }, { zh: `送到 ${row.sent.delivered}，等着 ${row.sent.waiting}，没送到 ${row.sent.dead}`, en: `${row.sent.delivered} delivered, ${row.sent.waiting} waiting, ${row.sent.dead} given up` }],
    [{ zh: '最近送到', en: 'Last delivered' }, at(row.sent.lastAt, never)],
    ...(row.lastFault ? [[{ zh: '最近一次出错', en: 'Last fault' }, { zh: `${when(row.lastFault.at).zh}，${faultWords(row.lastFault.say).zh}`, en: `${when(row.lastFault.at).en}, ${faultWords(row.lastFault.say).en}` }] as const] : []),
  ] // prettier-ignore
  return (
    <dl className="formgrid t14" style={{ margin: 0 }}>
      {facts.map(([label, text]) => (
        <div key={label.en} style={{ overflowWrap: 'anywhere' }}>
          <dt className="m t13">{say(label)}</dt>
          <dd style={{ margin: 0 }}>{say(text)}</dd>
        </div>
      ))}
    </dl>
  )
}

const Filled = z.object({
  whose: z.string(),
  name: z.string().trim().min(1).max(60),
  days: z.coerce.number().int().min(1).max(730),
})
type Organisation = { readonly id: number; readonly name: Label }

function AddConnector({ organisations, onAdded }: { organisations: readonly Organisation[]; onAdded: (shown: Shown | null) => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [id] = useState(() => newActId())
  const send = async (form: HTMLFormElement) => {
    const filled = Filled.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '单位、系统名称和天数都要有', en: 'Organisation, name and days are needed' }
    const { whose, ...rest } = filled.data
    const source = upperSources.find((each) => each === whose)
    const kind = source ? ({ kind: 'upper', source } as const) : ({ kind: 'department', organisation: Number(whose) } as const)
    const told: Told<'addConnector'> = await tell('addConnector', { body: { id, ...rest, ...kind } })
    if (!told.ok) return told.label
    toast({ say: { zh: '开好了，把密钥交给对方', en: 'Connected; hand the key over' } })
    onAdded(told.answer.key === null ? null : { kind: 'key', text: told.answer.key })
    return null
  }
  return (
    <FormPanel label={{ zh: '开一个对接', en: 'Connect a system' }} submit={{ zh: '开通', en: 'Connect' }} onSend={send}>
      <div className="formgrid">
        <label>
          {say({ zh: '谁的系统', en: 'Whose system' })}
          <select className="field" name="whose" required>
            {upperSources.map((each) => (
              <option key={each} value={each}>
                {say(sourceLabel(each))}
              </option>
            ))}
            {organisations.map((each) => (
              <option key={each.id} value={each.id}>
                {say(each.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say({ zh: '它的系统叫什么', en: 'Name of its system' })}
          <input className="field" name="name" required maxLength={60} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '密钥用多少天', en: 'Days the key lasts' })}
          <input className="field" name="days" type="number" min={1} max={730} defaultValue={365} required />
        </label>
      </div>
    </FormPanel>
  )
}
