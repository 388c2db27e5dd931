// Which matters are not well, in the order the wall names them.
import type { CentrePage, MatterRow } from '../../core/shapes.ts'
import type { WallLists } from '../../core/wall.ts'

/** `isLate`: some time of it has run out, even where a later one still runs. */
export type Seen = { readonly row: MatterRow; readonly isUrgent: boolean; readonly isLate: boolean }

/** Emergencies first; then what is late and waits for somebody; then what somebody has and is late. */
export function notWell(page: CentrePage, lists: WallLists): readonly Seen[] {
  const rows = [
    ...lists.urgent.rows.map((row) => ({ row, isUrgent: true, isLate: false })),
    ...[...page.unanswered, ...lists.late].map((row) => ({ row, isUrgent: false, isLate: true })),
  ]
  return [...new Map([...rows].reverse().map((seen) => [seen.row.id, seen])).values()].reverse()
}
