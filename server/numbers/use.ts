// How far the platform is used, by what was called, answered and solved in each place, and in how many of its grids; signing in is read nowhere.
import { Board as BoardName, boards, unboarded, type Board } from '../../core/boards.ts'
import type { FigureShape } from '../../core/figures.ts'
import { leastShown, notMeasured, rateOf, type Indicator } from '../../core/indicator.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import { useIndicators, type GridChoice, type UseGrids, type UsePage } from '../../core/use-shapes.ts'
import { refuse } from '../../core/refusals.ts'
import { classesOf } from '../matters/classes.ts'
import { isRefused, refused, type Call, type Refused } from '../matters/endpoint.ts'
import type { AreaNode } from '../matters/house.ts'
import { excludedName, type Amounts } from '../matters/see/amounts.ts'
import { figureFrom, isSplit, measuresFor } from '../matters/see/figures.ts'
import { placeLabel } from '../matters/see/names.ts'
import { areaOfScope } from '../matters/see/scopes.ts'
import { amountsFor, askedFor, type Asked } from './asked.ts'
import { childrenOf, headOf, shapeOf } from './indicators.ts'

const chosen = useIndicators.flatMap((id) => indicatorNamed(id) ?? [])
const measures = [...new Set(chosen.flatMap((each) => measuresFor(each)))]
const none: Amounts = new Map()

export async function usePage({ house, ground, caller, query }: Call<'use'>): Promise<UsePage | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const below = childrenOf(ground, asked.area)
  const amounts = await amountsFor(asked, { areas: [asked.area, ...below], window: asked.window, measures })
  const grids = await gridsOf(asked)
  const rowOf = (area: AreaNode): UsePage['whole'] => {
    const own = grids?.filter(({ grid }) => isWithin(grid, area)) ?? null
    const share = (n: number, of: number) => rateOf(n, of, leastShown)
    return {
      area: shapeOfArea(area),
      figures: figuresOf(asked, amounts.get(area.id) ?? none),
      grids: own ? share(own.filter((each) => each.closed.n > 0).length, own.length) : notMeasured,
      quiet: own ? share(own.filter((each) => each.called.n === 0).length, own.length) : notMeasured,
    }
  }
  const { period, version, exclusions } = headOf(asked)
  return {
    area: shapeOfArea(asked.area),
    period,
    version,
    exclusions,
    columns: chosen.map((each) => shapeOf(each)).map(({ id, name, formula, unit, told }) => ({ id, name, formula, unit, told })),
    whole: rowOf(asked.area),
    areas: below.map(rowOf),
    boards: asked.area.level === 1 ? await boardsOf(asked, amounts.get(asked.area.id) ?? none) : [],
  }
}

/** The grids behind each number of grids, in administrative order; of a grid its own calls can be opened. */
export async function useGrids({ house, ground, caller, query }: Call<'useGrids'>): Promise<UseGrids | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  const all = ((await gridsOf(asked)) ?? []).filter((each) => isChosen(each, query.which))
  const after = query.after === undefined ? -1 : Number(query.after)
  if (!Number.isFinite(after)) return refused(refuse('answer-wrong', { field: '下一页', fieldEn: 'next page', why: '请回到第一页重新翻', whyEn: 'please start from the first page again' }, { field: 'after' }), 400) // prettier-ignore
  const page = all.filter(({ grid }) => grid.key > after).slice(0, query.limit)
  const last = page.at(-1)?.grid.key
  const { period, exclusions } = headOf(asked)
  return {
    area: shapeOfArea(asked.area),
    period,
    exclusions,
    which: query.which,
    rows: page.map(({ grid, called, closed }) => ({ area: shapeOfArea(grid), place: placeLabel(ground, grid.parent ?? grid.id), called, closed })),
    total: all.length,
    next: last !== undefined && last !== all.at(-1)?.grid.key ? String(last) : null,
  }
}

type Grid = { readonly grid: AreaNode; readonly called: FigureShape; readonly closed: FigureShape }
const isChosen = ({ called, closed }: Grid, which: GridChoice): boolean =>
  which === 'all' ? true : which === 'solved' ? closed.n > 0 : called.n === 0
const isWithin = (grid: AreaNode, area: AreaNode): boolean => grid.key >= area.key && grid.keyLast <= area.keyLast
const shapeOfArea = ({ id, name, level }: AreaNode) => ({ id, name, level })

const figuresOf = ({ ground, window, side }: Asked, amounts: Amounts): FigureShape[] =>
  chosen.map((indicator) => figureFrom(ground, indicator, { amounts, window, side }))

/** Of the viewer's own ground only: a department has none, and reads nothing about grids here. */
async function gridsOf(asked: Asked): Promise<readonly Grid[] | null> {
  const { ground, area, window, side } = asked
  const scopes = asked.scopes.filter((scope) => scope.role === 'see')
  const own = scopes.flatMap((scope) => ground.areas.get(areaOfScope(scope)) ?? [])
  if (own.length === 0) return null
  const grids = [...ground.areas.values()]
    .filter((each) => each.level === 3 && isWithin(each, area) && own.some((whole) => isWithin(each, whole)))
    .sort((one, other) => one.key - other.key)
  const told = ['called', 'closed'].flatMap((id) => indicatorNamed(id) ?? [])
  const amounts = await amountsFor({ ...asked, scopes }, { areas: grids, window, measures: told.flatMap((each) => measuresFor(each)) })
  const figure = (indicator: Indicator | undefined, grid: AreaNode) => (indicator ? figureFrom(ground, indicator, { amounts: amounts.get(grid.id) ?? none, window, side }) : notMeasured) // prettier-ignore
  return grids.map((grid) => ({ grid, called: figure(told[0], grid), closed: figure(told[1], grid) }))
}

/** The classes of a board added up; what is in no class of a board is what is left of the whole. */
async function boardsOf(asked: Asked, whole: Amounts): Promise<UsePage['boards']> {
  const classes = classesOf(asked.ground)
  const able = chosen.filter(isSplit)
  const names = [...new Set(able.flatMap((each) => measuresFor(each)))].flatMap((name) => [name, excludedName(name)])
  const wanted = able.flatMap((each) => classes.flatMap(({ code }) => measuresFor(each, `c:${code}`)))
  const amounts = (await amountsFor(asked, { areas: [asked.area], window: asked.window, measures: [...new Set(wanted)] })).get(asked.area.id) ?? none
  const sumOf = (name: string, isIn: (board: Board | null) => boolean): number =>
    classes.filter(({ board }) => isIn(board)).reduce((sum, { code }) => sum + (amounts.get(`${name}|c:${code}`) ?? 0), 0)
  const tell = (board: Board | 'none', amountOf: (name: string) => number): UsePage['boards'][number] => ({
    board,
    name: board === 'none' ? unboarded : boards[board],
    figures: figuresOf(asked, new Map(names.map((name) => [name, amountOf(name)]))).map((figure, at) => (able.some((each) => each === chosen[at]) ? figure : notMeasured)), // prettier-ignore
  })
  return [
    ...BoardName.options.map((board) => tell(board, (name) => sumOf(name, (each) => each === board))),
    tell('none', (name) => (whole.get(name) ?? 0) - sumOf(name, (each) => each !== null)),
  ]
}
