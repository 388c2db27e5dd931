// The exhaustive walk over every state with every set of facts (replied, resource held, duties done, seats filled) a matter can have there.
import { fault, targetsOf, type Fault } from './faults-words.ts'
import { split } from './owner.ts'
import { actionsIn, isEnded, type Action, type Process } from './process.ts'

/** What is true of a matter besides its state; a few hundred combinations at most. */
type Facts = { readonly replied: boolean; readonly held: boolean; readonly duties: ReadonlySet<string>; readonly seats: ReadonlySet<string> }
type Node = { readonly key: string; readonly state: string; readonly facts: Facts; readonly from: Node[]; escapes: boolean }
type Walk = { readonly process: Process; readonly nodes: Map<string, Node>; readonly found: Map<string, Fault>; readonly mustReply: boolean }
type Step = { readonly name: string; readonly action: Action; readonly at: Node | null; readonly where: string }

export function walkFaults(process: Process): readonly Fault[] {
  const walk: Walk = { process, nodes: new Map(), found: new Map(), mustReply: owesReply(process) }
  const queue: Node[] = []
  for (const [name, action] of Object.entries(process.open)) queue.push(...take(walk, { name, action, at: null, where: `open.${name}` }))
  for (let node = queue.pop(); node; node = queue.pop()) {
    const own = process.states[node.state]?.can ?? {}
    for (const [name, action] of Object.entries(actionsIn(process, node.state))) {
      queue.push(...take(walk, { name, action, at: node, where: name in own ? `states.${node.state}.${name}` : `always.${name}` }))
    }
  }
  const reached = new Set([...walk.nodes.values()].map((node) => node.state))
  const unreached = Object.keys(process.states).filter((state) => !reached.has(state))
  const stuck = new Set([...walk.nodes.values()].filter((node) => !node.escapes).map((node) => node.state))
  return [
    ...walk.found.values(),
    ...unreached.map((state) => fault('unreachable', `states.${state}`)),
    ...[...stuck].map((state) => fault('no-way-out', `states.${state}`)),
  ]
}

/** Only a part, which the system opens for a main matter, leaves the reply to that matter. */
function owesReply(process: Process): boolean {
  const isPart = Object.values(process.open).every((way) => way.by.every((who) => who === 'system'))
  const replies = Object.values(process.states).some((state) =>
    Object.values(state.can ?? {}).some((action) => action.then?.some((effect) => 'reply' in effect)),
  )
  return !isPart || replies
}

/** Takes one step in every direction it may lead; what it finds wrong is noted, the new nodes come back. */
function take(walk: Walk, step: Step): Node[] {
  if (!mayHappen(walk, step)) return []
  const here = step.at?.state
  const targets = targetsOf(step.action)
  if (here === undefined && targets.length === 0) return []
  return (targets.length > 0 ? targets : here === undefined ? [] : [here]).flatMap((to) => {
    const target = walk.process.states[to]
    const facts = factsAfter(walk.process, step, to)
    if (!target) return []
    const unmet = to === here ? undefined : (target.after ?? []).find((duty) => (duty === 'reply' ? !facts.replied : !facts.duties.has(duty)))
    if (unmet !== undefined) {
      note(walk, fault('after-unmet', step.where, unmet))
      return []
    }
    if (to !== here) look(walk, { step, to, facts })
    return enter(walk, step, { to, facts })
  })
}

function mayHappen(walk: Walk, step: Step): boolean {
  const filled = step.at?.facts.seats ?? new Set<string>()
  const empty = step.action.by.flatMap((who) => {
    const [kind, seat] = split(who)
    return kind === 'seat' && !filled.has(seat) ? [seat] : []
  })
  if (empty.length < step.action.by.length) return true
  if (step.where.startsWith('states.')) note(walk, fault('seat-empty', step.where, empty[0]))
  return false
}

/** Faults of arriving: an end without a reply, an owner's seat or a told seat that nobody fills. */
function look(walk: Walk, arrival: { step: Step; to: string; facts: Facts }): void {
  const { step, to, facts } = arrival
  const target = walk.process.states[to]
  if (!target) return
  const isReporters = step.action.by.every((who) => who === 'reporter')
  // what it was about has had an answer of its own
  const isOver = step.action.needs?.some((need) => 'about' in need || 'mode' in need) ?? false
  if (walk.mustReply && isEnded(target.phase) && !facts.replied && !isReporters && !isOver) note(walk, fault('end-without-reply', step.where))
  if (isEnded(target.phase) && facts.held) note(walk, fault('held-at-end', step.where))
  const [kind, seat] = split(target.owner ?? '')
  if (kind === 'seat' && !facts.seats.has(seat)) note(walk, fault('seat-empty', `states.${to}`, seat))
}

function enter(walk: Walk, step: Step, arrival: { to: string; facts: Facts }): Node[] {
  const { to, facts } = arrival
  for (const effect of step.action.then ?? []) {
    const [kind, seat] = 'tell' in effect ? split(effect.tell) : 'assign' in effect && 'above' in effect.to ? ['seat', effect.to.above] : ['', '']
    if (kind === 'seat' && !facts.seats.has(seat)) note(walk, fault('seat-empty', step.where, seat))
  }
  const key = `${to}|${facts.replied}|${facts.held}|${[...facts.duties].sort().join()}|${[...facts.seats].sort().join()}`
  const known = walk.nodes.get(key)
  const node = known ?? { key, state: to, facts, from: [], escapes: false }
  walk.nodes.set(key, node)
  if (step.at && step.at !== node && leadsOn(step.action)) node.from.push(step.at)
  if (node.escapes || isEnded(walk.process.states[to]?.phase ?? 'waiting')) escape(node)
  return known ? [] : [node]
}

/** The reporter's own withdrawal and the end of the main matter are no way out for those who answer for it. */
const leadsOn = (action: Action): boolean =>
  !action.by.every((who) => who === 'reporter') && !(action.needs ?? []).some((need) => 'parent' in need || 'about' in need)

function escape(from: Node): void {
  const queue = [from]
  from.escapes = true
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const before of node.from) {
      if (before.escapes) continue
      before.escapes = true
      queue.push(before)
    }
  }
}

function factsAfter(process: Process, step: Step, to: string): Facts {
  const before = step.at?.facts ?? { replied: false, held: false, duties: new Set<string>(), seats: new Set<string>() }
  const { action } = step
  const wasEnded = step.at !== null && isEnded(process.states[step.at.state]?.phase ?? 'waiting')
  const isNewRound = wasEnded && !isEnded(process.states[to]?.phase ?? 'waiting')
  const replies = action.then?.some((effect) => 'reply' in effect) ?? false
  const frees = action.then?.some((effect) => 'free' in effect) ?? false
  const holds = action.then?.some((effect) => 'hold' in effect) ?? false
  // Somebody without a name leaves no duty behind.
  const isNamed = !action.by.some((who) => who === 'anyone' || who === 'reporter' || who === 'system')
  const assigned = (action.then ?? []).flatMap((effect) => ('assign' in effect ? [effect.assign] : []))
  return {
    replied: isNewRound ? false : before.replied || replies,
    held: frees ? false : before.held || holds,
    duties: action.as !== undefined && isNamed && !before.duties.has(action.as) ? new Set([...before.duties, action.as]) : before.duties,
    seats: assigned.some((seat) => !before.seats.has(seat)) ? new Set([...before.seats, ...assigned]) : before.seats,
  }
}

function note(walk: Walk, found: Fault): void {
  walk.found.set(`${found.code} ${found.where} ${found.say.en}`, found)
}
