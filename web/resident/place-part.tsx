// Where it is: the phone's position with consent, the photo's own position, or a village chosen from a list.
import { Camera, CircleCheck, LocateFixed, MapPin } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { Taken } from '../kit/send-attachment.ts'
import { useSay } from '../kit/say.tsx'
import { AreaSelect } from './area-select.tsx'
import type { Drafting } from './draft.ts'
import { Aside, Wrong } from './states.tsx'

type Found = Calls['near']['answer'] | null

export function PlacePart({
  drafting,
  taken,
  found,
  fault,
}: {
  drafting: Drafting
  taken: Taken | null
  found: Found
  fault: Label | null
}): ReactNode {
  const say = useSay()
  const { draft, change } = drafting
  const [note, setNote] = useState<Label | null>(null)
  const [isList, setList] = useState(false)
  const here = () => findHere({ onFound: (place) => change({ place }), onNote: setNote })
  return (
    <section className="col g2" data-field="place">
      <h2 className="sec" id="where">
        {say({ zh: '在哪里？', en: 'Where?' })}
        <small>{say({ zh: '位置只用来找到管这里的人', en: 'only used to find who looks after it' })}</small>
      </h2>
      {draft.place ? (
        <div className="card">
          <p className="row">
            <CircleCheck className="i brand" />
            <span className="grow">
              <span className="block b">{found?.place ? say(found.place) : say({ zh: '位置带上了', en: 'Position added' })}</span>
              {found?.area ? <span className="block t13 m">{say(found.area.name)}</span> : null}
            </span>
            <button type="button" className="btn t" onClick={() => change({ place: null })}>
              {say({ zh: '改', en: 'Change' })}
            </button>
          </p>
        </div>
      ) : (
        <>
          <div className="tiles">
            <button type="button" className="pick" onClick={here}>
              <LocateFixed className="i" />
              {say({ zh: '我就在旁边', en: 'I am there now' })}
            </button>
            <button type="button" className="pick" aria-expanded={isList || draft.area !== null} onClick={() => setList(true)}>
              <MapPin className="i" />
              {say({ zh: '选村、社区', en: 'Choose a village' })}
            </button>
          </div>
          {taken ? (
            <button type="button" className="btn soft" onClick={() => change({ place: taken })}>
              <Camera className="i" />
              {say({ zh: '用照片里的位置', en: "Use the photo's position" })}
            </button>
          ) : null}
          {isList || draft.area !== null ? <AreaList drafting={drafting} /> : null}
        </>
      )}
      <input
        className="field w"
        aria-label={say({ zh: '地点说明', en: 'The place in words' })}
        placeholder={say({ zh: '比如：3 栋楼下、村口桥边（可以不填）', en: 'For example: below block 3 (optional)' })}
        maxLength={200}
        value={draft.placeWords}
        onChange={(event) => change({ placeWords: event.target.value })}
      />
      <Aside say={note} />
      <Wrong say={fault} />
    </section>
  )
}

/** Asks the browser only at the press; four decimals (about ten metres) are enough and more would say too much. */
export function findHere({ onFound, onNote }: { onFound: (place: Taken) => void; onNote: (note: Label | null) => void }): void {
  const refused: Label = { zh: '没拿到位置，请从村、社区里选。', en: 'No position; please choose a village.' }
  if (!('geolocation' in navigator)) return onNote(refused)
  onNote({ zh: '正在找位置……', en: 'Finding your position…' })
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      onNote(null)
      onFound({ lon: Math.round(coords.longitude * 1e4) / 1e4, lat: Math.round(coords.latitude * 1e4) / 1e4 })
    },
    () => onNote(refused),
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
  )
}

/** First the town, then the village, for who knows it. */
function AreaList({ drafting: { draft, change } }: { drafting: Drafting }): ReactNode {
  const [town, setTown] = useState('')
  const inTown = (id: string) => {
    setTown(id)
    change({ area: id ? Number(id) : null })
  }
  return (
    <div className="col g2">
      <AreaSelect level={1} under="" value={town} hint={{ zh: '哪个镇、街道', en: 'Which township' }} onChange={inTown} />
      <AreaSelect
        level={2}
        under={town}
        value={String(draft.area ?? '')}
        hint={{ zh: '哪个村、社区（说不清可以不选）', en: 'Which village (if you know)' }}
        onChange={(id) => change({ area: Number(id || town) })}
      />
    </div>
  )
}
