// The call-up in an emergency on staff screens: the answer of who was called, and how it stands for who called.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { CallUp } from '../../core/call-up.ts'
import type { Label } from '../../core/label.ts'
import type { MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { CallUpCard } from '../kit/call-up-card.tsx'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk } from './ask.ts'

/** What I was called to; shown under the banner of the mode on every page. */
export function MyCallUps(): ReactNode {
  const found = useAsk('callUps', { every: 30_000 })
  return found.data?.rows.map((row) => <One key={row.id} row={row} />)
}

function One({ row }: { row: CallUp }): ReactNode {
  const client = useQueryClient()
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<Label | null>(null)
  const act = useRef({ id: newActId(), of: '' })
  const answer = async (action: string) => {
    if (sending) return
    if (act.current.of !== action) act.current = { id: newActId(), of: action }
    setSending(action)
    const told = await tell('callUp', { params: { id: row.id }, body: { act: act.current.id, action } })
    setSending(null)
    setFault(told.ok ? null : told.label)
    if (told.ok || told.status !== 0) act.current = { id: newActId(), of: '' }
    void client.invalidateQueries()
  }
  return <CallUpCard row={row} sending={sending} fault={fault} onAnswer={(action) => void answer(action)} />
}

/** n of N coming, on the page of the call-up and of the emergency mode, where the report is written. */
export function CallUpsPanel({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  if (page.callUps.length === 0) return null
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: '召集了多少人', en: 'Who was called up' })}</h3>
      </header>
      <div className="in col g3">
        {page.callUps.map((each) => (
          <div key={each.id} className="col g1">
            <p>
              <b className="t20">
                {each.coming}/{each.needed}
              </b>{' '}
              {say({ zh: '人说来', en: 'coming' })}
            </p>
            <meter
              className="w"
              min={0}
              max={Math.max(1, each.needed)}
              value={Math.min(each.coming, each.needed)}
              aria-label={say({ zh: `${each.needed} 人里 ${each.coming} 人说来`, en: `${each.coming} of ${each.needed} coming` })}
            />
            <p className="t13 m">
              {say({
                zh: `叫了 ${each.called} 人，${each.cannot} 人来不了，${Math.max(0, each.called - each.coming - each.cannot)} 人还没回话 · ${each.state.zh}`,
                en: `${each.called} called, ${each.cannot} cannot, ${Math.max(0, each.called - each.coming - each.cannot)} not answered · ${each.state.en}`,
              })}
            </p>
            {each.id === page.matter.id ? null : (
              <Link className="t14" href={`/m/${each.id}`}>
                {each.number} {each.what}
              </Link>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
