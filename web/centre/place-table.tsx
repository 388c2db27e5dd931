// What the map shows, as a list in administrative order; each figure leads to its rows.
import type { ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { Figure } from './figures.tsx'
import { useFit } from './fit.ts'
import type { Place } from './source.ts'

export function PlaceTable({
  places,
  isDesk,
  onEnter,
}: {
  places: readonly Place[]
  isDesk: boolean
  onEnter: ((place: Place) => void) | null
}): ReactNode {
  const say = useSay()
  const { box } = useFit<HTMLUListElement>(!isDesk)
  return (
    <ul className="placelist" ref={box}>
      {places.map((place) => {
        const asked = (measure: string) => ({ measure, area: String(place.id) })
        return (
          <li key={place.id}>
            {onEnter ? (
              <button type="button" className="enter" onClick={() => onEnter(place)}>
                {say(place.name)}
              </button>
            ) : (
              <span>{say(place.name)}</span>
            )}
            <span className="f g3 base nw">
              {place.emergency > 0 ? (
                <b className="late">
                  {say({ zh: '紧急', en: 'urgent' })} <Figure n={place.emergency} asked={asked('emergency')} name={{ zh: `${place.name.zh}紧急`, en: `${place.name.en}, emergencies` }} />
                </b>
              ) : null}
              <span className={place.overdue > 0 ? 'late' : 'q'}>
                {say({ zh: '超时', en: 'late' })}{' '}
                <Figure n={place.overdue} of={place.open} asked={asked('overdue')} name={{ zh: `${place.name.zh}超时`, en: `${place.name.en}, overdue` }} />
              </span>
              <Figure n={place.open} asked={asked('open')} name={{ zh: `${place.name.zh}在办`, en: `${place.name.en}, open` }} />
            </span>
          </li>
        )
      })}
    </ul>
  ) // prettier-ignore
}
