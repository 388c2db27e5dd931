// Erases a person: name, phone, sign-in, their reports' particulars and what the trail says of them; posts, ids and hashes stay, so every chain verifies.
import { z } from 'zod'
import { isStaff } from '../../core/posts.ts'
import type { House } from '../matters/house.ts'
import { record, registryKey, registrySubject } from '../matters/record.ts'
import { eraseReporter, erasedWords, type Erased } from './erase.ts'

export type ErasedPerson = Erased & { readonly trail: number }
export type Wish = { readonly person: string; /** who did it; null is whoever sits at the server */ readonly by: string | null; readonly why: string }
export type NotErased = 'no-such-person' | 'holds-post' | 'why-first'

/**
 * Who holds a post of the staff answers for it by name, so their postings end first. What they did in office stays on record as the
 * act of that post. It is noted first: after a crash the same call finishes it.
 */
export async function erasePerson(house: House, district: number, { person, by, why }: Wish): Promise<ErasedPerson | NotErased> {
  if (why.trim() === '') return 'why-first'
  const ground = await house.grounds.byId(district)
  const now = house.now()
  const known = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Known, `select encode(phone_blind, 'hex') as phone from people where district_id = $1 and id = $2`, [district, person]),
  )
  if (!ground || !known[0]) return 'no-such-person'
  if (isStaff(ground.postingsOf(person, now))) return 'holds-post'
  const reports = await eraseReporter(house, district, { person })
  await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const answers = { person, reason: why.trim(), matters: reports.matters, letters: reports.letters }
    await record(tx, { district, now }, { kind: 'person', subject: person, action: 'personErased', by, answers })
    await tx.run('delete from sessions where district_id = $1 and person_id = $2', [district, person])
    await tx.run(`delete from codes_sent where district_id = $1 and phone_blind = decode($2, 'hex')`, [district, known[0]?.phone ?? ''])
  })
  const trail = await house.db.withDistrict({ district, role: 'erase' }, async (tx) => {
    const whose = [district, person]
    await tx.run(`update people set name = $3, phone_cipher = null, phone_blind = null, publishes_name = false where district_id = $1 and id = $2`, [
      ...whose,
      erasedWords,
    ])
    await tx.run(`update credentials set login = 'erased-' || person_id, password_hash = '', totp_cipher = null where district_id = $1 and person_id = $2`, whose) // prettier-ignore
    await tx.run('update absences set reason = $3 where district_id = $1 and person_id = $2', [...whose, erasedWords])
    return tx.run(trailSql, [district, person, new Date(now), registrySubject('sign-in', known[0]?.phone ?? person)])
  })
  await house.grounds.refresh(district)
  return { ...reports, trail }
}

/** Of the entries about this person, and about their number before they were known: the number, the login, the reason of a leave, the device. That they were erased and why stays said. */
const trailSql = `update leaves l set value = null, salt = null, erased_at = $3
  where l.district_id = $1 and l.area_key = ${registryKey} and l.salt is not null and l.name = any(array['a:phone', 'a:login', 'a:reason', 'a:device', 'a:origin'])
    and (l.subject_id = $4 or exists (select 1 from leaves p where p.district_id = $1 and p.subject_id = l.subject_id and p.seq = l.seq and p.name = 'a:person' and p.value #>> '{}' = $2::text))
    and not exists (select 1 from leaves r where r.district_id = $1 and r.subject_id = l.subject_id and r.seq = l.seq and r.name = 'a:matters')`

const Known = z.object({ phone: z.string().nullable() })
