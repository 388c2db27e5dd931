// Signing in as staff: login, password and the digits of an authenticator, with the same answer for everything that is wrong.
import { z } from 'zod'
import { takeTurn } from '../db/limits.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { checkPassword } from '../db/password.ts'
import { record } from '../matters/record.ts'
import type { House } from '../matters/house.ts'
import { turnDown } from './refusals.ts'
import { openSession } from './sessions.ts'
import { stepOf } from '../db/totp.ts'
import { viewerOf } from './viewer.ts'

const LOCK_AFTER = 5
const LOCK_MS = 15 * 60_000

export async function signInStaff({ house, ground, caller, body, reply }: Call<'signInStaff'>): Promise<Answer<'signInStaff'> | Refused> {
  const district = ground.district.id
  const turn = await takeTurn(house, district, { key: `sign-in|${caller.network}`, max: 60, seconds: 600 })
  if (!turn.ok) return turnDown('sign-in-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  const login = body.login.trim().toLowerCase()
  const now = house.now()
  // the failure is counted before the check and taken back after a success, so that a hundred guesses at once are not a hundred tries
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Row, `update credentials set failed = case when locked_until is null then failed + 1 else 1 end, locked_until = case when locked_until is null and failed + 1 >= $3 then $4::timestamptz else null end
      where district_id = $1 and login = $2 and (locked_until is null or locked_until <= $5) returning person_id, password_hash, totp_cipher, last_totp, locked_until is not null as locks`, [district, login, LOCK_AFTER, new Date(now + LOCK_MS), new Date(now)])) // prettier-ignore
  const isRight = await checkPassword(body.password, row?.password_hash ?? null)
  const origin = caller.network.slice(0, 8)
  const no = (why: Why) => refuseAndRecord(house, { district, login, now, origin, why, locks: row?.locks ?? false })
  if (row === undefined || !isRight || row.totp_cipher === null) return no('password')
  const step = stepOf(house.keys.unseal(row.totp_cipher), body.totp, now)
  if (step === null) return no('digits')
  const used = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const updated = await tx.run(
      'update credentials set failed = 0, locked_until = null, last_totp = $3 where district_id = $1 and person_id = $2 and (last_totp is null or last_totp < $3)',
      [district, row.person_id, step],
    )
    const answers = { person: row.person_id, origin }
    if (updated > 0) await record(tx, { district, now }, { kind: 'sign-in', subject: row.person_id, action: 'signedIn', by: row.person_id, answers })
    return updated
  })
  if (used === 0) return no('digits')
  const viewer = await viewerOf(house, ground, { person: row.person_id, postings: ground.postingsOf(row.person_id, now) })
  if (viewer === null) return turnDown('sign-in-wrong')
  await openSession(house, ground, { person: row.person_id, strong: true, reply })
  return { viewer }
}

type Why = 'password' | 'digits'
type Failure = {
  readonly district: number
  readonly login: string
  readonly now: number
  readonly origin: string
  readonly why: Why
  readonly locks: boolean
}

/** On record is whose login it was, never what was typed: people type passwords into the wrong field. All failures cost the same work. */
async function refuseAndRecord(house: House, { district, login, now, origin, why, locks }: Failure): Promise<Refused> {
  await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [known] = await tx.rows(
      Known,
      'select person_id, locked_until is not null as locked from credentials where district_id = $1 and login = $2',
      [district, login],
    )
    const person = known?.person_id
    const reason = known === undefined ? 'unknown' : known.locked && !locks ? 'locked' : why
    const said = { kind: 'sign-in', subject: person ?? 'unknown', by: null, answers: { person, why: reason, origin } } as const
    await record(tx, { district, now }, { ...said, action: 'signInRefused' })
    if (locks) await record(tx, { district, now }, { ...said, action: 'lockedOut', answers: { person, origin } })
  })
  return turnDown('sign-in-wrong')
}

const Known = z.object({ person_id: z.string(), locked: z.boolean() })
const Row = z.object({
  person_id: z.string(),
  password_hash: z.string(),
  totp_cipher: z.instanceof(Buffer).nullable(),
  last_totp: z.number().nullable(),
  locks: z.boolean(),
})
