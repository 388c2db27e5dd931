// A fact for the figures: what happened, when, and under which names the roll-ups keep it.
import { dayOf } from '../../../core/calendar.ts'
import { isAfternoon } from '../../../core/windows.ts'
import type { Matter } from '../../../core/matter.ts'
import type { Ground } from '../house.ts'

export type Measured = { readonly day: string; readonly measure: string; readonly amount?: number }
/** `split` facts are kept by class and by unit as well; `bare` ones belong to whole days only. */
export type Fact = { readonly at: number; readonly name: string; readonly amount?: number; readonly split?: true; readonly bare?: true }

export const factsAt = (at: number, names: readonly string[], more: Pick<Fact, 'split' | 'bare'> = {}): Fact[] =>
  names.map((name) => ({ at, name, ...more }))

export const isExcluded = (matter: Matter): boolean => matter.marks['excluded'] === 'yes'
export const classOf = (ground: Ground, matter: Matter): string | null => ground.categories.get(matter.marks['category'] ?? '')?.classCode ?? null
export const unitOf = (matter: Matter): number | null => matter.seats['handler']?.organisation ?? null

/** The full name of a kept figure: what, without or of the excluded, of one class or unit, of the afternoon. */
export const keptName = (name: string, of: { readonly excluded?: boolean; readonly split?: string; readonly afternoon?: boolean }): string =>
  `${name}${of.excluded ? '~x' : ''}${of.split ? `|${of.split}` : ''}${of.afternoon ? '@pm' : ''}`

/** One fact under all its names; the afternoon stands apart so that days may begin at noon. */
export function keptUnder(ground: Ground, matter: Matter, fact: Fact): Measured[] {
  const day = dayOf(fact.at)
  const more = fact.amount === undefined ? {} : { amount: fact.amount }
  const splits = fact.split ? splitsOf(ground, matter) : []
  const halves = fact.bare || !isAfternoon(fact.at) ? [false] : [false, true]
  const sides = isExcluded(matter) ? [false, true] : [false]
  return sides.flatMap((excluded) =>
    halves.flatMap((afternoon) => ['', ...splits].map((split) => ({ day, measure: keptName(fact.name, { excluded, split, afternoon }), ...more }))),
  )
}

/** What a fact is called alone, of its class and of its unit. */
export const namesOf = (ground: Ground, matter: Matter, fact: Fact): string[] => [
  fact.name,
  ...(fact.split ? splitsOf(ground, matter).map((split) => keptName(fact.name, { split })) : []),
]

function splitsOf(ground: Ground, matter: Matter): string[] {
  const [of, unit] = [classOf(ground, matter), unitOf(matter)]
  return [...(of === null ? [] : [`c:${of}`]), ...(unit === null ? [] : [`u:${unit}`])]
}
