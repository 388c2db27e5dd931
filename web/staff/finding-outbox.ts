// Findings that were made without a network, as the screens see them: kept with their photo, sent once by themselves when the network is back.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Label } from '../../core/label.ts'
import { keepTrying } from '../kit/keep-trying.ts'
import { waitFor } from '../kit/later.ts'
import { districtHere, useDistrict } from './ask.ts'
import { allFindings, deliverFindings, dropFinding as drop, putFinding, type KeptFinding } from './finding-shelf.ts'

export type { KeptFinding }
export const notKept: Label = {
  zh: '现在没网，这台手机也存不下。请连上网再交。',
  en: 'No network, and this phone cannot keep it. Please send it when connected.',
}

let list: readonly KeptFinding[] = []
const hearers = new Set<() => void>()

/** False when this phone keeps nothing; then the person has to know. */
export async function keepFinding(made: Omit<KeptFinding, 'nextAt' | 'refused'> & { readonly status: number }): Promise<boolean> {
  const { status, ...finding } = made
  await putFinding({ ...finding, nextAt: Date.now() + waitFor(status, null) * 1000, refused: null })
  await look()
  askForSync()
  return list.some((each) => each.act === finding.act)
}

export async function dropFinding(act: string): Promise<void> {
  await drop(act)
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
    const before = list.length
    const isMine = (each: KeptFinding) => each.person === person && each.district === districtHere()
    if (!list.some(isMine)) return false
    const { sent } = await deliverFindings((each) => isMine(each) && (atOnce || each.nextAt <= Date.now()))
    await look()
    // what the service worker sent while this page slept has arrived as well
    return sent > 0 || list.length < before
  } finally {
    busy = false
  }
}

async function look(): Promise<void> {
  const found = await allFindings()
  if (found.length === 0 && list.length === 0) return
  list = found
  hearers.forEach((hear) => hear())
}

/** Where the browser can, the service worker sends even after the page is closed. */
function askForSync(): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => {
      const sync: unknown = Reflect.get(registration, 'sync')
      if (typeof sync === 'object' && sync !== null) Reflect.apply(Reflect.get(sync, 'register'), sync, ['findings'])
    })
    .catch(() => undefined)
}
