// What may be asked of the door: a step of a matter that exists or the birth of a new one, and what it answers.
import type { Actor, Answers, Holder, Marks, Matter, Refusal } from '../../core/matter.ts'
import type { Caller } from './endpoint.ts'
import type { Reasons } from './reasons.ts'

/** Who asks, before the door has looked up whether they are the reporter and what they hold. */
export type Asker =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'person'
      readonly person: string | null
      readonly postings: Extract<Actor, { kind: 'person' }>['postings']
      readonly device: string
      /** a department's own system acts */ readonly connector?: string
      /** blinded receipt that makes the asker the reporter */ readonly receipt?: string
    }

export type Reach = { readonly from: number; readonly upto: number }
export type StepAsk = {
  readonly kind: 'step'
  readonly district: number
  readonly matter: string
  readonly act: string
  readonly action: string
  readonly answers: Answers
  /** why who is named in the answers was chosen, computed by the server */ readonly reasons?: Reasons
  readonly asker: Asker
  readonly seen?: number
  /** ranges of area keys the asker may read; a matter outside them does not exist for them. Absent: that was made sure before. */
  readonly reach?: readonly Reach[]
  /** a reporter who joins by this act */ readonly reporter?: NewReporter
}
export type NewReporter = {
  readonly receipt: string
  readonly person: string | null
  readonly contact: string | null
  readonly contactBlind: string | null
  readonly standing: 'open' | 'confidential' | 'anonymous'
  readonly device: string
  readonly joined: boolean
}
export type BirthAsk = {
  readonly kind: 'birth'
  readonly district: number
  readonly id: string
  readonly act: string
  readonly process: string
  readonly action: string
  readonly answers: Answers
  readonly reasons?: Reasons
  readonly asker: Asker
  readonly area: number
  readonly thing: string | null
  readonly thingHandler?: Holder
  /** who keeps the resource that is asked for */ readonly keeper?: Holder
  readonly parent: string | null
  /** the matter this one is about */ readonly about?: string | null
  readonly part: string | null
  readonly source: string
  /** when the sender pressed the button, if that was earlier than now: the matter and, where time is left, its clocks count from there */
  readonly pressedAt?: number
  readonly headline: string
  readonly words: string
  readonly lon: number | null
  readonly lat: number | null
  readonly marks: Marks
  readonly reporter?: NewReporter
}
/** A new calendar, or an emergency mode that begins or ends, moves the due times; the event carries the clocks as they are now. */
export type RecomputeAsk = {
  readonly kind: 'recompute'
  readonly because: 'calendarChanged' | 'emergencyBegan' | 'emergencyEnded'
  readonly district: number
  readonly matter: string
  readonly act: string
  readonly clocks: Matter['clocks']
  readonly seen: number
}
/** An open matter takes on a newer version of its process. */
export type AdoptAsk = { readonly kind: 'adopt'; readonly district: number; readonly matter: string; readonly act: string; readonly version: number }
/** Notes that a reporter's particulars were erased; the erasure itself is done by its own role. */
export type EraseAsk = {
  readonly kind: 'erase'
  readonly district: number
  readonly matter: string
  readonly act: string
  /** how many leaves */ readonly leaves: number
}
export type Ask = StepAsk | BirthAsk | RecomputeAsk | AdoptAsk | EraseAsk
export const subjectOf = (ask: Ask): string => (ask.kind === 'birth' ? ask.id : ask.matter)

export type Done = {
  readonly ok: true
  readonly matter: Matter
  readonly number: string
  /** true when this act was known already and nothing new happened */ readonly repeated: boolean
}
export type Verdict = Done | { readonly ok: false; readonly refusal: Refusal; readonly busy?: true }

/** Somebody by the posts they hold. */
export const staffAsker = (caller: Caller): Asker => ({
  kind: 'person',
  person: caller.person,
  postings: caller.postings,
  device: caller.device,
  ...(caller.connector === undefined ? {} : { connector: caller.connector }),
})
