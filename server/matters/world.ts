// Builds what the kernel needs to judge an attempt: the world around a matter and the person who tries.
import type { Actor, Matter, PoolFacts, Subject, World } from '../../core/matter.ts'
import type { Process } from '../../core/process.ts'
import type { Caller } from './endpoint.ts'
import type { Ground } from './house.ts'
import { emergencySince } from './places.ts'

/** What only the database knows about a matter's surroundings. */
export type Facts = {
  readonly parts: World['parts']
  readonly parentEnded: boolean
  readonly pools: Readonly<Record<string, PoolFacts>>
  readonly familyDuties: Matter['duties']
  readonly about: Subject | null
  readonly followed: readonly string[]
  readonly resource: World['resource']
}
export const noFacts: Facts = {
  parts: { open: 0, done: 0, total: 0 },
  parentEnded: false,
  pools: {},
  familyDuties: {},
  about: null,
  followed: [],
  resource: null,
}

export function worldOf(around: {
  readonly ground: Ground
  readonly process: Process
  readonly now: number
  readonly area: number
  readonly facts: Facts
}): World {
  const { ground, process, now, area, facts } = around
  return {
    now,
    process,
    calendar: ground.calendar,
    roster: ground.roster,
    category: (code) => (code === undefined ? null : (ground.categories.get(code) ?? null)),
    emergencySince: emergencySince(ground, area),
    squads: ground.squads.standing,
    ...facts,
  }
}

/** The caller as the kernel knows people; the postings are those that count now. */
export function actorOf(
  ground: Ground,
  caller: Caller,
  known: { readonly isReporter: boolean; readonly holds: readonly string[]; readonly now: number },
): Actor {
  const postings = caller.person === null ? [] : caller.postings.length > 0 ? caller.postings : ground.postingsOf(caller.person, known.now)
  const connector = caller.connector === undefined ? {} : { connector: caller.connector }
  return { kind: 'person', person: caller.person, postings, isReporter: known.isReporter, holds: known.holds, ...connector }
}
