// What passes between a district and the platform above it, or the hotline: matters handed down, where they stand, what the caller said afterwards.
import { z } from 'zod'
import { datums } from './datum.ts'
import { Label } from './label.ts'
import { Phase } from './process.ts'
import { AreaRef, Id, Instant } from './shapes.ts'
import { OutsideNumber } from './source-shapes.ts'

const Code = z.string().trim().min(1).max(40)
const text = (most: number) => z.string().trim().max(most)

/** Lengths in characters, degrees in decimals. Whatever else is sent, such as a name, is not kept. */
export const HandDown = z
  .object({
    outside: OutsideNumber,
    classCode: Code,
    className: text(60).optional(),
    words: text(2000).min(1),
    address: text(200).min(1).optional(),
    position: z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), datum: z.enum(datums) }).optional(),
    /** of the first call, with its zone */ calledAt: z.iso.datetime({ offset: true }).optional(),
    urgency: z.enum(['normal', 'urgent', 'emergency']).default('normal'),
    /** under the shield: sealed, and read by nobody who handles the matter */ phone: z.string().max(20).optional(),
  })
  .refine(({ address, position }) => address !== undefined || position !== undefined, { path: ['address'] })

/** Where a matter stands, for the other side: never who reported it, never how to reach them. */
export const Handed = z.object({
  outside: z.string(),
  direction: z.enum(['down', 'up']),
  matter: Id,
  number: z.string(),
  classCode: z.string().nullable(),
  /** the class stands in the connection's table */ mapped: z.boolean(),
  category: z.object({ code: z.string(), label: Label }).nullable(),
  area: AreaRef,
  openedAt: Instant,
  seq: z.number().int(),
  state: z.string(),
  stateLabel: Label,
  phase: Phase,
  plain: Label,
  due: Instant.nullable(),
  /** what the reporter was answered, oldest first */ replies: z.array(z.object({ at: Instant, words: z.string() })),
  solved: z.string().nullable(),
  grade: z.string().nullable(),
})
export type Handed = z.infer<typeof Handed>

/** The receipt is for the person who called: whoever has it follows the matter without an account. Null where the number is that of a matter that went up. */
export const HandedDown = Handed.extend({ again: z.boolean(), receipt: z.string().nullable() })

export const gradeNames = ['veryGood', 'good', 'fair', 'poor', 'veryPoor'] as const
/** What the reporter said when they were called back. */
export const Callback = z.object({
  act: Id,
  solved: z.enum(['yes', 'partly', 'no']),
  grade: z.enum(gradeNames).optional(),
  words: text(2000).min(1).optional(),
})

export const ClassRow = z.object({ code: Code, name: text(60).default(''), category: Code })
export type ClassRow = z.output<typeof ClassRow>
export const mostClasses = 2000
export const ClassRows = z.object({ rows: z.array(ClassRow).max(mostClasses) })
export const ClassesPage = z.object({
  rows: z.array(ClassRow),
  /** came in and stand in no row: how often, and the newest */
  unmapped: z.array(z.object({ code: z.string(), name: z.string(), n: z.number().int(), newest: z.object({ matter: Id, number: z.string() }) })),
})
export type ClassesPage = z.infer<typeof ClassesPage>
export const ClassesImport = z.object({ name: z.string().min(1).max(100), file: z.base64().max(900_000) })
export const ClassesImported = ClassesPage.extend({
  added: z.number().int(),
  changed: z.number().int(),
  faults: z.array(z.object({ row: z.number().int(), say: Label })),
})
