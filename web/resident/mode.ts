// Standard or elder mode: chosen by the person, kept on this phone, never guessed.
import { useSyncExternalStore } from 'react'

export type Mode = 'standard' | 'elder'
const key = 'huying-mode'
const listeners = new Set<() => void>()

const read = (): Mode => {
  try {
    return localStorage.getItem(key) === 'elder' ? 'elder' : 'standard'
  } catch {
    return 'standard'
  }
}
let now: Mode = read()
show(now)

/** The large type is fetched only by those who want it. */
function show(mode: Mode): void {
  document.documentElement.dataset['mode'] = mode
  if (mode === 'elder') void import('./elder.css')
}

export function setMode(mode: Mode): void {
  now = mode
  show(mode)
  try {
    localStorage.setItem(key, mode)
  } catch {
    // Not kept, but it holds for this visit.
  }
  listeners.forEach((tell) => tell())
}

export function useMode(): { readonly mode: Mode; readonly setMode: (mode: Mode) => void } {
  const mode = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
    () => now,
  )
  return { mode, setMode }
}
