// Recomputes the chains of the registry's trail: links and leaves. That none was cut short is for the checkpoints to show.
import { z } from 'zod'
import type { Tx } from '../db/gate.ts'
import { registryKey } from '../matters/record.ts'
import { eventColumns, EventRow, linkWords } from '../matters/see/story.ts'
import { leafWords, ProvenLeaf, type Fault } from './prove-matter.ts'

/** Few at a time: a person's sign-ins of many years are one chain. */
const page = 50

export async function registryChains(tx: Tx, district: number): Promise<{ readonly events: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = []
  let sum = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const subjects = (
      await tx.rows(
        z.object({ subject_id: z.string() }),
        `select distinct subject_id from events where district_id = $1 and area_key = ${registryKey} and subject_id > $2 order by subject_id limit ${page}`,
        [district, after],
      )
    ).map((row) => row.subject_id)
    const events = await tx.rows(
      EventRow,
      `select ${eventColumns} from events where district_id = $1 and area_key = ${registryKey} and subject_id = any($2::uuid[]) order by subject_id, seq`,
      [district, subjects],
    )
    const leaves = await tx.rows(
      ProvenLeaf,
      `select subject_id, seq, name, audience, value, encode(salt, 'hex') as salt, encode(hash, 'hex') as hash, erased_at from leaves where district_id = $1 and subject_id = any($2::uuid[]) order by subject_id, seq, name`,
      [district, subjects],
    )
    for (const subject of subjects) {
      const chain = { events: events.filter((event) => event.subject_id === subject), leaves: leaves.filter((leaf) => leaf.subject_id === subject) }
      const say = (kind: Fault['kind']) => (words: string) => faults.push({ kind, subject, say: `registry: ${words}` })
      linkWords(subject, chain.events).forEach(say('chain'))
      leafWords(chain).forEach(say('leaf'))
      sum += chain.events.length
    }
    after = subjects.at(-1) ?? after
    if (subjects.length < page) return { events: sum, faults }
  }
}
