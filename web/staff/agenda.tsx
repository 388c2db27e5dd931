// The standing last agenda item: hard cases that ask for the meeting, the items on it, and the meeting itself, one item after the other by keyboard.
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { AgendaItem, AgendaPage } from '../../core/oversight-shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { lasting } from '../kit/wording.ts'
import { tell, useAgain, useAsk } from './ask.ts'
import { Clock, Empty, Fault, Phase, useNow, useToast, Wait } from './bits.tsx'
import { useFilters } from './listing.tsx'
import { MeetingMode } from './meeting.tsx'
import { Fact, holderWords } from './oversight-parts.tsx'

export function AgendaScreen(): ReactNode {
  const say = useSay()
  const { at, set } = useFilters(['area', 'meeting'])
  const area = at('area')
  const found = useAsk('agenda', { query: { area: area || undefined } })
  const areas = useAsk('areas')
  const isMeeting = at('meeting') === '1'
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  const { items, candidates, more } = found.data
  if (isMeeting && items.length > 0) return <MeetingMode items={items} onEnd={() => set('meeting', '')} onSaved={found.again} />
  return (
    <>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '末尾议题', en: 'Standing last items' })}</h1>
        <div className="inline">
          <select
            className="field"
            aria-label={say({ zh: '哪个镇街', en: 'Township' })}
            value={area}
            onChange={(event) => set('area', event.target.value)}
          >
            <option value="">{say(found.data.area.name)}</option>
            {(areas.data?.rows ?? [])
              .filter((each) => each.level === 1 && each.id !== found.data?.area.id)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {say(each.name)}
                </option>
              ))}
          </select>
          {items.length > 0 ? (
            <button type="button" className="btn p" onClick={() => set('meeting', '1')}>
              {say({ zh: '开会，一件一件过', en: 'Start the meeting' })}
            </button>
          ) : null}
        </div>
      </div>
      {items.length === 0 ? <Empty say={{ zh: '会上没有在列的议题。', en: 'No item is on the list.' }} /> : null}
      {items.length > 0 ? (
        <ul className="pan">
          {items.map((item) => (
            <li key={item.row.id} className="ovrow">
              <ItemFacts item={item} />
            </li>
          ))}
        </ul>
      ) : null}
      <Candidates candidates={candidates} more={more} onDone={found.again} />
    </>
  )
}

export function ItemFacts({ item }: { item: AgendaItem }): ReactNode {
  const say = useSay()
  const now = useNow()
  const yuan = (n: number) => say({ zh: `${n.toLocaleString('zh-CN')} 元`, en: `¥${n.toLocaleString('en')}` })
  const [last] = item.meetings
  return (
    <>
      <div className="f jb ac wrap g2">
        <Link className="b t" href={`/m/${item.row.id}`}>
          {item.about?.headline || item.row.headline}
        </Link>
        <span className="f ac g2">
          <Phase row={item.row} />
          <Clock row={item.row} />
        </span>
      </div>
      <div className="ovfacts">
        <Fact label={{ zh: '从头一次上报', en: 'Since first reported' }}>{say(lasting(now - item.firstReport))}</Fact>
        <Fact label={{ zh: '牵头', en: 'Leader' }}>
          {item.leader ? `${holderWords(say, item.leader)}${item.person ? ` ${item.person}` : ''}` : say({ zh: '还没定', en: 'not yet named' })}
        </Fact>
        {item.partners ? <Fact label={{ zh: '参加', en: 'Partners' }}>{item.partners}</Fact> : null}
        <Fact label={{ zh: '会', en: 'Meetings' }}>{item.progressed}</Fact>
        <Fact label={{ zh: '查勘', en: 'Site visits' }}>{item.visits}</Fact>
        {item.money === null && item.spent === 0 ? null : (
          <Fact label={{ zh: '钱', en: 'Money' }}>
            {yuan(item.spent)}
            {item.money === null ? '' : ` / ${yuan(item.money)}`}
          </Fact>
        )}
      </div>
      {last ? (
        <p className="t14">
          {last.day ?? ''} {last.moved}
        </p>
      ) : null}
    </>
  )
}

function Candidates({ candidates, more, onDone }: { candidates: AgendaPage['candidates']; more: number; onDone: () => void }): ReactNode {
  const say = useSay()
  return (
    <section className="col g3">
      <h2 className="t18">{say({ zh: '该上会的难事', en: 'Hard cases for the meeting' })}</h2>
      <p className="t14 m">{say({ zh: '自己冒出来的，每一件都写着为什么。点一下就列进去。', en: 'They come up by themselves, each with its reasons. One press puts it on the list.' })}</p>
      {candidates.length === 0 ? <Empty say={{ zh: '没有够得上会的难事。', en: 'Nothing is hard enough for the meeting.' }} /> : null}
      {candidates.length > 0 ? (
        <ul className="pan">
          {candidates.map((each) => (
            <li key={each.row.id} className="ovrow">
              <Candidate candidate={each} onDone={onDone} />
            </li>
          ))}
        </ul>
      ) : null}
      {more > 0 ? <p className="t14 m">{say({ zh: `还有 ${more} 件，先把最难的列上`, en: `${more} more; the hardest come first` })}</p> : null}
    </section>
  ) // prettier-ignore
}

function Candidate({ candidate, onDone }: { candidate: AgendaPage['candidates'][number]; onDone: () => void }): ReactNode {
  const say = useSay()
  const now = useNow()
  const toast = useToast()
  const again = useAgain()
  const [isSending, setSending] = useState(false)
  const ids = useRef({ act: newActId(), id: newActId() })
  const { row, reasons } = candidate
  const list = async () => {
    setSending(true)
    const why = reasons.map((reason) => reason.label.zh).join('；')
    const told = await tell('openMatter', { body: { ...ids.current, process: 'standing-item', action: 'list', about: row.id, answers: { why: `${row.headline || row.title.zh}：${why}`, reason: reasons[0]?.label.zh ?? '' } } }) // prettier-ignore
    setSending(false)
    toast({ say: told.ok ? { zh: '列进末尾议题了', en: 'On the agenda now' } : told.label })
    if (!told.ok) return
    again('agenda')
    onDone()
  }
  return (
    <>
      <div className="f jb ac wrap g2">
        <Link className="b t" href={`/m/${row.id}`}>
          {row.headline || say(row.title)}
        </Link>
        <button type="button" className="btn s" aria-busy={isSending} disabled={isSending} onClick={() => void list()}>
          {say({ zh: '列入末尾议题', en: 'Put on the agenda' })}
        </button>
      </div>
      <div className="ovfacts">
        <Fact label={{ zh: '从头一次上报', en: 'Since first reported' }}>{say(lasting(now - candidate.firstReport))}</Fact>
        {reasons.map((reason) => (
          <span key={reason.code} className="tag">
            {say(reason.label)}
          </span>
        ))}
      </div>
    </>
  )
}
