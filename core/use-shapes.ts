// The shapes of how far the platform is used: by what was called, answered and solved, of places, never of persons and never by signing in.
import { z } from 'zod'
import { Board } from './boards.ts'
import { FigureShape } from './figures.ts'
import { Label } from './label.ts'

/** The indicators it is told by, in this order. */
export const useIndicators = ['called', 'answered', 'called-done', 'solved', 'close-median'] as const
/** What everybody may read of a district, without a person and without signing in. */
export const publicIndicators = ['called', 'response', 'called-done', 'solved', 'excluded'] as const

/** Grids in which something was solved; those from which nothing was heard; all of them. */
export const gridChoices = ['solved', 'quiet', 'all'] as const
export type GridChoice = (typeof gridChoices)[number]
export const gridWords: Readonly<Record<GridChoice, Label>> = {
  solved: { zh: '有事办好的网格', en: 'Grids where something was solved' },
  quiet: { zh: '还没听到声音的网格', en: 'Grids we have not heard from' },
  all: { zh: '全部网格', en: 'All grids' },
}

const Column = z.object({ id: z.string(), name: Label, formula: Label, unit: z.string(), told: z.string().nullable() })
const Place = z.object({ id: z.number().int(), name: Label, level: z.number().int() })
const Span = z.object({ from: z.string(), upto: z.string(), words: Label })
const Row = z.object({
  area: Place,
  /** in the order of the columns */ figures: z.array(FigureShape),
  /** grids with something closed in the period, of all grids there */ grids: FigureShape,
  /** grids from which nothing came in the period */ quiet: FigureShape,
})
export const UsePage = z.object({
  area: Place,
  period: Span,
  version: z.number().int(),
  exclusions: z.enum(['with', 'without']),
  columns: z.array(Column),
  whole: Row,
  /** in administrative order */ areas: z.array(Row),
  /** of a township: its four boards and what no board looks after */ boards: z.array(z.object({ board: Board.or(z.literal('none')), name: Label, figures: z.array(FigureShape) })),
}) // prettier-ignore
export type UsePage = z.output<typeof UsePage>

export const UseGrids = z.object({
  area: Place,
  period: Span,
  exclusions: z.enum(['with', 'without']),
  which: z.enum(gridChoices),
  rows: z.array(z.object({ area: Place, place: Label, called: FigureShape, closed: FigureShape })),
  total: z.number().int(),
  next: z.string().nullable(),
})
export type UseGrids = z.output<typeof UseGrids>

export const PublicUse = z.object({
  name: Label,
  demo: z.boolean(),
  filing: z.string().nullable(),
  hotline: z.string(),
  period: Span,
  rows: z.array(Column.extend({ figure: FigureShape })),
  /** the newest root over all records, and whether it holds with the one before */ checkpoint: z.object({ n: z.number().int(), at: z.string(), root: z.string(), holds: z.boolean() }).nullable(),
}) // prettier-ignore
export type PublicUse = z.output<typeof PublicUse>

/** What was put right lately, as neighbours may know it: no words, no number, no person, no place below a community. */
export const AnsweredLately = z.object({
  demo: z.boolean(),
  rows: z.array(
    z.object({ category: Label, place: Label, endedAt: z.number(), /** from the call to the end, at least 1 */ hours: z.number().int() }),
  ),
})
export type AnsweredLately = z.output<typeof AnsweredLately>
