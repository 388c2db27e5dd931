// The shapes of what the wall shows beside its figures: lists of this moment, forces on duty, and the rows behind the lines that are not crossed.
import { z } from 'zod'
import { dayOf } from './calendar.ts'
import { Label } from './label.ts'
import { Post } from './posts.ts'
import { AreaRef, Id, Instant, MatterRow } from './shapes.ts'

const Count = z.number().int()
/** The first rows of a list and how many there are; `open` and `late` are its links' own figures. */
const Listed = z.object({ process: z.string(), title: Label, total: Count, late: Count, rows: z.array(MatterRow) })

/** An emergency mode that is open; where it lies above the viewer's ground only its area is told. `within` are the areas it lies in, as a map shows them. */
export const ModeShape = z.object({
  id: Id.nullable(), area: AreaRef, within: z.array(z.number().int()), title: Label, reason: z.string(), by: Label.nullable(), since: Instant.nullable(), until: Instant.nullable(),
}) // prettier-ignore
export type ModeShape = z.infer<typeof ModeShape>

/** `late` are the matters longest past a time, whoever has them. A list is null where the district has no such process: absent, not empty. */
export const WallLists = z.object({
  at: Instant, home: AreaRef, listed: Listed.nullable(), standing: Listed.nullable(),
  ladder: z.array(z.object({ process: z.string(), title: Label, open: Count, late: Count })),
  urgent: z.object({ total: Count, rows: z.array(MatterRow) }), late: z.array(MatterRow), modes: z.array(ModeShape),
}) // prettier-ignore
export type WallLists = z.infer<typeof WallLists>

/** The rates that the wall and the desk show, by their names in the catalogue. */
export const rateIndicators = {
  response: 'response',
  solved: 'solved',
  solvedAtOnce: 'solved-at-once',
  satisfied: 'satisfied',
  rated: 'rated',
  truth: 'truth-gap',
} as const
export type RateName = keyof typeof rateIndicators

/** The address of the rows behind a part of such a rate: its thirty days to this one, without the excluded. */
export const rateRows = (rate: RateName, at: number, part: 'n' | 'of' | 'rest' = 'n') =>
  ({ indicator: rateIndicators[rate], part, from: dayOf(at - 29 * 86_400_000), upto: dayOf(at), exclusions: 'without' }) as const

/** How many hold a post, how many of them are not on leave, are on leave, and stand in for somebody away. Never who. Whether it is office time now; nobody knows who is at work. */
export const Forces = z.object({
  at: Instant, isOffice: z.boolean(), held: Count, present: Count, absent: Count, substitutes: Count,
  posts: z.array(z.object({ post: Post, label: Label, held: Count, present: Count, absent: Count, substitutes: Count })),
}) // prettier-ignore
export type Forces = z.infer<typeof Forces>

export const IdentityViews = z.object({
  day: z.string(), total: Count, of: Count,
  rows: z.array(z.object({ post: Post, label: Label, reason: Label, n: Count })),
}) // prettier-ignore
export type IdentityViews = z.infer<typeof IdentityViews>

export const NightNotices = z.object({
  day: z.string(), total: Count, of: Count,
  rows: z.array(z.object({ matter: Id, number: z.string(), text: Label, area: AreaRef, deliveredAt: Instant })),
}) // prettier-ignore
export type NightNotices = z.infer<typeof NightNotices>

/** The newest checkpoint over all chains and the one before, each as anybody can recompute it. */
const Checkpoint = z.object({ n: Count, at: z.string(), heads: Count, root: z.string(), before: z.string(), hash: z.string(), holds: z.boolean() })
export const RecordCheck = z.object({ at: Instant, checkpoints: z.array(Checkpoint) })
export type RecordCheck = z.infer<typeof RecordCheck>
