// Holds many live streams open as a child of its own and says when each first heard of a matter.
import { request } from 'node:http'
import { z } from 'zod'

const [given = '{}'] = process.argv.slice(2)
const plan = z.object({ port: z.number(), cookie: z.string(), many: z.number() }).parse(JSON.parse(given))
const atOnce = 200

let heard: number[] = []
let open = 0
let failed = 0

const connect = (): Promise<void> =>
  new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port: plan.port, path: '/api/dazu/live', headers: { cookie: plan.cookie }, agent: false }, (answer) => {
      if (answer.statusCode === 200) open += 1
      else failed += 1
      answer.on('data', (part: Buffer) => { if (part.includes('event: wake')) heard.push(Date.now()) }) // prettier-ignore
      answer.on('error', () => undefined)
      resolve()
    })
    sent.on('error', () => {
      failed += 1
      resolve()
    })
    sent.end()
  })

let left = plan.many
await Promise.all(Array.from({ length: atOnce }, async () => { while (left-- > 0) await connect() })) // prettier-ignore
process.send?.({ open, failed })

process.on('message', (asked) => {
  if (asked === 'listen') heard = []
  if (asked === 'heard') process.send?.({ heard: heard.length, last: heard.reduce((most, at) => Math.max(most, at), 0) })
})
process.on('SIGTERM', () => process.exit(0))
