// Posts that neighbours take up in a grid: its keepers say how many, a volunteer takes one or agrees to one offered, and gives it back at any time.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { civicPostNames, civicPosts, type CivicPost } from '../../core/civic-posts.ts'
import type { CivicPage } from '../../core/civic-shapes.ts'
import type { Post } from '../../core/posts.ts'
import { refuse } from '../../core/refusals.ts'
import { Instant, type Tx } from '../db/gate.ts'
import { refused, tellingOf, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { AreaNode, Ground, House } from './house.ts'
import { oneAtATime } from './posting.ts'
import { derivedId } from './act-ids.ts'
import { quietUntil } from './quiet.ts'
import { record, registrySubject } from './record.ts'
import { areaRef, placeLabel } from './see/names.ts'

const turnDown = tellingOf({
  'not-a-grid': [422, '选一个网格', 'Choose a grid'],
  'not-a-volunteer': [403, '先要是这个网格的志愿者', 'Whoever takes it volunteers in this grid first'],
  full: [409, '这个岗位已经有人了，可以看看别的', 'This post is filled; see the others'],
  'more-hold-it': [409, '现在的人比这个数多，先和他们说好', 'More people hold it now; agree with them first'],
  'sign-in': [401, '先登录', 'Sign in first'],
})

export const civicHandlers: Handlers<'civicPosts' | 'setCivicPost' | 'takeCivicPost' | 'leaveCivicPost'> = {
  civicPosts: async ({ house, ground, caller, query }) => {
    const asked = query.area === undefined ? ownGrids(ground, caller) : gridsUnder(ground, query.area)
    return pageOf(house, ground, { caller, grids: asked })
  },
  setCivicPost,
  takeCivicPost,
  leaveCivicPost,
}

const keepers: ReadonlySet<Post> = new Set(['gridLeader', 'communityStaff', 'communitySecretary'])
const keeps = (ground: Ground, caller: Caller, grid: number): boolean =>
  caller.postings.some(({ post, area }) => keepers.has(post) && area !== null && ground.roster.covers(area, grid))
const volunteersIn = (caller: Caller, grid: number): boolean => caller.postings.some(({ post, area }) => post === 'volunteer' && area === grid)

const mostGrids = 60
const gridsUnder = (ground: Ground, id: number): readonly AreaNode[] => {
  const whole = ground.areas.get(id)
  return [...ground.areas.values()].filter((area) => whole !== undefined && area.level === 3 && area.key >= whole.key && area.keyLast <= whole.keyLast).sort((one, other) => one.key - other.key).slice(0, mostGrids) // prettier-ignore
}
/** Where one volunteers, and what one keeps. */
const ownGrids = (ground: Ground, caller: Caller): readonly AreaNode[] =>
  [...new Set(caller.postings.flatMap(({ post, area }) => (area !== null && (post === 'volunteer' || keepers.has(post)) ? gridsUnder(ground, area) : [])))].slice(0, mostGrids) // prettier-ignore

const gridOf = (ground: Ground, id: number): AreaNode | null => {
  const area = ground.areas.get(id)
  return area?.level === 3 ? area : null
}

async function setCivicPost({ house, ground, caller, body }: Call<'setCivicPost'>): Promise<Answer<'setCivicPost'> | Refused> {
  const grid = gridOf(ground, body.area)
  if (!grid) return turnDown('not-a-grid')
  if (!keeps(ground, caller, grid.id)) return keeperOnly()
  const at = { district: ground.district.id, now: house.now() }
  const set = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    await oneAtATime(tx, at.district)
    const held = (await holdersIn(tx, { ...at, grids: [grid.id] })).filter((each) => each.post === body.post && each.since !== null)
    if (held.length > body.places) return false
    const before = await tx.rows(Need, 'select area_id as area, post, places from civic_posts where district_id = $1 and area_id = $2 and post = $3', [at.district, grid.id, body.post]) // prettier-ignore
    if (before[0]?.places === body.places) return true
    await tx.run('insert into civic_posts (district_id, area_id, post, places, set_at) values ($1, $2, $3, $4, $5) on conflict (district_id, area_id, post) do update set places = excluded.places, set_at = excluded.set_at', [at.district, grid.id, body.post, body.places, new Date(at.now)]) // prettier-ignore
    await trail(tx, at, { grid: grid.id, post: body.post, action: 'civicPostSet', by: caller.person, answers: { places: body.places } })
    return true
  })
  return set ? pageOf(house, ground, { caller, grids: [grid] }) : turnDown('more-hold-it')
}

/** By oneself at once; for somebody else it is an offer, which they agree to or not. */
async function takeCivicPost({ house, ground, caller, body }: Call<'takeCivicPost'>): Promise<Answer<'takeCivicPost'> | Refused> {
  const grid = gridOf(ground, body.area)
  if (caller.person === null) return turnDown('sign-in')
  if (!grid) return turnDown('not-a-grid')
  const person = body.person ?? caller.person
  const isOffer = person !== caller.person
  if (isOffer && !keeps(ground, caller, grid.id)) return keeperOnly()
  if (isOffer ? ground.roster.present({ post: 'volunteer', area: grid.id, person }).length === 0 : !volunteersIn(caller, grid.id)) return turnDown('not-a-volunteer') // prettier-ignore
  const at = { district: ground.district.id, now: house.now() }
  const taken = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    await oneAtATime(tx, at.district)
    const [need] = await tx.rows(Need, 'select area_id as area, post, places from civic_posts where district_id = $1 and area_id = $2 and post = $3', [at.district, grid.id, body.post]) // prettier-ignore
    const there = (await holdersIn(tx, { ...at, grids: [grid.id] })).filter((each) => each.post === body.post)
    const own = there.find((each) => each.person === person)
    // pressed twice, it is taken once
    if (own && (isOffer || own.since !== null)) return true
    if (there.filter((each) => each.since !== null).length >= (need?.places ?? 0)) return false
    const of = [at.district, grid.id, body.post, person, new Date(at.now)]
    if (own)
      await tx.run('update civic_holdings set agreed_at = $5 where district_id = $1 and area_id = $2 and post = $3 and person_id = $4 and ended_at is null', of) // prettier-ignore
    else {
      // what was held before somebody stopped volunteering here came to its end then
      await tx.run('update civic_holdings set ended_at = $5 where district_id = $1 and area_id = $2 and post = $3 and person_id = $4 and ended_at is null', of) // prettier-ignore
      await tx.run('insert into civic_holdings (district_id, area_id, post, person_id, begun_at, agreed_at, id) values ($1, $2, $3, $4, $5, $6, $7)', [...of, isOffer ? null : new Date(at.now), uuidv7()]) // prettier-ignore
    }
    if (isOffer && !own) await tellOffered(tx, at, { grid, post: body.post, person })
    await trail(tx, at, { grid: grid.id, post: body.post, action: isOffer ? 'civicPostOffered' : 'civicPostTaken', by: caller.person, answers: { person } }) // prettier-ignore
    return true
  })
  return taken ? pageOf(house, ground, { caller, grids: [grid] }) : turnDown('full')
}

/** Whom it is offered to is told, after the quiet hours; what it is about is the post of that grid, no matter. */
async function tellOffered(tx: Tx, at: { readonly district: number; readonly now: number }, { grid, post, person }: { readonly grid: AreaNode; readonly post: CivicPost; readonly person: string }): Promise<void> {
  const { name, duty } = civicPosts[post]
  const [zh, en] = [`${grid.name.zh}请您当${name.zh}：${duty.zh}。愿不愿意由您定，在“志愿者”里点`, `${grid.name.en} asks you to be its ${name.en}: ${duty.en}. It is for you to say, on the volunteers’ page`]
  const subject = `civic|${grid.id}|${post}`
  await tx.run(
    'insert into notices (district_id, id, matter_id, person_id, text_zh, text_en, at, delivered_at, quiet_until) values ($1, $2, $3, $4, $5, $6, $7, case when $8::timestamptz is null then $7::timestamptz end, $8) on conflict do nothing',
    [at.district, derivedId(`${subject}|${person}|${at.now}`), registrySubject('area', subject), person, zh, en, new Date(at.now).toISOString(), quietUntil(at.now, false)],
  )
} // prettier-ignore

/** Given back or declined by oneself, without a reason; taken back by who keeps the grid. */
async function leaveCivicPost({ house, ground, caller, body }: Call<'leaveCivicPost'>): Promise<Answer<'leaveCivicPost'> | Refused> {
  const grid = gridOf(ground, body.area)
  if (caller.person === null) return turnDown('sign-in')
  if (!grid) return turnDown('not-a-grid')
  const person = body.person ?? caller.person
  if (person !== caller.person && !keeps(ground, caller, grid.id)) return keeperOnly()
  const at = { district: ground.district.id, now: house.now() }
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    const ended = await tx.run('update civic_holdings set ended_at = $5 where district_id = $1 and area_id = $2 and post = $3 and person_id = $4 and ended_at is null', [at.district, grid.id, body.post, person, new Date(at.now)]) // prettier-ignore
    if (ended > 0) await trail(tx, at, { grid: grid.id, post: body.post, action: 'civicPostLeft', by: caller.person, answers: { person } })
  })
  return pageOf(house, ground, { caller, grids: [grid] })
}

const keeperOnly = (): Refused =>
  refused(refuse('not-yours', { who: '这个网格的网格长或社区', whoEn: 'the leader of this grid or its community' }), 403)

type Said = { readonly grid: number; readonly post: CivicPost; readonly action: 'civicPostSet' | 'civicPostOffered' | 'civicPostTaken' | 'civicPostLeft'; readonly by: string | null; readonly answers: Readonly<Record<string, string | number>> } // prettier-ignore
const trail = (tx: Tx, at: { readonly district: number; readonly now: number }, { grid, post, action, by, answers }: Said) =>
  record(tx, at, { kind: 'area', subject: `civic|${grid}|${post}`, action, by, answers: { civicPost: civicPosts[post].name.zh, area: grid, ...answers } }) // prettier-ignore

const Need = z.object({ area: z.number(), post: z.enum(civicPostNames), places: z.number() })
const Holder = z.object({ area: z.number(), post: z.enum(civicPostNames), person: z.string(), name: z.string(), publishes: z.boolean(), since: Instant.nullable() }) // prettier-ignore
type Asked = { readonly district: number; readonly now: number; readonly grids: readonly number[] }

/** Of volunteers there only, and of what began after they joined: who stopped and came again starts anew. */
const holdersIn = (tx: Tx, { district, now, grids }: Asked) =>
  tx.rows(
    Holder,
    `select h.area_id as area, h.post, h.person_id as person, n.name, n.publishes_name as publishes, h.agreed_at as since from civic_holdings h join people n on n.district_id = h.district_id and n.id = h.person_id
     where h.district_id = $1 and h.area_id = any($2::int[]) and h.ended_at is null and exists (select 1 from postings p where p.district_id = h.district_id and p.person_id = h.person_id and p.post = 'volunteer' and p.area_id = h.area_id and p.since <= h.begun_at and (p.until is null or p.until > $3))
     order by h.area_id, h.post, h.agreed_at, h.person_id limit 5000`,
    [district, grids, new Date(now)],
  )

async function pageOf(
  house: House,
  ground: Ground,
  { caller, grids }: { readonly caller: Caller; readonly grids: readonly AreaNode[] },
): Promise<CivicPage> {
  const asked = { district: ground.district.id, now: house.now(), grids: grids.map(({ id }) => id) }
  const { needs, holders } = await house.db.withDistrict({ district: asked.district, role: 'act' }, async (tx) => ({
    needs: await tx.rows(Need, 'select area_id as area, post, places from civic_posts where district_id = $1 and area_id = any($2::int[]) limit 5000', [asked.district, asked.grids]),
    holders: await holdersIn(tx, asked),
  })) // prettier-ignore
  return {
    grids: grids.map((grid) => {
      const isKept = keeps(ground, caller, grid.id)
      const there = isKept ? ground.roster.present({ post: 'volunteer', area: grid.id }) : []
      return {
        area: areaRef(ground, grid.id),
        place: placeLabel(ground, grid.parent),
        isKept,
        mayTake: volunteersIn(caller, grid.id),
        posts: civicPostNames.map((post) => {
          const own = holders.filter((each) => each.area === grid.id && each.post === post)
          const held = own.filter((each) => each.since !== null)
          const me = own.find((each) => each.person === caller.person)
          return {
            post,
            places: needs.find((each) => each.area === grid.id && each.post === post)?.places ?? 0,
            held: held.length,
            names: held.flatMap((each) => (each.publishes ? [each.name] : [])),
            mine: me === undefined ? ('none' as const) : me.since === null ? ('offered' as const) : ('held' as const),
            people: isKept ? own.map(({ person, name, since }) => ({ person, name, since })) : [],
          }
        }),
        volunteers: there.slice(0, 200).map((person) => ({ person, name: ground.people.get(person)?.name ?? '' })),
      }
    }),
  }
}
