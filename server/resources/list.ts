// What a viewer may ask for: found by words, kind and time, with how much is free now and who has it next; and one resource by the week.
import { z } from 'zod'
import { resourceKinds } from '../../core/holds.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { staffOnly, wrongCursor } from '../matters/see/asking.ts'
import { turnDown } from './refusals.ts'
import { bookingShape, BookingRow, columns, findResource, homesOf, Row, seenBy, shapeOf } from './row.ts'

/** The most that is held of it between $7 and $8. */
const held = `case when r.kind = 'fund' then (select coalesce(sum(b.amount), 0) from bookings b where b.district_id = $1 and b.resource_id = r.id)
  else (select max((select coalesce(sum(o.amount), 0) from bookings o where o.district_id = $1 and o.resource_id = r.id and o.from_at <= p.at and o.ends_at > p.at))
    from (select $7::timestamptz as at union all select b.from_at from bookings b where b.district_id = $1 and b.resource_id = r.id and b.from_at > $7 and b.from_at < $8::timestamptz) p) end`

/** $1 the district, $2 this moment, $3 and $4 who sees it, $5 words, $6 the kind, $7 and $8 a time. */
const fits = (sees: string) =>
  `r.district_id = $1 and r.ended_at is null and ${sees} and ($5 = '' or strpos(lower(r.name_zh || ' ' || r.name_en || ' ' || r.place || ' ' || r.terms), lower($5)) > 0) and ($7::timestamptz is null or r.quantity > ${held})`

export async function resources({ house, ground, caller, query }: Call<'resources'>): Promise<Answer<'resources'> | Refused> {
  const seen = seenBy(ground, caller)
  if (!seen) return staffOnly()
  const after = readAfter(query.after)
  if (after === 'wrong') return wrongCursor()
  const now = house.now()
  const window =
    query.from !== undefined && query.until !== undefined && query.from < query.until ? { from: query.from, until: query.until } : undefined
  const asked = (query.q ?? '').replaceAll('\0', '').trim()
  const values = [ground.district.id, new Date(now), ...seen.values, asked, query.kind ?? null, window ? new Date(window.from) : null, window ? new Date(window.until) : null] // prettier-ignore
  const sees = seen.sql('$3', '$4')
  const found = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => ({
    rows: await tx.rows(
      Row,
      `select ${columns('$2')} from resources r where ${fits(sees)} and ($6::text is null or r.kind = $6) and ($9::text is null or (r.name_zh collate "C", r.id) > ($9 collate "C", $10::uuid)) order by r.name_zh collate "C", r.id limit $11`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
    ),
    counts: await tx.rows(
      Count,
      `select r.kind, count(*)::int as n from resources r where ${fits(sees)} and $2::timestamptz is not null and ($6::text is null or true) and ($8::timestamptz is null or true) group by r.kind`,
      values,
    ),
  }))
  const page = found.rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => shapeOf({ ground, caller, now, window }, row)),
    next: found.rows.length > query.limit && last ? Buffer.from(JSON.stringify([last.name_zh, last.id])).toString('base64url') : null,
    counts: resourceKinds.map((kind) => ({ kind, n: found.counts.find((each) => each.kind === kind)?.n ?? 0 })),
    homes: homesOf(ground, caller),
  }
}

const Count = z.object({ kind: z.enum(resourceKinds), n: z.number() })
const After = z.tuple([z.string().max(100), z.uuid()])
function readAfter(text: string | undefined): z.output<typeof After> | null | 'wrong' {
  if (text === undefined) return null
  try {
    const [name, id] = After.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return name.includes('\0') ? 'wrong' : [name, id]
  } catch {
    return 'wrong'
  }
}

const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000
/** Monday midnight in China of the week that a day lies in. */
function mondayOf(at: number): number {
  const day = Math.floor((at + chinaMs) / dayMs)
  // the first day of 1970 was a Thursday
  return (day - ((day + 3) % 7)) * dayMs - chinaMs
}

export async function resource({ house, ground, caller, params, query }: Call<'resource'>): Promise<Answer<'resource'> | Refused> {
  const now = house.now()
  const from = mondayOf(query.day === undefined ? now : Date.parse(`${query.day}T00:00:00+08:00`))
  if (!seenBy(ground, caller)) return staffOnly()
  const found = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => {
    const row = await findResource(tx, { ground, caller, now }, params.id)
    if (!row) return null
    const span = [ground.district.id, row.id, new Date(from), new Date(from + 7 * dayMs)]
    const bookings =
      row.kind === 'fund'
        ? await tx.rows(BookingRow, 'select matter_id, area_id, amount, from_at, until_at, freed_at from bookings where district_id = $1 and resource_id = $2 and amount > 0 order by from_at desc, matter_id limit 100', span.slice(0, 2)) // prettier-ignore
        : await tx.rows(BookingRow, 'select matter_id, area_id, amount, from_at, until_at, freed_at from bookings where district_id = $1 and resource_id = $2 and amount > 0 and from_at < $4 and ends_at > $3 order by from_at, matter_id limit 500', span) // prettier-ignore
    return { row, bookings }
  })
  if (!found) return turnDown('no-such-resource')
  const row = shapeOf({ ground, caller, now }, found.row)
  return { row, from, bookings: found.bookings.map((each) => bookingShape({ ground, caller, isKept: row.isKept }, each)), homes: homesOf(ground, caller) } // prettier-ignore
}
