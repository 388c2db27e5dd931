// Resources are offered, changed and withdrawn by the staff of the ground or the department they belong to; every change is on the trail.
import { z } from 'zod'
import { mostHeld } from '../../core/holds.ts'
import type { Tx } from '../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../matters/endpoint.ts'
import type { AreaNode, Ground, House } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { stockOf } from '../matters/stock.ts'
import { turnDown } from './refusals.ts'
import { columns, keepersAt, mayKeep, Row, shapeOf } from './row.ts'

type Wish = Call<'saveResource'>['body']
type Told = Parameters<typeof turnDown>[0]
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString().trim()

export async function saveResource({ house, ground, caller, body }: Call<'saveResource'>): Promise<Answer<'saveResource'> | Refused> {
  const area = ground.areas.get(body.area)
  const home = { area: body.area, organisation: body.organisation ?? null }
  if (!area || !mayKeep(ground, caller, home) || (home.organisation !== null && area.level !== 0)) return turnDown('not-your-ground')
  const posts = keepersAt(ground, home)
  if (!posts.includes(body.keeper)) return turnDown(posts.length === 0 ? 'not-your-ground' : 'no-such-keeper')
  const at = { district: ground.district.id, now: house.now() }
  const told = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx): Promise<Told | null> => {
    // what is not there yet has no row to lock: the same form sent twice at once, or one name by two people, comes one after the other
    await tx.run('select pg_advisory_xact_lock(4186024, $1)', [at.district])
    const before = await locked(tx, at, body.id)
    if (before && body.isNew) return isSame(before, body) ? null : 'id-taken'
    if (!before && !body.isNew) return 'no-such-resource'
    if (before && !mayKeep(ground, caller, { area: before.area_id, organisation: before.organisation_id })) return 'not-your-ground'
    if (before && before.kind !== body.kind) return 'kind-stays'
    const most = before ? mostHeld(stockOf(ground, before), { from: at.now, until: at.now + 400 * 86_400_000 }) : 0
    if (most > body.quantity) return 'too-little'
    const twins = await tx.count('select count(*)::int as n from resources where district_id = $1 and area_id = $2 and organisation_id is not distinct from $3 and name_zh = $4 and ended_at is null and id <> $5', [at.district, body.area, home.organisation, clean(body.nameZh), body.id]) // prettier-ignore
    if (twins > 0) return 'name-taken'
    await write(tx, at, { ground, area, body })
    const answers = { name: clean(body.nameZh), area: body.area, organisation: home.organisation, quantity: `${body.quantity}${clean(body.unit)}`, openTo: body.openTo, post: body.keeper } // prettier-ignore
    await record(tx, at, {
      kind: 'resource',
      subject: body.id,
      action: body.isNew ? 'resourceOffered' : 'resourceChanged',
      by: caller.person,
      answers,
    })
    return null
  })
  return told === null ? whole(house, ground, { caller, id: body.id }) : turnDown(told)
}

/** What is granted already stands until it is back; nothing more is granted. */
export async function withdrawResource({ house, ground, caller, params, body }: Call<'withdrawResource'>): Promise<Answer<'withdrawResource'> | Refused> {
  const at = { district: ground.district.id, now: house.now() }
  const told = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx): Promise<Told | null> => {
    const before = await locked(tx, at, params.id)
    if (!before) return 'no-such-resource'
    if (!mayKeep(ground, caller, { area: before.area_id, organisation: before.organisation_id })) return 'not-your-ground'
    if (before.ended_at !== null) return null
    await tx.run('update resources set ended_at = $3 where district_id = $1 and id = $2', [at.district, params.id, new Date(at.now)])
    await record(tx, at, { kind: 'resource', subject: params.id, action: 'resourceWithdrawn', by: caller.person, answers: { name: before.name_zh, area: before.area_id, reason: clean(body.why) } })
    return null
  })
  return told === null ? whole(house, ground, { caller, id: params.id }) : turnDown(told)
} // prettier-ignore

/** Under the same lock as a grant, so that none comes in between. */
async function locked(tx: Tx, at: { readonly district: number; readonly now: number }, id: string): Promise<Row | null> {
  const there = await tx.rows(z.object({ id: z.string() }), 'select id from resources where district_id = $1 and id = $2 for update', [at.district, id])
  if (there.length === 0) return null
  const [row] = await tx.rows(Row, `select ${columns('$3')} from resources r where r.district_id = $1 and r.id = $2`, [at.district, id, new Date(at.now)])
  return row ?? null
} // prettier-ignore

/** The same form sent twice is one resource. */
const isSame = (before: Row, body: Wish): boolean =>
  before.name_zh === clean(body.nameZh) &&
  before.kind === body.kind &&
  before.area_id === body.area &&
  before.organisation_id === (body.organisation ?? null)

type Written = { readonly ground: Ground; readonly area: AreaNode; readonly body: Wish }
async function write(tx: Tx, at: { readonly district: number; readonly now: number }, { ground, area, body }: Written): Promise<void> {
  const [from, upto] = openRange(ground, area, body)
  const name = clean(body.nameZh)
  const values = [
    at.district, body.id, body.kind, name, clean(body.nameEn ?? '') || name, clean(body.place), area.id, area.key, body.organisation ?? null, body.kind === 'venue' ? 1 : body.quantity, clean(body.unit), clean(body.hours), clean(body.terms),
    body.openTo, from, upto, body.keeper, body.organisation === undefined ? area.id : null, body.organisation ?? null, ground.district.demo, new Date(at.now),
  ] // prettier-ignore
  await tx.run(
    `insert into resources (district_id, id, kind, name_zh, name_en, place, area_id, area_key, organisation_id, quantity, unit, hours, terms, open_to, open_from, open_upto, keeper_post, keeper_area, keeper_organisation, demo, offered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
    on conflict (district_id, id) do update set (name_zh, name_en, place, area_id, area_key, organisation_id, quantity, unit, hours, terms, open_to, open_from, open_upto, keeper_post, keeper_area, keeper_organisation, ended_at)
      = (excluded.name_zh, excluded.name_en, excluded.place, excluded.area_id, excluded.area_key, excluded.organisation_id, excluded.quantity, excluded.unit, excluded.hours, excluded.terms, excluded.open_to, excluded.open_from, excluded.open_upto, excluded.keeper_post, excluded.keeper_area, excluded.keeper_organisation, null)`,
    values,
  )
}

/** The keys of the ground it is open to; what only a department uses is open to no ground. */
function openRange(ground: Ground, area: AreaNode, { openTo, organisation }: Wish): readonly [number, number] {
  if (openTo === 'own') return organisation === undefined ? [area.key, area.keyLast] : [1, 0]
  let top = area
  while (top.level > (openTo === 'township' ? 1 : 0)) {
    const parent = top.parent === null ? undefined : ground.areas.get(top.parent)
    if (!parent) break
    top = parent
  }
  return [top.key, top.keyLast]
}

async function whole(house: House, ground: Ground, wish: { readonly caller: Caller; readonly id: string }): Promise<{ row: ReturnType<typeof shapeOf> } | Refused> {
  const [row] = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => tx.rows(Row, `select ${columns('$3')} from resources r where r.district_id = $1 and r.id = $2`, [ground.district.id, wish.id, new Date(house.now())]))
  return row ? { row: shapeOf({ ground, caller: wish.caller, now: house.now() }, row) } : turnDown('no-such-resource')
} // prettier-ignore
