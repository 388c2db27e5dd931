// One batch of acts in one district: two round trips, one lock per matter, all or nothing.
import { z } from 'zod'
import { bigramsOf } from '../../core/bigrams.ts'
import { scopeSql } from '../db/gate.ts'
import { forget, spoken } from '../db/planned.ts'
import type { Ask, Verdict } from './ask.ts'
import type { Ground, House } from './house.ts'
import { sumsOf } from './see/measures.ts'
import { derivedId } from './act-ids.ts'
import { load, nothingLoaded } from './load.ts'
import { settle } from './settle.ts'
import { writeStatement, type Writing } from './writing.ts'

export type Batch = {
  readonly house: House
  readonly ground: Ground
  readonly asks: readonly Ask[]
  readonly numbers: readonly string[]
  /** reads although all members are openings */ readonly careful: boolean
}
export type Committed = { readonly verdicts: readonly Verdict[]; readonly writing: Writing }

/** Commits a batch or throws with everything rolled back; a verdict is given only after the commit. */
export async function runBatch(batch: Batch): Promise<Committed> {
  const client = await batch.house.db.pool.connect()
  let broken: Error | undefined
  try {
    const isPlain = !batch.careful && batch.asks.every((ask) => ask.kind === 'birth' && ask.parent === null && !ask.about)
    const begin = `begin; ${scopeSql({ district: batch.ground.district.id, role: 'act' }, { planned: true })}`
    const loaded = isPlain ? nothingLoaded : await load(client, batch, begin)
    const settled = settle({ ground: batch.ground, now: batch.house.now(), loaded, asks: batch.asks, numbers: batch.numbers })
    const at = new Date(batch.house.now()).toISOString()
    if (settled.writing.events.length === 0) {
      if (!isPlain) await client.query('rollback')
      return settled
    }
    settled.writing.outbox.push({ id: numberId(settled.writing), topic: 'numbers', body: numbersOf(batch.ground, settled.writing) })
    const write = writeStatement(settled.writing, { district: batch.ground.district.id, at, grams: gramsOf(settled.writing) })
    const { first, text } = spoken(client, 'act', write)
    await client.query(`${first}${isPlain ? `${begin}; ` : ''}${text}; commit`)
    return settled
  } catch (error) {
    await forget(client).catch((failure: unknown) => { broken = failure instanceof Error ? failure : new Error(String(failure)) }) // prettier-ignore
    throw error
  } finally {
    client.release(broken)
  }
}

/** From a hash with salt in it: an act's own id is chosen by a client, who could make two batches share one. */
const numberId = (writing: Writing): string => derivedId(`${String(writing.events[0]?.['hash'])}|numbers`)

/** Sums, not the matters themselves: written, read and parsed again, two whole matters per act took a tenth of the server's time. The steps are named, so that a proof can tell what is still on its way. */
const numbersOf = (ground: Ground, { numbers }: Writing) => ({
  items: numbers.map(({ after }) => ({ after: { id: after.id, seq: after.seq } })),
  sums: sumsOf(ground, numbers),
})

const gramsOf = (writing: Writing) =>
  writing.births
    .filter((row) => row['parent_id'] === null)
    .map((row) => ({
      matter_id: row['id'],
      area_key: row['area_key'],
      opened_at: row['opened_at'],
      grams: bigramsOf(`${String(row['headline'])} ${String(row['words'])} ${String(row['number'])} ${outsideOf(row['marks'])}`),
    }))

const Outside = z.object({ outside: z.string() }).catch({ outside: '' })
/** What came with a number from elsewhere is found by it too. */
const outsideOf = (marks: unknown): string => Outside.parse(marks).outside
