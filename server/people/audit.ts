// The trail of the registry, newest first, for the audit administrator alone: who changed what, and who came in or was refused.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { posts } from '../../core/posts.ts'
import { registryActions, registryKinds, type RegistryAction } from '../../core/registry.ts'
import type { Tx } from '../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { registryKey } from '../matters/record.ts'
import { saidOf } from './audit-words.ts'
import { turnDown } from './refusals.ts'

export async function audit({ house, ground, caller, query }: Call<'audit'>): Promise<Answer<'audit'> | Refused> {
  if (!mayRead(caller)) return turnDown(caller.person === null ? 'sign-in-first' : 'auditor-only')
  const district = ground.district.id
  const asked = query.q?.trim() ?? ''
  const after = z.uuid().safeParse(query.after).data ?? null
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const found = asked === '' ? [] : await peopleLike(tx, district, asked)
    const values = [district, after, query.kind ?? null, asked, actionsLike(asked), marksLike(ground, asked, found), query.limit + 1]
    const rows = await tx.rows(Row, listSql, values)
    const page = rows.slice(0, query.limit)
    const names = await namesOf(tx, district, page)
    return {
      rows: page.map((row) => ({
        id: row.id,
        at: row.at.getTime(),
        kind: row.kind,
        action: isAction(row.action) ? registryActions[row.action] : { zh: row.action, en: row.action },
        subject: row.subject_id,
        seq: row.seq,
        by: nameIn(names, By.safeParse(row.leaves['by']).data?.person),
        said: saidOf(ground, { leaves: row.leaves, nameOf: (person) => names.get(person) ?? null }),
      })),
      next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

/** The three administrators stay apart: who could change the registry does not read the trail, and the reverse. */
const mayRead = ({ postings }: Pick<Caller, 'postings'>): boolean =>
  postings.some(({ post }) => post === 'auditAdmin') && !postings.some(({ post }) => post === 'systemAdmin' || post === 'securityAdmin')

const listSql = `select e.id, e.at, e.action, e.subject_id, e.seq, e.change ->> 'kind' as kind,
    (select json_object_agg(l.name, l.value order by l.name) from leaves l where l.district_id = $1 and l.subject_id = e.subject_id and l.seq = e.seq) as leaves
  from events e where e.district_id = $1 and e.area_key = ${registryKey} and ($3::text is null or e.change ->> 'kind' = $3)
    and ($2::uuid is null or (e.at, e.id) < (select a.at, a.id from events a where a.district_id = $1 and a.id = $2 and a.area_key = ${registryKey}))
    and ($4 = '' or e.action = any($5::text[]) or exists (select 1 from leaves l where l.district_id = $1 and l.subject_id = e.subject_id and l.seq = e.seq
      and ((l.name = any(array['a:login', 'a:code', 'a:process', 'a:name', 'a:place', 'a:reason']) and strpos(lower(l.value #>> '{}'), lower($4)) > 0)
        or l.name || '|' || coalesce(l.value ->> 'person', l.value #>> '{}') = any($6::text[]))))
  order by e.at desc, e.id desc limit $7`

const Row = z.object({ id: z.string(), at: z.date(), action: z.string(), subject_id: z.string(), seq: z.number(), kind: z.enum(registryKinds), leaves: z.record(z.string(), z.unknown()) }) // prettier-ignore
type Row = z.output<typeof Row>
const By = z.object({ person: z.string() })

const isAction = (name: string): name is RegistryAction => name in registryActions
const nameIn = (names: ReadonlyMap<string, string>, person: string | undefined): string | null =>
  person === undefined ? null : (names.get(person) ?? person.slice(0, 8))
const isLike = ({ zh, en }: Label, asked: string): boolean => zh.includes(asked) || en.toLowerCase().includes(asked.toLowerCase())
const actionsLike = (asked: string): string[] =>
  asked === '' ? [] : Object.entries(registryActions).flatMap(([name, label]) => (isLike(label, asked) ? [name] : []))

/** What the leaves hold where the searcher writes a name: areas, posts and people. */
function marksLike(ground: Ground, asked: string, people: readonly string[]): string[] {
  if (asked === '') return []
  return [
    ...[...ground.areas.values()].flatMap(({ id, name }) => (isLike(name, asked) ? [`a:area|${id}`] : [])),
    ...[...ground.organisations.values()].flatMap(({ id, name }) => (isLike(name, asked) ? [`a:organisation|${id}`] : [])),
    ...Object.entries(posts).flatMap(([name, { label }]) => (isLike(label, asked) ? [`a:post|${name}`] : [])),
    ...people.flatMap((person) => [`by|${person}`, `a:person|${person}`, `a:substitute|${person}`]),
  ]
}

async function peopleLike(tx: Tx, district: number, asked: string): Promise<string[]> {
  const rows = await tx.rows(
    z.object({ id: z.string() }),
    'select id from people where district_id = $1 and strpos(name, $2) > 0 order by id limit 500',
    [district, asked],
  )
  return rows.map(({ id }) => id)
}

/** Names of all people on the page, in one read. */
async function namesOf(tx: Tx, district: number, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ leaves }) => [By.safeParse(leaves['by']).data?.person, leaves['a:person'], leaves['a:substitute']])
  const known = [...new Set(ids.flatMap((id) => z.guid().safeParse(id).data ?? []))]
  const people = await tx.rows(
    z.object({ id: z.string(), name: z.string() }),
    'select id, name from people where district_id = $1 and id = any($2::uuid[]) limit 400',
    [district, known],
  )
  return new Map(people.map(({ id, name }) => [id, name]))
}
