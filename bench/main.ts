// npm run bench: measures Huying on a database of its own, prints every figure beside the machine's own speed, and says which floors are met.
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { answeringFor } from '../server/crew.ts'
import { scriptsOf, throughDriver, throughPgbench } from './baseline.ts'
import { actsThroughDoor, claimStorm } from './door.ts'
import { reachAll } from './live.ts'
import { loadMatters } from './load.ts'
import { actsAtEase, actsOverHttp, batchesOverHttp, lifecycles, serve, spikes, untilAtRest } from './over-http.ts'
import { makePlace, type Place } from './place.ts'
import { reads, type Reads } from './reads.ts'
import { remindAll } from './reminders.ts'
import { replay } from './replay.ts'
import { calibrate, type Paced } from './run.ts'
import { spreadOut } from './spread.ts'
import { judge, round, showTargets } from './targets.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    size: { type: 'string', default: '100k' },
    reads: { type: 'boolean', default: false },
    replay: { type: 'string' },
    profile: { type: 'string' },
    processes: { type: 'string', default: String(answeringFor(availableParallelism())) },
  },
})
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  '10k': [2_000, 10_000],
  '100k': [10_000, 100_000],
  '1m': [10_000, 1_000_000],
  '10m': [10_000, 10_000_000],
}
const size = sizes[values.quick ? '10k' : values.size]
if (!size) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)
const [small, large] = size
const seconds = values.quick ? 1.5 : 5

const figures: Record<string, unknown> = {}
const say = (line: string): void => { if (!values.json) console.log(line) } // prettier-ignore
const paced = (each: Paced): string =>
  `${round(each.perSecond)}/s, p50 ${round(each.p50)} ms, p99 ${round(each.p99)} ms${each.errors > 0 ? `, ${each.errors} ERRORS` : ''}`
const calibrations: number[] = []
const chapter = (name: string): void => {
  calibrations.push(calibrate())
  say(`\n${name}   (100,000 sha-256: ${round(calibrations.at(-1) ?? 0)} ms)`)
}
const keep = <T>(name: string, value: T): T => {
  figures[name] = value
  return value
}

const place = await makePlace()
try {
  await measure(place)
} finally {
  await place.close()
}

async function measure(there: Place): Promise<void> {
  say(
    `Huying bench, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? '?'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, PostgreSQL ${there.postgres}, fsync on`,
  )
  chapter(`Reads at ${small.toLocaleString('en')} matters`)
  keep('loadSecondsSmall', await loadMatters(there, { from: 0, upto: small, unsaid: values.reads }))
  const before = await reads(there)
  chapter(`Reads at ${large.toLocaleString('en')} matters, and how many times slower that is`)
  say(`  loaded in ${round(keep('loadSeconds', await loadMatters(there, { from: small, upto: large, unsaid: values.reads })))} s`)
  const readRatio = compared(before, await reads(there))
  const reminded = keep('reminders', await remindAll(there))
  say(`  ${reminded.told} reminders of a morning told in ${round(reminded.seconds)} s; a round with none left takes ${round(reminded.idleMs)} ms`)
  const judged = judge({ ...(values.reads ? {} : await allActs(there)), reads: readRatio })
  const answer = {
    at: new Date().toISOString(),
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model.trim(),
      gigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: there.postgres,
    },
    small,
    large,
    calibrations,
    figures,
    targets: judged,
  }
  if (values.json) console.log(JSON.stringify(answer, null, 2))
  say(
    `\n${showTargets(judged)}\n\n100,000 sha-256 took ${round(Math.min(...calibrations))} to ${round(Math.max(...calibrations))} ms during this run: the wider apart, the more others used the machine, and the less absolute figures say.`,
  )
}

/** Shows both and gives the worst ratio among reads that take long enough to be felt. */
function compared(before: Reads, after: Reads): number {
  const felt = 5
  const rows = Object.entries(after).map(([name, ms]) => ({
    name,
    small: before[name] ?? Number.NaN,
    large: ms,
    ratio: ms / (before[name] ?? Number.NaN),
  }))
  for (const row of rows.filter(({ name }) => !values.reads || !name.startsWith('search')))
    say(`  ${row.name.padEnd(36)} ${round(row.small).padStart(7)} ms → ${round(row.large).padStart(7)} ms   ${round(row.ratio)}×`)
  keep('reads', rows)
  // searches are judged by their own rate: how often a word stands in the texts grows with them
  return Math.max(...rows.filter((row) => row.large >= felt && !row.name.startsWith('search')).map((row) => row.ratio), 1)
}

async function allActs(there: Place): Promise<Record<string, number>> {
  const figures = { ...(await inProcess(there)), ...(await overHttp(there)) }
  // last: its thousands of tasks would lie on the desk of every measure after it
  await sentDown(there)
  if (values.replay !== undefined) await replayed(there, values.replay)
  return figures
}

async function inProcess(there: Place): Promise<{ ratio?: number }> {
  chapter('Acts: plain transactions through the driver, pgbench of the same script, and the door')
  const scripts = await scriptsOf(there, large)
  let ratio: number | undefined
  for (const clients of values.quick ? [16, 64] : [1, 16, 64]) {
    const driver = keep(`driver${clients}`, await throughDriver(there, scripts, { clients, seconds }))
    const bench = keep(`pgbench${clients}`, await throughPgbench(there, scripts, { clients, seconds }))
    const door = keep(`door${clients}`, await actsThroughDoor(there, { clients, seconds }))
    say(
      `  ${String(clients).padStart(3)} clients   driver ${paced(driver)}   pgbench ${bench ? `${round(bench.perSecond)}/s` : 'is not installed'}   door ${paced(door)}   door ÷ driver ${round(door.perSecond / driver.perSecond)}${bench ? `, ÷ pgbench ${round(door.perSecond / bench.perSecond)}` : ''}`,
    )
    if (clients === 64) ratio = door.perSecond / (bench?.perSecond ?? driver.perSecond)
  }
  say(`  256 clients   door ${paced(keep('door256', await actsThroughDoor(there, { clients: 256, seconds })))}`)
  const storm = keep('storm', await claimStorm(there, values.quick ? 2_000 : 10_000))
  say(
    `  ${storm.asked} neighbours say "me too" on one matter at once: ${storm.kept} kept in ${round(storm.seconds)} s, ${storm.refused} were asked to come back`,
  )
  const began = performance.now()
  let drained = 0
  for (let taken = await there.parts.consumer.runOnce(); taken > 0; taken = await there.parts.consumer.runOnce()) drained += taken
  say(
    `  what they left behind: ${drained} outbox entries carried out at ${round(keep('outboxPerSecond', drained / ((performance.now() - began) / 1000)))}/s`,
  )
  return ratio === undefined ? {} : { ratio }
}

async function sentDown(there: Place): Promise<void> {
  chapter('A task list to every grid of the district')
  const served = await serve(there, { users: 1, processes: Number(values.processes) })
  const sent = keep('spread', await spreadOut(there, { items: values.quick ? 3 : 90 }).finally(() => served.end()))
  say(
    `  ${sent.parts} tasks opened in ${round(sent.seconds)} s, ${round(sent.perSecond)}/s; the same rows inserted plainly ${round(sent.plainPerSecond)}/s, ratio ${round(sent.ratio)}; progress by township read in ${round(sent.progressMs)} ms`,
  )
}

/** Others who use the machine only ever slow it down: of three runs the quickest counts, and each stands beside the machine's own speed. */
async function quickestOf(run: () => Promise<Paced>): Promise<Paced> {
  const timed = async () => ({ ms: calibrate(), found: await run() })
  const runs = [await timed(), await timed(), await timed()] as const
  say(`  lifecycles in three runs: ${runs.map(({ ms, found }) => `${round(found.perSecond)}/s (100,000 sha-256: ${round(ms)} ms)`).join(', ')}`)
  return keep('lifecycleRuns', runs).reduce((best, { found }) => (found.perSecond > best.perSecond ? found : best), runs[0].found)
}

async function overHttp(there: Place): Promise<Record<string, number>> {
  const processes = Number(values.processes)
  chapter(
    `Over HTTP: ${processes === 0 ? 'one server process' : `${processes} answering processes and the first one`}, 50 signed-in grid officers, kept connections`,
  )
  const served = await serve(there, { users: 50, processes, ...(values.profile === undefined ? {} : { profile: values.profile }) })
  try {
    await untilAtRest(served)
    // code is compiled while it runs: the first seconds cost twice the CPU of those after
    await actsOverHttp(served, { clients: 64, seconds: values.quick ? 3.5 : 6, answer: 'act' })
    await lifecycles(served, { clients: 64, seconds: values.quick ? 4 : 6, search: false })
    await untilAtRest(served)
    const cpu = (await served.usage()).cpuMs
    const acts = keep('http64', await actsOverHttp(served, { clients: 64, seconds, answer: 'step' }))
    const each = ((await served.usage()).cpuMs - cpu) / (acts.perSecond * seconds)
    keep('serverCpuMsPerAct', each)
    say(`  acts, one per request: ${paced(acts)}; the server used ${round(each)} ms of CPU for each`)
    const pages = keep('httpPages64', await actsOverHttp(served, { clients: 64, seconds, answer: 'act' }))
    say(`  the same, each answered with the whole fresh page: ${paced(pages)}`)
    const batches = keep('batches16', await batchesOverHttp(served, { clients: 16, seconds }))
    say(`  acts, twenty per request: ${round(batches.perSecond)} acts/s, p50 of a request ${round(batches.p50)} ms`)
    const ease = keep('users50', await actsAtEase(served, { users: 50, seconds: seconds * 1.5 }))
    say(`  50 users, one act a second each: ${paced(ease)}`)
    const lives = keep('lifecycles', await quickestOf(() => lifecycles(served, { clients: 64, seconds, search: false })))
    say(`  lifecycles (open, assign, resolve, get by id): ${paced(lives)}`)
    const searching = keep('lifecyclesSearch', await lifecycles(served, { clients: 64, seconds, search: true }))
    say(`  the same with a Chinese search instead of the get: ${paced(searching)}`)
    const published = keep('spikes', await spikes(served, { factor: 1, secondsEach: values.quick ? 1 : 3 }))
    say(
      `  spikes 1→15→1→25→2→35→10 lifecycles/s: ${published.lifecycles} lifecycles, ${published.errors} errors, p95 ${round(published.p95)} ms, recovered ${round(published.worstRecovery)} s after the worst peak`,
    )
    const hard = keep('hardSpikes', await spikes(served, { factor: Math.max(1, (lives.perSecond * 1.5) / 35), secondsEach: values.quick ? 1 : 2 }))
    say(
      `  the same shape with a peak of ${round(Math.max(...hard.shape))}/s, half as much again as it can carry: ${hard.errors} errors, recovered ${round(hard.worstRecovery)} s after the peak`,
    )
    const live = keep('live', await reachAll(served, values.quick ? 2_000 : 10_000))
    say(
      `  one act reaches ${live.heard} of ${live.open} live streams${live.open < live.wished ? ` (${live.wished} were wished for; the limit of open files allows no more)` : ''} ${round(live.afterSending)} ms after it was sent, worst of seven ${round(live.worst)} ms; ${round(live.kilobytesEach)} KB each`,
    )
    return {
      http: acts.perSecond,
      batches: batches.perSecond,
      p99: ease.p99,
      lifecycles: lives.perSecond,
      searching: searching.perSecond,
      recovery:
        published.errors > 0
          ? Number.POSITIVE_INFINITY
          : Math.max(published.worstRecovery, hard.errors > 0 ? Number.POSITIVE_INFINITY : hard.worstRecovery),
      live: live.afterSending,
    }
  } finally {
    await served.end()
  }
}

async function replayed(there: Place, file: string): Promise<void> {
  chapter('A real stream of requests in its own rhythm, faster and faster')
  const told = keep('replay', await replay(there, file))
  say(`  ${told.requests} requests of ${round(told.days)} days`)
  for (const step of told.steps)
    say(
      `  ${step.faster} times faster: ${round(step.perSecond)} openings/s, p99 ${round(step.p99)} ms, ${step.refused} refused${step.holds ? '' : ': no longer holds'}`,
    )
}
