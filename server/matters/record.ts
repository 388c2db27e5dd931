// `record`: the one writer of the registry's trail, in the transaction of the change itself, with the same events, leaves and chain as a matter.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { RegistryAction, RegistryKind } from '../../core/registry.ts'
import type { Tx } from '../db/gate.ts'
import { sealEvent, zeroHash, type Leaf } from './chain.ts'
import { systemActId } from './act-ids.ts'

/** Below every area, so that no viewer's range holds it: of all roles only the writer's can read the trail. */
export const registryKey = -1

type At = { readonly district: number; readonly now: number }
export type Recorded = {
  readonly kind: RegistryKind
  /** the subject's own name in its table: an id, or the name of a process or of a calendar */
  readonly subject: string
  readonly action: RegistryAction
  /** null is the system, or whoever sits at the server */
  readonly by: string | null
  /** what is absent is not said; never a password, never a phone number */
  readonly answers: Readonly<Record<string, string | number | null | undefined>>
}

/** Appends one event to the chain of its subject. `now` in ms. Rolls back together with the change, and the change with it. */
export const record = (tx: Tx, at: At, said: Recorded): Promise<void> => recordAll(tx, at, [said])

/** The same for many at once, those of one subject in this order. */
export async function recordAll(tx: Tx, at: At, said: readonly Recorded[]): Promise<void> {
  if (said.length === 0) return
  // in one order for everybody, so that no two wait for each other
  const all = said.map((each) => ({ ...each, chain: registrySubject(each.kind, each.subject) }))
  const chains = [...new Set(all.map(({ chain }) => chain))].sort()
  await tx.run('select pg_advisory_xact_lock(4186003, hashtext(s.name)) from unnest($1::text[]) as s(name)', [chains.map((chain) => `${at.district}|${chain}`)]) // prettier-ignore
  const found = await tx.rows(
    Last,
    `select l.subject_id as chain, l.seq, encode(l.hash, 'hex') as hash from unnest($2::uuid[]) as s(id) cross join lateral (select subject_id, seq, hash from events where district_id = $1 and subject_id = s.id order by seq desc limit 1) l`,
    [at.district, chains],
  )
  const lasts = new Map(found.map((last) => [last.chain, last]))
  const events = all.map((each) => {
    const { chain, action } = each
    const last = lasts.get(chain) ?? { seq: 0, hash: zeroHash }
    const event = { subject: chain, seq: last.seq + 1, action, change: { kind: each.kind }, before: last.hash }
    const sealed = sealEvent({ ...event, at: at.now, leaves: leavesOf(each) })
    lasts.set(chain, { chain, seq: event.seq, hash: sealed.hash })
    return { ...event, id: uuidv7(), ...sealed }
  })
  await tx.run(
    `insert into events (district_id, subject_id, seq, id, area_key, action, at, change, sealed, before, hash) select $1, e.subject, e.seq, e.id, $2, e.action, $3, e.change, decode(e.sealed, 'hex'), decode(e.before, 'hex'), decode(e.hash, 'hex')
    from jsonb_to_recordset($4::jsonb) as e(subject uuid, seq int, id uuid, action text, change jsonb, sealed text, before text, hash text)`,
    [at.district, registryKey, new Date(at.now).toISOString(), JSON.stringify(events)],
  )
  await tx.run(
    `insert into leaves (district_id, subject_id, seq, name, audience, area_key, value, salt, hash) select $1, e.subject, e.seq, r.name, r.audience, $2, r.value, decode(r.salt, 'hex'), decode(r.hash, 'hex')
    from jsonb_to_recordset($3::jsonb) as e(subject uuid, seq int, leaves jsonb), jsonb_to_recordset(e.leaves) as r(name text, audience text, value jsonb, salt text, hash text)`,
    [at.district, registryKey, JSON.stringify(events)],
  )
}

/** The chain of a subject. No client can send an id of this shape, so no matter can ever be opened on it. */
export const registrySubject = (kind: RegistryKind, subject: string): string => systemActId(`registry|${kind}|${subject}`)

/** Told by its version digit, which no client may send. */
export const isRegistrySubject = (id: string): boolean => id[14] === 'f'

const Last = z.object({ chain: z.string(), seq: z.number(), hash: z.string() })

function leavesOf({ by, answers }: Recorded): Leaf[] {
  const said = Object.entries(answers).flatMap(([name, value]): Leaf[] =>
    value === null || value === undefined
      ? []
      : [{ name: `a:${name}`, audience: 'staff', value: typeof value === 'string' ? wellFormed(value) : value }],
  )
  return [{ name: 'by', audience: 'staff', value: by === null ? { system: true } : { person: by } }, ...said]
}

/** Half a character cannot be kept as JSON, and what is hashed must be what is kept. */
const wellFormed = (text: string): string => Buffer.from(text).toString().replaceAll('\0', '')
