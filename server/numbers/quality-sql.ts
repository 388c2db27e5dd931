// The sources of data quality: for each check which rows it is counted over and which of them it counts; the number and its rows are one condition.
import { qualityDays, shortWords, unusedDays, type QualityName } from '../../core/quality.ts'
import { sizes } from '../../core/grid-functions.ts'

/** `see` reads under the viewer's own row security; `act` only what no reading role may read, within the same keys. */
export type Family = {
  readonly role: 'see' | 'act'
  readonly from: string
  /** names of columns, in the order of `Found` */ readonly columns: string
  readonly order: readonly [key: string, id: string]
}
type Check = { readonly family: keyof typeof families; readonly base: string; readonly counted: string }

/** $1 district, $2 and $3 the keys of the ground, $4 now, $5 whether it is the whole district, $6 codes of the unsure categories, $7 the processes by which something is reported. */
const inRange = (key: string) => `${key} between $2 and $3`
const now = `p.since <= $4 and (p.until is null or p.until > $4)`
const holder = (post: string, place: string) =>
  `exists (select 1 from postings p where p.district_id = $1 and p.post = '${post}' and ${place} and ${now})`
const areaColumns = `a.key as k, a.id::text as id, a.name_zh as zh, a.name_en as en, a.parent_id as area, null::int as organisation, null::text as post`
const matterColumns = (m: string) => `${m}.area_key as k, m.id::text as id, m.number || ' ' || m.headline as zh, m.number || ' ' || m.headline as en, m.area_id as area, null::int as organisation, null::text as post, null::text as note, m.id as matter, null::text as thing` // prettier-ignore
const days = (n: number) => `$4::timestamptz - interval '${n} days'`

export const families = {
  areas: {
    role: 'act',
    from: `areas a where a.district_id = $1 and ${inRange('a.key')} and a.key_last <= $3 and a.level >= 3`,
    columns: `${areaColumns}, a.households::text as note, null::uuid as matter, null::text as thing`,
    order: ['a.key', 'a.id::text'],
  },
  things: {
    role: 'see',
    from: `things t where t.district_id = $1 and ${inRange('t.area_key')}`,
    columns: `t.area_key as k, t.id::text as id, t.name_zh as zh, t.name_en as en, t.area_id as area, null::int as organisation, null::text as post, t.code as note, null::uuid as matter, t.code as thing`,
    order: ['t.area_key', 't.id::text'],
  },
  postings: {
    role: 'act',
    from: `postings p join people n on n.district_id = p.district_id and n.id = p.person_id left join areas a on a.district_id = p.district_id and a.id = p.area_id where p.district_id = $1 and ${now} and p.post not in ('volunteer', 'squadMember') and ((p.area_id is null and $5) or ${inRange('a.key')})`,
    columns: `coalesce(a.key, 0) as k, p.id::text as id, n.name as zh, n.name as en, p.area_id as area, p.organisation_id as organisation, p.post, null::text as note, null::uuid as matter, null::text as thing`,
    order: ['coalesce(a.key, 0)', 'p.id::text'],
  },
  seats: {
    role: 'act',
    from: `(select p.post, p.area_id, p.organisation_id, bool_or(${now}) as is_held, to_char(max(p.until) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as ended from postings p where p.district_id = $1 and p.since <= $4 and p.post not in ('volunteer', 'squadMember') group by 1, 2, 3) s left join areas a on a.district_id = $1 and a.id = s.area_id where ((s.area_id is null and $5) or ${inRange('a.key')})`,
    columns: `coalesce(a.key, 0) as k, s.post || '|' || coalesce(s.area_id, -s.organisation_id)::text as id, '' as zh, '' as en, s.area_id as area, s.organisation_id as organisation, s.post, s.ended as note, null::uuid as matter, null::text as thing`,
    order: ['coalesce(a.key, 0)', `s.post || '|' || coalesce(s.area_id, -s.organisation_id)::text`],
  },
  organisations: {
    role: 'act',
    from: `organisations o where o.district_id = $1 and o.kind <> 'squad' and o.ended_at is null and $5`,
    columns: `o.id::bigint as k, o.id::text as id, o.name_zh as zh, o.name_en as en, null::int as area, null::int as organisation, null::text as post, null::text as note, null::uuid as matter, null::text as thing`,
    order: ['o.id::bigint', 'o.id::text'],
  },
  open: {
    role: 'see',
    from: `desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and ${inRange('d.area_key')}`,
    columns: matterColumns('d'),
    order: ['d.area_key', 'm.id::text'],
  },
  matters: {
    role: 'see',
    from: `matters m left join areas a on a.district_id = m.district_id and a.id = m.area_id where m.district_id = $1 and ${inRange('m.area_key')} and m.opened_at > ${days(qualityDays)} and m.parent_id is null and m.process = any($7::text[])`,
    columns: matterColumns('m'),
    order: ['m.area_key', 'm.id::text'],
  },
  apart: {
    role: 'act',
    from: `matters m where m.district_id = $1 and ${inRange('m.area_key')} and m.opened_at > ${days(qualityDays)} and m.parent_id is null and m.process = any($7::text[])`,
    columns: matterColumns('m'),
    order: ['m.area_key', 'm.id::text'],
  },
  categories: {
    role: 'see',
    from: `categories c where c.district_id = $1 and $5`,
    columns: `c.sort::bigint as k, c.code as id, c.label_zh as zh, c.label_en as en, null::int as area, null::int as organisation, null::text as post, null::text as note, null::uuid as matter, null::text as thing`,
    order: ['c.sort::bigint', 'c.code'],
  },
  duties: {
    role: 'act',
    from: `catalogue_items i where i.district_id = $1 and $5`,
    columns: `0::bigint as k, i.code as id, i.name_zh as zh, i.name_en as en, null::int as area, null::int as organisation, null::text as post, i.code as note, null::uuid as matter, null::text as thing`,
    order: ['0::bigint', 'i.code'],
  },
} as const satisfies Readonly<Record<string, Family>>

const grid = `a.level = 3`
const { grid: gridSize, yard } = sizes
const outside = (size: typeof yard) => `a.households not between ${size?.from ?? 0} and ${size?.upto ?? 0}`
export const checks: Readonly<Record<QualityName, Check>> = {
  'grid-officer': { family: 'areas', base: grid, counted: `not ${holder('gridOfficer', 'p.area_id = a.id')}` },
  'yard-head': { family: 'areas', base: 'a.level = 4', counted: `not ${holder('yardHead', 'p.area_id = a.id')}` },
  households: { family: 'areas', base: grid, counted: 'a.households is null' },
  'grid-size': { family: 'areas', base: `a.kind = 'grid' and a.households is not null`, counted: outside(gridSize) },
  'yard-size': { family: 'areas', base: `a.kind = 'yard' and a.households is not null`, counted: outside(yard) },
  outline: { family: 'areas', base: grid, counted: 'a.outline is null' },
  point: { family: 'areas', base: 'true', counted: '(a.lon is null or a.lat is null)' },
  'no-code': { family: 'areas', base: grid, counted: 'not exists (select 1 from things t where t.district_id = $1 and t.area_key between a.key and a.key_last)' },
  'thing-handler': { family: 'things', base: 'true', counted: 't.handler_post is null' },
  'thing-point': { family: 'things', base: 'true', counted: '(t.lon is null or t.lat is null)' },
  phone: { family: 'postings', base: 'true', counted: 'n.phone_cipher is null' },
  'post-empty': { family: 'seats', base: 'true', counted: 'not s.is_held' },
  'unit-post': { family: 'organisations', base: 'true', counted: `not (${holder('departmentOfficer', 'p.organisation_id = o.id')} and ${holder('departmentHead', 'p.organisation_id = o.id')})` },
  unsure: { family: 'open', base: 'd.category is not null', counted: 'd.category = any($6::text[])' },
  provisional: { family: 'open', base: 'true', counted: 'd.provisional' },
  'no-place': { family: 'matters', base: 'true', counted: '(m.lon is null and m.thing_id is null and coalesce(a.level, 0) <= 3)' },
  'too-short': { family: 'matters', base: 'true', counted: `(m.thing_id is null and char_length(m.words) < ${shortWords} and not exists (select 1 from attachments x where x.district_id = m.district_id and x.matter_id = m.id))` },
  merged: { family: 'matters', base: 'true', counted: `m.state = 'merged'` },
  'told-apart': { family: 'apart', base: 'true', counted: 'm.id in (select one_id from not_one where district_id = $1 union all select other_id from not_one where district_id = $1)' },
  'unused-category': { family: 'categories', base: 'true', counted: `c.code not in (select m.marks ->> 'category' from matters m where m.district_id = $1 and m.opened_at > ${days(unusedDays)} and m.marks ? 'category')` },
  'unmapped-duty': { family: 'duties', base: 'true', counted: 'i.category is null' },
} // prettier-ignore

export const familyNames = ['areas', 'things', 'postings', 'seats', 'organisations', 'open', 'matters', 'apart', 'categories', 'duties'] as const satisfies readonly (keyof typeof families)[] // prettier-ignore
/** Of one family all numbers in one statement: n and N of each check, in this order. Every value is named, so that each has a type. */
export const countSql = (family: keyof typeof families, names: readonly QualityName[]): string =>
  `select jsonb_build_array(${names.map((name) => `count(*) filter (where ${checks[name].base} and ${checks[name].counted}), count(*) filter (where ${checks[name].base})`).join(', ')}) as counts from ${families[family].from} and ${named}`

export const rowsSql = (name: QualityName): string => {
  const { family, base, counted } = checks[name]
  const { from, columns, order } = families[family]
  return `select ${columns} from ${from} and ${named} and ${base} and ${counted} and (${order[0]}, (${order[1]}) collate "C") > ($8::bigint, $9::text) order by ${order[0]}, (${order[1]}) collate "C" limit $10`
}
const named = `($2::bigint is not null and $3::bigint is not null and $4::timestamptz is not null and $5::boolean is not null and $6::text[] is not null and $7::text[] is not null)`
