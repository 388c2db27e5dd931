// Where the rows behind each number of a bulletin are: its own place and period, as they stand now.
import type { Bulletin } from '../../core/figures.ts'

type Body = Bulletin['body']
type Section = Body['sections'][number]
type Asked = Readonly<Record<string, string>>

/** The end of a whole-day period is the midnight after it; an address names its last day. */
const lastOf = ({ upto }: Bulletin): string =>
  upto.length > 10 ? upto : new Date(Date.parse(`${upto}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

const rowsAt = (page: Bulletin, asked: Asked): string =>
  `/matters?${new URLSearchParams({ area: String(page.area.id), from: page.from, upto: lastOf(page), exclusions: 'without', ...asked }).toString()}`

/** A number of its own, such as what was overdue; older bulletins do not say of what. */
export const sectionRows = (page: Bulletin, { rows }: Section): string | null => (rows ? rowsAt(page, rows) : null)

/** Its rows, the matter it tells of, or nothing to open. */
export function sentenceRows(page: Bulletin, { say, figure, rows }: Section['sentences'][number]): string | null {
  if (rows) return rowsAt(page, rows)
  if (figure) return figure.n > 0 ? rowsAt(page, { indicator: figure.indicator, part: 'n' }) : null
  const late = page.body.late.find((row) => say.zh.startsWith(`${row.number} `))
  return late ? `/m/${late.id}` : null
}

/** The levels stand from the grid, which is the third, up to the district. */
export const levelRows = (page: Bulletin, at: number): string => rowsAt(page, { measure: `level:${page.body.levels.length - 1 - at}` })
export const closedRows = (page: Bulletin): string => rowsAt(page, { indicator: 'closed', part: 'n' })

/** What counts; of a mean, or where nothing did, what it was counted over. */
export function figureRows(page: Bulletin, { id, unit, told, without }: Body['figures'][number]): string | null {
  if (without.state === 'notMeasured') return null
  const part = told === null && without.n > 0 ? 'n' : (without.of ?? 0) > 0 ? 'of' : null
  return part === null ? null : rowsAt(page, { indicator: id, part, ...(unit === 'now' ? { exclusions: 'with' } : {}) })
}

/** Corrected are the figures with the excluded. */
export function changeRows(page: Bulletin, { name, is }: Body['changes'][number]): string | null {
  const figure = page.body.figures.find((each) => each.name.zh === name.zh)
  return figure && is > 0 ? rowsAt(page, { indicator: figure.id, part: 'n', exclusions: 'with' }) : null
}

export type PlaceNumber = 'called' | 'closed' | 'due' | 'dueInTime'
/** Older bulletins do not say which place it is. */
export const placeRows = (page: Bulletin, place: Body['places'][number], of: PlaceNumber): string | null =>
  place.id === undefined || place[of] === 0
    ? null
    : rowsAt(page, { area: String(place.id), indicator: of === 'dueInTime' ? 'in-time' : of, part: 'n' })
