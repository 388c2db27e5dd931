// What surrounds a matter and decides choices: parts, parent, places held, whether the viewer reported it. Only conclusions leave here.
import { z } from 'zod'
import { isEnded, Phase } from '../../../core/process.ts'
import type { Ground, House } from '../house.ts'
import { subjectColumns, subjectOf, SubjectRow } from '../row.ts'
import { noFacts, type Facts } from '../world.ts'
import { gathered, hexSql, textsSql, uuidSql } from '../../db/planned.ts'
import { oneTrip, type Leg } from './one-trip.ts'

export type Known = { readonly facts: Facts; readonly isReporter: boolean; readonly holds: readonly string[]; readonly hasContact: boolean }
/** `receipt` and `claimant` are blinded hex or a person; whoever asks proves the receipt before. */
export type Asking = {
  /** its id */ readonly matter: string
  readonly person: string | null
  readonly receipt: string | null
  readonly claimants: readonly string[]
}

const Duties = z.record(z.string(), z.array(z.string()))
const Around = z.object({
  kin: z.array(z.object({ isParent: z.boolean(), phase: Phase, duties: Duties })),
  pools: z.array(z.object({ pool: z.string(), taken: z.number(), mine: z.boolean() })),
  parts: z.array(z.object({ open: z.number(), done: z.number(), total: z.number() })),
  subject: z.array(SubjectRow),
  followed: z.array(z.object({ process: z.string(), state: z.string() })),
  reported: z.array(z.object({ mine: z.boolean(), contact: z.boolean() })),
})

/** $1 the district; $2 the matter; $3 claimants; $4 a person; $5 a receipt. */
const around = gathered({
  kin: 'select false as "isParent", phase, duties from matters where district_id = $1 and parent_id = $2 union all select true, phase, duties from matters where district_id = $1 and id = (select parent_id from matters where district_id = $1 and id = $2) limit 500',
  pools: 'select pool, count(*) as taken, bool_or(claimant = any($3)) as mine from claims where district_id = $1 and subject_id = $2 and released_at is null group by pool limit 100',
  parts: `select count(*) filter (where phase not in ('done', 'dropped')) as open, count(*) filter (where phase = 'done') as done, count(*) as total from matters where district_id = $1 and parent_id = $2`,
  subject: `select ${subjectColumns} from matters where district_id = $1 and id = (select about_id from matters where district_id = $1 and id = $2)`,
  followed: `select process, state from matters where district_id = $1 and about_id = $2 and phase in ('done', 'dropped') order by id limit 200`,
  reported: `select coalesce(bool_or(person_id = $4 or receipt = decode($5, 'hex')), false) as mine, coalesce(bool_or(contact_cipher is not null), false) as contact from reporters where district_id = $1 and matter_id = $2`,
}) // prettier-ignore

/** What is read; it may travel together with the reading of the matter itself. */
export function factsLeg(ground: Ground, asking: Asking): Leg {
  const { matter, person, receipt, claimants } = asking
  const values = [
    String(ground.district.id),
    uuidSql(matter),
    textsSql(claimants),
    person === null ? 'null' : uuidSql(person),
    receipt === null ? 'null' : hexSql(receipt),
  ]
  return {
    scope: { role: 'act', district: ground.district.id },
    statement: { name: 'page_facts', types: 'int, uuid, text[], uuid, text', sql: around, values },
  }
}

export async function knownAround(house: House, ground: Ground, asking: Asking): Promise<Known> {
  const [rows] = await oneTrip(house, [factsLeg(ground, asking)])
  return knownFrom(rows?.[0])
}

export function knownFrom(row: unknown): Known {
  const { kin, pools, parts, subject, followed, reported } = Around.parse(row)
  return {
    facts: {
      parts: parts[0] ?? noFacts.parts,
      parentEnded: kin.some((each) => each.isParent && isEnded(each.phase)),
      pools: Object.fromEntries(pools.map((each) => [each.pool, { taken: each.taken, mine: each.mine }])),
      familyDuties: merge(kin.map((each) => each.duties)),
      about: subject[0] ? subjectOf(subject[0]) : null,
      followed: followed.map(({ process, state }) => `${process}|${state}`),
      resource: null,
    },
    isReporter: reported[0]?.mine ?? false,
    holds: pools.filter((each) => each.mine).map((each) => each.pool),
    hasContact: reported[0]?.contact ?? false,
  }
}

const merge = (all: readonly z.output<typeof Duties>[]): Record<string, readonly string[]> =>
  all
    .flatMap((duties) => Object.entries(duties))
    .reduce<Record<string, readonly string[]>>((merged, [duty, people]) => ({ ...merged, [duty]: [...(merged[duty] ?? []), ...people] }), {})
