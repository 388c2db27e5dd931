// The real server as a child of its own: the same composition, its timers, outbox consumer and live streams running, on a port that the system chooses.
import { z } from 'zod'
import { composeOn } from './place.ts'

const [given = '{}'] = process.argv.slice(2)
const basis = z.object({ appUrl: z.string(), dataDir: z.string() }).parse(JSON.parse(given))
const { db, parts } = await composeOn(basis)
const app = await parts.web({ webDir: 'none', district: 'dazu', version: 'bench', trustProxy: false })
await app.listen({ host: '127.0.0.1', port: 0 })
parts.start()
const address = app.server.address()
process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })

process.on('message', (asked) => {
  if (asked === 'usage')
    process.send?.({
      cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
      rss: process.memoryUsage().rss,
      waiting: parts.door.waiting(),
    })
})
process.on('SIGTERM', () => void end())
async function end(): Promise<void> {
  await app.close()
  await parts.stop()
  await db.end()
  process.exit(0)
}
