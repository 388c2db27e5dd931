// What many parts ask of a district's ground: its own area, and whether an emergency mode is open somewhere.
import type { AreaNode, Ground } from './house.ts'

/** The district itself, above all its areas. */
export function districtArea(ground: Ground): AreaNode {
  for (const area of ground.areas.values()) if (area.level === 0) return area
  throw new Error(`The district ${ground.district.slug} has no area of its own`)
}

/** Whether an emergency mode is open for this area or one above it. */
export const isEmergencyAt = (ground: Pick<Ground, 'emergencies' | 'roster'>, area: number): boolean => emergencySince(ground, area) !== null

/** When the first emergency mode was opened that holds here now. */
export const emergencySince = (ground: Pick<Ground, 'emergencies' | 'roster'>, area: number): number | null =>
  ground.emergencies
    .filter((mode) => ground.roster.covers(mode.area, area))
    .reduce<number | null>((first, { since }) => Math.min(first ?? since, since), null)
