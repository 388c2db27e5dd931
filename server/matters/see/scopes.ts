// Which part of a district a viewer may read: one scope per posting, those within another left out.
import { z } from 'zod'
import { posts, type Post } from '../../../core/posts.ts'
import type { Scope, Tx } from '../../db/gate.ts'
import type { Caller } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'

/** Administrators look after accounts, keys and logs, not after people's matters. */
const blindPosts: ReadonlySet<Post> = new Set(['systemAdmin', 'securityAdmin', 'auditAdmin', 'volunteer'])
export const readsMatters = (post: Post): boolean => posts[post].staff && !blindPosts.has(post)

export function scopesOf(ground: Ground, caller: Caller): readonly Scope[] {
  if (caller.person === null) return []
  const reading = caller.postings.filter((posting) => readsMatters(posting.post))
  const areas = [...new Set(reading.flatMap((posting) => (posting.area === null ? [] : [posting.area])))].flatMap((id) => ground.areas.get(id) ?? [])
  const widest = areas.filter((area) => !areas.some((other) => other !== area && other.key <= area.key && other.keyLast >= area.keyLast))
  const units = [...new Set(reading.flatMap((posting) => (posting.organisation === null ? [] : [posting.organisation])))]
  const district = ground.district.id
  return [
    ...widest.map((area): Scope => ({ role: 'see', district, area: area.id, from: area.key, upto: area.keyLast })),
    ...units.map((organisation): Scope => ({ role: 'unit', district, organisation })),
  ]
}

/** A viewer's own ground as ranges of area keys, both ends within, to hand to the database as rows of (lo, hi). */
export type Ranges = readonly { readonly lo: number; readonly hi: number }[]
export const rangesOf = (scopes: readonly Scope[]): Ranges =>
  scopes.flatMap(({ from, upto }) => (from === undefined || upto === undefined ? [] : [{ lo: Number(from), hi: Number(upto) }]))

/** The area whose sums hold the whole of a range scope. */
export function areaOfScope({ area }: Scope): number {
  if (area === undefined) throw new Error('A range scope is always one area with all below it')
  return area
}

/** The SQL that leaves out what an earlier scope of the same viewer has shown already. */
export type Apart = (columns: { readonly key: string; readonly id: string }) => string
export type Look = { readonly tx: Tx; readonly apart: Apart; readonly scope: Scope }

/** Runs the same reading once per scope; the answers never overlap, so that counts may be summed. */
export async function inScopes<T>(house: House, scopes: readonly Scope[], work: (look: Look) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  const shown: string[] = []
  for (const scope of scopes) {
    const ranges = scope.role === 'unit' ? scopes.filter((other) => other.role === 'see') : []
    const apart: Apart = ({ key, id }) =>
      ranges.map((range) => ` and not ${key} between ${String(range.from)} and ${String(range.upto)}`).join('') +
      (shown.length > 0 ? ` and ${id} not in (${shown.map((one) => `'${one}'`).join(', ')})` : '')
    const later = scope.role === 'unit' && scopes.indexOf(scope) < scopes.length - 1
    const answer = await house.db.withDistrict(scope, async (tx) => ({
      found: await work({ tx, apart, scope }),
      ids: later
        ? await tx.rows(z.object({ matter_id: z.uuid() }), 'select matter_id from involved where district_id = $1 order by matter_id limit 20000', [
            scope.district,
          ])
        : [],
    }))
    answers.push(answer.found)
    shown.push(...answer.ids.map((row) => row.matter_id))
  }
  return answers
}
