// Several processes of one server on one port: the first keeps database, clocks and outbox, the others answer requests.
import cluster, { type Worker } from 'node:cluster'
import { z } from 'zod'

const Begin = z.object({ begin: z.object({ appUrl: z.string() }) })
const Ready = z.object({ ready: z.literal(true) })
const Begun = z.object({ begun: z.object({ port: z.number() }) })
const Failed = z.object({ failed: z.string() })
/** How many answering processes suit a machine that also runs the database: half its cores, at most eight. On fewer than four cores one process does it all. */
export const answeringFor = (cores: number): number => (cores < 4 ? 0 : Math.min(8, Math.floor(cores / 2)))

export type Crew = { readonly port: number; stop(): Promise<void> }

/** Starts so many answering processes and one more for each that dies. Rejects with the first one's reason if they cannot begin. */
export async function startCrew(plan: { readonly processes: number; readonly appUrl: string }): Promise<Crew> {
  let stopping = false
  const begin = (): Worker => {
    const worker = cluster.fork()
    // only once it listens: what is said to a process that does not listen yet is lost
    worker.on('message', (raw: unknown) => { if (Ready.safeParse(raw).success) worker.send({ begin: { appUrl: plan.appUrl } }) }) // prettier-ignore
    return worker
  }
  const begun = (worker: Worker): Promise<number> =>
    new Promise((settle, fail) => {
      worker.on('message', (raw: unknown) => {
        const [good, bad] = [Begun.safeParse(raw), Failed.safeParse(raw)]
        if (good.success) settle(good.data.begun.port)
        if (bad.success) fail(new Error(bad.data.failed))
      })
      worker.once('exit', () => fail(new Error('An answering process ended before it began')))
    })
  const stop = async (): Promise<void> => {
    stopping = true
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    await Promise.all(workers.map((worker) => new Promise<void>((gone) => { worker.once('exit', () => gone()); worker.kill('SIGTERM') }))) // prettier-ignore
  }
  try {
    const ports = await Promise.all(Array.from({ length: plan.processes }, () => begun(begin())))
    cluster.on('exit', (worker, code, signal) => {
      if (stopping) return
      console.error(JSON.stringify({ at: 'crew', process: worker.process.pid, ended: signal ?? code }))
      // not at once, so that what cannot begin does not spin
      setTimeout(() => { if (!stopping) begin() }, 1000) // prettier-ignore
    })
    return { port: ports[0] ?? 0, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** In an answering process: waits to be told where the database is, serves, and says on which port. */
export async function joinCrew(serve: (appUrl: string) => Promise<{ port: number; stop: () => Promise<void> }>): Promise<void> {
  const { appUrl } = await new Promise<{ appUrl: string }>((told) => {
    process.on('message', (raw: unknown) => {
      const heard = Begin.safeParse(raw)
      if (heard.success) told(heard.data.begin)
    })
    process.send?.({ ready: true })
  })
  try {
    const { port, stop } = await serve(appUrl)
    process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
    // Ctrl-C reaches the whole group; the first process says when to stop
    process.on('SIGINT', () => undefined)
    process.on('disconnect', () => process.exit(0))
    process.send?.({ begun: { port } })
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? error.message : String(error) })
  }
}
