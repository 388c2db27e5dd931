// The shapes of what bodies do together, as they leave the server: joint organisations with their members, joint activities with who holds them and what came of them.
import { z } from 'zod'
import { Label } from './label.ts'
import { HolderShape, Id, Instant, MatterRow } from './shapes.ts'

export const togetherLists = ['bodies', 'coming', 'held'] as const
/** One body that was asked: what it brings, or why it does not take part. `mine`: the viewer answers for it. */
const Member = z.object({ id: Id, holder: HolderShape, state: z.enum(['asked', 'joined', 'declined', 'left', 'calledOff']), stateLabel: Label, brings: z.string().nullable(), why: z.string().nullable(), mine: z.boolean() }) // prettier-ignore

export const TogetherRow = z.object({
  row: MatterRow,
  /** who leads the organisation or hosts the activity */ lead: HolderShape.nullable(),
  members: z.array(Member),
  /** of an organisation: what kind, what for, when it is asked whether it is alive */ form: Label.nullable(), purpose: z.string().nullable(), review: z.iso.date().nullable(),
  /** of an activity: when, where, for whom, of which organisation */ when: Instant.nullable(), where: z.string().nullable(), forWhom: z.string().nullable(), under: z.object({ id: Id, name: z.string() }).nullable(),
  /** what the host says came of it and how many it counted; who says so as well once it is confirmed */ outcome: z.string().nullable(), served: z.number().nullable(), confirmedBy: HolderShape.nullable(),
}) // prettier-ignore
export type TogetherRow = z.infer<typeof TogetherRow>

export const TogetherAsked = { list: z.enum(togetherLists).default('bodies'), q: z.string().max(60).optional(), area: z.coerce.number().int().optional(), /** activities of this organisation */ under: Id.optional() } // prettier-ignore
/** `total`: how many stand in this list. */
export const TogetherPage = z.object({ rows: z.array(TogetherRow), next: z.string().nullable(), total: z.number().int() })
