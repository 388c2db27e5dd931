// Sends reports, keeps those that could not be sent, and sends them again by itself until they are through.
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { sendAttachment } from '../kit/attach.ts'
import { allWaiting, dropWaiting, keepReceipt, keepWaiting, type Waiting } from './store.ts'

export type Receipted = Calls['report']['answer']
export type Outcome = { readonly kind: 'sent'; readonly receipt: Receipted } | { readonly kind: 'later'; readonly status: number; readonly wait: number } | { readonly kind: 'refused'; readonly say: Label; readonly field: string | null }

/** Kept before the first try, so that nothing between the press and the answer can lose it. */
export async function sendReport(waiting: Waiting): Promise<Outcome> {
  await keepWaiting(waiting)
  const { outcome, left } = await attempt(waiting)
  if (outcome.kind === 'later') {
    await keepWaiting({ ...left, status: outcome.status, nextAt: Date.now() + outcome.wait * 1000 })
    askForSync()
  } else if (outcome.kind === 'refused' && waiting.status !== null) {
    // Nobody looks at the form any more: keep the words, and let the person see why.
    await keepWaiting({ ...left, refused: outcome.say, nextAt: never })
  } else {
    await dropWaiting(waiting.act)
  }
  if (outcome.kind === 'sent' && typeof localStorage !== 'undefined') keepReceipt(waiting.district, { receipt: outcome.receipt.receipt, headline: waiting.title.zh, at: waiting.pressedAt })
  tell(waiting.act, outcome)
  return outcome
}

/** Everything that is due now; `at once` when the person presses or the network comes back. */
export async function sendAllWaiting(atOnce: boolean): Promise<void> {
  if (busy) return
  busy = true
  try {
    for (const waiting of await allWaiting()) if (!waiting.refused && (atOnce || waiting.nextAt <= Date.now())) await sendReport(waiting)
  } finally {
    busy = false
  }
}
let busy = false
const never = 8.64e15

type Listener = (act: string, outcome: Outcome) => void
const listeners = new Set<Listener>()
const tell = (act: string, outcome: Outcome) => listeners.forEach((hear) => hear(act, outcome))
export function onOutcome(hear: Listener): () => void {
  listeners.add(hear)
  return () => void listeners.delete(hear)
}

/** Starts the quiet retrying of this page: when the network is back, when the page is seen again, and every few seconds what is due. */
export function startOutbox(): void {
  const now = () => void sendAllWaiting(true)
  addEventListener('online', now)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now())
  setInterval(() => void sendAllWaiting(false), 5000)
  now()
}

type Attempt = { readonly outcome: Outcome; readonly left: Waiting }

/** Photos first, then the words; what is through already stays through, so that a second try does not send it again. */
async function attempt(waiting: Waiting): Promise<Attempt> {
  let left = waiting
  for (const photo of waiting.photos) {
    const sent = await sendAttachment(waiting.district, 'photos', photo)
    if (!sent.ok && isLater(sent.status)) return { outcome: later(sent.status, sent.wait), left }
    // A photo the server cannot read does not hold the report back.
    left = { ...left, photos: left.photos.slice(1), body: { ...left.body, photos: [...(left.body.photos ?? []), ...(sent.ok ? [sent.id] : [])] } }
    await keepWaiting(left)
  }
  if (left.voice) {
    const sent = await sendAttachment(waiting.district, 'voice', left.voice)
    if (!sent.ok && isLater(sent.status)) return { outcome: later(sent.status, sent.wait), left }
    left = { ...left, voice: null, body: { ...left.body, ...(sent.ok ? { voice: [sent.id] } : {}) } }
    await keepWaiting(left)
  }
  return { outcome: await post(left), left }
}

async function post(waiting: Waiting): Promise<Outcome> {
  try {
    const body = JSON.stringify({ ...waiting.body, pressedAt: waiting.pressedAt })
    const answer = await fetch(`/api/${waiting.district}/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, credentials: 'same-origin' })
    if (answer.ok) {
      const receipt: Receipted = await answer.json()
      return { kind: 'sent', receipt }
    }
    if (isLater(answer.status)) return later(answer.status, Number(answer.headers.get('retry-after')) || null)
    const said: { refusal?: { label?: Label; field?: string } } | null = await answer.json().catch(() => null)
    return { kind: 'refused', say: said?.refusal?.label ?? { zh: '没交上去，请看看填的内容', en: 'Not sent; please check what you wrote' }, field: said?.refusal?.field ?? null }
  } catch {
    return later(0, null)
  }
}

// 0 is no network, 408 and 429 say "later", 5xx is our fault: in all of them the same act id is sent again.
const isLater = (status: number): boolean => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
const later = (status: number, wait: number | null): Outcome => ({ kind: 'later', status, wait: Math.min(600, wait ?? (status === 0 ? 20 : 60)) })

/** Where the browser can, the service worker sends even after the page is closed. */
function askForSync(): void {
  if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => {
      const sync: unknown = Reflect.get(registration, 'sync')
      if (typeof sync === 'object' && sync !== null) Reflect.apply(Reflect.get(sync, 'register'), sync, ['reports'])
    })
    .catch(() => undefined)
}
