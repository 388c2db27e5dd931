// The two answers without which no finding can be made: who one is and what can be reported. Kept on this device for when there is no network.
import { useSyncExternalStore } from 'react'
import type { Calls } from '../../core/api.ts'
import type { PathName } from '../../core/paths.ts'

/** One's own name and posts, and the public categories: nothing of a matter and nothing of anybody else. */
const kept: readonly PathName[] = ['me', 'district']
const keyOf = (district: string, name: PathName): string => `huying-kept:${district}:${name}`

export function keepAnswer<Name extends PathName>(district: string, name: Name, answer: Calls[Name]['answer']): void {
  if (!kept.includes(name)) return
  try {
    if (isNobody(answer)) localStorage.removeItem(keyOf(district, name))
    else localStorage.setItem(keyOf(district, name), JSON.stringify(answer))
  } catch {
    // Without storage the form opens with a network only.
  }
}
const isNobody = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'viewer' in answer && answer.viewer === null

export function keptAnswer<Name extends PathName>(district: string, name: Name): Calls[Name]['answer'] | null {
  if (!kept.includes(name)) return null
  try {
    const found: Calls[Name]['answer'] | null = JSON.parse(localStorage.getItem(keyOf(district, name)) ?? 'null')
    return found
  } catch {
    return null
  }
}

let isOut = false
const hearers = new Set<() => void>()
/** What the last word with the server told: whether it came through. */
export function noteNetwork(isThere: boolean): void {
  if (isOut === !isThere) return
  isOut = !isThere
  hearers.forEach((hear) => hear())
}
export const useIsOut = (): boolean =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    () => isOut,
  )
