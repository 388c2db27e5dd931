// The shapes that leave the server: rows of lists, pages of matters, steps of a timeline. No reporter has a place in any of them.
import { z } from 'zod'
import { Label } from './label.ts'
import { Post } from './posts.ts'
import { Field, Kind, Phase } from './process.ts'

/** Instants travel as ms since 1970. */
export const Instant = z.number().int()
export const Id = z.uuid()
export const RefusalShape = z.object({ code: z.string(), label: Label, field: z.string().optional(), from: Instant.optional() })
export const AreaRef = z.object({ id: z.number().int(), name: Label, level: z.number().int() })
/** Who has it now: the post and where; a name only where that post publishes one. */
export const HolderShape = z.object({
  post: Post,
  label: Label,
  place: Label,
  name: z.string().nullable(),
  area: z.number().int().nullable(),
  organisation: z.number().int().nullable(),
})
export type HolderShape = z.infer<typeof HolderShape>

export const CategoryShape = z.object({
  code: z.string(),
  classCode: z.string(),
  label: Label,
  quoted: z.boolean(),
  thingKind: z.string().nullable(),
  needsPhoto: z.boolean(),
  emergency: z.boolean(),
  handle: z.object({ amount: z.number(), unit: z.string() }),
  duty: z.enum(['basic', 'cooperative', 'withdrawn']).optional(),
  closing: Label,
})
export type CategoryShape = z.infer<typeof CategoryShape>

/** Urgency 0 normal, 1 urgent, 2 emergency. `due` is null once ended; `overdue` and `soon` are for screens that have no clock. */
export const MatterRow = z.object({
  id: Id, number: z.string(), process: z.string(), title: Label, headline: z.string(), category: z.object({ code: z.string(), label: Label }).nullable(), area: AreaRef, place: Label, source: z.string(),
  state: z.string(), stateLabel: Label, phase: Phase, urgency: z.number().int(), severity: z.enum(['light', 'serious']).nullable(), triage: z.enum(['private', 'small', 'major']).nullable(), owner: HolderShape.nullable(),
  openedAt: Instant, endedAt: Instant.nullable(), due: Instant.nullable(), /** since when a promise that still runs is broken, however often its clock was wound again */ pastSince: Instant.nullable(), granted: z.number().nullable(), provisional: z.boolean(), lateAction: z.string().nullable(), returned: z.boolean(), demo: z.boolean(),
  lon: z.number().nullable(), lat: z.number().nullable(), thing: z.object({ id: Id, code: z.string(), name: Label }).nullable(), sameCount: z.number().int(), seq: z.number().int(),
}) // prettier-ignore
export type MatterRow = z.infer<typeof MatterRow>

/** `reply`: whoever asked will read it as the answer; `declines`: the answer is no, so that it should say whom to ask next. */
export const FormField = Field.extend({ name: z.string(), reply: z.literal(true).optional(), declines: z.literal(true).optional() })
export type FormField = z.infer<typeof FormField>
/** One action the viewer sees; with a refusal it is shown disabled with the reason. */
export const Choice = z.object({
  action: z.string(),
  label: Label,
  tone: z.enum(['main', 'calm', 'grave']),
  key: z.string().nullable(),
  form: z.array(FormField),
  refusal: RefusalShape.nullable(),
})
export type Choice = z.infer<typeof Choice>

/** A way in that the viewer has: into a process of its own or one about the matter they look at. */
export const Way = z.object({ process: z.string(), action: z.string(), title: Label, label: Label, kind: Kind })
export type Way = z.infer<typeof Way>
/** The same with its form, for whoever goes it. */
export const Opening = Way.extend({ form: z.array(FormField) })
export type Opening = z.infer<typeof Opening>

export const Step = z.object({
  seq: z.number().int(),
  action: z.string(),
  label: Label,
  at: Instant,
  by: Label,
  name: z.string().nullable(),
  said: z.array(z.object({ label: Label, text: z.string() })),
  photos: z.array(Id),
  to: z.string().nullable(),
  toLabel: Label.nullable(),
  /** done by a department's own system over its connection */ byConnector: z.boolean().optional(),
})
export type Step = z.infer<typeof Step>
/** One running or resting clock with the reason for its due time in words. */
export const ClockShape = z.object({
  name: z.string(),
  label: Label,
  due: Instant.nullable(),
  provisional: z.boolean(),
  struck: z.number().int(),
  amount: z.number(),
  unit: z.string(),
  spent: z.number(),
  because: Label,
})
export type ClockShape = z.infer<typeof ClockShape>
/** The life of a matter as one bar from the first report to now; it never restarts. */
export const Segment = z.object({ kind: z.enum(['waiting', 'working', 'paused', 'late']), from: Instant, to: Instant, label: Label })
export type Segment = z.infer<typeof Segment>
export const LetterShape = z.object({
  id: Id,
  fromReporter: z.boolean(),
  post: Label.nullable(),
  words: z.string(),
  at: Instant,
  seenAt: Instant.nullable(),
})
export type LetterShape = z.infer<typeof LetterShape>
export const AttachmentShape = z.object({
  id: Id,
  kind: z.enum(['photo', 'video', 'voice']),
  type: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  at: Instant,
})
export type AttachmentShape = z.infer<typeof AttachmentShape>

/** How a call-up stands: of those called so many come and so many cannot. */
export const CallUpCounts = z.object({ id: Id, number: z.string(), what: z.string(), state: Label, called: z.number().int(), coming: z.number().int(), cannot: z.number().int(), needed: z.number().int() }) // prettier-ignore
export type CallUpCounts = z.infer<typeof CallUpCounts>

export const MatterPage = z.object({
  matter: MatterRow, words: z.string(), /** its number where it came from, such as that of the hotline's order */ outside: z.string().optional(), choices: z.array(Choice), timeline: z.array(Step), clocks: z.array(ClockShape), bar: z.array(Segment), seats: z.array(z.object({ seat: z.string(), label: Label, holder: HolderShape })), children: z.array(MatterRow), parent: MatterRow.nullable(),
  about: MatterRow.nullable(), followers: z.array(MatterRow), openings: z.array(Way), callUps: z.array(CallUpCounts), /** what it asks for, as it stands now */ resource: z.object({ id: Id, amount: z.number(), from: Instant, until: Instant }).optional(),
  attachments: z.array(AttachmentShape), letters: z.array(LetterShape), passed: z.array(z.object({ holder: HolderShape, why: Label })), reporterSees: z.object({ state: Label, promise: Instant.nullable() }).nullable(), mayReveal: z.boolean(), hasContact: z.boolean(), proof: z.object({ events: z.number().int(), holds: z.boolean() }),
}) // prettier-ignore
export type MatterPage = z.infer<typeof MatterPage>

/** What the person who reported sees: plain words, who has it, until when; never office words. */
export const FollowPage = z.object({
  id: Id, number: z.string(), receipt: z.string(), headline: z.string(), thing: Label.nullable(), place: Label, category: Label.nullable(), phase: Phase, state: z.string(), plain: Label, owner: HolderShape.nullable(), openedAt: Instant, endedAt: Instant.nullable(), due: Instant.nullable(), provisional: z.boolean(), late: z.boolean(),
  stage: z.enum(['received', 'assigned', 'working', 'checking', 'done', 'dropped']), steps: z.array(Step), choices: z.array(Choice), letters: z.array(LetterShape), attachments: z.array(AttachmentShape), sameCount: z.number().int(), deliveredAt: Instant.nullable(), seenAt: Instant.nullable(), reply: z.string().nullable(), /** what it was handed to: where it stands there, never the file itself */ beyond: z.object({ number: z.string(), plain: Label, words: z.string().nullable(), at: Instant }).nullable(),
  looks: z.array(z.object({ at: Instant, post: Label, reason: z.string() })), standing: z.enum(['open', 'confidential', 'anonymous']), joined: z.boolean(), seq: z.number().int(),
}) // prettier-ignore
export type FollowPage = z.infer<typeof FollowPage>

export const Viewer = z.object({
  person: Id,
  name: z.string(),
  postings: z.array(
    z.object({
      post: Post,
      label: Label,
      place: Label,
      area: z.number().int().nullable(),
      organisation: z.number().int().nullable(),
      level: z.number().int().nullable(),
    }),
  ),
  isStaff: z.boolean(),
  demo: z.boolean(),
  /** somebody else has seen the password they sign in with */ passwordIsGiven: z.boolean(),
})
export type Viewer = z.infer<typeof Viewer>

/** A rate is never without its numerator and denominator. */
export const Share = z.object({ n: z.number().int(), of: z.number().int() })
export type Share = z.infer<typeof Share>
/** By the catalogue: what is weighed counts in tenths. */
const Weighed = z.object({ n: z.number(), of: z.number().int() })
const Rates = z.object({ response: Weighed, solved: Weighed, solvedAtOnce: Weighed, satisfied: Weighed, rated: Weighed, truth: Weighed })
/** What a whole day of calls came to. */
const CallsOfDay = z.object({
  day: z.string(), called: z.number().int(), answered: z.number().int(), lateUnanswered: z.number().int(), sources: z.array(z.object({ source: z.string(), label: Label, n: z.number().int() })), triage: z.object({ private: z.number().int(), small: z.number().int(), major: z.number().int(), total: z.number().int() }),
  hours: z.array(z.object({ hour: z.number().int(), called: z.number().int(), answered: z.number().int(), lastWeek: z.number().int() })),
}) // prettier-ignore
export type CallsOfDay = z.infer<typeof CallsOfDay>
/** `rates` are without the excluded, `whole` with them. `before`: the day before, until there is a first call today. */
export const CentrePage = z.object({
  at: Instant, district: Label, demo: z.boolean(), today: z.object({ called: z.number().int(), answered: z.number().int(), inTime: z.number().int(), lateUnanswered: z.number().int() }), sources: z.array(z.object({ source: z.string(), label: Label, n: z.number().int() })), triage: z.object({ private: z.number().int(), small: z.number().int(), major: z.number().int(), total: z.number().int() }),
  open: z.number().int(), overdue: z.number().int(), townships: z.array(z.object({ area: AreaRef, tile: z.object({ col: z.number(), row: z.number() }), open: z.number().int(), overdue: z.number().int(), emergency: z.number().int() })), unanswered: z.array(MatterRow),
  rates: Rates, whole: Rates, before: CallsOfDay.nullable(), levels: z.array(z.object({ level: z.number().int(), label: Label, n: z.number().int() })), closedToday: z.number().int(), hours: z.array(z.object({ hour: z.number().int(), called: z.number().int(), answered: z.number().int(), lastWeek: z.number().int() })), phases: z.array(z.object({ phase: Phase, n: z.number().int() })),
  lines: z.object({ reveals: Share, nightNotices: Share, chain: Share }), feed: z.array(z.object({ at: Instant, label: Label, area: AreaRef, headline: Label, id: Id })),
}) // prettier-ignore
export type CentrePage = z.infer<typeof CentrePage>

/** A round by foot or truck: one stop a thing, however many reported it. Metres are as the crow flies, from the stop before. */
export const RouteStop = z.object({ thing: z.object({ id: Id, code: z.string(), name: Label }), place: Label, lon: z.number(), lat: z.number(), metres: z.number().int(), matters: z.array(MatterRow) }) // prettier-ignore
export type RouteStop = z.infer<typeof RouteStop>
export const RoutePage = z.object({
  kind: z.string(), start: z.object({ lon: z.number(), lat: z.number(), place: Label, isHere: z.boolean() }).nullable(), stops: z.array(RouteStop), metres: z.number().int(), matters: z.number().int(), /** of things whose place nobody knows */ unplaced: z.array(MatterRow), more: z.boolean(),
}) // prettier-ignore
export type RoutePage = z.infer<typeof RoutePage>
