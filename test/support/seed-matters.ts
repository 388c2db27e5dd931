// A district at work for the readers' tests: residents report and staff act through the real door, and figures are taken in.
import { randomUUID } from 'node:crypto'
import { api, type Calls } from '../../core/api.ts'
import type { Answers } from '../../core/matter.ts'
import { joinReporters, tell } from '../../server/matters/afterwards.ts'
import { afterEnd, openPart } from '../../server/matters/parts.ts'
import { openDoor } from '../../server/matters/door.ts'
import type { Call, Caller } from '../../server/matters/endpoint.ts'
import { isRefused } from '../../server/matters/endpoint.ts'
import { intakeHandlers } from '../../server/matters/intake.ts'
import { seeHandlers } from '../../server/matters/see/handlers.ts'
import { numberHandlers } from '../../server/numbers/handlers.ts'
import { resources } from '../../server/resources/list.ts'
import { takeInNumbers } from '../../server/numbers/topic.ts'
import { makeConsumer } from '../../server/outbox/consume.ts'
import type { TestDistrict } from './district.ts'

export type Reported = { readonly id: string; readonly receipt: string; readonly number: string }
export type Town = ReturnType<typeof townOf>
export type SeeName = keyof typeof seeHandlers
type Wish = { params?: Record<string, unknown>; query?: Record<string, unknown> }

export function townOf(there: TestDistrict) {
  const door = openDoor(there.house)
  const intake = intakeHandlers(door)
  const consumer = makeConsumer(there.house, (ground) => ({
    tell: { inside: (tx, entries) => tell({ house: there.house, ground, tx }, entries) },
    join: { inside: (tx, entries) => joinReporters({ ground, tx }, entries) },
    numbers: { inside: (tx, entries) => takeInNumbers({ ground, tx }, entries) },
    open: { outside: (entry) => openPart({ house: there.house, ground, door }, entry) },
    ended: { outside: (entry) => afterEnd({ house: there.house, ground, door }, entry) },
  }))
  const around = (caller: Caller) => ({
    house: there.house,
    ground: there.ground,
    caller,
    reply: { setSession: () => undefined, clearSession: () => undefined, userAgent: 'test', sessionToken: null },
  })
  return {
    door,
    around,
    report: async (wish: {
      category: string
      what?: string
      area?: number
      phone?: string
      by?: string
      person?: string
      lon?: number
      lat?: number
    }): Promise<Reported> => {
      const visitor = there.visitor(wish.by ?? randomUUID())
      const caller = wish.person === undefined ? visitor : { ...visitor, person: wish.person }
      const id = randomUUID()
      const place = wish.lon === undefined || wish.lat === undefined ? {} : { place: { lon: wish.lon, lat: wish.lat } }
      const body = {
        act: randomUUID(),
        id,
        category: wish.category,
        standing: 'confidential' as const,
        ...(wish.what === undefined ? {} : { what: wish.what }),
        ...(wish.area === undefined ? {} : { area: wish.area }),
        ...(wish.phone === undefined ? {} : { phone: wish.phone }),
        ...place,
      }
      const answer = await intake.report({ ...around(caller), params: { district: there.ground.district.slug }, query: {}, body })
      if (isRefused(answer)) throw new Error(JSON.stringify(answer.refused))
      return { id, receipt: answer.receipt, number: answer.number }
    },
    join: async (id: string, by: string) => {
      const answer = await intake.join({
        ...around(there.visitor(by)),
        params: { district: there.ground.district.slug, id },
        query: {},
        body: { act: randomUUID() },
      })
      if (isRefused(answer)) throw new Error(JSON.stringify(answer.refused))
      return answer.receipt
    },
    act: async (caller: Caller | 'system' | { receipt: string }, id: string, wish: { action: string; answers?: Answers }) => {
      const asker =
        caller === 'system'
          ? ({ kind: 'system' } as const)
          : 'receipt' in caller
            ? ({
                kind: 'person',
                person: null,
                postings: [],
                device: 'ab',
                receipt: there.house.keys.blind('receipt', caller.receipt.replaceAll('-', '')),
              } as const)
            : ({ kind: 'person', person: caller.person, postings: caller.postings, device: caller.device } as const)
      const verdict = await door.act({
        kind: 'step',
        district: there.ground.district.id,
        matter: id,
        act: randomUUID(),
        action: wish.action,
        answers: wish.answers ?? {},
        asker,
      })
      if (!verdict.ok) throw new Error(`${wish.action}: ${JSON.stringify(verdict.refusal)}`)
      return verdict.matter
    },
    settle: async () => {
      for (let round = 0; round < 20 && (await consumer.runOnce()) > 0; round++) await door.idle()
    },
    /** the answer, or the refusal as `403 not-yours` */
    ask: <Name extends SeeName>(name: Name, caller: Caller, wish: Wish = {}) => see(name, around(caller), wish),
    /** rows of data quality that name matters, or the refusal */
    lackingPlace: async (caller: Caller) => {
      const answer = await numberHandlers.dataQualityRows({ ...around(caller), params: { district: '', check: 'no-place' }, query: { limit: 100 }, body: {} }) // prettier-ignore
      return isRefused(answer) ? `${answer.status} ${answer.refused.code}` : answer
    },
    /** what is lent with the bookings that this viewer is shown, or the refusal */
    lent: async (caller: Caller) => {
      const answer = await resources({ ...around(caller), params: { district: '' }, query: { limit: 100 }, body: {} })
      return isRefused(answer) ? `${answer.status} ${answer.refused.code}` : answer
    },
    see: async <Name extends SeeName>(name: Name, caller: Caller, wish: Wish = {}): Promise<Calls[Name]['answer']> => {
      const answer = await see(name, around(caller), wish)
      if (typeof answer === 'string') throw new Error(answer)
      return answer
    },
  }
}

/** Asks one reader the way the HTTP layer does: parameters and query parsed by the contract, the answer checked against it. */
async function see<Name extends SeeName>(
  name: Name,
  around: Omit<Call<Name>, 'params' | 'query' | 'body'>,
  wish: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): Promise<Calls[Name]['answer'] | string> {
  const district = around.ground.district.slug
  const call = { ...around, params: api[name].params.parse({ district, ...wish.params }), query: api[name].query.parse(wish.query ?? {}), body: {} }
  const handler: unknown = seeHandlers[name]
  if (typeof handler !== 'function') throw new Error(name)
  const answer: unknown = await handler(call)
  if (isRefused(answer)) return `${answer.status} ${answer.refused.code}`
  if (!isAnswerOf(name, answer))
    throw new Error(`${name} broke its contract: ${JSON.stringify(api[name].answer.safeParse(answer).error?.issues.slice(0, 3))}`)
  return answer
}

const isAnswerOf = <Name extends SeeName>(name: Name, answer: unknown): answer is Calls[Name]['answer'] => api[name].answer.safeParse(answer).success
