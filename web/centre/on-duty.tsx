// Who holds the posts: how many are on the books, how many of them not on leave, how many stand in. No shifts are known, so nobody is said to be at work.
import { UserRoundCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { Forces } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { kindsOnDuty } from './duty-kinds.ts'
import { useFit } from './fit.ts'

/** `isFull` lists every post below the kinds. */
export function OnDuty({ forces, isFull, isDesk }: { forces: Forces; isFull: boolean; isDesk: boolean }): ReactNode {
  const say = useSay()
  const { box } = useFit<HTMLUListElement>(!isDesk)
  const groups = kindsOnDuty(forces)
  return (
    <section className="wp duty">
      <h2>
        <span className="f ac g2">
          <UserRoundCheck className="i" aria-hidden="true" />
          {say({ zh: '在册人手', en: 'Post holders' })}
        </span>
        <small className="nw">
          {say({ zh: '没请假/在册', en: 'not on leave/held' })}
        </small>
      </h2>
      <ul className="kinds">
        {groups.map((each) => (
          <li key={each.label.en} className={each.present < each.held ? 'short' : ''}>
            <span className="small">{say(each.label)}</span>
            <span className="wbar answer" aria-hidden="true">
              <span style={{ width: `${each.held > 0 ? (each.present / each.held) * 100 : 0}%` }} />
            </span>
            <b className="fig">
              {each.present}
              <span className="of">/{each.held}</span>
            </b>
          </li>
        ))}
      </ul>
      <p className="m small">{say(hourWords(forces))}</p>
      {isFull ? (
        <ul className="dutylist small" ref={box}>
          {forces.posts.map((each) => (
            <li key={each.post}>
              <span className="m">{say(each.label)}</span>
              <span className="nw">
                {each.present}
                <span className="of">/{each.held}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  ) // prettier-ignore
}

/** True at any hour: no roster of shifts is known, so only who is on the books and who is on leave is said. */
function hourWords({ isOffice, held, absent, substitutes }: Forces): Label {
  const away = absent > 0 ? { zh: `，有人顶岗 ${substitutes}/${absent}`, en: `, substitutes ${substitutes}/${absent}` } : { zh: '', en: '' }
  return isOffice
    ? { zh: `上班时间：在册 ${held}，请假 ${absent}${away.zh}`, en: `Office hours: ${held} held, ${absent} on leave${away.en}` }
    : { zh: `非上班时间：在册 ${held}，请假 ${absent}${away.zh}`, en: `Not office hours: ${held} held, ${absent} on leave${away.en}` }
}
