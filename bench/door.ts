// Acts through the door inside this process: a mix of five acts per matter, one of them its opening; and a crowd on one matter.
import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { must, officersOf, openAsk, stepAsk, words, type Officer } from './patterns.ts'
import type { Place } from './place.ts'
import { pace, percentiles, type Paced } from './run.ts'

/** What follows an opening, in order; then the client opens the next matter. */
const steps = [
  { action: 'takeUp', answers: {} },
  { action: 'progress', answers: { words: '已经联系了区城市照明所，下午到现场' } },
  { action: 'note', answers: { words: '梯子在社区仓库' } },
  { action: 'resolve', answers: { done: '更换了控制器和两盏灯头，晚上试亮正常' } },
] as const

export function actsThroughDoor(place: Place, plan: { clients: number; seconds: number }): Promise<Paced> {
  const officers = officersOf(place.ground, 64)
  const now = Array.from({ length: plan.clients }, (): { matter: string; next: number } => ({ matter: '', next: steps.length }))
  const officerOf = (client: number): Officer => {
    const officer = officers[client % officers.length]
    if (!officer) throw new Error('There are no grid officers.')
    return officer
  }
  return pace({
    ...plan,
    work: async (client) => {
      const own = now[client]
      if (!own) return
      const step = steps[own.next]
      if (step === undefined) {
        own.matter = (await must(place, openAsk(place.district, officerOf(client)))).matter.id
        own.next = 0
        return
      }
      await must(place, stepAsk({ district: place.district, matter: own.matter, officer: officerOf(client) }, step.action, step.answers))
      own.next += 1
    },
  })
}

export type Storm = {
  readonly asked: number
  readonly kept: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly refused: number
}

/** Many neighbours say "me too" on one matter at the same moment. */
export async function claimStorm(place: Place, many: number): Promise<Storm> {
  const officer = officersOf(place.ground, 1)[0]
  if (!officer) throw new Error('There are no grid officers.')
  const { matter } = await must(place, openAsk(place.district, officer))
  const began = performance.now()
  const times: number[] = []
  let refused = 0
  const join = async (): Promise<void> => {
    const device = randomBytes(32).toString('hex')
    const asked = performance.now()
    const ask = {
      kind: 'step',
      district: place.district,
      matter: matter.id,
      act: uuidv7(),
      action: 'meToo',
      answers: {},
      asker: { kind: 'person', person: null, postings: [], device },
    } as const
    // a client that is told to come back does so, as the pages do
    for (let tries = 0; tries < 20; tries++) {
      const verdict = await place.parts.door.act(ask)
      if (verdict.ok) break
      if (!verdict.busy) throw new Error(verdict.refusal.code)
      refused += 1
      await new Promise((wake) => setTimeout(wake, 500))
    }
    times.push(performance.now() - asked)
  }
  await Promise.all(Array.from({ length: many }, join))
  const seconds = (performance.now() - began) / 1000
  const [row] = await place.asOwner(`select count(*)::int as n from claims where district_id = $1 and subject_id = $2 and released_at is null`, [
    place.district,
    matter.id,
  ])
  return { asked: many, kept: Number(row?.['n'] ?? 0), seconds, refused, ...percentiles(times) }
}

export { words }
