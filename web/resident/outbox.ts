// Sends reports, keeps those that could not be sent, and sends them again by itself until they are through.
import { keepTrying } from '../kit/keep-trying.ts'
import { attempt, type Outcome } from './deliver.ts'
import { keepReceipt } from './receipts.ts'
import { allWaiting, dropWaiting, keepWaiting, type Waiting } from './store.ts'

/** One try; who presses while a try of the same report is under way gets the outcome of that one. */
export function sendReport(waiting: Waiting): Promise<Outcome> {
  const going = underWay.get(waiting.act)
  if (going) return going
  const mine = tryOnce(waiting).finally(() => underWay.delete(waiting.act))
  underWay.set(waiting.act, mine)
  return mine
}
const underWay = new Map<string, Promise<Outcome>>()

async function tryOnce(waiting: Waiting): Promise<Outcome> {
  // Kept before the first try, so that nothing between the press and the answer can lose it.
  await keepWaiting(waiting)
  const { outcome, left } = await attempt(waiting)
  if (outcome.kind === 'later') {
    const wait = outcome.status === 0 ? pause() : outcome.wait * 1000
    await keepWaiting({ ...left, status: outcome.status, nextAt: Date.now() + wait })
    askForSync()
    tryLater()
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

/** Everything that is due now; `atOnce` when the person presses or the network comes back. */
export function sendAllWaiting(atOnce: boolean): Promise<void> {
  if (atOnce) {
    // The try under way may still be about the lost network, so being called meanwhile means one more round, soon.
    isCalled = true
    tries = 0
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  // The beat of the page does not hurry what waits for its turn.
  if (!atOnce && timer !== null) return round ?? Promise.resolve()
  round ??= rounds()
  return round
}
let round: Promise<void> | null = null
let isCalled = false

async function rounds(): Promise<void> {
  try {
    do {
      const isAll = isCalled
      isCalled = false
      for (const waiting of (await allWaiting()).filter((each) => !each.refused)) {
        if (isAll || isDue(waiting)) await sendReport(waiting)
        else tryLater()
      }
    } while (isCalled)
  } finally {
    round = null
  }
}

/** Only the server may ask for patience; a time far ahead was written before the phone's clock was put right. */
const isDue = ({ status, nextAt }: Waiting): boolean => !status || nextAt <= Date.now() || nextAt > Date.now() + longestWait
const longestWait = 600_000
const never = 8.64e15

let tries = 0
let timer: ReturnType<typeof setTimeout> | null = null
/** 2, 4, 8 … at most 30 seconds while the page is open: a network that comes back is not always announced. */
const pause = (): number => Math.min(30_000, 2000 * 2 ** tries)
function tryLater(): void {
  timer ??= setTimeout(() => {
    timer = null
    tries += 1
    void sendAllWaiting(false)
  }, pause())
}

type Listener = (act: string, outcome: Outcome) => void
const listeners = new Set<Listener>()
const tell = (act: string, outcome: Outcome) => listeners.forEach((hear) => hear(act, outcome))
export function onOutcome(hear: Listener): () => void {
  listeners.add(hear)
  return () => void listeners.delete(hear)
}

export const startOutbox = (): (() => void) => keepTrying(sendAllWaiting)

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
