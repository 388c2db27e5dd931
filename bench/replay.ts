// Replays a real stream of requests (a CSV of a 311 line with OPEN_DT and TYPE) in its own rhythm, faster and faster, until the door no longer holds.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { officersOf, openAsk } from './patterns.ts'
import type { Place } from './place.ts'
import { percentiles } from './run.ts'

export type Replayed = {
  readonly requests: number
  readonly days: number
  readonly steps: readonly {
    readonly faster: number
    readonly perSecond: number
    readonly p99: number
    readonly refused: number
    readonly holds: boolean
  }[]
}
const stepSeconds = 4
const p99Limit = 200

export async function replay(place: Place, file: string): Promise<Replayed> {
  const stream = await readStream(file)
  const [first = { at: 0, what: '' }] = stream
  const span = (stream.at(-1)?.at ?? 0) - first.at
  const officers = officersOf(place.ground, 256)
  const steps: { faster: number; perSecond: number; p99: number; refused: number; holds: boolean }[] = []
  let from = 0
  for (let rate = 250; rate <= 16_000; rate *= 2) {
    const faster = Math.round((rate * span) / 1000 / stream.length)
    const start = stream[from]?.at ?? 0
    const began = performance.now()
    const times: number[] = []
    const asked: Promise<void>[] = []
    let refused = 0
    let sent = 0
    for (; performance.now() - began < stepSeconds * 1000; await new Promise((wake) => setTimeout(wake, 2))) {
      const upto = start + (performance.now() - began) * faster
      for (let next = stream[from]; next !== undefined && next.at <= upto; next = stream[++from]) {
        const officer = officers[sent++ % officers.length]
        if (!officer) break
        const ask = openAsk(place.district, officer)
        const since = performance.now()
        asked.push(place.parts.door.act({ ...ask, headline: next.what, words: next.what }).then((verdict) => { times.push(performance.now() - since); if (!verdict.ok) refused += 1 })) // prettier-ignore
      }
      if (from >= stream.length) from = 0
    }
    await Promise.all(asked)
    const { p99 } = percentiles(times)
    const holds = refused === 0 && p99 < p99Limit
    steps.push({ faster, perSecond: sent / stepSeconds, p99, refused, holds })
    if (!holds) break
  }
  return { requests: stream.length, days: span / 86_400_000, steps }
}

type Request = { readonly at: number; readonly what: string }

/** Only two columns are needed, both before the first one that can hold a quoted comma after TYPE; a line that is broken is left out. */
async function readStream(file: string): Promise<readonly Request[]> {
  const lines = createInterface({ input: file.endsWith('.gz') ? createReadStream(file).pipe(createGunzip()) : createReadStream(file) })
  const found: Request[] = []
  let at = -1
  let what = -1
  for await (const line of lines) {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    if (at < 0) {
      at = cells.indexOf('OPEN_DT')
      what = cells.indexOf('TYPE')
      continue
    }
    const time = Date.parse(cells[at] ?? '')
    if (Number.isFinite(time)) found.push({ at: time, what: (cells[what] ?? '').slice(0, 60) || '-' })
  }
  return found.sort((one, other) => one.at - other.at)
}
