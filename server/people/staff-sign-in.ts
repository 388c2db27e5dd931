// Signing in as staff: login, password and the digits of an authenticator, with the same answer for everything that is wrong.
import { z } from 'zod'
import { takeTurn } from '../db/limits.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { checkPassword } from '../db/password.ts'
import { turnDown } from './refusals.ts'
import { openSession } from './sessions.ts'
import { stepOf } from '../db/totp.ts'
import { viewerOf } from './viewer.ts'

const LOCK_AFTER = 5
const LOCK_MS = 15 * 60_000

export async function signInStaff({ house, ground, caller, body, reply }: Call<'signInStaff'>): Promise<Answer<'signInStaff'> | Refused> {
  const district = ground.district.id
  const turn = await takeTurn(house, district, { key: `sign-in|${caller.network}`, max: 60, seconds: 600 })
  if (!turn.ok) return turnDown('sign-in-slow', turn.retryAfterSeconds)
  const login = body.login.trim().toLowerCase()
  const now = house.now()
  // the failure is counted before the check and taken back after a success, so that a hundred guesses at once are not a hundred tries
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Row, `update credentials set failed = case when locked_until is null then failed + 1 else 1 end, locked_until = case when locked_until is null and failed + 1 >= $3 then $4::timestamptz else null end
      where district_id = $1 and login = $2 and (locked_until is null or locked_until <= $5) returning person_id, password_hash, totp_cipher, last_totp`, [district, login, LOCK_AFTER, new Date(now + LOCK_MS), new Date(now)])) // prettier-ignore
  const isRight = await checkPassword(body.password, row?.password_hash ?? null)
  if (row === undefined || !isRight || row.totp_cipher === null) return turnDown('sign-in-wrong')
  const step = stepOf(house.keys.unseal(row.totp_cipher), body.totp, now)
  if (step === null) return turnDown('sign-in-wrong')
  const used = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(
      'update credentials set failed = 0, locked_until = null, last_totp = $3 where district_id = $1 and person_id = $2 and (last_totp is null or last_totp < $3)',
      [district, row.person_id, step],
    ),
  )
  if (used === 0) return turnDown('sign-in-wrong')
  const viewer = await viewerOf(house, ground, { person: row.person_id, postings: ground.postingsOf(row.person_id, now) })
  if (viewer === null) return turnDown('sign-in-wrong')
  await openSession(house, ground, { person: row.person_id, strong: true, reply })
  return { viewer }
}

const Row = z.object({
  person_id: z.string(),
  password_hash: z.string(),
  totp_cipher: z.instanceof(Buffer).nullable(),
  last_totp: z.number().nullable(),
})
