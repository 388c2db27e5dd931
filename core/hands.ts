// What a volunteer sees of a call for hands: the words written for volunteers, where, until when, and what can be done with it.
import { z } from 'zod'
import { Label } from './label.ts'
import { Choice, Id, Instant } from './shapes.ts'

export const Hand = z.object({
  id: Id,
  number: z.string(),
  what: z.string(),
  place: Label,
  openedAt: Instant,
  /** until when it waits for somebody, is to be done, or will be checked */ due: Instant,
  standing: z.enum(['offered', 'mine', 'checking']),
  /** the squad by which it is offered, and why; null in one's own grid */ squad: Label.nullable(),
  choices: z.array(Choice),
})
export type Hand = z.infer<typeof Hand>
