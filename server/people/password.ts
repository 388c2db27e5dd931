// A new password for somebody who is signed in: the old one and the digits prove who asks, and every other device is signed out.
import { z } from 'zod'
import { takeTurn } from '../db/limits.ts'
import { checkPassword, hashPassword, weaknessOf } from '../db/password.ts'
import { stepOf } from '../db/totp.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { turnDown, type PeopleRefusal } from './refusals.ts'
import { tellEnded } from './sessions.ts'

const LEAST = 12

export async function changePassword({ house, ground, caller, body }: Call<'changePassword'>): Promise<Answer<'changePassword'> | Refused> {
  const { person } = caller
  if (person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const now = house.now()
  const [kept] = await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Kept, keptSql, [district, person]))
  if (kept === undefined || kept.totp_cipher === null) return turnDown('no-password')
  const unfit = whyUnfit(body, kept)
  if (unfit !== null) return turnDown(unfit)
  const turn = await takeTurn(house, district, { key: `password|${person}`, max: 5, seconds: 900 })
  if (!turn.ok) return turnDown('password-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  const isRight = await checkPassword(body.old, kept.password_hash)
  const step = isRight ? stepOf(house.keys.unseal(kept.totp_cipher), body.totp, now) : null
  const fresh = step === null ? null : await hashPassword(body.fresh)
  const mine = caller.session === null ? Buffer.alloc(0) : Buffer.from(caller.session, 'hex')
  const origin = caller.network.slice(0, 8)
  const changed = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    // the same digits or the same old password never count twice, however many ask at once
    const updated = fresh === null ? 0 : await tx.run(
      'update credentials set password_hash = $4, is_given = false, last_totp = $5, failed = 0, locked_until = null where district_id = $1 and person_id = $2 and password_hash = $3 and (last_totp is null or last_totp < $5)',
      [district, person, kept.password_hash, fresh, step],
    ) // prettier-ignore
    const said = { kind: 'sign-in', subject: person, by: person } as const
    if (updated === 0) {
      const answers = { person, why: isRight ? 'digits' : 'password', origin }
      await record(tx, { district, now }, { ...said, action: 'passwordRefused', answers })
      return false
    }
    const devices = await tx.run('delete from sessions where district_id = $1 and person_id = $2 and id <> $3', [district, person, mine])
    await record(tx, { district, now }, { ...said, action: 'passwordChanged', answers: { person, devices, origin } })
    return true
  })
  if (changed) tellEnded(house, { district, person })
  return changed ? { changed: true } : turnDown('password-wrong')
}

const keptSql = `select c.login, c.password_hash, c.totp_cipher, p.name from credentials c join people p on p.district_id = c.district_id and p.id = c.person_id
  where c.district_id = $1 and c.person_id = $2`
const Kept = z.object({ login: z.string(), password_hash: z.string(), totp_cipher: z.instanceof(Buffer).nullable(), name: z.string() })

/** Length counts most; whoever knows login and name must not be half-way there. */
function whyUnfit({ old, fresh }: Call<'changePassword'>['body'], { login, name }: z.output<typeof Kept>): PeopleRefusal | null {
  const folded = fresh.normalize('NFKC').toLowerCase()
  if ([...folded].length < LEAST) return 'password-short'
  if (fresh === old) return 'password-same'
  if ([login, name].some((word) => word.length > 1 && folded.includes(word.normalize('NFKC').toLowerCase()))) return 'password-known'
  return weaknessOf(fresh) === null ? null : 'password-plain'
}
