// One try at delivering a report: photos, voice, words; works in pages and in the service worker.
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { isLater, waitFor } from '../kit/later.ts'
import { sendAttachment } from '../kit/send-attachment.ts'
import { allWaiting, keepLeft, type Waiting } from './store.ts'

export type Receipted = Calls['report']['answer']
export type Outcome =
  | { readonly kind: 'sent'; readonly receipt: Receipted }
  | { readonly kind: 'later'; readonly status: number; readonly wait: number }
  | { readonly kind: 'refused'; readonly say: Label; readonly field: string | null }

/** The service worker only delivers; the page, sending the same act again, gets the same receipt and clears the list. */
export async function deliverAll(): Promise<boolean> {
  const outcomes = await Promise.all((await allWaiting()).filter((each) => !each.refused).map(async (each) => (await attempt(each)).outcome.kind))
  return outcomes.every((kind) => kind !== 'later')
}

type Attempt = { readonly outcome: Outcome; readonly left: Waiting }

/** Photos first, then the words; what is through already stays through, so that a second try does not send it again. */
export async function attempt(waiting: Waiting): Promise<Attempt> {
  let left = waiting
  for (const photo of waiting.photos) {
    const sent = await sendAttachment(waiting.district, 'photos', photo)
    if (!sent.ok && isLater(sent.status)) return { outcome: later(sent.status, sent.wait), left }
    // A photo the server cannot read does not hold the report back.
    left = { ...left, photos: left.photos.slice(1), body: { ...left.body, photos: [...(left.body.photos ?? []), ...(sent.ok ? [sent.id] : [])] } }
    await keepLeft(left)
  }
  if (left.voice) {
    const sent = await sendAttachment(waiting.district, 'voice', left.voice)
    if (!sent.ok && isLater(sent.status)) return { outcome: later(sent.status, sent.wait), left }
    left = { ...left, voice: null, body: { ...left.body, ...(sent.ok ? { voice: [sent.id] } : {}) } }
    await keepLeft(left)
  }
  return { outcome: await post(left), left }
}

async function post(waiting: Waiting): Promise<Outcome> {
  // A connection that died without a word would hold up everything that waits behind it.
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), 30_000)
  try {
    const body = JSON.stringify({ ...waiting.body, pressedAt: waiting.pressedAt })
    const answer = await fetch(`/api/${waiting.district}/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      credentials: 'same-origin',
      signal: patience.signal,
    })
    if (answer.ok) {
      const receipt: Receipted = await answer.json()
      return { kind: 'sent', receipt }
    }
    if (isLater(answer.status)) return later(answer.status, Number(answer.headers.get('retry-after')) || null)
    const said: { refusal?: { label?: Label; field?: string } } | null = await answer.json().catch(() => null)
    return {
      kind: 'refused',
      say: said?.refusal?.label ?? { zh: '没交上去，请看看填的内容', en: 'Not sent; please check what you wrote' },
      field: said?.refusal?.field ?? null,
    }
  } catch {
    return later(0, null)
  } finally {
    clearTimeout(timer)
  }
}

const later = (status: number, wait: number | null): Outcome => ({ kind: 'later', status, wait: waitFor(status, wait) })
