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

/** How many entries are taken at once, and for how long what is done outside belongs to who took it. */
export type Pace = { readonly name: string; readonly most: number; readonly seconds: number }
const ordinary: Pace = { name: 'outbox', most: 200, seconds: 5 }
const everyMs = 200
const longestWaitSeconds = 3600

/** Carries out the topics that it is given. Several consumers, also in several processes, are safe, because entries are taken with `skip locked`. */
export function makeConsumer(
  house: House,
  topicsOf: (ground: Ground) => Readonly<Record<string, Topic>>,
  { name, most, seconds }: Pace = ordinary,
): Consumer {
  const runDistrict = async (ground: Ground): Promise<number> => {
    const topics = topicsOf(ground)
    const district = ground.district.id
    const due = new Date(house.now()).toISOString()
    const outside: Entry[] = []
    const taken = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
      const entries = await tx.rows(
        Entry,
        'select id, topic, body, tries from outbox where district_id = $1 and due_at <= $2 and topic = any($4) order by due_at, id limit $3 for update skip locked',
        [district, due, most, Object.keys(topics)],
      )
      if (entries.length === 0) return 0
      const insides = entries.filter((entry) => topics[entry.topic]?.inside)
      const done: string[] = []
      for (const topic of new Set(insides.map((entry) => entry.topic)))
        done.push(...(await takeIn(tx, { topic, entries: insides.filter((entry) => entry.topic === topic), take: topics[topic]?.inside })))
      outside.push(...entries.filter((entry) => !topics[entry.topic]?.inside))
      // what is done outside, and what failed, stays until it succeeded: pushed back first, deleted after
      const kept = entries
        .filter((entry) => !done.includes(entry.id))
        .map((entry) => ({ id: entry.id, due: new Date(house.now() + waitSeconds(entry.tries, seconds) * 1000).toISOString() }))
      if (kept.length > 0)
        await tx.run(
          'update outbox o set tries = o.tries + 1, due_at = r.due from jsonb_to_recordset($2::jsonb) as r(id uuid, due timestamptz) where o.district_id = $1 and o.id = r.id',
          [district, JSON.stringify(kept)],
        )
      if (done.length > 0) await tx.run('delete from outbox where district_id = $1 and id = any($2::uuid[])', [district, done])
      return entries.length
    })
    for (const entry of outside) {
      try {
        await topics[entry.topic]?.outside?.(entry)
        await house.db.withDistrict({ district, role: 'act' }, (tx) =>
          tx.run('delete from outbox where district_id = $1 and id = $2', [district, entry.id]),
        )
      } catch (error) {
        complain(entry, error)
      }
    }
    return taken
  }

  const runOnce = async (): Promise<number> => {
    let done = 0
    for (const ground of await house.grounds.all()) done += await runDistrict(ground)
    return done
  }
  return { runOnce, ...makeBeat({ name, everyMs, run: async () => (await runOnce()) >= most }) }
}

/** All entries of a topic at once; if that fails, one by one, so that a broken one waits alone and holds nobody up. Gives the ids that are done. */
async function takeIn(tx: Tx, work: { topic: string; entries: readonly Entry[]; take: Topic['inside'] }): Promise<string[]> {
  const attempt = async (entries: readonly Entry[]): Promise<boolean> => {
    await tx.run('savepoint topic')
    try {
      await work.take?.(tx, entries)
      return true
    } catch (error) {
      await tx.run('rollback to savepoint topic')
      if (entries[0] && entries.length === 1) complain(entries[0], error)
      return false
    }
  }
  if (await attempt(work.entries)) return work.entries.map((entry) => entry.id)
  const done: string[] = []
  if (work.entries.length > 1) for (const entry of work.entries) if (await attempt([entry])) done.push(entry.id)
  return done
}

const complain = (entry: Entry, error: unknown): void =>
  console.error(
    JSON.stringify({ at: 'outbox', topic: entry.topic, tries: entry.tries + 1, error: error instanceof Error ? error.message : String(error) }),
  )

const waitSeconds = (tries: number, first: number): number => Math.min(longestWaitSeconds, first * 2 ** Math.min(tries, 10))
