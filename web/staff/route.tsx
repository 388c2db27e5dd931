// The round: what one has to do about bins, lamps or drains, in a short order, for a phone held in one hand.
import { LocateFixed, Navigation } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { RoutePage, RouteStop } from '../../core/shapes.ts'
import { MiniMap } from '../kit/mini-map.tsx'
import { useSay } from '../kit/say.tsx'
import { useActing } from './acting.tsx'
import { useAsk } from './ask.ts'
import { Clock, Empty, Fault, Phase, useToast, Wait } from './bits.tsx'
import { mainOf } from './deeds.tsx'
import { HeldHere } from './held-toast.tsx'
import { useHeld } from './held.ts'
import { howFar } from './route-link.tsx'

const kinds = {
  bin: { zh: '垃圾箱', en: 'bins' },
  lamp: { zh: '路灯', en: 'lamps' },
  manhole: { zh: '井盖', en: 'manhole covers' },
  bench: { zh: '椅子', en: 'benches' },
  hydrant: { zh: '消火栓', en: 'hydrants' },
  equipment: { zh: '健身器材', en: 'exercise equipment' },
  gate: { zh: '门禁', en: 'gates' },
} as const
const kindNames = ['bin', 'lamp', 'manhole', 'bench', 'hydrant', 'equipment', 'gate'] as const

export function RouteScreen(): ReactNode {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const kind = kindNames.find((each) => each === search.get('kind')) ?? 'bin'
  const [from, setFrom] = useState<{ readonly lon: number; readonly lat: number } | null>(null)
  const found = useAsk('route', { query: { kind, ...from } })
  const round = found.data
  return (
    <div className="page" style={{ maxWidth: 760 }}>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '路线', en: 'The round' })}</h1>
        <label className="f ac g2">
          <span className="sr">{say({ zh: '哪一类东西', en: 'Kind of thing' })}</span>
          <select className="field" value={kind} onChange={(event) => setSearch({ kind: event.target.value })}>
            {kindNames.map((each) => (
              <option key={each} value={each}>
                {say(kinds[each])}
              </option>
            ))}
          </select>
        </label>
      </div>
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : !round ? <Wait /> : <Round round={round} onFrom={setFrom} />}
    </div>
  )
}

function Round({ round, onFrom }: { round: RoutePage; onFrom: (at: { lon: number; lat: number }) => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [next, ...later] = round.stops
  const here = () =>
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => onFrom({ lon: coords.longitude, lat: coords.latitude }),
      () => toast({ say: { zh: '没有定到位置，还是从原来的地方算起', en: 'No position; the round starts where it did' } }),
      { timeout: 10_000 },
    )
  if (round.matters === 0)
    return (
      <Empty
        say={{
          zh: '现在没有要跑的。有人扫码报了，会排进这里。',
          en: 'Nowhere to go now. What people report by code will be put in order here.',
        }}
      />
    )
  return (
    <>
      <p className="m t14">
        {say({
          zh: `${round.stops.length} 处、${round.matters} 件，全程约 ${howFar(round.metres).zh}（直线）`,
          en: `${round.stops.length} stops, ${round.matters} matters, about ${howFar(round.metres).en} as the crow flies`,
        })}
        {round.start ? say({ zh: `，从${round.start.place.zh}算起`, en: `, starting from ${round.start.place.en}` }) : ''}
      </p>
      <button type="button" className="btn s" style={{ alignSelf: 'flex-start' }} onClick={here}>
        <LocateFixed className="i" aria-hidden="true" />
        {say({ zh: '从我现在的位置算起', en: 'Start from where I am' })}
      </button>
      {next ? <Next key={next.thing.id} stop={next} /> : null}
      {round.stops.length > 1 ? <MapOfRound round={round} /> : null}
      {later.length > 0 ? (
        <section className="col g2">
          <h2 className="t16">{say({ zh: '再往后', en: 'Then' })}</h2>
          <ol className="card" style={{ overflow: 'hidden' }} start={2}>
            {later.map((stop, at) => (
              <li key={stop.thing.id}>
                <LaterRow stop={stop} number={at + 2} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <Unplaced round={round} />
    </>
  )
}

const distanceTo = (stop: RouteStop) => ({ zh: `${howFar(stop.metres).zh}`, en: `${howFar(stop.metres).en}` })
const many = (stop: RouteStop) => ({ zh: `${stop.matters.length} 件报的是同一处`, en: `${stop.matters.length} reports of the same one` })

/** The next stop in large: where, how far, and the one thing to press when it is done. */
function Next({ stop }: { stop: RouteStop }): ReactNode {
  const say = useSay()
  const [first] = stop.matters
  const page = useAsk('matter', { params: { id: first?.id ?? '' }, enabled: first !== undefined }).data
  const acting = useActing(page)
  const held = useHeld()
  const isHeld = held !== null && stop.matters.some(({ id }) => id === held.matter)
  const main = page ? mainOf(page.choices) : undefined
  return (
    <section className="card col g3" style={{ padding: 16 }} aria-label={say({ zh: '下一个', en: 'Next' })}>
      <p className="t14 m f ac g1">
        <Navigation className="i" aria-hidden="true" />
        {say({ zh: `下一个，${distanceTo(stop).zh}`, en: `Next, ${distanceTo(stop).en}` })}
      </p>
      <h2 className="t24">{say(stop.place)}</h2>
      <p>
        {say(stop.thing.name)} <span className="mono">{stop.thing.code}</span>
      </p>
      <div className="f ac g2 wrap">
        {first ? <Phase row={first} /> : null}
        {first ? <Clock row={first} /> : null}
        {stop.matters.length > 1 ? <span className="tag">{say(many(stop))}</span> : null}
      </div>
      {held !== null && isHeld ? (
        <HeldHere held={held} />
      ) : main ? (
        <button type="button" className="btn p xl w" onClick={() => acting.choose(main)}>
          {say(main.form.length > 0 ? { zh: '做完了', en: 'Done' } : main.label)}
        </button>
      ) : null}
      {first ? (
        <Link className="btn t" href={`/m/${first.id}`}>
          {say({ zh: '看这件事', en: 'See the matter' })}
        </Link>
      ) : null}
      {acting.dialog}
    </section>
  )
}

function LaterRow({ stop, number }: { stop: RouteStop; number: number }): ReactNode {
  const say = useSay()
  return (
    <Link className="ir" href={`/m/${stop.matters[0]?.id ?? ''}`} style={{ minHeight: 64 }}>
      <b className="bb t18">{number}</b>
      <span style={{ minWidth: 0, display: 'block' }}>
        <span className="b" style={{ display: 'block' }}>
          {say(stop.place)}
        </span>
        <span className="t14 m" style={{ display: 'block' }}>
          {say(stop.thing.name)} {stop.thing.code}
          {stop.matters.length > 1 ? `·${say(many(stop))}` : ''}
        </span>
      </span>
      <span className="t14 nw">{say(distanceTo(stop))}</span>
    </Link>
  )
}

function MapOfRound({ round }: { round: RoutePage }): ReactNode {
  const say = useSay()
  const [first] = round.stops
  if (!first) return null
  return (
    <section className="pan">
      <MiniMap
        lon={first.lon}
        lat={first.lat}
        stops={round.stops.map((stop, at) => ({ key: stop.thing.id, lon: stop.lon, lat: stop.lat, label: String(at + 1) }))}
      />
      <p className="t13 m" style={{ padding: '8px 12px' }}>
        {say({ zh: '按直线距离排的，路怎么走您最清楚。', en: 'Ordered as the crow flies; you know the streets best.' })}
      </p>
    </section>
  )
}

function Unplaced({ round }: { round: RoutePage }): ReactNode {
  const say = useSay()
  return (
    <>
      {round.unplaced.length > 0 ? (
        <section className="col g2">
          <h2 className="t16">{say({ zh: '没有位置，排不进路线', en: 'Without a position' })}</h2>
          <ul className="card">
            {round.unplaced.map((row) => (
              <li key={row.id}>
                <Link className="ir" href={`/m/${row.id}`}>
                  {row.headline || say(row.title)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {round.more ? <p className="note">{say({ zh: '还有更多，这些办完了再排。', en: 'There is more; it comes when these are done.' })}</p> : null}
    </>
  )
}
