// A posting that follows from something else than an administrator's edit: given once, ended once, with the same trail.
import { z } from 'zod'
import type { Holder } from '../../core/matter.ts'
import type { Tx } from '../db/gate.ts'
import { derivedId } from './act-ids.ts'
import { record } from './record.ts'

type At = { readonly district: number; readonly now: number }
export type Posted = Holder & { readonly person: string; /** null is the system */ readonly by: string | null }

/** Says whether it was given now: somebody who holds the post there keeps the one they have. `cause` makes its id, so that a repetition gives none. */
export async function givePosting(tx: Tx, at: At, { cause, ...posted }: Posted & { readonly cause: string }): Promise<boolean> {
  await oneAtATime(tx, at.district)
  if ((await heldNow(tx, at, posted)).length > 0) return false
  const id = derivedId(`${cause}|posting`)
  const { person, post, area = null, organisation = null, by } = posted
  const given = await tx.run(
    'insert into postings (district_id, id, person_id, post, area_id, organisation_id, since) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
    [at.district, id, person, post, area, organisation, new Date(at.now)],
  )
  if (given > 0) await record(tx, at, { kind: 'posting', subject: id, action: 'postingGiven', by, answers: { person, post, area, organisation } })
  return given > 0
}

/** Says whether there was one to end. */
export async function endPosting(tx: Tx, at: At, posted: Posted): Promise<boolean> {
  await oneAtATime(tx, at.district)
  const { person, post, area = null, organisation = null, by } = posted
  const held = await heldNow(tx, at, posted)
  for (const { id } of held) {
    await tx.run('update postings set until = $3 where district_id = $1 and id = $2', [at.district, id, new Date(at.now)])
    await record(tx, at, { kind: 'posting', subject: id, action: 'postingEnded', by, answers: { person, post, area, organisation } })
  }
  return held.length > 0
}

const Held = z.object({ id: z.string() })
const heldNow = (tx: Tx, at: At, { person, post, area, organisation }: Posted) =>
  tx.rows(
    Held,
    'select id from postings where district_id = $1 and person_id = $2 and post = $3 and area_id is not distinct from $4 and organisation_id is not distinct from $5 and (until is null or until > $6) order by id limit 20',
    [at.district, person, post, area ?? null, organisation ?? null, new Date(at.now)],
  )

/** Changes to the postings of a district wait for each other. */
export async function oneAtATime(tx: Tx, district: number): Promise<void> {
  await tx.rows(z.object({ id: z.number() }), 'select id from districts where id = $1 for update', [district])
}
