// Which matters are not well, in the order the wall names them, and since when their promise is broken.
import type { CentrePage, MatterRow } from '../../core/shapes.ts'
import type { WallLists } from '../../core/wall.ts'

/** `isLate`: some time of it has run out, even where a later one still runs. */
export type Seen = { readonly row: MatterRow; readonly isUrgent: boolean; readonly isLate: boolean }

/** Since when it is past a time that still counts; null where none is, or the broken one has been dealt with. */
export function pastOf({ due, pastSince }: Pick<MatterRow, 'due' | 'pastSince'>, now: number): number | null {
  const past = [pastSince ?? Infinity, due !== null && due < now ? due : Infinity]
  return Math.min(...past) === Infinity ? null : Math.min(...past)
}

/** Emergencies first; then what is late and waits for somebody; then what somebody has and is late. */
export function notWell(page: CentrePage, lists: WallLists): readonly Seen[] {
  const late = [...page.unanswered, ...lists.late]
  const known = new Set(late.map((row) => row.id))
  const isLate = (row: MatterRow) => known.has(row.id) || pastOf(row, page.at) !== null
  const rows = [
    ...lists.urgent.rows.map((row) => ({ row, isUrgent: true, isLate: isLate(row) })),
    ...late.map((row) => ({ row, isUrgent: false, isLate: true })),
  ]
  return [...new Map([...rows].reverse().map((seen) => [seen.row.id, seen])).values()].reverse()
}
