// Faults between processes: parts nobody can open, parts left alone, secret pools without a roll, duties that should be apart.
import { everyAction, fault, type Fault } from './faults-words.ts'
import { actionsIn, isEnded, type Process } from './process.ts'

export function partFaults(process: Process, others: readonly Process[]): readonly Fault[] {
  const all = [process, ...others.filter((other) => other.name !== process.name)]
  const waits = everyAction(process).flatMap(({ where, action }) => {
    const isWaiting = action.needs?.some((need) => 'parts' in need) ?? false
    return isWaiting && Object.keys(process.parts ?? {}).length === 0 ? [fault('part-closed', where)] : []
  })
  const parts = Object.entries(process.parts ?? {}).flatMap(([name, part]) => {
    const where = `parts.${name}`
    const child = all.find((other) => other.name === part.process)
    if (!child) return [fault('unknown-name', where, part.process)]
    const openers = everyAction(process).filter(({ action }) => action.then?.some((effect) => 'open' in effect && effect.open === name))
    const ways = Object.values(child.open).filter((way) => way.by.includes('system'))
    if (openers.length === 0 || ways.length === 0) return [fault('part-closed', where, name)]
    return openers.flatMap(({ where: at, action }) => {
      // a spread tells each part its task: the item
      const isSpread =
        action.then?.some((effect) => 'open' in effect && effect.open === name && action.ask?.[effect.each]?.kind === 'spread') ?? false
      const isTold = (field: string) => action.ask?.[field] !== undefined || (isSpread && field === 'task')
      const missing = ways.map((way) => Object.entries(way.ask ?? {}).filter(([field, plan]) => !plan.optional && !isTold(field)).map(([field]) => field)) // prettier-ignore
      const least = missing.reduce((best, each) => (each.length < best.length ? each : best))
      return least.map((field) => fault('part-unanswered', at, field))
    })
  })
  return [...waits, ...parts, ...orphanFaults(process, all), ...mainFaults(process, all)]
}

const isPartOfOne = ({ name }: Process, all: readonly Process[]): boolean =>
  all.some((other) => Object.values(other.parts ?? {}).some((part) => part.process === name))

/** Only a part has somebody who answers for its main matter. */
function mainFaults(process: Process, all: readonly Process[]): readonly Fault[] {
  if (isPartOfOne(process, all)) return []
  return everyAction(process).flatMap(({ where, action }) => (action.then?.some((effect) => 'tell' in effect && effect.tell === 'main') ? [fault('unknown-name', where, 'main')] : [])) // prettier-ignore
}

/** A process that may stand under another says what happens when that one ends, and the system can do it from everywhere. */
function orphanFaults(process: Process, all: readonly Process[]): readonly Fault[] {
  const isPart = isPartOfOne(process, all)
  const said = process.orphaned
  if (said === undefined) return isPart ? [fault('orphan-unsaid', 'orphaned')] : []
  if (said === 'goes on') return []
  return Object.entries(process.states).flatMap(([at, state]) => {
    if (isEnded(state.phase)) return []
    const action = actionsIn(process, at)[said.act]
    const target = action?.to === undefined ? undefined : process.states[action.to]
    const isGood = action?.by.includes('system') && action.auto && action.needs?.some((need) => 'parent' in need) && target && isEnded(target.phase)
    return isGood ? [] : [fault('orphan-unsaid', `states.${at}`)]
  })
}

export function poolFaults(process: Process): readonly Fault[] {
  const rolled = everyAction(process).flatMap(({ action }) => (action.then ?? []).flatMap((effect) => ('roll' in effect ? [effect.roll] : [])))
  return Object.entries(process.pools ?? {}).flatMap(([name, pool]) =>
    pool.secret && !rolled.includes(name) ? [fault('secret-without-roll', `pools.${name}`, name)] : [],
  )
}

/** Who handles, verifies and closes are three people; so are any two duties that one state asks for together. */
export function apartFaults(process: Process): readonly Fault[] {
  const duties = new Set(everyAction(process).flatMap(({ action }) => (action.as ? [action.as] : [])))
  const usual = [['handler', 'verifier'], ['handler', 'closer'], ['verifier', 'closer'], ['reporter', 'verifier'], ['reporter', 'closer']] as const // prettier-ignore
  const asked = Object.values(process.states).flatMap(({ after = [] }) =>
    after.flatMap((one, at) => after.slice(at + 1).map((other) => [one, other] as const)),
  )
  const wanted = [...usual.filter(([one, other]) => duties.has(one) && duties.has(other)), ...asked.filter((pair) => !pair.includes('reply'))]
  const isApart = (one: string, other: string) =>
    (process.apart ?? []).some(([left, right]) => (left === one && right === other) || (left === other && right === one))
  const missing = new Map(wanted.filter(([one, other]) => !isApart(one, other)).map((pair) => [[...pair].sort().join(' / '), pair]))
  return [...missing.keys()].map((pair) => fault('not-apart', 'apart', pair))
}
