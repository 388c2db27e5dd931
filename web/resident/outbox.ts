// Sends reports, keeps those that could not be sent, and sends them again by itself until they are through.
import { attempt, type Outcome } from './deliver.ts'
import { keepReceipt } from './receipts.ts'
import { allWaiting, dropWaiting, keepWaiting, type Waiting } from './store.ts'

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
  if (outcome.kind === 'sent') keepReceipt(waiting.district, { receipt: outcome.receipt.receipt, headline: waiting.title.zh, at: waiting.pressedAt })
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

/** Where the browser can, the service worker sends even after the page is closed. */
function askForSync(): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => {
      const sync: unknown = Reflect.get(registration, 'sync')
      if (typeof sync === 'object' && sync !== null) Reflect.apply(Reflect.get(sync, 'register'), sync, ['reports'])
    })
    .catch(() => undefined)
}
