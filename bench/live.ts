// How soon one act reaches everybody who watches.
import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { startChild, type Child } from './child.ts'
import { userOf, type Served } from './over-http.ts'
import { percentiles } from './run.ts'

export type Reached = {
  readonly wished: number
  readonly open: number
  readonly heard: number
  /** ms from the act's answer, middle of the rounds */ readonly afterAnswer: number
  /** ms from sending the act */ readonly afterSending: number
  readonly worst: number
  readonly kilobytesEach: number
  readonly connectSeconds: number
}

const rounds = 7

export async function reachAll(served: Served, wished: number): Promise<Reached> {
  const many = Math.min(wished, openFiles() - 500)
  const before = (await served.usage()).rss
  const began = performance.now()
  const child = await startChild('hearers.ts', [JSON.stringify({ port: served.port, cookie: served.leader, many })])
  const { open } = await child.hear(z.object({ open: z.number(), failed: z.number() }))
  const connectSeconds = (performance.now() - began) / 1000
  const kilobytesEach = ((await served.usage()).rss - before) / 1024 / Math.max(1, open)
  const user = userOf(served, 0)
  const id = await user.open()
  await user.act(id, 'takeUp')
  await rest(1500)
  const times: { answer: number; sending: number; heard: number }[] = []
  for (let round = 0; round < rounds; round++) {
    child.process.send('listen')
    await rest(300)
    const sent = Date.now()
    await user.act(id, 'note', { words: '看过了' })
    const answered = Date.now()
    const told = await heardBy(child, open)
    times.push({ answer: told.last - answered, sending: told.last - sent, heard: told.heard })
  }
  await child.end()
  return {
    wished,
    open,
    heard: Math.min(...times.map((each) => each.heard)),
    afterAnswer: percentiles(times.map((each) => each.answer)).p50,
    afterSending: percentiles(times.map((each) => each.sending)).p50,
    worst: Math.max(...times.map((each) => each.sending)),
    kilobytesEach,
    connectSeconds,
  }
}

/** Asks until all have heard, or for five seconds. */
async function heardBy(child: Child, open: number): Promise<{ heard: number; last: number }> {
  const Told = z.object({ heard: z.number(), last: z.number() })
  for (const until = Date.now() + 5000; ; await rest(250)) {
    const told = child.hear(Told)
    child.process.send('heard')
    const answer = await told
    if (answer.heard >= open || Date.now() > until) return answer
  }
}

const rest = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))
/** Node raises its own limit of open files to the hard one; the shell tells how high that is. */
const openFiles = (): number => {
  const text = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim()
  return text === 'unlimited' ? 1_000_000 : Number(text)
}
