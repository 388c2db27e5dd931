// Decides the members of one batch in order, several acts on one matter folded in memory, and collects what must be written.
import { decide, decideBirth } from '../../core/decide.ts'
import { clocksIn } from '../../core/process.ts'
import type { Stock } from '../../core/holds.ts'
import type { Actor, PoolFacts, Refusal } from '../../core/matter.ts'
import { momentOfPress } from '../../core/press.ts'
import { actionsIn, isEnded, type Action } from '../../core/process.ts'
import { refuse } from '../../core/refusals.ts'
import { subjectOf, type Ask, type Asker, type AdoptAsk, type BirthAsk, type EraseAsk, type RecomputeAsk, type StepAsk, type Verdict } from './ask.ts'
import { zeroHash } from './chain.ts'
import { claimantOf, record, writeRow, type Desk, type Live } from './consequences.ts'
import type { Ground } from './house.ts'
import type { Loaded } from './load.ts'
import { matterOf, type MatterRecord } from './row.ts'
import { bySystemWords } from './by-system.ts'
import { stockAsOf } from './stock.ts'
import { noFacts, worldOf } from './world.ts'
import { newWriting, type Writing } from './writing.ts'

export type Settling = {
  readonly ground: Ground
  readonly now: number
  readonly loaded: Loaded
  readonly asks: readonly Ask[]
  readonly numbers: readonly string[]
}
export type Settled = { readonly verdicts: readonly Verdict[]; readonly writing: Writing }
/** One verdict per ask, in order; refused asks write nothing. */
export function settle(settling: Settling): Settled {
  const writing = newWriting()
  const lives = new Map<string, Live>()
  const done = new Map<string, { readonly subject: string; readonly verdict: Verdict }>()
  const numbers = [...settling.numbers]
  const desk: Settle = { ground: settling.ground, now: settling.now, writing, loaded: settling.loaded, lives }
  const verdicts = settling.asks.map((ask): Verdict => {
    const before = done.get(ask.act)
    if (before) return before.subject === subjectOf(ask) ? again(before.verdict) : no(refuse('already'))
    const verdict = knownOr(settling, ask) ?? resolve({ ...desk, number: () => numbers.shift() ?? '' }, ask)
    done.set(ask.act, { subject: subjectOf(ask), verdict })
    return verdict
  })
  for (const live of lives.values()) writeRow(desk, live)
  return { verdicts, writing }
}

const again = (verdict: Verdict): Verdict => (verdict.ok ? { ...verdict, repeated: true } : verdict)

type Settle = Desk & { readonly loaded: Loaded; readonly lives: Map<string, Live> }

function knownOr(settling: Settling, ask: Ask): Verdict | null {
  const known = settling.loaded.known.get(ask.act)
  if (!known) return null
  // an id that was used on another matter says nothing about this one
  const row = known.subject === subjectOf(ask) ? settling.loaded.rows.get(known.subject) : undefined
  const isSeen = row !== undefined && (ask.kind !== 'step' || isWithin(ask.reach, row.area_key))
  return isSeen ? { ok: true, matter: matterOf(row), number: row.number, repeated: true } : no(refuse('already'))
}

function resolve(desk: Settle & { number: () => string }, ask: Ask): Verdict {
  if (ask.kind === 'birth') return bear(desk, ask)
  if (ask.kind === 'step') return step(desk, ask)
  if (ask.kind === 'adopt') return adopt(desk, ask)
  return ask.kind === 'erase' ? noteErasure(desk, ask) : rewind(desk, ask)
}

/** The calendar or the mode of the area changed: an event without an action of the process, by the system. */
function rewind(desk: Settle, ask: RecomputeAsk): Verdict {
  const row = desk.loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(desk.ground, row) : null)
  if (!live || live.matter.seq !== ask.seen) return no(refuse('moved-on'))
  desk.lives.set(ask.matter, live)
  const action: Action = { label: bySystemWords[ask.because], by: ['system'] }
  record(desk, live, {
    ask: { ...ask, action: ask.because, asker: { kind: 'system' } },
    decision: { change: { clocks: ask.clocks }, outcomes: [], answers: {}, action },
    actor: { kind: 'system' },
  })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

/** A newer version is taken on only where the matter's state, seats, pools and clocks exist in it; the event carries the new version and clocks. */
function adopt(desk: Settle, ask: AdoptAsk): Verdict {
  const row = desk.loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(desk.ground, row) : null)
  const newer = live ? desk.ground.process(live.matter.process, ask.version) : undefined
  if (!live || !newer || ask.version <= live.matter.version || !fitsInto(newer, live)) return no(refuse(live ? 'not-here' : 'not-found'))
  desk.lives.set(ask.matter, live)
  live.process = newer
  const action: Action = { label: bySystemWords.versionAdopted, by: ['system'] }
  record(desk, live, {
    ask: { ...ask, action: 'versionAdopted', asker: { kind: 'system' } },
    decision: { change: { version: ask.version, adoptedFrom: live.matter.version }, outcomes: [], answers: {}, action },
    actor: { kind: 'system' },
  })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

function fitsInto(newer: Live['process'], { matter, process }: Live): boolean {
  const target = newer.states[matter.state]
  const isThere = (names: readonly string[], among: object | undefined) => names.every((name) => among !== undefined && Object.hasOwn(among, name))
  return (
    target !== undefined &&
    target.phase === matter.phase &&
    isThere(Object.keys(matter.seats), newer.seats ?? {}) &&
    isThere(Object.keys(process.pools ?? {}), newer.pools ?? {}) &&
    isThere(Object.keys(clocksIn(newer, matter.state)), matter.clocks)
  )
}

/** What was erased is not said again, only that it was and how much. */
function noteErasure(desk: Settle, ask: EraseAsk): Verdict {
  const row = desk.loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(desk.ground, row) : null)
  if (!live) return no(refuse('not-found'))
  desk.lives.set(ask.matter, live)
  const action: Action = { label: bySystemWords.particularsErased, by: ['system'] }
  record(desk, live, {
    ask: { ...ask, action: 'particularsErased', asker: { kind: 'system' } },
    decision: { change: {}, outcomes: [], answers: { leaves: ask.leaves }, action },
    actor: { kind: 'system' },
  })
  return { ok: true, matter: live.matter, number: live.row.number, repeated: false }
}

const no = (refusal: Refusal): Verdict => ({ ok: false, refusal })

function bear(desk: Settle & { number: () => string }, ask: BirthAsk): Verdict {
  const { ground } = desk
  const now = momentOfPress(ask.pressedAt, desk.now)
  const process = ground.process(ask.process)
  const area = ground.areas.get(ask.area)
  if (!process || !area || desk.loaded.rows.has(ask.id)) return no(refuse(process && area ? 'already' : 'not-found'))
  if (ask.parent !== null && !mayTakePart(desk, ask.parent)) return no(refuse('not-here'))
  const facts = { ...noFacts, about: ask.about ? (desk.loaded.subjects.get(ask.about) ?? null) : null }
  const world = worldOf({ ground, process, now: desk.now, area: ask.area, facts })
  const actor = withFacts(ask.asker, { isReporter: ask.reporter !== undefined, holds: [] })
  const birth = {
    id: ask.id,
    area: ask.area,
    thing: ask.thing,
    parent: ask.parent,
    about: ask.about ?? null,
    pressedAt: now,
    marks: ask.marks,
    headline: ask.headline,
    ...(ask.thingHandler ? { thingHandler: ask.thingHandler } : {}),
    ...(ask.keeper ? { keeper: ask.keeper } : {}),
  }
  const born = decideBirth(world, birth, { act: ask.act, action: ask.action, answers: ask.answers, actor })
  if ('code' in born) return no(born)
  const number = desk.number()
  const live: Live = {
    matter: { ...born.matter, seq: 0 },
    row: { number, area_key: area.key, source: ask.source, head: zeroHash, demo: ground.district.demo },
    was: null,
    birth: {
      id: ask.id,
      number,
      process: process.name,
      version: process.version,
      area_id: ask.area,
      area_key: area.key,
      thing_id: ask.thing,
      parent_id: ask.parent,
      about_id: ask.about ?? null,
      part: ask.part,
      opened_at: new Date(now).toISOString(),
      source: ask.source,
      headline: ask.headline,
      words: ask.words,
      lon: ask.lon,
      lat: ask.lat,
      demo: ground.district.demo,
    },
    process,
  }
  desk.lives.set(ask.id, live)
  if (ask.reporter) desk.writing.reporters.push({ matter_id: ask.id, ...ask.reporter })
  const earlier = now < desk.now ? { openedAt: now } : {}
  record(desk, live, { ask, decision: { ...born.decision, change: { ...born.decision.change, marks: born.matter.marks, ...earlier } }, actor })
  return { ok: true, matter: live.matter, number, repeated: false }
}

/** The parent's row is locked together with the child's birth, so that none is born under a parent that ends at this moment. */
function mayTakePart({ lives, loaded }: Settle, parent: string): boolean {
  const phase = lives.get(parent)?.matter.phase ?? loaded.rows.get(parent)?.phase
  return phase !== undefined && !isEnded(phase)
}

function step(desk: Settle, ask: StepAsk): Verdict {
  const { ground, now, loaded } = desk
  const row = loaded.rows.get(ask.matter)
  const live = desk.lives.get(ask.matter) ?? (row ? liveOf(ground, row) : null)
  if (!live || !isWithin(ask.reach, live.row.area_key)) return no(refuse('not-found'))
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
    area: live.matter.area,
    facts: {
      parts,
      parentEnded: loaded.parents.get(ask.matter)?.ended ?? false,
      pools,
      familyDuties: mergeDuties(family),
      about: live.matter.about === null ? null : (loaded.subjects.get(live.matter.about) ?? null),
      followed: loaded.followed.get(ask.matter) ?? [],
      resource: stockFor(desk, live),
    },
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
function poolFacts({ loaded, writing }: Settle, { matter, pool, claimant }: Place): PoolFacts {
  const here = (each: { subject_id: string; pool: string }) => each.subject_id === matter && each.pool === pool
  const claims = writing.claims.filter(here)
  // giving up a place that one never had frees none
  const hadOne = (who: string) => loaded.held.has(`${matter}|${pool}|${who}`) || claims.some((each) => each.claimant === who)
  const releases = writing.releases.filter((each) => here(each) && hadOne(each.claimant))
  const held = loaded.held.has(`${matter}|${pool}|${claimant}`) && !releases.some((each) => each.claimant === claimant)
  return {
    taken: (loaded.pools.get(`${matter}|${pool}`) ?? 0) + claims.length - releases.length,
    mine: held || claims.some((each) => each.claimant === claimant),
  }
}

/** What is left of the resource this matter asks for, with what others before it in this batch took or gave back. */
function stockFor({ loaded, writing, ground }: Settle, { matter }: Live): Stock | null {
  const stock = loaded.stocks.get(matter.marks['resource'] ?? '')
  return stock ? stockAsOf(ground, { stock, matter: matter.id, bookings: writing.bookings.filter((each) => each.resource_id === matter.marks['resource']) }) : null // prettier-ignore
}

const isWithin = (reach: StepAsk['reach'], key: number): boolean => reach === undefined || reach.some(({ from, upto }) => key >= from && key <= upto)

/** Who joined a neighbour's report is heard like its reporter, but does not end it for them. */
function isReporterOf({ loaded }: Settle, live: Live, ask: StepAsk): boolean {
  if (ask.asker.kind === 'system') return false
  const { receipt, person } = ask.asker
  const marks = [receipt, person].flatMap((mark) => (mark ? [`${ask.matter}|${mark}`] : []))
  const to = actionsIn(live.process, live.matter.state)[ask.action]?.to
  const isEnding = to !== undefined && isEnded(live.process.states[to]?.phase ?? 'waiting')
  return marks.some((mark) => loaded.reporters.has(mark)) || (!isEnding && marks.some((mark) => loaded.joined.has(mark)))
}

function liveOf(ground: Ground, row: MatterRecord): Live | null {
  const process = ground.process(row.process, row.version)
  const matter = matterOf(row)
  return process ? { matter, row, was: matter, birth: null, process } : null
}

const mergeDuties = (all: readonly Readonly<Record<string, readonly string[]>>[]): Record<string, readonly string[]> =>
  all
    .flatMap((duties) => Object.entries(duties))
    .reduce<Record<string, readonly string[]>>((merged, [duty, people]) => ({ ...merged, [duty]: [...(merged[duty] ?? []), ...people] }), {})

const withFacts = (asker: Asker, facts: { isReporter: boolean; holds: readonly string[] }): Actor =>
  asker.kind === 'system'
    ? asker
    : {
        kind: 'person',
        person: asker.person,
        postings: asker.postings,
        ...facts,
        ...(asker.connector === undefined ? {} : { connector: asker.connector }),
      }
