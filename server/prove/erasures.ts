// Requests to be forgotten over HTTP: the security administrator asks, another administrator agrees, and only then it is carried out.
import { z } from 'zod'
import { erasureStates, type Erasure } from '../../core/erasure-shapes.ts'
import { isStaff, type Post } from '../../core/posts.ts'
import { Instant, type Tx } from '../db/gate.ts'
import { tellingOf, type Answer, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { erasePerson } from './erase-person.ts'

const turnDown = tellingOf({
  'sign-in-first': [401, '请先登录', 'Please sign in first'],
  'not-for-you': [403, '抹去个人信息的申请只给三个管理员看', 'Requests to erase are shown to the three administrators only'],
  'ask-security': [403, '抹去个人信息由安全管理员提出', 'The security administrator asks for an erasure'],
  'another-decides': [403, '要由另一位管理员（系统或审计）确认，自己提的不能自己确认', 'Another administrator, of system or audit, has to agree'],
  'who-first': [422, '请填手机号，或者给出人员编号', 'Give the number of the phone, or the id of the person'],
  'no-such-person': [404, '没有找到这个人，核对一下手机号', 'No such person; check the number'],
  'holds-post': [422, '这个人还有岗位。先请系统管理员结束岗位：在岗的人要对办的事署名负责', 'This person holds a post. End the posting first: who holds one answers for it by name'],
  'asked-already': [409, '这个人的申请已经在等确认了', 'A request for this person is waiting already'],
  'no-such-request': [404, '没有这个申请', 'No such request'],
  'decided-already': [409, '这个申请已经有结果了', 'This request has been decided already'],
  'why-first': [422, '不同意要写明原因', 'Say why it is declined'],
}) // prettier-ignore

/** `onErased` ends what is open for them in this process and its fellows. */
type Told = { readonly onErased: (gone: { readonly district: number; readonly person: string }) => void }
export const erasureHandlers = ({ onErased }: Told): Handlers<'erasures' | 'askErasure' | 'decideErasure'> => ({
  erasures: async ({ house, ground, caller }) => {
    if (!holdsAny(caller, administrators)) return turnDown(caller.person === null ? 'sign-in-first' : 'not-for-you')
    return { rows: await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => readAll(tx, ground.district.id, caller)) }
  },

  askErasure: ask,

  decideErasure: async (call) => {
    const { house, ground, caller, params, body } = call
    const { person: by } = caller
    const district = ground.district.id
    if (by === null || !holdsAny(caller, administrators)) return turnDown(by === null ? 'sign-in-first' : 'not-for-you')
    if (!body.agree && body.why.trim() === '') return turnDown('why-first')
    const judged = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<Request | Refused> => {
      const [row] = await tx.rows(Request, 'select person_id, reason, asked_by, state from erasures where district_id = $1 and id = $2 for update', [district, params.id]) // prettier-ignore
      if (!row) return turnDown('no-such-request')
      if (!seconds(caller, row.asked_by)) return turnDown('another-decides')
      if (row.state === 'done' || row.state === 'declined' || (row.state === 'agreed' && !body.agree)) return turnDown('decided-already')
      const values = [district, params.id, body.agree ? 'agreed' : 'declined', by, new Date(house.now()), body.why.trim() || null]
      await tx.run('update erasures set state = $3, decided_by = $4, decided_at = $5, why = $6 where district_id = $1 and id = $2', values)
      if (!body.agree)
        await record(tx, { district, now: house.now() }, { kind: 'person', subject: row.person_id, action: 'erasureDeclined', by, answers: { person: row.person_id, reason: body.why.trim() } }) // prettier-ignore
      return row
    })
    if ('refused' in judged) return judged
    if (body.agree) {
      const wrong = await carryOut(house, { district, id: params.id, by, request: judged })
      if (wrong) return wrong
      onErased({ district, person: judged.person_id })
    }
    return { rows: await house.db.withDistrict({ district, role: 'act' }, (tx) => readAll(tx, district, caller)) }
  },
})

async function ask({ house, ground, caller, body }: Call<'askErasure'>): Promise<Answer<'askErasure'> | Refused> {
  const { person: by } = caller
  if (by === null || !holdsAny(caller, ['securityAdmin'])) return turnDown(by === null ? 'sign-in-first' : 'ask-security')
  const district = ground.district.id
  const phone = (body.phone ?? '').replace(/\D/g, '').slice(-11)
  if (phone === '' && body.person === undefined) return turnDown('who-first')
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [found] = await tx.rows(z.object({ id: z.string() }), `select id from people where district_id = $1 and (id = $2 or ($2::uuid is null and phone_blind = decode($3, 'hex')))`, [
      district, body.person ?? null, house.keys.blind('phone', phone),
    ]) // prettier-ignore
    if (!found) return turnDown('no-such-person')
    if (isStaff(ground.postingsOf(found.id, house.now()))) return turnDown('holds-post')
    const added = await tx.run(`insert into erasures (district_id, id, person_id, reason, asked_by, asked_at, state) values ($1, $2, $3, $4, $5, $6, 'asked') on conflict do nothing`, [
      district, body.id, found.id, body.reason.trim(), by, new Date(house.now()),
    ]) // prettier-ignore
    const rows = await readAll(tx, district, caller)
    if (added === 0) return rows.some(({ id }) => id === body.id) ? { rows } : turnDown('asked-already')
    await record(tx, { district, now: house.now() }, { kind: 'person', subject: found.id, action: 'erasureAsked', by, answers: { person: found.id, reason: body.reason.trim() } }) // prettier-ignore
    return { rows }
  })
}

/** Agreed first and done after: what a crash interrupts, pressing again finishes. */
async function carryOut(
  house: House,
  wish: { readonly district: number; readonly id: string; readonly by: string; readonly request: Request },
): Promise<Refused | null> {
  const { district, id, by, request } = wish
  const erased = await erasePerson(house, district, { person: request.person_id, by, why: request.reason })
  if (erased === 'holds-post' || erased === 'no-such-person' || erased === 'why-first') {
    await house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.run(`update erasures set state = 'asked', decided_by = null, decided_at = null, why = null where district_id = $1 and id = $2`, [
        district,
        id,
      ]),
    )
    return turnDown(erased)
  }
  await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(`update erasures set state = 'done', result = $3::jsonb where district_id = $1 and id = $2`, [district, id, JSON.stringify(erased)]),
  )
  return null
}

const administrators: readonly Post[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']
const holdsAny = ({ postings }: Caller, wanted: readonly Post[]): boolean => postings.some(({ post }) => wanted.includes(post))
const seconds = (caller: Caller, asker: string): boolean => caller.person !== asker && holdsAny(caller, ['systemAdmin', 'auditAdmin'])

const State = z.enum(erasureStates)
const Request = z.object({ person_id: z.string(), reason: z.string(), asked_by: z.string(), state: State })
type Request = z.output<typeof Request>
const Went = z.object({ matters: z.number(), letters: z.number() })
const Row = z.object({
  id: z.string(), name: z.string(), reason: z.string(), asked_by: z.string(), asker: z.string(), asked_at: Instant, state: State, decider: z.string().nullable(), decided_at: Instant.nullable(), why: z.string().nullable(), result: Went.nullable(),
  matters: z.number(), letters: z.number(), devices: z.number(),
}) // prettier-ignore
const readSql = `select x.id, p.name, x.reason, x.asked_by, a.name as asker, x.asked_at, x.state, b.name as decider, x.decided_at, x.why, x.result,
    (select count(*)::int from reporters r where r.district_id = $1 and r.person_id = x.person_id) as matters,
    (select count(*)::int from letters l where l.district_id = $1 and l.from_reporter and l.matter_id in (select r.matter_id from reporters r where r.district_id = $1 and r.person_id = x.person_id and not r.joined)) as letters,
    (select count(*)::int from sessions s where s.district_id = $1 and s.person_id = x.person_id) as devices
  from erasures x join people p on p.district_id = $1 and p.id = x.person_id join people a on a.district_id = $1 and a.id = x.asked_by left join people b on b.district_id = $1 and b.id = x.decided_by
  where x.district_id = $1 order by x.asked_at desc, x.id limit 50`

async function readAll(tx: Tx, district: number, caller: Caller): Promise<Erasure[]> {
  const rows = await tx.rows(Row, readSql, [district])
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    reason: row.reason,
    askedBy: row.asker,
    askedAt: row.asked_at,
    state: row.state,
    decidedBy: row.decider,
    decidedAt: row.decided_at,
    why: row.why,
    goes: { matters: row.result?.matters ?? row.matters, letters: row.result?.letters ?? row.letters, devices: row.devices },
    mayDecide: (row.state === 'asked' || row.state === 'agreed') && seconds(caller, row.asked_by),
  }))
}
