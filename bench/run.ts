// Runs work with a number of clients at once and says how fast it went; also the machine's own speed, for comparison.
import { createHash } from 'node:crypto'

export type Paced = {
  readonly clients: number
  readonly done: number
  readonly errors: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Closed loop: each client starts its next piece when the one before has ended. What ends in the first fifth of the time is not counted; what began in it and ends later is, or slow work would be counted too low. */
export async function pace(plan: { clients: number; seconds: number; work: (client: number) => Promise<unknown> }): Promise<Paced> {
  const { clients, seconds, work } = plan
  const start = performance.now()
  const from = start + seconds * 200
  const until = start + seconds * 1000
  const times: number[] = []
  let errors = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const began = performance.now()
        try {
          await work(client)
        } catch (error) {
          errors += 1
          if (errors === 1) console.error(`The first error: ${error instanceof Error ? error.message : String(error)}`)
        }
        const ended = performance.now()
        if (ended >= from && ended <= until) times.push(ended - began)
      }
    }),
  )
  const counted = seconds * 0.8
  return { clients, done: times.length, errors, seconds: counted, perSecond: times.length / counted, ...percentiles(times) }
}

export function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

/** The middle of several runs, in ms; the first run is for warming. */
export async function middle(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    await work()
    if (round > 0) times.push(performance.now() - began)
  }
  return percentiles(times).p50
}

/** How long 100,000 small hashes take: what the machine gives at this moment. */
export function calibrate(): number {
  const began = performance.now()
  for (let at = 0; at < 100_000; at++) createHash('sha256').update(`calibration ${at}`).digest('hex')
  return performance.now() - began
}
