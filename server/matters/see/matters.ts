// Every matter a viewer may read, newest first, with filters, Chinese search and the way from a figure to its rows.
import { z } from 'zod'
import { termsOf } from '../../../core/bigrams.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { Board } from '../../../core/boards.ts'
import { categoriesOf } from '../classes.ts'
import type { Ground } from '../house.ts'
import { unitsOfAbout } from './about-units.ts'
import { binder, cut, readCursor, staffOnly, wrongCursor, type Binder } from './asking.ts'
import { indicatorNamed } from '../../../core/indicators.ts'
import type { Sum } from '../../../core/indicator.ts'
import { spanOf } from '../../../core/windows.ts'
import { deskTest, idsBehind, measureName, windowOf } from './drill.ts'
import { fromMatters, isStruck, newestFirst, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, scopesOf, type Look } from './scopes.ts'
import { searchIn } from './search.ts'

const countedUpTo = 10_000
type Query = Call<'matters'>['query']

export async function matters({ house, ground, caller, query }: Call<'matters'>): Promise<Answer<'matters'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const now = house.now()
  const terms = termsOf(query.q ?? '')
  const looks = await inScopes(house, scopes, async (look) => {
    const asked = { ground, query, now, ids: await idsFor(look, ground, { query, now }) }
    if (terms.length === 0) return { ...(await countIn(look, asked)), rows: await rowsIn(look, { ...asked, after }) }
    const narrow = (bound: Binder) => withJoins(filters(asked, bound))
    const found = await searchIn(look, { district: ground.district.id, terms, narrow, after, limit: query.limit + 1 })
    return { total: found.total, more: found.more, rows: await rowsIn(look, { ...asked, ids: found.ids, after: null }) }
  })
  const page = cut(looks.map((look) => look.rows), { limit: query.limit, ...newestFirst }) // prettier-ignore
  return {
    rows: await rowsFor(house, ground, page.rows),
    next: page.next,
    total: looks.reduce((sum, look) => sum + look.total, 0),
    more: looks.some((look) => look.more),
  }
}

type Asked = { readonly ground: Ground; readonly query: Query; readonly now: number; readonly ids: readonly string[] | null }

/** The ids a figure narrows the list to; nothing when none was asked for or the desk can tell. */
async function idsFor({ tx, apart }: Look, ground: Ground, { query, now }: { query: Query; now: number }): Promise<readonly string[] | null> {
  const sum = sumAsked(query, now)
  if (sum === null) return null
  const { split } = query
  const indicator = indicatorNamed(query.indicator ?? '')
  // what leaves nothing out is not asked without it: the share of the excluded would lose the very rows it counts
  const exclusions = indicator?.exclusions === false ? undefined : query.exclusions
  const window = query.from === undefined || query.upto === undefined ? windowOf(query.day, now) : spanOf(query.from, query.upto)
  const range = query.area === undefined ? undefined : ground.areas.get(query.area)
  const drill = { sum, window, apart, range, ...(exclusions === undefined ? {} : { exclusions }) }
  if (split === undefined || indicator?.byAbout !== true) return idsBehind(tx, ground, { ...drill, split })
  const ids = await idsBehind(tx, ground, drill)
  const units = await unitsOfAbout(tx, ground.district.id, ids)
  return ids.filter((id) => split === `u:${units.get(id) ?? ''}`)
}

/** What an address asks the rows of: one measure, or the upper, lower or missing part of an indicator. */
function sumAsked(query: Query, now: number): Sum | null {
  const indicator = query.indicator === undefined ? undefined : indicatorNamed(query.indicator)
  if (query.indicator !== undefined) {
    const { n = [], of = [] } = indicator ?? {}
    if (query.part === 'rest') return [...of, ...n.map((each) => (each.startsWith('-') ? each.slice(1) : `-${each}`))]
    return query.part === 'of' || n.length === 0 ? of : n
  }
  const measure = query.measure === undefined ? undefined : measureName(query.measure)
  return measure === undefined || deskTest(measure, binder(), now) !== null ? null : [measure]
}

async function countIn({ tx, apart }: Look, asked: Asked): Promise<{ total: number; more: boolean }> {
  const bound = binder([asked.ground.district.id])
  const test = filters(asked, bound)
  const sql = `select count(*)::int as n from (select 1 ${needed(test)} where m.district_id = $1${test}${apart({ key: 'm.area_key', id: 'm.id' })} limit ${countedUpTo}) counted`
  const total = await tx.count(sql, bound.values)
  return { total, more: total >= countedUpTo }
}

/** The page is found over narrow rows; only what is shown is read in full. */
function rowsIn({ tx, apart }: Look, asked: Asked & { after: { at: number; id: string } | null }): Promise<SeenMatter[]> {
  const bound = binder([asked.ground.district.id])
  const test = filters(asked, bound)
  const later =
    asked.after === null
      ? ''
      : ` and (m.opened_at, m.id) < (${bound.bind(new Date(asked.after.at))}::timestamptz, ${bound.bind(asked.after.id)}::uuid)`
  const narrow = `select m.id ${needed(test)} where m.district_id = $1${test}${later}${apart({ key: 'm.area_key', id: 'm.id' })} order by m.opened_at desc, m.id desc limit ${bound.bind(asked.query.limit + 1)}`
  const sql = `with page as materialized (${narrow}) select ${seenColumns} ${fromMatters} join page on page.id = m.id where m.district_id = $1 order by m.opened_at desc, m.id desc`
  return tx.rows(SeenMatter, sql, bound.values)
}

/** What no board looks after is also what has no category yet. */
function boardTest(ground: Ground, board: Board | 'none' | undefined, bound: Binder): string[] {
  if (board === undefined) return []
  const category = `m.marks ->> 'category' = any(${bound.bind(categoriesOf(ground, board))}::text[])`
  return [board === 'none' ? `${category} or not m.marks ? 'category'` : category]
}

/** The desk and the things are joined only where a filter asks about them. */
const withJoins = (test: string) => ({
  test,
  joins: `${/\bd\./.test(test) ? ' left join desk d on d.district_id = m.district_id and d.matter_id = m.id' : ''}${/\bt\./.test(test) ? ' left join things t on t.district_id = m.district_id and t.id = m.thing_id' : ''}`,
})
const needed = (test: string): string => `from matters m${withJoins(test).joins}`

/** Every filter as one more condition; values are always bound. */
function filters({ ground, query, now, ids }: Asked, bound: Binder): string {
  const area = query.area === undefined ? undefined : ground.areas.get(query.area)
  const measure = query.measure === undefined ? undefined : measureName(query.measure)
  const desk = measure === undefined ? null : deskTest(measure, bound, now)
  const thing = z.uuid().safeParse(query.thing)
  const tests = [
    ...(ids === null ? [] : [`m.id = any(${bound.bind(ids)}::uuid[])`]),
    ...(desk === null ? [] : [desk]),
    ...(query.phase === undefined ? [] : [`m.phase = ${bound.bind(query.phase)}`]),
    ...(query.process === undefined ? [] : [`m.process = ${bound.bind(query.process)}`]),
    // several states, with commas between; only what is unfinished waits somewhere
    ...(query.state === undefined ? [] : [`d.state = any(${bound.bind(query.state.split(',').slice(0, 20))}::text[])`]),
    ...(query.source === undefined ? [] : [`m.source = ${bound.bind(query.source)}`]),
    ...(query.category === undefined ? [] : [`m.marks ->> 'category' = ${bound.bind(query.category)}`]),
    ...(query.triage === undefined ? [] : [`m.marks ->> 'triage' = ${bound.bind(query.triage)}`]),
    ...(query.area === undefined ? [] : [area ? `m.area_key between ${bound.bind(area.key)} and ${bound.bind(area.keyLast)}` : 'false']),
    ...(query.thing === undefined
      ? []
      : [thing.success ? `m.thing_id = ${bound.bind(thing.data)}` : `t.code = ${bound.bind(query.thing.toUpperCase())}`]),
    ...boardTest(ground, query.board, bound),
    ...(query.overdue === undefined ? [] : [`d.matter_id is not null and (d.due_at <= ${bound.bind(new Date(now))} or ${isStruck})`]),
  ]
  return tests.map((test) => ` and (${test})`).join('')
}
