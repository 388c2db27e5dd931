// A finding in two taps: first the photo, then what it is; the second tap sends.
import {
  Armchair,
  Camera,
  Check,
  Droplets,
  EyeOff,
  Flame,
  Lightbulb,
  MapPin,
  MoreHorizontal,
  RotateCcw,
  Siren,
  Trash2,
  TrafficCone,
  type LucideIcon,
} from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { CategoryShape, MatterPage, Viewer } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { shrinkPhoto } from '../kit/attach.ts'
import { isLater } from '../kit/later.ts'
import { whereTaken } from '../kit/photo-place.ts'
import { useSay } from '../kit/say.tsx'
import { sendAttachment } from '../kit/send-attachment.ts'
import { VideoPart } from '../kit/video-part.tsx'
import { videoSending, waitForVideo } from '../kit/video-state.ts'
import { useAsk, useDistrict } from './ask.ts'
import { Fault, useWhen, Wait } from './bits.tsx'
import { keepFinding, notKept } from './finding-outbox.ts'
import { Stored } from './waiting.tsx'
import { noteCategory, openMatter, ownArea, usualCategories } from './opening.ts'
import { cameAs, cameItself, SourceFields, type Came } from './source-fields.tsx'

type Shot = { readonly url: string; readonly id: string | null; readonly fault: Label | null; readonly place: { lon: number; lat: number } | null }
const icons: Readonly<Record<string, LucideIcon>> = {
  clean: Trash2,
  supply: Droplets,
  urban: Armchair,
  safety: Flame,
  traffic: TrafficCone,
  housing: Lightbulb,
}

export function Finding({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const shop = useAsk('district')
  const { shot, take, drop, finished } = useShot(district)
  const [isSkipped, setSkipped] = useState(false)
  const [onSpot, setOnSpot] = useState(false)
  const [done, setDone] = useState('')
  const [what, setWhat] = useState('')
  const [came, setCame] = useState(cameItself)
  const [video, setVideo] = useState<string | null>(null)
  const [isAll, setAll] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<Label | null>(null)
  const [sent, setSent] = useState<MatterPage | null>(null)
  const [isStored, setStored] = useState(false)
  // One name for this finding until it is in, so that a second press is the same finding.
  const ids = useRef({ act: newActId(), id: newActId() })
  const again = () => {
    ids.current = { act: newActId(), id: newActId() }
    setSent(null)
    setStored(false)
    drop()
    setSkipped(false)
    setWhat('')
    setCame(cameItself)
    setVideo(null)
    setDone('')
    setOnSpot(false)
  }
  const send = async (category: CategoryShape) => {
    if (sending) return
    if (video === videoSending) return setFault(waitForVideo)
    if (onSpot && done.trim() === '') return setFault({ zh: '当场办了的，写一句做了什么', en: 'Fixed already? Say in a sentence what was done' })
    setSending(category.code)
    setFault(null)
    const [pressedAt, { photo, place, kept }] = [Date.now(), await finished()]
    const answers = {
      category: category.code,
      ...(photo ? { photos: [photo] } : {}),
      ...(video ? { video: [video] } : {}),
      ...(what.trim() ? { what } : {}),
      ...(place ? { place } : {}),
      ...(onSpot ? { done } : {}),
    }
    const finding = { action: onSpot ? 'fixOnSpot' : 'find', answers, area: ownArea(viewer), ...ids.current }
    // A photo that found no network takes the whole finding with it: both go together, later and once.
    const told = kept ? null : await openMatter({ process: 'grid-finding', came, ...finding })
    const isWaiting = (told === null || (!told.ok && isLater(told.status))) && (await keepFinding({ ...finding, came: cameAs(came), district, person: viewer.person, title: category.label, photo: kept, pressedAt, status: told === null || told.ok ? 0 : told.status })) // prettier-ignore
    setSending(null)
    if (isWaiting || told === null) return isWaiting ? setStored(true) : setFault(notKept)
    if (!told.ok) {
      if (told.status !== 0) ids.current = { act: newActId(), id: newActId() }
      return setFault(told.label)
    }
    noteCategory(category.code)
    return setSent(told.answer.page)
  }
  if (isStored) return <Stored onAgain={again} />
  if (sent) return <Sent page={sent} onAgain={again} />
  if (!shop.data) return shop.fault ? <Fault fault={shop.fault} onAgain={shop.again} /> : <Wait />
  const known = shop.data.categories
  const tiles = isAll ? known : usualCategories(known.map((each) => each.code)).flatMap((code) => known.filter((each) => each.code === code))
  return (
    <div className="page">
      <h1 className="sr">{say({ zh: '发现问题', en: 'Report a finding' })}</h1>
      <ShotBox shot={shot} isSmall={isSkipped} onTake={(file) => void take(file)} />
      {shot?.fault ? <p className="faultbox">{say(shot.fault)}</p> : null}
      {shot || isSkipped ? (
        <>
          <div>
            <h2 className="t20">{say({ zh: '第 2 下·是什么？', en: 'Tap 2 · what is it?' })}</h2>
            <p className="t14 m">{say({ zh: '点一下就交，不用再填。', en: 'One tap sends it; nothing more to fill in.' })}</p>
          </div>
          {fault ? (
            <p className="faultbox" role="alert">
              {say(fault)}
            </p>
          ) : null}
          <OnSpot isOn={onSpot} onTurn={setOnSpot} done={done} onDone={setDone} />
          <div className="tiles">
            {tiles.map((category) => (
              <Tile key={category.code} category={category} isBusy={sending === category.code} onPress={() => void send(category)} />
            ))}
          </div>
          {isAll ? null : (
            <button type="button" className="btn t" onClick={() => setAll(true)}>
              {say({ zh: `看全部 ${known.length} 类`, en: `All ${known.length} categories` })}
            </button>
          )}
          <details>
            <summary className="btn t">{say({ zh: '想补一句话', en: 'Add a sentence' })}</summary>
            <textarea
              className="field w"
              rows={2}
              maxLength={2000}
              value={what}
              aria-label={say({ zh: '补一句话', en: 'A sentence' })}
              onChange={(event) => setWhat(event.target.value)}
            />
          </details>
          <PointedOut came={came} onChange={setCame} />
          <VideoPart district={district} value={video} onChange={setVideo} />
        </>
      ) : (
        <OtherWays onSkip={() => setSkipped(true)} />
      )}
      <Promises />
    </div>
  )
}

type OnSpotPlan = { isOn: boolean; onTurn: (isOn: boolean) => void; done: string; onDone: (done: string) => void }
function OnSpot({ isOn, onTurn, done, onDone }: OnSpotPlan): ReactNode {
  const say = useSay()
  return (
    <>
      <label className="opt" style={{ gap: 12 }}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => onTurn(event.target.checked)}
          style={{ width: 22, height: 22, accentColor: 'var(--brand)' }}
        />
        {say({ zh: '已经当场办了', en: 'Already fixed on the spot' })}
      </label>
      {isOn ? (
        <label className="col g2">
          <span className="sec">{say({ zh: '做了什么', en: 'What was done' })}</span>
          <input className="field w" value={done} maxLength={200} onChange={(event) => onDone(event.target.value)} />
        </label>
      ) : null}
    </>
  )
}

/** A leader, a newspaper or an alarm may have pointed it out; who found it on their own round says nothing. */
function PointedOut({ came, onChange }: { came: Came; onChange: (came: Came) => void }): ReactNode {
  const say = useSay()
  return (
    <details>
      <summary className="btn t">{say({ zh: '不是自己发现的', en: 'Somebody else pointed it out' })}</summary>
      <div className="col g3">
        <SourceFields came={came} onChange={onChange} own={{ source: 'grid', say: { zh: '自己巡查发现', en: 'Found on my round' } }} />
      </div>
    </details>
  )
}

/** `kept` is the picture itself when the network was missing. */
type Finished = { readonly photo: string | null; readonly kept: Blob | null; readonly place: { lon: number; lat: number } | null }
const nothing: Finished = { photo: null, kept: null, place: null }

/** The photo of tap 1: it is sent while the person reads on, and the second tap waits for it rather than losing it. */
function useShot(district: string): {
  shot: Shot | null
  take: (file: File | undefined) => Promise<void>
  drop: () => void
  finished: () => Promise<Finished>
} {
  const [shot, setShot] = useState<Shot | null>(null)
  const sending = useRef<Promise<Finished>>(Promise.resolve(nothing))
  const run = async (file: File): Promise<Finished> => {
    const inPhoto = await whereTaken(file)
    const [small, place] = await Promise.all([shrinkPhoto(file), inPhoto ?? whereNow()])
    const url = URL.createObjectURL(small)
    setShot({ url, id: null, fault: null, place })
    const up = await sendAttachment(district, 'photos', small)
    const found = place ?? (up.ok ? up.taken : null)
    setShot({ url, id: up.ok ? up.id : null, fault: up.ok ? null : up.say, place: found })
    return { photo: up.ok ? up.id : null, kept: !up.ok && isLater(up.status) ? small : null, place: found }
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    sending.current = run(file)
    await sending.current
  }
  const drop = () => {
    sending.current = Promise.resolve(nothing)
    setShot(null)
  }
  return { shot, take, drop, finished: () => sending.current }
}

/** Once, at the photo, and only when the person lets the browser tell; never followed. */
const whereNow = (): Promise<{ lon: number; lat: number } | null> =>
  new Promise((found) => {
    if (!navigator.geolocation) return found(null)
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => found({ lon: coords.longitude, lat: coords.latitude }),
      () => found(null),
      { timeout: 4000, maximumAge: 60_000 },
    )
  })

function ShotBox({ shot, isSmall, onTake }: { shot: Shot | null; isSmall: boolean; onTake: (file: File | undefined) => void }): ReactNode {
  const say = useSay()
  const input = (
    <input
      className="sr"
      type="file"
      accept="image/*"
      capture="environment"
      onChange={(event) => {
        onTake(event.target.files?.[0])
        event.target.value = ''
      }}
    />
  )
  if (!shot)
    return (
      <label className="shotbox" style={{ cursor: 'pointer', ...(isSmall ? { minHeight: 120 } : {}) }}>
        {input}
        <span className="col ac g3">
          <Camera className="i" style={{ width: 56, height: 56 }} aria-hidden="true" />
          <b className="t20">{say({ zh: '第 1 下·拍一张', en: 'Tap 1 · take a photo' })}</b>
        </span>
      </label>
    )
  return (
    <div className="shotbox">
      <img src={shot.url} alt={say({ zh: '刚拍的照片', en: 'The photo just taken' })} />
      {shot.place ? (
        <span className="on" style={{ position: 'absolute', right: 12, top: 12 }}>
          <MapPin className="i" aria-hidden="true" />
          {say({ zh: '带上了地点', en: 'Place added' })}
        </span>
      ) : null}
      <div className="low">
        <span className="on">
          <Check className="i" aria-hidden="true" />
          {say(
            shot.id
              ? { zh: '第 1 下·拍好了', en: 'Tap 1 · taken' }
              : shot.fault
                ? { zh: '照片没传上', en: 'Photo not sent' }
                : { zh: '正在传……', en: 'Sending…' },
          )}
        </span>
        <label className="on" style={{ cursor: 'pointer' }}>
          {input}
          <RotateCcw className="i" aria-hidden="true" />
          {say({ zh: '重拍', en: 'Again' })}
        </label>
      </div>
    </div>
  )
}

function Tile({ category, isBusy, onPress }: { category: CategoryShape; isBusy: boolean; onPress: () => void }): ReactNode {
  const say = useSay()
  const Icon = category.code === 'other' ? MoreHorizontal : (icons[category.classCode] ?? MoreHorizontal)
  return (
    <button type="button" className="tile2" data-grave={category.emergency} aria-busy={isBusy} onClick={onPress}>
      <Icon className="i" aria-hidden="true" />
      {isBusy ? say({ zh: '正在交……', en: 'Sending…' }) : say(category.label)}
      {category.emergency ? (
        <span className="ck emg">
          <Siren className="i" aria-hidden="true" />
          {say({ zh: '急', en: 'Urgent' })}
        </span>
      ) : null}
    </button>
  )
}

export function Sent({ page, onAgain }: { page: MatterPage; onAgain: () => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { owner, due } = page.matter
  return (
    <div className="page" role="status">
      <h1 className="t24">{say({ zh: '交上去了，有人接', en: 'Sent; someone has it' })}</h1>
      <p className="t18">
        {owner ? `${say(owner.place)} ${say(owner.label)}` : say(page.matter.stateLabel)}
        {due === null ? '' : say({ zh: `，最晚 ${when(due).zh}`, en: `, by ${when(due).en}` })}
      </p>
      <p className="m mono">{page.matter.number}</p>
      <Link className="btn s w" href={`/m/${page.matter.id}`}>
        {say({ zh: '看这件', en: 'See it' })}
      </Link>
      <button type="button" className="btn p w" onClick={onAgain}>
        {say({ zh: '再报一件', en: 'Report another' })}
      </button>
    </div>
  )
}

function OtherWays({ onSkip }: { onSkip: () => void }): ReactNode {
  const say = useSay()
  return (
    <div className="col g3">
      <button type="button" className="btn s w" onClick={onSkip}>
        {say({ zh: '没有照片也能报', en: 'Report without a photo' })}
      </button>
      <Link className="btn s w" href="/behalf">
        {say({ zh: '代居民报（本人同意）', en: 'Report for a resident (with consent)' })}
      </Link>
      <Link className="btn s w" href="/paste">
        {say({ zh: '从群里粘贴几条', en: 'Paste from a chat group' })}
      </Link>
    </div>
  )
}

function Promises(): ReactNode {
  const say = useSay()
  return (
    <p className="note">
      <EyeOff className="i" aria-hidden="true" />
      <span>
        {say({
          zh: '照片里的拍摄信息会去掉，只留地点。不记录您的行走轨迹，也不数您报了几件。',
          en: 'Camera details are removed, only the place stays. Your route is not recorded and findings are not counted per person.',
        })}
      </span>
    </p>
  )
}
