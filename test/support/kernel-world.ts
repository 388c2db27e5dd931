// A small town in memory for the kernel's tests: areas, people with posts who come and go, and one matter that they act on.
import { calendarFrom } from '../../core/calendar.ts'
import { decide, decideBirth, type Decision } from '../../core/decide.ts'
import { foldOne, type Folded } from '../../core/fold.ts'
import type { Stock } from '../../core/holds.ts'
import type { Actor, Answers, Birth, Holder, Matter, Refusal, Roster, Subject, World } from '../../core/matter.ts'
import { ownerOfMatter, type Ownership } from '../../core/owner.ts'
import { nextDue } from '../../core/clock.ts'
import type { Level, Post } from '../../core/posts.ts'
import type { Process } from '../../core/process.ts'
import { calendarFile } from './calendar.ts'

const calendar = calendarFrom(calendarFile)

/** district 1 › township 2 › community 3 › grids 4 and 5 › yard 6 in grid 4. */
const parents = new Map([[2, 1], [3, 2], [4, 3], [5, 3], [6, 4]]) // prettier-ignore
const levelOf = new Map<number, Level>([[1, 0], [2, 1], [3, 2], [4, 3], [5, 3], [6, 4]]) // prettier-ignore

export type Townsman = {
  readonly person: string
  readonly post: Post
  readonly area?: number
  readonly organisation?: number
  readonly standIn?: string
}
export const townsfolk: readonly Townsman[] = [
  { person: 'Yan the yard head', post: 'yardHead', area: 6 },
  { person: 'Gao the grid officer', post: 'gridOfficer', area: 4, standIn: 'Gu the other grid officer' },
  { person: 'Gu the other grid officer', post: 'gridOfficer', area: 5 },
  { person: 'Lin the grid leader', post: 'gridLeader', area: 4 },
  { person: 'Shen of the community', post: 'communityStaff', area: 3 },
  { person: 'Shi of the community', post: 'communityStaff', area: 3 },
  { person: 'Shu the secretary', post: 'communitySecretary', area: 3 },
  { person: 'Di the dispatcher', post: 'dispatcher', area: 2 },
  { person: 'Ding the dispatcher', post: 'dispatcher', area: 2 },
  { person: 'Wei of the water board', post: 'departmentOfficer', organisation: 100 },
  { person: 'Wu heads the water board', post: 'departmentHead', organisation: 100 },
  { person: 'Du the supervisor', post: 'supervisor', area: 1 },
  { person: 'Duan the supervisor', post: 'supervisor', area: 1 },
  { person: 'Qu leads the district', post: 'districtLeader', area: 1 },
  { person: 'Qi leads the district', post: 'districtLeader', area: 1 },
  { person: 'Vi the volunteer', post: 'volunteer', area: 4 },
]

export const monday = Date.parse('2026-03-02T09:00:00+08:00')
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** Who is present, given who is away; a stand-in counts while present. */
export function rosterOf(people: readonly Townsman[], absent: ReadonlySet<string>): Roster {
  const parentOf = (area: number) => parents.get(area) ?? null
  const holding = (holder: Holder) =>
    people.filter(
      (one) =>
        one.post === holder.post &&
        one.area === holder.area &&
        one.organisation === holder.organisation &&
        (holder.person === undefined || holder.person === one.person),
    )
  const covers = (outer: number, inner: number): boolean => {
    const above = parentOf(inner)
    return outer === inner || (above !== null && covers(outer, above))
  }
  const present = (holder: Holder) =>
    holding(holder).flatMap((one) => {
      if (!absent.has(one.person)) return [one.person]
      return one.standIn !== undefined && !absent.has(one.standIn) ? [one.standIn] : []
    })
  const below = (area: number, level: Level) => [...levelOf].filter(([id, at]) => at === level && covers(area, id)).map(([id]) => id)
  return { parentOf, levelOf: (area) => levelOf.get(area) ?? 0, covers, below, present, isHeld: (holder) => holding(holder).length > 0 }
}

/** A matter with everything around it that a test may change. */
export type Tale = {
  readonly process: Process
  readonly people: readonly Townsman[]
  readonly absent: Set<string>
  readonly pools: Map<string, Set<string>>
  readonly parts: { open: number; done: number; total: number }
  readonly events: Folded[]
  readonly family: Record<string, string[]>
  seed: Matter
  matter: Matter
  now: number
  parentEnded: boolean
  about: Subject | null
  followed: string[]
  emergencySince: number | null
}

export const system: Actor = { kind: 'system' }

export function actorOf(tale: Pick<Tale, 'people' | 'pools'>, name: string, isReporter = name === 'Grandma Wang'): Actor {
  if (name === 'system') return system
  const postings = tale.people
    .filter((one) => one.person === name)
    .map((one) => ({ post: one.post, area: one.area ?? null, organisation: one.organisation ?? null }))
  const holds = [...tale.pools].flatMap(([pool, members]) => (members.has(name) ? [pool] : []))
  return { kind: 'person', person: name, postings, isReporter, holds }
}

export function worldOf(tale: Tale, name = ''): World {
  const facts = Object.keys(tale.process.pools ?? {}).map((pool) => [
    pool,
    { taken: tale.pools.get(pool)?.size ?? 0, mine: tale.pools.get(pool)?.has(name) ?? false },
  ])
  return {
    now: tale.now,
    calendar,
    process: tale.process,
    roster: rosterOf(tale.people, tale.absent),
    category: (code) =>
      code === 'leak' ? { handle: { amount: 8, unit: 'workHour' }, needsPhoto: true } : code === undefined ? null : { needsPhoto: false },
    parts: { ...tale.parts },
    parentEnded: tale.parentEnded,
    pools: Object.fromEntries(facts),
    familyDuties: tale.family,
    resource: stockOf(tale),
    about: tale.about,
    followed: tale.followed,
    squads: [],
    emergencySince: tale.emergencySince,
  }
}

/** Nine of whatever is asked for; somebody else has four of them for two days from the third day on. */
export function stockOf({ matter, seed }: Pick<Tale, 'matter' | 'seed'>): Stock | null {
  if (matter.marks['resource'] === undefined) return null
  const from = seed.openedAt + 3 * 86_400_000
  const other = { matter: 'another matter', amount: 4, from, until: from + 2 * 86_400_000, by: { zh: '别的社区', en: 'another community' } }
  return { kind: matter.marks['resourceKind'] === 'fund' ? 'fund' : 'tool', quantity: 9, isOffered: true, holdings: [other] }
}

export const isRefused = (answer: Decision | Refusal): answer is Refusal => 'code' in answer

/** Somebody tries something; what happens is written down and the town changes with it. */
export function act(tale: Tale, name: string, wish: { action: string; answers?: Answers; seen?: number }): Decision | Refusal {
  const answer = decide(worldOf(tale, name), tale.matter, {
    act: 'a',
    action: wish.action,
    answers: wish.answers ?? {},
    actor: actorOf(tale, name),
    ...(wish.seen === undefined ? {} : { seen: wish.seen }),
  })
  if (isRefused(answer)) return answer
  const event = { seq: tale.matter.seq + 1, change: answer.change }
  tale.events.push(event)
  tale.matter = foldOne(tale.matter, event)
  for (const outcome of answer.outcomes) {
    if (outcome.kind === 'claim') tale.pools.set(outcome.pool, new Set([...(tale.pools.get(outcome.pool) ?? []), name]))
    if (outcome.kind === 'roll' && outcome.nearest !== null) tale.pools.set(outcome.pool, new Set(tale.people.map(({ person }) => person)))
    if (outcome.kind === 'release') tale.pools.set(outcome.pool, new Set([...(tale.pools.get(outcome.pool) ?? [])].filter((each) => each !== name)))
    if (outcome.kind === 'open') Object.assign(tale.parts, { open: tale.parts.open + 1, total: tale.parts.total + 1 })
  }
  return answer
}

type Beginning = {
  readonly process: Process
  readonly by: string
  readonly action: string
  readonly answers: Answers
  readonly thingHandler?: Holder
  readonly keeper?: Holder
  readonly marks?: Matter['marks']
  readonly people?: readonly Townsman[]
  readonly now?: number
  readonly about?: Subject
  readonly isEmergency?: boolean
}

/** A new matter in yard 6, or why there is none. */
export function tryBegin(how: Beginning): Tale | Refusal {
  const birth: Birth = {
    id: '019a0000-0000-7000-8000-000000000001',
    area: 6,
    thing: null,
    parent: null,
    about: how.about ? 'the other matter' : null,
    headline: 'a silly matter',
    ...(how.thingHandler ? { thingHandler: how.thingHandler } : {}),
    ...(how.keeper ? { keeper: how.keeper } : {}),
    ...(how.marks ? { marks: how.marks } : {}),
  }
  const blank: Matter = {
    id: birth.id, process: how.process.name, version: how.process.version, area: 6, thing: null, parent: null, about: null, openedAt: how.now ?? monday, headline: birth.headline, state: '', phase: 'waiting', seq: 0, round: 1,
    replied: false, endedAt: null, seats: {}, duties: {}, clocks: {}, counts: {}, marks: {},
  } // prettier-ignore
  const tale: Tale = {
    process: how.process,
    people: how.people ?? townsfolk,
    absent: new Set(),
    pools: new Map(),
    parts: { open: 0, done: 0, total: 0 },
    events: [],
    family: {},
    seed: blank,
    matter: blank,
    now: how.now ?? monday,
    parentEnded: false,
    about: how.about ?? null,
    followed: [],
    emergencySince: how.isEmergency ? (how.now ?? monday) : null,
  }
  const born = decideBirth(worldOf(tale, how.by), birth, { act: 'b', action: how.action, answers: how.answers, actor: actorOf(tale, how.by) })
  if ('code' in born) return born
  tale.matter = born.matter
  tale.seed = born.matter
  for (const outcome of born.decision.outcomes)
    if (outcome.kind === 'roll' && outcome.nearest !== null) tale.pools.set(outcome.pool, new Set(tale.people.map(({ person }) => person)))
  return tale
}

export function begin(how: Beginning): Tale {
  const tale = tryBegin(how)
  if ('code' in tale) throw new Error(`could not begin: ${tale.code} ${tale.label.en}`)
  return tale
}

export const ownerNow = (tale: Tale): Ownership | null => ownerOfMatter(tale.process, tale.matter, rosterOf(tale.people, tale.absent))

/** The next clock strikes: time jumps to it and the system does what is due. */
export function strikeNext(tale: Tale): Decision | Refusal | null {
  const next = nextDue(tale.process, tale.matter.state, tale.matter.clocks)
  if (!next) return null
  tale.now = Math.max(tale.now, next.due)
  return act(tale, 'system', { action: next.late })
}
