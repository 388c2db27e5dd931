// What a person was told, newest first, and marking it as seen.
import { z } from 'zod'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { isRegistrySubject } from '../matters/record.ts'
import { turnDown } from './refusals.ts'

export async function notices({ house, ground, caller, query }: Call<'notices'>): Promise<Answer<'notices'> | Refused> {
  if (caller.person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const person = caller.person
  const after = cursorFrom(query.after)
  const { rows, unseen } = await house.db.withDistrict({ district, role: 'own', person }, async (tx) => ({
    rows: await tx.rows(
      Row,
      `select id, matter_id, text_zh, text_en, at, seen_at from notices where district_id = $1 and person_id = $2 and ($3::timestamptz is null or (at, id) < ($3, $4::uuid)) order by at desc, id desc limit $5`,
      [district, person, after?.at ?? null, after?.id ?? null, query.limit + 1],
    ),
    unseen: await tx.rows(Count, 'select count(*) as n from notices where district_id = $1 and person_id = $2 and seen_at is null', [
      district,
      person,
    ]),
  }))
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    rows: page.map((row) => ({
      id: row.id,
      matter: isRegistrySubject(row.matter_id) ? null : row.matter_id,
      text: { zh: row.text_zh, en: row.text_en },
      at: row.at.getTime(),
      seenAt: row.seen_at?.getTime() ?? null,
    })),
    unseen: unseen[0]?.n ?? 0,
    next: last === undefined ? null : `${last.at.getTime()}_${last.id}`,
  }
}

export async function seeNotices({ house, ground, caller, body }: Call<'seeNotices'>): Promise<Answer<'seeNotices'> | Refused> {
  if (caller.person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const seen = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(
      'update notices set seen_at = $4, delivered_at = coalesce(delivered_at, $4) where district_id = $1 and person_id = $2 and id = any($3::uuid[]) and seen_at is null',
      [district, caller.person, body.ids, new Date(house.now())],
    ),
  )
  return { seen }
}

const Row = z.object({ id: z.string(), matter_id: z.string(), text_zh: z.string(), text_en: z.string(), at: z.date(), seen_at: z.date().nullable() })
const Count = z.object({ n: z.number() })

/** A cursor that cannot be read begins at the newest, like none. */
function cursorFrom(text: string | undefined): { at: Date; id: string } | null {
  const [ms, id] = (text ?? '').split('_')
  const at = Number(ms)
  return z.uuid().safeParse(id).success && Number.isSafeInteger(at) && Math.abs(at) < 8e15 && id !== undefined ? { at: new Date(at), id } : null
}
