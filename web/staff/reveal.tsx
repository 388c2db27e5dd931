// Looks at the reporter's number for once: only with a reason, only for a while, and the reporter can see who looked and why.
import { useState, type ReactNode } from 'react'
import type { MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell } from './ask.ts'
import { useNow, useWhen } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'

export function Reveal({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const [seen, setSeen] = useState<{ contact: string | null; until: number } | null>(null)
  const now = useNow()
  const when = useWhen()
  if (!page.mayReveal || !page.hasContact) return null
  return (
    <div className="col g2">
      {seen && seen.until > now ? (
        <p className="calmbox" role="status">
          <span>
            <b className="b">{seen.contact ?? say({ zh: '没有留号码', en: 'No number was left' })}</b>
            <br />
            {say({ zh: `到 ${when(seen.until).zh} 自动收起`, en: `Hidden again at ${when(seen.until).en}` })}
          </span>
        </p>
      ) : (
        <button type="button" className="btn s" onClick={() => setOpen(true)}>
          {say({ zh: '看联系方式（要写理由）', en: 'Show contact (reason needed)' })}
        </button>
      )}
      {isOpen ? (
        <RevealSheet
          page={page}
          onClose={() => setOpen(false)}
          onSeen={(found) => {
            setSeen(found)
            setOpen(false)
          }}
        />
      ) : null}
    </div>
  )
}

function RevealSheet({
  page,
  onClose,
  onSeen,
}: {
  page: MatterPage
  onClose: () => void
  onSeen: (found: { contact: string | null; until: number }) => void
}): ReactNode {
  const say = useSay()
  const [reason, setReason] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [id] = useState(() => newActId())
  const send = async () => {
    const told = reason.trim().length < 4 ? null : await tell('reveal', { params: { id: page.matter.id }, body: { id, reason } })
    setWrong(!told?.ok)
    if (!told?.ok) return told ? told.label : { zh: '写清楚理由，至少 4 个字', en: 'Say why, in at least 4 characters' }
    onSeen(told.answer)
    return null
  }
  return (
    <FormSheet
      label={{ zh: '为什么要看？', en: 'Why do you need it?' }}
      submit={{ zh: '写明理由并查看', en: 'Look, with this reason' }}
      notNow={{ zh: '先不看', en: 'Not now' }}
      onSend={send}
      onClose={onClose}
    >
      <p className="t14 m">
        {say({
          zh: '只看这一次，到时自动收起。上报人会看到：哪个岗位、什么时候、为什么看。',
          en: 'Shown once and hidden again by itself. The reporter will see which post looked, when and why.',
        })}
      </p>
      <label className="col g2">
        <span className="sec">{say({ zh: '理由', en: 'Reason' })}</span>
        <textarea
          className="field w"
          rows={3}
          maxLength={500}
          value={reason}
          aria-invalid={isWrong}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </FormSheet>
  )
}
