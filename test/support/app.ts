// A whole running server for one test file: every part composed as in production, on a port of its own over a fresh district.
import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import { api, type Calls } from '../../core/api.ts'
import { paths, type PathName } from '../../core/paths.ts'
import type { Post } from '../../core/posts.ts'
import { compose, type Parts } from '../../server/compose.ts'
import { freshDistrict, type DistrictOptions, type Somebody, type TestDistrict } from './district.ts'

export type AppOptions = DistrictOptions & {
  /** runs timers, outbox and checkpoints by themselves, as in production; else `settle()` does */ readonly beats?: boolean
}
export type Wish<Name extends PathName> = {
  readonly params?: Partial<Calls[Name]['params']>
  readonly query?: Partial<Calls[Name]['query']>
  readonly body?: Calls[Name]['body']
}
export type Refusing = { readonly code: string; readonly label: { readonly zh: string; readonly en: string }; readonly field?: string }
export type Reply<Name extends PathName> =
  | { readonly ok: true; readonly status: number; readonly answer: Calls[Name]['answer'] }
  | { readonly ok: false; readonly status: number; readonly refusal: Refusing; readonly body: Readonly<Record<string, unknown>> }

/** One browser: it keeps its cookies, and its network is its own unless one is named. */
export type Client = {
  /** the answer or the refusal */
  request<Name extends PathName>(name: Name, wish?: Wish<Name>): Promise<Reply<Name>>
  /** the answer; a refusal throws with its words */
  ask<Name extends PathName>(name: Name, wish?: Wish<Name>): Promise<Calls[Name]['answer']>
  /** any request with this browser's cookies; keeps those that come back */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** for a real browser: `name=value` of each cookie */
  cookies(): Readonly<Record<string, string>>
  readonly somebody: Somebody | null
}
export type TestApp = {
  readonly url: string
  readonly there: TestDistrict
  readonly parts: Parts
  readonly slug: string
  visitor(network?: string): Client
  /** a client signed in as the first person of a post, at the named area or organisation */
  become(post: Post, place?: string): Promise<Client>
  becomePerson(person: string): Promise<Client>
  /** as a visitor of no importance */
  request: Client['request']
  /** lets everything happen that is due now: timers, and what follows from acts */
  settle(): Promise<void>
  close(): Promise<void>
}

export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const there = await freshDistrict(options)
  const { db, keys, mode, filesDir, now } = there.house
  const parts = compose({ db, keys, mode, filesDir, now })
  const slug = there.ground.district.slug
  const web = await parts.web({ webDir: join(import.meta.dirname, '../../dist/web'), district: slug, version: 'test', trustProxy: true })
  const url = await web.listen({ host: '127.0.0.1', port: 0 })
  if (options.beats ?? false) parts.start()
  const visitor = (network?: string) => clientAt({ url, slug, network: network ?? anyAddress(), somebody: null })
  const signIn = async (person: string, somebody: Somebody | null): Promise<Client> => {
    const client = clientAt({ url, slug, network: anyAddress(), somebody })
    await client.ask('become', { body: { person } })
    return client
  }
  return {
    url, there, parts, slug, visitor,
    become: (post, place) => { const somebody = there.who(post, place); return signIn(somebody.person, somebody) },
    becomePerson: (person) => signIn(person, null),
    request: (name, wish) => visitor().request(name, wish),
    settle: () => settle(parts),
    close: async () => {
      await web.close()
      await parts.stop()
      await there.close()
    },
  } // prettier-ignore
}

async function settle(parts: Parts): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const struck = await parts.timers.runOnce()
    const followed = await parts.consumer.runOnce()
    await parts.door.idle()
    if (struck + followed === 0) return
  }
  throw new Error('The district does not come to rest: timers or follow-ups go round in a circle')
}

const anyAddress = (): string => [10, randomInt(256), randomInt(256), randomInt(1, 255)].join('.')
export const newAct = (): string => `${hex(4)}-${hex(2)}-4${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`
const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

type Place = { readonly url: string; readonly slug: string; readonly network: string; readonly somebody: Somebody | null }

/** A client of any running server; `newAct()` makes the ids its acts need. */
export function clientAt(place: Place): Client {
  const jar: Record<string, string> = {}
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('x-forwarded-for', place.network)
    headers.set('cookie', Object.entries(jar).map(([name, value]) => `${name}=${value}`).join('; ')) // prettier-ignore
    const response = await fetch(place.url + path, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (value === '') delete jar[name]
      else jar[name] = value
    }
    return response
  }
  const request = async <Name extends PathName>(name: Name, wish: Wish<Name> = {}): Promise<Reply<Name>> => {
    const [method] = paths[name]
    const response = await send(
      pathOf(name, { district: place.slug, ...wish.params }, wish.query),
      method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish.body ?? {}) },
    )
    const body: unknown = await response.json()
    return replyOf(name, response.status, body)
  }
  return {
    request,
    ask: async (name, wish) => {
      const reply = await request(name, wish)
      if (!reply.ok)
        throw new Error(`${name} was refused: ${reply.status} ${reply.refusal.code} ${reply.refusal.label.en} ${reply.refusal.field ?? ''}`)
      return reply.answer
    },
    fetch: send,
    cookies: () => ({ ...jar }),
    somebody: place.somebody,
  }
}

/** The address of an endpoint with its parameters filled in and a query behind it. */
export function pathOf(name: PathName, params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>> = {}): string {
  const path = paths[name][1].replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(String(params[part] ?? '')))
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))
  return search.size > 0 ? `${path}?${search.toString()}` : path
}

function replyOf<Name extends PathName>(name: Name, status: number, body: unknown): Reply<Name> {
  if (status === 200) {
    if (!isAnswerOf(name, body))
      throw new Error(`${name} broke its contract: ${JSON.stringify(api[name].answer.safeParse(body).error?.issues.slice(0, 3))}`)
    return { ok: true, status, answer: body }
  }
  if (!isRefusal(body)) throw new Error(`${name} answered ${status} without words: ${JSON.stringify(body).slice(0, 300)}`)
  return { ok: false, status, refusal: body.refusal, body }
}

const isAnswerOf = <Name extends PathName>(name: Name, body: unknown): body is Calls[Name]['answer'] => api[name].answer.safeParse(body).success

/** Whether a body is a refusal with words in both languages. */
export function isRefusal(body: unknown): body is Readonly<Record<string, unknown>> & { readonly refusal: Refusing } {
  const words: unknown = typeof body === 'object' && body !== null && 'refusal' in body ? body.refusal : null
  if (typeof words !== 'object' || words === null || !('code' in words) || !('label' in words)) return false
  const label: unknown = words.label
  return (
    typeof label === 'object' &&
    label !== null &&
    'zh' in label &&
    'en' in label &&
    /\p{Script=Han}/u.test(String(label.zh)) &&
    String(label.en).length > 2
  )
}
