// What the pages of volunteers and squads say: one's own standing, and for staff who asks to join, who is there and which squads stand.
import { z } from 'zod'
import { Label } from './label.ts'
import { AreaRef, Choice, Id, Instant } from './shapes.ts'
import { skillNames } from './skills.ts'

/** Read by the server; phones know the names alone. */
export const Skill = z.enum(skillNames)

/** Asked on joining, as little as can be; the first is how most come. */
export const Standing = z.enum(['neighbour', 'party', 'other'])
export const SquadId = z.number().int().min(1).max(2_000_000_000)

const Joined = z.object({ id: SquadId, name: Label, skills: z.array(z.string()) })

/** Of whoever is signed in, by themselves. */
export const Volunteering = z.object({
  grids: z.array(AreaRef),
  squads: z.array(Joined),
  skills: z.array(Skill),
  waiting: z.array(z.object({ number: z.string(), area: AreaRef, due: Instant.nullable() })),
  /** where they reported last, if anywhere */ suggested: AreaRef.nullable(),
  /** the account has a name already, so none is asked for */ isNamed: z.boolean(),
  /** what they took and have not done yet; it is given back when they leave */ running: z.number().int(),
})
export type Volunteering = z.infer<typeof Volunteering>

export const Applicant = z.object({
  id: Id,
  number: z.string(),
  name: z.string().nullable(),
  area: AreaRef,
  skills: z.array(Skill),
  words: z.string(),
  openedAt: Instant,
  due: Instant.nullable(),
  choices: z.array(Choice),
})
export type Applicant = z.infer<typeof Applicant>
export const VolunteerRow = z.object({
  id: Id,
  person: Id,
  name: z.string(),
  area: AreaRef,
  skills: z.array(Skill),
  squads: z.array(Joined.pick({ id: true, name: true })),
})
export type VolunteerRow = z.infer<typeof VolunteerRow>
/** Grids in the order of the map, never by their numbers. */
export const VolunteersPage = z.object({
  waiting: z.array(Applicant),
  rows: z.array(VolunteerRow),
  next: z.string().nullable(),
  total: z.number().int(),
  grids: z.array(z.object({ area: AreaRef, people: z.number().int() })),
})

export const SquadRow = z.object({
  id: SquadId,
  name: Label,
  area: AreaRef,
  skills: z.array(Skill),
  members: z.array(z.object({ person: Id, name: z.string() })),
  /** the viewer keeps it: renames it, adds and removes members, dissolves it */ isKept: z.boolean(),
})
export type SquadRow = z.infer<typeof SquadRow>
export const SquadsPage = z.object({
  rows: z.array(SquadRow),
  next: z.string().nullable(),
  /** where the viewer may form one */ grounds: z.array(AreaRef),
})
