// Carries out what acts left behind: notices, children, joined reporters, ended parents, figures. Each step is repeatable.
import { z } from 'zod'
import { makeBeat } from '../matters/beat.ts'
import type { Ground, House } from '../matters/house.ts'
import type { Tx } from '../db/gate.ts'

const Entry = z.object({ id: z.string(), topic: z.string(), body: z.record(z.string(), z.unknown()), tries: z.number() })
export type Entry = z.output<typeof Entry>
/** Does its work in the consumer's transaction, or gives back a follow-up that runs after the commit and is itself repeatable. */
export type Topic = { readonly inside?: (tx: Tx, entries: readonly Entry[]) => Promise<void>; readonly outside?: (entry: Entry) => Promise<void> }
export type Consumer = { runOnce(): Promise<number>; start(): void; stop(): Promise<void> }

const most = 200
const longestWaitSeconds = 3600

/** One consumer per process is enough; several are safe, because entries are taken with `skip locked`. */
export function makeConsumer(house: House, topicsOf: (ground: Ground) => Readonly<Record<string, Topic>>): Consumer {
  const runDistrict = async (ground: Ground): Promise<number> => {
    const topics = topicsOf(ground)
    const district = ground.district.id
    const due = new Date(house.now()).toISOString()
    const outside: Entry[] = []
    const taken = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
      const entries = await tx.rows(Entry, 'select id, topic, body, tries from outbox where district_id = $1 and due_at <= $2 order by due_at, id limit $3 for update skip locked', [district, due, most])
      if (entries.length === 0) return 0
      const insides = entries.filter((entry) => topics[entry.topic]?.inside)
      for (const topic of new Set(insides.map((entry) => entry.topic))) await topics[topic]?.inside?.(tx, insides.filter((entry) => entry.topic === topic))
      const later = entries.filter((entry) => !topics[entry.topic]?.inside)
      outside.push(...later)
      // what is done outside stays until it succeeded: pushed back first, deleted after
      for (const entry of later) await tx.run('update outbox set tries = tries + 1, due_at = $3 where district_id = $1 and id = $2', [district, entry.id, new Date(house.now() + waitSeconds(entry.tries) * 1000).toISOString()])
      if (insides.length > 0) await tx.run('delete from outbox where district_id = $1 and id = any($2::uuid[])', [district, insides.map((entry) => entry.id)])
      return entries.length
    })
    for (const entry of outside) {
      try {
        await topics[entry.topic]?.outside?.(entry)
        await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.run('delete from outbox where district_id = $1 and id = $2', [district, entry.id]))
      } catch (error) {
        console.error(JSON.stringify({ at: 'outbox', topic: entry.topic, tries: entry.tries + 1, error: error instanceof Error ? error.message : String(error) }))
      }
    }
    return taken
  }

  const runOnce = async (): Promise<number> => {
    let done = 0
    for (const ground of await house.grounds.all()) done += await runDistrict(ground)
    return done
  }
  return { runOnce, ...makeBeat({ name: 'outbox', everyMs: 200, run: runOnce }) }
}

const waitSeconds = (tries: number): number => Math.min(longestWaitSeconds, 5 * 2 ** Math.min(tries, 10))
