// First-agenda items and red-line notices: to read, to confirm only where it must be confirmed; issuers see how many did.
import { useState, type ReactNode } from 'react'
import type { NoticeDown } from '../../core/oversight-shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'
import { Listing } from './listing.tsx'
import { Fact, holderWords, OpenNew, OversightList, When } from './oversight-parts.tsx'

export function NoticesDownScreen(): ReactNode {
  const say = useSay()
  const found = useAsk('noticesDown')
  return (
    <>
      <h1 className="t20">{say({ zh: '第一议题和法纪红线', en: 'First agenda and red lines' })}</h1>
      <OpenNew processes={['notice-down']} />
      <Listing found={found} count={found.data?.rows.length ?? 0} none={{ zh: '现在没有要看的。', en: 'Nothing to read now.' }}>
        <ul className="pan">
          {found.data?.rows.map((notice) => (
            <li key={notice.id} className="ovrow">
              <OneNotice notice={notice} onDone={found.again} />
            </li>
          ))}
        </ul>
      </Listing>
      <section className="col g3">
        <h2 className="t18">{say({ zh: '我能管的', en: 'Those I may see to' })}</h2>
        <OversightList
          query={{ process: 'notice-down' }}
          empty={{ zh: '您这一级没有发过。', en: 'None issued at your level.' }}
          facts={(each) =>
            each.confirmed ? (
              <Fact label={{ zh: '确认看过', en: 'Confirmed' }}>
                {each.confirmed.n}/{each.confirmed.of}
              </Fact>
            ) : (
              <span>{say({ zh: '不用确认', en: 'No confirmation asked' })}</span>
            )
          }
        />
      </section>
    </>
  )
}

function OneNotice({ notice, onDone }: { notice: NoticeDown; onDone: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [isSending, setSending] = useState(false)
  const [act] = useState(() => newActId())
  const confirm = async () => {
    setSending(true)
    const told = await tell('confirmNotice', { params: { id: notice.id }, body: { act } })
    setSending(false)
    toast({ say: told.ok ? { zh: '记下了：看过了', en: 'Noted: read' } : told.label })
    if (told.ok) onDone()
  }
  return (
    <>
      <p className="t14 m">
        {say(notice.kind === 'agenda' ? { zh: '第一议题', en: 'First agenda' } : { zh: '法纪红线', en: 'Red line' })}
        {notice.issuer ? `·${holderWords(say, notice.issuer)}` : ''}·<When at={notice.at} />
      </p>
      <p style={{ whiteSpace: 'pre-wrap' }}>{notice.words}</p>
      <div className="ovfacts">
        {notice.basis ? <Fact label={{ zh: '出处', en: 'Source' }}>{notice.basis}</Fact> : null}
        <Fact label={{ zh: '挂到', en: 'Until' }}>
          <When at={notice.ends} />
        </Fact>
      </div>
      {notice.mustConfirm ? (
        notice.confirmed ? (
          <p className="t14 b">{say({ zh: '您确认看过了', en: 'You confirmed it' })}</p>
        ) : (
          <button type="button" className="btn p" aria-busy={isSending} disabled={isSending} onClick={() => void confirm()} style={{ alignSelf: 'flex-start' }}>
            {say({ zh: '看过了', en: 'I have read it' })}
          </button>
        )
      ) : null}
    </>
  ) // prettier-ignore
}
