// What surrounds a matter and decides choices: parts, parent, places held, whether the viewer reported it. Only conclusions leave here.
import { z } from 'zod'
import type { Matter } from '../../../core/matter.ts'
import { isEnded, Phase } from '../../../core/process.ts'
import type { Ground, House } from '../house.ts'
import { subjectColumns, subjectOf, SubjectRow } from '../row.ts'
import { noFacts, type Facts } from '../world.ts'
import { hexSql, oneTrip, uuidSql } from './one-trip.ts'

export type Known = { readonly facts: Facts; readonly isReporter: boolean; readonly holds: readonly string[]; readonly hasContact: boolean }
/** `receipt` and `claimant` are blinded hex or a person; whoever asks proves the receipt before. */
export type Asking = {
  readonly matter: Matter
  readonly person: string | null
  readonly receipt: string | null
  readonly claimants: readonly string[]
}

const Duties = z.record(z.string(), z.array(z.string()))
const Kin = z.object({ id: z.string(), phase: Phase, duties: Duties })
const Parts = z.object({ open: z.number(), done: z.number(), total: z.number() })
const Ended = z.object({ process: z.string(), state: z.string() })
const PoolRow = z.object({ pool: z.string(), taken: z.number(), mine: z.boolean() })
const Reported = z.object({ mine: z.boolean(), contact: z.boolean() })

export async function knownAround(house: House, ground: Ground, asking: Asking): Promise<Known> {
  const { matter } = asking
  const d = ground.district.id
  const id = uuidSql(matter.id)
  const claimants = asking.claimants.map(hexSql).join(', ')
  const mine = [asking.person === null ? [] : `person_id = ${uuidSql(asking.person)}`, asking.receipt === null ? [] : `receipt = decode(${hexSql(asking.receipt)}, 'hex')`].flat().join(' or ') // prettier-ignore
  const found = await oneTrip(house, { role: 'act', district: d }, [
    `select id, phase, duties from matters where district_id = ${d} and (parent_id = ${id} or id = ${uuidSql(matter.parent ?? matter.id)}) limit 500`,
    `select pool, count(*)::int as taken, ${claimants === '' ? 'false' : `bool_or(claimant in (${claimants}))`} as mine from claims where district_id = ${d} and subject_id = ${id} and released_at is null group by pool limit 100`,
    `select (count(*) filter (where phase not in ('done', 'dropped')))::int as open, (count(*) filter (where phase = 'done'))::int as done, count(*)::int as total from matters where district_id = ${d} and parent_id = ${id}`,
    `select ${subjectColumns} from matters where district_id = ${d} and id = ${uuidSql(matter.about ?? matter.id)} limit 1`,
    `select process, state from matters where district_id = ${d} and about_id = ${id} and phase in ('done', 'dropped') order by id limit 200`,
    `select coalesce(bool_or(${mine === '' ? 'false' : mine}), false) as mine, coalesce(bool_or(contact_cipher is not null), false) as contact from reporters where district_id = ${d} and matter_id = ${id}`,
  ])
  const kin = z.array(Kin).parse(found[0] ?? [])
  const pools = z.array(PoolRow).parse(found[1] ?? [])
  const [reported] = z.array(Reported).parse(found[5] ?? [])
  const [parts] = z.array(Parts).parse(found[2] ?? [])
  const [subject] = z.array(SubjectRow).parse(found[3] ?? [])
  const children = kin.filter((row) => row.id !== matter.id && row.id !== matter.parent)
  const parent = kin.find((row) => row.id === matter.parent)
  return {
    facts: {
      parts: parts ?? noFacts.parts,
      parentEnded: parent !== undefined && isEnded(parent.phase),
      pools: Object.fromEntries(pools.map((row) => [row.pool, { taken: row.taken, mine: row.mine }])),
      familyDuties: merge([...children, ...(parent ? [parent] : [])].map((row) => row.duties)),
      about: matter.about === null || !subject ? null : subjectOf(subject),
      followed: z
        .array(Ended)
        .parse(found[4] ?? [])
        .map(({ process, state }) => `${process}|${state}`),
    },
    isReporter: reported?.mine ?? false,
    holds: pools.filter((row) => row.mine).map((row) => row.pool),
    hasContact: reported?.contact ?? false,
  }
}

const merge = (all: readonly z.output<typeof Duties>[]): Record<string, readonly string[]> =>
  all
    .flatMap((duties) => Object.entries(duties))
    .reduce<Record<string, readonly string[]>>((merged, [duty, people]) => ({ ...merged, [duty]: [...(merged[duty] ?? []), ...people] }), {})
