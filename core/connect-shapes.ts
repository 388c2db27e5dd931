// The shapes of the connections of other systems, departments' own and those above the district: what an administrator sees of one, and what was sent to it.
import { z } from 'zod'
import { Label } from './label.ts'
import { Id, Instant } from './shapes.ts'
import { upperSources } from './sources.ts'
import { whysUp } from './hand-up.ts'

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** `keyTail` are the last signs of the key, to tell keys apart; the key itself is shown once and kept nowhere. */
export const Connector = z.object({
  id: Id,
  /** upper: the city's platform or the hotline, which hands matters down */ kind: z.enum(['department', 'upper']),
  organisation: z.object({ id: z.number().int(), name: Label }).nullable(),
  source: z.enum(upperSources).nullable(),
  handed: z.object({ down: z.number().int(), up: z.number().int(), /** classes without a category */ unmapped: z.number().int() }),
  name: z.string(),
  madeAt: Instant,
  keyTail: z.string(),
  keyAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
  usedAt: Instant.nullable(),
  /** steps its system took */ acts: z.number().int(),
  hook: z.object({ url: z.string(), setAt: Instant }).nullable(),
  sent: z.object({ waiting: z.number().int(), delivered: z.number().int(), dead: z.number().int(), lastAt: Instant.nullable() }),
  lastFault: z.object({ at: Instant, say: z.string() }).nullable(),
})
export type Connector = z.infer<typeof Connector>

export const Delivery = z.object({
  id: Id,
  matter: Id,
  number: z.string(),
  action: z.string(),
  /** told as beyond this district */ isUp: z.boolean(),
  /** its number on the other side, where it has one */ outside: z.string().nullable(),
  at: Instant,
  state: z.enum(deliveryStates),
  tries: z.number().int(),
  dueAt: Instant,
  answered: z.number().int().nullable(),
  fault: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** What is sent: which matter moved, by which step, and where it stands. Never a word of anybody, nor who they are; only who handed it down gets the reply that the reporter got. */
export const Sent = z.object({
  id: Id,
  /** up: the district asks whoever is above it */ kind: z.enum(['step', 'up']),
  district: z.string(),
  matter: Id,
  number: z.string(),
  seq: z.number().int(),
  action: z.string(),
  at: z.string(),
  state: z.string(),
  phase: z.string(),
  due: z.string().nullable(),
  outside: z.string().optional(),
  reply: z.string().nullable().optional(),
  why: z.enum(whysUp).optional(),
  category: z.string().nullable().optional(),
  area: Label.optional(),
})
export type Sent = z.infer<typeof Sent>

const days = z.number().int().min(1).max(730)
/** A department names its organisation, whoever is above the district what its matters are called. */
export const ConnectorWish = z.object({
  id: Id,
  kind: z.enum(['department', 'upper']).default('department'),
  organisation: z.number().int().optional(),
  source: z.enum(upperSources).optional(),
  name: z.string().min(1).max(60),
  days: days.default(365),
})
export const KeyWish = z.object({ days: days.default(365) })
export const HookWish = z.object({ url: z.string().max(500).nullable() })
