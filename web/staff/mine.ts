// How this person likes the screens on this device: letter keys, large letters. Nothing of it leaves the device.
import { useSyncExternalStore } from 'react'

export type Mine = { readonly letters: boolean; readonly elder: boolean }
const hearers = new Set<() => void>()
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
let mine: Mine = { letters: read('huying-letters') !== 'off', elder: read('huying-mode') === 'elder' }
const mark = (): void => {
  document.documentElement.dataset['mode'] = mine.elder ? 'elder' : 'standard'
}
mark()

export function setMine(more: Partial<Mine>): void {
  mine = { ...mine, ...more }
  mark()
  try {
    localStorage.setItem('huying-letters', mine.letters ? 'on' : 'off')
    localStorage.setItem('huying-mode', mine.elder ? 'elder' : 'standard')
  } catch {
    // Not kept, but it holds for this visit.
  }
  hearers.forEach((tell) => tell())
}

export const useMine = (): Mine =>
  useSyncExternalStore(
    (tell) => {
      hearers.add(tell)
      return () => void hearers.delete(tell)
    },
    () => mine,
  )
