// Scan a code with the camera inside the page; where there is none, WeChat's own scanner or typing does.
import { ScanLine } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { Page, useDistrict } from './page.tsx'

export default function Scan(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const video = useRef<HTMLVideoElement>(null)
  const [isBlind, setBlind] = useState(false)
  useEffect(() => {
    const stop = { now: false }
    const found = (text: string) => {
      const code = codeIn(text)
      if (code) go(`/${district}/s/${code}`)
      return code !== null
    }
    void look(video.current, { found, stop, onBlind: () => setBlind(true) })
    return () => {
      stop.now = true
    }
  }, [district, go])
  const type = () => codeIn(typed) && go(`/${district}/s/${codeIn(typed)}`)
  return (
    <Page title={{ zh: '扫码上报', en: 'Scan a code' }} close>
      {isBlind ? (
        <p className="card pad">
          {say({
            zh: '这里用不了相机。在微信里点右上角“＋”→扫一扫，或者照码下面的字打进来。',
            en: 'No camera here. Use the scanner of WeChat or your camera, or type the letters under the code.',
          })}
        </p>
      ) : (
        <div className="viewer">
          <video ref={video} muted playsInline aria-label={say({ zh: '相机画面', en: 'Camera' })} />
          <ScanLine className="i" />
        </div>
      )}
      <form
        className="col g2"
        onSubmit={(event) => {
          event.preventDefault()
          type()
        }}
      >
        <label className="sec" htmlFor="typed">
          {say({ zh: '或者打码下面的字', en: 'Or type what is under the code' })}
        </label>
        <div className="f g2">
          <input
            id="typed"
            className="field grow mono"
            autoCapitalize="characters"
            autoComplete="off"
            placeholder="TX-0417"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="btn soft">
            {say({ zh: '就是它', en: 'Go' })}
          </button>
        </div>
      </form>
      <Link className="btn t" href={`/${district}/report`}>
        {say({ zh: '没有码？拍照上报', en: 'No code? Report with a photo' })}
      </Link>
    </Page>
  )
}

/** From the printed address (…/s/TX-0417) or the bare code. */
export function codeIn(text: string): string | null {
  const last = text.trim().toUpperCase().split(/[?#]/)[0]?.replace(/\/$/, '').split('/').at(-1) ?? ''
  return /^[A-Z]{2}-?\d{3,6}$/.test(last) ? last.replace(/^([A-Z]{2})-?/, '$1-') : null
}

type Looking = { readonly found: (text: string) => boolean; readonly stop: { now: boolean }; readonly onBlind: () => void }

/** The reader is fetched only here, so that nobody else pays for it. */
async function look(video: HTMLVideoElement | null, looking: Looking): Promise<void> {
  let picture: MediaStream | null = null
  try {
    picture = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    const { default: read } = await import('jsqr')
    if (!video || looking.stop.now) return
    video.srcObject = picture
    await video.play()
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    while (!looking.stop.now && pen) {
      await new Promise((next) => setTimeout(next, 200))
      const scale = Math.min(1, 640 / Math.max(1, video.videoWidth))
      canvas.width = Math.round(video.videoWidth * scale)
      canvas.height = Math.round(video.videoHeight * scale)
      if (canvas.width === 0) continue
      pen.drawImage(video, 0, 0, canvas.width, canvas.height)
      const seen = read(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)
      if (seen && looking.found(seen.data)) return
    }
  } catch {
    if (!looking.stop.now) looking.onBlind()
  } finally {
    picture?.getTracks().forEach((track) => track.stop())
  }
}
