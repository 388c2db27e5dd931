// Rows of `resources` as they are read and as they leave: who may see them, who keeps them, how much is free.
import { z } from 'zod'
import { cannotHold, mostHeld, resourceKinds, type Stock } from '../../core/holds.ts'
import { Post, posts } from '../../core/posts.ts'
import type { Holder } from '../../core/matter.ts'
import { openTos, unitsEn, type ResourceRow } from '../../core/resource-shapes.ts'
import { Instant, type Tx } from '../db/gate.ts'
import type { Answer, Caller } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { districtArea } from '../matters/places.ts'
import { areaRef, holderShape, placeLabel, unitName } from '../matters/see/names.ts'
import { readsMatters, scopesOf } from '../matters/see/scopes.ts'
import { holdingsOf, stockOf, StockRow } from '../matters/stock.ts'

export const Row = StockRow.extend({
  kind: z.enum(resourceKinds), name_zh: z.string(), name_en: z.string(), place: z.string(), hours: z.string(), terms: z.string(), unit: z.string(), area_id: z.number(), organisation_id: z.number().nullable(),
  open_to: z.enum(openTos), keeper_post: Post, keeper_area: z.number().nullable(), keeper_organisation: z.number().nullable(), demo: z.boolean(), ended_at: Instant.nullable(),
}) // prettier-ignore
export type Row = z.output<typeof Row>

/** $1 the district; `now` the parameter of this moment. */
export const columns = (now: string) =>
  `r.id, r.kind, r.name_zh, r.name_en, r.place, r.hours, r.terms, r.quantity, r.unit, r.area_id, r.organisation_id, r.open_to, r.keeper_post, r.keeper_area, r.keeper_organisation, r.demo, r.ended_at, r.ended_at is null as offered, ${holdingsOf(now)} as holdings`

/** Whose ground it is open to, and those above; departments see what is open to the district and their own. Null for those who may see none. */
export function seenBy(ground: Ground, caller: Caller): { readonly sql: (ranges: string, units: string) => string; readonly values: readonly [string, readonly number[]] } | null {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return null
  const ranges = scopes.flatMap(({ from, upto }) => (from === undefined || upto === undefined ? [] : [{ lo: Number(from), hi: Number(upto) }]))
  const units = scopes.flatMap(({ organisation }) => organisation ?? [])
  return {
    sql: (lohi, own) => `(r.open_to = 'district' or r.organisation_id = any(${own}::int[]) or exists (select 1 from jsonb_to_recordset(${lohi}::jsonb) as v(lo bigint, hi bigint) where r.open_from <= v.hi and r.open_upto >= v.lo))`,
    values: [JSON.stringify(ranges), units],
  }
} // prettier-ignore

/** One resource as this viewer may see it, withdrawn ones as well. */
export async function findResource(tx: Tx, at: { readonly ground: Ground; readonly caller: Caller; readonly now: number }, id: string): Promise<Row | null> {
  const seen = seenBy(at.ground, at.caller)
  if (!seen) return null
  const [row] = await tx.rows(Row, `select ${columns('$3')} from resources r where r.district_id = $1 and r.id = $2 and ${seen.sql('$4', '$5')}`, [at.ground.district.id, id, new Date(at.now), ...seen.values])
  return row ?? null
} // prettier-ignore

const keepersOf = {
  township: ['dispatcher', 'livelihoodBoard', 'partyBoard', 'economyBoard', 'safetyBoard'],
  community: ['communityStaff', 'communitySecretary'],
  department: ['departmentOfficer', 'departmentHead'],
} as const satisfies Readonly<Record<string, readonly Post[]>>
const offering: ReadonlySet<Post> = new Set([...keepersOf.township, ...keepersOf.community])

/** Who can keep what lies there: a post of the department, or of the community or township itself. */
export function keepersAt(ground: Ground, { area, organisation }: { readonly area: number; readonly organisation: number | null }): readonly Post[] {
  if (organisation !== null) return keepersOf.department
  const level = ground.areas.get(area)?.level
  return level === 1 ? keepersOf.township : level === 2 ? keepersOf.community : []
}

/** Staff of a community or township for their ground, of a department for their department. */
export const mayKeep = (ground: Ground, { postings }: Caller, at: { readonly area: number; readonly organisation: number | null }): boolean =>
  postings.some(({ post, area, organisation }) =>
    at.organisation !== null
      ? organisation === at.organisation && (post === 'departmentOfficer' || post === 'departmentHead')
      : area !== null && offering.has(post) && ground.roster.covers(area, at.area),
  )

/** Where the caller may offer something: their own communities, townships and departments. */
export function homesOf(ground: Ground, { postings }: Caller): Answer<'resources'>['homes'] {
  const places = postings.flatMap(({ post, area, organisation }): { readonly area: number; readonly organisation: number | null }[] => {
    if (organisation !== null && keepersOf.department.some((each) => each === post)) return [{ area: districtArea(ground).id, organisation }]
    return area !== null && offering.has(post) && (ground.areas.get(area)?.level ?? 0) > 0 ? [{ area, organisation: null }] : []
  })
  const once = places.filter((one, at) => places.findIndex((other) => other.area === one.area && other.organisation === one.organisation) === at)
  return once.map((place) => ({
    area: areaRef(ground, place.area),
    organisation: place.organisation,
    name: place.organisation === null ? placeLabel(ground, place.area) : (unitName(ground, place.organisation) ?? ground.district.name),
    keepers: keepersAt(ground, place).map((post) => ({ post, label: posts[post].label })),
  }))
}

export const keeperOf = (row: Pick<Row, 'keeper_post' | 'keeper_area' | 'keeper_organisation'>): Holder => ({
  post: row.keeper_post,
  ...(row.keeper_area === null ? {} : { area: row.keeper_area }),
  ...(row.keeper_organisation === null ? {} : { organisation: row.keeper_organisation }),
})

type View = {
  readonly ground: Ground
  readonly caller: Caller
  readonly now: number
  readonly window?: { readonly from: number; readonly until: number } | undefined
}
export function shapeOf({ ground, caller, now, window }: View, row: Row): ResourceRow {
  const stock = stockOf(ground, row)
  const place = { area: row.area_id, organisation: row.organisation_id }
  const isKept = mayKeep(ground, caller, place)
  const coming = row.kind === 'fund' ? [] : row.holdings.filter(({ until }) => until > now).sort((one, other) => one.from - other.from)
  return {
    id: row.id, kind: row.kind, name: { zh: row.name_zh, en: row.name_en }, place: row.place, hours: row.hours, terms: row.terms, quantity: row.quantity, unit: { zh: row.unit, en: unitsEn[row.kind] }, area: areaRef(ground, row.area_id),
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: unitName(ground, row.organisation_id) ?? ground.district.name }, openTo: row.open_to, keeper: holderShape(ground, keeperOf(row)), demo: row.demo, endedAt: row.ended_at,
    free: freeIn(stock, { from: now, until: now + 1 }), freeThen: window ? freeIn(stock, window) : null, isKept,
    next: coming.slice(0, 3).map((each) => bookingShape({ ground, caller, isKept }, { matter_id: each.matter, area_id: each.area, amount: each.amount, from_at: each.from, until_at: each.until, freed_at: null })),
  }
} // prettier-ignore
const freeIn = (stock: Stock, time: { readonly from: number; readonly until: number }): number =>
  stock.isOffered ? Math.max(0, stock.quantity - mostHeld(stock, time)) : 0

export const BookingRow = z.object({ matter_id: z.string().nullable(), area_id: z.number().nullable(), amount: z.number(), from_at: Instant, until_at: Instant, freed_at: Instant.nullable() }) // prettier-ignore
/** Its matter is named to who keeps the resource and to those whose ground asked. */
export function bookingShape(view: { readonly ground: Ground; readonly caller: Caller; readonly isKept: boolean }, row: z.output<typeof BookingRow>): ResourceRow['next'][number] {
  const { ground, caller } = view
  const { area_id: area } = row
  const isTheirs = area !== null && caller.postings.some((posting) => readsMatters(posting.post) && posting.area !== null && ground.roster.covers(posting.area, area))
  return { matter: view.isKept || isTheirs ? row.matter_id : null, by: placeLabel(ground, area), amount: row.amount, from: row.from_at, until: row.until_at, freedAt: row.freed_at }
} // prettier-ignore

export const whyNot = (ground: Ground, row: Row, wanted: { readonly amount: number; readonly from: number; readonly until: number }) =>
  cannotHold(stockOf(ground, row), wanted)
