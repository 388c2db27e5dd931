// One case of a process as its row holds it, with the attempt that would change it and the facts needed to judge that.
import type { Calendar } from './calendar.ts'
import type { Stock } from './holds.ts'
import type { Label } from './label.ts'
import type { Level, Post } from './posts.ts'
import type { Phase, Process } from './process.ts'

/** Where responsibility stands: a post in an area and all beneath it, or in an organisation; sometimes one named person. */
export type Holder = { readonly post: Post; readonly area?: number; readonly organisation?: number; readonly person?: string }

/** A running or resting clock. `spent`, `granted` in units of `unit`; `since`, `due` in ms since 1970. */
export type ClockState = {
  readonly amount: number
  readonly unit: 'minute' | 'clockHour' | 'day' | 'workHour' | 'workday'
  readonly spent: number
  readonly granted: number
  readonly struck: number
  readonly since?: number
  readonly due?: number
  readonly provisional?: true
  readonly calendar: string
  /** when it first began to run */ readonly began?: number
  /** by when it was to be done: moves with rests and grants, never with strikes */ readonly promised?: number
  /** an emergency mode is open: every hour from here counts, not office time alone */ readonly hurried?: number
}

export type Marks = Readonly<Record<string, string>>

/** All instants in ms since 1970. `duties` says who did what, through all rounds; the reporter is never among them. */
export type Matter = {
  readonly id: string
  readonly process: string
  readonly version: number
  readonly area: number
  readonly thing: string | null
  readonly parent: string | null
  /** the matter this one is about: it neither holds it up nor ends with it */ readonly about: string | null
  readonly openedAt: number
  readonly headline: string
  readonly state: string
  readonly phase: Phase
  readonly seq: number
  readonly round: number
  readonly replied: boolean
  readonly endedAt: number | null
  readonly seats: Readonly<Record<string, Holder>>
  readonly duties: Readonly<Record<string, readonly string[]>>
  readonly clocks: Readonly<Record<string, ClockState>>
  readonly counts: Readonly<Record<string, number>>
  readonly marks: Marks
}

export type Posting = { readonly post: Post; readonly area: number | null; readonly organisation: number | null }
export type Actor =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'person'
      readonly person: string | null
      readonly postings: readonly Posting[]
      readonly isReporter: boolean
      readonly holds: readonly string[]
      /** a department's own system, which acts for the post and is nobody on the roster */ readonly connector?: string
    }

export type Answers = Readonly<Record<string, unknown>>
export type Attempt = {
  /** client-made id of the act: the same act twice happens once */
  readonly act: string
  readonly action: string
  readonly answers: Answers
  readonly actor: Actor
  /** the version the actor saw; another one now is refused as moved-on */
  readonly seen?: number
}

export type Birth = {
  readonly id: string
  readonly area: number
  readonly thing: string | null
  readonly parent: string | null
  readonly about?: string | null
  /** earlier than now where it waited on a phone without a network */ readonly pressedAt?: number
  readonly thingHandler?: Holder
  /** who keeps the resource that is asked for */ readonly keeper?: Holder
  readonly marks?: Marks
  readonly headline: string
}

/** Who holds which post where and who is present: everything ownership needs, in memory. */
export type Roster = {
  parentOf(area: number): number | null
  levelOf(area: number): Level
  covers(outer: number, inner: number): boolean
  /** the areas of that level at or under this one, in order of their keys */
  below(area: number, level: Level): readonly number[]
  /** the people present for a post in exactly this area or organisation, substitutes of the absent included */
  present(holder: Holder): readonly string[]
  /** whether anybody holds it, present or not */
  isHeld(holder: Holder): boolean
}

/** Whose work a category is: the township's own, shared with a department, or taken back by the district. */
export type DutyList = 'basic' | 'cooperative' | 'withdrawn'
/** What another matter needs to know of the one it is about. */
export type Subject = Pick<Matter, 'process' | 'state' | 'phase' | 'seats' | 'duties' | 'endedAt' | 'marks'>
/** A squad of volunteers: where it helps, and with which classes of matters. */
export type Squad = { readonly organisation: number; readonly area: number; readonly skills: readonly string[] }
export type PoolFacts = { readonly taken: number; readonly mine: boolean }
export type World = {
  readonly now: number
  readonly calendar: Calendar
  readonly process: Process
  readonly roster: Roster
  readonly category: (code: string | undefined) => {
    readonly handle?: { readonly amount: number; readonly unit: ClockState['unit'] }
    readonly needsPhoto: boolean
    readonly duty?: DutyList
    readonly classCode?: string
  } | null
  readonly parts: { readonly open: number; readonly done: number; readonly total: number }
  readonly parentEnded: boolean
  /** what this matter is about, if it is about one */ readonly about: Subject | null
  /** ends reached by matters about this one, as `process|state` */ readonly followed: readonly string[]
  /** since when an emergency mode is open for this area; ms */ readonly emergencySince: number | null
  /** those that are there now */ readonly squads: readonly Squad[]
  readonly pools: Readonly<Record<string, PoolFacts>>
  readonly familyDuties: Readonly<Record<string, readonly string[]>>
  /** what a step that holds something takes it from, read under its lock; null for every other */ readonly resource: Stock | null
}

export type Refusal = { readonly code: string; readonly label: Label; readonly field?: string; readonly from?: number }
