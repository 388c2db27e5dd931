// Who could take a matter: the category's own route first, then the posts around it and the departments, each with what it has open.
import { z } from 'zod'
import type { Label } from '../../../core/label.ts'
import type { Holder } from '../../../core/matter.ts'
import { liftTo } from '../../../core/owner.ts'
import { Post, posts } from '../../../core/posts.ts'
import type { HolderShape } from '../../../core/shapes.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { Category, Ground, House } from '../house.ts'
import { plainText } from '../../../core/bigrams.ts'
import { notFound, staffOnly } from './asking.ts'
import { holderShape } from './names.ts'
import { fromMatters, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, scopesOf } from './scopes.ts'

type Candidate = { readonly holder: Holder; readonly why: Label; readonly suggested: boolean }
const most = 60

export async function holders({ house, ground, caller, query }: Call<'holders'>): Promise<Answer<'holders'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const id = z.uuid().safeParse(query.matter)
  const sql = `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.id = $2`
  const found = id.success ? (await inScopes(house, scopes, ({ tx }) => tx.rows(SeenMatter, sql, [ground.district.id, id.data]))).flat() : []
  if (query.matter !== undefined && found.length === 0) return notFound()
  const area = found[0]?.area_id ?? caller.postings.find((posting) => posting.area !== null)?.area ?? topOf(ground)
  const candidates = held(ground, [
    ...routed(ground, ground.categories.get(found[0]?.marks['category'] ?? ''), area),
    ...around(ground, area),
    ...departments(ground),
  ])
  const terms = plainText(query.q ?? '')
  const shaped = candidates.map((each) => ({ ...each, shape: holderShape(ground, each.holder) })).filter(({ holder, shape }) => terms === '' || plainText(namesIn(ground, holder, shape)).includes(terms)).slice(0, most) // prettier-ignore
  const loads = await loadsOf(house, ground, shaped.map(({ holder }) => holder)) // prettier-ignore
  return {
    rows: shaped.map(({ holder, shape, why, suggested }) => ({
      holder: shape,
      people: ground.roster.present(holder).length,
      open: loads.get(keyOf(holder)) ?? 0,
      why,
      suggested,
    })),
  }
}

/** Where the category's table sends this kind of matter. */
function routed(ground: Ground, category: Category | undefined, area: number): Candidate[] {
  const why = { zh: '类别默认', en: 'Usual for this category' }
  const post = Post.safeParse(category?.routePost)
  if (category?.routeOrganisation) return (['departmentOfficer', 'departmentHead'] as const).filter((each) => !post.success || each === post.data || posts[post.data].level !== null).map((each) => ({ holder: { post: each, organisation: category.routeOrganisation ?? 0 }, why, suggested: true })) // prettier-ignore
  return post.success && posts[post.data].level !== null
    ? [{ holder: { post: post.data, area: liftTo(ground.roster, area, post.data) }, why, suggested: true }]
    : []
}

const local = [
  'yardHead',
  'gridOfficer',
  'gridLeader',
  'cleaner',
  'communityStaff',
  'communitySecretary',
  'livelihoodBoard',
  'safetyBoard',
  'economyBoard',
  'partyBoard',
  'dispatcher',
] as const

/** The posts on the way up from the matter, and the other grids of its community. */
function around(ground: Ground, area: number): Candidate[] {
  const community = liftTo(ground.roster, area, 'communityStaff')
  const own = local.map((post) => ({
    holder: { post, area: liftTo(ground.roster, area, post) },
    why: { zh: `管这里的${posts[post].label.zh}`, en: `${posts[post].label.en} for this place` },
    suggested: false,
  }))
  const beside = [...ground.areas.values()].filter((each) => each.level === 3 && each.parent === community && each.id !== area)
  return [
    ...own,
    ...beside.map((each): Candidate => ({
      holder: { post: 'gridOfficer', area: each.id },
      why: { zh: '同一个社区', en: 'Same community' },
      suggested: false,
    })),
  ]
}

const departments = (ground: Ground): Candidate[] =>
  [...ground.organisations.keys()].map((organisation) => ({
    holder: { post: 'departmentOfficer', organisation },
    why: { zh: '区级部门', en: 'District department' },
    suggested: false,
  }))

/** Only posts that somebody holds, each once; a suggestion stands first. */
function held(ground: Ground, candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ holder }) => {
    const key = keyOf(holder)
    const isNew = !seen.has(key) && ground.roster.isHeld(holder)
    seen.add(key)
    return isNew
  })
}

const keyOf = (holder: Holder): string => `${holder.post}|${holder.area ?? ''}|${holder.organisation ?? ''}`
const namesIn = (ground: Ground, holder: Holder, shape: HolderShape): string =>
  [
    shape.label.zh,
    shape.label.en,
    shape.place.zh,
    shape.place.en,
    ...ground.roster.present(holder).map((person) => ground.people.get(person)?.name ?? ''),
  ].join(' ')
const topOf = (ground: Ground): number => [...ground.areas.values()].find((each) => each.level === 0)?.id ?? 0

const LoadRow = z.object({ post: z.string(), area: z.number().nullable(), organisation: z.number().nullable(), n: z.number() })

/** How many unfinished matters each has; a department's load lies outside most viewers' areas, and only the number leaves. */
async function loadsOf(house: House, ground: Ground, all: readonly Holder[]): Promise<ReadonlyMap<string, number>> {
  const sql = `select h.post, h.area, h.organisation, count(d.matter_id)::int as n from unnest($2::text[], $3::int[], $4::int[]) h(post, area, organisation)
    join desk d on d.district_id = $1 and d.owner_post = h.post and (d.owner_area = h.area or d.owner_organisation = h.organisation) group by 1, 2, 3`
  const values = [
    ground.district.id,
    all.map((each) => each.post),
    all.map((each) => each.area ?? null),
    all.map((each) => each.organisation ?? null),
  ]
  const rows = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => tx.rows(LoadRow, sql, values))
  return new Map(rows.map((row) => [`${row.post}|${row.area ?? ''}|${row.organisation ?? ''}`, row.n]))
}
