// The parts of a report: one line of words with microphone and camera, a phone number if wanted, and who may see what.
import { Camera, ChevronRight, Mic, Phone, ShieldCheck, Square } from 'lucide-react'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { shrinkPhoto } from '../kit/attach.ts'
import { noMicrophone, useRecorder } from '../kit/recorder.ts'
import { useSay } from '../kit/say.tsx'
import type { Taken } from '../kit/send-attachment.ts'
import type { Drafting } from './draft.ts'
import { Wrong } from './states.tsx'

/** `onTaken` hears where the first photo was taken, read on the phone before shrinking removes it. */
export function Words({ drafting, title, onTaken }: { drafting: Drafting; title: Label; onTaken?: (taken: Taken) => void }): ReactNode {
  const say = useSay()
  const { draft, change } = drafting
  const recorder = useRecorder((note) => change({ voice: note }))
  const add = async (files: FileList | null) => {
    const photos: Blob[] = []
    for (const file of [...(files ?? [])].slice(0, 9 - draft.photos.length)) {
      if (onTaken && photos.length === 0) {
        const { whereTaken } = await import('../kit/photo-place.ts')
        const taken = await whereTaken(file)
        if (taken) onTaken(taken)
      }
      photos.push(await shrinkPhoto(file))
    }
    change({ photos: [...draft.photos, ...photos] })
  }
  const isOn = recorder.state === 'on'
  return (
    <section className="col g2">
      <label className="sec" htmlFor="what">
        {say(title)}
        <small>{say({ zh: '可以不填', en: 'optional' })}</small>
      </label>
      <div className="field say-field">
        <textarea
          id="what"
          rows={1}
          maxLength={2000}
          value={draft.what}
          placeholder={say({ zh: '打字，或按一下说话', en: 'Type, or press to speak' })}
          onChange={(event) => change({ what: event.target.value })}
          ref={grow}
        />
        <button
          type="button"
          className="nb tint"
          data-on={isOn}
          aria-pressed={isOn}
          aria-label={say(isOn ? { zh: '说完了', en: 'Stop recording' } : { zh: '按一下说话', en: 'Record your voice' })}
          onClick={isOn ? recorder.stop : recorder.start}
        >
          {isOn ? <Square className="i" /> : <Mic className="i" />}
        </button>
        <label className="nb tint camera">
          <Camera className="i" />
          <span className="sr">{say({ zh: '拍照', en: 'Add a photo' })}</span>
          <input
            className="sr"
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => {
              void add(event.target.files)
              event.target.value = ''
            }}
          />
        </label>
      </div>
      <div aria-live="polite">
        {isOn ? (
          <p className="t14 brand b">
            {say({ zh: `正在听…… ${recorder.seconds} 秒，说完再按一下`, en: `Listening… ${recorder.seconds} s. Press again when done` })}
          </p>
        ) : null}
        {recorder.state === 'refused' || recorder.state === 'missing' ? <p className="t14 m">{say(noMicrophone)}</p> : null}
      </div>
      {draft.voice ? <Voice note={draft.voice} onDrop={() => change({ voice: null })} /> : null}
      {draft.photos.length > 0 ? (
        <div className="shots">
          {draft.photos.map((photo, n) => (
            <Shot key={`${n}-${photo.size}`} photo={photo} onDrop={() => change({ photos: draft.photos.filter((each) => each !== photo) })} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

// The line grows with the words, up to a third of the screen.
const grow = (area: HTMLTextAreaElement | null): void => {
  if (!area) return
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight, innerHeight / 3)}px`
}

function useBlobUrl(blob: Blob): string {
  const url = useMemo(() => URL.createObjectURL(blob), [blob])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return url
}

export function Voice({ note, onDrop }: { note: Blob; onDrop: () => void }): ReactNode {
  const say = useSay()
  return (
    <div className="f ac g2">
      <audio controls className="grow" src={useBlobUrl(note)} aria-label={say({ zh: '您说的话', en: 'Your voice note' })} />
      <button type="button" className="btn t" onClick={onDrop}>
        {say({ zh: '删掉', en: 'Remove' })}
      </button>
    </div>
  )
}

function Shot({ photo, onDrop }: { photo: Blob; onDrop: () => void }): ReactNode {
  const say = useSay()
  return (
    <figure className="shot">
      <img src={useBlobUrl(photo)} alt={say({ zh: '要交的照片', en: 'Photo to send' })} />
      <button type="button" aria-label={say({ zh: '去掉这张照片', en: 'Remove this photo' })} onClick={onDrop}>
        <span aria-hidden="true">×</span>
      </button>
    </figure>
  )
}

export function PhoneRow({ drafting, fault }: { drafting: Drafting; fault: Label | null }): ReactNode {
  const say = useSay()
  const { draft, change } = drafting
  const [isOpen, setOpen] = useState(false)
  if (!isOpen && draft.phone === '')
    return (
      <button type="button" className="card row w" onClick={() => setOpen(true)}>
        <Phone className="i m" />
        <span className="grow">
          <span className="block">{say({ zh: '留手机号收回音', en: 'Leave a number to hear back' })}</span>
          <span className="block t13 q">{say({ zh: '不留也能报，凭查询码看进度', en: 'Not needed: the tracking code shows progress' })}</span>
        </span>
        <ChevronRight className="i q" />
      </button>
    )
  return (
    <section className="col g2" data-field="phone">
      <label className="sec" htmlFor="phone">
        {say({ zh: '手机号', en: 'Mobile number' })}
        <small>{say({ zh: '可以不填', en: 'optional' })}</small>
      </label>
      <input
        id="phone"
        className="field w"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        autoFocus={isOpen}
        maxLength={20}
        value={draft.phone}
        aria-invalid={fault !== null}
        aria-describedby={fault ? 'phone-fault' : undefined}
        onChange={(event) => change({ phone: event.target.value.replace(/[^\d\s-]/g, '') })}
      />
      <Wrong id="phone-fault" say={fault} />
    </section>
  )
}

const standings: readonly { value: Drafting['draft']['standing']; label: Label; why: Label }[] = [
  {
    value: 'confidential',
    label: { zh: '保密', en: 'Confidential' },
    why: { zh: '办事的人看不到您的姓名和电话。', en: 'Those who handle it do not see your name or number.' },
  },
  {
    value: 'open',
    label: { zh: '实名', en: 'With my name' },
    why: { zh: '办事的人可以看到您是谁，方便上门。', en: 'Those who handle it may see who you are.' },
  },
  {
    value: 'anonymous',
    label: { zh: '匿名', en: 'Anonymous' },
    why: { zh: '谁也不知道是您；进度只凭查询码看。', en: 'Nobody knows it is you; only the code shows progress.' },
  },
]

/** The careful way is what happens when nothing is changed; the two others are one press away. */
export function StandingNote({ drafting }: { drafting: Drafting }): ReactNode {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const { draft, change } = drafting
  const now = standings.find((each) => each.value === draft.standing)
  return (
    <section className="col g2">
      <p className="note">
        <ShieldCheck className="i brand" />
        <span>
          {now ? say(now.why) : null}{' '}
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say({ zh: '改一改', en: 'Change' })}
          </button>
        </span>
      </p>
      {isOpen ? (
        <div role="radiogroup" aria-label={say({ zh: '怎么署名', en: 'How you are named' })} className="picks three">
          {standings.map((each) => (
            <label key={each.value} className="pick" data-on={draft.standing === each.value}>
              <input
                className="sr"
                type="radio"
                name="standing"
                checked={draft.standing === each.value}
                onChange={() => change({ standing: each.value })}
              />
              <span>{say(each.label)}</span>
            </label>
          ))}
        </div>
      ) : null}
    </section>
  )
}
