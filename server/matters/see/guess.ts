// Suggests categories for a resident's words: from the words of the category names at first, from the district's own cases once there are enough.
import { z } from 'zod'
import { categoryCues } from '../../../core/category-cues.ts'
import { bigramsOf, plainText } from '../../../core/bigrams.ts'
import type { Answer, Call } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'

const enough = 200
const learnFrom = 5000
const relearnMs = 600_000
const shown = 3

export async function guess({ house, ground, query }: Call<'guess'>): Promise<Answer<'guess'>> {
  const grams = bigramsOf(query.words)
  if (grams.length === 0) return { categories: [] }
  const likeness = likenesses(ground, query.words)
  const learned = await lessonsOf(house, ground)
  const scored = [...ground.categories.values()].map((category) => ({
    code: category.code,
    score: cued(category.code, query.words) + (likeness.get(category.code) ?? 0) + (learned ? chance(learned, category.code, grams) : 0),
  }))
  return { categories: scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score).slice(0, shown).map(({ code }) => code) } // prettier-ignore
}

/** A cue is two characters or more of somebody's own words; the longer it is, the surer. */
const cued = (code: string, words: string): number =>
  Math.max(0, ...(categoryCues[code] ?? []).filter((cue) => words.includes(cue)).map((cue) => 6 + 2 * [...cue].length))

type Lessons = {
  readonly at: number
  readonly total: number
  readonly byCategory: ReadonlyMap<string, { readonly n: number; readonly grams: ReadonlyMap<string, number> }>
  readonly everywhere: ReadonlyMap<string, number>
}
const known = new WeakMap<Ground, Promise<Lessons | null>>()
const askedAt = new WeakMap<Ground, number>()
const Case = z.object({ category: z.string(), words: z.string() })

/** Learned anew every ten minutes at most; with too few cases nothing is learned. */
function lessonsOf(house: House, ground: Ground): Promise<Lessons | null> {
  const before = known.get(ground)
  if (before && house.now() - (askedAt.get(ground) ?? 0) < relearnMs) return before
  const fresh = learn(house, ground)
  known.set(ground, fresh)
  askedAt.set(ground, house.now())
  fresh.catch(() => known.delete(ground))
  return fresh
}

async function learn(house: House, ground: Ground): Promise<Lessons | null> {
  const sql = `select marks ->> 'category' as category, words from matters where district_id = $1 and parent_id is null and words <> '' and marks ->> 'category' is not null limit ${learnFrom}`
  const cases = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(Case, sql, [ground.district.id]))
  if (cases.length < enough) return null
  const byCategory = new Map<string, { n: number; grams: Map<string, number> }>()
  const everywhere = new Map<string, number>()
  for (const { category, words } of cases) {
    const lesson = byCategory.get(category) ?? { n: 0, grams: new Map<string, number>() }
    byCategory.set(category, lesson)
    lesson.n += 1
    for (const gram of bigramsOf(words)) {
      lesson.grams.set(gram, (lesson.grams.get(gram) ?? 0) + 1)
      everywhere.set(gram, (everywhere.get(gram) ?? 0) + 1)
    }
  }
  return { at: house.now(), total: cases.length, byCategory, everywhere }
}

/** How much more often these pairs stand in this category than elsewhere; pairs nobody ever wrote say nothing. */
function chance(lessons: Lessons, code: string, grams: readonly string[]): number {
  const lesson = lessons.byCategory.get(code)
  if (!lesson || lesson.n < 3) return 0
  const known = grams.filter((gram) => lessons.everywhere.has(gram))
  const sum = known.reduce(
    (total, gram) =>
      total +
      Math.log(((lesson.grams.get(gram) ?? 0) + 0.3) / (lesson.n + 1)) -
      Math.log(((lessons.everywhere.get(gram) ?? 0) + 0.3) / (lessons.total + 1)),
    0,
  )
  return known.length === 0 ? 0 : sum / Math.sqrt(known.length)
}

/** What can be recognised in a text: Chinese characters and their pairs, Latin words. */
const marksOf = (text: string): ReadonlySet<string> => {
  const plain = plainText(text)
  return new Set([
    ...(plain.match(/\p{Script=Han}/gu) ?? []),
    ...bigramsOf(plain.replace(/[^\p{Script=Han}]+/gu, ' ')),
    ...(plain.match(/[a-z]{3,}/g) ?? []),
  ])
}

/** Shared marks, each the heavier the fewer categories it stands in, against the length of the category's own name. */
function likenesses(ground: Ground, words: string): ReadonlyMap<string, number> {
  const said = marksOf(words)
  const named = [...ground.categories.values()].map(({ code, label }) => ({ code, marks: marksOf(`${label.zh} ${label.en}`) }))
  const spread = new Map<string, number>()
  for (const { marks } of named) for (const mark of marks) spread.set(mark, (spread.get(mark) ?? 0) + 1)
  const weight = (mark: string) => Math.log(named.length / (spread.get(mark) ?? 1))
  return new Map(
    named.map(({ code, marks }) => [
      code,
      [...marks].reduce((sum, mark) => sum + (said.has(mark) ? weight(mark) : 0), 0) / Math.sqrt(marks.size || 1),
    ]),
  )
}
