// Forces on duty: how many of each kind of post are there now, how many are away and how many stand in. Posts, never people.
import { UserRoundCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Forces } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { kindsOnDuty } from './duty-kinds.ts'
import { useFit } from './fit.ts'

/** `isFull` lists every post below the kinds. */
export function OnDuty({ forces, isFull, isDesk }: { forces: Forces; isFull: boolean; isDesk: boolean }): ReactNode {
  const say = useSay()
  const box = useFit<HTMLUListElement>(!isDesk)
  const groups = kindsOnDuty(forces)
  return (
    <section className="wp duty">
      <h2>
        <span className="f ac g2">
          <UserRoundCheck className="i" aria-hidden="true" />
          {say({ zh: '现在在岗', en: 'On duty now' })}
        </span>
        <small className="nw">
          <b className="fig">{forces.present}</b>
          <span className="of">/{forces.held}</span> {say({ zh: '人', en: '' })}
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
      <p className="m small">{say({ zh: `请假 ${forces.absent} 人，有人顶岗 ${forces.substitutes}/${forces.absent}`, en: `${forces.absent} away, substitutes ${forces.substitutes}/${forces.absent}` })}</p>
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
