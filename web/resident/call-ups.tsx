// The call-ups somebody was called in, on the first page of whoever is signed in; nothing at all in normal times.
import { useRef, useState, type ReactNode } from 'react'
import type { CallUp } from '../../core/call-up.ts'
import { newActId } from '../kit/act-id.ts'
import { CallUpCard } from '../kit/call-up-card.tsx'
import { ask, leftNoTrace, useAsked, wasSignedIn, type Fault } from './ask.ts'
import { useDistrict } from './page.tsx'

export default function CallUps(): ReactNode {
  const district = useDistrict()
  const asked = useAsked('callUps', wasSignedIn(district) ? { params: { district } } : null, 30)
  return asked.fault?.status === 401
    ? null
    : asked.said?.rows.map((row) => <One key={row.id} row={row} onDone={(rows) => asked.put({ rows: [...rows] })} onGone={asked.again} />)
}

type OneProps = { readonly row: CallUp; readonly onDone: (rows: readonly CallUp[]) => void; readonly onGone: () => void }
function One({ row, onDone, onGone }: OneProps): ReactNode {
  const district = useDistrict()
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const act = useRef({ id: newActId(), of: '' })
  const answer = (action: string) => {
    if (sending) return
    // an id stands for one act: what was meant otherwise after a silence is another
    if (act.current.of !== action) act.current = { id: newActId(), of: action }
    setSending(action)
    void ask('callUp', { params: { district, id: row.id }, body: { act: act.current.id, action } }).then((told) => {
      setSending(null)
      setFault(told.ok ? null : told.fault)
      if (told.ok || leftNoTrace(told.fault)) act.current = { id: newActId(), of: '' }
      if (told.ok) onDone(told.said.rows)
      else onGone()
    })
  }
  return <CallUpCard row={row} sending={sending} fault={fault?.say ?? null} onAnswer={answer} />
}
