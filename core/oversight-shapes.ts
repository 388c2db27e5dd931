// The shapes of supervision that leave the server: what follows a matter, the agenda of hard cases, live progress, draws.
import { z } from 'zod'
import { Label } from './label.ts'
import { likenesses } from './may-be-one.ts'
import { Phase } from './process.ts'
import { AreaRef, HolderShape, Id, Instant, MatterRow } from './shapes.ts'

/** A matter of supervision or a task with what it is about, its marks (level, grades, reasons), seats and counts. */
export const OversightRow = z.object({
  row: MatterRow,
  about: MatterRow.nullable(),
  marks: z.record(z.string(), z.string()),
  seats: z.array(z.object({ seat: z.string(), label: Label, holder: HolderShape })),
  counts: z.record(z.string(), z.number().int()),
  /** who confirmed, of how many who should: never who did not */ confirmed: z.object({ n: z.number().int(), of: z.number().int(), mine: z.boolean() }).nullable(),
}) // prettier-ignore
export type OversightRow = z.infer<typeof OversightRow>

const Kept = z.object({ n: z.number().int(), open: z.number().int(), late: z.number().int() })
/** How many circulars, replay meetings, stays and so on: counted from the matters themselves, never typed. */
export const OversightCounts = z.object({ circulars: Kept, replays: Kept, stays: Kept, joints: Kept, listed: Kept, items: Kept, rechecks: Kept, notFixed: z.number().int(), ratings: Kept, exclusions: Kept, keyTasks: Kept, taskLists: Kept, handovers: Kept, /** what enforcement made of what was handed over */ enforced: z.object({ penalised: z.number().int(), corrected: z.number().int(), notPursued: z.number().int(), movedOn: z.number().int(), takenBack: z.number().int() }), from: Instant }) // prettier-ignore
export type OversightCounts = z.infer<typeof OversightCounts>

export const Meeting = z.object({
  at: Instant,
  day: z.string().nullable(),
  moved: z.string(),
  next: z.string().nullable(),
  spent: z.number().nullable(),
})
export const AgendaItem = z.object({
  row: MatterRow,
  about: MatterRow.nullable(),
  /** when the problem was first reported, however often it changed hands since */ firstReport: Instant,
  leader: HolderShape.nullable(),
  person: z.string().nullable(),
  partners: z.string().nullable(),
  plan: z.string().nullable(),
  money: z.number().nullable(),
  spent: z.number(),
  meetings: z.array(Meeting),
  visits: z.number().int(),
  progressed: z.number().int(),
  grade: z.string().nullable(),
}) // prettier-ignore
export type AgendaItem = z.infer<typeof AgendaItem>
export const AgendaPage = z.object({ area: AreaRef, items: z.array(AgendaItem), candidates: z.array(z.object({ row: MatterRow, firstReport: Instant, reasons: z.array(z.object({ code: z.string(), label: Label })) })), more: z.number().int() }) // prettier-ignore
export type AgendaPage = z.infer<typeof AgendaPage>

export const RepeatGroup = z.object({ why: z.enum(['thing', 'place', 'microGrid']), place: Label, category: Label.nullable(), n: z.number().int(), matters: z.array(MatterRow) }) // prettier-ignore
export type RepeatGroup = z.infer<typeof RepeatGroup>

/** Calls that may be one and the same: the earliest, and those that may go into it. */
export const OneGroup = z.object({
  keep: MatterRow,
  others: z.array(z.object({ matter: MatterRow, why: z.enum(likenesses), mayMerge: z.boolean() })),
})
export type OneGroup = z.infer<typeof OneGroup>

const ByPhase = z.partialRecord(Phase, z.number().int())
export const ProgressPage = z.object({ wished: z.number().int(), opened: z.number().int(), ended: z.number().int(), phases: ByPhase, area: AreaRef, below: z.array(z.object({ area: AreaRef, opened: z.number().int(), ended: z.number().int(), phases: ByPhase })) }) // prettier-ignore
export type ProgressPage = z.infer<typeof ProgressPage>

const Draw = z.object({ day: z.string(), at: Instant, checkpoint: z.number().int(), root: z.string(), seed: z.string(), share: z.number().int(), from: Instant, upto: Instant, candidates: z.number().int(), candidatesHash: z.string(), drawn: z.number().int(), drawnHash: z.string() }) // prettier-ignore
export const DrawsPage = z.object({ rows: z.array(Draw), one: z.object({ candidates: z.array(Id), drawn: z.array(Id) }).nullable(), how: Label })
export type DrawsPage = z.infer<typeof DrawsPage>

/** A first-agenda item or a red-line notice as it reaches those below. */
export const NoticeDown = z.object({ id: Id, number: z.string(), kind: z.enum(['agenda', 'redline']), words: z.string(), basis: z.string().nullable(), at: Instant, ends: Instant, issuer: HolderShape.nullable(), mustConfirm: z.boolean(), confirmed: z.boolean() }) // prettier-ignore
export type NoticeDown = z.infer<typeof NoticeDown>
