// What one grid is for: the seven lines of work that had nets of their own, and how large a grid and a yard should be.
import { z } from 'zod'
import type { Label } from './label.ts'

/** One net: a grid carries many functions. There are no grids of single departments, so nobody draws the same streets seven times. */
export const gridFunctionNames = ['party', 'security', 'civil', 'city', 'petition', 'health', 'emergency'] as const
export const GridFunction = z.enum(gridFunctionNames)
export type GridFunction = z.infer<typeof GridFunction>

export const gridFunctions: Readonly<Record<GridFunction, Label>> = {
  party: { zh: '党建', en: 'Party work' },
  security: { zh: '综治', en: 'Public security' },
  civil: { zh: '民政', en: 'Civil affairs' },
  city: { zh: '城管', en: 'Urban management' },
  petition: { zh: '信访', en: 'Petitions' },
  health: { zh: '卫生', en: 'Health' },
  emergency: { zh: '应急', en: 'Emergencies' },
}

export type Size = { readonly from: number; readonly upto: number }
/** Households by kind of area: a grid 300–500, a yard 10–30; of the others no size is asked. */
export const sizes: Readonly<Record<string, Size>> = { grid: { from: 300, upto: 500 }, yard: { from: 10, upto: 30 } }

/** The size it should have, where it has another; nothing where it fits or where nobody counted. */
export function outOfRange({ kind, households }: { readonly kind: string; readonly households: number | null }): Size | null {
  const size = Object.hasOwn(sizes, kind) ? sizes[kind] : undefined
  return size === undefined || households === null || (households >= size.from && households <= size.upto) ? null : size
}
