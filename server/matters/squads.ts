// Squads of volunteers: formed, renamed and dissolved by the community or the township, with their members; every change is on the trail.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import type { Post } from '../../core/posts.ts'
import { refuse } from '../../core/refusals.ts'
import { Skill, type SquadRow } from '../../core/volunteers.ts'
import type { Tx } from '../db/gate.ts'
import { isRefused, refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { closePostings, endPosting, givePosting, oneAtATime } from './posting.ts'
import { record } from './record.ts'
import { notFound, staffOnly } from './see/asking.ts'
import { areaRef } from './see/names.ts'
import { rangesOf, scopesOf } from './see/scopes.ts'

export const squadHandlers: Handlers<'squads' | 'saveSquad' | 'dissolveSquad' | 'joinSquad' | 'leaveSquad'> = {
  squads,
  saveSquad,
  dissolveSquad,
  joinSquad,
  leaveSquad,
}

const keepers: ReadonlySet<Post> = new Set(['communityStaff', 'communitySecretary', 'dispatcher'])

/** A squad is kept by those whose own ground holds the whole of its area. */
const keeps = (ground: Ground, { postings }: Caller, area: number): boolean =>
  postings.some((posting) => keepers.has(posting.post) && posting.area !== null && ground.roster.covers(posting.area, area))
const keeperOnly = (): Refused =>
  refused(
    refuse('not-yours', { who: '管这一片的社区干部、社区书记或综合指挥岗', whoEn: 'community staff, secretary or dispatcher of that area' }),
    403,
  )
const standing = (ground: Ground, squad: number) => ground.squads.standing.find(({ organisation }) => organisation === squad)
const keptSquad = (ground: Ground, caller: Caller, id: number) => {
  const squad = standing(ground, id)
  if (!squad) return notFound()
  return keeps(ground, caller, squad.area) ? squad : keeperOnly()
}

const Row = z.object({ id: z.number(), name_zh: z.string(), name_en: z.string(), area_id: z.number(), skills: z.array(Skill).catch([]) })
const columns = 'o.id, o.name_zh, o.name_en, o.area_id, o.skills'

/** Those at or under the viewer's ground, and those above that reach into it. */
async function squads({ house, ground, caller, query }: Call<'squads'>): Promise<Answer<'squads'> | Refused> {
  const ranges = rangesOf(scopesOf(ground, caller))
  if (ranges.length === 0) return staffOnly()
  const under = query.area === undefined ? null : (ground.areas.get(query.area) ?? null)
  const asked = (query.q ?? '').replaceAll('\0', '').trim()
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(
      Row,
      `select ${columns} from organisations o join areas a on a.district_id = o.district_id and a.id = o.area_id where o.district_id = $1 and o.kind = 'squad' and o.ended_at is null and o.id > $2
      and exists (select 1 from jsonb_to_recordset($3::jsonb) as r(lo bigint, hi bigint) where a.key <= r.hi and a.key_last >= r.lo) and ($4::bigint is null or (a.key <= $5 and a.key_last >= $4)) and ($6 = '' or strpos(o.name_zh, $6) > 0 or strpos(o.name_en, $6) > 0 or strpos(a.name_zh, $6) > 0) order by o.id limit $7`,
      [ground.district.id, afterId(query.after), JSON.stringify(ranges), under?.key ?? null, under?.keyLast ?? null, asked, query.limit + 1],
    ),
  )
  const page = rows.slice(0, query.limit)
  const members = await membersOf(house, ground, page.map(({ id }) => id)) // prettier-ignore
  const own = caller.postings.flatMap(({ post, area }) => (keepers.has(post) && area !== null ? [area] : []))
  return {
    rows: page.map((row) => shapeOf(ground, caller, { row, members: members.get(row.id) ?? [] })),
    next: rows.length > query.limit ? String(page.at(-1)?.id) : null,
    grounds: [...new Set(own)].map((area) => areaRef(ground, area)),
  }
}

const afterId = (text: string | undefined): number => {
  const id = Number(text ?? 0)
  return Number.isInteger(id) && id > 0 && id < 2_000_000_000 ? id : 0
}

async function saveSquad({ house, ground, caller, body }: Call<'saveSquad'>): Promise<Answer<'saveSquad'> | Refused> {
  const area = ground.areas.get(body.area)
  if (!area || area.level === 0 || area.level > 3) return refused(refuse('answer-missing', { field: '哪一片', fieldEn: 'which area' }, { field: 'area' })) // prettier-ignore
  if (!keeps(ground, caller, body.area)) return keeperOnly()
  const district = ground.district.id
  const name = Buffer.from(body.name.replaceAll('\0', '')).toString().trim()
  if (name.length < 2) return refused(refuse('answer-missing', { field: '名字', fieldEn: 'name' }, { field: 'name' }))
  const at = { district, now: house.now() }
  const kept = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<'taken' | 'gone' | 'not-theirs' | number> => {
    await oneAtATime(tx, district)
    const twin = await tx.rows(Id, `select id from organisations where district_id = $1 and kind = 'squad' and ended_at is null and area_id = $2 and name_zh = $3 and id <> $4`, [district, body.area, name, body.squad ?? 0]) // prettier-ignore
    if (twin.length > 0) return 'taken'
    const skills = [...new Set(body.skills)]
    if (body.squad !== undefined) {
      const [before] = await tx.rows(Row, `select ${columns} from organisations o where o.district_id = $1 and o.id = $2 and o.kind = 'squad' and o.ended_at is null`, [district, body.squad]) // prettier-ignore
      if (!before) return 'gone'
      if (!keeps(ground, caller, before.area_id)) return 'not-theirs'
      await tx.run('update organisations set name_zh = $3, name_en = $3, area_id = $4, skills = $5 where district_id = $1 and id = $2', [district, body.squad, name, body.area, JSON.stringify(skills)]) // prettier-ignore
    } else {
      await tx.run(
        `insert into organisations (district_id, id, kind, name_zh, name_en, area_id, skills) select $1, coalesce(max(id), 0) + 1, 'squad', $2, $2, $3, $4 from organisations where district_id = $1`,
        [district, name, body.area, JSON.stringify(skills)],
      )
    }
    const [row] = await tx.rows(Id, `select id from organisations where district_id = $1 and kind = 'squad' and ended_at is null and area_id = $2 and name_zh = $3`, [district, body.area, name]) // prettier-ignore
    const id = row?.id ?? 0
    const answers = { name, area: body.area, skills: skills.join(',') }
    await record(tx, at, { kind: 'squad', subject: String(id), action: body.squad === undefined ? 'squadFormed' : 'squadChanged', by: caller.person, answers }) // prettier-ignore
    return id
  })
  if (kept === 'gone') return notFound()
  if (kept === 'not-theirs') return keeperOnly()
  if (kept === 'taken') return refused(refuse('answer-wrong', { field: '名字', fieldEn: 'name', why: '这一片已经有叫这个名字的队', whyEn: 'a squad there has that name' }, { field: 'name' })) // prettier-ignore
  return whole(house, { district, caller, squad: kept })
}

/** Members leave with it; what one of them took lies with the grid officer from then on, who answers for it. */
async function dissolveSquad({ house, ground, caller, params, body }: Call<'dissolveSquad'>): Promise<Answer<'dissolveSquad'> | Refused> {
  const squad = keptSquad(ground, caller, params.squad)
  if (isRefused(squad)) return squad
  const at = { district: ground.district.id, now: house.now() }
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    await oneAtATime(tx, at.district)
    const ended = await tx.run(`update organisations set ended_at = $3 where district_id = $1 and id = $2 and kind = 'squad' and ended_at is null`, [at.district, params.squad, new Date(at.now)]) // prettier-ignore
    if (ended === 0) return
    const members = await membersIn(tx, { ...at, squads: [params.squad] })
    await closePostings(tx, at, { ids: members.map(({ id }) => id), by: caller.person })
    const answers = { name: ground.squads.names.get(params.squad)?.zh, area: squad.area, reason: body.why }
    await record(tx, at, { kind: 'squad', subject: String(params.squad), action: 'squadDissolved', by: caller.person, answers })
  })
  await house.grounds.refresh(at.district)
  return { dissolved: true }
}

/** Members are volunteers of grids within the keeper's own ground: nobody is put into a squad who never offered to help. */
async function joinSquad({ house, ground, caller, params, body }: Call<'joinSquad'>): Promise<Answer<'joinSquad'> | Refused> {
  const squad = keptSquad(ground, caller, params.squad)
  if (isRefused(squad)) return squad
  const at = { district: ground.district.id, now: house.now() }
  const isVolunteer = ground
    .postingsOf(body.person, at.now)
    .some(({ post, area }) => post === 'volunteer' && area !== null && keeps(ground, caller, area))
  if (!isVolunteer) return refused(refuse('answer-wrong', { field: '队员', fieldEn: 'member', why: '先要是这一片网格的志愿者', whyEn: 'they must be a volunteer of a grid here first' }, { field: 'person' })) // prettier-ignore
  await house.db.withDistrict(
    { district: at.district, role: 'act' },
    (tx) =>
    givePosting(tx, at, { cause: `${params.squad}|${body.person}|${at.now}`, person: body.person, post: 'squadMember', organisation: params.squad, by: caller.person }), // prettier-ignore
  )
  return whole(house, { district: at.district, caller, squad: params.squad })
}

async function leaveSquad({ house, ground, caller, params }: Call<'leaveSquad'>): Promise<Answer<'leaveSquad'> | Refused> {
  const squad = keptSquad(ground, caller, params.squad)
  if (isRefused(squad)) return squad
  const at = { district: ground.district.id, now: house.now() }
  const ended = await house.db.withDistrict({ district: at.district, role: 'act' }, (tx) =>
    endPosting(tx, at, { person: params.person, post: 'squadMember', organisation: params.squad, by: caller.person }),
  )
  return ended ? whole(house, { district: at.district, caller, squad: params.squad }) : notFound()
}

/** As it is after the change, for whoever changed it. */
async function whole(
  house: House,
  wish: { readonly district: number; readonly caller: Caller; readonly squad: number },
): Promise<{ row: SquadRow } | Refused> {
  await house.grounds.refresh(wish.district)
  const ground = await house.grounds.byId(wish.district)
  const squad = ground && standing(ground, wish.squad)
  if (!ground || !squad) return notFound()
  const name: Label = ground.squads.names.get(wish.squad) ?? { zh: '', en: '' }
  const members = (await membersOf(house, ground, [wish.squad])).get(wish.squad) ?? []
  const row = { id: wish.squad, name_zh: name.zh, name_en: name.en, area_id: squad.area, skills: Skill.array().catch([]).parse(squad.skills) }
  return { row: shapeOf(ground, wish.caller, { row, members }) }
}

const Id = z.object({ id: z.number() })
const Member = z.object({ id: z.string(), squad: z.number(), person: z.string(), name: z.string() })
type Member = z.output<typeof Member>

const membersIn = (tx: Tx, wish: { readonly district: number; readonly now: number; readonly squads: readonly number[] }): Promise<Member[]> =>
  tx.rows(
    Member,
    `select p.id, p.organisation_id as squad, p.person_id as person, n.name from postings p join people n on n.district_id = p.district_id and n.id = p.person_id
    where p.district_id = $1 and p.post = 'squadMember' and p.organisation_id = any($2::int[]) and (p.until is null or p.until > $3) order by p.organisation_id, p.since, p.id limit 5000`,
    [wish.district, wish.squads, new Date(wish.now)],
  )

async function membersOf(house: House, ground: Ground, ids: readonly number[]): Promise<ReadonlyMap<number, readonly Member[]>> {
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    membersIn(tx, { district: ground.district.id, now: house.now(), squads: ids }),
  )
  return new Map(ids.map((id) => [id, rows.filter(({ squad }) => squad === id)]))
}

const shapeOf = (ground: Ground, caller: Caller, { row, members }: { readonly row: z.output<typeof Row>; readonly members: readonly Member[] }): SquadRow => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  area: areaRef(ground, row.area_id),
  skills: row.skills,
  members: members.map(({ person, name }) => ({ person, name })),
  isKept: keeps(ground, caller, row.area_id),
}) // prettier-ignore
