// Reads matters with their place on the desk and turns them into the rows that leave the server.
import { z } from 'zod'
import { Instant } from '../../db/gate.ts'
import type { ClockState, Holder } from '../../../core/matter.ts'
import { Post } from '../../../core/posts.ts'
import { isEnded } from '../../../core/process.ts'
import type { MatterRow } from '../../../core/shapes.ts'
import { MatterRecord, urgencyOf, matterOf, joinedColumns } from '../row.ts'
import type { Ground, House } from '../house.ts'
import type { Cursor } from './asking.ts'
import { areaRef, asSeated, holderShape, placeLabel } from './names.ts'

export const SeenMatter = MatterRecord.extend({
  owner_post: Post.nullable(), owner_area: z.number().nullable(), owner_organisation: z.number().nullable(), urgency: z.number().nullable(), returned: z.boolean().nullable(), due_at: Instant.nullable(), clock: z.string().nullable(), late: z.string().nullable(), provisional: z.boolean().nullable(),
  thing_code: z.string().nullable(), thing_zh: z.string().nullable(), thing_en: z.string().nullable(), thing_place_zh: z.string().nullable(), thing_place_en: z.string().nullable(),
}) // prettier-ignore
export type SeenMatter = z.output<typeof SeenMatter>

/** The two orders in which lists of matters are read, with the cursor of each. */
export const newestFirst = {
  first: (one: SeenMatter, other: SeenMatter): number => other.opened_at - one.opened_at || (one.id < other.id ? 1 : -1),
  cursor: (row: SeenMatter): Cursor => ({ at: row.opened_at, id: row.id }),
}
export const dueFirst = {
  first: (one: SeenMatter, other: SeenMatter): number => (one.due_at ?? 0) - (other.due_at ?? 0) || (one.id < other.id ? -1 : 1),
  cursor: (row: SeenMatter): Cursor => ({ at: row.due_at ?? 0, id: row.id }),
}

export const seenColumns = `${joinedColumns}, d.owner_post, d.owner_area, d.owner_organisation, d.urgency, d.returned, d.due_at, d.clock, d.late, d.provisional, t.code as thing_code, t.name_zh as thing_zh, t.name_en as thing_en, t.place_zh as thing_place_zh, t.place_en as thing_place_en`
const thing = 'left join things t on t.district_id = m.district_id and t.id = m.thing_id'
/** From the matter outward; ended matters have no place on the desk. */
export const fromMatters = `from matters m left join desk d on d.district_id = m.district_id and d.matter_id = m.id ${thing}`
/** From the desk: unfinished matters only. */
export const fromDesk = `from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id ${thing}`
export const isStruck = 'd.struck'

export const isStruckIn = (matter: { readonly clocks: Readonly<Record<string, { readonly struck: number }>> }): boolean =>
  Object.values(matter.clocks).some((clock) => clock.struck > 0)

/** The rows as they leave, with how many people reported the same. */
export async function rowsFor(house: House, ground: Ground, seen: readonly SeenMatter[]): Promise<MatterRow[]> {
  const same = await sameCounts(
    house,
    ground,
    seen.map((row) => row.id),
  )
  return seen.map((row) => rowOf(ground, row, same.get(row.id) ?? 0))
}

/** Only how many; the claims themselves are read by nobody who handles matters. */
export async function sameCounts(house: House, ground: Ground, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const Row = z.object({ subject_id: z.string(), n: z.number() })
  const sql = `select subject_id, count(*)::int as n from claims where district_id = $1 and subject_id = any($2::uuid[]) and pool = 'metoo' and released_at is null group by subject_id limit 1000`
  const rows = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(Row, sql, [ground.district.id, ids]))
  return new Map(rows.map((row) => [row.subject_id, row.n]))
}

export function rowOf(ground: Ground, row: SeenMatter, same: number): MatterRow {
  const matter = matterOf(row)
  const process = ground.process(row.process, row.version)
  const clock = row.clock === null ? undefined : matter.clocks[row.clock]
  const category = ground.categories.get(row.marks['category'] ?? '')
  const ended = isEnded(row.phase)
  const owner = holderOfRow(row)
  const unknown = { zh: row.state, en: row.state }
  return {
    id: row.id, number: row.number, process: row.process, title: process?.title ?? unknown, headline: row.headline, category: category ? { code: category.code, label: category.label } : null, area: areaRef(ground, row.area_id), place: placeOfRow(ground, row), source: row.source,
    state: row.state, stateLabel: process?.states[row.state]?.label ?? unknown, phase: row.phase, urgency: row.urgency ?? urgencyOf(ground, matter), severity: oneOf(severities, row.marks['severity']), triage: oneOf(triages, row.marks['triage']),
    owner: ended || owner === null ? null : holderShape(ground, asSeated(ground, owner, { rule: process?.states[row.state]?.owner, seats: matter.seats })),
    openedAt: row.opened_at, endedAt: row.ended_at, due: ended ? null : row.due_at, pastSince: ended ? null : pastSince(matter), granted: row.due_at === null || clock?.since === undefined ? null : row.due_at - clock.since, provisional: row.provisional ?? false, lateAction: row.late, returned: row.returned ?? false, demo: row.demo,
    lon: row.lon, lat: row.lat, thing: row.thing_id && row.thing_code && row.thing_zh && row.thing_en ? { id: row.thing_id, code: row.thing_code, name: { zh: row.thing_zh, en: row.thing_en } } : null, sameCount: same, seq: row.seq,
  } // prettier-ignore
}

/** Of the clocks that still run, the promise that was broken first. */
function pastSince(matter: { readonly clocks: Readonly<Record<string, ClockState>> }): number | null {
  const broken = Object.values(matter.clocks).flatMap((clock) => (clock.struck > 0 && clock.since !== undefined ? (clock.promised ?? []) : []))
  return broken.length === 0 ? null : Math.min(...broken)
}

const holderOfRow = (row: SeenMatter): Holder | null =>
  row.owner_post === null
    ? null
    : { post: row.owner_post, ...(row.owner_area === null ? {} : { area: row.owner_area }), ...(row.owner_organisation === null ? {} : { organisation: row.owner_organisation }) } // prettier-ignore

export const placeOfRow = (ground: Ground, row: SeenMatter) =>
  row.thing_place_zh && row.thing_place_en ? { zh: row.thing_place_zh, en: row.thing_place_en } : placeLabel(ground, row.area_id)

const severities = ['light', 'serious'] as const
const triages = ['private', 'small', 'major'] as const
const oneOf = <T extends string>(options: readonly T[], value: string | undefined): T | null => options.find((option) => option === value) ?? null
