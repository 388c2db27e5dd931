// Sends photos and voice notes to the server; works in pages and in the service worker.
import type { Label } from '../../core/label.ts'

export type Taken = { readonly lon: number; readonly lat: number }
export type Sent =
  | { readonly ok: true; readonly id: string; readonly taken: Taken | null }
  | { readonly ok: false; readonly say: Label; readonly status: number; readonly wait: number | null }

/** Never throws: what went wrong comes back in words, with the status 0 when there was no network. */
export async function sendAttachment(district: string, kind: 'photos' | 'voice', body: Blob): Promise<Sent> {
  try {
    const type = (body.type || (kind === 'photos' ? 'image/jpeg' : 'audio/webm')).replace(/;.*$/, '')
    const answer = await fetch(`/api/${district}/${kind}`, { method: 'POST', headers: { 'content-type': type }, body, credentials: 'same-origin' })
    const said: unknown = await answer.json().catch(() => null)
    const id = member(said, 'id')
    if (answer.ok && typeof id === 'string') return { ok: true, id, taken: takenOf(member(said, 'taken')) }
    return {
      ok: false,
      say: labelOf(member(member(said, 'refusal'), 'label')) ?? notTaken,
      status: answer.status,
      wait: Number(answer.headers.get('retry-after')) || null,
    }
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
