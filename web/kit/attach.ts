// Shrinks photos on the phone itself and sends photos and voice notes to the server.
import type { Label } from '../../core/label.ts'

export type Taken = { readonly lon: number; readonly lat: number }
export type Sent = { readonly ok: true; readonly id: string; readonly taken: Taken | null } | { readonly ok: false; readonly say: Label; readonly status: number; readonly wait: number | null }

/** At most 1600 px on the long side: about 100–300 kB, and what the camera wrote beside the picture is gone. */
export async function shrinkPhoto(file: Blob, longest = 1600): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    return small ?? file
  } catch {
    // A format this browser cannot draw (HEIC, say): the server reads it and shrinks it there.
    return file
  }
}

/** Never throws: what went wrong comes back in words, with the status 0 when there was no network. */
export async function sendAttachment(district: string, kind: 'photos' | 'voice', body: Blob): Promise<Sent> {
  try {
    const type = (body.type || (kind === 'photos' ? 'image/jpeg' : 'audio/webm')).replace(/;.*$/, '')
    const answer = await fetch(`/api/${district}/${kind}`, { method: 'POST', headers: { 'content-type': type }, body, credentials: 'same-origin' })
    const said: unknown = await answer.json().catch(() => null)
    const id = member(said, 'id')
    if (answer.ok && typeof id === 'string') return { ok: true, id, taken: takenOf(member(said, 'taken')) }
    return { ok: false, say: labelOf(member(member(said, 'refusal'), 'label')) ?? notTaken, status: answer.status, wait: Number(answer.headers.get('retry-after')) || null }
  } catch {
    return { ok: false, say: noNetwork, status: 0, wait: null }
  }
}

const noNetwork: Label = { zh: '现在没网，照片先留在手机里', en: 'No network; kept on this phone' }
const notTaken: Label = { zh: '没传上去，不是您的问题，再试一次', en: 'Not sent. Our fault; please try again' }

function member(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Object.entries(from).find(([key]) => key === name)?.[1] : undefined
}
function labelOf(from: unknown): Label | null {
  const zh = member(from, 'zh')
  const en = member(from, 'en')
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : null
}
function takenOf(from: unknown): Taken | null {
  const lon = member(from, 'lon')
  const lat = member(from, 'lat')
  return typeof lon === 'number' && typeof lat === 'number' ? { lon, lat } : null
}
