// Who could take a matter, in order and with reasons, as a list to choose from.
import { z } from 'zod'
import type { Scope } from '../../db/gate.ts'
import { rankedFor } from '../candidates.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { districtArea } from '../places.ts'
import { notFound, staffOnly } from './asking.ts'
import { guestScopes } from './guests.ts'
import { fromMatters, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, scopesOf } from './scopes.ts'

export async function holders({ house, ground, caller, query }: Call<'holders'>): Promise<Answer<'holders'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const id = z.uuid().safeParse(query.matter)
  const sql = `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.id = $2`
  const read = (from: readonly Scope[]) =>
    id.success ? inScopes(house, from, ({ tx }) => tx.rows(SeenMatter, sql, [ground.district.id, id.data])) : []
  const own = (await read(scopes)).flat()
  // whoever answers for it as a guest chooses as well
  const found = own.length > 0 || !id.success ? own : (await read(await guestScopes(house, ground, { caller, id: id.data }))).flat()
  if (query.matter !== undefined && found.length === 0) return notFound()
  const [row] = found
  const area = row?.area_id ?? caller.postings.find((posting) => posting.area !== null)?.area ?? districtArea(ground).id
  const ranked = await rankedFor(house, ground, {
    site: { area, lon: row?.lon ?? null, lat: row?.lat ?? null, category: row?.marks['category'] },
    posts: query.posts?.split(','),
    q: query.q,
    ...(query.besides === undefined ? {} : { beyond: row?.seats[query.besides]?.area ?? area }),
    ...(query.level === undefined ? {} : { besides: row?.seats[query.level]?.area ?? area }),
  })
  return {
    rows: ranked.map(({ holder, shape, people, open, metres, why, reasons, suggested }) => ({
      holder: shape,
      person: holder.person ?? null,
      people,
      open,
      metres,
      why,
      reasons: [...reasons],
      suggested,
    })),
  }
}
