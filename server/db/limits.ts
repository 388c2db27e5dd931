// Slows down who asks too often, per blinded device, network or number, in a way that holds over restarts.
import { z } from 'zod'
import type { Database, Tx } from './gate.ts'
import type { Keys } from './keys.ts'

type House = { readonly db: Database; readonly keys: Keys; now(): number }
/** About `max` turns in any `seconds`: two fixed windows, the older one counting for the part of it that is still near. */
export type Limit = { readonly key: string; readonly max: number; readonly seconds: number }
export type Turn = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }

/** Takes a turn and counts it, or says how long to wait; a refused turn costs nothing, so that patience always helps. */
export async function takeTurn(house: House, district: number, limit: Limit): Promise<Turn> {
  const width = limit.seconds * 1000
  const now = house.now()
  const start = Math.floor(now / width) * width
  const key = Buffer.from(house.keys.blind('limit', limit.key), 'hex')
  const share = (now - start) / width
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [before] = await tx.rows(Used, 'select used from limits where district_id = $1 and key = $2 and starts_at = $3', [
      district,
      key,
      new Date(start - width),
    ])
    const old = before?.used ?? 0
    // the window before counts for the part of it that still lies within the last `seconds`
    const free = Math.floor(limit.max - old * (1 - share))
    const taken = free < 1 ? [] : await tx.rows(Used, `insert into limits (district_id, key, starts_at, used) values ($1, $2, $3, 1)
      on conflict (district_id, key, starts_at) do update set used = limits.used + 1 where limits.used + 1 <= $4 returning used`, [district, key, new Date(start), free]) // prettier-ignore
    if (taken[0] !== undefined) {
      if (taken[0].used === 1)
        await tx.run('delete from limits where district_id = $1 and key = $2 and starts_at < $3', [district, key, new Date(start - width)])
      return { ok: true }
    }
    const [present] = await tx.rows(Used, 'select used from limits where district_id = $1 and key = $2 and starts_at = $3', [
      district,
      key,
      new Date(start),
    ])
    return { ok: false, retryAfterSeconds: waitSeconds({ old, used: present?.used ?? 0, share }, limit) }
  })
}

/** Somebody else has looked at it: whoever waited may try again at once. */
export async function freeTurns(tx: Tx, keys: Keys, { district, key }: { readonly district: number; readonly key: string }): Promise<void> {
  await tx.run('delete from limits where district_id = $1 and key = $2', [district, Buffer.from(keys.blind('limit', key), 'hex')])
}

const Used = z.object({ used: z.number() })

/** Until the old window has faded enough; when the present one alone is full, until it has become the old one and faded in turn. */
function waitSeconds({ old, used, share }: { old: number; used: number; share: number }, { max, seconds }: Limit): number {
  const fades = (count: number, room: number) => (count <= room ? 0 : 1 - room / count)
  const waits = used + 1 <= max ? fades(old, max - 1 - used) - share : 1 - share + fades(used, max - 1)
  return Math.max(1, Math.ceil(waits * seconds))
}
