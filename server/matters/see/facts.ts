// What surrounds a matter and decides choices: parts, parent, places held, whether the viewer reported it. Only conclusions leave here.
import { z } from 'zod'
import type { Matter } from '../../../core/matter.ts'
import { isEnded, Phase } from '../../../core/process.ts'
import type { Ground, House } from '../house.ts'
import { subjectColumns, subjectOf, SubjectRow } from '../row.ts'
import { noFacts, type Facts } from '../world.ts'
import { hexSql, oneTrip, textsSql, uuidSql } from './one-trip.ts'

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

const kinSql = { name: 'kin', types: 'int, uuid, uuid', sql: 'select id, phase, duties from matters where district_id = $1 and parent_id = $2 union all select id, phase, duties from matters where district_id = $1 and id = $3 limit 500' } // prettier-ignore
const poolSql = { name: 'pools', types: 'int, uuid, text[]', sql: 'select pool, count(*)::int as taken, bool_or(claimant = any($3)) as mine from claims where district_id = $1 and subject_id = $2 and released_at is null group by pool limit 100' } // prettier-ignore
const partSql = { name: 'parts', types: 'int, uuid', sql: `select (count(*) filter (where phase not in ('done', 'dropped')))::int as open, (count(*) filter (where phase = 'done'))::int as done, count(*)::int as total from matters where district_id = $1 and parent_id = $2` } // prettier-ignore
const subjectSql = { name: 'subject', types: 'int, uuid', sql: `select ${subjectColumns} from matters where district_id = $1 and id = $2 limit 1` }
const followedSql = { name: 'followed', types: 'int, uuid', sql: `select process, state from matters where district_id = $1 and about_id = $2 and phase in ('done', 'dropped') order by id limit 200` } // prettier-ignore
const reportedSql = { name: 'reported', types: 'int, uuid, uuid, text', sql: `select coalesce(bool_or(person_id = $3 or receipt = decode($4, 'hex')), false) as mine, coalesce(bool_or(contact_cipher is not null), false) as contact from reporters where district_id = $1 and matter_id = $2` } // prettier-ignore

export async function knownAround(house: House, ground: Ground, asking: Asking): Promise<Known> {
  const { matter } = asking
  const d = String(ground.district.id)
  const id = uuidSql(matter.id)
  const kin = matter.parent ?? matter.id
  const person = asking.person === null ? 'null' : uuidSql(asking.person)
  const receipt = asking.receipt === null ? 'null' : hexSql(asking.receipt)
  const found = await oneTrip(house, { role: 'act', district: ground.district.id }, [
    { ...kinSql, values: [d, id, uuidSql(kin)] },
    { ...poolSql, values: [d, id, textsSql(asking.claimants)] },
    { ...partSql, values: [d, id] },
    { ...subjectSql, values: [d, uuidSql(matter.about ?? matter.id)] },
    { ...followedSql, values: [d, id] },
    { ...reportedSql, values: [d, id, person, receipt] },
  ])
  const rows = z.array(Kin).parse(found[0] ?? [])
  const pools = z.array(PoolRow).parse(found[1] ?? [])
  const [reported] = z.array(Reported).parse(found[5] ?? [])
  const [parts] = z.array(Parts).parse(found[2] ?? [])
  const [subject] = z.array(SubjectRow).parse(found[3] ?? [])
  const children = rows.filter((row) => row.id !== matter.id && row.id !== matter.parent)
  const parent = rows.find((row) => row.id === matter.parent)
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
