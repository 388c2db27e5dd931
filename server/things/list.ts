// The things of a district by code; where a lamp stands is no secret, so everybody reads the same list. How often it is scanned, only who looks after the place.
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { inScopes, scopesOf } from '../matters/see/scopes.ts'
import { turnDown } from './refusals.ts'
import { thingColumns, ThingRow, thingShape } from './row.ts'
import { placeAfter, readPlace, scansOf, seldomScanned, type Scans } from './scans.ts'

export async function things(call: Call<'things'>): Promise<Answer<'things'> | Refused> {
  const { house, ground, caller, query } = call
  const district = ground.district.id
  const area = query.area === undefined ? null : ground.areas.get(query.area)
  if (area === undefined) return turnDown('no-such-area')
  const words = query.q?.trim().replaceAll('\u0000', '') ?? ''
  const fits = `district_id = $1 and ($2::bigint is null or (area_key >= $2 and area_key <= $3)) and ($4 = '' or strpos(code, upper($4)) > 0 or strpos(name_zh, $4) > 0 or strpos(place_zh, $4) > 0 or strpos(lower(name_en), lower($4)) > 0)`
  const values = [district, area?.key ?? null, area?.keyLast ?? null, words]
  if (query.sort === 'few') return fewFirst(call, fits, values)
  const found = await house.db.withDistrict({ district, role: 'own' }, async (tx) => {
    const rows = await tx.rows(ThingRow, `select ${thingColumns} from things where ${fits} and ($5 = '' or code > $5) order by code limit $6`, [
      ...values,
      query.after ?? '',
      query.limit + 1,
    ])
    const count = await tx.count(`select count(*) as n from things where ${fits}`, values)
    return { rows: rows.slice(0, query.limit), isMore: rows.length > query.limit, total: count }
  })
  const scans = await scansOf(house, ground, { scopes: scopesOf(ground, caller), ids: found.rows.map(({ id }) => id) })
  return {
    rows: found.rows.map((row) => ({ ...thingShape(ground, row), scans: scans.get(row.id) ?? null })),
    next: found.isMore ? (found.rows.at(-1)?.code ?? null) : null,
    total: found.total,
  }
}

/** Through the viewer's own ranges: what they do not look after stands not in this order. */
async function fewFirst(
  { house, ground, caller, query }: Call<'things'>,
  fits: string,
  values: readonly unknown[],
): Promise<Answer<'things'> | Refused> {
  const scopes = scopesOf(ground, caller).filter(({ role }) => role === 'see')
  if (scopes.length === 0) return turnDown('scans-of-others')
  const wish = { fits, values, after: readPlace(query.after), limit: query.limit + 1 }
  const found = await inScopes(house, scopes, ({ tx }) => seldomScanned(tx, house.now(), wish))
  const all = found.flatMap(({ rows }) => rows).sort((one, other) => one.last30 - other.last30 || (one.code < other.code ? -1 : 1))
  const page = all.slice(0, query.limit)
  const last = page.at(-1)
  const shown = ({ last30, total, reports }: Scans): Scans => ({ last30, total, reports })
  return {
    rows: page.map((row) => ({ ...thingShape(ground, row), scans: shown(row) })),
    next: all.length > query.limit && last !== undefined ? placeAfter(last) : null,
    total: found.reduce((sum, { total }) => sum + total, 0),
  }
}
