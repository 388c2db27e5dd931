// The next meeting's agenda: standing items with their docket, and the hard matters that ask to become one.
import { addSpan } from '../../../core/calendar.ts'
import { hardReasons, reasonsFor } from '../../../core/hard.ts'
import type { AgendaItem } from '../../../core/oversight-shapes.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import type { AreaNode, Ground } from '../house.ts'
import { matterOf } from '../row.ts'
import { notFound, staffOnly } from './asking.ts'
import { docketOf, emptyDocket, readDockets, type Docket } from './docket.ts'
import { areaRef, holderShape } from './names.ts'
import { subjectsOf } from './oversight.ts'
import { fromDesk, fromMatters, isStruck, rowOf, SeenMatter, seenColumns } from './rows.ts'
import { areaOfScope, inScopes, scopesOf, type Look } from './scopes.ts'
import { districtArea } from '../places.ts'

const longWorkdays = 15
const shown = 60

export async function agenda({ house, ground, caller, query }: Call<'agenda'>): Promise<Answer<'agenda'> | Refused> {
  const scopes = scopesOf(ground, caller)
  const own = scopes.filter((scope) => scope.role === 'see')
  if (scopes.length === 0) return staffOnly()
  const place = ground.areas.get(query.area ?? (own[0] ? areaOfScope(own[0]) : districtArea(ground).id))
  if (!place) return notFound()
  const before = addSpan(ground.calendar, house.now(), { amount: -longWorkdays, unit: 'workday' }).at
  const looks = await inScopes(house, scopes, async (look) => {
    const items = await itemsIn(look, ground, place)
    const hard = await hardIn(look, ground, { place, before })
    return { items, hard, dockets: await readDockets(look.tx, ground.district.id, [...items, ...hard].map((row) => row.id)) } // prettier-ignore
  })
  const items = looks.flatMap((look) => look.items)
  const dockets = new Map(looks.flatMap((look) => [...look.dockets]))
  const subjects = await subjectsOf({ house, ground, caller }, items.flatMap((row) => row.about_id ?? [])) // prettier-ignore
  const hard = looks
    .flatMap((look) => look.hard)
    .map((row) => ({ row, reasons: reasonsFor(matterOf(row), before) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => other.reasons.length - one.reasons.length || one.row.opened_at - other.row.opened_at)
  const first = (row: SeenMatter) => dockets.get(row.id)?.firstReport ?? row.opened_at
  return {
    area: areaRef(ground, place.id),
    items: items.map((row) => itemOf(ground, { row, subject: row.about_id === null ? undefined : subjects.get(row.about_id), docket: dockets.get(row.id) ?? emptyDocket(row.opened_at) })), // prettier-ignore
    candidates: hard.slice(0, shown).map(({ row, reasons }) => ({ row: rowOf(ground, row, 0), firstReport: first(row), reasons: reasons.map((code) => ({ code, label: hardReasons[code] })) })), // prettier-ignore
    more: Math.max(0, hard.length - shown),
  }
}

/** Oldest problem first is what a meeting wants; there are never many. */
function itemsIn({ tx, apart }: Look, ground: Ground, place: AreaNode): Promise<SeenMatter[]> {
  return tx.rows(
    SeenMatter,
    `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.process = 'standing-item' and d.matter_id is not null and m.area_key between $2 and $3${apart({ key: 'm.area_key', id: 'm.id' })} order by m.opened_at, m.id limit 100`,
    [ground.district.id, place.key, place.keyLast],
  )
}

/** Only narrows the search; the reasons themselves are judged by one function of the kernel. What stands on the agenda already is left out. */
function hardIn({ tx, apart }: Look, ground: Ground, { place, before }: { place: AreaNode; before: number }): Promise<SeenMatter[]> {
  const about = ground.process('standing-item')?.about ?? []
  return tx.rows(
    SeenMatter,
    `select ${seenColumns} ${fromDesk} where d.district_id = $1 and d.process = any($4::text[]) and d.area_key between $2 and $3 and m.parent_id is null
       and (${isStruck} or d.opened_at < $5 or d.state in ('arbitration', 'contested', 'objected') or m.marks ->> 'review' = 'due' or m.round > 2 or (m.counts ->> 'returnOrder')::int >= 2 or (m.counts ->> 'sendBack')::int >= 2)
       and not exists (select 1 from matters s where s.district_id = $1 and s.about_id = m.id and s.process = 'standing-item' and s.phase not in ('done', 'dropped'))${apart({ key: 'd.area_key', id: 'd.matter_id' })}
     order by d.opened_at, d.matter_id limit 1000`,
    [ground.district.id, place.key, place.keyLast, about, new Date(before)],
  )
}

function itemOf(ground: Ground, { row, subject, docket }: { row: SeenMatter; subject: SeenMatter | undefined; docket: Docket }): AgendaItem {
  const matter = matterOf(row)
  const leader = matter.seats['leader']
  return {
    row: rowOf(ground, row, 0),
    about: subject ? rowOf(ground, subject, 0) : null,
    leader: leader ? holderShape(ground, leader) : null,
    ...docketOf(docket),
    visits: matter.counts['visit'] ?? 0,
    progressed: matter.counts['progress'] ?? 0,
    grade: matter.marks['grade'] ?? null,
  }
}
