// Remembers the list one came from, so that the next and the previous matter are one key away on the matter's own page.
import { useEffect } from 'react'
import { z } from 'zod'

const Trail = z.object({ ids: z.array(z.string()), back: z.string() })
export type Trail = z.output<typeof Trail>
const key = 'huying-trail'

/** The list that was seen last is the one the keys walk along; it outlives a reload of this tab and nothing else. */
export function useKeepTrail(rows: readonly { readonly id: string }[], back: string): void {
  const all = rows.map((row) => row.id).join(' ')
  useEffect(() => {
    if (all === '') return
    try {
      sessionStorage.setItem(key, JSON.stringify({ ids: all.split(' '), back }))
    } catch {
      // Without storage the keys are missing, the list is still one step back.
    }
  }, [all, back])
}

export type Place = { readonly at: number; readonly of: number; readonly before: string | null; readonly after: string | null; readonly back: string }

/** Where a matter stands in that list; null when it was opened some other way. */
export function placeInTrail(id: string): Place | null {
  try {
    const read = Trail.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    const at = read.success ? read.data.ids.indexOf(id) : -1
    if (!read.success || at < 0) return null
    const { ids, back } = read.data
    return { at: at + 1, of: ids.length, before: ids[at - 1] ?? null, after: ids[at + 1] ?? null, back }
  } catch {
    return null
  }
}
