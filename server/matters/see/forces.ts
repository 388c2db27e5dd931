// Who holds a post, as numbers of people by post within the viewer's ground: on the books, on leave, standing in. Never a name, and no roster of shifts.
import { z } from 'zod'
import { explainSpan } from '../../../core/calendar.ts'
import { Post, posts, postNames } from '../../../core/posts.ts'
import type { Scope } from '../../db/gate.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { binder, staffOnly } from './asking.ts'
import { readsMatters, scopesOf } from './scopes.ts'

const Row = z.object({ post: Post, held: z.number(), absent: z.number(), substitutes: z.number() })
const All = Row.omit({ post: true })

/** Volunteers serve too; administrators look after the system, not after matters. */
const serving = postNames.filter((post) => post === 'volunteer' || readsMatters(post))

export async function forces({ house, ground, caller }: Call<'forces'>): Promise<Answer<'forces'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const now = house.now()
  const bound = binder([ground.district.id, new Date(now)])
  const within = scopes.map((scope) => withinSql(ground, scope, bound.bind)).join(' or ')
  // a person away counts once, however many leaves overlap; who is away stands in for nobody
  const people = `with here as (
      select distinct p.post, p.person_id from postings p left join areas a on a.district_id = p.district_id and a.id = p.area_id left join organisations o on o.district_id = p.district_id and o.id = p.organisation_id left join areas oa on oa.district_id = o.district_id and oa.id = o.area_id
      where p.district_id = $1 and p.since <= $2 and (p.until is null or p.until > $2) and p.post = any(${bound.bind(serving)}::text[]) and (${within})),
    away as (select distinct on (person_id) person_id, substitute_id from absences where district_id = $1 and from_at <= $2 and until_at > $2 order by person_id, from_at),
    known as (select h.post, h.person_id, w.person_id is not null as absent, w.substitute_id is not null and s.person_id is null as covered from here h left join away w on w.person_id = h.person_id left join away s on s.person_id = w.substitute_id)`
  const counts = `count(distinct person_id)::int as held, (count(distinct person_id) filter (where absent))::int as absent, (count(distinct person_id) filter (where covered))::int as substitutes`
  const found = await house.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => ({
    rows: await tx.rows(Row, `${people} select post, ${counts} from known group by post`, bound.values),
    all: await tx.rows(All, `${people} select ${counts} from known`, bound.values),
  }))
  const [all] = found.all
  return {
    at: now,
    isOffice: explainSpan(ground.calendar, { from: now, to: now + 1 }).length === 0,
    ...shape(all ?? { held: 0, absent: 0, substitutes: 0 }),
    posts: postNames.flatMap((post) => {
      const row = found.rows.find((each) => each.post === post)
      return row ? [{ post, label: posts[post].label, ...shape(row) }] : []
    }),
  }
}

const shape = ({ held, absent, substitutes }: z.output<typeof All>) => ({ held, present: held - absent, absent, substitutes })

/** Posts of an area by its key; of an organisation by the area it works for, and those of no area are the whole district's. */
function withinSql(ground: Ground, scope: Scope, bind: (value: unknown) => string): string {
  if (scope.role === 'unit') return `p.organisation_id = ${bind(scope.organisation)}`
  const [from, upto] = [`${bind(scope.from)}::bigint`, `${bind(scope.upto)}::bigint`]
  const whole = [...ground.areas.values()].some((area) => area.level === 0 && area.key === scope.from && area.keyLast === scope.upto)
  return `a.key between ${from} and ${upto} or oa.key between ${from} and ${upto}${whole ? ' or (o.id is not null and o.area_id is null)' : ''}`
}
