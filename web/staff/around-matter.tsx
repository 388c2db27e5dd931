// What stands around a matter: what it is about, what is about it, what may be opened about it, and calls near enough for one visit.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { MatterPage, MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useDistrict } from './ask.ts'
import { Clock, Dot, useNow } from './bits.tsx'
import { CallUpsPanel } from './call-ups.tsx'
import { localDay, whenWords } from './resource-words.ts'
import { RepeatsHere } from './repeats.tsx'
import { between } from './row.tsx'
import { ToldApart } from './told-apart.tsx'

const rungs = ['grid-call', 'community-call', 'township-call', 'escalated-call', 'call-response', 'call-response-now', 'peer-call', 'peer-answer']

export function AroundMatter({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const isCall = rungs.includes(page.matter.process)
  return (
    <>
      {['resident-report', 'grid-finding'].includes(page.matter.process) ? <RepeatsHere matter={page.matter.id} /> : null}
      {page.matter.process === 'volunteer-registration' && page.matter.endedAt === null ? (
        <p>
          <Link className="btn s" href={`/volunteers?area=${page.matter.area.id}`}>
            {say({ zh: '在「志愿者」里看是谁', en: 'See under Volunteers who it is' })}
          </Link>
        </p>
      ) : null}
      {page.matter.process === 'resident-report' || page.matter.process === 'grid-finding' ? <ToldApart matter={page.matter.id} /> : null}
      <CallUpsPanel page={page} />
      {page.matter.process === 'joint-organisation' || page.matter.process === 'joint-activity' ? <JointLinks page={page} /> : null}
      {page.matter.process === 'enforcement-handover' ? <HandoverSheet id={page.matter.id} /> : null}
      {isCall && page.matter.endedAt === null ? <NearCalls id={page.matter.id} /> : null}
      {!isCall && page.matter.process !== 'volunteer-registration' && page.matter.endedAt === null && page.parent === null ? (
        <p className="f g2 wrap">
          <Link className="btn s" href={`/calls?concerns=${page.matter.id}`}>
            {say({ zh: '为这件事呼叫', en: 'Call about this' })}
          </Link>
          {page.resource ? null : (
            <Link className="btn s" href={`/resources?concerns=${page.matter.id}`}>
              {say({ zh: '借用资源', en: 'Borrow a resource' })}
            </Link>
          )}
        </p>
      ) : null}
      {page.resource ? <Wanted {...page.resource} /> : null}
      {page.about || page.followers.length > 0 || page.openings.length > 0 ? (
        <section className="pan">
          <header>
            <h3>{say({ zh: '连着的事', en: 'Linked matters' })}</h3>
          </header>
          {page.about ? <Linked row={page.about} as={{ zh: '这件是关于它的', en: 'This one is about it' }} /> : null}
          {page.followers.map((row) => (
            <Linked key={row.id} row={row} as={row.title} />
          ))}
          {page.openings.length > 0 ? (
            <div className="in f g2 wrap">
              {page.openings.map((way) => (
                <Link key={`${way.process}|${way.action}`} className="btn s sm" href={`/open/${way.process}/${way.action}?about=${page.matter.id}`}>
                  {say(way.title) === say(way.label) || say(way.label).endsWith(say(way.title))
                    ? say(way.label)
                    : `${say(way.title)}${say(between)}${say(way.label)}`}
                </Link>
              ))}
            </div>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

/** When it is wanted as it stands now, and who else has it then. */
function Wanted({ id, from, until }: NonNullable<MatterPage['resource']>): ReactNode {
  const say = useSay()
  const now = useNow()
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: '借的时间', en: 'Wanted' })}</h3>
      </header>
      <div className="in col g2">
        <b className="b">{say(whenWords({ from, until }, now))}</b>
        <Link className="btn s sm" style={{ alignSelf: 'flex-start' }} href={`/resources/${id}?day=${localDay(from)}`}>
          {say({ zh: '看那几天谁在用', en: 'See who has it then' })}
        </Link>
      </div>
    </section>
  )
}

/** Where its bodies stand with what each brings, and the next activity of a standing organisation. */
function JointLinks({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const { id, process, state } = page.matter
  const list = process === 'joint-organisation' ? 'bodies' : ['gathering', 'announced'].includes(state) ? 'coming' : 'held'
  return (
    <p className="f g2 wrap">
      <Link className="btn s" href={`/together?list=${list}`}>
        {say({ zh: '看各家能出什么', en: 'See what each body brings' })}
      </Link>
      {process === 'joint-organisation' && (state === 'standing' || state === 'reviewing') ? (
        <Link className="btn s" href={`/open/joint-activity/propose?under=${id}`}>
          {say({ zh: '提议一场活动', en: 'Propose an activity' })}
        </Link>
      ) : null}
    </p>
  )
}

/** The sheet that is signed when the file changes hands. */
function HandoverSheet({ id }: { id: string }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <p>
      <a className="btn s" href={`/api/${district}/matters/${id}/handover.pdf`} target="_blank" rel="noreferrer">
        {say({ zh: '打印案件移送函', en: 'Print the hand-over sheet' })}
      </a>
    </p>
  )
}

function Linked({ row, as }: { row: MatterRow; as: { zh: string; en: string } }): ReactNode {
  const say = useSay()
  return (
    <Link className="linkrow" href={`/m/${row.id}`}>
      <Dot phase={row.phase} />
      <span className="grow">
        <b className="b">{row.headline || say(row.title)}</b>
        <br />
        <span className="t13 m">
          {say(as)}
          {say(between)}
          {say(row.stateLabel)}
          <br />
          <span className="nw">{row.number}</span>
        </span>
      </span>
      <Clock row={row} />
    </Link>
  )
}

function NearCalls({ id }: { id: string }): ReactNode {
  const say = useSay()
  const found = useAsk('nearCalls', { query: { matter: id } })
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: `附近还有 ${rows.length} 件同类，可以一趟办`, en: `${rows.length} more of the same kind nearby: one visit` })}</h3>
      </header>
      {rows.map(({ matter, metres }) => (
        <Linked key={matter.id} row={matter} as={{ zh: `${metres} 米`, en: `${metres} m` }} />
      ))}
    </section>
  )
}
