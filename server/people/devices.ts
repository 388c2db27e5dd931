// The devices a person is signed in on, and signing one out.
import { z } from 'zod'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { turnDown } from './refusals.ts'
import { sessionId, tellEnded } from './sessions.ts'

export async function devices({ house, ground, caller }: Call<'devices'>): Promise<Answer<'devices'> | Refused> {
  if (caller.person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(
      Row,
      `select encode(id, 'hex') as id, device, created_at, seen_at from sessions where district_id = $1 and person_id = $2 and expires_at > $3 order by seen_at desc, id limit 100`,
      [district, caller.person, new Date(house.now())],
    ),
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: row.created_at.getTime(),
      seenAt: row.seen_at.getTime(),
      isThis: row.id === caller.session,
    })),
  }
}

export async function dropDevice({ house, ground, caller, params, reply }: Call<'dropDevice'>): Promise<Answer<'dropDevice'> | Refused> {
  const { person } = caller
  if (person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const id = /^[0-9a-f]{64}$/.test(params.id) ? Buffer.from(params.id, 'hex') : Buffer.alloc(0)
  const dropped = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const values = [district, person, id]
    const [row] = await tx.rows(Dropped, 'delete from sessions where district_id = $1 and person_id = $2 and id = $3 returning device', values)
    if (row === undefined) return false
    const answers = { person, device: row.device, origin: caller.network.slice(0, 8) }
    await record(tx, { district, now: house.now() }, { kind: 'sign-in', subject: person, action: 'deviceDropped', by: person, answers })
    return true
  })
  tellEnded(house, { district, person })
  if (params.id === caller.session) reply.clearSession()
  return { dropped }
}

export async function signOut({ house, ground, caller, reply }: Call<'signOut'>): Promise<Answer<'signOut'>> {
  const district = ground.district.id
  const token = reply.sessionToken
  if (token !== null) {
    const ended = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
      const values = [district, sessionId(token)]
      const [row] = await tx.rows(Ended, 'delete from sessions where district_id = $1 and id = $2 returning person_id, device', values)
      if (row === undefined) return null
      const person = row.person_id
      const answers = { person, device: row.device, origin: caller.network.slice(0, 8) }
      await record(tx, { district, now: house.now() }, { kind: 'sign-in', subject: person, action: 'signedOut', by: person, answers })
      return person
    })
    if (ended !== null) tellEnded(house, { district, person: ended })
  }
  reply.clearSession()
  return { out: true }
}

const Dropped = z.object({ device: z.string() })
const Ended = z.object({ person_id: z.string(), device: z.string() })
const Row = z.object({ id: z.string(), device: z.string(), created_at: z.date(), seen_at: z.date() })
