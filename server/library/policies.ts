// The library of policies: found by words, class, process or place; kept by who leads the work of a township or the district, with a trail.
import { z } from 'zod'
import { bigramsOf, gramQuery, hasTerms, termsOf } from '../../core/bigrams.ts'
import type { Policy, PolicyHead } from '../../core/policy-shapes.ts'
import { policyStates, type PolicyState } from '../../core/policy-states.ts'
import { isStaff, type Post } from '../../core/posts.ts'
import type { Tx } from '../db/gate.ts'
import { Instant } from '../db/gate.ts'
import { isRefused, tellingOf, type Answer, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { areaRef } from '../matters/see/names.ts'

export const turnDown = tellingOf({
  'no-such-policy': [404, '没有这份文件', 'No such document'],
  'sign-in-first': [401, '请先登录', 'Please sign in first'],
  'not-your-policies': [403, '政策文件由镇街综合指挥岗、区督查岗、区领导保管，各管各的范围', 'Dispatchers of townships, district supervisors and leaders keep policies, each of their own area'],
  'published-stays': [409, '发布了的文件不能再改字；要改，请新存一份来代替它', 'What was published is not rewritten; keep a new one that replaces it'],
  'no-words': [422, '写上正文，或者先存草稿再传 PDF', 'Give the text, or keep a draft and add a PDF first'],
  'no-such-class': [422, '没有这个类别或流程，请从列表里选', 'No such class or process; choose from the list'],
  'day-wrong': [422, '发文日期不能晚于今天', 'The day of issue may not lie ahead'],
}) // prettier-ignore

export const policyHandlers: Handlers<'policies' | 'policy' | 'keepPolicy'> = {
  policies: async ({ house, ground, caller, query }) => {
    const terms = termsOf(query.q ?? '')
    const classOfCategory = query.category === undefined ? undefined : (ground.categories.get(query.category)?.classCode ?? '')
    const wantedClass = query.classCode ?? classOfCategory
    const values = [ground.district.id, wantedClass ?? null, query.process ?? null, query.area === undefined ? null : placesAbove(ground, query.area), statesFor(caller, query.state), keptAreas(ground, caller), gramQuery(terms), Math.min(500, query.limit * 5)] // prettier-ignore
    const rows = await inside(house, ground, (tx) => tx.rows(Row, listSql, values))
    const found = rows.filter((row) => hasTerms(textOf(row), terms)).slice(0, query.limit)
    return { rows: found.map((row) => headOf(ground, caller, row)), mayKeep: keptAreas(ground, caller).length > 0, homes: homesOf(ground, caller) }
  },

  policy: async ({ house, ground, caller, params }) => {
    const row = await inside(house, ground, (tx) => oneOf(tx, ground, params.id))
    return row && isSeen(ground, caller, row) ? policyOf(ground, caller, row) : turnDown('no-such-policy')
  },

  keepPolicy: async (call) => {
    const { house, ground, caller, body } = call
    const plan = planOf(call)
    if (isRefused(plan)) return plan
    const district = ground.district.id
    const kept = await inside(house, ground, async (tx): Promise<Row | Refused> => {
      await tx.run('select pg_advisory_xact_lock(4186021, $1)', [district])
      const known = await oneOf(tx, ground, body.id)
      const old = body.replaces === undefined ? undefined : await oneOf(tx, ground, body.replaces)
      if (body.replaces !== undefined && (!old || old.id === body.id)) return turnDown('no-such-policy')
      if ([known, old].some((each) => each && !keeps(ground, caller, each.area_id))) return turnDown('not-your-policies')
      if (known && known.state !== 'draft' && !isSameText(known, body)) return turnDown('published-stays')
      const hasFile = known !== undefined && known.file_sha !== null
      if (body.state === 'published' && body.words.trim() === '' && !hasFile) return turnDown('no-words')
      await write(tx, { call, plan, state: known?.state === 'replaced' ? 'replaced' : body.state })
      if (old && body.state === 'published') await tx.run(`update policies set state = 'replaced', replaced_by = $3, changed_at = $4 where district_id = $1 and id = $2`, [district, old.id, body.id, new Date(house.now())]) // prettier-ignore
      const answers = { name: body.title.trim(), code: body.number.trim(), area: plan.area, place: body.state }
      await record(tx, { district, now: house.now() }, { kind: 'policy', subject: body.id, action: known ? 'policyChanged' : 'policyKept', by: plan.by, answers }) // prettier-ignore
      return (await oneOf(tx, ground, body.id)) ?? turnDown('no-such-policy')
    })
    return isRefused(kept) ? kept : policyOf(ground, caller, kept)
  },
}

/** The file of a policy for who may see it. */
export async function fileOf(wish: { readonly house: House; readonly ground: Ground; readonly caller: Caller; readonly id: string }) {
  const { house, ground, caller, id } = wish
  const row = await inside(house, ground, (tx) => oneOf(tx, ground, id))
  return row && row.file_sha !== null && isSeen(ground, caller, row) ? { sha256: row.file_sha, name: row.file_name ?? '文件.pdf' } : null
}

/** A file belongs to a draft: what was published stays as it is. */
export async function attach(
  wish: { readonly house: House; readonly ground: Ground; readonly caller: Caller; readonly id: string },
  file: { readonly sha256: string; readonly name: string; readonly bytes: number },
): Promise<Policy | Refused> {
  const { house, ground, caller, id } = wish
  const may = mayAttach(ground, caller, await inside(house, ground, (tx) => oneOf(tx, ground, id)))
  if (may) return may
  const row = await inside(house, ground, async (tx) => {
    await tx.run(`update policies set file_sha = $3, file_name = $4, file_type = 'application/pdf', file_bytes = $5, changed_at = $6 where district_id = $1 and id = $2 and state = 'draft'`, [
      ground.district.id, id, file.sha256, file.name, file.bytes, new Date(house.now()),
    ]) // prettier-ignore
    await record(tx, { district: ground.district.id, now: house.now() }, { kind: 'policy', subject: id, action: 'policyChanged', by: caller.person, answers: { name: file.name } }) // prettier-ignore
    return oneOf(tx, ground, id)
  })
  return row ? policyOf(ground, caller, row) : turnDown('no-such-policy')
}

/** Whether a file may be added, asked before it is kept. */
export const mayPut = async ({
  house,
  ground,
  caller,
  id,
}: {
  readonly house: House
  readonly ground: Ground
  readonly caller: Caller
  readonly id: string
}): Promise<Refused | null> => mayAttach(ground, caller, await inside(house, ground, (tx) => oneOf(tx, ground, id)))

function mayAttach(ground: Ground, caller: Caller, row: Row | undefined): Refused | null {
  if (caller.person === null) return turnDown('sign-in-first')
  if (!row || !isSeen(ground, caller, row)) return turnDown('no-such-policy')
  if (!keeps(ground, caller, row.area_id)) return turnDown('not-your-policies')
  return row.state === 'draft' ? null : turnDown('published-stays')
}

type Plan = { readonly by: string; readonly area: number; readonly key: number }
function planOf({ house, ground, caller, body }: Call<'keepPolicy'>): Plan | Refused {
  if (caller.person === null) return turnDown('sign-in-first')
  const area = body.area ?? homesOf(ground, caller)[0]?.id
  const node = area === undefined ? undefined : ground.areas.get(area)
  if (!node || node.level > 1 || !keeps(ground, caller, node.id)) return turnDown('not-your-policies')
  const classes = new Set([...ground.categories.values()].map(({ classCode }) => classCode))
  if (!body.classes.every((each) => classes.has(each)) || !body.processes.every((each) => ground.process(each) !== undefined))
    return turnDown('no-such-class')
  if (Date.parse(`${body.issuedOn}T00:00:00+08:00`) > house.now()) return turnDown('day-wrong')
  return { by: caller.person, area: node.id, key: node.key }
}

function write(
  tx: Tx,
  { call, plan, state }: { readonly call: Call<'keepPolicy'>; readonly plan: Plan; readonly state: PolicyState },
): Promise<number> {
  const { house, ground, body } = call
  const texts = [body.title.trim(), body.number.trim(), body.issuer.trim()]
  return tx.run(
    `insert into policies (district_id, id, title, number, issuer, issued_on, area_id, area_key, classes, processes, words, state, demo, kept_by, kept_at, changed_at, grams)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, array_to_tsvector($16::text[]))
      on conflict (district_id, id) do update set title = excluded.title, number = excluded.number, issuer = excluded.issuer, issued_on = excluded.issued_on, area_id = excluded.area_id, area_key = excluded.area_key, classes = excluded.classes, processes = excluded.processes, words = excluded.words, state = excluded.state, changed_at = excluded.changed_at, grams = excluded.grams`,
    [ground.district.id, body.id, ...texts, body.issuedOn, plan.area, plan.key, body.classes, body.processes, body.words, state, ground.district.demo, plan.by, new Date(house.now()), bigramsOf([...texts, body.words].join(' '))], // prettier-ignore
  )
}

const keepers: readonly Post[] = ['dispatcher', 'supervisor', 'districtLeader']
const inside = <T>(house: House, ground: Ground, work: (tx: Tx) => Promise<T>): Promise<T> =>
  house.db.withDistrict({ district: ground.district.id, role: 'act' }, work)
const homesOf = (ground: Ground, { postings }: Caller) =>
  [...new Set(postings.flatMap(({ post, area }) => (keepers.includes(post) && area !== null ? [area] : [])))].map((id) => areaRef(ground, id))
const keptAreas = (ground: Ground, caller: Caller): number[] =>
  homesOf(ground, caller).flatMap(({ id }) =>
    [...ground.areas.keys()].filter((area) => ground.roster.covers(id, area) && ground.roster.levelOf(area) <= 1),
  )
const keeps = (ground: Ground, caller: Caller, area: number): boolean => homesOf(ground, caller).some(({ id }) => ground.roster.covers(id, area))

function placesAbove(ground: Ground, area: number): number[] {
  const places: number[] = []
  for (let at: number | null = ground.areas.has(area) ? area : null; at !== null; at = ground.roster.parentOf(at)) places.push(at)
  return places
}

const open: readonly PolicyState[] = ['published', 'replaced']
/** Residents see what is and was in force; staff also what was withdrawn; drafts are their keepers' own. */
const statesFor = (caller: Caller, wanted: PolicyState | undefined): readonly PolicyState[] =>
  policyStates.filter(
    (state) =>
      (wanted === undefined || state === wanted) &&
      (open.includes(state) || (state === 'withdrawn' && isStaff(caller.postings)) || state === 'draft'),
  )
const isSeen = (ground: Ground, caller: Caller, { state, area_id }: Row): boolean =>
  open.includes(state) || (state === 'withdrawn' && isStaff(caller.postings)) || keeps(ground, caller, area_id)

const Row = z.object({
  id: z.string(), title: z.string(), number: z.string(), issuer: z.string(), issued_on: z.string(), area_id: z.number(), classes: z.array(z.string()), processes: z.array(z.string()), words: z.string(),
  file_sha: z.string().nullable(), file_name: z.string().nullable(), file_bytes: z.number().nullable(), state: z.enum(policyStates), replaced_by: z.string().nullable(), replaced_title: z.string().nullable(), demo: z.boolean(), kept_at: Instant,
}) // prettier-ignore
type Row = z.output<typeof Row>
const readSql = `select p.id, p.title, p.number, p.issuer, to_char(p.issued_on, 'YYYY-MM-DD') as issued_on, p.area_id, p.classes, p.processes, p.words, p.file_sha, p.file_name, p.file_bytes, p.state, p.replaced_by, n.title as replaced_title, p.demo, p.kept_at
  from policies p left join policies n on n.district_id = p.district_id and n.id = p.replaced_by where p.district_id = $1`
const listSql = `${readSql} and ($2::text is null or p.classes @> array[$2] or ($3::text is not null and p.processes @> array[$3])) and ($3::text is null or p.processes @> array[$3] or ($2::text is not null and p.classes @> array[$2]))
  and ($4::int[] is null or p.area_id = any($4)) and p.state = any($5::text[]) and (p.state <> 'draft' or p.area_id = any($6::int[])) and ($7::text is null or p.grams @@ $7::tsquery)
  order by case p.state when 'draft' then 0 when 'published' then 1 else 2 end, p.issued_on desc, p.id limit $8`

const oneOf = async (tx: Tx, ground: Ground, id: string): Promise<Row | undefined> =>
  (await tx.rows(Row, `${readSql} and p.id = $2`, [ground.district.id, id]))[0]
const textOf = (row: Row): string => [row.title, row.number, row.issuer, row.words].join(' ')
const isSameText = (row: Row, body: Call<'keepPolicy'>['body']): boolean =>
  row.title === body.title.trim() && row.number === body.number.trim() && row.issuer === body.issuer.trim() && row.issued_on === body.issuedOn && row.words === body.words && body.state !== 'draft' // prettier-ignore

function headOf(ground: Ground, caller: Caller, row: Row): PolicyHead {
  return {
    id: row.id,
    title: row.title,
    number: row.number,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    area: areaRef(ground, row.area_id),
    classes: row.classes,
    processes: row.processes,
    state: row.state,
    replacedBy: row.replaced_by === null ? null : { id: row.replaced_by, title: row.replaced_title ?? '' },
    hasFile: row.file_sha !== null,
    demo: row.demo,
    mayKeep: keeps(ground, caller, row.area_id),
  }
}

const policyOf = (ground: Ground, caller: Caller, row: Row): Answer<'policy'> => ({
  ...headOf(ground, caller, row),
  words: row.words,
  file: row.file_sha === null ? null : { name: row.file_name ?? '', bytes: row.file_bytes ?? 0 },
  keptAt: row.kept_at,
})
