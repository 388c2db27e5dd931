// A posting that follows from something else than an administrator's edit: given once, ended once; and the one way in which every posting is written and ended, with its trail.
import { z } from 'zod'
import type { Holder } from '../../core/matter.ts'
import { Post } from '../../core/posts.ts'
import type { Tx } from '../db/gate.ts'
import { derivedId } from './act-ids.ts'
import { record, recordAll } from './record.ts'

type At = { readonly district: number; readonly now: number }
export type Posted = Holder & { readonly person: string; /** null is the system */ readonly by: string | null }

/** Says whether it was given now: somebody who holds the post there keeps the one they have. `cause` makes its id, so that a repetition gives none. */
export async function givePosting(tx: Tx, at: At, { cause, ...posted }: Posted & { readonly cause: string }): Promise<boolean> {
  await oneAtATime(tx, at.district)
  if ((await heldNow(tx, at, posted)).length > 0) return false
  return writePosting(tx, at, { ...posted, id: derivedId(`${cause}|posting`) })
}

/** Says whether there was one to end. */
export async function endPosting(tx: Tx, at: At, posted: Posted): Promise<boolean> {
  await oneAtATime(tx, at.district)
  const held = await heldNow(tx, at, posted)
  await closePostings(tx, at, { ids: held.map(({ id }) => id), by: posted.by })
  return held.length > 0
}

/** Says whether it is new: what has this id already stays as it is. */
export async function writePosting(tx: Tx, at: At, { id, person, post, area, organisation, by }: Posted & { readonly id: string }): Promise<boolean> {
  const written = await tx.run(
    'insert into postings (district_id, id, person_id, post, area_id, organisation_id, since) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
    [at.district, id, person, post, area ?? null, organisation ?? null, new Date(at.now)],
  )
  if (written > 0) await record(tx, at, { kind: 'posting', subject: id, action: 'postingGiven', by, answers: { person, post, area, organisation } })
  return written > 0
}

const Closed = z.object({ id: z.string(), person: z.string(), post: Post, area: z.number().nullable(), organisation: z.number().nullable() })
/** Ends each of them now. */
export async function closePostings(tx: Tx, at: At, { ids, by }: { readonly ids: readonly string[]; readonly by: string | null }): Promise<void> {
  const closed = await tx.rows(
    Closed,
    'update postings set until = $3 where district_id = $1 and id = any($2::uuid[]) returning id, person_id as person, post, area_id as area, organisation_id as organisation',
    [at.district, ids, new Date(at.now)],
  )
  await recordAll(
    tx,
    at,
    closed.map(({ id, ...answers }) => ({ kind: 'posting', subject: id, action: 'postingEnded', by, answers })),
  )
}

const Held = z.object({ id: z.string() })
const heldNow = (tx: Tx, at: At, { person, post, area, organisation }: Posted) =>
  tx.rows(
    Held,
    'select id from postings where district_id = $1 and person_id = $2 and post = $3 and area_id is not distinct from $4 and organisation_id is not distinct from $5 and (until is null or until > $6) order by id limit 20',
    [at.district, person, post, area ?? null, organisation ?? null, new Date(at.now)],
  )

/** Changes to the postings of a district wait for each other, so that two removals cannot both leave "the other one". */
export async function oneAtATime(tx: Tx, district: number): Promise<void> {
  await tx.rows(z.object({ id: z.number() }), 'select id from districts where id = $1 for update', [district])
}
