// Who holds one of some posts near a spot, nearest first: by where the post stands, never by where anybody is.
import { metresBetween } from '../../core/geometry.ts'
import { Post, posts } from '../../core/posts.ts'
import type { AreaNode, Ground } from './house.ts'

export type Near = { readonly person: string; readonly metres: number | null }
export type Spot = { readonly lon: number | null; readonly lat: number | null; /** those within this area only */ readonly within: number }

/** Each person once, at the nearest of their posts. Who is away is left out, who stands in is there. */
export function nearestPeople(ground: Ground, spot: Spot, named: readonly string[]): readonly Near[] {
  const nearest = new Map<string, Near>()
  for (const name of named) {
    const post = Post.safeParse(name)
    if (!post.success) continue
    for (const area of ground.areas.values()) {
      if (area.level !== posts[post.data].level || !ground.roster.covers(spot.within, area.id)) continue
      const metres = metresTo(ground, spot, area)
      for (const person of ground.roster.present({ post: post.data, area: area.id })) {
        const known = nearest.get(person)
        if (!known || (metres ?? Infinity) < (known.metres ?? Infinity)) nearest.set(person, { person, metres })
      }
    }
  }
  return [...nearest.values()].sort((one, other) => (one.metres ?? Infinity) - (other.metres ?? Infinity) || (one.person < other.person ? -1 : 1))
}

/** A yard without a place of its own lies where its grid does. */
function metresTo(ground: Ground, spot: Pick<Spot, 'lon' | 'lat'>, area: AreaNode): number | null {
  const placed = area.lon !== null || area.parent === null ? area : ground.areas.get(area.parent)
  if (spot.lon === null || spot.lat === null || !placed || placed.lon === null || placed.lat === null) return null
  return Math.round(metresBetween([spot.lon, spot.lat], [placed.lon, placed.lat]))
}
