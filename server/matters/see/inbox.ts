// The inbox: what waits for me, for my posts, soon, late, returned, and everything in my area, each with an exact count.
import { z } from 'zod'
import { gramQuery, hasTerms, termsOf } from '../../../core/bigrams.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { asGuest } from './guests.ts'
import { binder, cut, readCursor, staffOnly, wrongCursor, type Binder, type Cursor } from './asking.ts'
import { dueFirst, fromDesk, isStruck, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { stockDay } from './measures.ts'
import { searchIn } from './search.ts'
import { areaOfScope, inScopes, readsMatters, scopesOf, type Look } from './scopes.ts'

export const listNames = ['mine', 'posts', 'soon', 'overdue', 'returned', 'area'] as const
type List = (typeof listNames)[number]

type Asking = Pick<Call<'inbox'>, 'house' | 'ground' | 'caller' | 'query'>
export async function inbox({ house, ground, caller, query }: Asking): Promise<Answer<'inbox'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const now = house.now()
  const terms = termsOf(query.q ?? '')
  const work = async (look: Look) => ({
    counts: await countsIn(look, { ground, caller, now }),
    rows: await rowsIn(look, { ground, caller, now, list: query.list, after, terms, limit: query.limit + 1 }),
  })
  const [own, guest] = await Promise.all([inScopes(house, scopes, work), asGuest(house, ground, { caller, work })])
  const looks = [...own, ...(guest ? [guest] : [])]
  const page = cut(looks.map((look) => look.rows), { limit: query.limit, ...dueFirst }) // prettier-ignore
  const sum = (list: List) => looks.reduce((total, look) => total + (look.counts?.[list] ?? 0), 0)
  return {
    rows: await rowsFor(house, ground, page.rows),
    next: page.next,
    counts: { mine: sum('mine'), posts: sum('posts'), soon: sum('soon'), overdue: sum('overdue'), returned: sum('returned'), area: sum('area') },
  }
}

type Viewing = { readonly ground: Ground; readonly caller: Caller; readonly now: number }
const Counts = z.object({ mine: z.number(), posts: z.number(), soon: z.number(), overdue: z.number(), returned: z.number(), area: z.number() })
type Counted = z.output<typeof Counts>

/** Counting a desk of this many rows takes a few milliseconds; a larger one is read from the kept sums, which are at most half a second old. */
const countedUpTo = 5000
const Kept = z.object({ measure: z.string(), n: z.number() })

async function countsIn(look: Look, viewing: Viewing): Promise<Counted | undefined> {
  if (look.scope.role !== 'see') return countAll(look, viewing)
  const sql = `select measure, amount as n from rollups where district_id = $1 and area_id = $2 and day = $3 and measure in ('now:open', 'now:late', 'now:returned')`
  const kept = await look.tx.rows(Kept, sql, [viewing.ground.district.id, areaOfScope(look.scope), stockDay])
  const of = (measure: string) => kept.find((row) => row.measure === measure)?.n ?? 0
  return of('now:open') <= countedUpTo ? countAll(look, viewing) : countOwn(look, viewing, { area: of('now:open'), late: of('now:late'), returned: of('now:returned') }) // prettier-ignore
}

/** My own and my posts' by their index, the rest from the kept sums with what fell due since. */
async function countOwn({ tx }: Look, viewing: Viewing, kept: { area: number; late: number; returned: number }): Promise<Counted> {
  const bound = binder([viewing.ground.district.id])
  const tests = testsOf(viewing, bound)
  const own = ['mine', 'posts', 'soon'] as const
  const counts = own.map((list) => `count(*) filter (where ${tests[list]()})::int as ${list}`).join(', ')
  const sql = `select ${counts} from desk d where d.district_id = $1 and (${tests.mine()} or ${tests.posts()})`
  const [row] = await tx.rows(Counts.pick({ mine: true, posts: true, soon: true }), sql, bound.values)
  const due = await tx.count(`select count(*)::int as n from desk d where d.district_id = $1 and d.due_at <= $2 and not ${isStruck}`, [viewing.ground.district.id, new Date(viewing.now)]) // prettier-ignore
  return {
    mine: row?.mine ?? 0,
    posts: row?.posts ?? 0,
    soon: row?.soon ?? 0,
    overdue: kept.late + due,
    returned: kept.returned,
    area: kept.area,
  }
}

async function countAll({ tx, apart }: Look, viewing: Viewing): Promise<Counted | undefined> {
  const bound = binder([viewing.ground.district.id])
  const tests = testsOf(viewing, bound)
  const counts = listNames.map((list) => `count(*) filter (where ${tests[list]()})::int as ${list}`).join(', ')
  const [row] = await tx.rows(
    Counts,
    `select ${counts} from desk d where d.district_id = $1${apart({ key: 'd.area_key', id: 'd.matter_id' })}`,
    bound.values,
  )
  return row
}

type Asked = Viewing & {
  readonly list: List
  readonly after: Cursor | null
  readonly terms: readonly string[]
  readonly limit: number
  readonly hits?: readonly string[]
}

const strideOf = (round: number): number => (round === 0 ? 500 : 2000)
/** A page in the order of the list needs every hit before it is sorted; so many are sorted in a few milliseconds. */
const mostHits = 2000
/** How far reading goes where hits are many, and where nothing finds them quicker: single characters, departments, databases without the wide view. */
const roundsFor = { many: 40, unknown: 12 } as const

/**
 * With words to look for: what lies first is read and rechecked text by text. Where that does not fill the page, the search of all
 * matters says which of the list are hits; only for words in thousands of them, or where that search does not reach, reading goes on.
 */
async function rowsIn(look: Look, asked: Asked): Promise<SeenMatter[]> {
  if (asked.terms.length === 0) return stretch(look, asked)
  const found: SeenMatter[] = []
  let after = asked.after
  let most = 1
  for (let round = 0; found.length < asked.limit && round <= most; round++) {
    const hits = round === 1 ? await hitsOf(look, asked) : 'many'
    if (typeof hits !== 'string') return stretch(look, { ...asked, hits })
    if (round === 1) most = roundsFor[hits]
    const limit = strideOf(round)
    const rows = await stretch(look, { ...asked, after, limit })
    found.push(...rows.filter((row) => hasTerms(`${row.headline} ${row.words} ${row.number} ${row.marks['outside'] ?? ''}`, asked.terms)))
    const last = rows.at(-1)
    if (rows.length < limit || last === undefined) break
    after = { at: last.due_at ?? 0, id: last.id }
  }
  return found.slice(0, asked.limit)
}

/** Every matter of the list that says the words, or why the search of all matters cannot tell them all. */
async function hitsOf(look: Look, asked: Asked): Promise<readonly string[] | keyof typeof roundsFor> {
  if (look.scope.role !== 'see' || gramQuery(asked.terms) === null) return 'unknown'
  const joins = ' join desk d on d.district_id = m.district_id and d.matter_id = m.id'
  const narrow = (bound: Binder) => ({ joins, test: ` and ${testsOf(asked, bound)[asked.list]()}` })
  const { ids, isWhole } = await searchIn(look, { district: asked.ground.district.id, terms: asked.terms, narrow, after: null, limit: mostHits })
  return !isWhole ? 'unknown' : ids.length < mostHits ? ids : 'many'
}

function stretch({ tx, apart }: Look, asked: Asked): Promise<SeenMatter[]> {
  const bound = binder([asked.ground.district.id])
  const test = testsOf(asked, bound)[asked.list]()
  const later =
    asked.after === null
      ? ''
      : ` and (d.due_at, d.matter_id) > (${bound.bind(new Date(asked.after.at))}::timestamptz, ${bound.bind(asked.after.id)}::uuid)`
  const among = asked.hits === undefined ? '' : ` and d.matter_id = any(${bound.bind(asked.hits)}::uuid[])`
  // found over narrow rows; only what is shown is read in full
  const narrow = `select d.matter_id from desk d where d.district_id = $1 and (${test})${later}${among}${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.due_at, d.matter_id limit ${bound.bind(asked.limit)}`
  const sql = `with page as materialized (${narrow}) select ${seenColumns} ${fromDesk} join page on page.matter_id = d.matter_id where d.district_id = $1 order by d.due_at, d.matter_id`
  return tx.rows(SeenMatter, sql, bound.values)
}

/** What each list means, in SQL over desk `d` alone, so that counting reads no matter; values are bound only by the lists that are asked for. */
function testsOf({ ground, caller, now }: Viewing, bound: Binder): Record<List, () => string> {
  const at = () => `${bound.bind(new Date(now))}::timestamptz`
  const postings = caller.postings.filter((posting) => readsMatters(posting.post))
  const any = (tests: readonly string[]) => (tests.length === 0 ? 'false' : tests.map((test) => `(${test})`).join(' or '))
  const mine = () =>
    any(
      postings.map(
        (posting) =>
          `d.owner_post = ${bound.bind(posting.post)} and ${posting.organisation === null ? `d.owner_area = ${bound.bind(posting.area)}` : `d.owner_organisation = ${bound.bind(posting.organisation)}`}`,
      ),
    )
  const posts = () =>
    any(
      postings.map((posting) => {
        const area = posting.area === null ? undefined : ground.areas.get(posting.area)
        const place = area
          ? `d.owner_organisation is null and d.owner_key between ${bound.bind(area.key)} and ${bound.bind(area.keyLast)}`
          : `d.owner_organisation = ${bound.bind(posting.organisation)}`
        return `d.owner_post = ${bound.bind(posting.post)} and ${place}`
      }),
    )
  return {
    mine: () => `(${mine()})`,
    posts: () => `(${posts()})`,
    // by intervals: seconds as numbers took most of the time of a count
    soon: () =>
      `(${posts()}) and d.phase <> 'paused' and d.due_at > ${at()} and (d.due_at <= ${at()} + interval '4 hours' or (d.due_at - ${at()}) * 5 <= d.due_at - d.since)`,
    overdue: () => `(d.due_at <= ${at()} or ${isStruck})`,
    returned: () => 'd.returned',
    area: () => 'true',
  }
}
