// What every part of the running server shares: the database, the ground of each district, keys, the clock, live wake-ups.
import type { Calendar } from '../../core/calendar.ts'
import type { KeptRules } from '../../core/figure-rules.ts'
import type { Label } from '../../core/label.ts'
import type { DutyList, Posting, Roster, Squad } from '../../core/matter.ts'
import type { Level } from '../../core/posts.ts'
import type { Process } from '../../core/process.ts'
import type { Database } from '../db/gate.ts'

export type AreaNode = {
  readonly id: number
  readonly parent: number | null
  readonly level: Level
  readonly kind: string
  readonly name: Label
  readonly key: number
  readonly keyLast: number
  readonly tile: { readonly col: number; readonly row: number } | null
  readonly lon: number | null
  readonly lat: number | null
}
export type Organisation = { readonly id: number; readonly name: Label; readonly kind: string; readonly area: number | null }
/** Squads of volunteers, apart from the organisations that handle matters. */
export type Squads = { readonly standing: readonly Squad[]; /** the dissolved as well */ readonly names: ReadonlyMap<number, Label> }
export type Category = {
  readonly code: string
  readonly classCode: string
  readonly label: Label
  readonly quoted: boolean
  readonly handle: { readonly amount: number; readonly unit: 'minute' | 'clockHour' | 'day' | 'workHour' | 'workday' }
  readonly routePost: string | null
  readonly routeOrganisation: number | null
  readonly needsPhoto: boolean
  readonly closing: Label
  readonly thingKind: string | null
  readonly emergency: boolean
  readonly duty: DutyList
}

/** One district in memory: small, changes seldom, and needed by every act. */
export type Ground = {
  readonly district: {
    readonly id: number
    readonly slug: string
    readonly name: Label
    readonly demo: boolean
    readonly settings: Readonly<Record<string, unknown>>
  }
  readonly areas: ReadonlyMap<number, AreaNode>
  readonly organisations: ReadonlyMap<number, Organisation>
  readonly squads: Squads
  readonly categories: ReadonlyMap<string, Category>
  readonly people: ReadonlyMap<string, { readonly name: string; readonly publishesName: boolean }>
  readonly roster: Roster
  /** the person's own postings and those they stand in for at this moment */
  postingsOf(person: string, now: number): readonly Posting[]
  /** the given version, or the newest active one */
  process(name: string, version?: number): Process | undefined
  readonly processes: readonly { readonly process: Process; readonly active: boolean }[]
  readonly calendar: Calendar
  /** the district's own weights and thresholds that somebody confirmed */ readonly figureRules: readonly KeptRules[]
  /** areas in which an emergency mode is open, and since when */ readonly emergencies: readonly { readonly area: number; readonly since: number }[]
  locate(lon: number, lat: number): number | null
}

export type Grounds = {
  bySlug(slug: string): Promise<Ground | null>
  byId(district: number): Promise<Ground | null>
  all(): Promise<readonly Ground[]>
  /** forget what is in memory after the registry changed */
  refresh(district: number): Promise<void>
}

/** Secrets of this installation: blind indexes find without showing, seals show only to who has the key. */
export type Keys = { blind(purpose: string, text: string): string; seal(text: string): Buffer; unseal(sealed: Buffer): string }

/** A wake-up tells what changed, never what it says: viewers read again through their own row security. */
export type Wake = {
  readonly district: number
  readonly matter: string
  readonly areaKey: number
  readonly seq: number
  readonly action: string
  readonly at: number
}
export type Live = { tell(wakes: readonly Wake[]): void; listen(hear: (wakes: readonly Wake[]) => void): () => void }

export type House = {
  readonly db: Database
  readonly grounds: Grounds
  readonly keys: Keys
  readonly live: Live
  readonly mode: 'demo' | 'production'
  readonly filesDir: string
  now(): number
}

/** Marks an attachment that came in pieces: it belongs to whoever knows its random id. Hex. */
export const bearerUploader = '00'
