// What surrounds a matter and decides choices: parts, parent, places held, whether the viewer reported it. Only conclusions leave here.
import { z } from 'zod'
import type { Matter } from '../../../core/matter.ts'
import { isEnded, Phase } from '../../../core/process.ts'
import type { Ground, House } from '../house.ts'
import type { Facts } from '../world.ts'

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
const PoolRow = z.object({ pool: z.string(), taken: z.number(), mine: z.boolean() })
const Reported = z.object({ mine: z.boolean(), contact: z.boolean() })

export async function knownAround(house: House, ground: Ground, asking: Asking): Promise<Known> {
  const { matter } = asking
  const d = ground.district.id
  return house.db.withDistrict({ role: 'act', district: d }, async (tx) => {
    const kin = await tx.rows(Kin, 'select id, phase, duties from matters where district_id = $1 and (parent_id = $2 or id = $3) limit 500', [
      d,
      matter.id,
      matter.parent ?? matter.id,
    ])
    const pools = await tx.rows(
      PoolRow,
      'select pool, count(*)::int as taken, bool_or(claimant = any($3::text[])) as mine from claims where district_id = $1 and subject_id = $2 and released_at is null group by pool limit 100',
      [d, matter.id, asking.claimants],
    )
    const [reported] = await tx.rows(
      Reported,
      `select coalesce(bool_or(person_id = $3::uuid or receipt = decode($4, 'hex')), false) as mine, coalesce(bool_or(contact_cipher is not null), false) as contact from reporters where district_id = $1 and matter_id = $2`,
      [d, matter.id, asking.person, asking.receipt],
    )
    const children = kin.filter((row) => row.id !== matter.id && row.id !== matter.parent)
    const parent = kin.find((row) => row.id === matter.parent)
    const parts = {
      open: children.filter((row) => !isEnded(row.phase)).length,
      done: children.filter((row) => row.phase === 'done').length,
      total: children.length,
    }
    return {
      facts: {
        parts,
        parentEnded: parent !== undefined && isEnded(parent.phase),
        pools: Object.fromEntries(pools.map((row) => [row.pool, { taken: row.taken, mine: row.mine }])),
        familyDuties: merge([...children, ...(parent ? [parent] : [])].map((row) => row.duties)),
      },
      isReporter: reported?.mine ?? false,
      holds: pools.filter((row) => row.mine).map((row) => row.pool),
      hasContact: reported?.contact ?? false,
    }
  })
}

const merge = (all: readonly z.output<typeof Duties>[]): Record<string, readonly string[]> =>
  all
    .flatMap((duties) => Object.entries(duties))
    .reduce<Record<string, readonly string[]>>((merged, [duty, people]) => ({ ...merged, [duty]: [...(merged[duty] ?? []), ...people] }), {})
