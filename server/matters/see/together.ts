// What bodies do together, one list at a time: joint organisations that stand, joint activities to come, and those that were held.
import { z } from 'zod'
import type { TogetherRow } from '../../../core/together-shapes.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { matterOf, MatterRecord, seatsOf } from '../row.ts'
import { binder, cut, readCursor, staffOnly, wrongCursor, type Binder, type Cursor } from './asking.ts'
import { sitsInPart } from './guests.ts'
import { holderShape } from './names.ts'
import { fromMatters, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, rangesOf, scopesOf } from './scopes.ts'

type Query = Call<'together'>['query']
const countedUpTo = 10_000
const eightHours = 8 * 3_600_000
type Plan = { readonly process: string; readonly states: readonly string[]; readonly sort: string; readonly isFalling: boolean }
const whenSql = `coalesce(m.marks ->> 'when', '')`
const openedSql = `to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`
const plans: Readonly<Record<Query['list'], Plan>> = {
  bodies: { process: 'joint-organisation', states: ['gathering', 'standing', 'reviewing'], sort: openedSql, isFalling: true },
  coming: { process: 'joint-activity', states: ['gathering', 'announced'], sort: whenSql, isFalling: false },
  held: { process: 'joint-activity', states: ['toTell', 'held', 'confirmed'], sort: whenSql, isFalling: true },
}

/** Those of one's own ground, and those of others in which one's own ground takes part. */
export async function together({ house, ground, caller, query }: Call<'together'>): Promise<Answer<'together'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const d = ground.district.id
  const read = async (tx: Parameters<Parameters<typeof inScopes>[2]>[0]['tx'], whose: (bound: Binder) => string) => {
    const bound = binder([d])
    const test = `${filters(ground, query, bound)}${whose(bound)}`
    const total = await tx.count(`select count(*) as n from (select 1 from matters m where m.district_id = $1${test} limit ${countedUpTo}) counted`, bound.values) // prettier-ignore
    const rows = await tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1${test}${later(query, bound, after)} limit ${bound.bind(query.limit + 1)}`, bound.values) // prettier-ignore
    return { rows, total }
  }
  const own = await inScopes(house, scopes, ({ tx, apart }) => read(tx, () => apart({ key: 'm.area_key', id: 'm.id' })))
  const ranges = rangesOf(scopes)
  const guest = ranges.length === 0 ? [] : [await house.db.withDistrict({ role: 'act', district: d }, (tx) => read(tx, (bound) => asGuest(bound, ranges)))] // prettier-ignore
  const looks = [...own, ...guest]
  const { isFalling } = plans[query.list]
  const page = cut(looks.map((look) => look.rows), { limit: query.limit, cursor: (row) => ({ at: placeOf(query, row), id: row.id }), first: (one, other) => (isFalling ? -1 : 1) * (placeOf(query, one) - placeOf(query, other) || (one.id < other.id ? -1 : 1)) }) // prettier-ignore
  return { rows: await around({ house, ground, caller }, page.rows), next: page.next, total: looks.reduce((sum, look) => sum + look.total, 0) }
}

function filters(ground: Ground, query: Query, bound: Binder): string {
  const { process, states } = plans[query.list]
  const area = query.area === undefined ? undefined : ground.areas.get(query.area)
  const words = (query.q ?? '').trim().toLowerCase()
  return [
    // the process stands in the text, so that the index of these few is used
    ` and m.process = '${process}' and m.state = any(${bound.bind(states)}::text[])`,
    area === undefined ? '' : ` and m.area_key between ${bound.bind(area.key)} and ${bound.bind(area.keyLast)}`,
    query.under === undefined || query.list === 'bodies' ? '' : ` and m.marks ->> 'under' = ${bound.bind(query.under)}`,
    words === '' ? '' : ` and strpos(lower(m.headline), ${bound.bind(words)}) > 0`,
  ].join('')
}

const placeOf = ({ list }: Query, row: SeenMatter): number => (list === 'bodies' ? row.opened_at : (instantOf(row.marks['when']) ?? 0))
const instantOf = (local: string | undefined): number | null => (local === undefined ? null : Date.parse(`${local}:00+08:00`))

function later({ list }: Query, bound: Binder, after: Cursor | null): string {
  const { sort, isFalling } = plans[list]
  const order = isFalling ? 'desc' : 'asc'
  const at = (ms: number) => (ms === 0 && list !== 'bodies' ? '' : new Date(ms + eightHours).toISOString().slice(0, list === 'bodies' ? 23 : 16))
  const from = after === null ? '' : ` and (${sort}, m.id) ${isFalling ? '<' : '>'} (${bound.bind(at(after.at))}, ${bound.bind(after.id)}::uuid)`
  return `${from} order by ${sort} ${order}, m.id ${order}`
}

/** On another's ground, with a seat in the matter or in a part of it on one's own. */
const asGuest = (bound: Binder, ranges: ReturnType<typeof rangesOf>): string => {
  const own = bound.bind(JSON.stringify(ranges))
  return ` and not exists (select 1 from jsonb_to_recordset(${own}::jsonb) as r(lo bigint, hi bigint) where m.area_key between r.lo and r.hi) and ${sitsInPart(own)}`
}

type Viewing = { readonly house: House; readonly ground: Ground; readonly caller: Caller }
const Part = MatterRecord.pick({ id: true, process: true, version: true, parent_id: true, state: true, seats: true })
const Said = z.object({ subject_id: z.string(), name: z.string(), value: z.unknown() })
const Named = z.object({ id: z.string(), headline: z.string() })

/** Who was asked and what was said; only of matters that this viewer reads already. */
async function around({ house, ground, caller }: Viewing, seen: readonly SeenMatter[]): Promise<TogetherRow[]> {
  if (seen.length === 0) return []
  const d = ground.district.id
  const ids = seen.map((row) => row.id)
  const unders = seen.flatMap((row) => z.uuid().safeParse(row.marks['under']).data ?? [])
  const { parts, said, named } = await house.db.withDistrict({ role: 'act', district: d }, async (tx) => {
    const parts = await tx.rows(Part, `select id, process, version, parent_id, state, seats from matters where district_id = $1 and parent_id = any($2::uuid[]) and process = 'joint-answer' order by opened_at, id limit 3000`, [d, ids]) // prettier-ignore
    const said = await tx.rows(Said, `select subject_id, name, value from leaves where district_id = $1 and subject_id = any($2::uuid[]) and name = any($3::text[]) and audience <> 'reporter' order by subject_id, seq limit 20000`, [d, [...ids, ...parts.map((part) => part.id)], wanted.map((name) => `a:${name}`)]) // prettier-ignore
    const named = await tx.rows(Named, `select id, headline from matters where district_id = $1 and id = any($2::uuid[]) and process = 'joint-organisation' limit 100`, [d, unders]) // prettier-ignore
    return { parts, said, named }
  })
  // the last word stands
  const last = new Map(said.map(({ subject_id, name, value }) => [`${subject_id}|${name}`, value]))
  const word = (id: string, name: (typeof wanted)[number]): string | null => text(last.get(`${id}|a:${name}`))
  const rows = await rowsFor(house, ground, seen)
  return seen.flatMap((each, at): TogetherRow[] => {
    const row = rows[at]
    const members = parts
      .filter((part) => part.parent_id === each.id)
      .sort((one, other) => placeAmong(one) - placeAmong(other))
      .flatMap((part) => memberOf({ ground, caller }, part, word))
    const under = named.find(({ id }) => id === each.marks['under'])
    return row ? [{ row, members, under: under ? { id: under.id, name: under.headline } : null, ...wordsOf(ground, each), purpose: word(each.id, 'purpose'), forWhom: word(each.id, 'forWhom'), outcome: word(each.id, 'done') }] : [] // prettier-ignore
  })
}

const wanted = ['brings', 'why', 'purpose', 'forWhom', 'done'] as const
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What stands in the marks and seats of the matter itself. */
function wordsOf(ground: Ground, seen: SeenMatter): Pick<TogetherRow, 'lead' | 'form' | 'review' | 'when' | 'where' | 'served' | 'confirmedBy'> {
  const { seats, marks } = matterOf(seen)
  const ask = Object.values(ground.process(seen.process, seen.version)?.open ?? {})[0]?.ask
  const lead = seats['lead'] ?? seats['host']
  const { witness } = seats
  return {
    lead: lead ? holderShape(ground, lead) : null,
    form: ask?.['form']?.options?.find(({ value }) => value === marks['form'])?.label ?? null,
    review: z.iso.date().safeParse(marks['review']).data ?? null,
    when: instantOf(marks['when']),
    where: marks['where'] ?? null,
    served: marks['served'] === undefined ? null : Number(marks['served']),
    confirmedBy: witness && seen.state === 'confirmed' ? holderShape(ground, witness) : null,
  }
}

/** In the order in which they are listed. */
const memberStates = z.enum(['joined', 'asked', 'declined', 'left', 'calledOff'])
const placeAmong = ({ state }: { readonly state: string }): number => memberStates.options.findIndex((each) => each === state)
function memberOf(
  { ground, caller }: Pick<Viewing, 'ground' | 'caller'>,
  part: z.output<typeof Part>,
  word: (id: string, name: (typeof wanted)[number]) => string | null,
): TogetherRow['members'] {
  const holder = seatsOf(part.seats)['handler']
  const state = memberStates.safeParse(part.state).data
  if (!holder || state === undefined) return []
  const stateLabel = ground.process(part.process, part.version)?.states[state]?.label ?? { zh: state, en: state }
  const isOut = state === 'declined' || state === 'left'
  return [
    {
      id: part.id, holder: holderShape(ground, holder), state, stateLabel, mine: caller.person !== null && ground.roster.present(holder).includes(caller.person),
      brings: state === 'joined' ? word(part.id, 'brings') : null, why: isOut ? word(part.id, 'why') : null,
    },
  ] // prettier-ignore
}
