// The posts of a grid as its leader and community keep them: how many of each are wanted, who holds one, whom to ask; by grid, never ranked.
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import { civicPosts, mostPlaces } from '../../core/civic-posts.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Empty, Fault, useToast, Wait } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'

type Grid = Calls['civicPosts']['answer']['grids'][number]
type Place = Grid['posts'][number]

export function CivicPostsPart(): ReactNode {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const area = search.get('area')
  const home = useAsk('me').data?.viewer?.postings[0]?.area ?? null
  const page = useAsk('civicPosts', { query: area === null ? {} : { area } })
  const grids = page.data?.grids ?? []
  return (
    <>
      <p className="m t14">
        {say({ zh: '每个网格要几位，由网格长或社区定；谁来当，本人认领或点头才算。随时可以退，不计时、不排名。', en: 'The grid leader or the community says how many; whoever takes one does so themselves or agrees. Given back at any time; no hours, no ranking.' })}
      </p>
      <div style={{ maxWidth: 480 }}>
        <AreaField value={area === null ? home : Number(area)} deepest={3} onChange={(next) => setSearch({ list: 'posts', ...(next === null ? {} : { area: String(next) }) })} />
      </div>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {page.data && grids.length === 0 ? <Empty say={{ zh: '选一个社区或网格，看它的岗位。', en: 'Choose a community or a grid to see its posts.' }} /> : null}
      {grids.map((grid) => (
        <GridCard key={grid.area.id} grid={grid} />
      ))}
    </>
  )
} // prettier-ignore

function GridCard({ grid }: { grid: Grid }): ReactNode {
  const say = useSay()
  return (
    <section className="pan in col g2" style={{ padding: 16 }} aria-label={say(grid.area.name)}>
      <h2 className="t16">{say(grid.area.name)}</h2>
      <ul className="col g3">
        {grid.posts.map((place) => (
          <PlaceRow key={place.post} grid={grid} place={place} />
        ))}
      </ul>
    </section>
  )
}

function PlaceRow({ grid, place }: { grid: Grid; place: Place }): ReactNode {
  const say = useSay()
  const [open, setOpen] = useState<'places' | 'offer' | null>(null)
  const { name, duty } = civicPosts[place.post]
  const free = Math.max(0, place.places - place.held)
  const close = () => setOpen(null)
  return (
    <li className="col g1">
      <div className="f jb ac wrap g2">
        <span>
          <b className="b">{say(name)}</b> <span className="t14 m">{say(duty)}</span>
        </span>
        <span className="t14">{say({ zh: `${place.held}/${place.places} 位${free > 0 ? `，还缺 ${free} 位` : ''}`, en: `${place.held}/${place.places}${free > 0 ? `, ${free} free` : ''}` })}</span>
      </div>
      {place.people.map((each) => (
        <Person key={each.person} grid={grid} place={place} person={each} />
      ))}
      {grid.isKept ? (
        <div className="f ac g2 wrap">
          <button type="button" className="btn s sm" aria-label={say({ zh: `${grid.area.name.zh}${name.zh}：要几位`, en: `${name.en}, ${grid.area.name.en}: how many` })} onClick={() => setOpen('places')}>
            {say({ zh: '要几位', en: 'How many' })}
          </button>
          {free > 0 && grid.volunteers.length > 0 ? (
            <button type="button" className="btn s sm" aria-label={say({ zh: `${grid.area.name.zh}${name.zh}：请一位`, en: `${name.en}, ${grid.area.name.en}: ask somebody` })} onClick={() => setOpen('offer')}>
              {say({ zh: '请一位', en: 'Ask somebody' })}
            </button>
          ) : null}
        </div>
      ) : null}
      {open === 'places' ? <PlacesSheet grid={grid} place={place} onClose={close} /> : null}
      {open === 'offer' ? <OfferSheet grid={grid} place={place} onClose={close} /> : null}
    </li>
  )
} // prettier-ignore

function Person({ grid, place, person }: { grid: Grid; place: Place; person: Place['people'][number] }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const leave = async () => {
    const told = await tell('leaveCivicPost', { body: { area: grid.area.id, post: place.post, person: person.person } })
    toast({ say: told.ok ? { zh: '收回了', en: 'Taken back' } : told.label })
    again('civicPosts')
  }
  return (
    <div className="f ac g2 wrap t14">
      <span>{person.name}</span>
      {person.since === null ? (
        <>
          <span className="tag call">{say({ zh: '等本人点头', en: 'Waiting for their yes' })}</span>
          {grid.isKept ? (
            <button type="button" className="btn t sm" aria-label={say({ zh: `收回：${person.name}`, en: `Take back: ${person.name}` })} onClick={() => void leave()}>
              {say({ zh: '收回', en: 'Take back' })}
            </button>
          ) : null}
        </>
      ) : null}
    </div>
  )
} // prettier-ignore

type SheetPlan = { readonly grid: Grid; readonly place: Place; readonly onClose: () => void }
const titleOf = ({ grid, place }: SheetPlan, words: Label): Label => ({
  zh: `${grid.area.name.zh}${civicPosts[place.post].name.zh}：${words.zh}`,
  en: `${civicPosts[place.post].name.en}, ${grid.area.name.en}: ${words.en}`,
})

function PlacesSheet(plan: SheetPlan): ReactNode {
  const say = useSay()
  const again = useAgain()
  const { grid, place, onClose } = plan
  const send = async (form: HTMLFormElement) => {
    const places = Number(new FormData(form).get('places'))
    const told = await tell('setCivicPost', { body: { area: grid.area.id, post: place.post, places } })
    again('civicPosts')
    return told.ok ? null : told.label
  }
  return (
    <FormSheet label={titleOf(plan, { zh: '要几位', en: 'how many' })} submit={{ zh: '定了', en: 'Set' }} onSend={send} onClose={onClose}>
      <label className="col g1">
        {say({ zh: '要几位（0 是不设）', en: 'How many (0: none)' })}
        <input className="field" type="number" name="places" min={0} max={mostPlaces} required defaultValue={place.places} />
      </label>
    </FormSheet>
  )
}

function OfferSheet(plan: SheetPlan): ReactNode {
  const say = useSay()
  const again = useAgain()
  const { grid, place, onClose } = plan
  const free = grid.volunteers.filter(({ person }) => !place.people.some((each) => each.person === person))
  const send = async (form: HTMLFormElement) => {
    const person = String(new FormData(form).get('person') ?? '')
    const told = await tell('takeCivicPost', { body: { area: grid.area.id, post: place.post, person } })
    again('civicPosts')
    return told.ok ? null : told.label
  }
  return (
    <FormSheet label={titleOf(plan, { zh: '请一位', en: 'ask somebody' })} submit={{ zh: '请他', en: 'Ask' }} onSend={send} onClose={onClose}>
      <label className="col g1">
        {say({ zh: '请谁（本人点头才算）', en: 'Whom (they must agree)' })}
        <select className="field" name="person" required>
          {free.map((each) => (
            <option key={each.person} value={each.person}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
    </FormSheet>
  )
}
