// What this phone keeps in IndexedDB: drafts with photos, and reports that wait for the network.
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { openShelves } from '../kit/shelf.ts'

export type ReportBody = Calls['report']['body']
/** A report as it was when the person pressed; the act id never changes, so sending it twice makes one report. */
export type Waiting = {
  readonly act: string
  readonly district: string
  readonly title: Label
  readonly body: ReportBody
  readonly photos: readonly Blob[]
  readonly voice: Blob | null
  readonly pressedAt: number
  readonly status: number | null
  readonly nextAt: number
  /** what the server would not take, in its words; then only the person can go on */ readonly refused: Label | null
}
export type Draft = {
  readonly category: string | null
  readonly what: string
  readonly phone: string
  readonly photos: readonly Blob[]
  readonly voice: Blob | null
  /** the attachment's id once the video has arrived, 'sending' before; drafts kept by older pages have none */ readonly video?: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
  readonly placeWords: string
  readonly area: number | null
  readonly standing: 'open' | 'confidential' | 'anonymous'
}
export const emptyDraft: Draft = {
  category: null,
  what: '',
  phone: '',
  photos: [],
  voice: null,
  video: null,
  place: null,
  placeWords: '',
  area: null,
  standing: 'confidential',
}

const onShelf = openShelves<'waiting' | 'drafts'>('huying-resident', (base) => {
  base.createObjectStore('waiting', { keyPath: 'act' })
  base.createObjectStore('drafts')
})

export const allWaiting = async (): Promise<readonly Waiting[]> => {
  const found: readonly Waiting[] = (await onShelf('waiting', 'readonly', (store) => store.getAll())) ?? []
  return [...found].sort((one, other) => one.pressedAt - other.pressedAt)
}
export const keepWaiting = (waiting: Waiting): Promise<unknown> => onShelf('waiting', 'readwrite', (store) => store.put(waiting))
/** What is left of a report after a part of it went through; one that somebody else has delivered meanwhile stays gone. */
export const keepLeft = (waiting: Waiting): Promise<unknown> =>
  onShelf('waiting', 'readwrite', (store) => {
    const there = store.count(waiting.act)
    there.onsuccess = () => there.result > 0 && store.put(waiting)
    return there
  })
export const dropWaiting = (act: string): Promise<unknown> => onShelf('waiting', 'readwrite', (store) => store.delete(act))

export const readDraft = async (key: string): Promise<Draft | null> => {
  const found: Draft | undefined | null = await onShelf('drafts', 'readonly', (store) => store.get(key))
  return found ? { ...emptyDraft, ...found } : null
}
export const keepDraft = (key: string, draft: Draft): Promise<unknown> => onShelf('drafts', 'readwrite', (store) => store.put(draft, key))
export const dropDraft = (key: string): Promise<unknown> => onShelf('drafts', 'readwrite', (store) => store.delete(key))
