// What somebody sees of a call-up in an emergency: what to do, where, how far that is, how many come of how many needed, and their own answer.
import { z } from 'zod'
import { Label } from './label.ts'
import { Choice, Id, Instant } from './shapes.ts'

export const CallUp = z.object({
  id: Id,
  number: z.string(),
  what: z.string(),
  place: Label,
  /** to the middle of the viewer's own ground; null where that is not known */ metres: z.number().int().nullable(),
  openedAt: Instant,
  needed: z.number().int(),
  coming: z.number().int(),
  answer: z.enum(['none', 'coming', 'cannot']),
  choices: z.array(Choice),
})
export type CallUp = z.infer<typeof CallUp>
