// Faults one can see without walking: names that nothing answers to, missing languages, forms that cannot be filled.
import { fault, everyAction, targetsOf, type Fault, type Placed } from './faults-words.ts'
import { split } from './owner.ts'
import type { Action, Effect, Field, Need, Process, SpanRule } from './process.ts'
import { rules } from './rules.ts'

type FieldKind = Field['kind']

/** Every `{ zh, en }` in the tree has both, each in its own language. */
export function languageFaults(tree: unknown, where = ''): readonly Fault[] {
  if (Array.isArray(tree)) return tree.flatMap((each: unknown, at) => languageFaults(each, `${where}.${at}`))
  if (typeof tree !== 'object' || tree === null) return []
  const leaves = new Map<string, unknown>(Object.entries(tree))
  if (leaves.has('zh') || leaves.has('en')) {
    const [zh, en] = [leaves.get('zh'), leaves.get('en')]
    const isGood = typeof zh === 'string' && han.test(zh) && typeof en === 'string' && en.trim() !== '' && !han.test(en)
    return isGood ? [] : [fault('language', where)]
  }
  return [...leaves].flatMap(([name, leaf]) => languageFaults(leaf, where === '' ? name : `${where}.${name}`))
}

const han = /\p{Script=Han}/u

export function nameFaults(process: Process): readonly Fault[] {
  const unknown = (where: string, wanted: readonly (readonly [string, object | undefined])[]) =>
    wanted.flatMap(([name, among]) => (among && Object.hasOwn(among, name) ? [] : [fault('unknown-name', where, name)]))
  const duties = Object.fromEntries([
    ...everyAction(process).flatMap(({ action }) => (action.as ? [[action.as, true]] : [])),
    ['reply', true],
    ['reporter', true],
    // duties of the matter it is about
    ...(process.about ? ['handler', 'verifier', 'closer', 'dispatcher'].map((duty) => [duty, true] as const) : []),
  ])
  const rulesOf = (rule: string): readonly (readonly [string, object | undefined])[] => {
    const [kind, name] = split(rule)
    return kind === 'seat' ? [[name, process.seats]] : kind === 'pool' ? [[name, process.pools]] : []
  }
  const states = Object.entries(process.states).flatMap(([at, state]) =>
    unknown(`states.${at}`, [...rulesOf(state.owner ?? ''), ...(state.after ?? []).map((duty) => [duty, duties] as const)]),
  )
  const apart = (process.apart ?? []).flatMap((pair) =>
    unknown(
      'apart',
      pair.map((duty) => [duty, duties] as const),
    ),
  )
  const clocks = Object.entries(process.clocks ?? {}).flatMap(([name, clock]) =>
    unknown(
      `clocks.${name}`,
      clock.in.map((state) => [state, process.states] as const),
    ),
  )
  const actions = everyAction(process).flatMap(({ where, action }) =>
    unknown(where, [
      ...targetsOf(action).map((to) => [to, process.states] as const),
      ...action.by.flatMap(rulesOf),
      ...Object.values(action.ask ?? {}).flatMap(({ level, besides }) => [level, besides].flatMap((seat) => (seat === undefined ? [] : [[seat, process.seats] as const]))), // prettier-ignore
      ...(action.needs ?? []).flatMap((need) => namesInNeed(process, need)),
      ...(action.then ?? []).flatMap((effect) => namesInEffect(process, effect)),
    ]),
  )
  return [...states, ...apart, ...clocks, ...actions, ...formFaults(process), ...keyFaults(process), ...untilFaults(process)]
}

type Wanted = readonly (readonly [string, object | undefined])[]

function namesInNeed(process: Process, need: Need): Wanted {
  if ('parts' in need || 'parent' in need || 'about' in need || 'mode' in need || 'followed' in need) return []
  if ('holds' in need) return [[need.holds, process.pools]]
  if ('pool' in need) return [[need.pool, process.pools]]
  return [[need.rule, rules]]
}

function namesInEffect(process: Process, effect: Effect): Wanted {
  if ('assign' in effect)
    return [
      [effect.assign, process.seats],
      ...('above' in effect.to ? [[effect.to.above, process.seats] as const] : []),
      ...('common' in effect.to ? effect.to.common.map((name) => [name, process.seats] as const) : []),
    ]
  if ('tell' in effect) {
    const [kind, seat] = split(effect.tell)
    return kind === 'seat' ? [[seat, process.seats]] : kind === 'pool' ? [[seat, process.pools]] : []
  }
  if ('open' in effect) return [[effect.open, process.parts]]
  if ('claim' in effect) return [[effect.claim, process.pools]]
  if ('release' in effect) return [[effect.release, process.pools]]
  if ('roll' in effect) return [[effect.roll, process.pools]]
  if ('extend' in effect) return [[effect.extend, process.clocks]]
  return []
}

/** Effects take their content from required fields of the right kind; a choice offers something. */
function formFaults(process: Process): readonly Fault[] {
  return everyAction(process).flatMap(({ where, action, kind }) => {
    const effects = (action.then ?? []).flatMap((effect) => {
      const wanted = fieldOf(effect)
      return wanted === null || isAsked(action, wanted) ? [] : [fault('wrong-field', where, wanted.name)]
    })
    const holds = action.then?.some((effect) => 'hold' in effect) ?? false
    const unmarked = holds ? ['amount', 'from', 'until'].filter((name) => !isMarked(process, name, ['number', 'dateTime'])).map((name) => fault('wrong-field', where, name)) : [] // prettier-ignore
    const options = Object.entries(action.ask ?? {}).flatMap(([name, field]) => {
      if (field.kind !== 'choice' && field.kind !== 'many') return []
      const values = (field.options ?? []).map((option) => option.value)
      return values.length > 0 && new Set(values).size === values.length ? [] : [fault('no-options', `${where}.${name}`)]
    })
    const headline = kind === 'open' && !(process.headline in (action.ask ?? {})) ? [fault('wrong-field', where, process.headline)] : []
    return [...effects, ...unmarked, ...options, ...headline]
  })
}

type WantedField = { readonly name: string; readonly kinds: readonly FieldKind[]; readonly mayBeEmpty?: true }

function fieldOf(effect: Effect): WantedField | null {
  if ('assign' in effect) return 'field' in effect.to ? { name: effect.to.field, kinds: ['holder'] } : null
  if ('reply' in effect) return { name: effect.reply, kinds: ['text', 'longText'] }
  // nobody named opens no part
  if ('open' in effect) return { name: effect.each, kinds: ['holders', 'spread'], mayBeEmpty: true }
  if ('join' in effect) return { name: effect.join, kinds: ['matter'] }
  if ('extend' in effect) return { name: effect.by, kinds: ['number'] }
  if ('free' in effect && effect.used !== undefined) return { name: effect.used, kinds: ['number'] }
  return null
}

function isAsked(action: Action, wanted: WantedField): boolean {
  const field = action.ask?.[wanted.name]
  return field !== undefined && (!field.optional || wanted.mayBeEmpty === true) && wanted.kinds.includes(field.kind)
}

function keyFaults(process: Process): readonly Fault[] {
  return Object.keys(process.states).flatMap((state) => {
    const keys = everyAction(process).filter(({ states, action }) => states.includes(state) && action.key !== undefined)
    const twice = keys.find((one: Placed) => keys.some((other) => other !== one && other.action.key === one.action.key))
    return twice ? [fault('same-key', `states.${state}`, twice.action.key)] : []
  })
}

/** Asked by every way in, and kept as a mark of that name: whatever comes later knows it. */
const isMarked = (process: Process, name: string, kinds: readonly FieldKind[]): boolean =>
  Object.values(process.open).every((way) => isAsked(way, { name, kinds }) && way.ask?.[name]?.mark === name)

/** Whoever leads into a state that lasts until a date must ask for that date, unless the way in did. */
function untilFaults(process: Process): readonly Fault[] {
  const dateOf = (rule: SpanRule | undefined) => (rule && 'until' in rule ? [rule.until] : [])
  return everyAction(process).flatMap(({ where, action }) =>
    targetsOf(action).flatMap((to) => {
      const shared = Object.values(process.clocks ?? {}).flatMap((clock) => (clock.in.includes(to) ? dateOf(clock.span) : []))
      const dates = [...dateOf(process.states[to]?.within?.span), ...shared]
      return dates.flatMap((name) =>
        isAsked(action, { name, kinds: ['date', 'dateTime'] }) || isMarked(process, name, ['date', 'dateTime'])
          ? []
          : [fault('until-unasked', where, name)],
      )
    }),
  )
}
