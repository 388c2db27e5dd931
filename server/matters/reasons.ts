// Why whoever is chosen stands where they stand, computed here at the moment of the step and kept with it: nobody can send other reasons.
import { z } from 'zod'
import { HolderAnswer } from '../../core/form.ts'
import type { Label } from '../../core/label.ts'
import type { Answers, Holder } from '../../core/matter.ts'
import { liftTo } from '../../core/owner.ts'
import { posts } from '../../core/posts.ts'
import { actionsIn, type Action, type Field } from '../../core/process.ts'
import { holderOf } from '../../core/seating.ts'
import { keyOf, rankedFor, type Site } from './candidates.ts'
import type { Ground, House } from './house.ts'
import { MatterRecord } from './row.ts'

/** The place among so many, 1 first; the reasons in the words of the list. */
export const Reason = z.object({ rank: z.number().int(), of: z.number().int(), say: z.array(z.object({ zh: z.string(), en: z.string() })) })
export type Reason = { readonly rank: number; readonly of: number; readonly say: readonly Label[] }
/** By field, one for each who was chosen there, in their order. */
export type Reasons = Readonly<Record<string, readonly Reason[]>>

/** For a step of a matter that exists. An answer that names nobody costs nothing. */
export async function reasonsForStep(
  house: House,
  ground: Ground,
  wish: { readonly matter: string; readonly action: string; readonly answers: Answers },
): Promise<Reasons | null> {
  if (!Object.values(wish.answers).some((value) => namedIn(value).length > 0)) return null
  const sql = 'select area_id, lon, lat, marks, process, version, state from matters where district_id = $1 and id = $2 limit 1'
  const [row] = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(Stands, sql, [ground.district.id, wish.matter])) // prettier-ignore
  const process = row && ground.process(row.process, row.version)
  const actions = row && process ? actionsIn(process, row.state) : {}
  const action = Object.hasOwn(actions, wish.action) ? actions[wish.action] : undefined
  if (!row || !action) return null
  const site = { area: row.area_id, lon: row.lon, lat: row.lat, category: row.marks['category'] }
  return reasonsFor(house, ground, { action, answers: wish.answers, site })
}
const Stands = MatterRecord.pick({ area_id: true, lon: true, lat: true, marks: true, process: true, version: true, state: true })

/** For whoever is named in a form, one list per field that asks for somebody. */
export async function reasonsFor(
  house: House,
  ground: Ground,
  wish: { readonly action: Pick<Action, 'ask'>; readonly answers: Answers; readonly site: Site },
): Promise<Reasons | null> {
  const { site } = wish
  const asked = Object.entries(wish.action.ask ?? {}).flatMap(([name, field]) => {
    const chosen = isOfHolders(field) ? namedIn(wish.answers[name]).map((holder) => placed(ground, site, holder)) : []
    return chosen.length > 0 ? [{ name, field, chosen }] : []
  })
  if (asked.length === 0) return null
  const reasons = await Promise.all(
    asked.map(async ({ name, field, chosen }): Promise<[string, readonly Reason[]]> => {
      const ranked = await rankedFor(house, ground, { site, posts: field.posts, also: chosen })
      return [name, chosen.map((holder) => { const at = ranked.findIndex((each) => keyOf(each.holder) === keyOf(holder)); return { rank: at + 1, of: ranked.length, say: ranked[at]?.reasons ?? [] } })] // prettier-ignore
    }),
  )
  return Object.fromEntries(reasons)
}

const isOfHolders = ({ kind }: Field): boolean => kind === 'holder' || kind === 'holders'

const mostNamed = 50
function namedIn(value: unknown): Holder[] {
  if (typeof value !== 'object' || value === null) return []
  return (Array.isArray(value) ? value.slice(0, mostNamed) : [value]).flatMap((one) => {
    const named = HolderAnswer.safeParse(one)
    return named.success ? [holderOf(named.data)] : []
  })
}

/** A post without a place is the one of the matter's own ground. */
const placed = (ground: Ground, site: Site, holder: Holder): Holder =>
  holder.area !== undefined || holder.organisation !== undefined || posts[holder.post].level === null
    ? holder
    : { ...holder, area: liftTo(ground.roster, site.area, holder.post) }
