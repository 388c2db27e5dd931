// Turns a draft into a report and takes it to the next page: received, kept for later, or what has to be put right.
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Label } from '../../core/label.ts'
import { phoneFault } from '../kit/phone.ts'
import { newActId } from '../kit/act-id.ts'
import { videoSending, waitForVideo } from '../kit/video-state.ts'
import { ask } from './ask.ts'
import type { Drafting } from './draft.ts'
import type { Receipted } from './deliver.ts'
import { sendReport } from './outbox.ts'
import { keepReceipt } from './receipts.ts'
import type { ReportBody } from './store.ts'

export type Faults = { readonly category?: Label; readonly phone?: Label; readonly place?: Label; readonly all?: Label }
export type Sending = {
  readonly isSending: boolean
  readonly faults: Faults
  readonly send: (report: { title: Label; body: Partial<ReportBody>; isPlaced: boolean }) => void
  readonly join: (matter: { id: string; headline: string }) => void
}

export function useSending(district: string, drafting: Drafting): Sending {
  const [, go] = useLocation()
  const [isSending, setSending] = useState(false)
  const [faults, setFaults] = useState<Faults>({})
  const act = useRef(newActId())
  const { draft } = drafting

  const send: Sending['send'] = ({ title, body, isPlaced }) => {
    if (isSending) return
    const found = faultsOf(draft, isPlaced)
    setFaults(found)
    if (Object.keys(found).length > 0) return focusFirst(found)
    setSending(true)
    const pressedAt = Date.now()
    const full = bodyOf(draft, { act: act.current, ...body })
    void sendReport({
      act: act.current,
      district,
      title,
      body: full,
      photos: draft.photos,
      voice: draft.voice,
      pressedAt,
      status: null,
      nextAt: pressedAt,
      refused: null,
    }).then((outcome) => {
      setSending(false)
      if (outcome.kind === 'refused') {
        act.current = newActId()
        setFaults({ [outcome.field === 'phone' || outcome.field === 'category' || outcome.field === 'place' ? outcome.field : 'all']: outcome.say })
        return
      }
      drafting.clear()
      if (outcome.kind === 'sent') passOn(outcome.receipt)
      go(outcome.kind === 'sent' ? `/${district}/sent/${outcome.receipt.receipt}` : `/${district}/waiting`)
    })
  }

  const join: Sending['join'] = ({ id, headline }) => {
    if (isSending) return
    setSending(true)
    const phone = draft.phone.trim()
    void ask('join', { params: { district, id }, body: { act: act.current, ...(phone && !phoneFault(phone) ? { phone } : {}) } }).then((answer) => {
      setSending(false)
      if (!answer.ok) return setFaults({ all: answer.fault.say })
      keepReceipt(district, { receipt: answer.said.receipt, headline, at: Date.now() })
      drafting.clear()
      passOn(answer.said)
      go(`/${district}/sent/${answer.said.receipt}`)
    })
  }
  return { isSending, faults, send, join }
}

const passKey = 'huying-just-sent'
/** The answer of the report is shown at once; the page behind it asks for more. */
export function passOn(receipt: Receipted): void {
  try {
    sessionStorage.setItem(passKey, JSON.stringify(receipt))
  } catch {
    // The next page asks the server instead.
  }
}
export function justSent(receipt: string): Receipted | null {
  try {
    const found: Receipted | null = JSON.parse(sessionStorage.getItem(passKey) ?? 'null')
    return found?.receipt === receipt ? found : null
  } catch {
    return null
  }
}

function faultsOf(draft: Drafting['draft'], isPlaced: boolean): Faults {
  const phone = draft.phone.trim() === '' ? null : phoneFault(draft.phone)
  return {
    ...(draft.category ? {} : { category: { zh: '请选一个；说不清就选“其他/说不清”', en: 'Choose one; “Other / not sure” will do' } }),
    ...(isPlaced ? {} : { place: { zh: '请告诉我们在哪里：用位置，或者选一个村社区', en: 'Where is it? Use your position or choose a village' } }),
    ...(phone ? { phone } : {}),
    ...(draft.video === videoSending ? { all: waitForVideo } : {}),
  }
}

function focusFirst(faults: Faults): void {
  const first = faults.category ? 'category' : faults.place ? 'place' : 'phone'
  const node = document.querySelector(`[data-field="${first}"] :is(input,button,select)`)
  if (node instanceof HTMLElement) {
    node.focus({ preventScroll: true })
    node.closest('[data-field]')?.scrollIntoView({ block: 'center' })
  }
}

function bodyOf(draft: Drafting['draft'], more: Partial<ReportBody> & { act: string }): ReportBody {
  const what = draft.what.trim()
  const words = draft.placeWords.trim()
  return {
    id: newActId(),
    category: draft.category ?? 'other',
    standing: draft.standing,
    ...(what ? { what } : {}),
    ...(draft.video ? { video: [draft.video] } : {}),
    ...(draft.phone.trim() ? { phone: draft.phone.replace(/[\s-]/g, '') } : {}),
    ...(draft.place ? { place: { ...draft.place, ...(words ? { words } : {}) } } : {}),
    ...(draft.area === null || draft.place ? {} : { area: draft.area }),
    ...more,
  }
}
