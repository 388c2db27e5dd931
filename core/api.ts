// The one table of endpoints: input and output of each in Zod. The server implements it, the client is typed by it, OpenAPI is printed from it.
import { z } from 'zod'
import { Board, CallClass } from './boards.ts'
import { mostPlaces } from './civic-posts.ts'
import { CivicPage, CivicWish } from './civic-shapes.ts'
import { Connector, ConnectorWish, Delivery, deliveryStates, HookWish, KeyWish } from './connect-shapes.ts'
import { Callback, ClassesImport, ClassesImported, ClassesPage, ClassRows, Handed, HandDown, HandedDown } from './upper-shapes.ts'
import { KeyLines, KeyLinesWish } from './key-lines.ts'
import { Erasure, ErasureDecision, ErasureWish } from './erasure-shapes.ts'
import { Label } from './label.ts'
import { mostApart, whysApart } from './may-be-one.ts'
import type { PathName } from './paths.ts'
import { AgendaPage, DrawsPage, NoticeDown, OneGroup, OversightCounts, OversightRow, ProgressPage, RepeatGroup } from './oversight-shapes.ts'
import { CallUp } from './call-up.ts'
import { Hand } from './hands.ts'
import { skillNames } from './skills.ts'
import { Skill, Standing as Joining, SquadId, SquadRow, SquadsPage, Volunteering, VolunteersPage } from './volunteers.ts'
import { GridFunction, gridFunctionNames } from './grid-functions.ts'
import { PoliciesAsked, Policy, PolicyHead, PolicyWish } from './policy-shapes.ts'
import { Post } from './posts.ts'
import { BookingWish, ResourcePage, ResourceRow, ResourcesAsked, ResourcesPage, ResourceWish } from './resource-shapes.ts'
import { Phase } from './process.ts'
import { registryKinds } from './registry.ts'
import { EnteredSource, OutsideNumber } from './source-shapes.ts'
import {
  AreaRef,
  CategoryShape,
  CentrePage,
  Choice,
  FollowPage,
  HolderShape,
  Id,
  Instant,
  MatterPage,
  MatterRow,
  Opening,
  RefusalShape,
  RoutePage,
  Viewer,
} from './shapes.ts'
import {
  AnalysisPage,
  Bulletin,
  bulletinKinds,
  BulletinHead,
  mostTogether,
  WaitingBulletins,
  FiguresAsked,
  FiguresPage,
  IndicatorPage,
  RowsBehind,
  SafetyReport,
  TruthPage,
} from './figures.ts'
import { FigureRules, RulesDecided, RulesProposed } from './figure-rules.ts'
import { QualityName, QualityPage, QualityRows } from './quality.ts'
import { AnsweredLately, gridChoices, PublicUse, UseGrids, UsePage } from './use-shapes.ts'
import { TogetherAsked, TogetherPage } from './together-shapes.ts'
import { Forces, IdentityViews, NightNotices, RecordCheck, WallLists } from './wall.ts'

const none = z.object({})
const District = z.object({ district: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/) })
const One = District.extend({ id: Id })
const OneSquad = District.extend({ squad: z.coerce.number().pipe(SquadId) })
const OneOutside = District.extend({ outside: OutsideNumber })
const Receipt = District.extend({ receipt: z.string().regex(/^[0-9A-HJKMNP-Z]{3}-[0-9A-HJKMNP-Z]{3}-[0-9A-HJKMNP-Z]{3}$/i) })
const Answers = z.record(z.string().max(40), z.unknown())
const Words = z.string().max(2000)
const Page = z.object({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })
const Rows = z.object({ rows: z.array(MatterRow), next: z.string().nullable() })
const Standing = z.enum(['open', 'confidential', 'anonymous'])
const ThingShape = z.object({
  id: Id,
  code: z.string(),
  kind: z.string(),
  name: Label,
  place: Label,
  area: AreaRef,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  handler: HolderShape.nullable(),
  demo: z.boolean(),
})
/** How often a code was scanned, and how many reports came by it; null for those who do not look after the place. Of no person. */
const Scans = z.object({ last30: z.number().int(), total: z.number().int(), reports: z.number().int() })
const PostingShape = z.object({
  id: Id,
  person: z.object({ id: Id, name: z.string() }),
  holder: HolderShape,
  absent: z.object({ until: Instant, substitute: z.string().nullable() }).nullable(),
  /** whether this person can sign in with a password; null for everybody but the system administrator */ hasLogin: z.boolean().nullable(),
})
const ProcessSummary = z.object({ name: z.string(), version: z.number().int(), title: Label, active: z.boolean(), open: z.number().int() })
/** One entry of the registry's trail; `subject` names its chain, `by` is null for the system and for who sits at the server. */
const AuditRow = z.object({
  id: Id,
  at: Instant,
  kind: z.enum(registryKinds),
  action: Label,
  subject: z.guid(),
  seq: z.number().int(),
  by: z.string().nullable(),
  said: z.array(z.object({ label: Label, text: Label })),
})
/** What an act gives back: the fresh page, or why not (with the fresh page as well, so that nobody acts on stale ground). */
const ActAnswer = z.object({ page: MatterPage })
const Receipted = z.object({
  number: z.string(),
  receipt: z.string(),
  id: Id,
  owner: HolderShape.nullable(),
  due: Instant.nullable(),
  provisional: z.boolean(),
  plain: Label,
  standing: Standing,
})
/** Where a matter stands after a step, for devices and programs that need no page. */
const Stood = z.object({ id: Id, number: z.string(), seq: z.number().int(), state: z.string(), phase: Phase })
const DutyLevel = z.enum(['grid', 'community', 'township', 'district'])
const DutyListName = z.enum(['basic', 'cooperative', 'withdrawn'])
const Act = z.object({ act: Id, action: z.string().max(40), answers: Answers.default({}), seen: z.number().int().optional() })
const Opened = Act.extend({
  id: Id,
  process: z.string().max(40),
  area: z.number().int().optional(),
  code: z.string().max(40).optional(),
  about: Id.optional(),
  /** how it came to whoever writes it down, and its number there */ source: EnteredSource.optional(),
  outside: z.string().max(100).optional(),
  /** where it waited without a network */ pressedAt: Instant.optional(),
})

type Endpoint = { readonly params: z.ZodObject; readonly query: z.ZodObject; readonly body: z.ZodType; readonly answer: z.ZodType }
const get = <P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType>(params: P, query: Q, answer: A) => ({
  params,
  query,
  body: none,
  answer,
})
const post = <P extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(params: P, body: B, answer: A) => ({
  params,
  query: none,
  body,
  answer,
})

// a table: one endpoint a line
// prettier-ignore
export const api = {
  health: get(none, none, z.object({ ok: z.literal(true), version: z.string(), districts: z.array(z.string()), database: z.literal('up') })),
  district: get(District, none, z.object({ slug: z.string(), name: Label, demo: z.boolean(), filing: z.string().nullable(), categories: z.array(CategoryShape), classes: z.array(CallClass), hotline: z.string() })),
  code: get(District.extend({ code: z.string().max(40) }), none, z.object({ thing: ThingShape, categories: z.array(CategoryShape), open: z.array(z.object({ id: Id, headline: z.string(), category: Label.nullable(), plain: Label, openedAt: Instant, due: Instant.nullable(), sameCount: z.number().int() })), officer: HolderShape.nullable(), /** of the yard or building, where somebody is */ yardHead: HolderShape.nullable() })),
  near: get(District, z.object({ lon: z.coerce.number(), lat: z.coerce.number(), category: z.string().max(40).optional() }), z.object({ area: AreaRef.nullable(), place: Label.nullable(), officer: HolderShape.nullable(), yardHead: HolderShape.nullable(), open: z.array(z.object({ id: Id, headline: z.string(), category: Label.nullable(), plain: Label, openedAt: Instant, due: Instant.nullable(), metres: z.number(), sameCount: z.number().int() })) })),
  guess: get(District, z.object({ words: z.string().max(500) }), z.object({ categories: z.array(z.string()) })),
  report: post(District, z.object({ act: Id, id: Id, code: z.string().max(40).optional(), area: z.number().int().optional(), category: z.string().max(40), what: Words.optional(), place: z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), words: z.string().max(200).optional() }).optional(), photos: z.array(Id).max(9).optional(), video: z.array(Id).max(1).optional(), voice: z.array(Id).max(1).optional(), phone: z.string().max(20).optional(), standing: Standing.default('confidential'), pressedAt: Instant.optional() }), Receipted),
  join: post(One, z.object({ act: Id, phone: z.string().max(20).optional() }), Receipted),
  follow: get(Receipt, none, FollowPage),
  followAct: post(Receipt, Act, FollowPage),
  followLetter: post(Receipt, z.object({ id: Id, words: Words.min(1) }), FollowPage),
  followProof: get(Receipt, none, z.object({ format: z.literal('huying-receipt-1'), district: z.string(), number: z.string(), subject: Id, events: z.array(z.object({ seq: z.number().int(), action: z.string(), at: z.string(), change: z.unknown(), sealed: z.string(), before: z.string(), hash: z.string(), leaves: z.array(z.object({ name: z.string(), hash: z.string(), salt: z.string().nullable(), value: z.unknown() })) })), checkpoint: z.object({ n: z.number().int(), at: z.string(), heads: z.number().int(), root: z.string(), before: z.string(), hash: z.string(), proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })), head: z.string(), coversSeq: z.number().int() }).nullable() })),
  my: get(District, Page, z.object({ rows: z.array(z.object({ receipt: z.string().nullable(), id: Id, number: z.string(), headline: z.string(), plain: Label, phase: z.string(), due: Instant.nullable(), openedAt: Instant })), next: z.string().nullable() })),
  sendCode: post(District, z.object({ phone: z.string().max(20) }), z.object({ sent: z.literal(true), demoCode: z.string().nullable(), waitSeconds: z.number().int() })),
  signInPhone: post(District, z.object({ phone: z.string().max(20), code: z.string().max(10), name: z.string().max(40).optional() }), z.object({ viewer: Viewer })),
  signInStaff: post(District, z.object({ login: z.string().max(60), password: z.string().max(200), totp: z.string().max(10) }), z.object({ viewer: Viewer })),
  signOut: post(District, none, z.object({ out: z.literal(true) })),
  me: get(District, none, z.object({ viewer: Viewer.nullable() })),
  changePassword: post(District, z.object({ old: z.string().max(200), fresh: z.string().max(200), totp: z.string().max(10) }), z.object({ changed: z.literal(true) })),
  devices: get(District, none, z.object({ rows: z.array(z.object({ id: z.string(), device: z.string(), createdAt: Instant, seenAt: Instant, isThis: z.boolean() })) })),
  dropDevice: post(District.extend({ id: z.string().max(80) }), none, z.object({ dropped: z.boolean() })),
  demoPeople: get(District, none, z.object({ rows: z.array(z.object({ person: Id, name: z.string(), role: Label, place: Label, group: z.string(), tour: Label })) })),
  become: post(District, z.object({ person: Id }), z.object({ viewer: Viewer })),
  inbox: get(District, Page.extend({ list: z.enum(['mine', 'posts', 'soon', 'overdue', 'returned', 'area']).default('mine'), q: z.string().max(100).optional() }), Rows.extend({ counts: z.object({ mine: z.number().int(), posts: z.number().int(), soon: z.number().int(), overdue: z.number().int(), returned: z.number().int(), area: z.number().int() }) })),
  matters: get(District, Page.extend({ q: z.string().max(100).optional(), phase: z.string().max(20).optional(), category: z.string().max(40).optional(), area: z.coerce.number().int().optional(), triage: z.string().max(20).optional(), process: z.string().max(40).optional(), state: z.string().max(200).optional(), thing: z.string().max(40).optional(), overdue: z.enum(['1']).optional(), board: Board.or(z.literal('none')).optional(), source: z.string().max(20).optional(), measure: z.string().max(60).optional(), day: z.iso.date().optional(), ...RowsBehind }), Rows.extend({ total: z.number().int(), /** there are more than `total`, which is as far as is counted */ more: z.boolean() })),
  matter: get(One, none, MatterPage),
  openings: get(District, z.object({ about: Id.optional() }), z.object({ rows: z.array(Opening) })),
  open: post(District, Opened, Stood.extend({ receipt: z.string().nullable() })),
  openMatter: post(District, Opened, z.object({ page: MatterPage, receipt: z.string().nullable() })),
  act: post(One, Act, ActAnswer),
  step: post(One, Act, Stood),
  batch: post(District, z.object({ acts: z.array(Act.extend({ matter: Id })).min(1).max(100) }), z.object({ results: z.array(z.object({ matter: Id, refusal: RefusalShape.nullable() })) })),
  holders: get(District, z.object({ matter: z.string().max(40).optional(), q: z.string().max(60).optional(), posts: z.string().max(200).optional(), /** only others at the level of who sits in this seat, or of the viewer's own post */ level: z.string().max(40).optional(), /** other bodies of any level than who sits in this seat, or than the viewer's own */ besides: z.string().max(40).optional() }), z.object({ rows: z.array(z.object({ holder: HolderShape, /** one named person of the post */ person: Id.nullable(), people: z.number().int(), open: z.number().int(), metres: z.number().int().nullable(), why: Label, reasons: z.array(Label), suggested: z.boolean() })) })),
  letter: post(One, z.object({ id: Id, words: Words.min(1) }), ActAnswer),
  reveal: post(One, z.object({ id: Id, reason: z.string().min(4).max(500) }), z.object({ contact: z.string().nullable(), until: Instant })),
  notices: get(District, Page, z.object({ rows: z.array(z.object({ id: Id, /** null where it is about no matter */ matter: Id.nullable(), text: Label, at: Instant, seenAt: Instant.nullable() })), unseen: z.number().int(), next: z.string().nullable() })),
  seeNotices: post(District, z.object({ ids: z.array(Id).max(100) }), z.object({ seen: z.number().int() })),
  areas: get(District, z.object({ under: z.coerce.number().int().optional() }), z.object({ rows: z.array(AreaRef.extend({ parent: z.number().int().nullable(), kind: z.string(), code: z.string().nullable(), synthetic: z.boolean(), households: z.number().int().nullable(), lon: z.number().nullable(), lat: z.number().nullable(), outline: z.unknown().nullable(), tile: z.object({ col: z.number(), row: z.number() }).nullable(), open: z.number().int(), overdue: z.number().int(), emergency: z.number().int(), /** of a grid: all of them in one net */ functions: z.array(GridFunction), /** the size it should have, where it has another */ outOfRange: z.object({ from: z.number().int(), upto: z.number().int() }).nullable() })), attribution: Label })),
  setFunctions: post(District.extend({ area: z.coerce.number().int() }), z.object({ functions: z.array(GridFunction).max(gridFunctionNames.length) }), z.object({ functions: z.array(GridFunction) })),
  route: get(District, z.object({ kind: z.string().min(1).max(30).default('bin'), lon: z.coerce.number().min(-180).max(180).optional(), lat: z.coerce.number().min(-90).max(90).optional() }), RoutePage),
  things: get(District, Page.extend({ q: z.string().max(60).optional(), area: z.coerce.number().int().optional(), /** few: those seldom scanned first, for who looks after the place */ sort: z.enum(['code', 'few']).optional() }), z.object({ rows: z.array(ThingShape.extend({ scans: Scans.nullable() })), next: z.string().nullable(), total: z.number().int() })),
  addThing: post(District, z.object({ id: Id, code: z.string().regex(/^[A-Z]{2}-\d{3,6}$/), kind: z.string().max(30), nameZh: z.string().min(1).max(60), nameEn: z.string().min(1).max(80), placeZh: z.string().min(1).max(80), placeEn: z.string().min(1).max(120), area: z.number().int(), lon: z.number().optional(), lat: z.number().optional() }), z.object({ thing: ThingShape })),
  postings: get(District, Page.extend({ q: z.string().max(60).optional(), area: z.coerce.number().int().optional() }), z.object({ rows: z.array(PostingShape), next: z.string().nullable() })),
  addPosting: post(District, z.object({ id: Id, person: Id.optional(), name: z.string().min(1).max(40).optional(), phone: z.string().max(20).optional(), post: Post, area: z.number().int().optional(), organisation: z.number().int().optional() }), z.object({ posting: PostingShape })),
  endPosting: post(One, none, z.object({ ended: z.literal(true) })),
  giveLogin: post(District.extend({ person: Id }), z.object({ /** made up when absent, or kept when there is one */ login: z.string().max(60).optional() }), z.object({ login: z.string(), /** this and the rest are shown once */ password: z.string(), setup: z.string(), qr: z.object({ size: z.number().int(), path: z.string() }), isAnew: z.boolean() })),
  addAbsence: post(District, z.object({ id: Id, person: Id.optional(), substitute: Id.optional(), from: Instant, until: Instant, reason: z.string().min(1).max(200) }), z.object({ absence: Id })),
  processes: get(District, none, z.object({ rows: z.array(ProcessSummary) })),
  process: get(District.extend({ name: z.string().max(40) }), none, z.object({ body: z.unknown(), page: z.string() })),
  adoptProcess: post(District.extend({ name: z.string().max(40) }), none, z.object({ version: z.number().int(), open: z.number().int() })),
  addProcess: post(District, z.object({ body: z.unknown() }), z.object({ name: z.string(), version: z.number().int() })),
  importCalendar: post(District, z.object({ version: z.string().max(40), coveredUntil: z.iso.date(), daysOff: z.array(z.iso.date()).max(2000), makeUpDays: z.array(z.iso.date()).max(500) }), z.object({ recomputed: z.number().int() })),
  audit: get(District, Page.extend({ q: z.string().max(60).optional(), kind: z.enum(registryKinds).optional() }), z.object({ rows: z.array(AuditRow), next: z.string().nullable() })),
  oversight: get(District, Page.extend({ process: z.string().max(200), phase: z.enum(['open', 'ended']).optional(), mark: z.string().regex(/^[a-zA-Z]{1,20}=[a-zA-Z]{1,20}$/).optional(), /** opened within so many days, as the counts have it */ days: z.coerce.number().int().min(1).max(3660).optional() }), z.object({ rows: z.array(OversightRow), next: z.string().nullable(), total: z.number().int() })),
  oversightCounts: get(District, z.object({ days: z.coerce.number().int().min(1).max(3660).default(366) }), OversightCounts),
  agenda: get(District, z.object({ area: z.coerce.number().int().optional() }), AgendaPage),
  problemBank: get(District, Page, Rows.extend({ total: z.number().int(), over: z.number().int() })),
  mayBeOne: get(District, none, z.object({ groups: z.array(OneGroup), more: z.number().int() })),
  notOne: post(District, z.object({ matter: Id, /** none of all these is the same as another */ others: z.array(Id).min(1).max(mostApart), why: z.enum(whysApart).optional(), takeBack: z.boolean().default(false) }), z.object({ apart: z.boolean() })),
  toldApart: get(District, z.object({ matter: Id }), z.object({ rows: z.array(z.object({ id: Id, number: z.string(), headline: z.string(), why: z.enum(whysApart).nullable(), at: Instant })), /** whether this viewer sorts here */ mayTakeBack: z.boolean() })),
  repeats: get(District, z.object({ matter: Id.optional(), area: z.coerce.number().int().optional() }), z.object({ groups: z.array(RepeatGroup), days: z.number().int(), more: z.number().int() })),
  progress: get(One, z.object({ area: z.coerce.number().int().optional() }), ProgressPage),
  draws: get(District, z.object({ day: z.iso.date().optional() }), DrawsPage),
  noticesDown: get(District, none, z.object({ rows: z.array(NoticeDown) })),
  callUps: get(District, none, z.object({ rows: z.array(CallUp) })),
  callUp: post(One, Act.pick({ act: true, action: true }), z.object({ rows: z.array(CallUp) })),
  hands: get(District, none, z.object({ rows: z.array(Hand) })),
  hand: post(One, Act, z.object({ rows: z.array(Hand) })),
  volunteering: get(District, none, Volunteering),
  volunteer: post(District, z.object({ act: Id, id: Id, area: z.number().int(), skills: z.array(Skill).min(1).max(skillNames.length), as: Joining.optional(), words: Words.optional(), name: z.string().trim().min(1).max(40).optional() }), Receipted),
  mySkills: post(District, z.object({ skills: z.array(Skill).min(1).max(skillNames.length) }), Volunteering),
  stopVolunteering: post(District, z.object({ grid: z.number().int().optional(), squad: SquadId.optional() }), Volunteering),
  volunteers: get(District, Page.extend({ area: z.coerce.number().int().optional(), q: z.string().max(60).optional(), skill: Skill.optional() }), VolunteersPage),
  squads: get(District, Page.extend({ area: z.coerce.number().int().optional(), q: z.string().max(60).optional() }), SquadsPage),
  saveSquad: post(District, z.object({ squad: SquadId.optional(), name: z.string().trim().min(2).max(30), area: z.number().int(), skills: z.array(Skill).min(1).max(skillNames.length) }), z.object({ row: SquadRow })),
  dissolveSquad: post(OneSquad, z.object({ why: z.string().trim().min(2).max(200) }), z.object({ dissolved: z.literal(true) })),
  joinSquad: post(OneSquad, z.object({ person: Id }), z.object({ row: SquadRow })),
  leaveSquad: post(OneSquad.extend({ person: Id }), none, z.object({ row: SquadRow })),
  civicPosts: get(District, z.object({ area: z.coerce.number().int().optional() }), CivicPage),
  setCivicPost: post(District, CivicWish.extend({ places: z.number().int().min(0).max(mostPlaces) }), CivicPage),
  takeCivicPost: post(District, CivicWish.extend({ /** offered to somebody else, who agrees or not */ person: Id.optional() }), CivicPage),
  leaveCivicPost: post(District, CivicWish.extend({ person: Id.optional() }), CivicPage),
  confirmNotice: post(One, z.object({ act: Id }), z.object({ confirmed: z.literal(true) })),
  centre: get(District, none, CentrePage),
  wallLists: get(District, none, WallLists),
  forces: get(District, none, Forces),
  identityViews: get(District, z.object({ day: z.iso.date().optional() }), IdentityViews),
  nightNotices: get(District, z.object({ day: z.iso.date().optional() }), NightNotices),
  recordCheck: get(District, none, RecordCheck),
  calls: get(District, none, z.object({ rows: z.array(MatterRow), mine: z.number().int() })),
  together: get(District, Page.extend(TogetherAsked), TogetherPage),
  nearCalls: get(District, z.object({ matter: Id }), z.object({ rows: z.array(z.object({ matter: MatterRow, metres: z.number().int() })) })),
  modes: get(District, none, z.object({ rows: z.array(z.object({ id: Id, area: AreaRef, reason: z.string(), until: Instant })) })),
  dutyItems: get(District, z.object({ q: z.string().max(60).optional(), level: DutyLevel.optional(), list: DutyListName.optional(), unmapped: z.enum(['1']).optional(), category: z.string().max(40).optional(), after: z.string().max(40).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }), z.object({ rows: z.array(z.object({ code: z.string(), name: Label, level: DutyLevel, list: DutyListName, category: z.string().nullable(), unit: z.string(), synthetic: z.boolean() })), next: z.string().nullable(), total: z.number().int(), found: z.number().int(), unmapped: z.number().int() })),
  importDuties: post(District, z.object({ name: z.string().min(1).max(100), file: z.base64().max(900_000) }), z.object({ added: z.number().int(), changed: z.number().int(), same: z.number().int(), unmapped: z.number().int(), faults: z.array(z.object({ row: z.number().int(), say: Label })) })),
  mapDuty: post(District.extend({ code: z.string().max(40) }), z.object({ category: z.string().max(40).nullable() }), z.object({ mapped: z.literal(true) })),
  setBoard: post(District.extend({ code: z.string().max(40) }), z.object({ board: Board.nullable() }), z.object({ board: Board.nullable() })),
  setDuty: post(District.extend({ code: z.string().max(40) }), z.object({ list: DutyListName }), z.object({ list: DutyListName })),
  indicators: get(District, FiguresAsked, FiguresPage),
  indicator: get(District.extend({ name: z.string().max(40) }), FiguresAsked, IndicatorPage),
  bulletins: get(District, Page.extend({ kind: z.enum(bulletinKinds).optional(), area: z.coerce.number().int().optional() }), z.object({ rows: z.array(BulletinHead), next: z.string().nullable(), /** those this district writes */ kinds: z.array(z.enum(bulletinKinds)) })),
  bulletin: get(One, none, Bulletin),
  approveBulletin: post(One, none, Bulletin),
  waitingBulletins: get(District, none, WaitingBulletins),
  approveBulletins: post(District, z.object({ ids: z.array(Id).min(1).max(mostTogether) }), z.object({ results: z.array(z.object({ id: Id, refusal: RefusalShape.nullable() })) })),
  bulletinWords: post(One, z.object({ id: Id, words: Words.min(1) }), Bulletin),
  analysis: get(District, FiguresAsked, AnalysisPage),
  truth: get(District, FiguresAsked, TruthPage),
  use: get(District, FiguresAsked.omit({ group: true, split: true }), UsePage),
  useGrids: get(District, FiguresAsked.pick({ area: true, from: true, upto: true, preset: true, exclusions: true }).extend({ which: z.enum(gridChoices).default('quiet'), after: z.string().max(20).optional(), limit: z.coerce.number().int().min(1).max(100).default(40) }), UseGrids),
  publicUse: get(District, none, PublicUse),
  answeredLately: get(District, none, AnsweredLately),
  keyLines: get(District, none, KeyLines),
  setKeyLines: post(District, KeyLinesWish, KeyLines),
  dataQuality: get(District, z.object({ area: z.coerce.number().int().optional() }), QualityPage),
  dataQualityRows: get(District.extend({ check: QualityName }), Page.extend({ area: z.coerce.number().int().optional() }), QualityRows),
  figureRules: get(District, none, FigureRules),
  proposeRules: post(District, RulesProposed, FigureRules),
  decideRules: post(One, RulesDecided, FigureRules),
  safetyReport: get(District, FiguresAsked.pick({ area: true, exclusions: true }), SafetyReport),
  policies: get(District, PoliciesAsked, z.object({ rows: z.array(PolicyHead), mayKeep: z.boolean(), /** where this viewer keeps them */ homes: z.array(AreaRef) })),
  policy: get(One, none, Policy),
  keepPolicy: post(District, PolicyWish, Policy),
  erasures: get(District, none, z.object({ rows: z.array(Erasure) })),
  askErasure: post(District, ErasureWish, z.object({ rows: z.array(Erasure) })),
  decideErasure: post(One, ErasureDecision, z.object({ rows: z.array(Erasure) })),
  connectors: get(District, none, z.object({ rows: z.array(Connector), mayChange: z.boolean(), organisations: z.array(z.object({ id: z.number().int(), name: Label })) })),
  addConnector: post(District, ConnectorWish, z.object({ connector: Connector, /** shown this once; null when the same was made before */ key: z.string().nullable() })),
  turnKey: post(One, KeyWish, z.object({ connector: Connector, key: z.string() })),
  setHook: post(One, HookWish, z.object({ connector: Connector, /** shown this once */ secret: z.string().nullable() })),
  revokeConnector: post(One, z.object({ reason: z.string().min(1).max(200) }), z.object({ connector: Connector })),
  deliveries: get(One, z.object({ state: z.enum(deliveryStates).optional() }), z.object({ rows: z.array(Delivery) })),
  redeliver: post(One, z.object({ delivery: Id.optional() }), z.object({ again: z.number().int() })),
  connectMatters: get(District, Page.extend({ list: z.enum(['mine', 'area']).default('area') }), Rows),
  connectMatter: get(One, none, MatterPage),
  connectStep: post(One, Act, Stood),
  outsideClasses: get(One, none, ClassesPage),
  setOutsideClasses: post(One, ClassRows, ClassesPage),
  importOutsideClasses: post(One, ClassesImport, ClassesImported),
  handDown: post(District, HandDown, HandedDown),
  handed: get(OneOutside, none, Handed),
  judgeHanded: post(OneOutside, Callback, Handed),
  resources: get(District, Page.extend(ResourcesAsked.shape), ResourcesPage),
  resource: get(One, z.object({ day: z.iso.date().optional() }), ResourcePage),
  saveResource: post(District, ResourceWish, z.object({ row: ResourceRow })),
  withdrawResource: post(One, z.object({ why: z.string().trim().min(2).max(200) }), z.object({ row: ResourceRow })),
  askResource: post(One, BookingWish, Stood),
  idea: post(District, z.object({ id: Id, words: Words.min(1), page: z.string().max(200) }), z.object({ kept: z.literal(true) })),
} satisfies Record<PathName, Endpoint>

/** The error body of every endpoint: a refusal with words for people; never a bare status. */
export const ErrorBody = z.object({
  refusal: RefusalShape,
  page: MatterPage.optional(),
  choices: z.array(Choice).optional(),
  faults: z.array(z.object({ code: z.string(), where: z.string(), say: Label })).optional(),
})

export type Calls = {
  [Name in PathName]: {
    params: z.input<(typeof api)[Name]['params']>
    query: z.input<(typeof api)[Name]['query']>
    body: z.input<(typeof api)[Name]['body']>
    answer: z.output<(typeof api)[Name]['answer']>
  }
}
