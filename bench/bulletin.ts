// node --import tsx bench/bulletin.ts: the bench of the figures: what the roll-ups cost an act, and how long the bulletin of a month takes in a district of fifty thousand matters.
import { parseArgs } from 'node:util'
import { bodiesOf } from '../server/numbers/bulletin-write.ts'
import type { Tx } from '../server/db/gate.ts'
import { matterColumns, matterOf, MatterRecord } from '../server/matters/row.ts'
import { foldNumbers, type Delta } from '../server/matters/see/measures.ts'
import { applyRollups } from '../server/numbers/rollup.ts'
import { windowFor } from '../core/windows.ts'
import { loadMatters } from './load.ts'
import { makePlace } from './place.ts'
import { calibrate } from './run.ts'

const { values } = parseArgs({ options: { matters: { type: 'string', default: '50000' } } })
const n = Number(values.matters)
const limitSeconds = 5
const place = await makePlace()
try {
  const pace = calibrate()
  await loadMatters(place, { from: 0, upto: n })
  const scope = { role: 'act', district: place.ground.district.id } as const
  const { house } = place.parts
  // loaded matters carry no events: each counts as if it had come to where it stands in one step
  const count = await timed(() => place.db.withDistrict(scope, (tx) => factsOfAll(tx)))
  await place.db.withDistrict(scope, (tx) => tx.run('delete from rollups where district_id = $1', [scope.district]))
  const kept = await timed(() => place.db.withDistrict(scope, (tx) => keepAll(tx, count.value)))
  const again = await timed(() => place.db.withDistrict(scope, (tx) => applyRollups(tx, place.ground, count.value.slice(0, 5000))))
  // what autovacuum does within a minute after so much was written
  await place.asOwner('analyze')
  const window = windowFor('month', Date.now())
  const bulletin = await timed(() => bodiesOf(house, place.ground, { kind: 'monthly', window }))
  console.log(`${n} matters, ${count.value.length} kept figures; 100,000 sha-256 take ${pace.toFixed(0)} ms here`)
  console.log(`counting: ${(count.ms / n).toFixed(3)} ms a matter, ${(count.ms / n / (pace / 100)).toFixed(2)} × a thousand hashes`)
  console.log(`keeping all: ${kept.ms.toFixed(0)} ms`)
  console.log(`adding 5,000 deltas: ${again.ms.toFixed(0)} ms, ${(again.ms / 5).toFixed(1)} ms a thousand`)
  console.log(
    `bulletin of a month, ${bulletin.value.length} areas: ${bulletin.ms.toFixed(0)} ms (limit ${limitSeconds * 1000} ms), ${(bulletin.ms / pace).toFixed(1)} × the hashes`,
  )
  if (bulletin.ms > limitSeconds * 1000) process.exitCode = 1
} finally {
  await place.close()
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const began = performance.now()
  const value = await work()
  return { value, ms: performance.now() - began }
} // prettier-ignore

async function factsOfAll(tx: Tx): Promise<Delta[]> {
  const sums = new Map<string, Delta>()
  const sql = `select ${matterColumns} from matters where district_id = $1 and id > $2 order by id limit 2000`
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.rows(MatterRecord, sql, [place.ground.district.id, after])
    const steps = rows.map((row) => ({ area: row.area_id, at: row.opened_at, before: null, after: matterOf(row), source: row.source }))
    for (const delta of foldNumbers(place.ground, steps)) {
      const key = `${delta.area}|${delta.day}|${delta.measure}`
      sums.set(key, { ...delta, amount: (sums.get(key)?.amount ?? 0) + delta.amount })
    }
    const last = rows.at(-1)
    if (!last) return [...sums.values()]
    after = last.id
  }
}

async function keepAll(tx: Tx, deltas: readonly Delta[]): Promise<void> {
  for (let at = 0; at < deltas.length; at += 5000) await applyRollups(tx, place.ground, deltas.slice(at, at + 5000))
}
