// Reads kept figures of a period for areas in one look: days from the roll-ups, halves of days beside them, departments by counting their own rows.
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import { isWholeDays, piecesOf, type Window } from '../../../core/windows.ts'
import type { AreaNode, Ground } from '../house.ts'
import { matterOf } from '../row.ts'
import { factsBehind } from './drill.ts'
import { keptName, keptUnder } from './fact.ts'
import { finestLevel, isFine, nowMeasures, stockDay } from './measures.ts'
import { areaOfScope, type Look } from './scopes.ts'
import { stepNames } from './step-facts.ts'

/** Amounts by name; `name~x` is the part of the excluded. */
export type Amounts = ReadonlyMap<string, number>
export type AmountsAsked = { readonly areas: readonly AreaNode[]; readonly window: Window; readonly measures: readonly string[] }

export const excludedName = (measure: string): string => {
  const at = measure.indexOf('|')
  return at < 0 ? `${measure}~x` : `${measure.slice(0, at)}~x${measure.slice(at)}`
}

/** For each area its own map; areas outside the look's scope come out empty. */
export async function amountsIn(look: Look, ground: Ground, asked: AmountsAsked): Promise<ReadonlyMap<number, Amounts>> {
  if (asked.areas.length === 0 || asked.measures.length === 0) return new Map()
  const isCounted =
    look.scope.role === 'unit' ||
    (asked.areas.some((area) => area.level > finestLevel) && (!isWholeDays(asked.window) || asked.measures.some(isFine)))
  return isCounted ? countedAmounts(look, ground, { ...asked, exclusions: 'with' }) : keptAmounts(look, ground, asked)
}

const Row = z.object({ area: z.number(), measure: z.string(), n: z.coerce.number() })

async function keptAmounts(look: Look, ground: Ground, asked: AmountsAsked): Promise<ReadonlyMap<number, Amounts>> {
  const whole = ground.areas.get(areaOfScope(look.scope))
  const areas = asked.areas.filter((area) => whole && area.key >= whole.key && area.keyLast <= whole.keyLast)
  const { window } = asked
  const halves = piecesOf(window).filter((piece) => piece.half !== 'whole')
  const ends = { morning: day(halves, 'morning'), afternoon: day(halves, 'afternoon') }
  const first = ends.afternoon.length > 0 ? dayOf(window.from + 12 * 3_600_000) : dayOf(window.from)
  const last = ends.morning.length > 0 ? dayOf(window.upto - 13 * 3_600_000) : dayOf(window.upto - 1)
  const names = asked.measures.flatMap((measure) => [measure, excludedName(measure)])
  const afternoons = names.map((name) => keptName(name, { afternoon: true }))
  const sql = `select area_id as area, case when right(measure, 3) = '@pm' then left(measure, -3) else measure end as measure, sum(case when right(measure, 3) = '@pm' and day = any($7::date[]) then -amount else amount end) as n
    from rollups where district_id = $1 and area_id = any($2::int[]) and (
      (day between $3::date and $4::date and measure = any($5::text[]))
      or (day = $8::date and measure = any($5::text[]))
      or (day = any($6::date[]) and measure = any($9::text[]))
      or (day = any($7::date[]) and (measure = any($5::text[]) or measure = any($9::text[])))
    ) group by 1, 2`
  const rows = await look.tx.rows(Row, sql, [
    ground.district.id,
    areas.map((area) => area.id),
    first,
    last,
    names,
    ends.afternoon,
    ends.morning,
    stockDay,
    afternoons,
  ])
  const found = new Map<number, Map<string, number>>(areas.map((area) => [area.id, new Map()]))
  for (const row of rows) found.get(row.area)?.set(row.measure, row.n)
  await addExcludedSteps(look, ground, { ...asked, areas, found })
  return found
}

const day = (pieces: readonly { day: string; half: string }[], half: string): string[] =>
  pieces.flatMap((piece) => (piece.half === half ? [piece.day] : []))

type Found = ReadonlyMap<number, Map<string, number>>

/** What steps tell is not kept apart for the excluded, who are few: they are told again, and only where there are any. */
async function addExcludedSteps(look: Look, ground: Ground, asked: AmountsAsked & { readonly found: Found }): Promise<void> {
  const { found } = asked
  const steps = asked.measures.filter((measure) => stepNames.test(measure))
  const some = asked.areas.some((area) => [...(found.get(area.id) ?? [])].some(([name, n]) => name.includes('~x') && n > 0))
  if (steps.length === 0 || !some) return
  const counted = await countedAmounts(look, ground, { ...asked, measures: steps, exclusions: 'only' })
  for (const [area, amounts] of counted) for (const [name, n] of amounts) if (!name.includes('~x')) found.get(area)?.set(excludedName(name), n)
}

/** Counted from the rows themselves, by the same facts. */
async function countedAmounts(
  look: Look,
  ground: Ground,
  asked: AmountsAsked & { readonly exclusions: 'with' | 'only' },
): Promise<ReadonlyMap<number, Amounts>> {
  const { areas, window, measures, exclusions } = asked
  const key = Math.min(...areas.map((area) => area.key))
  const keyLast = Math.max(...areas.map((area) => area.keyLast))
  const behind = await factsBehind(look.tx, ground, { sum: measures, window, apart: look.apart, exclusions, range: { key, keyLast } })
  const wanted = new Set(measures.flatMap((measure) => [measure, excludedName(measure)]))
  const found = new Map<number, Map<string, number>>(areas.map((area) => [area.id, new Map()]))
  for (const { row, facts } of behind) {
    const matter = matterOf(row)
    const kept = facts.flatMap((fact) => keptUnder(ground, matter, { ...fact, at: window.from })).filter((each) => !each.measure.endsWith('@pm'))
    const stock = nowMeasures(ground, matter).map((measure) => ({ measure, amount: 1 }))
    for (const area of areas) {
      if (row.area_key < area.key || row.area_key > area.keyLast) continue
      const sums = found.get(area.id)
      for (const { measure, amount } of [...kept, ...stock]) if (wanted.has(measure)) sums?.set(measure, (sums.get(measure) ?? 0) + (amount ?? 1))
    }
  }
  return found
}

/** Figures that belong to whole days only have no half. */
export const fitsWindow = (measure: string, window: Window): boolean => isWholeDays(window) || !/^(h:|waits?:|called:\d|answered:\d)/.test(measure)
