// The shapes of figures as they leave the server: indicators with n and N, bulletins frozen as written, what the analysis shows.
import { z } from 'zod'
import { Label } from './label.ts'
import { presets } from './windows.ts'

const Edge = z.string().regex(/^(19|20)\d{2}-\d{2}-\d{2}(T12)?$/).refine((text) => !Number.isNaN(Date.parse(text.slice(0, 10))), 'a day that exists') // prettier-ignore
const Split = z.string().regex(/^[cu]:[a-z0-9-]{1,30}$/)
/** Which figure of which period a list shows the rows of. */
export const RowsBehind = { indicator: z.string().max(40).optional(), part: z.enum(['n', 'of', 'rest']).optional(), from: Edge.optional(), upto: Edge.optional(), exclusions: z.enum(['with', 'without', 'only']).optional(), split: Split.optional() } // prettier-ignore

export const FiguresAsked = z.object({
  area: z.coerce.number().int().optional(),
  from: Edge.optional(),
  upto: Edge.optional(),
  preset: z.enum(presets).optional(),
  group: z.string().max(20).optional(),
  split: z.enum(['area', 'class', 'unit']).optional(),
  exclusions: z.enum(['with', 'without']).default('without'),
})
export type FiguresAsked = z.infer<typeof FiguresAsked>

/** A figure never stands without what it is counted over; `of` is null only for plain counts. */
export const FigureShape = z.object({ n: z.number(), of: z.number().nullable(), value: z.number().nullable(), state: z.enum(['ok', 'tooFew', 'noData', 'notMeasured']) }) // prettier-ignore
export type FigureShape = z.infer<typeof FigureShape>
export const PlaceFigure = z.object({ key: z.string(), name: Label, figure: FigureShape })
export type PlaceFigure = z.infer<typeof PlaceFigure>
export const FigureRow = z.object({
  id: z.string(),
  name: Label,
  formula: Label,
  group: z.string(),
  unit: z.string(),
  told: z.string().nullable(),
  good: z.string(),
  least: z.number().int(),
  source: z.string(),
  clause: z.string(),
  missing: Label.nullable(),
  figure: FigureShape,
  other: FigureShape.nullable(),
  before: FigureShape,
  places: z.array(PlaceFigure),
})
export type FigureRow = z.infer<typeof FigureRow>

const Span = z.object({ from: z.string(), upto: z.string(), words: Label })
export const ScoreRow = z.object({ id: z.string(), version: z.number().int(), from: z.string().nullable(), name: Label, words: Label, figure: FigureShape, parts: z.array(z.object({ id: z.string(), weight: z.number(), value: z.number().nullable() })) }) // prettier-ignore
const Common = { area: z.object({ id: z.number().int(), name: Label }), period: Span, before: Span, version: z.number().int(), exclusions: z.enum(['with', 'without']) } // prettier-ignore
export const FiguresPage = z.object({ ...Common, rows: z.array(FigureRow), scores: z.array(ScoreRow) })
export type FiguresPage = z.infer<typeof FiguresPage>
export const IndicatorPage = z.object({ ...Common, row: FigureRow, weeks: z.array(z.object({ from: z.string(), words: Label, figure: FigureShape })) }) // prettier-ignore
export type IndicatorPage = z.infer<typeof IndicatorPage>

/** Where "done" did not hold: against what the resident said, and against what a recheck found; by area and by department, never by person. */
const Gap = z.object({ resident: FigureShape, recheck: FigureShape })
export const TruthPage = z.object({
  ...Common,
  whole: Gap,
  areas: z.array(Gap.extend({ area: z.object({ id: z.number().int(), name: Label }) })),
  units: z.array(Gap.extend({ unit: z.object({ id: z.number().int(), name: Label }) })),
})
export type TruthPage = z.infer<typeof TruthPage>

/** Grades of places by quarter, in administrative order, with the thresholds they were reached by. */
const Graded = z.object({ grade: z.enum(['A', 'B', 'C']).nullable(), state: FigureShape.shape.state, parts: z.array(z.object({ id: z.string(), figure: FigureShape, grade: z.enum(['A', 'B', 'C']).nullable() })) }) // prettier-ignore
export const SafetyReport = z.object({
  /** the versions that the quarters below were measured by, the oldest first */
  presets: z.array(z.object({ id: z.string(), version: z.number().int(), from: z.string().nullable(), name: Label, words: Label, parts: z.array(z.object({ id: z.string(), name: Label, good: z.enum(['more', 'less']), a: z.number(), b: z.number(), needed: z.boolean() })) })),
  version: z.number().int(),
  exclusions: z.enum(['with', 'without']),
  quarters: z.array(z.object({ from: z.string(), upto: z.string(), words: Label, isOver: z.boolean(), preset: z.number().int() })),
  rows: z.array(z.object({ area: z.object({ id: z.number().int(), name: Label }), quarters: z.array(Graded), /** finished quarters in a row with an A */ run: z.number().int() })),
}) // prettier-ignore
export type SafetyReport = z.infer<typeof SafetyReport>

export const bulletinKinds = ['daily', 'weekly', 'monthly', 'noon', '19th'] as const
export type BulletinKind = (typeof bulletinKinds)[number]
/** The address of the rows of a number that is no indicator of the period; the place is the bulletin's. Older bulletins have none. */
const RowsOf = z.record(z.string(), z.string()).optional()
/** Words with the figures they tell; each figure leads to its rows. */
export const Sentence = z.object({ say: Label, figure: z.object({ indicator: z.string(), n: z.number(), of: z.number().nullable() }).nullable(), rows: RowsOf }) // prettier-ignore
export const Section = z.object({ title: Label, sentences: z.array(Sentence), rows: RowsOf })
export const FrozenFigure = z.object({ id: z.string(), name: Label, unit: z.string(), told: z.string().nullable(), without: FigureShape, with: FigureShape }) // prettier-ignore
export const BulletinBody = z.object({
  title: Label,
  figures: z.array(FrozenFigure),
  sections: z.array(Section),
  levels: z.array(z.object({ name: Label, n: z.number() })),
  places: z.array(
    z.object({
      /** older bulletins do not say which */ id: z.number().int().optional(),
      name: Label,
      called: z.number(),
      closed: z.number(),
      due: z.number(),
      dueInTime: z.number(),
    }),
  ),
  late: z.array(z.object({ id: z.uuid(), number: z.string(), category: Label, place: Label, state: Label, days: z.number() })),
  checkpoint: z.object({ n: z.number().int(), root: z.string() }).nullable(),
  changes: z.array(z.object({ name: Label, was: z.number(), is: z.number() })),
  /** with the weights in force when the period began; older bulletins have none */ scores: z.array(ScoreRow).optional(),
})
export type BulletinBody = z.infer<typeof BulletinBody>
export const BulletinHead = z.object({
  id: z.uuid(),
  kind: z.enum(bulletinKinds),
  area: z.object({ id: z.number().int(), name: Label }),
  from: z.string(),
  upto: z.string(),
  words: Label,
  correction: z.number().int(),
  isLatest: z.boolean(),
  madeAt: z.number().int(),
  /** for circulation, by who is named for its area */ isApproved: z.boolean(),
})
export type BulletinHead = z.infer<typeof BulletinHead>
/** How many are approved in one press at most. */
export const mostTogether = 60
/** What waits for this viewer's approval, the newest periods first, with how many added words. */
export const WaitingBulletins = z.object({ rows: z.array(BulletinHead.extend({ added: z.number().int() })), total: z.number().int() })
export type WaitingBulletins = z.infer<typeof WaitingBulletins>
export const Bulletin = BulletinHead.extend({
  indicatorsVersion: z.number().int(),
  measuresVersion: z.number().int(),
  corrects: z.uuid().nullable(),
  body: BulletinBody,
  words: Label,
  added: z.array(z.object({ id: z.uuid(), words: z.string(), at: z.number().int(), by: z.string() })),
  others: z.array(z.object({ id: z.uuid(), correction: z.number().int(), madeAt: z.number().int() })),
  approver: Label,
  approval: z.object({ by: z.string(), at: z.number().int() }).nullable(),
  mayApprove: z.boolean(),
})
export type Bulletin = z.infer<typeof Bulletin>

export const AnalysisPage = z.object({
  ...Common,
  waits: z.array(z.object({ process: z.string(), state: z.string(), label: Label, owner: Label, left: z.number(), minutes: z.number(), median: z.number().nullable(), now: z.number(), measure: z.string() })),
  spots: z.array(z.object({ area: z.object({ id: z.number().int(), name: Label }), split: z.string(), name: Label, n: z.number(), usual: z.number(), hour: z.number().int().nullable(), /** the days it counts */ from: z.string(), upto: z.string() })),
  growth: z.array(z.object({ split: z.string(), name: Label, n: z.number(), before: z.number(), growth: z.number().nullable() })),
  forecast: z.object({ state: z.enum(['ok', 'tooFew']), weeks: z.number().int(), days: z.array(z.object({ day: z.string(), expected: z.number() })), error: z.number().nullable(), tested: z.number().int() }),
}) // prettier-ignore
export type AnalysisPage = z.infer<typeof AnalysisPage>
