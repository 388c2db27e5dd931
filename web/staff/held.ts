// Holds an act back for six seconds so that a slip can be undone; whatever happens to the page, it is sent exactly once or taken back.
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import type { AnswerValues } from '../kit/answer-form.tsx'
import { Label } from '../../core/label.ts'
import { tell, type Told } from './ask.ts'

/** `until` is when it goes; the act's id was made at the press, so that sending it twice counts once. */
const HeldAct = z.object({
  act: z.string(),
  district: z.string(),
  person: z.string(),
  matter: z.string(),
  number: z.string(),
  action: z.string(),
  label: Label,
  answers: z.record(z.string(), z.unknown()),
  seen: z.number(),
  until: z.number(),
})
export type HeldAct = z.output<typeof HeldAct>
export type Pressed = Omit<HeldAct, 'district' | 'person' | 'until' | 'answers'> & { readonly answers: AnswerValues }
export const heldFor = 6000

type Ending = (act: HeldAct, told: Told<'act'>) => void
const endings = new Set<Ending>()
const hearers = new Set<() => void>()
let held: HeldAct | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let who: { readonly district: string; readonly person: string } | null = null
const going = new Set<string>()

/** Takes the place of one still held, which is sent at once. It is written down before anything else happens. */
export function holdBack(pressed: Pressed): void {
  if (!who) return
  void sendHeldNow()
  const act = { ...pressed, ...who, answers: { ...pressed.answers }, until: Date.now() + heldFor }
  write(act)
  show(act)
  timer = setTimeout(() => void sendHeldNow(), heldFor)
}

/** Takes it back: nothing was sent, nothing is left. */
export function undoHeld(): HeldAct | null {
  const before = held
  if (before) erase(before)
  show(null)
  return before
}

/** Sends it now; `isLeaving` asks the browser to finish even when the page is gone. */
export async function sendHeldNow(isLeaving = false): Promise<void> {
  const act = held
  if (!act) return
  show(null)
  await deliver(act, isLeaving)
}

export const useHeld = (): HeldAct | null =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    () => held,
  )

/** Told once for every act that was sent, with the server's answer; status 0 means that it waits for the network. */
export function onHeldEnd(hear: Ending): () => void {
  endings.add(hear)
  return () => void endings.delete(hear)
}

/** What still waits for the network on this device. */
export const waitingActs = (): readonly HeldAct[] => stored().filter((act) => act.act !== held?.act)

/** Tries at once what waits for the network. */
export const sendWaitingActs = (): Promise<void> => sweepLeft(0)

/** Begins for the person who is signed in: leaving sends at once, and what an earlier page could not send goes now. */
export function startHolding(person: string, district: string): () => void {
  who = { district, person }
  const leave = () => void sendHeldNow(true)
  const hidden = () => document.visibilityState === 'hidden' && leave()
  const sweep = () => void sweepLeft()
  const beat = setInterval(sweep, 15_000)
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hidden)
  addEventListener('online', sweep)
  sweep()
  return () => {
    clearInterval(beat)
    removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hidden)
    removeEventListener('online', sweep)
    void sendHeldNow(true)
    who = null
  }
}

const prefix = 'huying-held:'
// Another tab of the same person may hold an act of its own right now: only what is well past its time is taken over.
const grace = 10_000

async function sweepLeft(after = grace): Promise<void> {
  for (const act of stored()) if (act.until + after < Date.now() && act.act !== held?.act) await deliver(act, false)
}

async function deliver(act: HeldAct, isLeaving: boolean): Promise<void> {
  if (going.has(act.act)) return
  going.add(act.act)
  const told = await tell('act', {
    params: { id: act.matter },
    body: { act: act.act, action: act.action, answers: act.answers, seen: act.seen },
    isLeaving,
  })
  going.delete(act.act)
  // No network, too many at once, signed out or our own fault: it stays written down and is tried again.
  const isLater = !told.ok && (told.status === 0 || told.status === 401 || told.status === 429 || told.status >= 500)
  if (!isLater) erase(act)
  endings.forEach((hear) => hear(act, told))
}

function show(next: HeldAct | null): void {
  clearTimeout(timer)
  held = next
  hearers.forEach((hear) => hear())
}

function write(act: HeldAct): void {
  try {
    localStorage.setItem(prefix + act.act, JSON.stringify(act))
  } catch {
    // Without storage it still goes after six seconds, and at once when the page is left.
  }
}
function erase(act: HeldAct): void {
  try {
    localStorage.removeItem(prefix + act.act)
  } catch {
    // As above.
  }
}

/** Only this person's, in this district: on a shared computer nobody sends what another pressed. */
function stored(): readonly HeldAct[] {
  try {
    const names = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? '').filter((name) => name.startsWith(prefix))
    return names.flatMap((name) => {
      const read = HeldAct.safeParse(JSON.parse(localStorage.getItem(name) ?? 'null'))
      return read.success && read.data.person === who?.person && read.data.district === who.district ? [read.data] : []
    })
  } catch {
    return []
  }
}
