// Findings that were made without a network: kept on this phone with their photo, sent once by themselves when the network is back.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Label } from '../../core/label.ts'
import type { AnswerValues } from '../kit/answer-form.tsx'
import { keepTrying } from '../kit/keep-trying.ts'
import { isLater, waitFor } from '../kit/later.ts'
import { sendAttachment } from '../kit/send-attachment.ts'
import { openShelves } from '../kit/shelf.ts'
import { districtHere, useDistrict } from './ask.ts'
import { openMatter } from './opening.ts'

/** As it was when the officer pressed; the ids never change, so that sending it twice makes one matter. */
export type KeptFinding = {
  readonly act: string
  readonly id: string
  readonly district: string
  readonly person: string
  readonly action: string
  readonly answers: AnswerValues
  readonly area: number | null
  readonly title: Label
  readonly photo: Blob | null
  readonly pressedAt: number
  readonly nextAt: number
  /** what the server would not take, in its words */ readonly refused: Label | null
}
export const notKept: Label = {
  zh: '现在没网，这台手机也存不下。请连上网再交。',
  en: 'No network, and this phone cannot keep it. Please send it when connected.',
}

const onShelf = openShelves<'findings'>('huying-staff', (base) => void base.createObjectStore('findings', { keyPath: 'act' }))
const never = 8.64e15
let list: readonly KeptFinding[] = []
const hearers = new Set<() => void>()

/** False when this phone keeps nothing; then the person has to know. */
export async function keepFinding(made: Omit<KeptFinding, 'pressedAt' | 'nextAt' | 'refused'> & { readonly status: number }): Promise<boolean> {
  const { status, ...finding } = made
  const now = Date.now()
  await put({ ...finding, pressedAt: now, nextAt: now + waitFor(status, null) * 1000, refused: null })
  return list.some((each) => each.act === finding.act)
}

export async function dropFinding(act: string): Promise<void> {
  await onShelf('findings', 'readwrite', (store) => store.delete(act))
  await look()
}

/** This person's own, oldest first. */
export function useKeptFindings(person: string): readonly KeptFinding[] {
  const district = useDistrict()
  const all = useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    () => list,
  )
  return all.filter((each) => each.person === person && each.district === district)
}

/** Sends what waits for as long as this person is here; what another person kept on this phone waits for that person. */
export function useFindingOutbox(person: string): void {
  const client = useQueryClient()
  useEffect(() => keepTrying(async (atOnce) => void ((await sendFindings(person, atOnce)) && client.invalidateQueries())), [person, client])
}

let busy = false
/** True when something arrived. */
export async function sendFindings(person: string, atOnce: boolean): Promise<boolean> {
  if (busy) return false
  busy = true
  try {
    await look()
    const due = list.filter(
      (each) => each.person === person && each.district === districtHere() && !each.refused && (atOnce || each.nextAt <= Date.now()),
    )
    const sent: boolean[] = []
    for (const finding of due) sent.push(await sendOne(finding))
    return sent.includes(true)
  } finally {
    busy = false
  }
}

async function sendOne(finding: KeptFinding): Promise<boolean> {
  let left = finding
  if (left.photo) {
    const up = await sendAttachment(left.district, 'photos', left.photo)
    if (!up.ok && isLater(up.status)) return postpone(left, waitFor(up.status, up.wait))
    // A photo that the server cannot read does not hold the finding back.
    left = { ...left, photo: null, answers: { ...left.answers, ...(up.ok ? { photos: [up.id] } : {}) } }
    await put(left)
  }
  const { act, id, action, answers, area } = left
  const told = await openMatter({ process: 'grid-finding', act, id, action, answers, area })
  if (told.ok) {
    await dropFinding(act)
    return true
  }
  // Signed out counts as later: the same person signs in and it goes.
  if (isLater(told.status) || told.status === 401) return postpone(left, waitFor(told.status, null))
  await put({ ...left, refused: told.label, nextAt: never })
  return false
}

async function postpone(finding: KeptFinding, seconds: number): Promise<false> {
  await put({ ...finding, nextAt: Date.now() + seconds * 1000 })
  return false
}

async function put(finding: KeptFinding): Promise<void> {
  await onShelf('findings', 'readwrite', (store) => store.put(finding))
  await look()
}

async function look(): Promise<void> {
  const found: readonly KeptFinding[] = (await onShelf('findings', 'readonly', (store) => store.getAll())) ?? []
  if (found.length === 0 && list.length === 0) return
  list = [...found].sort((one, other) => one.pressedAt - other.pressedAt)
  hearers.forEach((hear) => hear())
}
