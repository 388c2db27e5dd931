// What somebody asked the figures for: which area of theirs, which period, and the amounts of all their scopes added up.
import type { FiguresAsked } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { refuse } from '../../core/refusals.ts'
import { edgeText, spanOf, windowBefore, windowFor, type Window } from '../../core/windows.ts'
import type { Caller, Refused } from '../matters/endpoint.ts'
import { refused } from '../matters/endpoint.ts'
import type { AreaNode, Ground, House } from '../matters/house.ts'
import { staffOnly } from '../matters/see/asking.ts'
import { amountsIn, type Amounts } from '../matters/see/amounts.ts'
import { areaOfScope, inScopes, scopesOf } from '../matters/see/scopes.ts'
import type { Scope } from '../db/gate.ts'
import { periodWords } from '../../core/period-words.ts'
import { districtArea } from '../matters/places.ts'

export type Asked = {
  readonly house: House
  readonly ground: Ground
  readonly scopes: readonly Scope[]
  readonly area: AreaNode
  readonly window: Window
  readonly before: Window
  readonly side: 'with' | 'without'
}
type Around = { readonly house: House; readonly ground: Ground; readonly caller: Caller }
const longestMs = 400 * 86_400_000

export function askedFor({ house, ground, caller }: Around, query: FiguresAsked): Asked | Refused {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const preset = query.from !== undefined && query.upto !== undefined ? null : (query.preset ?? 'month')
  const window = preset === null ? spanOf(query.from ?? '', query.upto ?? '') : windowFor(preset, house.now())
  if (window.upto <= window.from || window.upto - window.from > longestMs) return wrongPeriod()
  const area = query.area === undefined ? widestOf(ground, scopes) : ground.areas.get(query.area)
  if (!area) return refused(refuse('not-found'), 404)
  return { house, ground, scopes, area, window, before: windowBefore(window, preset), side: query.exclusions }
}

const wrongPeriod = (): Refused =>
  refused(refuse('answer-wrong', { field: '时段', fieldEn: 'period', why: '从早到晚，最长 400 天', whyEn: 'from early to late, at most 400 days' }, { field: 'from' }), 400) // prettier-ignore

/** The area a viewer means without naming one: their widest ground. */
function widestOf(ground: Ground, scopes: readonly Scope[]): AreaNode {
  const own = scopes.flatMap((scope) => (scope.role === 'see' ? (ground.areas.get(areaOfScope(scope)) ?? []) : []))
  return own.length === 1 && scopes.length === 1 && own[0] ? own[0] : districtArea(ground)
}

/** Pooled over the viewer's scopes: where the asked area is wider than a scope, the scope's own part stands for it. */
export async function amountsFor(
  asked: Asked,
  of: { areas: readonly AreaNode[]; window: Window; measures: readonly string[] },
): Promise<ReadonlyMap<number, Amounts>> {
  const looks = await inScopes(asked.house, asked.scopes, async (look) => {
    const whole = look.scope.role === 'see' ? asked.ground.areas.get(areaOfScope(look.scope)) : undefined
    const clipped = of.areas.map((area) => (whole && area.key <= whole.key && area.keyLast >= whole.keyLast ? whole : area))
    const found = await amountsIn(look, asked.ground, { ...of, areas: clipped })
    return of.areas.map((area, at) => [area.id, found.get(clipped[at]?.id ?? -1) ?? new Map()] as const)
  })
  const sums = new Map<number, Map<string, number>>(of.areas.map((area) => [area.id, new Map()]))
  for (const [area, amounts] of looks.flat()) {
    const sum = sums.get(area)
    for (const [name, n] of amounts) sum?.set(name, (sum.get(name) ?? 0) + n)
  }
  return sums
}

export const spanShape = (window: Window): { from: string; upto: string; words: Label } => ({
  from: edgeText(window.from),
  upto: edgeText(window.upto).length > 10 ? edgeText(window.upto) : edgeText(window.upto - 86_400_000),
  words: periodWords(window),
})
