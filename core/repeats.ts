// Finds problems that come again: the same thing, or the same class within fifty metres or in the same micro-grid.
import { metresBetween } from './geometry.ts'

export type Problem = {
  readonly id: string
  readonly thing: string | null
  readonly classCode: string | null
  /** set only where the area is a micro-grid */ readonly microGrid: number | null
  readonly lon: number | null
  readonly lat: number | null
}
export type Repeat = { readonly why: 'thing' | 'place' | 'microGrid'; readonly ids: readonly string[] }

const metres = 50
export const leastRepeats = 3

/** Groups of three or more; a matter may stand in several. Each group of a place lies within fifty metres of its first. */
export function repeatsAmong(problems: readonly Problem[]): readonly Repeat[] {
  const byThing = grouped(problems, (each) => each.thing)
  const byYard = grouped(problems, (each) => (each.microGrid === null || each.classCode === null ? null : `${each.classCode}|${each.microGrid}`))
  const byClass = grouped(problems, (each) => (each.lon === null || each.lat === null ? null : each.classCode))
  const known = new Set<string>()
  return [
    ...byThing.map((ids): Repeat => ({ why: 'thing', ids: ids.map(({ id }) => id) })),
    ...byClass.flatMap(near).map((ids): Repeat => ({ why: 'place', ids })),
    ...byYard.map((ids): Repeat => ({ why: 'microGrid', ids: ids.map(({ id }) => id) })),
  ].filter(({ ids }) => {
    const key = [...ids].sort().join()
    const isNew = ids.length >= leastRepeats && !known.has(key)
    known.add(key)
    return isNew
  })
}

function grouped(problems: readonly Problem[], keyOf: (each: Problem) => string | null): readonly (readonly Problem[])[] {
  const groups = new Map<string, Problem[]>()
  for (const each of problems) {
    const key = keyOf(each)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].filter((group) => group.length >= leastRepeats)
}

/** Greedy: the first that is in no group yet gathers all free ones around it. Squares of the size of the radius keep it from comparing everything. */
function near(problems: readonly Problem[]): readonly (readonly string[])[] {
  const free = new Set(problems)
  const square = (each: Problem) => [Math.floor((each.lon ?? 0) * squares), Math.floor((each.lat ?? 0) * squares)] as const
  const index = new Map<string, Problem[]>()
  for (const each of problems) index.set(square(each).join(), [...(index.get(square(each).join()) ?? []), each])
  const groups: string[][] = []
  for (const first of problems) {
    if (!free.has(first)) continue
    const [col, row] = square(first)
    const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => index.get(`${col + x},${row + y}`) ?? []))
    const close = around.filter((each) => free.has(each) && metresBetween([first.lon ?? 0, first.lat ?? 0], [each.lon ?? 0, each.lat ?? 0]) <= metres)
    if (close.length < leastRepeats) continue
    for (const each of close) free.delete(each)
    groups.push(close.map(({ id }) => id))
  }
  return groups
}

/** A square of a thousandth of a degree is wider than fifty metres everywhere in China. */
const squares = 1000
