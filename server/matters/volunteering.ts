// Volunteering by oneself: say that one wants to, what one can do, and stop again. Nothing is asked that the account knows.
import { z } from 'zod'
import { liftTo } from '../../core/owner.ts'
import { refuse } from '../../core/refusals.ts'
import type { Skill as Able } from '../../core/skills.ts'
import { Skill } from '../../core/volunteers.ts'
import { Instant } from '../db/gate.ts'
import { takeTurn } from '../db/limits.ts'
import { derivedId } from './act-ids.ts'
import { staffAsker } from './ask.ts'
import type { Door } from './door.ts'
import { isRefused, refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { receipted, reporterOf, tooMany, turnedDown } from './intake.ts'
import { endPosting, givePosting } from './posting.ts'
import { areaRef, unitName } from './see/names.ts'

const unnamed = '居民'

export const volunteeringHandlers = (door: Door): Handlers<'volunteering' | 'volunteer' | 'mySkills' | 'stopVolunteering'> => ({
  volunteering: async ({ house, ground, caller }) => standing(house, ground, caller),

  volunteer: (call) => register(door, call),

  mySkills: async ({ house, ground, caller, body }) => {
    const { person } = caller
    if (person === null) return signInFirst()
    if (!caller.postings.some(({ post }) => post === 'volunteer' || post === 'squadMember')) return refused(refuse('not-yours', { who: '登记的志愿者', whoEn: 'registered volunteers' }), 403) // prettier-ignore
    await keepSkills(house, ground, { person, skills: body.skills })
    return standing(house, ground, caller)
  },

  stopVolunteering: (call) => stop(door, call),
})

async function register(door: Door, { house, ground, caller, body }: Call<'volunteer'>): Promise<Answer<'volunteer'> | Refused> {
  const { person } = caller
  if (person === null) return signInFirst()
  const turn = await takeTurn(house, ground.district.id, { key: `volunteer|${person}`, max: 10, seconds: 600 })
  if (!turn.ok) return tooMany(turn.retryAfterSeconds)
  const grid = ground.areas.has(body.area) ? liftTo(ground.roster, body.area, 'volunteer') : 0
  if (ground.areas.get(grid)?.level !== 3) return refused(refuse('answer-missing', { field: '哪个网格', fieldEn: 'which grid' }, { field: 'area' }))
  if (ground.roster.present({ post: 'volunteer', area: grid, person }).length > 0 || (await isAsked(house, ground, { person, grid, but: body.id }))) return refused(refuse('already')) // prettier-ignore
  const me = await accountOf(house, ground, person)
  if (!me) return signInFirst()
  if (me.name === unnamed) {
    if (body.name === undefined) return refused(refuse('answer-missing', { field: '怎么称呼您', fieldEn: 'your name' }, { field: 'name' }))
    await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
      tx.run('update people set name = $3 where district_id = $1 and id = $2 and name = $4', [
        ground.district.id,
        person,
        plainName(body.name ?? ''),
        unnamed,
      ]),
    )
  }
  const reporter = reporterOf(house, caller, { act: body.act, phone: me.phone === null ? undefined : house.keys.unseal(me.phone), standing: 'open', joined: false }) // prettier-ignore
  if (isRefused(reporter)) return reporter
  const said = body.words?.trim() ?? ''
  const place = areaRef(ground, grid).name
  const verdict = await door.act({
    kind: 'birth', district: ground.district.id, id: body.id, act: body.act, process: 'volunteer-registration', action: 'register',
    answers: { skills: [...new Set(body.skills)], ...(body.as === undefined ? {} : { as: body.as }), ...(said === '' ? {} : { words: said }) },
    asker: { kind: 'person', person, postings: [], device: caller.device }, area: grid, thing: null, parent: null, part: null, source: 'other', headline: `想当志愿者 · ${place.zh}`, words: said, lon: null, lat: null, marks: {}, reporter: reporter.row,
  }) // prettier-ignore
  if (!verdict.ok) return turnedDown(verdict)
  await keepSkills(house, ground, { person, skills: body.skills })
  return receipted(ground, verdict, { receipt: reporter.receipt, standing: 'open' })
}

/** What was taken is given back first, so that nobody waits for somebody who has left. What is done already is still looked at. */
async function stop(door: Door, { house, ground, caller, body }: Call<'stopVolunteering'>): Promise<Answer<'stopVolunteering'> | Refused> {
  const { person } = caller
  if (person === null) return signInFirst()
  const district = ground.district.id
  const place = body.squad === undefined ? { post: 'volunteer' as const, area: body.grid ?? 0 } : { post: 'squadMember' as const, organisation: body.squad } // prettier-ignore
  const isHeld = caller.postings.some((each) => each.post === place.post && each.area === ('area' in place ? place.area : null) && each.organisation === ('organisation' in place ? place.organisation : null)) // prettier-ignore
  if (!isHeld) return refused(refuse('not-found'), 404)
  for (const claim of await claimsOf(house, ground, person)) {
    const isFromHere = claim.post === place.post && (claim.area ?? claim.organisation) === ('area' in place ? place.area : place.organisation)
    if (!isFromHere) continue
    const act = derivedId(`${claim.id}|${claim.seq}|stopped`)
    const verdict = await door.act({ kind: 'step', district, matter: claim.id, act, action: 'giveBack', answers: {}, asker: staffAsker(caller) })
    if (!verdict.ok && verdict.busy) return turnedDown(verdict)
  }
  await house.db.withDistrict({ district, role: 'act' }, (tx) => endPosting(tx, { district, now: house.now() }, { ...place, person, by: person }))
  await house.grounds.refresh(district)
  const fresh = await house.grounds.byId(district)
  return standing(house, fresh ?? ground, { ...caller, postings: (fresh ?? ground).postingsOf(person, house.now()) })
}

type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
const Enrol = z.object({ matter: z.string(), seq: z.number(), post: z.enum(['volunteer']) })
const Asked = z.object({ person_id: z.string(), area_id: z.number(), by: z.string().nullable() })

/** Whoever asked gets the post where they asked for it; a repetition gives none. */
export async function enrol({ house, ground }: { readonly house: House; readonly ground: Ground }, entry: Entry): Promise<void> {
  const { matter, seq, post } = Enrol.parse(entry.body)
  const district = ground.district.id
  const given = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [asked] = await tx.rows(
      Asked,
      `select r.person_id, m.area_id, (select l.value->>'person' from leaves l where l.district_id = $1 and l.subject_id = $2 and l.seq = $3 and l.name = 'by') as by
      from reporters r join matters m on m.district_id = r.district_id and m.id = r.matter_id where r.district_id = $1 and r.matter_id = $2 and not r.joined and r.person_id is not null limit 1`,
      [district, matter, seq],
    )
    if (!asked) return false
    const area = liftTo(ground.roster, asked.area_id, post)
    return givePosting(tx, { district, now: house.now() }, { cause: entry.id, person: asked.person_id, post, area, by: asked.by })
  })
  if (given) await house.grounds.refresh(district)
}

const signInFirst = (): Refused => refused(refuse('not-yours', { who: '登录的人', whoEn: 'whoever is signed in' }), 401)
/** Half a character or a NUL cannot be kept. */
const plainName = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString().trim() || unnamed

const Account = z.object({ name: z.string(), phone: z.instanceof(Buffer).nullable() })
const accountOf = async (house: House, ground: Ground, person: string) =>
  (
    await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
      tx.rows(Account, 'select name, phone_cipher as phone from people where district_id = $1 and id = $2', [ground.district.id, person]),
    )
  )[0]

const keepSkills = (house: House, ground: Ground, { person, skills }: { readonly person: string; readonly skills: readonly Able[] }) =>
  house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.run(
      'insert into volunteers (district_id, person_id, skills, changed_at) values ($1, $2, $3, $4) on conflict (district_id, person_id) do update set skills = excluded.skills, changed_at = excluded.changed_at',
      [ground.district.id, person, JSON.stringify([...new Set(skills)]), new Date(house.now())],
    ),
  )

const isAsked = async (house: House, ground: Ground, wish: { readonly person: string; readonly grid: number; readonly but: string }) =>
  (await waitingOf(house, ground, wish.person)).some(({ id, area_id }) => id !== wish.but && area_id === wish.grid)

const Waiting = z.object({ id: z.string(), number: z.string(), area_id: z.number(), due: Instant.nullable() })
const waitingOf = (house: House, ground: Ground, person: string) =>
  house.db.withDistrict({ district: ground.district.id, role: 'own', person }, (tx) =>
    tx.rows(
      Waiting,
      `select m.id, m.number, m.area_id, d.due_at as due from matters m left join desk d on d.district_id = m.district_id and d.matter_id = m.id
      where m.district_id = $1 and m.process = 'volunteer-registration' and m.phase not in ('done', 'dropped') and m.id in (select matter_id from reporters where district_id = $1 and not joined) order by m.opened_at, m.id limit 20`,
      [ground.district.id],
    ),
  )

const Claim = z.object({ id: z.string(), seq: z.number(), post: z.string().nullable(), area: z.coerce.number().nullable(), organisation: z.coerce.number().nullable() }) // prettier-ignore
const claimsOf = (house: House, ground: Ground, person: string) =>
  house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(
      Claim,
      `select m.id, m.seq, m.seats->'helper'->>'post' as post, m.seats->'helper'->'area' as area, m.seats->'helper'->'organisation' as organisation
      from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.process = 'volunteer-call' and m.state = 'claimed' and m.seats->'helper'->>'person' = $2 order by m.id limit 100`,
      [ground.district.id, person],
    ),
  )

const Profile = z.object({ skills: z.array(Skill).catch([]) })
const Last = z.object({ area_id: z.number() })
async function standing(house: House, ground: Ground, caller: Caller): Promise<Answer<'volunteering'> | Refused> {
  const { person } = caller
  if (person === null) return signInFirst()
  const d = ground.district.id
  const me = await accountOf(house, ground, person)
  const profile = await house.db.withDistrict({ district: d, role: 'act' }, (tx) =>
    tx.rows(Profile, 'select skills from volunteers where district_id = $1 and person_id = $2', [d, person]),
  )
  const last = await house.db.withDistrict(
    { district: d, role: 'own', person },
    (tx) =>
    tx.rows(Last, 'select area_id from matters where district_id = $1 and id in (select matter_id from reporters where district_id = $1) order by opened_at desc, id desc limit 1', [d]), // prettier-ignore
  )
  const grid = last[0] ? liftTo(ground.roster, last[0].area_id, 'volunteer') : 0
  return {
    grids: caller.postings.flatMap(({ post, area }) => (post === 'volunteer' && area !== null ? [areaRef(ground, area)] : [])),
    squads: caller.postings.flatMap(({ post, organisation }) => {
      const squad = post === 'squadMember' ? ground.squads.standing.find((each) => each.organisation === organisation) : undefined
      const name = squad && unitName(ground, squad.organisation)
      return squad && name ? [{ id: squad.organisation, name, skills: [...squad.skills] }] : []
    }),
    skills: profile[0]?.skills ?? [],
    waiting: (await waitingOf(house, ground, person)).map(({ number, area_id, due }) => ({ number, area: areaRef(ground, area_id), due })),
    suggested: ground.areas.get(grid)?.level === 3 ? areaRef(ground, grid) : null,
    isNamed: me !== undefined && me.name !== unnamed,
    running: (await claimsOf(house, ground, person)).length,
  }
}
