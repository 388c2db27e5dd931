// Who holds which post: the list for those who may see it, a new posting, and the end of one.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Post, posts, standsAt } from '../../core/posts.ts'
import type { Tx } from '../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../matters/endpoint.ts'
import { closePostings, oneAtATime, writePosting } from '../matters/posting.ts'
import { holderShape } from '../matters/see/names.ts'
import { record } from '../matters/record.ts'
import type { Ground } from '../matters/house.ts'
import { phoneFrom } from './phone.ts'
import { placeWrong, turnDown, type PeopleRefusal } from './refusals.ts'
import { tellEnded } from './sessions.ts'

type Row = z.output<typeof Row>
type Wish = Call<'addPosting'>['body']

export async function postings({ house, ground, caller, query }: Call<'postings'>): Promise<Answer<'postings'> | Refused> {
  if (caller.person === null) return turnDown('sign-in-first')
  const district = ground.district.id
  const reach = reachOf(ground, caller)
  const under = query.area === undefined ? null : (ground.areas.get(query.area) ?? null)
  const now = new Date(house.now())
  const asked = query.q?.trim() ?? ''
  const postNames =
    asked === ''
      ? []
      : Object.entries(posts).flatMap(([name, { label }]) =>
          label.zh.includes(asked) || label.en.toLowerCase().includes(asked.toLowerCase()) ? [name] : [],
        )
  const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Row, `select ${columns} ${joined} left join areas a on a.district_id = p.district_id and a.id = p.area_id
      where p.district_id = $1 and (p.until is null or p.until > $2) and ($3 or p.organisation_id = any($4::int[]) or exists (select 1 from unnest($5::bigint[], $6::bigint[]) as r(lo, hi) where a.key >= r.lo and a.key <= r.hi))
      and ($7::bigint is null or (a.key >= $7 and a.key <= $8)) and ($9 = '' or strpos(n.name, $9) > 0 or strpos(a.name_zh, $9) > 0 or p.post = any($10)) and ($11::uuid is null or p.id > $11) order by p.id limit $12`, [
      district, now, reach.all, reach.organisations, reach.ranges.map(({ from }) => from), reach.ranges.map(({ upto }) => upto), under?.key ?? null, under?.keyLast ?? null, asked, postNames, z.uuid().safeParse(query.after).data ?? null, query.limit + 1,
    ])) // prettier-ignore
  const page = rows.slice(0, query.limit)
  const isAsked = caller.postings.some(({ post }) => post === 'systemAdmin')
  return {
    rows: page.map((row) => ({ ...shapeOf(ground, row, now), hasLogin: isAsked ? row.has_login : null })),
    next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export async function addPosting({ house, ground, caller, body }: Call<'addPosting'>): Promise<Answer<'addPosting'> | Refused> {
  if (!caller.postings.some(({ post }) => post === 'systemAdmin')) return turnDown(caller.person === null ? 'sign-in-first' : 'admin-only')
  const district = ground.district.id
  const phone = body.phone === undefined || body.phone.trim() === '' ? null : phoneFrom(body.phone)
  if (phone === null && (body.phone ?? '').trim() !== '') return turnDown('phone-wrong')
  if (body.person === undefined && (body.name ?? '').trim() === '') return turnDown('who-first')
  if (!stands(ground, body)) return placeWrong(body.post)
  const now = new Date(house.now())
  const made = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<Row | PeopleRefusal> => {
    await oneAtATime(tx, district)
    const [known] = await tx.rows(Row, `select ${columns} ${joined} where p.district_id = $1 and p.id = $2`, [district, body.id])
    if (known !== undefined) return known
    const person =
      body.person ??
      (await addPerson(tx, {
        district,
        name: (body.name ?? '').trim(),
        phone: phone === null ? null : { cipher: house.keys.seal(phone), blind: Buffer.from(house.keys.blind('phone', phone), 'hex') },
        now,
      }))
    if (person === null) return 'phone-taken'
    if (body.person === undefined)
      await record(
        tx,
        { district, now: now.getTime() },
        { kind: 'person', subject: person, action: 'personAdded', by: caller.person, answers: { person } },
      )
    if (person === caller.person) return 'own-posting'
    const held = await tx.rows(
      z.object({ post: Post }),
      'select post from postings where district_id = $1 and person_id = $2 and (until is null or until > $3) limit 100',
      [district, person, now],
    )
    if (isAdmin(body.post) && held.some(({ post }) => isAdmin(post) && post !== body.post)) return 'admins-apart'
    const there = await tx.rows(z.object({ id: z.string() }), 'select id from people where district_id = $1 and id = $2', [district, person])
    if (there.length === 0) return 'no-such-person'
    const { id, post, area, organisation } = body
    const place = { ...(area === undefined ? {} : { area }), ...(organisation === undefined ? {} : { organisation }) }
    await writePosting(tx, { district, now: now.getTime() }, { id, person, post, ...place, by: caller.person })
    const [row] = await tx.rows(Row, `select ${columns} ${joined} where p.district_id = $1 and p.id = $2`, [district, body.id])
    return row ?? 'no-such-posting'
  })
  if (typeof made === 'string') return turnDown(made)
  await house.grounds.refresh(district)
  return { posting: shapeOf(ground, made, now) }
}

export async function endPosting({ house, ground, caller, params }: Call<'endPosting'>): Promise<Answer<'endPosting'> | Refused> {
  if (!caller.postings.some(({ post }) => post === 'systemAdmin')) return turnDown(caller.person === null ? 'sign-in-first' : 'admin-only')
  const district = ground.district.id
  const now = new Date(house.now())
  const ended = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<PeopleRefusal | { person: string }> => {
    await oneAtATime(tx, district)
    const [row] = await tx.rows(Row, `select ${columns} ${joined} where p.district_id = $1 and p.id = $2 and (p.until is null or p.until > $3)`, [
      district,
      params.id,
      now,
    ])
    if (row === undefined) return 'no-such-posting'
    if (row.person_id === caller.person) return 'own-posting'
    if (lasting.includes(row.post) && (await othersPresent(tx, { district, post: row.post, area: row.area_id, without: row.person_id, now })) === 0)
      return 'last-one'
    await closePostings(tx, { district, now: now.getTime() }, { ids: [row.id], by: caller.person })
    return { person: row.person_id }
  })
  if (typeof ended === 'string') return turnDown(ended)
  await house.grounds.refresh(district)
  tellEnded(house, { district, person: ended.person })
  return { ended: true }
}

/** Posts that must never be without anybody present: every ladder ends there, and posts are given from there. */
export const lasting: readonly Post[] = ['supervisor', 'districtLeader', 'systemAdmin', 'securityAdmin', 'auditAdmin']

/** How many others hold the post at that place and are not absent. */
export async function othersPresent(
  tx: Tx,
  place: { district: number; post: Post; area: number | null; without: string; now: Date },
): Promise<number> {
  return tx.count(`select count(distinct p.person_id) as n from postings p where p.district_id = $1 and p.post = $2 and p.area_id is not distinct from $3 and p.person_id <> $4 and p.since <= $5 and (p.until is null or p.until > $5)
    and not exists (select 1 from absences b where b.district_id = $1 and b.person_id = p.person_id and b.from_at <= $5 and b.until_at > $5)`, [place.district, place.post, place.area, place.without, place.now]) // prettier-ignore
}

const Row = z.object({
  id: z.string(),
  person_id: z.string(),
  name: z.string(),
  post: Post,
  area_id: z.number().nullable(),
  organisation_id: z.number().nullable(),
  absent_until: z.date().nullable(),
  substitute: z.string().nullable(),
  has_login: z.boolean(),
})
const columns =
  'p.id, p.person_id, n.name, p.post, p.area_id, p.organisation_id, b.until_at as absent_until, b.substitute, exists (select 1 from credentials c where c.district_id = p.district_id and c.person_id = p.person_id) as has_login'
/** $2 must be free for the caller: the absence shown is the one that ends last. */
const joined = `from postings p join people n on n.district_id = p.district_id and n.id = p.person_id
  left join lateral (select x.until_at, x.from_at, s.name as substitute from absences x left join people s on s.district_id = x.district_id and s.id = x.substitute_id where x.district_id = p.district_id and x.person_id = p.person_id order by x.until_at desc limit 1) b on true`

function shapeOf(ground: Ground, row: Row, now: Date): Answer<'addPosting'>['posting'] {
  const holder = {
    post: row.post,
    ...(row.area_id === null ? {} : { area: row.area_id }),
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id }),
  }
  const absent = row.absent_until !== null && row.absent_until > now ? { until: row.absent_until.getTime(), substitute: row.substitute } : null
  return { id: row.id, person: { id: row.person_id, name: row.name }, holder: holderShape(ground, holder), absent, hasLogin: row.has_login }
}

const adminPosts: readonly Post[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']
export const isAdmin = (post: Post): boolean => adminPosts.includes(post)
const seesAll: readonly Post[] = [...adminPosts, 'supervisor', 'districtLeader']

/** The part of the register somebody may read: all, their own area and below, or their own organisation. */
function reachOf(ground: Ground, caller: Caller): { all: boolean; ranges: { from: number; upto: number }[]; organisations: number[] } {
  const staff = caller.postings.filter(({ post }) => posts[post].staff)
  return {
    all: staff.some(({ post }) => seesAll.includes(post)),
    ranges: staff.flatMap(({ area }) => {
      const node = area === null ? undefined : ground.areas.get(area)
      return node === undefined ? [] : [{ from: node.key, upto: node.keyLast }]
    }),
    organisations: staff.flatMap(({ organisation }) => (organisation === null ? [] : [organisation])),
  }
}

/** A post is given where it stands, and nowhere above: an officer of everything would be asked by nobody. */
function stands(ground: Ground, { post, area, organisation }: Wish): boolean {
  const { level } = posts[post]
  if (level === null) return area === undefined && organisation !== undefined && ground.organisations.has(organisation)
  const node = area === undefined ? undefined : ground.areas.get(area)
  return organisation === undefined && node !== undefined && standsAt(post, node.level)
}

type NewPerson = { readonly district: number; readonly name: string; readonly phone: { cipher: Buffer; blind: Buffer } | null; readonly now: Date }
async function addPerson(tx: Tx, { district, name, phone, now }: NewPerson): Promise<string | null> {
  const id = uuidv7()
  const added = await tx.run(
    'insert into people (district_id, id, name, phone_cipher, phone_blind, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [district, id, name, phone?.cipher ?? null, phone?.blind ?? null, now],
  )
  return added === 0 ? null : id
}
