// A short way round: the nearest stop next, then crossings untied by 2-opt; distances are great circles in metres, not streets.
import { metresBetween, type Point } from './geometry.ts'

export type Placed = { readonly lon: number; readonly lat: number }
export type Leg<Stop> = { readonly stop: Stop; readonly metres: number }
export type Route<Stop> = { readonly legs: readonly Leg<Stop>[]; readonly metres: number }

/** Every stop once, beginning at `start` and ending wherever the last one is. */
export const routeOf = <Stop extends Placed>(start: Placed, stops: readonly Stop[]): Route<Stop> =>
  measured(start, untied(start, nearestFirst(start, stops)))

/** Always to the nearest that is left; of equals, the earlier one in the list. */
export function nearestFirst<Stop extends Placed>(start: Placed, stops: readonly Stop[]): readonly Stop[] {
  const left = [...stops]
  const order: Stop[] = []
  let at: Placed = start
  while (left.length > 0) {
    let best = 0
    for (let next = 1; next < left.length; next++) if (between(at, left[next]) < between(at, left[best])) best = next
    const [stop] = left.splice(best, 1)
    if (stop === undefined) break
    order.push(stop)
    at = stop
  }
  return order
}

/** Turns stretches round as long as that shortens the way. */
export function untied<Stop extends Placed>(start: Placed, stops: readonly Stop[]): readonly Stop[] {
  let order = stops
  for (let round = 0; round < mostRounds; round++) {
    const shorter = oneRound(start, order)
    if (shorter === order) return order
    order = shorter
  }
  return order
}

export function measured<Stop extends Placed>(start: Placed, order: readonly Stop[]): Route<Stop> {
  const legs = order.map((stop, index) => ({ stop, metres: between(order[index - 1] ?? start, stop) }))
  return { legs, metres: legs.reduce((sum, leg) => sum + leg.metres, 0) }
}

/** Each round shortens the way; this many are never needed for a day's work. */
const mostRounds = 60
/** Less than a centimetre is no gain but rounding. */
const gainWorth = 0.01

function oneRound<Stop extends Placed>(start: Placed, stops: readonly Stop[]): readonly Stop[] {
  let order = stops
  for (let from = 0; from < order.length - 1; from++) {
    for (let upto = from + 1; upto < order.length; upto++) {
      const before = order[from - 1] ?? start
      const now = between(before, order[from]) + between(order[upto], order[upto + 1])
      const turned = between(before, order[upto]) + between(order[from], order[upto + 1])
      if (now - turned > gainWorth) order = [...order.slice(0, from), ...order.slice(from, upto + 1).reverse(), ...order.slice(upto + 1)]
    }
  }
  return order
}

const pointOf = ({ lon, lat }: Placed): Point => [lon, lat]
/** Beyond the last stop there is nothing to go to. */
const between = (one: Placed | undefined, other: Placed | undefined): number =>
  one === undefined || other === undefined ? 0 : metresBetween(pointOf(one), pointOf(other))
