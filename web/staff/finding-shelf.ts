// Findings kept on this phone, and one try at sending them: for the page and for the service worker alike.
import type { Label } from '../../core/label.ts'
import { isLater, waitFor } from '../kit/later.ts'
import { sendAttachment } from '../kit/send-attachment.ts'
import { openShelves } from '../kit/shelf.ts'

/** As it was when the officer pressed; the ids never change, so that sending it twice makes one matter. */
export type KeptFinding = {
  readonly act: string
  readonly id: string
  readonly district: string
  readonly person: string
  readonly action: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly area: number | null
  /** how it came, where the officer did not find it */ readonly came?: { readonly source?: string; readonly outside?: string }
  readonly title: Label
  readonly photo: Blob | null
  readonly pressedAt: number
  readonly nextAt: number
  /** what the server would not take, in its words */ readonly refused: Label | null
}

const onShelf = openShelves<'findings'>('huying-staff', (base) => void base.createObjectStore('findings', { keyPath: 'act' }))
const never = 8.64e15

/** Oldest first. */
export const allFindings = async (): Promise<readonly KeptFinding[]> => {
  const found: readonly KeptFinding[] = (await onShelf('findings', 'readonly', (store) => store.getAll())) ?? []
  return [...found].sort((one, other) => one.pressedAt - other.pressedAt)
}
/** Null where this phone keeps nothing. */
export const putFinding = (finding: KeptFinding): Promise<unknown> => onShelf('findings', 'readwrite', (store) => store.put(finding))
export const dropFinding = (act: string): Promise<unknown> => onShelf('findings', 'readwrite', (store) => store.delete(act))
/** One that another tab or the service worker has delivered meanwhile stays gone. */
const keepLeft = (finding: KeptFinding): Promise<unknown> =>
  onShelf('findings', 'readwrite', (store) => {
    const there = store.count(finding.act)
    there.onsuccess = () => there.result > 0 && store.put(finding)
    return there
  })

export type Delivered = { readonly sent: number; /** of those that were due */ readonly left: number }

/** Sends what is due, each as the person who made it: who else is signed in on this phone sends nothing of theirs. */
export function deliverFindings(isDue: (finding: KeptFinding) => boolean): Promise<Delivered> {
  // two tabs and the worker take turns, so that a photo is not sent twice; without locks the ids alone see to it
  if (!('locks' in navigator)) return deliverNow(isDue)
  return navigator.locks.request('huying-findings', () => deliverNow(isDue))
}

async function deliverNow(isDue: (finding: KeptFinding) => boolean): Promise<Delivered> {
  const due = (await allFindings()).filter((each) => each.refused === null && isDue(each))
  const here = new Map<string, string | null>()
  let sent = 0
  let left = 0
  for (const finding of due) {
    const { district } = finding
    if (!here.has(district)) here.set(district, await personHere(district))
    if (here.get(district) !== finding.person) left += 1
    else if (await deliverOne(finding)) sent += 1
    else left += 1
  }
  return { sent, left }
}

async function deliverOne(finding: KeptFinding): Promise<boolean> {
  let left = finding
  if (left.photo) {
    const up = await sendAttachment(left.district, 'photos', left.photo)
    if (!up.ok && isLater(up.status)) return postpone(left, waitFor(up.status, up.wait))
    // A photo that the server cannot read does not hold the finding back.
    left = { ...left, photo: null, answers: { ...left.answers, ...(up.ok ? { photos: [up.id] } : {}) } }
    await keepLeft(left)
  }
  const { status, refused } = await post(left)
  if (refused === null && status === 200) {
    await dropFinding(left.act)
    return true
  }
  // Signed out counts as later: the same person signs in and it goes.
  if (refused === null || isLater(status) || status === 401) return postpone(left, waitFor(status, null))
  await keepLeft({ ...left, refused, nextAt: never })
  return false
}

async function postpone(finding: KeptFinding, seconds: number): Promise<false> {
  await keepLeft({ ...finding, nextAt: Date.now() + seconds * 1000 })
  return false
}

type Posted = { readonly status: number; readonly refused: Label | null }
async function post({ district, act, id, action, answers, area, came, pressedAt }: KeptFinding): Promise<Posted> {
  const body = JSON.stringify({ act, id, process: 'grid-finding', action, answers, pressedAt, ...(area === null ? {} : { area }), ...came })
  const sending = { method: 'POST', headers: { 'content-type': 'application/json' }, body, credentials: 'same-origin' } as const
  try {
    // A connection that died without a word would hold up everything that waits behind it.
    const answer = await fetch(`/api/${district}/matters`, { ...sending, signal: patience() })
    if (answer.ok) return { status: 200, refused: null }
    const said: { refusal?: { label?: Label } } | null = await answer.json().catch(() => null)
    return { status: answer.status, refused: said?.refusal?.label ?? notTaken }
  } catch {
    return { status: 0, refused: null }
  }
}

const notTaken: Label = { zh: '没交上去，请看看填的内容', en: 'Not sent; please check what you wrote' }
const patience = (): AbortSignal => {
  const limit = new AbortController()
  setTimeout(() => limit.abort(), 30_000)
  return limit.signal
}

/** Who is signed in on this phone now; null for nobody, and when there is no network. */
async function personHere(district: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/${district}/me`, { credentials: 'same-origin', signal: patience() })
    const said: { viewer?: { person?: string } | null } = answer.ok ? await answer.json() : {}
    return said.viewer?.person ?? null
  } catch {
    return null
  }
}
