// What a process is: plain, serialisable data that says how one kind of matter is dealt with.
import { z } from 'zod'
import { Label } from './label.ts'
import { Post } from './posts.ts'

const Name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name starts small and has letters and digits only')
const Word = z.string().regex(/^[a-z][A-Za-z0-9-]*$/)

export const Phase = z.enum(['waiting', 'working', 'paused', 'done', 'dropped'])
export type Phase = z.infer<typeof Phase>
/** An ended matter needs nobody any more; every other phase has an owner and a clock. */
export const isEnded = (phase: Phase): boolean => phase === 'done' || phase === 'dropped'

export const Who = z.union([
  z.enum(['anyone', 'reporter', 'owner', 'system']),
  z.templateLiteral(['post:', Post]),
  z.templateLiteral(['seat:', Name]),
  z.templateLiteral(['pool:', Name]),
])
export type Who = z.infer<typeof Who>
export const OwnerRule = z.union([z.templateLiteral(['post:', Post]), z.templateLiteral(['seat:', Name])])
export type OwnerRule = z.infer<typeof OwnerRule>

/** What a kind of matter is for the figures: calls of residents and findings are the district's calls; ladder, tasks and supervision are counted apart. */
export const Kind = z.enum(['appeal', 'finding', 'call', 'task', 'supervision', 'part'])
export type Kind = z.infer<typeof Kind>

export const FixedSpan = z.object({ amount: z.number().positive(), unit: z.enum(['minute', 'clockHour', 'day', 'workHour', 'workday']) })
/** A span is fixed, runs until a date the action or the way in asked for, or stands in the district's category table with a fall-back. */
export const SpanRule = z.union([FixedSpan, z.object({ until: Name }), z.object({ listed: z.enum(['handle']), otherwise: FixedSpan })])
export type SpanRule = z.infer<typeof SpanRule>

export const FieldKind = z.enum([
  'text',
  'longText',
  'choice',
  'many',
  'number',
  'date',
  'dateTime',
  'place',
  'photos',
  'kept',
  'video',
  'voice',
  'phone',
  'matter',
  'thing',
  'holder',
  'holders',
  'spread',
  'category',
  'yes',
])
export const Field = z.object({
  kind: FieldKind, label: Label, optional: z.literal(true).optional(), options: z.array(z.object({ value: Word, label: Label })).optional(), max: z.number().int().optional(),
  /** copied to the matter's row, where lists and figures read it */ mark: Name.optional(),
  /** only the reporter may ever read it */ secret: z.literal(true).optional(), /** photos are needed when the category's closing condition says so */ byCategory: z.literal(true).optional(),
  /** between colleagues; the reporter does not read it */ inner: z.literal(true).optional(), /** only holders of these posts may be named */ posts: z.array(Post).min(1).optional(), /** only others at the level of whoever sits in that seat may be named */ level: Name.optional(), /** others at any level, never the place of who sits in that seat */ besides: Name.optional(),
}) // prettier-ignore
export type Field = z.infer<typeof Field>

export const Need = z.union([
  z.object({ parts: z.enum(['allEnded', 'allDone', 'anyDone']) }), z.object({ parent: z.literal('ended') }), /** what it is about has ended */ z.object({ about: z.literal('ended') }), /** an emergency mode is open here, or none any more */ z.object({ mode: z.enum(['open', 'over']) }), z.object({ holds: Name }), z.object({ pool: Name, atLeast: z.number().int() }), z.object({ rule: Word }),
  /** a matter of that process about this one stands in that end */ z.object({ followed: Word, as: Name }),
]) // prettier-ignore
export type Need = z.infer<typeof Need>

/** Who gets a seat: a post at a level above the matter, whom the form named, the one who acts, the thing's own handler, who keeps the resource asked for, the superior of a seat, or who sits there in the matter this one is about. */
export const Assignee = z.union([
  z.object({ post: Post }),
  z.object({ field: Name }),
  z.object({ actor: z.literal(true) }),
  z.object({ thing: z.literal(true) }),
  z.object({ keeper: z.literal(true) }),
  z.object({ above: Name }),
  z.object({ about: Name }),
  /** who stands above all these seats */ z.object({ common: z.array(Name).min(2) }),
])
export type Assignee = z.infer<typeof Assignee>

/** The closed list of thirteen effects. `squads` are those whose ground and skills fit what the matter is about; `enrol` gives whoever asked a post in the matter's area; `hold` takes what the marks say of the resource, if nobody else has it then, and `free` gives it back, but for what was `used` up. */
export const Effect = z.union([
  z.object({ assign: Name, to: Assignee }), z.object({ tell: z.union([z.literal('reporter'), z.literal('owner'), /** who answers for the matter this is a part of */ z.literal('main'), z.literal('squads'), z.templateLiteral(['seat:', Name]), z.templateLiteral(['pool:', Name])]), say: Label }), z.object({ reply: Name }),
  z.object({ open: Name, each: Name }), z.object({ join: Name }), z.object({ claim: Name }), z.object({ release: Name }), z.object({ roll: Name, /** the nearest who hold one of the posts in the mark `posts`: so many for each that is `needed` */ nearest: z.number().int().positive().optional() }),
  z.object({ transfer: Name, amount: z.number().int().positive() }), z.object({ extend: Name, by: Name }), z.object({ enrol: Post }), z.object({ hold: z.literal('resource') }), z.object({ free: z.literal('resource'), used: Name.optional() }),
]) // prettier-ignore
export type Effect = z.infer<typeof Effect>

export const Action = z.object({
  label: Label, /** the step in plain words for the person who reported; without it they do not see the step */ plain: Label.optional(),
  by: z.array(Who).min(1), to: Name.optional(), as: Name.optional(), nth: z.object({ n: z.number().int().min(2), to: Name }).optional(), ask: z.record(Name, Field).optional(), needs: z.array(Need).optional(), auto: z.literal(true).optional(),
  proxy: z.literal(true).optional(), marks: z.record(Name, z.string()).optional(), then: z.array(Effect).optional(), tone: z.enum(['main', 'calm', 'grave']).optional(), key: z.string().length(1).optional(),
}) // prettier-ignore
export type Action = z.infer<typeof Action>

export const Within = z.object({ span: SpanRule, late: Name, again: FixedSpan.optional() })
export const State = z.object({
  label: Label, /** the plain twin of the label for residents; work that no resident follows needs none */ plain: Label.optional(), phase: Phase, owner: OwnerRule.optional(), within: Within.optional(), after: z.array(Name).optional(), /** while a matter stands here its area is in this mode */ mode: z.literal('emergency').optional(), can: z.record(Name, Action).optional(),
}) // prettier-ignore
export type State = z.infer<typeof State>

export const ClockPlan = Within.extend({ in: z.array(Name), fresh: z.literal(true).optional() })
export type ClockPlan = z.infer<typeof ClockPlan>
export const Pool = z.object({
  label: Label,
  per: z.enum(['person', 'matter']),
  /** a number, or what a mark of the matter says */ size: z.union([z.number().int().positive(), z.object({ mark: Name })]).optional(),
  secret: z.literal(true).optional(),
})
/** How many places a pool has in this matter; nothing where they are not counted. */
export function placesOf(pool: z.infer<typeof Pool> | undefined, marks: Readonly<Record<string, string>>): number | undefined {
  if (pool?.size === undefined || typeof pool.size === 'number') return pool?.size
  return Math.max(0, Math.floor(Number(marks[pool.size.mark] ?? 0)) || 0)
}

export const Part = z.object({ process: Word, label: Label })

export const Process = z.object({
  name: Word, version: z.number().int().positive(), /** absent: an appeal */ kind: Kind.optional(), /** whoever sits in a seat may read it, wherever their own ground lies */ guests: z.literal(true).optional(), /** a matter of this process is about one of those */ about: z.array(Word).min(1).optional(), title: Label, headline: Name, open: z.record(Name, Action), states: z.record(Name, State), always: z.record(Name, Action).optional(), clocks: z.record(Name, ClockPlan).optional(),
  seats: z.record(Name, z.object({ label: Label })).optional(), apart: z.array(z.tuple([Name, Name])).optional(), pools: z.record(Name, Pool).optional(), parts: z.record(Name, Part).optional(), orphaned: z.union([z.object({ act: Name }), z.literal('goes on')]).optional(),
}) // prettier-ignore
export type Process = z.infer<typeof Process>

/** A process as a district's own data; the same schema as the files under `processes/`. */
export const defineProcess = (process: Process): Process => process

/** What is asked of every act is worked out once for each process and state: processes never change once they are read. */
function once<Found>(work: (process: Process, stateName: string) => Found): (process: Process, stateName: string) => Found {
  const known = new WeakMap<Process, Map<string, Found>>()
  return (process, stateName) => {
    const states = known.get(process) ?? new Map<string, Found>()
    known.set(process, states)
    const found = states.get(stateName) ?? work(process, stateName)
    states.set(stateName, found)
    return found
  }
}

/** The actions one may try in a state: its own and those of every unfinished state. */
export const actionsIn = once((process, stateName): Readonly<Record<string, Action>> => {
  const state = process.states[stateName]
  if (!state) return {}
  // the state's own come first and win; screens show them in this order
  return isEnded(state.phase) ? (state.can ?? {}) : { ...state.can, ...process.always, ...state.can }
})

/** Emergency mode and the like: whether a matter in this state changes the rules of its area. */
export const modeIn = (process: Process, stateName: string): 'emergency' | null => process.states[stateName]?.mode ?? null

/** All clocks that run in a state: the named ones and the state's own, which starts anew at every entry. */
export const clocksIn = once((process, stateName): Readonly<Record<string, ClockPlan>> => {
  const own = process.states[stateName]?.within
  const shared = Object.entries(process.clocks ?? {}).filter(([, plan]) => plan.in.includes(stateName))
  const fresh: [string, ClockPlan][] = own ? [[`state-${stateName}`, { ...own, in: [stateName], fresh: true }]] : []
  return Object.fromEntries([...shared, ...fresh])
})

/** Whether something about a matter ends by itself when that one does. */
export const hasAutosAbout = (process: Process): boolean =>
  Object.keys(process.states).some((name) => autosIn(process, name).some(({ isAbout }) => isAbout))

/** The steps that the system takes by itself in a state; `isAbout`: because what the matter is about has ended. */
export const autosIn = once((process, stateName): readonly { readonly action: string; readonly isAbout: boolean }[] =>
  Object.entries(actionsIn(process, stateName)).flatMap(([action, { auto, needs }]) =>
    auto ? [{ action, isAbout: needs?.some((need) => 'about' in need) ?? false }] : [],
  ),
)
