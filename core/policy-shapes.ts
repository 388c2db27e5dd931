// The shapes of the library of policies: documents that say how things are done here, and what rests on them.
import { z } from 'zod'
import { policyStates } from './policy-states.ts'
import { AreaRef, Id, Instant } from './shapes.ts'

export const PolicyHead = z.object({
  id: Id,
  title: z.string(),
  /** as it stands on the document */ number: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  area: AreaRef,
  classes: z.array(z.string()),
  processes: z.array(z.string()),
  state: z.enum(policyStates),
  replacedBy: z.object({ id: Id, title: z.string() }).nullable(),
  hasFile: z.boolean(),
  demo: z.boolean(),
  mayKeep: z.boolean(),
})
export type PolicyHead = z.infer<typeof PolicyHead>
export const Policy = PolicyHead.extend({
  words: z.string(),
  file: z.object({ name: z.string(), bytes: z.number().int() }).nullable(),
  keptAt: Instant,
})
export type Policy = z.infer<typeof Policy>

const Code = z.string().min(1).max(40)
export const PolicyWish = z.object({
  id: Id,
  title: z.string().min(2).max(120),
  number: z.string().max(60),
  issuer: z.string().min(2).max(80),
  issuedOn: z.iso.date(),
  /** where it is in force; the keeper's own when absent */ area: z.number().int().optional(),
  classes: z.array(Code).max(10).default([]),
  processes: z.array(Code).max(10).default([]),
  words: z.string().max(20_000),
  state: z.enum(['draft', 'published', 'withdrawn']),
  /** the older one that ends when this one is published */ replaces: Id.optional(),
})
/** `category` and `process` ask what a matter rests on; `area` where it lies. */
export const PoliciesAsked = z.object({
  q: z.string().max(100).optional(),
  category: Code.optional(),
  classCode: Code.optional(),
  process: Code.optional(),
  area: z.coerce.number().int().optional(),
  state: z.enum(policyStates).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
