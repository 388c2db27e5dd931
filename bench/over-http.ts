// Acts, lifecycles and spikes over HTTP against a real server in a child process.
import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import { startChild, webOf, type Child, type Web } from './child.ts'
import { officersOf, words } from './patterns.ts'
import type { Place } from './place.ts'
import { pace, percentiles, type Paced } from './run.ts'

export type Served = {
  readonly child: Child
  readonly web: Web
  readonly port: number
  readonly cookies: readonly string[]
  readonly leader: string
  usage(): Promise<Usage>
  end(): Promise<void>
}
const Usage = z.object({ cpuMs: z.number(), rss: z.number() })
export type Usage = z.output<typeof Usage>

export async function serve(place: Place, options: { users: number; processes: number; profile?: string }): Promise<Served> {
  const child = await startChild(
    'server.ts',
    [JSON.stringify({ appUrl: place.appUrl, dataDir: place.dataDir, processes: options.processes })],
    options,
  )
  const { port } = await child.hear(z.object({ port: z.number() }))
  const web = webOf(port, 512)
  const become = async (person: string): Promise<string> =>
    (await yes(web.ask({ method: 'POST', path: '/api/dazu/demo/become', body: { person } }))).cookies.join('; ')
  const cookies: string[] = []
  for (const officer of officersOf(place.ground, options.users)) cookies.push(await become(officer.person))
  const top = [...place.ground.areas.values()].find((area) => area.level === 0)
  const leader = place.ground.roster.present({ post: 'districtLeader', area: top?.id ?? 0 })[0]
  if (!leader) throw new Error('The district has no leader.')
  return {
    child, web, port, cookies, leader: await become(leader),
    usage: () => {
      const heard = child.hear(Usage)
      child.process.send('usage')
      return heard
    },
    end: async () => {
      web.close()
      await child.end()
    },
  } // prettier-ignore
}

async function yes<T extends { status: number; body: unknown }>(asked: Promise<T>): Promise<T> {
  const answer = await asked
  if (answer.status !== 200) throw new Error(`status ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`)
  return answer
}

/** A server that starts on a district for the first time looks over its whole desk: that is not what is measured. Waits until it does next to nothing, two minutes at most. */
export async function untilAtRest(served: Served): Promise<void> {
  const idleMs = 30
  for (let round = 0, quiet = 0; round < 240 && quiet < 2; round++) {
    const before = (await served.usage()).cpuMs
    await rest(500)
    quiet = (await served.usage()).cpuMs - before < idleMs ? quiet + 1 : 0
  }
}

/** One user at work; each call is one request. */
export function userOf(served: Served, client: number) {
  const cookie = served.cookies[client % served.cookies.length] ?? ''
  const post = (path: string, body: unknown) => yes(served.web.ask({ method: 'POST', path, cookie, body }))
  const get = (path: string) => yes(served.web.ask({ method: 'GET', path, cookie }))
  return {
    open: async (): Promise<string> => {
      const id = uuidv7()
      await post('/api/dazu/openings', {
        act: uuidv7(),
        id,
        process: 'resident-report',
        action: 'fromGroup',
        answers: { category: 'lamp-out', what: words },
      })
      return id
    },
    /** answered with where the matter stands */
    step: (id: string, action: string, answers: Record<string, unknown> = {}) =>
      post(`/api/dazu/matters/${id}/steps`, { act: uuidv7(), action, answers }),
    /** answered with the fresh page, as the screens ask */
    act: (id: string, action: string, answers: Record<string, unknown> = {}) =>
      post(`/api/dazu/matters/${id}/acts`, { act: uuidv7(), action, answers }),
    batch: (ids: readonly string[]) =>
      post('/api/dazu/acts', { acts: ids.map((matter) => ({ matter, act: uuidv7(), action: 'note', answers: { words: '看过了' } })) }),
    page: (id: string) => get(`/api/dazu/matters/${id}`),
    search: (text: string) => get(`/api/dazu/matters?q=${encodeURIComponent(text)}`),
  }
}

const asked = ['路灯不亮', '垃圾', '下水道', '建筑垃圾', '路面塌']

/** Open, assign, resolve, then get by id or search: four calls, as the published test of DIGIT counts them. */
export async function lifecycle(served: Served, client: number, wish: { search: boolean }): Promise<void> {
  const user = userOf(served, client)
  const id = await user.open()
  await user.step(id, 'takeUp')
  await user.step(id, 'resolve', { done: '更换了控制器和两盏灯头，晚上试亮正常' })
  if (wish.search) await user.search(asked[client % asked.length] ?? '路灯')
  else await user.page(id)
}

export const lifecycles = (served: Served, plan: { clients: number; seconds: number; search: boolean }): Promise<Paced> =>
  pace({ ...plan, work: (client) => lifecycle(served, client, plan) })

/** The mix of the door, each act a request of its own, answered briefly or with the fresh page of the matter. */
export function actsOverHttp(served: Served, plan: { clients: number; seconds: number; answer: 'step' | 'act' }): Promise<Paced> {
  const own = Array.from({ length: plan.clients }, () => ({ id: '', next: 4 }))
  return pace({
    ...plan,
    work: async (client) => {
      const now = own[client]
      if (!now) return
      const user = userOf(served, client)
      const steps = [
        () => user[plan.answer](now.id, 'takeUp'),
        () => user[plan.answer](now.id, 'progress', { words: '下午到现场' }),
        () => user[plan.answer](now.id, 'note', { words: '梯子在社区仓库' }),
        () => user[plan.answer](now.id, 'resolve', { done: '更换了控制器' }),
      ]
      const step = steps[now.next]
      if (step === undefined) {
        now.id = await user.open()
        now.next = 0
        return
      }
      await step()
      now.next += 1
    },
  })
}

/** Twenty acts in one request, answered with twenty verdicts; counted as acts. */
export async function batchesOverHttp(served: Served, plan: { clients: number; seconds: number }): Promise<Paced> {
  const ids = await Promise.all(Array.from({ length: plan.clients }, async (_, client) => { const own: string[] = []; for (let at = 0; at < 20; at++) own.push(await userOf(served, client).open()); return own })) // prettier-ignore
  const paced = await pace({ ...plan, work: (client) => userOf(served, client).batch(ids[client] ?? []) })
  return { ...paced, done: paced.done * 20, perSecond: paced.perSecond * 20 }
}

export type Spikes = {
  readonly shape: readonly number[]
  readonly lifecycles: number
  readonly errors: number
  readonly worstRecovery: number
  readonly p95: number
}

/** Arrivals at given rates, whether the server keeps up or not. Recovery is how long after a peak its last lifecycle ended. */
export async function spikes(served: Served, plan: { factor: number; secondsEach: number }): Promise<Spikes> {
  const shape = [1, 15, 1, 25, 2, 35, 10].map((rate) => rate * plan.factor)
  const all: Promise<void>[] = []
  const times: number[] = []
  let errors = 0
  let worstRecovery = 0
  for (const [at, rate] of shape.entries()) {
    const began = performance.now()
    const step: Promise<void>[] = []
    for (let sent = 0; performance.now() - began < plan.secondsEach * 1000;) {
      while (sent < ((performance.now() - began) / 1000) * rate) {
        const start = performance.now()
        step.push(lifecycle(served, sent++, { search: false }).then(() => void times.push(performance.now() - start), (error: unknown) => { if (errors++ === 0) console.error(String(error)) })) // prettier-ignore
      }
      await new Promise((wake) => setTimeout(wake, 4))
    }
    all.push(...step)
    const isPeak = rate > (shape[at + 1] ?? 0)
    const over = performance.now()
    if (isPeak) all.push(Promise.all(step).then(() => void (worstRecovery = Math.max(worstRecovery, (performance.now() - over) / 1000))))
  }
  await Promise.all(all)
  const sorted = times.sort((one, other) => one - other)
  return { shape, lifecycles: times.length + errors, errors, worstRecovery, p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN }
}

/** People at work: each acts once a second, whether the one before has been answered quickly or not. */
export async function actsAtEase(served: Served, plan: { users: number; seconds: number }): Promise<Paced> {
  const ids = await Promise.all(Array.from({ length: plan.users }, async (_, at) => { const id = await userOf(served, at).open(); await userOf(served, at).act(id, 'takeUp'); return id })) // prettier-ignore
  const times: number[] = []
  let errors = 0
  await Promise.all(
    ids.map(async (id, at) => {
      await rest((at * 1000) / plan.users)
      for (let second = 0; second < plan.seconds; second++) {
        const began = performance.now()
        await userOf(served, at).act(id, 'note', { words: '看过了' }).catch(() => (errors += 1)) // prettier-ignore
        times.push(performance.now() - began)
        await rest(Math.max(0, 1000 - (performance.now() - began)))
      }
    }),
  )
  return { clients: plan.users, done: times.length, errors, seconds: plan.seconds, perSecond: times.length / plan.seconds, ...percentiles(times) }
}

const rest = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))
