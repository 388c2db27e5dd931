// `record`: the one writer of the registry's trail, in the transaction of the change itself, with the same events, leaves and chain as a matter.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { RegistryAction, RegistryKind } from '../../core/registry.ts'
import type { Tx } from '../db/gate.ts'
import { sealEvent, zeroHash, type Leaf } from './chain.ts'
import { systemActId } from './act-ids.ts'

/** Below every area, so that no viewer's range holds it: of all roles only the writer's can read the trail. */
export const registryKey = -1

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
export async function record(tx: Tx, at: { readonly district: number; readonly now: number }, said: Recorded): Promise<void> {
  const subject = registrySubject(said.kind, said.subject)
  await tx.run('select pg_advisory_xact_lock(4186003, hashtext($1))', [`${at.district}|${subject}`])
  const [last] = await tx.rows(
    Last,
    `select seq, encode(hash, 'hex') as hash from events where district_id = $1 and subject_id = $2 order by seq desc limit 1`,
    [at.district, subject],
  )
  const seq = (last?.seq ?? 0) + 1
  const before = last?.hash ?? zeroHash
  const change = { kind: said.kind }
  const { leaves, sealed, hash } = sealEvent({ subject, seq, action: said.action, at: at.now, change, leaves: leavesOf(said), before })
  await tx.run(
    `insert into events (district_id, subject_id, seq, id, area_key, action, at, change, sealed, before, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), decode($10, 'hex'), decode($11, 'hex'))`,
    [at.district, subject, seq, uuidv7(), registryKey, said.action, new Date(at.now).toISOString(), JSON.stringify(change), sealed, before, hash],
  )
  await tx.run(
    `insert into leaves (district_id, subject_id, seq, name, audience, area_key, value, salt, hash) select $1, $2, $3, r.name, r.audience, $4, r.value, decode(r.salt, 'hex'), decode(r.hash, 'hex') from jsonb_to_recordset($5::jsonb) as r(name text, audience text, value jsonb, salt text, hash text)`,
    [at.district, subject, seq, registryKey, JSON.stringify(leaves)],
  )
}

/** The chain of a subject. No client can send an id of this shape, so no matter can ever be opened on it. */
export const registrySubject = (kind: RegistryKind, subject: string): string => systemActId(`registry|${kind}|${subject}`)

const Last = z.object({ seq: z.number(), hash: z.string() })

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
