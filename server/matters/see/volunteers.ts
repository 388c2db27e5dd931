// Volunteers as the staff of a place see them: who asks to join, who is there with which skills, and how many in each grid. Nobody is ranked and no hours are shown.
import { z } from 'zod'
import { choicesFor } from '../../../core/choices.ts'
import { Skill, type Applicant, type VolunteerRow } from '../../../core/volunteers.ts'
import { Instant } from '../../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { joinedColumns, matterOf, MatterRecord } from '../row.ts'
import { actorOf, noFacts, worldOf } from '../world.ts'
import { readCursor, staffOnly, writeCursor, wrongCursor } from './asking.ts'
import { choiceShape } from './matter-page.ts'
import { areaRef } from './names.ts'
import { rangesOf, scopesOf, type Ranges } from './scopes.ts'

export async function volunteers({ house, ground, caller, query }: Call<'volunteers'>): Promise<Answer<'volunteers'> | Refused> {
  const own = rangesOf(scopesOf(ground, caller))
  if (own.length === 0) return staffOnly()
  const after = readCursor(query.after)
  if (after === 'wrong') return wrongCursor()
  const under = query.area === undefined ? undefined : ground.areas.get(query.area)
  const ranges = own.map(({ lo, hi }) => ({ lo: Math.max(lo, under?.key ?? lo), hi: Math.min(hi, under?.keyLast ?? hi) }))
  const wish: Wish = { ranges, q: (query.q ?? '').replaceAll('\0', '').trim(), skill: query.skill ?? null, after, limit: query.limit }
  const found = await peopleIn(house, ground, wish)
  const page = found.rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    waiting: after === null ? await applicants(house, ground, { caller, ranges }) : [],
    rows: page.map((row) => rowOf(ground, row)),
    next: found.rows.length > query.limit && last ? writeCursor({ at: last.key, id: last.id }) : null,
    total: found.total,
    grids: found.grids.map(({ area, people }) => ({ area: areaRef(ground, area), people })),
  }
}

type Wish = {
  readonly ranges: Ranges
  readonly q: string
  readonly skill: string | null
  readonly after: { readonly at: number; readonly id: string } | null
  readonly limit: number
}
const Row = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  area: z.number(),
  key: z.number(),
  skills: z.array(Skill).nullable().catch(null),
  squads: z.array(z.number()).nullable(),
})
const Grid = z.object({ area: z.number(), people: z.number() })
type Found = { readonly rows: z.output<typeof Row>[]; readonly total: number; readonly grids: z.output<typeof Grid>[] }

/** $1 district, $2 now, $3 ranges, $4 words, $5 skill. */
const there = `from postings p join people n on n.district_id = p.district_id and n.id = p.person_id join areas a on a.district_id = p.district_id and a.id = p.area_id
  left join volunteers v on v.district_id = p.district_id and v.person_id = p.person_id
  where p.district_id = $1 and p.post = 'volunteer' and p.since <= $2 and (p.until is null or p.until > $2) and exists (select 1 from jsonb_to_recordset($3::jsonb) as r(lo bigint, hi bigint) where a.key between r.lo and r.hi)
  and ($4 = '' or strpos(n.name, $4) > 0 or strpos(a.name_zh, $4) > 0) and ($5::text is null or v.skills ? $5)`
const squadsOfRow = `(select jsonb_agg(s.organisation_id order by s.organisation_id) from postings s where s.district_id = p.district_id and s.person_id = p.person_id and s.post = 'squadMember' and (s.until is null or s.until > $2))`

async function peopleIn(house: House, ground: Ground, { ranges, q, skill, after, limit }: Wish): Promise<Found> {
  const d = ground.district.id
  const values = [d, new Date(house.now()), JSON.stringify(ranges), q, skill]
  return house.db.withDistrict({ district: d, role: 'act' }, async (tx) => ({
    rows: await tx.rows(
      Row,
      `select p.id, p.person_id as person, n.name, p.area_id as area, a.key, v.skills, ${squadsOfRow} as squads ${there} and ($6::bigint is null or (a.key, p.id) > ($6, $7::uuid)) order by a.key, p.id limit $8`,
      [...values, after?.at ?? null, after?.id ?? null, limit + 1],
    ),
    total: await tx.count(`select count(*)::int as n ${there}`, values),
    grids: await tx.rows(Grid, `select p.area_id as area, count(distinct p.person_id)::int as people ${there} group by p.area_id, a.key order by a.key limit 500`, values), // prettier-ignore
  }))
}

function rowOf(ground: Ground, { id, person, name, area, skills, squads }: z.output<typeof Row>): VolunteerRow {
  const standing = (squads ?? []).flatMap((squad) => {
    const label = ground.squads.names.get(squad)
    return label && ground.squads.standing.some(({ organisation }) => organisation === squad) ? [{ id: squad, name: label }] : []
  })
  return { id, person, name, area: areaRef(ground, area), skills: skills ?? [], squads: standing }
}

const Asking = MatterRecord.extend({ due_at: Instant.nullable(), person: z.string().nullable(), name: z.string().nullable(), wants: z.array(Skill).nullable().catch(null) }) // prettier-ignore

/** They said themselves who they are by asking, so their name is shown to those who answer; their number is not. */
async function applicants(
  house: House,
  ground: Ground,
  { caller, ranges }: { readonly caller: Caller; readonly ranges: Ranges },
): Promise<Applicant[]> {
  const d = ground.district.id
  const rows = await house.db.withDistrict({ district: d, role: 'act' }, (tx) =>
    tx.rows(
      Asking,
      `select ${joinedColumns}, d.due_at, r.person_id as person, n.name, v.skills as wants from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id
      join reporters r on r.district_id = m.district_id and r.matter_id = m.id and not r.joined left join people n on n.district_id = r.district_id and n.id = r.person_id left join volunteers v on v.district_id = r.district_id and v.person_id = r.person_id
      where d.district_id = $1 and d.process = 'volunteer-registration' and exists (select 1 from jsonb_to_recordset($2::jsonb) as g(lo bigint, hi bigint) where d.area_key between g.lo and g.hi) order by d.due_at, m.opened_at, m.number limit 100`,
      [d, JSON.stringify(ranges)],
    ),
  )
  const now = house.now()
  return rows.flatMap((row): Applicant[] => {
    const process = ground.process(row.process, row.version)
    if (!process) return []
    const matter = matterOf(row)
    const actor = actorOf(ground, caller, { isReporter: row.person !== null && row.person === caller.person, holds: [], now })
    const choices = choicesFor(worldOf({ ground, process, now, area: matter.area, facts: noFacts }), matter, actor)
    return [
      {
        id: row.id,
        number: row.number,
        name: row.name,
        area: areaRef(ground, row.area_id),
        skills: row.wants ?? [],
        words: row.words,
        openedAt: row.opened_at,
        due: row.due_at,
        choices: choices.filter(({ action }) => action === 'accept' || action === 'decline').map(choiceShape),
      },
    ]
  })
}
