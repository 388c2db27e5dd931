// The shape of a handler of one endpoint, and of a refusal that leaves over HTTP.
import type { z } from 'zod'
import type { api } from '../../core/api.ts'
import type { Posting, Refusal } from '../../core/matter.ts'
import type { PathName } from '../../core/paths.ts'
import type { MatterPage } from '../../core/shapes.ts'
import type { Ground, House } from './house.ts'

/** Who calls. `device` and `network` are blinded hex; `postings` are those that count now. A visitor has no person. */
export type Caller = {
  readonly person: string | null
  readonly session: string | null
  readonly strong: boolean
  readonly device: string
  readonly network: string
  readonly postings: readonly Posting[]
  /** a department's own system, by its key: it has no person, and its id stands where a person's would */ readonly connector?: string
}
export type Call<Name extends PathName> = {
  readonly house: House
  readonly ground: Ground
  readonly caller: Caller
  readonly params: z.output<(typeof api)[Name]['params']>
  readonly query: z.output<(typeof api)[Name]['query']>
  readonly body: z.output<(typeof api)[Name]['body']>
  readonly reply: Reply
}
/** What a handler may say beside its answer: the session cookie to set or clear. */
export type Reply = {
  setSession(token: string, seconds: number): void
  clearSession(): void
  readonly userAgent: string
  /** somebody asks whether the page is there, without reading it */ readonly isHead?: boolean
  readonly sessionToken: string | null
}
export type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503
export type Refused = {
  readonly refused: Refusal
  readonly status: Status
  readonly page?: MatterPage
  readonly retryAfterSeconds?: number
  readonly faults?: readonly { code: string; where: string; say: { zh: string; en: string } }[]
}
export type Answer<Name extends PathName> = z.input<(typeof api)[Name]['answer']>
export type Handlers<Names extends PathName = PathName> = { readonly [Name in Names]: (call: Call<Name>) => Promise<Answer<Name> | Refused> }

export const refused = (refusal: Refusal, status: Status = 422, more: Partial<Omit<Refused, 'refused' | 'status'>> = {}): Refused => ({
  refused: refusal,
  status,
  ...more,
})

/** What one part of the server tells people, by the code of each sentence: its status, then the words in Chinese and in English. */
type Catalogue<Code extends string> = { readonly [Each in Code]: readonly [status: Status, zh: string, en: string] }
export const tellingOf =
  <Code extends string>(catalogue: Catalogue<Code>) =>
  (code: Code, more: Parameters<typeof refused>[2] = {}): Refused => {
    const [status, zh, en] = catalogue[code]
    return refused({ code, label: { zh, en } }, status, more)
  }

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer && 'status' in answer
