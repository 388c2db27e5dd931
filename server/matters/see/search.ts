// The search over what was said: pairs of characters find candidates, a recheck of each text decides, newest first.
import { z } from 'zod'
import { gramQuery, hasTerms } from '../../../core/bigrams.ts'
import type { Tx } from '../../db/gate.ts'
import { binder, type Binder, type Cursor } from './asking.ts'
import type { Look } from './scopes.ts'

export type Wish = {
  readonly district: number
  readonly terms: readonly string[]
  /** what else narrows the hits: conditions over matter `m`, and joins of what they name besides it */
  readonly narrow: (bound: Binder) => { readonly joins: string; readonly test: string }
  readonly after: Cursor | null
  readonly limit: number
}
/** `more`: there are more than `total`, which is as far as was counted. `isWhole`: no text was too old to be looked at. */
export type Found = { readonly ids: readonly string[]; readonly total: number; readonly more: boolean; readonly isWhole: boolean }

// Measured once with 200,000 texts through the reader for `matters`, page and exact total together, median of 15 in ms, on four busy shared
// cores (100,000 sha-256 took 355 ms there; 255 when quiet). Words in 3 / 0.6 / 0.03 % of texts: 21 / 12 / 9; the same as phrases of four or
// more characters: 62 / 40 (0.3 %) / 10; one text of 200,000: 6; a word in all texts: 17, a phrase in all: 102; a number: 18; a single
// character, within the newest 20,000: 248. Without the view the newest 20,000 take 15 to 30 for a word, and what is older is not found.

/** The newest texts under ordinary row security are tried first: they fill most pages in a few milliseconds. */
const recentTexts = 2_000
/** Pairs are counted in their index; a phrase needs each text to be read, so that nobody waits for a number past a thousand. */
const countedUpTo = (terms: readonly string[]): number => (pairsDecide(terms) ? 10_000 : 1_000)
/** How far the search goes where the wide view is not to be had: departments, databases without it, and single characters, which have no pair to look up. */
const newestTexts = 20_000
/** A grid has about a thousand of a million; reading so many takes a few milliseconds. */
const fewTexts = 5_000
/** So many hits within a part of a district are gathered from the index and sorted. With a million texts, best of nine in ms: a township of 22,642 that
 * walked to its newest 2,000 first took 124 for 路灯不亮, 24 for 路灯 and 86 for 物业, and takes 24, 16 and 6 so; a grid of 33,001 took 40, 35 and 28, and takes 24, 17 and 7. */
const fewHits = 10_000

/** The page after the cursor and how many there are in all, within one scope of the viewer. */
export async function searchIn(look: Look, wish: Wish): Promise<Found> {
  // where the own texts are fewer than the district's hits may be, they are gone through by their range
  const isOwn = isSmall(look.scope) && (await ownTexts(look, wish.district)) <= fewTexts
  const isWide = look.scope.role === 'see' && !isOwn && gramQuery(wish.terms) !== null && (await wideViewStands(look.tx))
  // the newest texts of a part lie far apart among those of the district: its hits are found sooner than so many texts
  const gathered = isWide && isPart(look.scope) ? await gather(look, wish) : null
  const source: Source = isOwn ? 'own' : gathered && gathered.crowd <= fewHits ? 'few' : isWide ? 'wide' : 'newest'
  const early = await earlyPage(look, wish, { source, gathered })
  const page = early ?? (await sweep(look, wish, { source, after: wish.after, need: wish.limit }))
  const isCounted = page.isAll && wish.after === null
  const upTo = countedUpTo(wish.terms)
  const total = gathered ? await totalGathered(look, wish, gathered) : isCounted ? page.hits.length : await totalOf(look, wish, source)
  return {
    ids: page.hits.slice(0, wish.limit).map((hit) => hit.id),
    total: Math.min(upTo, total),
    more: total >= upTo,
    isWhole: source !== 'newest',
  }
}

/** The page from what was gathered already or from the newest texts, where they fill it. */
async function earlyPage(look: Look, wish: Wish, { source, gathered }: { source: Source; gathered: Gathered | null }): Promise<Page | null> {
  if (source === 'few') return gathered && wish.after === null && (gathered.isAll || gathered.hits.length >= wish.limit) ? gathered : null
  if (source !== 'wide') return null
  const hits = await candidates(look, wish, { source: 'recent', after: wish.after, limit: recentTexts })
  return hits.length >= wish.limit ? { hits, isAll: false } : null
}

const ownTexts = ({ tx }: Look, district: number): Promise<number> =>
  tx.count(`select count(*)::int as n from (select 1 from words where district_id = $1 limit ${fewTexts + 1}) own`, [district])

/** Missing where the owner of the database could not make its role; see the schema file of the wide search. */
async function wideViewStands(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows(z.object({ stands: z.boolean() }), `select to_regclass('public.words_wide') is not null as stands`)
  return row?.stands ?? false
}

/** `few`: of the wide view as well, its hits before their order. */
type Source = 'recent' | 'wide' | 'few' | 'newest' | 'own'
const Candidate = z.object({ id: z.string(), opened_at: z.date(), text: z.string().nullable() })
type Stretch = { readonly source: Source; readonly after: Cursor | null; readonly limit: number }

/** Stretch after stretch of candidates until enough of them are hits, or there are no more. */
async function sweep(look: Look, wish: Wish, plan: { source: Source; after: Cursor | null; need: number }): Promise<Page> {
  const hits: Hit[] = []
  let after = plan.after
  let limit = pairsDecide(wish.terms) ? plan.need : Math.max(plan.need, 500)
  for (let round = 0; round < 100; round++) {
    const stretch = await readStretch(look, wish, { source: plan.source, after, limit })
    hits.push(...hitsAmong(stretch, wish.terms))
    const last = stretch.at(-1)
    if (last === undefined || stretch.length < limit) return { hits, isAll: true }
    if (hits.length >= plan.need) break
    after = { at: last.opened_at.getTime(), id: last.id }
    limit = Math.min(limit * 4, newestTexts)
  }
  return { hits, isAll: false }
}

type Page = { readonly hits: readonly Hit[]; /** there are no others after these */ readonly isAll: boolean }
type Gathered = Page & { readonly crowd: number }
const Sample = Candidate.extend({ crowd: z.number(), sure: z.boolean() })

/** How many have all the pairs, and the newest of those rechecked: page and total of most searches in one statement. Of more than are gathered, these are any, not the newest. */
async function gather(look: Look, wish: Wish): Promise<Gathered> {
  const bound = binder([wish.district])
  const sampled = pairsDecide(wish.terms) ? wish.limit : countedUpTo(wish.terms)
  const sql = `with found as materialized (select w.matter_id, w.opened_at ${found(look, wish, { source: 'few', after: null, bound })} limit ${fewHits + 1}),
    newest as materialized (select matter_id, opened_at from found order by opened_at desc, matter_id desc limit ${bound.bind(sampled)}),
    texts as (select n.matter_id, n.opened_at, ${wholeText} as text from newest n left join matters m on m.district_id = $1 and m.id = n.matter_id),
    judged as (select t.*, coalesce(${isSure(wish.terms, bound)}, false) as sure from texts t)
    select j.matter_id as id, j.opened_at, j.sure, case when not j.sure then j.text end as text, (select count(*) from found)::int as crowd from judged j order by j.opened_at desc, j.matter_id desc`
  const rows = await look.tx.rows(Sample, sql, bound.values)
  const crowd = rows[0]?.crowd ?? 0
  return { crowd, hits: rows.filter((row) => row.sure || (row.text !== null && hasTerms(row.text, wish.terms))), isAll: crowd <= sampled }
}

async function totalGathered(look: Look, wish: Wish, { crowd, hits, isAll }: Gathered): Promise<number> {
  if (isAll) return hits.length
  if (pairsDecide(wish.terms)) return crowd
  const upTo = countedUpTo(wish.terms)
  // some of those rechecked lack the phrase: the rest is gone through as well
  return hits.length >= upTo
    ? hits.length
    : (await sweep(look, wish, { source: crowd <= fewHits ? 'few' : 'wide', after: null, need: upTo })).hits.length
}

type Hit = { readonly id: string }
const candidates = async (look: Look, wish: Wish, stretch: Stretch): Promise<Hit[]> => {
  // where the pairs alone decide, no more than the page is read
  const limit = pairsDecide(wish.terms) ? wish.limit : stretch.limit
  return hitsAmong(await readStretch(look, wish, { ...stretch, limit }), wish.terms)
}
const hitsAmong = (rows: readonly z.output<typeof Candidate>[], terms: readonly string[]): Hit[] =>
  rows.filter((row) => row.text !== null && hasTerms(row.text, terms))

/** A term of two characters is its own pair, so that the index alone counts it; longer ones are rechecked text by text. */
const pairsDecide = (terms: readonly string[]): boolean => terms.every((term) => [...term].length === 2)

async function totalOf(look: Look, wish: Wish, source: Source): Promise<number> {
  if (!pairsDecide(wish.terms)) return recheckedTotal(look, wish, source)
  const bound = binder([wish.district])
  const sql = `select count(*)::int as n from (select 1 ${found(look, wish, { source, after: null, bound })} limit ${bound.bind(countedUpTo(wish.terms))}) counted`
  return look.tx.count(sql, bound.values)
}

/** Terms that no width, case or joining character changes: where a text holds them as they are, it also holds them in plain text. */
const staysItself = /^[\p{Script=Han}0-9-]+$/u
const isSure = (terms: readonly string[], bound: Binder): string =>
  terms.every((term) => staysItself.test(term)) ? terms.map((term) => `strpos(t.text, ${bound.bind(term)}::text) > 0`).join(' and ') : 'false'
const Counted = z.object({ candidates: z.number(), sure: z.number(), doubtful: z.array(z.string()) })

/** Texts that hold the terms as they are written are counted where they lie; only the doubtful ones come here to be rechecked. */
async function recheckedTotal(look: Look, wish: Wish, source: Source): Promise<number> {
  const bound = binder([wish.district])
  const narrow = `select w.matter_id ${found(look, wish, { source, after: null, bound })} limit ${bound.bind(countedUpTo(wish.terms))}`
  const sure = isSure(wish.terms, bound)
  const sql = `with found as materialized (${narrow}), texts as (select ${wholeText} as text from found f join matters m on m.district_id = $1 and m.id = f.matter_id)
    select (select count(*) from found)::int as candidates, count(*) filter (where ${sure})::int as sure, coalesce(array_agg(t.text) filter (where not (${sure})), '{}') as doubtful from texts t`
  const [counted] = await look.tx.rows(Counted, sql, bound.values)
  if (counted === undefined) return 0
  const hits = counted.sure + counted.doubtful.filter((text) => hasTerms(text, wish.terms)).length
  // more candidates than are counted, not all of them hits: the rest is gone through as well
  const isWhole = counted.candidates < countedUpTo(wish.terms) || hits >= countedUpTo(wish.terms)
  return isWhole ? hits : (await sweep(look, wish, { source, after: null, need: countedUpTo(wish.terms) })).hits.length
}

const wholeText = `m.headline || ' ' || m.words || ' ' || m.number || ' ' || coalesce(m.marks ->> 'outside', '')`

/** Found over narrow rows first; only then are the texts read, under the viewer's own row security. */
function readStretch(look: Look, wish: Wish, { source, after, limit }: Stretch): Promise<z.output<typeof Candidate>[]> {
  const bound = binder([wish.district])
  const narrow = `select w.matter_id, w.opened_at ${found(look, wish, { source, after, bound })} order by w.opened_at desc, w.matter_id desc limit ${bound.bind(limit)}`
  const sql = `with found as materialized (${narrow}) select f.matter_id as id, f.opened_at, ${wholeText} as text from found f left join matters m on m.district_id = $1 and m.id = f.matter_id order by f.opened_at desc, f.matter_id desc`
  return look.tx.rows(Candidate, sql, bound.values)
}

/** A community or less: its keys span no more than 24 bits. */
const isSmall = ({ role, from, upto }: Look['scope']): boolean => role === 'see' && Number(upto) - Number(from) < 2 ** 24
/** A township or less: 36 bits. */
const isPart = ({ role, from, upto }: Look['scope']): boolean => role === 'see' && Number(upto) - Number(from) < 2 ** 36

/** Which texts have all the pairs. The wide view is named here alone, in fixed SQL: every value of a caller is bound. */
function found({ apart, scope }: Look, wish: Wish, { source, after, bound }: { source: Source; after: Cursor | null; bound: Binder }): string {
  const grams = gramQuery(wish.terms)
  const { joins, test } = wish.narrow(bound)
  const later =
    after === null ? '' : ` and (w.opened_at, w.matter_id) < (${bound.bind(new Date(after.at))}::timestamptz, ${bound.bind(after.id)}::uuid)`
  const ground = `w.district_id = $1${apart({ key: 'w.area_key', id: 'w.matter_id' })}`
  // the window of the recent starts after the cursor, that of the newest is the same on every page
  // one community has few texts, found by its range of areas; ordered at once, the planner would walk the newest of the whole district for them
  const texts = (start: string) => (isSmall(scope) ? `(select * from words w where ${ground}${start} offset 0) w` : `words w where ${ground}${start}`)
  const window = (n: number, start: string) =>
    `(select w.district_id, w.matter_id, w.area_key, w.opened_at, w.grams from ${texts(start)} order by w.opened_at desc, w.matter_id desc limit ${n}) w`
  const pairs = grams === null ? '' : ` and w.grams @@ ${bound.bind(grams)}::tsquery`
  if (source === 'wide' && test === '') return `from words_wide w where ${ground}${later}${pairs}`
  // `offset 0` keeps the index of pairs first: joined freely, the planner reads all texts with three workers instead
  const wide = `(select w.matter_id, w.area_key, w.opened_at from words_wide w where ${ground}${later}${pairs} offset 0) w`
  const matter = test === '' ? '' : ` join matters m on m.district_id = $1 and m.id = w.matter_id${joins}`
  if (source === 'wide' || source === 'few') return `from ${wide}${matter} where true${test}`
  return `from ${source === 'recent' ? window(recentTexts, later) : window(source === 'own' ? fewTexts : newestTexts, '')}${matter} where true${later}${pairs}${test}`
}
