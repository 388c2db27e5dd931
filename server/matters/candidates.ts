// Who could take a matter at a place, in order and with reasons: the category's own route first, then the posts around it and the departments.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import type { Holder } from '../../core/matter.ts'
import { metresBetween } from '../../core/geometry.ts'
import { liftTo } from '../../core/owner.ts'
import { Post, posts } from '../../core/posts.ts'
import type { HolderShape } from '../../core/shapes.ts'
import { plainText } from '../../core/bigrams.ts'
import type { AreaNode, Category, Ground, House } from './house.ts'
import { districtArea } from './places.ts'
import { holderShape } from './see/names.ts'

type Candidate = { readonly holder: Holder; readonly why: Label; readonly suggested: boolean }
type Spot = { readonly lon: number; readonly lat: number }
const most = 60

/** Where the matter is and of which kind. */
export type Site = { readonly area: number; readonly lon: number | null; readonly lat: number | null; readonly category: string | undefined }
export type Asked = { readonly site: Site; readonly posts?: readonly string[] | undefined; readonly q?: string | undefined; /** only at this level, elsewhere than here */ readonly besides?: number | undefined; /** at any level, elsewhere than here */ readonly beyond?: number | undefined; /** these too, wherever they stand */ readonly also?: readonly Holder[] } // prettier-ignore
export type Ranked = Candidate & {
  readonly shape: HolderShape
  readonly open: number
  readonly metres: number | null
  readonly people: number
  readonly fit: number
  readonly reasons: readonly Label[]
}

/** The first in this order is who fits best now. */
export async function rankedFor(
  house: House,
  ground: Ground,
  { site, posts: only, q, besides, beyond: own, also = [] }: Asked,
): Promise<readonly Ranked[]> {
  const { area } = site
  const category = ground.categories.get(site.category ?? '')
  const all =
    besides !== undefined || own !== undefined
      ? held(ground, own === undefined ? equals(ground, besides ?? area, only ?? []) : elsewhere(ground, own, only ?? []))
      : held(ground, [...routed(ground, category, area), ...around(ground, area), ...departments(ground), ...leaders(ground)])
  const candidates = only ? all.filter(({ holder }) => only.includes(holder.post)) : all.filter(({ holder }) => holder.person === undefined)
  const terms = plainText(q ?? '')
  const shaped = candidates.map((each) => ({ ...each, shape: holderShape(ground, each.holder) })).filter(({ holder, shape }) => terms === '' || plainText(namesIn(ground, holder, shape)).includes(terms)).slice(0, most) // prettier-ignore
  const beyond = also.filter((holder) => !shaped.some((each) => keyOf(each.holder) === keyOf(holder))).map((holder) => ({ ...(all.find((each) => keyOf(each.holder) === keyOf(holder)) ?? { holder, why: byName, suggested: false }), shape: holderShape(ground, holder) })) // prettier-ignore
  const list = [...shaped, ...beyond]
  const loads = await loadsOf(house, ground, list.map(({ holder }) => holder)) // prettier-ignore
  const here = spotOf(ground, site)
  const ranked = list.map((each): Ranked => {
    const open = loads.get(loadKeyOf(each.holder)) ?? 0
    const metres = distanceTo(ground, here, each.holder)
    const people = ground.roster.present(each.holder).length
    const duty = dutyReason(category, each.holder)
    return {
      ...each,
      open,
      metres,
      people,
      fit: duty?.fit ?? 0,
      reasons: reasonsFor({ why: each.why, metres, open, people, duty: duty?.say ?? null }),
    }
  })
  return ranked.sort(nearestFirst)
}

/** Somebody whom the list does not offer. */
const byName: Label = { zh: '点名选的', en: 'Chosen by name' }

/** The category's route, then whoever is present, then the side that the duty list names, then near and light: 20 open matters weigh as much as one kilometre. */
const nearestFirst = (one: Ranked, other: Ranked): number =>
  Number(other.suggested) - Number(one.suggested) ||
  Number(other.people > 0) - Number(one.people > 0) ||
  other.fit - one.fit ||
  effort(one) - effort(other)
const effort = ({ metres, open }: Ranked): number => (metres ?? 5000) + open * 50

/** Where the matter is: its own point, else the middle of its area. */
function spotOf(ground: Ground, at: Site): Spot | null {
  if (at.lon !== null && at.lat !== null) return { lon: at.lon, lat: at.lat }
  const area = ground.areas.get(at.area)
  return area && area.lon !== null && area.lat !== null ? { lon: area.lon, lat: area.lat } : null
}

/** To the middle of where the post stands; a department's people are out in the district, so no distance is claimed. */
function distanceTo(ground: Ground, here: Spot | null, holder: Holder): number | null {
  const area = holder.area === undefined ? undefined : ground.areas.get(holder.area)
  if (!here || !area || area.level < 2 || area.lon === null || area.lat === null) return null
  return Math.round(metresBetween([here.lon, here.lat], [area.lon, area.lat]))
}

/** The duty list speaks for a department or for the township's own people. */
function dutyReason(category: Category | undefined, holder: Holder): { readonly fit: number; readonly say: Label } | null {
  const isUnit = holder.organisation !== undefined
  if (!category) return null
  if (category.duty === 'withdrawn') return { fit: isUnit ? 1 : 0, say: isUnit ? { zh: '收回清单：归区级部门', en: 'Withdrawn list: a district duty' } : { zh: '收回清单：不归镇街', en: 'Withdrawn list: not a township duty' } } // prettier-ignore
  if (category.duty === 'cooperative') return { fit: 0, say: isUnit ? { zh: '配合清单：部门主责', en: 'Shared list: the department leads' } : { zh: '配合清单：镇街配合', en: 'Shared list: the township helps' } } // prettier-ignore
  return isUnit ? null : { fit: 1, say: { zh: '基本清单：镇街主责', en: 'Basic list: the township’s own' } }
}

function reasonsFor(of: {
  readonly why: Label
  readonly metres: number | null
  readonly open: number
  readonly people: number
  readonly duty: Label | null
}): readonly Label[] {
  const { why, metres, open, people, duty } = of
  const far = metres === null ? null : metres < 1000 ? { zh: `约 ${Math.round(metres / 10) * 10} 米`, en: `about ${Math.round(metres / 10) * 10} m` } : { zh: `约 ${(metres / 1000).toFixed(1)} 公里`, en: `about ${(metres / 1000).toFixed(1)} km` } // prettier-ignore
  return [why, ...(duty ? [duty] : []), ...(far ? [far] : []), { zh: `手上 ${open} 件`, en: `${open} open` }, people > 0 ? { zh: `${people} 人在岗`, en: `${people} on duty` } : { zh: '现在没人在岗', en: 'nobody on duty now' }] // prettier-ignore
}

/** Leaders are called by name. */
const leaders = (ground: Ground): Candidate[] =>
  ground.roster.present({ post: 'districtLeader', area: districtArea(ground).id }).map((person) => ({
    holder: { post: 'districtLeader', area: districtArea(ground).id, person },
    why: { zh: '区领导', en: 'District leader' },
    suggested: false,
  }))

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

/** Those of the same level as somebody, nearest first, because only so many are listed. */
function equals(ground: Ground, own: number, only: readonly string[]): Candidate[] {
  const here = ground.areas.get(own)
  const far = (each: AreaNode): number => here && here.lon !== null && here.lat !== null && each.lon !== null && each.lat !== null ? metresBetween([here.lon, here.lat], [each.lon, each.lat]) : Infinity // prettier-ignore
  const others = [...ground.areas.values()]
    .filter((each) => each.level === here?.level && each.id !== own)
    .sort((one, other) => far(one) - far(other))
  const why = (each: AreaNode): Label =>
    each.parent === here?.parent ? { zh: '同级，归同一个上级', en: 'Same level, same superior' } : { zh: '同级', en: 'Same level' }
  return others.flatMap((each) => only.flatMap((name): Candidate[] => { const post = Post.safeParse(name); return post.success ? [{ holder: { post: post.data, area: each.id }, why: why(each), suggested: false }] : [] })) // prettier-ignore
}

/** The nearest of one's own superior first, then departments, then every other place by distance; never one's own. */
function elsewhere(ground: Ground, own: number, only: readonly string[]): Candidate[] {
  const here = ground.areas.get(own)
  const far = (each: AreaNode): number => here && here.lon !== null && here.lat !== null && each.lon !== null && each.lat !== null ? metresBetween([here.lon, here.lat], [each.lon, each.lat]) : Infinity // prettier-ignore
  const named = only.flatMap((name) => Post.safeParse(name).data ?? [])
  const others = [...ground.areas.values()].filter((each) => each.id !== own).map((area) => ({ area, far: far(area) })).sort((one, other) => one.far - other.far) // prettier-ignore
  const isFamily = (area: AreaNode): boolean => area.parent === here?.parent || area.id === here?.parent || area.parent === own
  const places = ({ area }: { readonly area: AreaNode }): Candidate[] => named.filter((post) => posts[post].level === area.level).map((post) => ({ holder: { post, area: area.id }, why: isFamily(area) ? { zh: '就近', en: 'Close by' } : { zh: '别的单位', en: 'Another body' }, suggested: false })) // prettier-ignore
  const family = held(ground, others.filter(({ area }) => isFamily(area)).flatMap(places)) // prettier-ignore
  // only so many are listed, and some of each kind should be
  return [...family.slice(0, 24), ...departments(ground), ...family.slice(24), ...others.filter(({ area }) => !isFamily(area)).flatMap(places)]
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

const loadKeyOf = (holder: Holder): string => `${holder.post}|${holder.area ?? ''}|${holder.organisation ?? ''}`
export const keyOf = (holder: Holder): string => `${loadKeyOf(holder)}|${holder.person ?? ''}`
const namesIn = (ground: Ground, holder: Holder, shape: HolderShape): string =>
  [
    shape.label.zh,
    shape.label.en,
    shape.place.zh,
    shape.place.en,
    ...ground.roster.present(holder).map((person) => ground.people.get(person)?.name ?? ''),
  ].join(' ')
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
