// What many parts ask of a district's ground: its own area, and whether an emergency mode is open somewhere.
import type { AreaNode, Ground } from './house.ts'

/** The district itself, above all its areas. */
export function districtArea(ground: Ground): AreaNode {
  for (const area of ground.areas.values()) if (area.level === 0) return area
  throw new Error(`The district ${ground.district.slug} has no area of its own`)
}

/** Whether an emergency mode is open for this area or one above it. */
export const isEmergencyAt = (ground: Pick<Ground, 'emergencies' | 'roster'>, area: number): boolean =>
  ground.emergencies.some((outer) => ground.roster.covers(outer, area))
