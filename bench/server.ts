// The real server as a child of its own: the same composition, its timers, outbox consumer and live streams running, on a port that the system chooses.
import cluster, { type Worker } from 'node:cluster'
import { z } from 'zod'
import { joinCrew, startCrew } from '../server/crew.ts'
import { composeOn } from './place.ts'

const [given = '{}'] = process.argv.slice(2)
const Usage = z.object({ cpuMs: z.number(), rss: z.number() })
const basis = z.object({ appUrl: z.string(), dataDir: z.string(), processes: z.number().default(0) }).parse(JSON.parse(given))

async function answer() {
  const { db, parts } = await composeOn(basis)
  const app = await parts.web({ webDir: 'none', district: 'dazu', version: 'bench', trustProxy: false })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const stop = async (): Promise<void> => {
    await app.close()
    await parts.stop()
    await db.end()
  }
  return { parts, port: typeof address === 'object' && address !== null ? address.port : 0, stop }
}

async function lead(): Promise<void> {
  const crew = basis.processes > 0 ? await startCrew({ processes: basis.processes, appUrl: basis.appUrl }) : null
  const { db, parts } = crew ? await composeOn(basis) : { db: null, parts: null }
  const own = crew ? null : await answer()
  ;(parts ?? own?.parts)?.start()
  process.send?.({ port: crew?.port ?? own?.port ?? 0 })
  process.on('message', (asked) => {
    if (asked === 'usage') void Promise.all(workers().map(usageOf)).then((others) => process.send?.([ownUsage(), ...others].reduce(added)))
  })
  process.on('SIGTERM', () => void end())
  const end = async (): Promise<void> => {
    await (crew ?? own)?.stop()
    await parts?.stop()
    await db?.end()
    process.exit(0)
  }
}

type Usage = z.output<typeof Usage>
const ownUsage = (): Usage => ({ cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000, rss: process.memoryUsage().rss })
const added = (one: Usage, other: Usage): Usage => ({ cpuMs: one.cpuMs + other.cpuMs, rss: one.rss + other.rss })
const workers = (): Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
const usageOf = (worker: Worker): Promise<Usage> =>
  new Promise((told) => {
    // what processes tell each other comes the same way
    const hear = (message: unknown): void => {
      const usage = Usage.safeParse(message)
      if (!usage.success) return
      worker.off('message', hear)
      told(usage.data)
    }
    worker.on('message', hear)
    worker.send('usage')
  })

if (cluster.isPrimary) await lead()
else {
  process.on('message', (asked) => { if (asked === 'usage') process.send?.(ownUsage()) }) // prettier-ignore
  await joinCrew(async () => {
    const answering = await answer()
    answering.parts.pages.start()
    return answering
  })
}
