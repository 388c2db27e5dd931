// The key of a department's own system: made once, kept only as a hash, and recognised with each request it comes with.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { takeTurn } from '../db/limits.ts'
import type { Caller, Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { turnDown } from './refusals.ts'

export const newKey = (): string => `hyk_${randomBytes(32).toString('base64url')}`
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest()
export const tailOfKey = (key: string): string => key.slice(-4)

/** The key in an Authorization header, if there is one of ours; any other header is no business of this door. */
export function keyIn(header: string | undefined): string | null {
  const [kind = '', key = ''] = (header ?? '').trim().split(/\s+/)
  return kind.toLowerCase() === 'bearer' && key.startsWith('hyk_') ? key : null
}

const Row = z.object({ id: z.string(), organisation_id: z.number().nullable(), expires_at: z.date(), revoked_at: z.date().nullable(), used_at: z.date().nullable() }) // prettier-ignore
const perMinute = 600
/** Writing with every request would cost a write for every read. */
const usedEveryMs = 60_000

/** Who comes with a key: the department officer's post of one organisation, and nothing else; the platform above holds no post at all. A right key is known by what it is, so each reason may be said. */
export async function callerByKey(house: House, ground: Ground, come: { readonly key: string; readonly ip: string }): Promise<Caller | Refused> {
  const district = ground.district.id
  const now = house.now()
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Row, 'select id, organisation_id, expires_at, revoked_at, used_at from connectors where district_id = $1 and key_hash = $2', [
      district,
      hashOfKey(come.key),
    ]),
  )
  const network = house.keys.blind('network', come.ip)
  if (row === undefined) {
    const turn = await takeTurn(house, district, { key: `key-wrong|${network}`, max: 30, seconds: 600 })
    return turn.ok ? turnDown('key-wrong') : turnDown('key-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  }
  if (row.revoked_at !== null) return turnDown('key-ended')
  if (row.expires_at.getTime() <= now) return turnDown('key-expired')
  const turn = await takeTurn(house, district, { key: `connector|${row.id}`, max: perMinute, seconds: 60 })
  if (!turn.ok) return turnDown('key-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  if (row.used_at === null || now - row.used_at.getTime() >= usedEveryMs)
    await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.run('update connectors set used_at = $3 where district_id = $1 and id = $2', [district, row.id, new Date(now)]),
    )
  return {
    person: row.id,
    connector: row.id,
    session: null,
    strong: true,
    device: house.keys.blind('device', `connector|${row.id}`),
    network,
    postings: row.organisation_id === null ? [] : [{ post: 'departmentOfficer', area: null, organisation: row.organisation_id }],
  }
}
