// Said to be not one: those who sort tell apart reports that only look alike, so that nobody is asked again; it can be taken back.
import { z } from 'zod'
import { refuse } from '../../core/refusals.ts'
import { whysApart } from '../../core/may-be-one.ts'
import { Instant, type Scope } from '../db/gate.ts'
import { refused, type Answer, type Call, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { record } from './record.ts'
import { notFound, staffOnly } from './see/asking.ts'
import { sortingScopes } from './see/may-be-one.ts'
import { inScopes, scopesOf } from './see/scopes.ts'

export const notOneHandlers: Handlers<'notOne' | 'toldApart'> = { notOne, toldApart }

const Other = z.object({ id: z.string(), number: z.string(), headline: z.string(), why: z.enum(whysApart).nullable().catch(null), at: Instant })
const othersSql = `select m.id, m.number, m.headline from matters m where m.district_id = $1 and m.id = any($2::uuid[])`

/** From which a matter was told apart, as far as this viewer may read them. */
async function toldApart({ house, ground, caller, query }: Call<'toldApart'>): Promise<Answer<'toldApart'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const district = ground.district.id
  const id = query.matter.toLowerCase()
  if ((await numbersIn(house, ground, { scopes, ids: [id] })).length === 0) return notFound()
  const pairs = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Other.pick({ id: true, why: true, at: true }), `select case when one_id = $2 then other_id else one_id end as id, why, at from not_one where district_id = $1 and (one_id = $2 or other_id = $2) order by at desc limit 50`, [district, id]),
  ) // prettier-ignore
  if (pairs.length === 0) return { rows: [], mayTakeBack: false }
  const ids = pairs.map((pair) => pair.id)
  const seen = (await inScopes(house, scopes, ({ tx, apart }) => tx.rows(Other.pick({ id: true, number: true, headline: true }), `${othersSql}${apart({ key: 'm.area_key', id: 'm.id' })} limit 50`, [district, ids]))).flat() // prettier-ignore
  const rows = pairs.flatMap((pair) => seen.filter((each) => each.id === pair.id).map((each) => ({ ...each, why: pair.why, at: pair.at })))
  const sorting = await numbersIn(house, ground, { scopes: sortingScopes(ground, caller), ids: [id, ...rows.map((row) => row.id)] })
  return { rows, mayTakeBack: sorting.length > rows.length }
}

/** Of several, each is told apart from each. Whoever sorts here may take it back, whoever of them said it. */
async function notOne({ house, ground, caller, body }: Call<'notOne'>): Promise<Answer<'notOne'> | Refused> {
  const { person } = caller
  const scopes = scopesOf(ground, caller)
  if (person === null || scopes.length === 0) return staffOnly()
  const ids = [...new Set([body.matter, ...body.others].map((id) => id.toLowerCase()))].sort()
  if (ids.length < 2) return sameTwice()
  if ((await numbersIn(house, ground, { scopes, ids })).length < ids.length) return notFound()
  const numbers = await numbersIn(house, ground, { scopes: sortingScopes(ground, caller), ids })
  if (numbers.length < ids.length) return notSorting()
  const at = { district: ground.district.id, now: house.now() }
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    const pairs = JSON.stringify(pairsOf(ids))
    const changed = body.takeBack
      ? await tx.run(takeBackSql, [at.district, pairs])
      : await tx.run(saySql, [at.district, pairs, person, body.why ?? null, new Date(at.now)])
    // said twice, it was said once
    if (changed === 0) return
    const answers = { numbers: numbers.join('、'), apart: body.takeBack ? null : body.why }
    await record(tx, at, { kind: 'not-one', subject: ids.join('|'), action: body.takeBack ? 'notOneTakenBack' : 'notOneSaid', by: person, answers })
  })
  return { apart: !body.takeBack }
}

/** A later word for why replaces an earlier one; who said it first, and when, stays. */
const saySql = `insert into not_one (district_id, one_id, other_id, person_id, why, at)
  select $1, r.one, r.other, $3, $4, $5 from jsonb_to_recordset($2::jsonb) as r(one uuid, other uuid) order by r.one, r.other
  on conflict (district_id, one_id, other_id) do update set why = excluded.why where excluded.why is not null and not_one.why is distinct from excluded.why`
const takeBackSql = `delete from not_one n using jsonb_to_recordset($2::jsonb) as r(one uuid, other uuid) where n.district_id = $1 and n.one_id = r.one and n.other_id = r.other`

/** The ids come sorted, as the table has them. */
const pairsOf = (ids: readonly string[]): { one: string; other: string }[] =>
  ids.flatMap((one, at) => ids.slice(at + 1).map((other) => ({ one, other })))

async function numbersIn(house: House, ground: Ground, wish: { readonly scopes: readonly Scope[]; readonly ids: readonly string[] }) {
  const found = await inScopes(house, wish.scopes, ({ tx, apart }) =>
    tx.rows(
      z.object({ number: z.string() }),
      `select m.number from matters m where m.district_id = $1 and m.id = any($2::uuid[])${apart({ key: 'm.area_key', id: 'm.id' })} order by m.number limit 100`,
      [ground.district.id, wish.ids],
    ),
  )
  return found.flat().map(({ number }) => number)
}

const sameTwice = (): Refused =>
  refused(refuse('answer-wrong', { field: '哪几件', fieldEn: 'which', why: '要选两件不同的事', whyEn: 'choose two different matters' }, { field: 'others' })) // prettier-ignore
const notSorting = (): Refused =>
  refused(refuse('not-yours', { who: '这里的网格和村（社区）工作人员', whoEn: 'staff of this grid or community' }), 403)
