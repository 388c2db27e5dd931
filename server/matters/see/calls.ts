// The ladder as its people see it: open calls, those near one that can be answered on the same way, and the emergency modes in force.
import { z } from 'zod'
import { metresBetween } from '../../../core/geometry.ts'
import type { MatterRow } from '../../../core/shapes.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { matterOf } from '../row.ts'
import { binder, notFound, staffOnly } from './asking.ts'
import { guestRows } from './guests.ts'
import { areaRef } from './names.ts'
import { fromMatters, rowOf, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, scopesOf } from './scopes.ts'

const rungs = ['grid-call', 'community-call', 'township-call', 'escalated-call', 'call-response', 'call-response-now', 'peer-call', 'peer-answer']
const most = 60

/** Open calls the viewer may see, those they called or answer for first, then by what falls due first. */
export async function calls({ house, ground, caller }: Call<'calls'>): Promise<Answer<'calls'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const found = await inScopes(
    house,
    scopes,
    ({ tx, apart }) =>
    tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1 and d.process = any($2::text[])${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by d.due_at, d.matter_id limit ${most * 4}`, [ground.district.id, rungs]), // prettier-ignore
  )
  const rows = [...found.flat(), ...(await guestRows(house, ground, caller)).filter(({ process }) => rungs.includes(process))].map((row) => ({
    row: rowOf(ground, row, 0),
    isMine: isMine(ground, caller, row),
  }))
  const sorted = [...rows].sort((one, other) => Number(other.isMine) - Number(one.isMine) || (one.row.due ?? 0) - (other.row.due ?? 0))
  return { rows: sorted.slice(0, most).map(({ row }) => row), mine: rows.filter((each) => each.isMine).length }
}

function isMine(ground: Ground, caller: Caller, row: SeenMatter): boolean {
  const { person } = caller
  if (person === null) return false
  return Object.values(matterOf(row).seats).some(
    (seat) => seat.person === person || (seat.person === undefined && ground.roster.present(seat).includes(person)),
  )
}

const nearMetres = 1500

/** Open calls of the same kind to the same department close by: one visit can answer them all. */
export async function nearCalls({ house, ground, caller, query }: Call<'nearCalls'>): Promise<Answer<'nearCalls'> | Refused> {
  const scopes = scopesOf(ground, caller)
  const look = (where: string, values: readonly unknown[]) =>
    inScopes(
      house,
      scopes,
      ({ tx, apart }) =>
      tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1 and ${where}${apart({ key: 'm.area_key', id: 'm.id' })} order by m.opened_at desc, m.id limit 200`, [ground.district.id, ...values]), // prettier-ignore
    )
  const here = (await look('m.id = $2', [query.matter])).flat()[0]
  if (!here) return notFound()
  const { lon, lat } = here
  const organisation = matterOf(here).seats['handler']?.organisation
  const category = here.marks['category']
  if (lon === null || lat === null || organisation === undefined || category === undefined) return { rows: [] }
  const bound = binder([ground.district.id])
  const span = nearMetres / 80_000
  const where = `d.process = any(${bound.bind(rungs)}::text[]) and m.id <> ${bound.bind(here.id)} and m.parent_id is distinct from ${bound.bind(here.id)} and m.id is distinct from ${bound.bind(here.parent_id)} and m.marks->>'category' = ${bound.bind(category)} and m.seats->'handler'->>'organisation' = ${bound.bind(String(organisation))} and m.lon between ${bound.bind(lon - span)} and ${bound.bind(lon + span)} and m.lat between ${bound.bind(lat - span)} and ${bound.bind(lat + span)}`
  const others = (await look(where, bound.values.slice(1))).flat()
  const near = others.flatMap((row): { matter: MatterRow; metres: number }[] => {
    if (row.lon === null || row.lat === null) return []
    const metres = Math.round(metresBetween([lon, lat], [row.lon, row.lat]))
    return metres <= nearMetres ? [{ matter: rowOf(ground, row, 0), metres }] : []
  })
  return { rows: near.sort((one, other) => one.metres - other.metres).slice(0, 10) }
}

const Mode = z.object({ id: z.string(), area_id: z.number(), headline: z.string(), due_at: z.date() })

/** Emergency modes that touch where the viewer works; whoever works for the whole district or a department hears of all. */
export async function modes({ house, ground, caller }: Call<'modes'>): Promise<Answer<'modes'> | Refused> {
  if (caller.postings.length === 0) return staffOnly()
  if (ground.emergencies.length === 0) return { rows: [] }
  const states = ground.processes.flatMap(({ process }) => Object.entries(process.states).flatMap(([name, state]) => (state.mode === 'emergency' ? [`${process.name}|${name}`] : []))) // prettier-ignore
  // that there is an emergency, why and until when, is for everybody on duty; nothing else of the matter leaves
  const rows = await house.db.withDistrict(
    { role: 'act', district: ground.district.id },
    (tx) =>
    tx.rows(Mode, `select m.id, m.area_id, m.headline, d.due_at from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.process || '|' || d.state = any($2::text[]) order by d.due_at limit 50`, [ground.district.id, [...new Set(states)]]), // prettier-ignore
  )
  const touches = (area: number) => caller.postings.some((posting) => posting.area === null || ground.roster.covers(posting.area, area) || ground.roster.covers(area, posting.area)) // prettier-ignore
  return {
    rows: rows
      .filter((row) => touches(row.area_id))
      .map((row) => ({ id: row.id, area: areaRef(ground, row.area_id), reason: row.headline, until: row.due_at.getTime() })),
  }
}
