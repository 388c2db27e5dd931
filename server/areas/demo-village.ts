// Which places of a demonstration are told in full: one village and one urban community of one township.
import type { PlannedArea } from './plan.ts'

export type Shown = { readonly township: PlannedArea; readonly village: PlannedArea; readonly urban: PlannedArea }

/** The places of the articles where the district has them, otherwise the first of their kind. */
export function shownPlaces(areas: readonly PlannedArea[]): Shown {
  const communities = areas.filter(({ level }) => level === 2)
  const named = communities.find(({ nameZh }) => NAMED.includes(nameZh)) ?? communities[0]
  const township = areas.find(({ id }) => id === named?.parentId)
  const near = communities.filter(({ parentId }) => parentId === township?.id)
  const village =
    near.find(({ kind, nameZh }) => kind === 'village' && NAMED.includes(nameZh)) ?? near.find(({ kind }) => kind === 'village') ?? near.at(-1)
  const urban =
    near.find(({ kind, nameZh }) => kind === 'residential' && NAMED.includes(nameZh)) ?? near.find(({ kind }) => kind === 'residential') ?? near[0]
  if (township === undefined || village === undefined || urban === undefined)
    throw new Error('A district needs at least one township with a community.')
  return { township, village, urban }
}

/** Longer names first win by their place in the district: 惜字阁村 (大足), 龙潭社区 (潼南, 海珠), 万宝村 (荣昌). */
const NAMED: readonly string[] = ['惜字阁村', '龙潭社区', '万宝村']
