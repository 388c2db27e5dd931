// Pick photos and record a voice note inside a form; both are sent at once and only their ids stay in the answer.
import { useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { shrinkPhoto } from './attach.ts'
import { noMicrophone, useRecorder } from './recorder.ts'
import { useSay } from './say.tsx'
import { sendAttachment } from './send-attachment.ts'

type Shot = { readonly key: string; readonly url: string; readonly file: Blob; readonly id: string | null; readonly fault: Label | null }

export function PhotoPicker({
  district,
  ids,
  max,
  onChange,
  labelledBy,
}: {
  district: string
  ids: readonly string[]
  max: number
  onChange: (ids: readonly string[]) => void
  labelledBy?: string
}): ReactNode {
  const say = useSay()
  const [shots, setShots] = useState<readonly Shot[]>([])
  const older = ids.filter((id) => !shots.some((shot) => shot.id === id))
  const send = async (shot: Shot, have: readonly string[]): Promise<readonly string[]> => {
    const sent = await sendAttachment(district, 'photos', shot.file)
    setShots((all) => all.map((each) => (each.key === shot.key ? { ...each, id: sent.ok ? sent.id : null, fault: sent.ok ? null : sent.say } : each)))
    const now = sent.ok ? [...have, sent.id] : have
    if (sent.ok) onChange(now)
    return now
  }
  const add = async (files: FileList | null) => {
    let have = ids
    for (const file of [...(files ?? [])].slice(0, max - ids.length)) {
      const small = await shrinkPhoto(file)
      const url = URL.createObjectURL(small)
      const shot: Shot = { key: url, url, file: small, id: null, fault: null }
      setShots((all) => [...all, shot])
      have = await send(shot, have)
    }
  }
  const drop = (shot: Shot) => {
    setShots((all) => all.filter((each) => each.key !== shot.key))
    if (shot.id) onChange(ids.filter((id) => id !== shot.id))
  }
  return (
    <div className="shots" role="group" aria-labelledby={labelledBy}>
      {older.map((id) => (
        <figure className="shot" key={id}>
          <img src={`/api/${district}/files/${id}?thumb=1`} alt={say({ zh: '照片', en: 'Photo' })} />
        </figure>
      ))}
      {shots.map((shot) => (
        <figure className="shot" key={shot.key}>
          <img src={shot.url} alt={say({ zh: '要交的照片', en: 'Photo to send' })} />
          {shot.id ? null : shot.fault ? (
            <button type="button" className="say" onClick={() => void send(shot, ids)}>
              {say({ zh: '没传上，再试', en: 'Not sent. Retry' })}
            </button>
          ) : (
            <span className="say">{say({ zh: '正在传……', en: 'Sending…' })}</span>
          )}
          <button type="button" aria-label={say({ zh: '去掉这张照片', en: 'Remove this photo' })} onClick={() => drop(shot)}>
            <span aria-hidden="true">×</span>
          </button>
        </figure>
      ))}
      {ids.length < max ? <AddPhoto onFiles={(files) => void add(files)} /> : null}
    </div>
  )
}

export function AddPhoto({ onFiles }: { onFiles: (files: FileList | null) => void }): ReactNode {
  const say = useSay()
  return (
    <label className="addshot">
      <input
        className="sr"
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          onFiles(event.target.files)
          event.target.value = ''
        }}
      />
      <span>
        <span aria-hidden="true">＋ </span>
        {say({ zh: '拍照或选照片', en: 'Add a photo' })}
      </span>
    </label>
  )
}

export function VoiceNote({
  district,
  ids,
  onChange,
}: {
  district: string
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}): ReactNode {
  const say = useSay()
  const [fault, setFault] = useState<Label | null>(null)
  const recorder = useRecorder((note) => {
    void sendAttachment(district, 'voice', note).then((sent) => {
      setFault(sent.ok ? null : sent.say)
      if (sent.ok) onChange([sent.id])
    })
  })
  return (
    <div className="col g2">
      <button
        type="button"
        className="btn soft"
        aria-pressed={recorder.state === 'on'}
        onClick={recorder.state === 'on' ? recorder.stop : recorder.start}
      >
        {say(
          recorder.state === 'on'
            ? { zh: `说完了，停（${recorder.seconds} 秒）`, en: `Stop (${recorder.seconds} s)` }
            : ids.length > 0
              ? { zh: '录好了，重新说', en: 'Recorded; say it again' }
              : { zh: '说一段话', en: 'Record your voice' },
        )}
      </button>
      {recorder.state === 'refused' || recorder.state === 'missing' ? <p className="t13 m">{say(noMicrophone)}</p> : null}
      {fault ? (
        <p className="t14 late" role="alert">
          {say(fault)}
        </p>
      ) : null}
    </div>
  )
}
