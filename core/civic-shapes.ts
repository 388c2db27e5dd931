// What the pages of a grid's posts say: how many are wanted and held, and for whoever keeps the grid, by whom.
import { z } from 'zod'
import { civicPostNames } from './civic-posts.ts'
import { Label } from './label.ts'
import { AreaRef, Id, Instant } from './shapes.ts'

/** Read by the server; phones know the names alone. */
export const CivicPost = z.enum(civicPostNames)
/** One post in one grid. Names are those who publish theirs; whoever keeps the grid sees who holds it. */
const Place = z.object({
  post: CivicPost,
  places: z.number().int(),
  held: z.number().int(),
  names: z.array(z.string()),
  mine: z.enum(['none', 'offered', 'held']),
  people: z.array(z.object({ person: Id, name: z.string(), /** null while they have not agreed */ since: Instant.nullable() })),
})
export const CivicPage = z.object({
  grids: z.array(
    z.object({
      area: AreaRef,
      place: Label,
      /** the viewer says how many are needed and offers a post */ isKept: z.boolean(),
      /** the viewer volunteers there */ mayTake: z.boolean(),
      posts: z.array(Place),
      /** for who keeps it: whom a post may be offered to */ volunteers: z.array(z.object({ person: Id, name: z.string() })),
    }),
  ),
})
export type CivicPage = z.output<typeof CivicPage>
export const CivicWish = z.object({ area: z.number().int(), post: CivicPost })
