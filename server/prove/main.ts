// npm run prove: recomputes every district from its events and says loudly what does not agree.
import { parseArgs } from 'node:util'
import { makeLocator } from '../areas/locate.ts'
import { openDatabase } from '../db/gate.ts'
import { openGrounds } from '../matters/ground.ts'
import { readSettings } from '../settings.ts'
import { proveDistrict, type DistrictProof } from './prove-district.ts'
import { reachDatabase } from './reach.ts'

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const from = Date.now()
  const reached = await reachDatabase(readSettings(process.env), (line) => console.error(line))
  const db = openDatabase(reached.appUrl, { size: 4 })
  try {
    const grounds = await openGrounds(db, { now: Date.now, makeLocator }).all()
    const districts: DistrictProof[] = []
    for (const ground of grounds) districts.push(await proveDistrict(db, ground, Date.now()))
    const ok = districts.every((district) => district.faultCount === 0)
    if (values.json) console.log(JSON.stringify({ ok, districts }))
    else for (const district of districts) print(district, Date.now() - from)
    if (districts.length === 0 && !values.json) console.log('There is no district yet, so there is nothing to prove.')
    return ok
  } finally {
    await db.end()
    await reached.stop()
  }
}

function print({ slug, checked, faultCount, faults }: DistrictProof, ms: number): void {
  const counts = Object.entries(checked).map(([name, n]) => `${name} ${n}`).join(' · ') // prettier-ignore
  console.log(`${faultCount === 0 ? '✓' : '✗'} ${slug}: ${counts} (${(ms / 1000).toFixed(1)} s)`)
  for (const fault of faults) console.log(`  ${fault.kind}${fault.subject === null ? '' : ` ${fault.subject}`}: ${fault.say}`)
  if (faultCount > faults.length) console.log(`  … ${faultCount - faults.length} more`)
  console.log(faultCount === 0 ? '  Everything agrees. 全部对得上。' : `  ${faultCount} FAULTS. 有 ${faultCount} 处对不上，请立即查明。`)
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  console.error(`\nNothing could be proven: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
