// Each morning the district leader of a demonstration reads the newest daily bulletins of the district and approves them, so that there are such and such that wait.
import type { Parts } from '../compose.ts'
import { isRefused } from '../matters/endpoint.ts'
import { callFrom } from './caller.ts'

const hourMs = 3_600_000

/** Once a day, at nine in the morning of China. */
export async function approveBulletins(parts: Parts, district: number): Promise<void> {
  const now = parts.house.now()
  if (Math.floor(now / hourMs) % 24 !== 1) return
  const ground = await parts.house.grounds.byId(district)
  const call = ground && callFrom(parts, ground, 'districtLeader')
  if (!call) return
  const params = { district: call.ground.district.slug }
  const list = await parts.handlers.bulletins({ ...call, params, query: { kind: 'daily', limit: 3, after: undefined, area: undefined }, body: {} })
  if (isRefused(list)) return
  const waiting = list.rows.filter((row) => row.isLatest && !row.isApproved)
  for (const { id } of waiting) await parts.handlers.approveBulletin({ ...call, params: { ...params, id }, query: {}, body: {} })
}
