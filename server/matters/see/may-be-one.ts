// Open calls of one grid that may be one and the same, for those who work there, with those the viewer may merge.
import { z } from 'zod'
import { mayBeOne as groupsAmong, type Apart } from '../../../core/may-be-one.ts'
import type { Process } from '../../../core/process.ts'
import type { Scope } from '../../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { binder, staffOnly } from './asking.ts'
import { fromDesk, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, readsMatters, scopesOf, type Look } from './scopes.ts'

const days = 30
/** Of a community's open calls, the newest: more nobody compares in a morning. */
const most = 2000
const shownGroups = 20
const mostPairs = 20_000

export async function mayBeOne({ house, ground, caller }: Call<'mayBeOne'>): Promise<Answer<'mayBeOne'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const seen = (await inScopes(house, sortingScopes(ground, caller), (look) => openCalls(look, ground, house.now()))).flat()
  const aparts = await saidApart(house, ground, seen.map(({ id }) => id)) // prettier-ignore
  const calls = seen.map((row) => ({ id: row.id, grid: gridOf(ground, row.area_id), category: row.marks['category'] ?? null, thing: row.thing_id, lon: row.lon, lat: row.lat, words: row.words, openedAt: row.opened_at })) // prettier-ignore
  const groups = groupsAmong(calls, aparts)
  const of = new Map(seen.map((row) => [row.id, row]))
  const offered = groups.filter(({ others }) => others.some(({ id }) => mergeIn(ground, of.get(id)) !== undefined))
  const shown = offered.slice(0, shownGroups)
  const rows = await rowsFor(house, ground, shown.flatMap(({ keep, others }) => [keep, ...others.map(({ id }) => id)]).flatMap((id) => of.get(id) ?? [])) // prettier-ignore
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return {
    groups: shown.flatMap(({ keep, others }) => {
      const row = rowOf.get(keep)
      if (!row) return []
      const shapes = others.flatMap(({ id, why }) => {
        const matter = rowOf.get(id)
        return matter ? [{ matter, why, mayMerge: isOwner(ground, caller, of.get(id)) && mergeIn(ground, of.get(id)) !== undefined }] : []
      })
      return [{ keep: row, others: shapes }]
    }),
    more: offered.length - shown.length,
  }
}

/** Whoever leads more than a community hands calls on and does not sort them. */
export const sortingScopes = (ground: Ground, caller: Caller): readonly Scope[] =>
  scopesOf(ground, caller).filter((scope) => scope.role === 'see' && (ground.areas.get(scope.area ?? 0)?.level ?? 0) >= 2)

const Pair = z.object({ one_id: z.string(), other_id: z.string() })
/** No reading role reaches this table: only pairs of which the viewer has just read both are asked for. */
async function saidApart(house: House, ground: Ground, ids: readonly string[]): Promise<Apart[]> {
  if (ids.length < 2) return []
  const sql = `select one_id, other_id from not_one where district_id = $1 and one_id = any($2::uuid[]) and other_id = any($2::uuid[]) order by at desc limit ${mostPairs}`
  const rows = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(Pair, sql, [ground.district.id, ids]))
  return rows.map(({ one_id, other_id }): Apart => [one_id, other_id])
}

function openCalls({ tx, apart }: Look, ground: Ground, now: number): Promise<SeenMatter[]> {
  const bound = binder([ground.district.id])
  const sql = `select ${seenColumns} ${fromDesk} where d.district_id = $1 and d.process = 'resident-report' and d.opened_at >= ${bound.bind(new Date(now - days * 86_400_000))}${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.opened_at desc, d.matter_id desc limit ${most}`
  return tx.rows(SeenMatter, sql, bound.values)
}

/** The grid a place lies in; a community's own calls stand by themselves. */
function gridOf(ground: Ground, area: number): number {
  const node = ground.areas.get(area)
  return node && node.level > 3 && node.parent !== null ? gridOf(ground, node.parent) : area
}

const mergeIn = (ground: Ground, row: SeenMatter | undefined) => {
  const process: Process | undefined = row && ground.process(row.process, row.version)
  return row && process?.states[row.state]?.can?.['merge']
}

const isOwner = (ground: Ground, caller: Caller, row: SeenMatter | undefined): boolean =>
  row !== undefined &&
  caller.postings.some(
    ({ post, area }) =>
      readsMatters(post) && post === row.owner_post && area !== null && row.owner_area !== null && ground.roster.covers(area, row.owner_area),
  )
