// Remembers, on this phone only, who answered for the last place, so that they are one press away.
import type { HolderShape } from '../../core/shapes.ts'

type Kept = { readonly officer: HolderShape | null; readonly yardHead: HolderShape | null }
const keyOf = (district: string): string => `huying-officer-${district}`

/** A place without a grid officer leaves the last one standing. */
export function keepOfficer(district: string, { officer, yardHead }: Kept): void {
  if (!officer) return
  try {
    localStorage.setItem(keyOf(district), JSON.stringify({ ...officer, yardHead }))
  } catch {
    // Only a convenience.
  }
}

export function keptOfficer(district: string): Kept {
  try {
    const found: (HolderShape & { readonly yardHead?: HolderShape | null }) | null = JSON.parse(localStorage.getItem(keyOf(district)) ?? 'null')
    return { officer: found, yardHead: found?.yardHead ?? null }
  } catch {
    return { officer: null, yardHead: null }
  }
}
