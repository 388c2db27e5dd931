// What follows from a decision: the event with its leaves, the row and its place on the desk, and what the outbox has still to do.
import type { Decision } from '../../core/decide.ts'
import { foldOne } from '../../core/fold.ts'
import type { Actor, Matter } from '../../core/matter.ts'
import { hasAutosAbout, isEnded, modeIn, type Process } from '../../core/process.ts'
import type { Ask, Asker, StepAsk } from './ask.ts'
import { derivedId } from './act-ids.ts'
import { sealEvent, type Leaf } from './chain.ts'
import { leavesOf } from './leaf.ts'
import { bearerUploader, type Ground } from './house.ts'
import { deskOf, type MatterRecord } from './row.ts'
import { bookingOf } from './stock.ts'
import type { Writing } from './writing.ts'

/** A matter while a batch is decided: folded in memory, written once at the end. */
export type Live = {
  matter: Matter
  row: Pick<MatterRecord, 'number' | 'area_key' | 'source' | 'head' | 'demo'>
  /** as it stood before this batch, or null and the columns it has for good if it was born in it */
  readonly was: Matter | null
  readonly birth: Record<string, unknown> | null
  process: Process
}
export type Acted = Pick<StepAsk, 'act' | 'action' | 'asker' | 'reasons'> & { readonly kind: Ask['kind'] }
/** What is being written, on which ground and when. */
export type Desk = { readonly ground: Ground; readonly now: number; readonly writing: Writing }

/** Who holds a place: a blinded device or receipt, or the person; never readable as a reporter. */
export const claimantOf = (asker: Asker): string => (asker.kind === 'system' ? 'system' : (asker.person ?? asker.receipt ?? asker.device))

/** Adds the event with its leaves, and what follows from its effects. */
export function record(desk: Desk, live: Live, made: { ask: Acted; decision: Decision; actor: Actor }): void {
  const { writing, ground, now } = desk
  const before = live.was === null && live.matter.seq === 0 ? null : live.matter
  const seq = live.matter.seq + 1
  const leaves = leavesOf(made)
  const change = { ...made.decision.change }
  const sealed = sealEvent({ subject: live.matter.id, seq, action: made.ask.action, at: now, change, leaves, before: live.row.head })
  writing.events.push({
    subject_id: live.matter.id,
    seq,
    id: made.ask.act,
    area_key: live.row.area_key,
    action: made.ask.action,
    at: new Date(now).toISOString(),
    duty: made.decision.action.as ?? null,
    change,
    sealed: sealed.sealed,
    before: live.row.head,
    hash: sealed.hash,
  })
  for (const leaf of sealed.leaves) writing.leaves.push({ subject_id: live.matter.id, seq, area_key: live.row.area_key, ...leaf })
  const modeBefore = before === null ? null : modeIn(live.process, before.state)
  live.matter = foldOne(live.matter, { seq, change })
  const turned = modeBefore !== modeIn(live.process, live.matter.state)
  if (turned) writing.turned.push(live.matter.id)
  live.row = { ...live.row, head: sealed.hash }
  writing.wakes.push({
    district: ground.district.id,
    matter: live.matter.id,
    areaKey: live.row.area_key,
    seq,
    action: made.ask.action,
    at: now,
  })
  writing.numbers.push({
    area: live.matter.area,
    at: now,
    process: live.matter.process,
    before,
    after: live.matter,
    action: made.ask.action,
    source: live.row.source,
    thing: live.matter.thing,
  })
  follow(desk, live, { ...made, seq, leaves, wasEnded: before !== null && isEnded(before.phase), turned })
}

function follow(
  desk: Desk,
  live: Live,
  made: { ask: Acted; decision: Decision; actor: Actor; seq: number; leaves: readonly Leaf[]; wasEnded: boolean; turned: boolean },
): void {
  const { writing } = desk
  const matter = live.matter.id
  const later = (topic: string, body: Record<string, unknown>) =>
    writing.outbox.push({
      id: derivedId(`${made.ask.act}|${topic}|${writing.outbox.length}|${JSON.stringify(body)}`),
      topic,
      body: { matter, seq: made.seq, ...body },
    })
  if (made.turned) later('mode', { area: live.matter.area })
  made.decision.outcomes.forEach((outcome, at) => {
    if (outcome.kind === 'tell' && outcome.whom.startsWith('pool:')) later('tellPool', { pool: outcome.whom.slice('pool:'.length), say: outcome.say })
    else if (outcome.kind === 'roll' && outcome.nearest !== null) later('callUp', { pool: outcome.pool, nearest: outcome.nearest })
    else if (outcome.kind === 'tell') later('tell', { whom: outcome.whom, say: outcome.say })
    else if (outcome.kind === 'open')
      later('open', {
        part: outcome.part,
        holder: outcome.holder,
        task: made.decision.answers['task'] ?? live.matter.headline,
        answers: wordsIn(made.decision),
        kept: keptIn(made.decision),
        child: derivedId(`${made.ask.act}|child|${at}|${JSON.stringify(outcome.holder)}`),
      })
    else if (outcome.kind === 'spread') later('spread', { part: outcome.part, spread: outcome.spread, answers: wordsIn(made.decision) })
    else if (outcome.kind === 'enrol') later('enrol', { post: outcome.post })
    else if (outcome.kind === 'join') later('join', { target: outcome.target })
    else if (outcome.kind === 'claim') take(writing, { subject_id: matter, pool: outcome.pool, claimant: claimantOf(made.ask.asker), seq: made.seq })
    else if (outcome.kind === 'booking') book(writing, live.matter)
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
    if (seat.organisation !== undefined) {
      writing.involved.push({ organisation_id: seat.organisation, matter_id: matter })
      // who is asked to take part in something reads what it is
      if (live.process.guests && live.matter.parent !== null)
        writing.involved.push({ organisation_id: seat.organisation, matter_id: live.matter.parent })
    }
  if (isEnded(live.matter.phase) && !made.wasEnded) {
    const isAlone =
      live.matter.parent === null &&
      live.matter.about === null &&
      Object.keys(live.process.parts ?? {}).length === 0 &&
      !isLookedAfter(desk.ground, live.process)
    // what ended with its main matter need not tell it so
    const isOrphan = made.ask.asker.kind === 'system' && typeof live.process.orphaned === 'object' && live.process.orphaned.act === made.ask.action
    if (!isAlone && !isOrphan) later('ended', { parent: live.matter.parent, about: live.matter.about })
  }
}

/** Something may be about it that ends with it, as a call for volunteers does. */
const isLookedAfter = ({ processes }: Ground, { name }: Process): boolean =>
  processes.some(({ process, active }) => active && process.about?.includes(name) === true && hasAutosAbout(process))

/** What a part is told: the words and choices of the form that opened it, never its files or people. */
const wordsIn = ({ action, answers }: Decision): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => toldToParts.has(action.ask?.[name]?.kind ?? '')))
const toldToParts: ReadonlySet<string> = new Set(['text', 'longText', 'choice', 'many', 'number', 'date', 'dateTime', 'category', 'place'])

/** Which of this matter's own photos somebody chose to go along. */
const keptIn = ({ action, answers }: Decision): string[] =>
  Object.entries(action.ask ?? {}).flatMap(([name, field]) =>
    field.kind === 'kept' && Array.isArray(answers[name]) ? answers[name].map(String) : [],
  )

/** What its marks now say that it holds; the last step of a batch stands. */
function book(writing: Writing, matter: Matter): void {
  const row = bookingOf(matter)
  const at = writing.bookings.findIndex((each) => each.matter_id === matter.id)
  if (row) writing.bookings.splice(at < 0 ? writing.bookings.length : at, 1, row)
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

/** The row as it stands after the last step of the batch, and its place on the desk. */
export function writeRow({ ground, writing }: Desk, live: Live): void {
  const { matter, row, was } = live
  // what a step leaves alone stays the very same object, and need not be written again
  const isNew = (...names: readonly (keyof Matter)[]) => was === null || names.some((name) => was[name] !== matter[name])
  const kept = (['seats', 'duties', 'clocks', 'counts', 'marks'] as const).filter((name) => isNew(name))
  const shape = {
    id: matter.id,
    seen: was?.seq ?? 0,
    version: matter.version,
    state: matter.state,
    phase: matter.phase,
    seq: matter.seq,
    round: matter.round,
    replied: matter.replied,
    ended_at: matter.endedAt === null ? null : new Date(matter.endedAt).toISOString(),
    ...Object.fromEntries(kept.map((name) => [name, matter[name]])),
    head: row.head,
  }
  if (live.birth) writing.births.push({ ...live.birth, ...shape })
  else writing.matters.push(shape)
  if (!isNew('state', 'phase', 'seats', 'duties', 'clocks', 'marks', 'version')) return
  const desk = deskOf(ground, live.process, matter)
  if (desk) writing.desk.push({ matter_id: matter.id, ...desk })
  else writing.cleared.push(matter.id)
}
