// Remembers, on this phone only, which grid officer answered for the last place, so that she is one press away.
import type { HolderShape } from '../../core/shapes.ts'

const keyOf = (district: string): string => `huying-officer-${district}`

export function keepOfficer(district: string, officer: HolderShape): void {
  try {
    localStorage.setItem(keyOf(district), JSON.stringify(officer))
  } catch {
    // Only a convenience.
  }
}

export function keptOfficer(district: string): HolderShape | null {
  try {
    const found: HolderShape | null = JSON.parse(localStorage.getItem(keyOf(district)) ?? 'null')
    return found
  } catch {
    return null
  }
}
