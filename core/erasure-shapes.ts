// The shapes of requests to be forgotten: who asked for whom and why, what goes, and who agreed.
import { z } from 'zod'
import { Id, Instant } from './shapes.ts'

export const erasureStates = ['asked', 'agreed', 'done', 'declined'] as const
/** `goes` counts what is there to go, and what went once it is done. */
export const Erasure = z.object({
  id: Id,
  name: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  state: z.enum(erasureStates),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  why: z.string().nullable(),
  goes: z.object({ matters: z.number().int(), letters: z.number().int(), devices: z.number().int() }),
  /** whether this viewer is the second who may agree or decline */ mayDecide: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export const ErasureWish = z.object({ id: Id, phone: z.string().max(20).optional(), person: Id.optional(), reason: z.string().min(4).max(300) })
export const ErasureDecision = z.object({ agree: z.boolean(), why: z.string().max(300).default('') })
