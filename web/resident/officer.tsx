// Contact my grid officer and the head of my yard: found by the phone's position with consent, or remembered from the last report.
import { LocateFixed, MessageSquarePlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { HolderShape } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { ask, useDistrictPage } from './ask.ts'
import { CivicRoster } from './civic.tsx'
import { keepOfficer, keptOfficer } from './officer-kept.ts'
import { CallLink, Page, useDistrict } from './page.tsx'
import { findHere } from './place-part.tsx'
import { holderWords } from './sent.tsx'

export default function OfficerPage(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const hotline = useDistrictPage(district).said?.hotline ?? null
  const [{ officer, yardHead }, setKept] = useState(() => keptOfficer(district))
  const [note, setNote] = useState<Label | null>(null)
  const find = () =>
    findHere({
      onNote: setNote,
      onFound: ({ lon, lat }) =>
        void ask('near', { params: { district }, query: { lon: String(lon), lat: String(lat) } }).then((answer) => {
          if (!answer.ok) return setNote(answer.fault.say)
          if (!answer.said.officer)
            return setNote({ zh: '这个位置没找到网格员，可以打值班电话。', en: 'No grid officer found for this place; please call the duty desk.' })
          keepOfficer(district, answer.said)
          setKept(answer.said)
        }),
    })
  return (
    <Page
      title={{ zh: '我的网格员', en: 'My grid officer' }}
      read={
        officer
          ? [officer, yardHead].map((each) => (each ? `${say(each.place)}，${holderWords(each, say)}。` : '')).join('')
          : say({ zh: '按一下我就在旁边，找到管您这里的网格员。', en: 'Press to find the officer for your place.' })
      }
    >
      {officer ? (
        <People officer={officer} yardHead={yardHead} hotline={hotline} />
      ) : (
        <p className="card pad m">
          {say({
            zh: '还不知道您在哪个网格。按下面找一找，位置只用这一次。',
            en: 'We do not know your grid yet. Press below; the position is used only once.',
          })}
        </p>
      )}
      <button type="button" className={`btn xl w ${officer ? 's' : 'p'}`} onClick={find}>
        <LocateFixed className="i" />
        {say(officer ? { zh: '我换地方了，再找', en: 'I moved; find again' } : { zh: '找我的网格员', en: 'Find my grid officer' })}
      </button>
      {note ? (
        <p role="status" className="note">
          {say(note)}
        </p>
      ) : null}
      {officer && officer.area !== null ? <CivicRoster area={officer.area} /> : null}
      {officer ? (
        <Link className="btn soft" href={`/${district}/report`}>
          <MessageSquarePlus className="i" />
          {say({ zh: '写给网格员', en: 'Write to the officer' })}
        </Link>
      ) : null}
      {!officer && hotline ? (
        <CallLink number={hotline} label={{ zh: `打值班电话 ${hotline}`, en: `Call the duty desk, ${hotline}` }} className="btn s" />
      ) : null}
    </Page>
  )
}

/** Both calls go through the duty desk, which is said once. */
function People({ officer, yardHead, hotline }: { officer: HolderShape; yardHead: HolderShape | null; hotline: string | null }): ReactNode {
  const say = useSay()
  return (
    <section className="card pad18 col g3">
      <PersonRow holder={officer} hotline={hotline} />
      {yardHead ? <PersonRow holder={yardHead} hotline={hotline} /> : null}
      {hotline ? <p className="t13 m">{say({ zh: `电话由值班台 ${hotline} 转接`, en: `The duty desk ${hotline} puts you through` })}</p> : null}
    </section>
  )
}

function PersonRow({ holder, hotline }: { holder: HolderShape; hotline: string | null }): ReactNode {
  const say = useSay()
  return (
    <div className="f ac g3 who">
      <span className="av" aria-hidden="true">
        {(holder.name ?? holder.label.zh).slice(0, 1)}
      </span>
      <div className="grow">
        <p className="t18 bb">{holderWords(holder, say)}</p>
        <p className="t14 m">{say(holder.place)}</p>
      </div>
      {hotline ? <CallLink number={hotline} label={{ zh: '打电话', en: 'Call' }} className="btn s sm tall" /> : null}
    </div>
  )
}
