// Keeps the bulletins: writes what is due, corrects what was changed since by a numbered row of its own, and reads them without counting again.
import { z } from 'zod'
import { Instant } from '../db/gate.ts'
import { Bulletin, BulletinBody, bulletinKinds, type BulletinHead, type BulletinKind, type WaitingBulletins } from '../../core/figures.ts'
import { indicatorsVersion } from '../../core/indicators.ts'
import { periodWords } from '../../core/period-words.ts'
import { edgeText } from '../../core/windows.ts'
import type { Window } from '../../core/windows.ts'
import { derivedId } from '../matters/act-ids.ts'
import { isRefused, refused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { cut, notFound, readCursor, staffOnly, wrongCursor } from '../matters/see/asking.ts'
import { measuresVersion } from '../matters/see/measures.ts'
import { areaOfScope, inScopes, scopesOf } from '../matters/see/scopes.ts'
import { bodiesOf, settled, settledOf, type Period, type Written } from './bulletin-write.ts'
import { approverOf, lockBulletin, mayApprove } from './bulletin-approval.ts'
import { isOfCommunities, lastPeriod, lookedBack, periodBefore } from './periods.ts'

const Kinds = z.array(z.enum(bulletinKinds))
/** Daily, weekly and monthly; a district may choose others, such as noon to noon. */
export const kindsOf = (ground: Ground): readonly BulletinKind[] => Kinds.catch(['daily', 'weekly', 'monthly']).parse(ground.district.settings['bulletins']) // prettier-ignore

/** Writes every bulletin that is due and has not been written; gives how many. `seal` takes the checkpoint that stands on it. */
export async function writeBulletins(house: House, seal: (district: number) => Promise<unknown> = () => Promise.resolve()): Promise<number> {
  let written = 0
  for (const ground of await house.grounds.all()) {
    const due = kindsOf(ground).map((kind): Period => ({ kind, window: lastPeriod(kind, house.now()) }))
    const fresh: Period[] = []
    for (const period of due) if (!(await isWritten(house, ground, period))) fresh.push(period)
    if (fresh.length > 0) await seal(ground.district.id)
    for (const period of fresh) written += await keep(house, ground, { period, rows: (await bodiesOf(house, ground, period)).map((each) => ({ ...each, correction: 0, corrects: null })) }) // prettier-ignore
    if (fresh.length > 0) written += await correctBulletins(house, ground)
  }
  return written
}

const isWritten = (house: House, ground: Ground, { kind, window }: Period): Promise<boolean> =>
  house.db.withDistrict(
    { role: 'act', district: ground.district.id },
    async (tx) =>
      (await tx.rows(z.object({ id: z.string() }), 'select id from bulletins where district_id = $1 and kind = $2 and from_at = $3 limit 1', [ground.district.id, kind, new Date(window.from)])).length > 0, // prettier-ignore
  )

const Latest = z.object({
  id: z.string(),
  area_id: z.number(),
  correction: z.number(),
  settled: z.array(z.object({ id: z.string(), n: z.number() })),
})
type Latest = z.output<typeof Latest>

/** Looks at the last periods again; where a settled figure is another one now, a correction says which and from what to what. */
export async function correctBulletins(house: House, ground: Ground): Promise<number> {
  let corrected = 0
  for (const kind of kindsOf(ground)) {
    const newest = lastPeriod(kind, house.now())
    const windows = Array.from({ length: lookedBack[kind] }).reduce<Window[]>((all) => [...all, periodBefore(kind, all.at(-1) ?? newest)], [newest])
    for (const window of windows) {
      const period = { kind, window }
      const kept = await latestOf(house, ground, period)
      if (kept.length === 0) continue
      const now = await settledOf(house, ground, period)
      const changed = new Map(kept.filter((old) => old.settled.some(({ id, n }) => (now.get(old.area_id)?.get(id) ?? n) !== n)).map((old) => [old.area_id, old])) // prettier-ignore
      if (changed.size === 0) continue
      const rows = (await bodiesOf(house, ground, { ...period, only: new Set(changed.keys()) })).flatMap((fresh) => {
        const old = changed.get(fresh.area.id)
        const changes = old ? changesIn(old, fresh.body) : []
        return old && changes.length > 0 ? [{ area: fresh.area, body: { ...fresh.body, changes }, correction: old.correction + 1, corrects: old.id }] : [] // prettier-ignore
      })
      corrected += await keep(house, ground, { period, rows })
    }
  }
  return corrected
}

/** What was counted by another definition stands as it was written; it says by which. */
const latestOf = (house: House, ground: Ground, { kind, window }: Period) =>
  house.db.withDistrict(
    { role: 'act', district: ground.district.id },
    (tx) =>
    tx.rows(Latest, `select id, area_id, correction, (select coalesce(jsonb_agg(jsonb_build_object('id', f ->> 'id', 'n', f -> 'with' -> 'n')), '[]') from jsonb_array_elements(body -> 'figures') f where f ->> 'id' = any($4)) as settled from (select distinct on (area_id) id, area_id, correction, measures_version, body from bulletins where district_id = $1 and kind = $2 and from_at = $3 order by area_id, correction desc limit 5000) latest where measures_version = $5`, [ground.district.id, kind, new Date(window.from), settled, measuresVersion]), // prettier-ignore
  )

function changesIn(old: Latest, fresh: BulletinBody): BulletinBody['changes'] {
  return settled.flatMap((id) => {
    const [was, is] = [old.settled.find((figure) => figure.id === id), fresh.figures.find((figure) => figure.id === id)]
    return was && is && was.n !== is.with.n ? [{ name: is.name, was: was.n, is: is.with.n }] : []
  })
}

type Row = Written & { readonly correction: number; readonly corrects: string | null }
async function keep(house: House, ground: Ground, { period, rows }: { period: Period; rows: readonly Row[] }): Promise<number> {
  if (rows.length === 0) return 0
  const { kind, window } = period
  const at = new Date(house.now()).toISOString()
  const list = rows.map(({ area, body, correction, corrects }) => ({ id: derivedId(`bulletin|${ground.district.id}|${area.id}|${kind}|${window.from}|${correction}`), area_id: area.id, area_key: area.key, body, correction, corrects })) // prettier-ignore
  return house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) =>
    tx.run(
      `insert into bulletins (district_id, id, area_id, area_key, kind, from_at, upto_at, correction, corrects, indicators_version, measures_version, body, made_at)
       select $1, r.id, r.area_id, r.area_key, $2, $3, $4, r.correction, r.corrects, $5, $6, r.body, $7 from jsonb_to_recordset($8::jsonb) as r(id uuid, area_id int, area_key bigint, correction int, corrects uuid, body jsonb) on conflict do nothing`,
      [ground.district.id, kind, new Date(window.from), new Date(window.upto), indicatorsVersion, measuresVersion, at, JSON.stringify(list)],
    ),
  )
}

const Head = z.object({ id: z.string(), area_id: z.number(), kind: z.enum(bulletinKinds), from_at: Instant, upto_at: Instant, correction: z.number(), made_at: Instant, latest: z.boolean(), approved: z.boolean() }) // prettier-ignore
const headColumns = `b.id, b.area_id, b.kind, b.from_at, b.upto_at, b.correction, b.made_at, not exists (select 1 from bulletins n where n.district_id = b.district_id and n.area_id = b.area_id and n.kind = b.kind and n.from_at = b.from_at and n.correction > b.correction) as latest, exists (select 1 from bulletin_approvals y where y.district_id = b.district_id and y.bulletin_id = b.id) as approved`

const headOf = (ground: Ground, row: z.output<typeof Head>): BulletinHead => ({
  id: row.id,
  kind: row.kind,
  area: { id: row.area_id, name: ground.areas.get(row.area_id)?.name ?? ground.district.name },
  from: edgeText(row.from_at),
  upto: edgeText(row.upto_at),
  words: periodWords({ from: row.from_at, upto: row.upto_at }),
  correction: row.correction,
  isLatest: row.latest,
  madeAt: row.made_at,
  isApproved: row.approved,
})

/** Newest periods first; of the widest area the viewer has, unless they name one. */
export async function bulletinList({ house, ground, caller, query }: Call<'bulletins'>): Promise<Answer<'bulletins'> | Refused> {
  const scopes = scopesOf(ground, caller).filter((scope) => scope.role === 'see')
  if (scopes.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const [widest] = scopes
  const area = query.area ?? (widest ? areaOfScope(widest) : null)
  const lists = await inScopes(house, scopes, ({ tx, apart }) =>
    tx.rows(
      Head,
      `select ${headColumns} from bulletins b where b.district_id = $1 and ($2::text is null or b.kind = $2) and ($3::int is null or b.area_id = $3) and ($4::timestamptz is null or (b.from_at, b.id) < ($4::timestamptz, $5::uuid))${apart({ key: 'b.area_key', id: 'b.id' })} order by b.from_at desc, b.id desc limit $6`,
      [ground.district.id, query.kind ?? null, area, after === null ? null : new Date(after.at), after?.id ?? null, query.limit + 1],
    ),
  )
  const page = cut(lists, { limit: query.limit, first: (one, other) => other.from_at - one.from_at || (one.id < other.id ? 1 : -1), cursor: (row) => ({ at: row.from_at, id: row.id }) }) // prettier-ignore
  const level = ground.areas.get(area ?? -1)?.level ?? 0
  return {
    rows: page.rows.map((row) => headOf(ground, row)),
    next: page.next,
    kinds: kindsOf(ground).filter((kind) => level <= 1 || isOfCommunities(kind)),
  }
}

/** The newest versions that wait in some areas, the newest periods first, with how many words were added to each. */
export async function waitingIn(
  { house, ground, caller }: Pick<Call<'waitingBulletins'>, 'house' | 'ground' | 'caller'>,
  { areas, limit }: { readonly areas: readonly number[]; readonly limit: number },
): Promise<WaitingBulletins> {
  const scopes = scopesOf(ground, caller).filter((scope) => scope.role === 'see')
  const waits = `b.district_id = $1 and b.area_id = any($2::int[]) and not exists (select 1 from bulletin_approvals y where y.district_id = b.district_id and y.bulletin_id = b.id) and not exists (select 1 from bulletins n where n.district_id = b.district_id and n.area_id = b.area_id and n.kind = b.kind and n.from_at = b.from_at and n.correction > b.correction)`
  const looks = await inScopes(house, areas.length === 0 ? [] : scopes, async ({ tx, apart }) => ({
    rows: await tx.rows(Waiting, `select ${headColumns}, b.area_key, (select count(*)::int from bulletin_words w where w.district_id = b.district_id and w.bulletin_id = b.id) as added from bulletins b where ${waits}${apart({ key: 'b.area_key', id: 'b.id' })} order by b.from_at desc, b.area_key, b.id limit $3`, [ground.district.id, areas, limit]),
    total: await tx.count(`select count(*)::int as n from (select 1 from bulletins b where ${waits}${apart({ key: 'b.area_key', id: 'b.id' })} limit 10000) counted`, [ground.district.id, areas]),
  })) // prettier-ignore
  const rows = looks.flatMap((look) => look.rows).sort((one, other) => other.from_at - one.from_at || one.area_key - other.area_key).slice(0, limit) // prettier-ignore
  return { rows: rows.map((row) => ({ ...headOf(ground, row), added: row.added })), total: looks.reduce((sum, look) => sum + look.total, 0) }
}
const Waiting = Head.extend({ area_key: z.number(), added: z.number() })

const Whole = Head.extend({ corrects: z.string().nullable(), indicators_version: z.number(), measures_version: z.number(), body: BulletinBody })
const Added = z.object({ id: z.string(), words: z.string(), at: Instant, person_id: z.string() })
const Approval = z.object({ person_id: z.string(), at: Instant })
const Other = z.object({ id: z.string(), correction: z.number(), made_at: Instant })

/** As it was written: nothing is counted when it is read. */
export async function bulletinPage({
  house,
  ground,
  caller,
  params,
}: Pick<Call<'bulletin'>, 'house' | 'ground' | 'caller' | 'params'>): Promise<Bulletin | Refused> {
  const scopes = scopesOf(ground, caller).filter((scope) => scope.role === 'see')
  if (scopes.length === 0) return staffOnly()
  const d = ground.district.id
  const looks = await inScopes(house, scopes, async ({ tx }) => ({
    rows: await tx.rows(Whole, `select ${headColumns}, b.corrects, b.indicators_version, b.measures_version, b.body from bulletins b where b.district_id = $1 and b.id = $2`, [d, params.id]),
    added: await tx.rows(Added, 'select id, words, at, person_id from bulletin_words where district_id = $1 and bulletin_id = $2 order by at limit 200', [d, params.id]),
    approvals: await tx.rows(Approval, 'select person_id, at from bulletin_approvals where district_id = $1 and bulletin_id = $2', [d, params.id]),
    others: await tx.rows(Other, 'select o.id, o.correction, o.made_at from bulletins o join bulletins b on b.district_id = o.district_id and b.area_id = o.area_id and b.kind = o.kind and b.from_at = o.from_at where b.district_id = $1 and b.id = $2 and o.id <> b.id order by o.correction limit 100', [d, params.id]),
  })) // prettier-ignore
  const found = looks.find((look) => look.rows.length > 0)
  const row = found?.rows[0]
  if (!found || !row) return notFound()
  return {
    ...headOf(ground, row),
    indicatorsVersion: row.indicators_version,
    measuresVersion: row.measures_version,
    corrects: row.corrects,
    body: row.body,
    added: found.added.map((each) => ({ id: each.id, words: each.words, at: each.at, by: ground.people.get(each.person_id)?.name ?? '' })),
    others: found.others.map((each) => ({ id: each.id, correction: each.correction, madeAt: each.made_at })),
    approver: approverOf(ground, row.area_id).label,
    approval: found.approvals.map((each) => ({ by: ground.people.get(each.person_id)?.name ?? '', at: each.at }))[0] ?? null,
    mayApprove:
      row.latest &&
      found.approvals.length === 0 &&
      mayApprove(ground, caller, row.area_id) &&
      !found.added.some((each) => each.person_id === caller.person),
  }
}

/** Working text under the writer's own name; the figures stay as they are. */
export async function addWords(call: Call<'bulletinWords'>): Promise<Answer<'bulletinWords'> | Refused> {
  const { house, ground, caller, params, body } = call
  const page = await bulletinPage(call)
  if (isRefused(page)) return page
  if (caller.person === null) return staffOnly()
  const values = [ground.district.id, body.id, params.id, ground.areas.get(page.area.id)?.key ?? 0, body.words, caller.person, new Date(house.now())]
  const kept = await house.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => {
    if (await lockBulletin(tx, ground.district.id, params.id)) return false
    await tx.run('insert into bulletin_words (district_id, id, bulletin_id, area_key, words, person_id, at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (district_id, id) do nothing', values) // prettier-ignore
    return true
  })
  return kept ? bulletinPage(call) : closed()
}

const closed = (): Refused =>
  refused({ code: 'approved-already', label: { zh: '已经批准发出，不能再补。以后数据有更正，会另出一份有编号的更正', en: 'Approved and circulated; nothing can be added. A later correction gets a number of its own' } }, 409) // prettier-ignore
