// One short video in a form: sent in pieces at once, goes on by itself after a broken connection, can be taken away again.
import { Video, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from './say.tsx'
import { videoSending } from './video-state.ts'

const mostBytes = 50 * 1024 * 1024
const tooBig: Label = { zh: '视频太大了，最多 50 MB，请拍短一点', en: 'Too large: at most 50 MB. Please take a shorter one' }

export type VideoPartProps = {
  readonly district: string
  /** the attachment's id once the video has arrived, `videoSending` before, null without one */ readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export function VideoPart({ district, value, onChange }: VideoPartProps): ReactNode {
  const say = useSay()
  const [share, setShare] = useState(0)
  const [fault, setFault] = useState<Label | null>(null)
  const under = useRef<AbortController | null>(null)
  // a page that was closed while sending does not wait for ever
  useEffect(() => {
    if (value === videoSending && under.current === null) onChange(null)
  }, [value, onChange])
  useEffect(() => () => under.current?.abort(), [])
  const choose = async (file: File | undefined) => {
    if (!file) return
    if (file.size > mostBytes) return setFault(tooBig)
    const mine = new AbortController()
    under.current = mine
    setFault(null)
    setShare(0)
    onChange(videoSending)
    // only who sends a video loads what sends it
    const { sendVideo } = await import('./video.ts')
    const sent = await sendVideo({ district, file, signal: mine.signal, told: (told) => !mine.signal.aborted && setShare(told) })
    if (mine.signal.aborted) return
    under.current = null
    onChange('id' in sent ? sent.id : null)
    if ('fault' in sent) setFault(sent.fault)
  }
  const drop = () => {
    under.current?.abort()
    under.current = null
    onChange(null)
  }
  return (
    <div className="col g2">
      {value === null ? <AddVideo onFile={(file) => void choose(file)} /> : <VideoRow share={value === videoSending ? share : null} onDrop={drop} />}
      {fault ? (
        <p className="t14 late" role="alert">
          {say(fault)}
        </p>
      ) : null}
    </div>
  )
}

function AddVideo({ onFile }: { onFile: (file: File | undefined) => void }): ReactNode {
  const say = useSay()
  return (
    <label className="btn soft videoadd">
      <Video className="i" aria-hidden="true" />
      {say({ zh: '加一段短视频', en: 'Add a short video' })}
      <input
        className="sr"
        type="file"
        accept="video/*"
        onChange={(event) => {
          onFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </label>
  )
}

function VideoRow({ share, onDrop }: { share: number | null; onDrop: () => void }): ReactNode {
  const say = useSay()
  const percent = Math.floor((share ?? 1) * 100)
  return (
    <div className="videorow">
      <Video className="i" aria-hidden="true" />
      <div className="grow">
        <p role="status">
          {share === null ? say({ zh: '短视频传好了', en: 'The video is sent' }) : say({ zh: '正在传视频', en: 'Sending the video' })}
          {share === null ? null : <span aria-hidden="true"> {percent}%</span>}
        </p>
        {share === null ? null : (
          <div
            className="bar"
            role="progressbar"
            aria-label={say({ zh: '视频传了多少', en: 'How much of the video is sent' })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <span style={{ width: `${percent}%` }} />
          </div>
        )}
      </div>
      <button type="button" className="nb" aria-label={say({ zh: '去掉视频', en: 'Remove the video' })} onClick={onDrop}>
        <X className="i" aria-hidden="true" />
      </button>
    </div>
  )
}
