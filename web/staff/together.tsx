// What bodies do together: the joint organisations of my ground, joint activities to come and those that were held; calls to equals stand under the calls.
import { CalendarClock, Handshake, MapPin } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { TogetherRow } from '../../core/together-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useMore } from './ask.ts'
import { Phase, useWhen } from './bits.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { between } from './row.tsx'
import { TownshipOptions } from './township-options.tsx'

const lists: readonly { readonly list: string; readonly say: Label; readonly process: string; readonly none: Label }[] = [
  { list: 'bodies', say: { zh: '组织联建', en: 'Joint organisations' }, process: 'joint-organisation', none: { zh: '这里还没有联合组织。提议一个，请别的社区、镇街或部门一起来。', en: 'No joint organisation here yet. Propose one, and ask other communities, townships or departments.' } },
  { list: 'coming', say: { zh: '要办的活动', en: 'Activities to come' }, process: 'joint-activity', none: { zh: '现在没有要办的联办活动。', en: 'No joint activity is planned now.' } },
  { list: 'held', say: { zh: '办过的活动', en: 'Activities held' }, process: 'joint-activity', none: { zh: '还没有办过联办活动。办完并由别家确认的，会列在这里。', en: 'No joint activity was held yet. Those that were, confirmed by another body, are listed here.' } },
] // prettier-ignore

export function TogetherScreen(): ReactNode {
  const say = useSay()
  const { asked, at, set } = useFilters(['list', 'q', 'area', 'under'])
  const here = lists.find(({ list }) => list === at('list')) ?? lists[0]
  const ways = (useAsk('openings').data?.rows ?? []).filter(({ process }) => process === here?.process)
  const found = useMore('together', asked)
  if (!here) return null
  const under = here.list === 'bodies' ? '' : at('under')
  const isNarrowed = at('q') !== '' || at('area') !== '' || under !== ''
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '联建联办联动', en: 'Working together' })}</h1>
        <div className="f g2 wrap" role="group" aria-label={say({ zh: '看哪些', en: 'Show' })}>
          {lists.map((each) => (
            <button
              key={each.list}
              type="button"
              className={`btn sm ${each === here ? 's' : 'soft'}`}
              aria-pressed={each === here}
              onClick={() => set('list', each.list)}
            >
              {say(each.say)}
            </button>
          ))}
          <Link className="btn sm soft" href="/calls">
            {say({ zh: '工作联动', en: 'Joint work' })}
          </Link>
        </div>
      </div>
      {ways.length > 0 ? (
        <p className="f g2 wrap">
          {ways.map((way, n) => (
            <Link
              key={way.action}
              className={`btn ${n === 0 ? 'p' : 's'}`}
              href={`/open/${way.process}/${way.action}${under ? `?under=${under}` : ''}`}
            >
              {n === 0 ? <Handshake className="i" aria-hidden="true" /> : null}
              {say(way.label)}
            </Link>
          ))}
        </p>
      ) : null}
      <div className="inline">
        <SearchField
          hint={here.list === 'bodies' ? { zh: '名称里的字，回车', en: 'Words of its name, then Enter' } : { zh: '活动里的字，回车', en: 'Words of the activity, then Enter' }} // prettier-ignore
          value={at('q')}
          onSearch={(words) => set('q', words)}
        />
        <label>
          {say({ zh: '镇街', en: 'Township' })}
          <select className="field" value={at('area')} onChange={(event) => set('area', event.target.value)}>
            <option value="">{say({ zh: '全部', en: 'All' })}</option>
            <TownshipOptions />
          </select>
        </label>
      </div>
      {under ? (
        <p className="calmbox">
          <span>
            {say({ zh: '只看这个联合组织的活动：', en: 'Only activities of this organisation: ' })}
            <b className="b">{found.rows[0]?.under?.name ?? ''}</b>{' '}
            <button type="button" className="btn t sm" onClick={() => set('under', '')}>
              {say({ zh: '看全部', en: 'Show all' })}
            </button>
          </span>
        </p>
      ) : null}
      <Listing found={found} count={found.rows.length} none={isNarrowed ? { zh: '没有这样的，换个条件试试。', en: 'None like that; try other words.' } : here.none}>
        <p className="m t14">{say({ zh: `共 ${found.first?.total ?? 0} 个`, en: `${found.first?.total ?? 0} in all` })}</p>
        <ul className="col g3">
          {found.rows.map((each) => (here.list === 'bodies' ? <Body key={each.row.id} each={each} /> : <Activity key={each.row.id} each={each} />))}
        </ul>
      </Listing>
    </div>
  )
} // prettier-ignore

type One = { readonly each: TogetherRow }
type Holder = TogetherRow['members'][number]['holder']
const place = (holder: Holder): Label => ({ zh: `${holder.place.zh} ${holder.label.zh}`, en: `${holder.place.en}, ${holder.label.en}` })

function Head({ each }: One): ReactNode {
  const say = useSay()
  return (
    <div className="f jb ac wrap g2">
      <Link className="b t16" href={`/m/${each.row.id}`}>
        {each.row.headline}
      </Link>
      <span className="f ac g2">
        <Phase row={each.row} />
        {each.row.demo ? <span className="demo">{say({ zh: '演示', en: 'Demonstration' })}</span> : null}
      </span>
    </div>
  )
}

function Body({ each }: One): ReactNode {
  const say = useSay()
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <Head each={each} />
      <p className="f ac g2 wrap">
        {each.form ? <span className="tag brand">{say(each.form)}</span> : null}
        {each.lead ? <span>{say({ zh: `牵头：${place(each.lead).zh}`, en: `Led by ${place(each.lead).en}` })}</span> : null}
        {each.review && each.row.state === 'standing' ? (
          <span className="m t14">{say({ zh: `${each.review} 复核`, en: `Reviewed on ${each.review}` })}</span>
        ) : null}
      </p>
      {each.purpose ? <p>{each.purpose}</p> : null}
      <Members each={each} title={{ zh: '成员单位', en: 'Members' }} />
      {each.row.state === 'gathering' ? null : (
        <p className="f g2 wrap">
          <Link className="btn soft sm" href={`/together?list=coming&under=${each.row.id}`}>
            {say({ zh: '要办的活动', en: 'Activities to come' })}
          </Link>
          <Link className="btn soft sm" href={`/together?list=held&under=${each.row.id}`}>
            {say({ zh: '办过的活动', en: 'Activities held' })}
          </Link>
          <Link className="btn s sm" href={`/open/joint-activity/propose?under=${each.row.id}`}>
            {say({ zh: '提议一场活动', en: 'Propose an activity' })}
          </Link>
        </p>
      )}
    </li>
  )
}

function Activity({ each }: One): ReactNode {
  const say = useSay()
  const when = useWhen()
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <Head each={each} />
      <p className="f ac g2 wrap">
        {each.when === null ? null : (
          <span className="f ac g1 b">
            <CalendarClock className="i" aria-hidden="true" />
            {say(when(each.when))}
          </span>
        )}
        {each.where ? (
          <span className="f ac g1">
            <MapPin className="i" aria-hidden="true" />
            {each.where}
          </span>
        ) : null}
        {each.forWhom ? <span className="m t14">{say({ zh: `给${each.forWhom}`, en: `For ${each.forWhom}` })}</span> : null}
      </p>
      <p className="t14">
        {[
          ...(each.lead ? [{ zh: `主办：${place(each.lead).zh}`, en: `Host: ${place(each.lead).en}` }] : []),
          ...(each.under ? [{ zh: `${each.under.name}的活动`, en: `Of ${each.under.name}` }] : []),
        ]
          .map((part) => say(part))
          .join(say(between))}
      </p>
      <Members each={each} title={{ zh: '共同主办', en: 'Co-hosts' }} />
      {each.outcome ? <Outcome each={each} /> : null}
    </li>
  )
}

/** The words and the number are the host's own; who says so as well stands beside them. */
function Outcome({ each }: One): ReactNode {
  const say = useSay()
  const { served, confirmedBy } = each
  return (
    <div className="calmbox col g1">
      <span>{each.outcome}</span>
      {served === null ? null : (
        <span className="b">{say({ zh: `服务 ${served} 人（主办单位自己数的）`, en: `${served} people served, as the host counts` })}</span>
      )}
      <span className="t14">
        {confirmedBy
          ? say({ zh: `${place(confirmedBy).zh}确认了`, en: `Confirmed by ${place(confirmedBy).en}` })
          : say({ zh: '还没有别家确认', en: 'Not confirmed by another body yet' })}
      </span>
    </div>
  )
}

function Members({ each, title }: One & { title: Label }): ReactNode {
  const say = useSay()
  if (each.members.length === 0) return <p className="m t14">{say({ zh: '还没有请到别家', en: 'No other body was asked yet' })}</p>
  return (
    <section className="col g1" aria-label={say(title)}>
      <p className="t14 m">
        {say(title)} {each.members.filter(({ state }) => state === 'joined').length}/{each.members.length}
      </p>
      <ul className="col g1">
        {each.members.map((member) => (
          <li key={member.id} className="f ac g2 wrap">
            <Link href={`/m/${member.id}`}>{say(place(member.holder))}</Link>
            <span className={member.state === 'joined' ? 'tag brand' : 'tag'}>{say(member.stateLabel)}</span>
            {member.brings || member.why ? <span className="t14 m">{member.brings ?? member.why}</span> : null}
            {member.mine && member.state === 'asked' ? (
              <Link className="btn s sm" href={`/m/${member.id}`}>
                {say({ zh: '去答复', en: 'Answer' })}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
