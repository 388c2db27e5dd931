// What supervises, rates, rechecks or tells down: rows of chosen processes with what they are about, newest first.
import { z } from 'zod'
import type { OversightRow } from '../../../core/oversight-shapes.ts'
import { postNames, posts } from '../../../core/posts.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { matterOf } from '../row.ts'
import { binder, cut, readCursor, staffOnly, wrongCursor, type Binder } from './asking.ts'
import { holderShape } from './names.ts'
import { fromMatters, newestFirst, rowOf, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, readsMatters, scopesOf, type Look } from './scopes.ts'

const countedUpTo = 10_000
type Query = Call<'oversight'>['query']

export async function oversight({ house, ground, caller, query }: Call<'oversight'>): Promise<Answer<'oversight'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const looks = await inScopes(house, scopes, async ({ tx, apart }) => {
    const bound = binder([ground.district.id])
    const test = `${filters(query, bound, house.now())}${apart({ key: 'm.area_key', id: 'm.id' })}`
    const counted = await tx.count(`select count(*) as n from (select 1 from matters m where m.district_id = $1${test} limit ${countedUpTo}) counted`, bound.values) // prettier-ignore
    const later = after === null ? '' : ` and (m.opened_at, m.id) < (${bound.bind(new Date(after.at))}::timestamptz, ${bound.bind(after.id)}::uuid)`
    const rows = await tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1${test}${later} order by m.opened_at desc, m.id desc limit ${bound.bind(query.limit + 1)}`, bound.values) // prettier-ignore
    return { rows, total: counted }
  })
  const page = cut(looks.map((look) => look.rows), { limit: query.limit, ...newestFirst }) // prettier-ignore
  return { rows: await around({ house, ground, caller }, page.rows), next: page.next, total: looks.reduce((sum, look) => sum + look.total, 0) }
}

function filters(query: Query, bound: Binder, now: number): string {
  const [mark, value] = query.mark?.split('=') ?? []
  return [
    ` and m.process = any(${bound.bind(query.process.split(',').slice(0, 10))}::text[])`,
    query.phase === undefined ? '' : ` and m.phase ${query.phase === 'ended' ? '' : 'not '}in ('done', 'dropped')`,
    query.days === undefined ? '' : ` and m.opened_at >= ${bound.bind(new Date(now - query.days * 86_400_000))}`,
    mark === undefined ? '' : ` and m.marks ->> ${bound.bind(mark)} = ${bound.bind(value)}`,
  ].join('')
}

type Viewing = { readonly house: House; readonly ground: Ground; readonly caller: Caller }

/** The matters these are about, under the viewer's own row security. */
export async function subjectsOf({ house, ground, caller }: Viewing, ids: readonly string[]): Promise<ReadonlyMap<string, SeenMatter>> {
  const read = ({ tx, apart }: Look) =>
    tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.id = any($2::uuid[])${apart({ key: 'm.area_key', id: 'm.id' })} limit 500`, [ground.district.id, ids]) // prettier-ignore
  const found = ids.length === 0 ? [] : await inScopes(house, scopesOf(ground, caller), read)
  return new Map(found.flat().map((row) => [row.id, row]))
}

async function around(viewing: Viewing, seen: readonly SeenMatter[]): Promise<OversightRow[]> {
  const { house, ground, caller } = viewing
  const subjects = await subjectsOf(viewing, seen.flatMap((row) => row.about_id ?? [])) // prettier-ignore
  const confirmed = await confirmations(house, ground, { ids: seen.flatMap((row) => (row.marks['confirm'] === 'yes' ? row.id : [])), person: caller.person }) // prettier-ignore
  const rows = await rowsFor(house, ground, seen)
  return seen.flatMap((each, at): OversightRow[] => {
    const row = rows[at]
    if (!row) return []
    const process = ground.process(each.process, each.version)
    const matter = matterOf(each)
    const subject = each.about_id === null ? undefined : subjects.get(each.about_id)
    const read = confirmed.get(each.id)
    return [
      {
        row, about: subject ? rowOf(ground, subject, 0) : null, marks: { ...matter.marks }, counts: { ...matter.counts },
        seats: Object.entries(matter.seats).map(([seat, holder]) => ({ seat, label: process?.seats?.[seat]?.label ?? { zh: seat, en: seat }, holder: holderShape(ground, holder) })),
        confirmed: each.marks['confirm'] === 'yes' ? { n: read?.n ?? 0, of: askedToConfirm(ground, each), mine: read?.mine ?? false } : null,
      },
    ] // prettier-ignore
  })
}

const Read = z.object({ subject_id: z.string(), n: z.number(), mine: z.boolean() })

/** How many, and whether oneself: never a list of who did not. */
async function confirmations(house: House, ground: Ground, ask: { ids: readonly string[]; person: string | null }) {
  if (ask.ids.length === 0) return new Map<string, z.output<typeof Read>>()
  const sql = `select subject_id, count(*) as n, coalesce(bool_or(claimant = $3), false) as mine from claims where district_id = $1 and subject_id = any($2::uuid[]) and pool = 'read' and released_at is null group by subject_id limit 500`
  const rows = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(Read, sql, [ground.district.id, ask.ids, ask.person ?? ''])) // prettier-ignore
  return new Map(rows.map((row) => [row.subject_id, row]))
}

const places = postNames.filter((post) => readsMatters(post) && posts[post].level !== null)

/** Everybody present in a post in the area of the notice and below. */
function askedToConfirm(ground: Ground, row: SeenMatter): number {
  const areas = [...ground.areas.values()].filter((area) => ground.roster.covers(row.area_id, area.id))
  return new Set(areas.flatMap((area) => places.flatMap((post) => ground.roster.present({ post, area: area.id })))).size
}
