// Decides the members of one batch in order, several acts on one matter folded in memory, and collects what must be written.
import { createHash } from 'node:crypto'
import { decide, decideBirth, type Decision } from '../../core/decide.ts'
import { foldOne } from '../../core/fold.ts'
import type { Actor, Matter, PoolFacts, Refusal } from '../../core/matter.ts'
import { actionsIn, isEnded, type Action, type Process } from '../../core/process.ts'
import { refuse } from '../../core/refusals.ts'
import { subjectOf, type Ask, type Asker, type BirthAsk, type EraseAsk, type RecomputeAsk, type StepAsk, type Verdict } from './ask.ts'
import { sealEvent, zeroHash, type Leaf } from './chain.ts'
import { leavesOf } from './leaf.ts'
import { bearerUploader, type Ground } from './house.ts'
import { deskOf, matterOf, type MatterRecord } from './row.ts'
import { worldOf } from './world.ts'
import { newWriting, type Writing } from './writing.ts'

/** Everything trip 1 read for a batch. */
export type Loaded = {
  readonly rows: ReadonlyMap<string, MatterRecord>
  readonly known: ReadonlyMap<string, { readonly subject: string }>
  readonly parts: ReadonlyMap<
    string,
    { readonly open: number; readonly done: number; readonly total: number; readonly duties: Readonly<Record<string, readonly string[]>> }
  >
  readonly parents: ReadonlyMap<string, { readonly ended: boolean; readonly duties: Readonly<Record<string, readonly string[]>> }>
  readonly pools: ReadonlyMap<string, number>
  readonly held: ReadonlySet<string>
  /** who reported first, and who joined, by matter and receipt or person */
  readonly reporters: ReadonlySet<string>
  readonly joined: ReadonlySet<string>
}
export const nothingLoaded: Loaded = {
  rows: new Map(),
  known: new Map(),
  parts: new Map(),
  parents: new Map(),
  pools: new Map(),
  held: new Set(),
  reporters: new Set(),
  joined: new Set(),
}

export type Settling = {
  readonly ground: Ground
  readonly now: number
  readonly loaded: Loaded
  readonly asks: readonly Ask[]
  readonly numbers: readonly string[]
}
export type Settled = { readonly verdicts: readonly Verdict[]; readonly writing: Writing }
type Live = {
  matter: Matter
  row: Pick<MatterRecord, 'number' | 'area_key' | 'source' | 'head' | 'demo'>
  born: boolean
  seen: number
  process: Process
}

/** One verdict per ask, in order; refused asks write nothing. */
export function settle(settling: Settling): Settled {
  const writing = newWriting()
  const lives = new Map<string, Live>()
  const done = new Map<string, { readonly subject: string; readonly verdict: Verdict }>()
  const numbers = [...settling.numbers]
  const verdicts = settling.asks.map((ask): Verdict => {
    const before = done.get(ask.act)
    if (before) return before.subject === subjectOf(ask) ? again(before.verdict) : no(refuse('already'))
    const verdict = knownOr(settling, ask) ?? resolve({ settling, lives, writing, number: () => numbers.shift() ?? '' }, ask)
    done.set(ask.act, { subject: subjectOf(ask), verdict })
    return verdict
  })
  for (const live of lives.values()) writeRow(settling, writing, live)
  return { verdicts, writing }
}

const again = (verdict: Verdict): Verdict => (verdict.ok ? { ...verdict, repeated: true } : verdict)

type Acted = Pick<StepAsk, 'act' | 'action' | 'asker'> & { readonly kind: Ask['kind'] }
type Desk = { readonly settling: Settling; readonly lives: Map<string, Live>; readonly writing: Writing }

function knownOr(settling: Settling, ask: Ask): Verdict | null {
  const known = settling.loaded.known.get(ask.act)
  if (!known) return null
  // an id that was used on another matter says nothing about this one
  const row = known.subject === subjectOf(ask) ? settling.loaded.rows.get(known.subject) : undefined
  return row ? { ok: true, matter: matterOf(row), number: row.number, repeated: true } : no(refuse('already'))
}

function resolve(desk: Desk & { number: () => string }, ask: Ask): Verdict {
  if (ask.kind === 'birth') return bear(desk, ask)
  if (ask.kind === 'step') return step(desk, ask)
  return ask.kind === 'erase' ? noteErasure(desk, ask) : rewind(desk, ask)
}

/** The calendar changed: an event without an action of the process, by the system. */
function rewind(desk: Desk, ask: RecomputeAsk): Verdict {
  const row = desk.settling.loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(desk.settling.ground, row) : null)
  if (!live || live.matter.seq !== ask.seen) return no(refuse('moved-on'))
  desk.lives.set(ask.matter, live)
  const action: Action = { label: { zh: '工作日历更新', en: 'Working calendar updated' }, by: ['system'] }
  record(desk, live, {
    ask: { ...ask, action: 'calendarChanged', asker: { kind: 'system' } },
    decision: { change: { clocks: ask.clocks }, outcomes: [], answers: {}, action },
    actor: { kind: 'system' },
  })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

/** What was erased is not said again, only that it was and how much. */
function noteErasure(desk: Desk, ask: EraseAsk): Verdict {
  const row = desk.settling.loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(desk.settling.ground, row) : null)
  if (!live) return no(refuse('not-found'))
  desk.lives.set(ask.matter, live)
  const action: Action = { label: { zh: '应本人要求抹去个人信息', en: 'Personal particulars erased on request' }, by: ['system'] }
  record(desk, live, {
    ask: { ...ask, action: 'particularsErased', asker: { kind: 'system' } },
    decision: { change: {}, outcomes: [], answers: { leaves: ask.leaves }, action },
    actor: { kind: 'system' },
  })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

const no = (refusal: Refusal): Verdict => ({ ok: false, refusal })

function bear(desk: Desk & { number: () => string }, ask: BirthAsk): Verdict {
  const { ground } = desk.settling
  const now = pressed(ask, desk.settling.now)
  const process = ground.process(ask.process)
  const area = ground.areas.get(ask.area)
  if (!process || !area || desk.settling.loaded.rows.has(ask.id)) return no(refuse(process && area ? 'already' : 'not-found'))
  if (ask.parent !== null && !mayTakePart(desk, ask.parent)) return no(refuse('not-here'))
  const world = worldOf({ ground, process, now, facts: { parts: { open: 0, done: 0, total: 0 }, parentEnded: false, pools: {}, familyDuties: {} } })
  const actor = withFacts(ask.asker, { isReporter: ask.reporter !== undefined, holds: [] })
  const birth = {
    id: ask.id,
    area: ask.area,
    thing: ask.thing,
    parent: ask.parent,
    marks: ask.marks,
    headline: ask.headline,
    ...(ask.thingHandler ? { thingHandler: ask.thingHandler } : {}),
  }
  const born = decideBirth(world, birth, { act: ask.act, action: ask.action, answers: ask.answers, actor })
  if ('code' in born) return no(born)
  const number = desk.number()
  const live: Live = {
    matter: { ...born.matter, seq: 0 },
    row: { number, area_key: area.key, source: ask.source, head: zeroHash, demo: ground.district.demo },
    born: true,
    seen: 0,
    process,
  }
  desk.lives.set(ask.id, live)
  desk.writing.births.push({
    id: ask.id,
    number,
    process: process.name,
    version: process.version,
    area_id: ask.area,
    area_key: area.key,
    thing_id: ask.thing,
    parent_id: ask.parent,
    part: ask.part,
    opened_at: new Date(now).toISOString(),
    source: ask.source,
    headline: ask.headline,
    words: ask.words,
    lon: ask.lon,
    lat: ask.lat,
    demo: ground.district.demo,
  })
  if (ask.reporter) desk.writing.reporters.push({ matter_id: ask.id, ...ask.reporter })
  const earlier = now < desk.settling.now ? { openedAt: now } : {}
  record(desk, live, { ask, decision: { ...born.decision, change: { ...born.decision.change, marks: born.matter.marks, ...earlier } }, actor })
  return { ok: true, matter: live.matter, number, repeated: false }
}

/** A report that waited on a phone without a network counts from the press, for a day at most: a phone's clock may be wrong or lie. */
const pressed = (ask: BirthAsk, now: number): number => Math.max(now - 86_400_000, Math.min(now, ask.pressedAt ?? now))

/** The parent's row is locked together with the child's birth, so that none is born under a parent that ends at this moment. */
function mayTakePart({ lives, settling }: Desk, parent: string): boolean {
  const phase = lives.get(parent)?.matter.phase ?? settling.loaded.rows.get(parent)?.phase
  return phase !== undefined && !isEnded(phase)
}

function step(desk: Desk, ask: StepAsk): Verdict {
  const { ground, now, loaded } = desk.settling
  const row = loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(ground, row) : null)
  if (!live) return no(refuse('not-found'))
  if (ask.seen !== undefined && ask.seen !== live.matter.seq) return no(refuse('moved-on'))
  const claimant = claimantOf(ask.asker)
  const actor = withFacts(ask.asker, {
    isReporter: isReporterOf(desk, live, ask),
    holds: Object.keys(live.process.pools ?? {}).filter((pool) => poolFacts(desk, { matter: ask.matter, pool, claimant }).mine),
  })
  const family = [loaded.parts.get(ask.matter)?.duties ?? {}, loaded.parents.get(ask.matter)?.duties ?? {}]
  const pools: Record<string, PoolFacts> = Object.fromEntries(
    Object.keys(live.process.pools ?? {}).map((pool) => [pool, poolFacts(desk, { matter: ask.matter, pool, claimant })]),
  )
  const parts = loaded.parts.get(ask.matter) ?? { open: 0, done: 0, total: 0 }
  const world = worldOf({
    ground,
    process: live.process,
    now,
    facts: { parts, parentEnded: loaded.parents.get(ask.matter)?.ended ?? false, pools, familyDuties: mergeDuties(family) },
  })
  const decision = decide(world, live.matter, { act: ask.act, action: ask.action, answers: ask.answers, actor })
  if ('code' in decision) return no(decision)
  desk.lives.set(ask.matter, live)
  if (ask.reporter) desk.writing.reporters.push({ matter_id: ask.matter, ...ask.reporter })
  record(desk, live, { ask, decision, actor })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

type Place = { readonly matter: string; readonly pool: string; readonly claimant: string }
/** Places taken before this batch and by those before in this batch: a pool is never oversold within one either. */
function poolFacts({ settling, writing }: Desk, { matter, pool, claimant }: Place): PoolFacts {
  const here = (each: { subject_id: string; pool: string }) => each.subject_id === matter && each.pool === pool
  const claims = writing.claims.filter(here)
  const releases = writing.releases.filter(here)
  const held = settling.loaded.held.has(`${matter}|${pool}|${claimant}`) && !releases.some((each) => each.claimant === claimant)
  return {
    taken: (settling.loaded.pools.get(`${matter}|${pool}`) ?? 0) + claims.length - releases.length,
    mine: held || claims.some((each) => each.claimant === claimant),
  }
}

/** Who joined a neighbour's report is heard like its reporter, but does not end it for them. */
function isReporterOf({ settling }: Desk, live: Live, ask: StepAsk): boolean {
  if (ask.asker.kind === 'system') return false
  const { receipt, person } = ask.asker
  const marks = [receipt, person].flatMap((mark) => (mark ? [`${ask.matter}|${mark}`] : []))
  const to = actionsIn(live.process, live.matter.state)[ask.action]?.to
  const isEnding = to !== undefined && isEnded(live.process.states[to]?.phase ?? 'waiting')
  return marks.some((mark) => settling.loaded.reporters.has(mark)) || (!isEnding && marks.some((mark) => settling.loaded.joined.has(mark)))
}

function liveOf(ground: Ground, row: MatterRecord): Live | null {
  const process = ground.process(row.process, row.version)
  return process ? { matter: matterOf(row), row, born: false, seen: row.seq, process } : null
}

const mergeDuties = (all: readonly Readonly<Record<string, readonly string[]>>[]): Record<string, readonly string[]> =>
  all
    .flatMap((duties) => Object.entries(duties))
    .reduce<Record<string, readonly string[]>>((merged, [duty, people]) => ({ ...merged, [duty]: [...(merged[duty] ?? []), ...people] }), {})

const withFacts = (asker: Asker, facts: { isReporter: boolean; holds: readonly string[] }): Actor =>
  asker.kind === 'system' ? asker : { kind: 'person', person: asker.person, postings: asker.postings, ...facts }
/** Who holds a place: a blinded device or receipt, or the person; never readable as a reporter. */
export const claimantOf = (asker: Asker): string => (asker.kind === 'system' ? 'system' : (asker.person ?? asker.receipt ?? asker.device))

/** Adds the event with its leaves, and what follows from its effects. */
function record(desk: Desk, live: Live, made: { ask: Acted; decision: Decision; actor: Actor }): void {
  const { writing, settling } = desk
  const before = live.born && live.matter.seq === 0 ? null : live.matter
  const seq = live.matter.seq + 1
  const leaves = leavesOf(made)
  const change = { ...made.decision.change }
  const sealed = sealEvent({ subject: live.matter.id, seq, action: made.ask.action, at: settling.now, change, leaves, before: live.row.head })
  writing.events.push({
    subject_id: live.matter.id,
    seq,
    id: made.ask.act,
    area_key: live.row.area_key,
    action: made.ask.action,
    at: new Date(settling.now).toISOString(),
    duty: made.decision.action.as ?? null,
    change,
    sealed: sealed.sealed,
    before: live.row.head,
    hash: sealed.hash,
  })
  for (const leaf of sealed.leaves) writing.leaves.push({ subject_id: live.matter.id, seq, area_key: live.row.area_key, ...leaf })
  live.matter = foldOne(live.matter, { seq, change })
  live.row = { ...live.row, head: sealed.hash }
  writing.wakes.push({
    district: settling.ground.district.id,
    matter: live.matter.id,
    areaKey: live.row.area_key,
    seq,
    action: made.ask.action,
    at: settling.now,
  })
  writing.numbers.push({
    area: live.matter.area,
    at: settling.now,
    process: live.matter.process,
    before,
    after: live.matter,
    action: made.ask.action,
    source: live.row.source,
    thing: live.matter.thing,
  })
  follow(desk, live, { ...made, seq, leaves, wasEnded: before !== null && isEnded(before.phase) })
}

function follow(
  desk: Desk,
  live: Live,
  made: { ask: Acted; decision: Decision; actor: Actor; seq: number; leaves: readonly Leaf[]; wasEnded: boolean },
): void {
  const { writing } = desk
  const matter = live.matter.id
  const later = (topic: string, body: Record<string, unknown>) =>
    writing.outbox.push({
      id: derivedId(`${made.ask.act}|${topic}|${writing.outbox.length}|${JSON.stringify(body)}`),
      topic,
      body: { matter, seq: made.seq, ...body },
    })
  made.decision.outcomes.forEach((outcome, at) => {
    if (outcome.kind === 'tell') later('tell', { whom: outcome.whom, say: outcome.say })
    else if (outcome.kind === 'open')
      later('open', {
        part: outcome.part,
        holder: outcome.holder,
        task: made.decision.answers['task'] ?? live.matter.headline,
        child: derivedId(`${made.ask.act}|child|${at}|${JSON.stringify(outcome.holder)}`),
      })
    else if (outcome.kind === 'join') later('join', { target: outcome.target })
    else if (outcome.kind === 'claim') take(writing, { subject_id: matter, pool: outcome.pool, claimant: claimantOf(made.ask.asker), seq: made.seq })
    else if (outcome.kind === 'release') giveUp(writing, { subject_id: matter, pool: outcome.pool, claimant: claimantOf(made.ask.asker) })
  })
  const photos = Object.entries(made.decision.action.ask ?? {}).flatMap(([name, field]) =>
    ['photos', 'video', 'voice'].includes(field.kind) && Array.isArray(made.decision.answers[name]) ? made.decision.answers[name].map(String) : [],
  )
  const uploaders =
    made.ask.asker.kind === 'person'
      ? [bearerUploader, made.ask.asker.device, ...(made.ask.asker.person ? [made.ask.asker.person.replaceAll('-', '')] : [])]
      : []
  for (const id of photos)
    writing.attached.push({ id, matter_id: matter, area_key: live.row.area_key, audience: made.decision.action.plain ? 'all' : 'staff', uploaders })
  for (const seat of Object.values(live.matter.seats))
    if (seat.organisation !== undefined) writing.involved.push({ organisation_id: seat.organisation, matter_id: matter })
  if (isEnded(live.matter.phase) && !made.wasEnded) {
    later('ended', { parent: live.matter.parent })
  }
}

/** One statement cannot insert and update the same row, so a place taken and given up in one batch is written as its end. */
function take(writing: Writing, claim: Writing['claims'][number]): void {
  const released = writing.releases.findIndex((each) => isSamePlace(each, claim))
  if (released >= 0) writing.releases.splice(released, 1)
  else writing.claims.push(claim)
}
function giveUp(writing: Writing, place: Writing['releases'][number]): void {
  const claimed = writing.claims.findIndex((each) => isSamePlace(each, place))
  if (claimed >= 0) writing.claims.splice(claimed, 1)
  else writing.releases.push(place)
}
const isSamePlace = (one: Writing['releases'][number], other: Writing['releases'][number]): boolean =>
  one.subject_id === other.subject_id && one.pool === other.pool && one.claimant === other.claimant

function writeRow(settling: Settling, writing: Writing, live: Live): void {
  const { matter, row } = live
  const shape = {
    id: matter.id,
    seen: live.seen,
    state: matter.state,
    phase: matter.phase,
    seq: matter.seq,
    round: matter.round,
    replied: matter.replied,
    ended_at: matter.endedAt === null ? null : new Date(matter.endedAt).toISOString(),
    seats: matter.seats,
    duties: matter.duties,
    clocks: matter.clocks,
    counts: matter.counts,
    marks: matter.marks,
    head: row.head,
  }
  if (live.born) Object.assign(writing.births.find((birth) => birth.id === matter.id) ?? {}, shape)
  else writing.matters.push(shape)
  const desk = deskOf(settling.ground, live.process, matter)
  if (desk) writing.desk.push({ matter_id: matter.id, ...desk })
  else writing.cleared.push(matter.id)
}

/** An id that the same words always give: a repeated step makes the same row and so happens once. */
export function derivedId(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The id of an act of the system. Its version digit is one that no client may send, so nobody can use it up beforehand and keep a clock from striking. */
export const systemActId = (words: string): string => derivedId(words).replace(/^(.{14})./, '$1f')
