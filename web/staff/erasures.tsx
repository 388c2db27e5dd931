// Requests to be forgotten: the security administrator asks, another administrator agrees, with what goes and what stays in plain words.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import type { Erasure } from '../../core/erasure-shapes.ts'
import type { Label } from '../../core/label.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { useToast, useWhen } from './bits.tsx'
import { FormPanel, FormSheet } from './form-sheet.tsx'
import { Listing } from './listing.tsx'

export function ErasuresScreen({ mayAsk }: { mayAsk: boolean }): ReactNode {
  const say = useSay()
  const found = useAsk('erasures')
  const [deciding, decide] = useState<{ readonly row: Erasure; readonly agree: boolean } | null>(null)
  return (
    <div className="page" style={{ maxWidth: 900 }}>
      <h1 className="t20">{say({ zh: '抹去个人信息', en: 'To be forgotten' })}</h1>
      <GoesAndStays />
      {mayAsk ? <Ask onAsked={found.again} /> : null}
      <Listing found={found} count={found.data?.rows.length ?? 0} none={{ zh: '没有人提出过。', en: 'Nobody asked yet.' }}>
        <ul className="col g3">
          {found.data?.rows.map((row) => (
            <Card key={row.id} row={row} onDecide={(agree) => decide({ row, agree })} />
          ))}
        </ul>
      </Listing>
      {deciding ? <Decide {...deciding} onClose={() => decide(null)} /> : null}
    </div>
  )
}

function GoesAndStays(): ReactNode {
  const say = useSay()
  const lists: readonly (readonly [Label, readonly Label[]])[] = [
    [
      { zh: '会抹去', en: 'What goes' },
      [
        { zh: '姓名、手机号、登录', en: 'Name, phone, sign-in' },
        { zh: '报事时留的联系方式和只有本人看得到的内容', en: 'The contact of each report, and what only the reporter could read' },
        { zh: '写给工作人员的留言', en: 'Letters to the staff' },
        { zh: '登记记录里的手机号、设备、事由', en: 'Number, device and reasons in the trail' },
      ],
    ],
    [
      { zh: '会留下', en: 'What stays' },
      [
        { zh: '公共问题本身：哪里、坏了什么、怎么办的', en: 'The public problem: where, what, how it was dealt with' },
        { zh: '编号和校验链，照样核得上', en: 'Numbers and hashes: the chains still verify' },
        { zh: '谁在什么时候、因为什么抹去了', en: 'Who erased, when and why' },
        { zh: '备份里的，到备份过期为止', en: 'Backups, until they expire' },
      ],
    ],
  ]
  return (
    <div className="formgrid">
      {lists.map(([title, items]) => (
        <section key={title.en} className="pan" style={{ padding: 14 }}>
          <h2 className="t14 b">{say(title)}</h2>
          <ul className="t14" style={{ margin: 0, paddingInlineStart: '1.2em', listStyle: 'disc' }}>
            {items.map((item) => (
              <li key={item.en}>{say(item)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const Filled = z.object({ phone: z.string().trim().min(1).max(20), reason: z.string().trim().min(4).max(300) })

function Ask({ onAsked }: { onAsked: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [id, setId] = useState(() => newActId())
  const send = async (form: HTMLFormElement) => {
    const filled = Filled.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '手机号和事由都要有，事由至少四个字', en: 'Number and reason are needed' }
    const told = await tell('askErasure', { body: { id, ...filled.data } })
    if (!told.ok) return told.label
    setId(newActId())
    toast({ say: { zh: '提出了，等另一位管理员确认后才会抹去', en: 'Asked; nothing goes before another administrator agrees' } })
    onAsked()
    return null
  }
  return (
    <FormPanel label={{ zh: '有人要求抹去', en: 'Somebody asks for it' }} submit={{ zh: '提出，等人确认', en: 'Ask for it' }} onSend={send}>
      <div className="formgrid">
        <label>
          {say({ zh: '本人的手机号', en: 'Their phone number' })}
          <input className="field" name="phone" inputMode="tel" required maxLength={20} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '事由（这句会留下，不要写姓名和住址）', en: 'Reason (it stays: no names, no addresses)' })}
          <input
            className="field"
            name="reason"
            required
            maxLength={300}
            autoComplete="off"
            placeholder={say({ zh: '如：本人书面要求', en: 'such as: asked in writing' })}
          />
        </label>
      </div>
    </FormPanel>
  )
}

const states: Readonly<Record<Erasure['state'], Label>> = {
  asked: { zh: '等另一位管理员确认', en: 'Waits for another administrator' },
  agreed: { zh: '同意了，还没做完，请再按一次', en: 'Agreed but not finished: press again' },
  done: { zh: '抹去了', en: 'Erased' },
  declined: { zh: '没有同意', en: 'Declined' },
}

function Card({ row, onDecide }: { row: Erasure; onDecide: (agree: boolean) => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { matters, letters, devices } = row.goes
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">{row.name}</b>
        <span className={`tag ${row.state === 'asked' || row.state === 'agreed' ? 'warn' : ''}`}>{say(states[row.state])}</span>
      </div>
      <p className="t14">{row.reason}</p>
      <p className="t13 m">
        {say({ zh: `${row.askedBy} ${when(row.askedAt).zh} 提出`, en: `Asked by ${row.askedBy}, ${when(row.askedAt).en}` })}
        {
          row.decidedBy && row.decidedAt !== null ? say({ zh: `；${row.decidedBy} ${when(row.decidedAt).zh} ${row.state === 'declined' ? '没有同意' : '同意'}`, en: `; ${row.state === 'declined' ? 'declined' : 'agreed'} by ${row.decidedBy}, ${when(row.decidedAt).en}` }) : null /* prettier-ignore */
        }
        {row.why ? `：${row.why}` : ''}
      </p>
      <p className="t14">
        {row.state === 'done'
          ? say({
              zh: `抹去了：${matters} 件报事里的个人信息，${letters} 条留言。`,
              en: `Gone: particulars in ${matters} reports, ${letters} letters.`,
            })
          : say({
              zh: `涉及 ${matters} 件报事、${letters} 条留言、${devices} 台登录着的设备。`,
              en: `Concerns ${matters} reports, ${letters} letters, ${devices} signed-in devices.`,
            })}
      </p>
      {row.mayDecide ? (
        <div className="f ac wrap g2">
          <button type="button" className="btn d sm" onClick={() => onDecide(true)}>
            {say({ zh: '同意，现在抹去', en: 'Agree and erase now' })}
          </button>
          {row.state === 'asked' ? (
            <button type="button" className="btn s sm" onClick={() => onDecide(false)}>
              {say({ zh: '不同意', en: 'Decline' })}
            </button>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

function Decide({ row, agree, onClose }: { row: Erasure; agree: boolean; onClose: () => void }): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const [why, setWhy] = useState('')
  const send = async () => {
    const told = await tell('decideErasure', { params: { id: row.id }, body: { agree, why: why.trim() } })
    if (!told.ok) return told.label
    toast({ say: agree ? { zh: '抹去了', en: 'Erased' } : { zh: '记下了', en: 'Noted' } })
    again()
    return null
  }
  return (
    <FormSheet
      label={agree ? { zh: `抹去 ${row.name}？`, en: `Erase ${row.name}?` } : { zh: '不同意抹去', en: 'Decline the erasure' }}
      submit={agree ? { zh: '抹去', en: 'Erase' } : { zh: '不同意', en: 'Decline' }}
      isGrave={agree}
      onSend={send}
      onClose={onClose}
    >
      {agree ? (
        <p>
          {say({ zh: '抹去了找不回来。办过的事和校验链都还在。', en: 'What is erased cannot be brought back. The matters and the chains stay.' })}
        </p>
      ) : (
        <label className="col g1">
          {say({ zh: '为什么', en: 'Why' })}
          <input className="field" value={why} required maxLength={300} onChange={(event) => setWhy(event.target.value)} />
        </label>
      )}
    </FormSheet>
  )
}
