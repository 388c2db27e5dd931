// One short video for a report: sent in pieces at once, goes on by itself after a broken connection, can be taken away again.
import { Video, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import type { Drafting } from './draft.ts'

const mostBytes = 50_000_000
const tooBig: Label = { zh: '视频太大了，最多 50 MB，请拍短一点', en: 'Too large: at most 50 MB. Please take a shorter one' }
const notSent: Label = {
  zh: '视频没传上去：太长、不是视频，或网络断了。可以再选一次，别的内容都在',
  en: 'The video was not sent: too long, not a video, or no network. Choose again; the rest is kept',
}

export function VideoPart({ drafting, district }: { readonly drafting: Drafting; readonly district: string }): ReactNode {
  const say = useSay()
  const { draft, change } = drafting
  const [share, setShare] = useState<number | null>(null)
  const [fault, setFault] = useState<Label | null>(null)
  const turn = useRef(0)
  // a page that was closed while sending does not wait for ever
  useEffect(() => {
    if (draft.video === 'sending' && turn.current === 0) change({ video: null })
  }, [draft.video, change])
  const choose = async (file: File | undefined) => {
    if (!file) return
    if (file.size > mostBytes) return setFault(tooBig)
    const mine = ++turn.current
    setFault(null)
    setShare(0)
    change({ video: 'sending' })
    // only who sends a video loads what sends it
    const { sendVideo } = await import('../kit/video.ts')
    const sent = await sendVideo(district, file, (told) => turn.current === mine && setShare(told))
    if (turn.current !== mine) return
    setShare(null)
    change({ video: 'id' in sent ? sent.id : null })
    if ('fault' in sent) setFault(notSent)
  }
  const drop = () => {
    turn.current += 1
    setShare(null)
    change({ video: null })
  }
  return (
    <div className="col g2" aria-live="polite">
      {!draft.video ? (
        <label className="btn soft sm videoadd" style={{ minHeight: 48, alignSelf: 'flex-start' }}>
          <Video className="i" aria-hidden="true" />
          {say({ zh: '加一段短视频', en: 'Add a short video' })}
          <input
            className="sr"
            type="file"
            accept="video/*"
            onChange={(event) => {
              void choose(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
      ) : (
        <p className="f ac g2 t14">
          <Video className="i" aria-hidden="true" />
          <span className="grow">
            {share === null
              ? say({ zh: '短视频传好了', en: 'The video is sent' })
              : say({ zh: '正在传视频 {n}%', en: 'Sending the video: {n}%' }, { n: Math.floor(share * 100) })}
          </span>
          <button type="button" className="nb" aria-label={say({ zh: '去掉视频', en: 'Remove the video' })} onClick={drop}>
            <X className="i" aria-hidden="true" />
          </button>
        </p>
      )}
      {fault ? <p className="t14 late">{say(fault)}</p> : null}
    </div>
  )
}
