// The posts of the grids one volunteers in: what each is for, how many are free, take one up, agree to one offered, give it back.
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { civicPosts } from '../../core/civic-posts.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { ask, useAsked } from './ask.ts'
import { useDistrict } from './page.tsx'
import { Wrong } from './states.tsx'

type Page = Calls['civicPosts']['answer']
type Grid = Page['grids'][number]
type Place = Grid['posts'][number]

export function CivicPart(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('civicPosts', { params: { district } })
  const grids = (asked.said?.grids ?? []).filter((grid) => grid.mayTake && grid.posts.some((place) => place.places > 0))
  const put = (fresh: Page) =>
    asked.put({ grids: (asked.said?.grids ?? []).map((grid) => fresh.grids.find((each) => each.area.id === grid.area.id) ?? grid) })
  return grids.map((grid) => (
    <section key={grid.area.id} className="col g2">
      <h2 className="sec">
        {say({ zh: '特色岗位', en: 'Posts' })}
        <small>{say(grid.area.name)}</small>
      </h2>
      <ul className="card rows">
        {grid.posts.filter((place) => place.places > 0).map((place) => (
          <PlaceRow key={place.post} grid={grid} place={place} onSaid={put} />
        ))}
      </ul>
    </section>
  ))
} // prettier-ignore

export function placeWords({ places, held, names }: Pick<Place, 'places' | 'held' | 'names'>): Label {
  const free = Math.max(0, places - held)
  return {
    zh: [`要 ${places} 位`, names.length > 0 ? `现有${names.join('、')}` : held > 0 ? `已有 ${held} 位` : '', free > 0 ? `还缺 ${free} 位` : ''].filter(Boolean).join('，'),
    en: [`${places} wanted`, names.length > 0 ? `now ${names.join(', ')}` : held > 0 ? `${held} there` : '', free > 0 ? `${free} free` : ''].filter(Boolean).join(', '),
  } // prettier-ignore
}

function PlaceRow({ grid, place, onSaid }: { grid: Grid; place: Place; onSaid: (page: Page) => void }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [fault, setFault] = useState<Label | null>(null)
  const { name, duty } = civicPosts[place.post]
  const send = (what: 'takeCivicPost' | 'leaveCivicPost') =>
    void ask(what, { params: { district }, body: { area: grid.area.id, post: place.post } }).then((answer) => {
      setFault(answer.ok ? null : answer.fault.say)
      if (answer.ok) onSaid(answer.said)
    })
  const button = (words: Label, what: 'takeCivicPost' | 'leaveCivicPost', tone: 'p' | 's') => (
    <button type="button" className={`btn ${tone} sm`} aria-label={say({ zh: `${words.zh}：${name.zh}`, en: `${words.en}: ${name.en}` })} onClick={() => send(what)}>
      {say(words)}
    </button>
  ) // prettier-ignore
  return (
    <li className="col g2 pad">
      <div className="f jb ac wrap g2">
        <span className="grow">
          <span className="block b">{say(name)}</span>
          <span className="block t14">{say(duty)}</span>
          <span className="block t14 m">{say(placeWords(place))}</span>
        </span>
        {place.mine === 'held' ? button({ zh: '退还', en: 'Give back' }, 'leaveCivicPost', 's') : null}
        {place.mine === 'none' && place.held < place.places ? button({ zh: '认领', en: 'Take it up' }, 'takeCivicPost', 'p') : null}
      </div>
      {place.mine === 'offered' ? (
        <div className="f ac g2 wrap">
          <span className="t14">{say({ zh: '社区想请您担任，您愿意吗？', en: 'You were asked to take this up. Would you?' })}</span>
          {button({ zh: '愿意', en: 'Yes' }, 'takeCivicPost', 'p')}
          {button({ zh: '先不', en: 'Not now' }, 'leaveCivicPost', 's')}
        </div>
      ) : null}
      {place.mine === 'held' ? <p className="t14 m">{say({ zh: '您在这个岗上，随时可以退还，不用说理由。', en: 'You hold this post and may give it back at any time, without a reason.' })}</p> : null}
      <Wrong say={fault} />
    </li>
  )
} // prettier-ignore

/** What every resident of a grid may know: the posts there, and a name only of who publishes theirs. */
export function CivicRoster({ area }: { area: number }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const grid = useAsked('civicPosts', { params: { district }, query: { area: String(area) } }).said?.grids[0]
  const there = (grid?.posts ?? []).filter((place) => place.places > 0)
  if (there.length === 0) return null
  return (
    <section className="card pad col g2">
      <h2 className="sec">{say({ zh: '本网格的特色岗位', en: 'Posts in this grid' })}</h2>
      <ul className="col g2">
        {there.map((place) => (
          <li key={place.post}>
            <span className="block b">{say(civicPosts[place.post].name)}</span>
            <span className="block t14">{say(civicPosts[place.post].duty)}</span>
            <span className="block t14 m">{say(placeWords(place))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
} // prettier-ignore
