// What is open around a place, for somebody about to report: what kind of thing and where, never anybody's words.
import { liftTo } from '../../../core/owner.ts'
import type { Answer, Call } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { matterOf } from '../row.ts'
import { binder } from './asking.ts'
import { plainOf } from './follow-page.ts'
import { areaRef, holderShape, placeLabel } from './names.ts'
import { fromDesk, placeOfRow, sameCounts, SeenMatter, seenColumns } from './rows.ts'

const metresAround = 200
const most = 20

export async function near({ house, ground, query }: Call<'near'>): Promise<Answer<'near'>> {
  const at = ground.locate(query.lon, query.lat)
  if (at === null) return { area: null, place: null, officer: null, yardHead: null, open: [] }
  const around = townshipOf(ground, at)
  const [lonSpan, latSpan] = [metresAround / metresPerDegree(query.lat), metresAround / 111_320]
  const bound = binder([ground.district.id, query.lon - lonSpan, query.lon + lonSpan, query.lat - latSpan, query.lat + latSpan])
  const sql = `select ${seenColumns} ${fromDesk} where d.district_id = $1 and d.lon between $2 and $3 and d.lat between $4 and $5 and m.parent_id is null order by d.opened_at desc, d.matter_id limit 200`
  // a visitor reads through a range, as staff do, and only what is written below leaves
  const rows = around
    ? await house.db.withDistrict({ role: 'see', district: ground.district.id, from: around.key, upto: around.keyLast }, (tx) =>
        tx.rows(SeenMatter, sql, bound.values),
      )
    : []
  const close = rows
    .map((row) => ({ row, metres: Math.round(distance(query, row)) }))
    .filter(({ row, metres }) => metres <= metresAround && isOfResidents(ground, row.process))
    .sort((one, other) => sameFirst(query.category, one.row, other.row) || one.metres - other.metres)
    .slice(0, most)
  const same = await sameCounts(house, ground, close.map(({ row }) => row.id)) // prettier-ignore
  return {
    area: areaRef(ground, at),
    place: placeLabel(ground, at),
    officer: officerFor(ground, at),
    yardHead: yardHeadFor(ground, { area: at, lon: query.lon, lat: query.lat }),
    open: close.map(({ row, metres }) => ({
      id: row.id,
      headline: publicHeadline(ground, row),
      category: ground.categories.get(row.marks['category'] ?? '')?.label ?? null,
      plain: plainOf(ground, ground.process(row.process, row.version), matterOf(row)),
      openedAt: row.opened_at,
      due: row.due_at,
      metres,
      sameCount: same.get(row.id) ?? 0,
    })),
  }
}

/** What strangers may read of a matter: its category and where. */
export function publicHeadline(ground: Ground, row: SeenMatter): string {
  const category = ground.categories.get(row.marks['category'] ?? '')?.label.zh ?? ground.process(row.process, row.version)?.title.zh ?? row.process
  return `${category} · ${placeOfRow(ground, row).zh}`
}

/** The grid officer who answers for a place. */
export function officerFor(ground: Ground, area: number) {
  const holder = { post: 'gridOfficer', area: liftTo(ground.roster, area, 'gridOfficer') } as const
  return ground.roster.isHeld(holder) ? holderShape(ground, holder) : null
}

type Spot = { readonly area: number; readonly lon: number | null; readonly lat: number | null }
/** The head of the yard or building at a place: yards have a middle and no outline, so the nearest one of the grid is meant. */
export function yardHeadFor(ground: Ground, { area, lon, lat }: Spot) {
  const yards = ground.roster.below(area, 4).flatMap((id) => ground.areas.get(id) ?? [])
  const metresTo = (yard: (typeof yards)[number]) => (lon === null || lat === null ? Infinity : distance({ lon, lat }, yard))
  const [nearest, second] = yards.map((yard) => ({ yard, metres: metresTo(yard) })).sort((one, other) => one.metres - other.metres)
  if (!nearest || (second && nearest.metres === Infinity)) return null
  const holder = { post: 'yardHead', area: nearest.yard.id } as const
  return ground.roster.isHeld(holder) ? holderShape(ground, holder) : null
}

function townshipOf(ground: Ground, area: number) {
  let at = ground.areas.get(area)
  while (at && at.level > 1 && at.parent !== null) at = ground.areas.get(at.parent)
  return at
}

const sameFirst = (category: string | undefined, one: SeenMatter, other: SeenMatter): number =>
  category === undefined ? 0 : Number(other.marks['category'] === category) - Number(one.marks['category'] === category)
const metresPerDegree = (lat: number): number => Math.max(1, 111_320 * Math.cos((lat * Math.PI) / 180))
const distance = (from: { lon: number; lat: number }, to: { lon: number | null; lat: number | null }): number =>
  to.lon === null || to.lat === null ? Infinity : Math.hypot((to.lon - from.lon) * metresPerDegree(from.lat), (to.lat - from.lat) * 111_320)

/** Calls between offices, supervision and the like are no neighbour's report. */
const isOfResidents = (ground: Ground, process: string): boolean => ['appeal', 'finding'].includes(ground.process(process)?.kind ?? 'appeal')
