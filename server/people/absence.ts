// Leave and delegation: while it lasts, the substitute stands in for every posting of the person.
import { z } from 'zod'
import { isStaff, Post } from '../../core/posts.ts'
import type { Answer, Call, Caller, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { oneAtATime } from '../matters/posting.ts'
import { record } from '../matters/record.ts'
import { isAdmin, lasting, othersPresent } from './postings.ts'
import { turnDown, type PeopleRefusal } from './refusals.ts'

const YEAR_MS = 366 * 86_400_000

export async function addAbsence({ house, ground, caller, body }: Call<'addAbsence'>): Promise<Answer<'addAbsence'> | Refused> {
  if (caller.person === null) return turnDown('sign-in-first')
  const person = body.person ?? caller.person
  const substitute = body.substitute ?? null
  const now = house.now()
  if (body.until <= body.from || body.until <= now || body.until - body.from > YEAR_MS || body.from < now - YEAR_MS) return turnDown('dates-wrong')
  if (!mayRecord(ground, caller, { person, now })) return turnDown('not-your-people')
  if (substitute !== null && (substitute === person || !isStaff(ground.postingsOf(substitute, now)))) return turnDown('not-staff')
  // an administrator standing in for another would join what must stay apart
  if (substitute !== null && isAdminOf(ground, person, now) && isAdminOf(ground, substitute, now)) return turnDown('admins-apart')
  const district = ground.district.id
  const fault = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<PeopleRefusal | null> => {
    await oneAtATime(tx, district)
    const held = await tx.rows(
      Held,
      'select post, area_id from postings where district_id = $1 and person_id = $2 and (until is null or until > $3) limit 100',
      [district, person, new Date(now)],
    )
    const last = held.find(({ post }) => lasting.includes(post))
    if (
      substitute === null &&
      last !== undefined &&
      (await othersPresent(tx, { district, post: last.post, area: last.area_id, without: person, now: new Date(Math.max(now, body.from)) })) === 0
    )
      return 'last-one'
    const added = await tx.run(
      'insert into absences (district_id, id, person_id, substitute_id, from_at, until_at, reason) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [district, body.id, person, substitute, new Date(body.from), new Date(body.until), body.reason],
    )
    const answers = { person, substitute, begins: body.from, ends: body.until, reason: body.reason }
    if (added > 0) await record(tx, { district, now }, { kind: 'absence', subject: body.id, action: 'absenceRecorded', by: caller.person, answers })
    return null
  })
  if (fault !== null) return turnDown(fault)
  await house.grounds.refresh(district)
  return { absence: body.id }
}

const Held = z.object({ post: Post, area_id: z.number().nullable() })
const isAdminOf = (ground: Ground, person: string, now: number): boolean => ground.postingsOf(person, now).some(({ post }) => isAdmin(post))
const chiefs: readonly Post[] = ['communitySecretary', 'dispatcher', 'departmentHead', 'supervisor']

/** Oneself, anybody for the system administrator, and for a chief those of the own area or organisation. */
function mayRecord(ground: Ground, caller: Caller, { person, now }: { person: string; now: number }): boolean {
  const theirs = ground.postingsOf(person, now)
  if (!isStaff(theirs) || !isStaff(caller.postings)) return false
  if (person === caller.person || caller.postings.some(({ post }) => post === 'systemAdmin')) return true
  const own = caller.postings.filter(({ post }) => chiefs.includes(post))
  return own.some((mine) =>
    theirs.some((held) =>
      mine.organisation !== null
        ? held.organisation === mine.organisation
        : mine.area !== null && held.area !== null && held.area !== mine.area && ground.roster.covers(mine.area, held.area),
    ),
  )
}
