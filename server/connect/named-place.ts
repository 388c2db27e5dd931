// Finds the area that an address names, so that what comes without a position still lies as near as its words say.
import type { AreaNode, Ground } from '../matters/house.ts'
import { districtArea } from '../matters/places.ts'

/** The community that is named, where only one is; else the township; else the district itself, so that nothing is turned away. */
export function areaNamed(ground: Ground, address: string): number {
  const named = [...ground.areas.values()].filter(({ level, name }) => level > 0 && level < 3 && name.zh.length > 1 && address.includes(name.zh))
  const townships = named.filter(({ level }) => level === 1)
  const communities = named.filter(({ level }) => level === 2)
  const within = communities.filter(({ parent }) => townships.some(({ id }) => id === parent))
  return (only(longest(within)) ?? only(longest(townships)) ?? only(longest(communities)) ?? districtArea(ground)).id
}

/** A longer name may hold a shorter one, which is then not meant. */
const longest = (areas: readonly AreaNode[]): readonly AreaNode[] =>
  areas.filter((area) => !areas.some((other) => other !== area && other.name.zh !== area.name.zh && other.name.zh.includes(area.name.zh)))
const only = (areas: readonly AreaNode[]): AreaNode | undefined => (areas.length === 1 ? areas[0] : undefined)
