// Writes bulletins: one reading of the kept figures for a period gives the body of every area, frozen as it stands.
import { z } from 'zod'
import { weightsFor } from '../../core/figure-rules.ts'
import type { BulletinBody, BulletinKind } from '../../core/figures.ts'
import { indicatorNamed, indicatorsVersion } from '../../core/indicators.ts'
import { notMeasured, type Indicator } from '../../core/indicator.ts'
import type { Window } from '../../core/windows.ts'
import type { AreaNode, Ground, House } from '../matters/house.ts'
import { amountsIn, excludedName, type Amounts } from '../matters/see/amounts.ts'
import { figureFrom, isThere, measuresFor, scoresFrom } from '../matters/see/figures.ts'
import { placeLabel } from '../matters/see/names.ts'
import { inScopes, type Look } from '../matters/see/scopes.ts'
import { spanShape } from './asked.ts'
import { childrenOf } from './indicators.ts'
import { kindNames, sectionsOf } from './bulletin-words.ts'
import { isOfCommunities, periodBefore } from './periods.ts'
import { districtArea } from '../matters/places.ts'

const told = ['called', 'answered', 'response', 'taken-in-time', 'close-median', 'closed', 'due', 'closing', 'in-time', 'excluded', 'returned', 'reworked', 'independent', 'once', 'reopened', 'in-grid', 'in-community', 'in-township', 'judged', 'solved', 'solved-at-once', 'rated', 'satisfied', 'bad', 'truth-gap', 'whistle-in-time', 'whistles-solved', 'task-lists', 'listed-now', 'circulars', 'replays', 'stays', 'standing-now', 'by-grid', 'disputes'] // prettier-ignore
/** What no longer changes by the mere passing of time: where these differ later, the data were changed. */
export const settled = ['called', 'closed', 'excluded', 'due', 'in-time']
const ofPlaces = ['called', 'closed', 'due', 'dueInTime']
const dayMs = 86_400_000
/** What a key has below a township and below a community. */
const [townshipBits, communityBits] = [36, 24]

export type Written = { readonly area: AreaNode; readonly body: BulletinBody }
export type Period = { readonly kind: BulletinKind; readonly window: Window }

export const bulletinAreas = (ground: Ground, kind: BulletinKind): AreaNode[] =>
  [...ground.areas.values()]
    .filter((area) => area.level <= (isOfCommunities(kind) ? 2 : 1))
    .sort((one, other) => one.key - other.key || one.level - other.level)

/** The settled figures of a period as they are now, by area: enough to see whether anything was changed since. */
export async function settledOf(house: House, ground: Ground, { kind, window }: Period): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const areas = bulletinAreas(ground, kind)
  const chosen = settled.flatMap((id) => indicatorNamed(id) ?? [])
  const [amounts] = await inScopes(house, [wholeOf(ground)], (look) => amountsIn(look, ground, { areas, window, measures: chosen.flatMap((each) => measuresFor(each)) }))
  const nOf = (indicator: Indicator, area: AreaNode) => figureFrom(ground, indicator, { amounts: amounts?.get(area.id) ?? none, window, side: 'with' }).n
  return new Map(areas.map((area) => [area.id, new Map(chosen.map((each) => [each.id, nOf(each, area)]))]))
} // prettier-ignore

export function wholeOf(ground: Ground) {
  const top = districtArea(ground)
  return { role: 'see', district: ground.district.id, area: top.id, from: top.key, upto: top.keyLast } as const
}

/** The bodies of a period for the district and every township, of longer ones for every community as well, read in a handful of statements whatever their number. */
export async function bodiesOf(
  house: House,
  ground: Ground,
  { kind, window, only }: Period & { readonly only?: ReadonlySet<number> },
): Promise<readonly Written[]> {
  const areas = bulletinAreas(ground, kind).filter((area) => only?.has(area.id) ?? true)
  const chosen = told.flatMap((id) => indicatorNamed(id) ?? []).filter((indicator) => isThere(ground, indicator))
  const [read] = await inScopes(house, [wholeOf(ground)], async (look) => ({
    amounts: await amountsIn(look, ground, { areas, window, measures: [...new Set([...chosen.flatMap((each) => measuresFor(each)), ...levelNames, ...ofPlaces])] }),
    before: await amountsIn(look, ground, { areas, window: periodBefore(kind, window), measures: ['called'] }),
    next: await amountsIn(look, ground, { areas, window: { from: window.upto, upto: window.upto + dayMs }, measures: ['dueAhead'] }),
    places: await amountsIn(look, ground, { areas: [...ground.areas.values()].filter((area) => area.level >= 1 && area.level <= (isOfCommunities(kind) ? 3 : 2)), window, measures: ofPlaces }),
    late: await lateIn(look, ground, { now: house.now(), kind }),
    lateCounts: await amountsIn(look, ground, { areas, window, measures: ['now:late'] }),
    checkpoint: (await look.tx.rows(z.object({ n: z.number(), root: z.string() }), `select n, encode(root, 'hex') as root from checkpoints where district_id = $1 order by n desc limit 1`, [ground.district.id]))[0] ?? null,
  })) // prettier-ignore
  if (!read) return []
  return areas.map((area) => ({ area, body: bodyOf(ground, area, { ...read, kind, window, chosen }) }))
}

const levelNames = ['level:3', 'level:2', 'level:1', 'level:0']
const levelLabels = [
  { zh: '网格', en: 'Grid' },
  { zh: '村（社区）', en: 'Community' },
  { zh: '镇街', en: 'Township' },
  { zh: '区里', en: 'District' },
]

type All = ReadonlyMap<number, Amounts>
type Read = Period & {
  readonly chosen: readonly Indicator[]
  readonly amounts: All
  readonly before: All
  readonly next: All
  readonly places: All
  readonly late: readonly Late[]
  readonly lateCounts: All
  readonly checkpoint: BulletinBody['checkpoint']
}

function bodyOf(ground: Ground, area: AreaNode, read: Read): BulletinBody {
  const amounts = read.amounts.get(area.id) ?? none
  const figures = read.chosen.map((indicator) => ({
    id: indicator.id,
    name: indicator.name,
    unit: indicator.unit,
    told: indicator.told ?? null,
    without: figureFrom(ground, indicator, { amounts, window: read.window, side: 'without' }),
    with: figureFrom(ground, indicator, { amounts, window: read.window, side: 'with' }),
  }))
  const late = read.late.filter((row) => row.key >= area.key && row.key <= area.keyLast)
  const next = read.next.get(area.id) ?? none
  const sections = sectionsOf({
    kind: read.kind,
    figures,
    calledBefore: less(read.before.get(area.id) ?? none, 'called'),
    late: late.slice(0, 5).map((row) => row.row),
    lateCount: read.lateCounts.get(area.id)?.get('now:late') ?? 0,
    dueNext: less(next, 'dueAhead'),
    span: edgesOf(read.window),
    next: edgesOf({ from: read.window.upto, upto: read.window.upto + dayMs }),
  })
  return {
    title: { zh: `${area.name.zh}${kindNames[read.kind].name.zh}`, en: `${kindNames[read.kind].name.en}: ${area.name.en}` },
    figures,
    sections,
    levels: levelNames.map((name, at) => ({ name: levelLabels[at] ?? { zh: name, en: name }, n: less(amounts, name) })),
    places: childrenOf(ground, area).map((child) => placeOf(child, read.places.get(child.id) ?? none)),
    late: late.slice(0, 5).map((row) => row.row),
    checkpoint: read.checkpoint,
    changes: [],
    scores: scoresFrom([weightsFor(ground.figureRules, read.window.from)], (id) => figures.find((each) => each.id === id)?.without ?? notMeasured),
  }
}
/** As an address names them: a period of whole days by its last day. */
const edgesOf = (window: Window) => ({ from: spanShape(window).from, upto: spanShape(window).upto })
const none: Amounts = new Map()
const less = (amounts: Amounts, name: string): number => (amounts.get(name) ?? 0) - (amounts.get(excludedName(name)) ?? 0)
const placeOf = (area: AreaNode, amounts: Amounts) => ({ id: area.id, name: area.name, called: less(amounts, 'called'), closed: less(amounts, 'closed'), due: less(amounts, 'due'), dueInTime: less(amounts, 'dueInTime') }) // prettier-ignore

const LateRow = z.object({ id: z.string(), number: z.string(), process: z.string(), version: z.number(), state: z.string(), area_id: z.number(), area_key: z.number(), category: z.string().nullable(), since: z.date() }) // prettier-ignore
type Late = { readonly key: number; readonly row: BulletinBody['late'][number] }

/** The longest late of every township or community, five each; numbers and kinds only, never a resident's words. */
async function lateIn({ tx }: Look, ground: Ground, { now, kind }: { now: number; kind: BulletinKind }): Promise<readonly Late[]> {
  const rows = await tx.rows(
    LateRow,
    `select id, number, process, version, state, area_id, area_key, category, since from (
       select m.id, m.number, m.process, m.version, m.state, m.area_id, m.area_key, d.category, coalesce(to_timestamp(coalesce(m.clocks -> 'handle' ->> 'promised', m.clocks -> 'overall' ->> 'promised')::float8 / 1000), d.due_at) as since,
         row_number() over (partition by (m.area_key >> ${isOfCommunities(kind) ? communityBits : townshipBits}) order by d.opened_at) as place
       from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.struck and m.parent_id is null) late
     where place <= 5 order by since limit 20000`,
    [ground.district.id],
  )
  return rows.map((row) => ({
    key: row.area_key,
    row: {
      id: row.id,
      number: row.number,
      category: ground.categories.get(row.category ?? '')?.label ?? ground.process(row.process, row.version)?.title ?? { zh: '其他', en: 'Other' },
      place: placeLabel(ground, row.area_id),
      state: ground.process(row.process, row.version)?.states[row.state]?.label ?? { zh: row.state, en: row.state },
      days: Math.max(0, Math.floor((now - row.since.getTime()) / dayMs)),
    },
  }))
}

export { indicatorsVersion }
