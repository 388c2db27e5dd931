// `after`: what follows an act outside its own transaction, topic by topic.
import { z } from 'zod'
import { Label } from '../../core/label.ts'
import type { Matter } from '../../core/matter.ts'
import { liftTo, ownerOfMatter } from '../../core/owner.ts'
import { fittingSquads } from '../../core/squads.ts'
import type { Tx } from '../db/gate.ts'
import type { Ground, House } from './house.ts'
import { isEmergencyAt } from './places.ts'
import { quietUntil } from './quiet.ts'
import { matterColumns, matterOf, MatterRecord } from './row.ts'
import { whyTold } from './see/squad-words.ts'
import { derivedId } from './act-ids.ts'

type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
const Tell = z.object({ matter: z.string(), seq: z.number(), whom: z.string(), say: Label })
const Join = z.object({ matter: z.string(), target: z.string() })

/** Writes the notices of a page of acts: to the people at the owner's or a seat's post, or to whoever reported. */
export async function tell(context: { house: House; ground: Ground; tx: Tx }, entries: readonly Entry[]): Promise<void> {
  const { house, ground, tx } = context
  const tells = entries.map((entry) => ({ id: entry.id, ...Tell.parse(entry.body) }))
  const own = await recordsOf(context, tells.map((each) => each.matter)) // prettier-ignore
  const mains = tells.flatMap((each) => (each.whom === 'main' ? (own.get(each.matter)?.parent_id ?? []) : []))
  const rows = mains.length === 0 ? own : new Map([...own, ...(await recordsOf(context, mains))])
  const toldOf = (each: (typeof tells)[number]) => rows.get(each.whom === 'main' ? (own.get(each.matter)?.parent_id ?? '') : each.matter)
  const now = house.now()
  const notices = tells.flatMap((each) => {
    const row = toldOf(each)
    return row
      ? recipients(ground, row, each.whom).map(({ person, why }) => ({
          id: derivedId(`${each.id}|${person}`),
          matter_id: row.id,
          person_id: person,
          zh: `${row.number} ${each.say.zh}${why ? `（${why.zh}）` : ''}：${row.headline}`,
          en: `${row.number} ${each.say.en}${why ? ` (${why.en})` : ''}: ${row.headline}`,
          quiet: quietUntil(now, row.marks['urgency'] === 'emergency' || isEmergencyAt(ground, row.area_id)),
        }))
      : []
  })
  const at = new Date(now).toISOString()
  if (notices.length > 0)
    await tx.run(
      `insert into notices (district_id, id, matter_id, person_id, text_zh, text_en, at, delivered_at, quiet_until) select $1, r.id, r.matter_id, r.person_id, r.zh, r.en, $2, case when r.quiet is null then $2::timestamptz end, r.quiet from jsonb_to_recordset($3::jsonb) as r(id uuid, matter_id uuid, person_id uuid, zh text, en text, quiet timestamptz) on conflict do nothing`,
      [ground.district.id, at, JSON.stringify(notices)],
    )
  const toReporters = tells
    .filter((each) => each.whom === 'reporter')
    .map((each) => ({ id: each.id, matter_id: each.matter, zh: each.say.zh, en: each.say.en, number: rows.get(each.matter)?.number ?? '' }))
  if (toReporters.length > 0)
    await tx.run(
      `insert into notices (district_id, id, matter_id, person_id, receipt, text_zh, text_en, at, delivered_at) select $1, overlay(overlay(md5(r.id::text || encode(p.receipt, 'hex')) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid, r.matter_id, p.person_id, p.receipt, r.number || ' ' || r.zh, r.number || ' ' || r.en, $2, $2 from jsonb_to_recordset($3::jsonb) as r(id uuid, matter_id uuid, zh text, en text, number text) join reporters p on p.district_id = $1 and p.matter_id = r.matter_id on conflict do nothing`,
      [ground.district.id, at, JSON.stringify(toReporters)],
    )
}

type Recipient = { readonly person: string; readonly why: Label | null }
const recipients = (ground: Ground, row: MatterRecord, whom: string): readonly Recipient[] =>
  whom === 'squads' ? squadMembers(ground, matterOf(row)) : peopleAt(ground, row, whom).map((person) => ({ person, why: null }))

function peopleAt(ground: Ground, row: MatterRecord, whom: string): readonly string[] {
  if (whom === 'reporter') return []
  const matter = matterOf(row)
  const process = ground.process(row.process, row.version)
  if (whom === 'owner' || whom === 'main') return process ? (ownerOfMatter(process, matter, ground.roster)?.people ?? []) : []
  const seat = matter.seats[whom.slice('seat:'.length)]
  if (!seat) return []
  if (seat.person) return [seat.person]
  return ground.roster.present(seat)
}

/** Each hears it once, with the squad they are in and why it is asked; the volunteers of the grid have heard already. */
function squadMembers(ground: Ground, matter: Matter): readonly Recipient[] {
  const grid = liftTo(ground.roster, matter.area, 'volunteer')
  const told = new Set(ground.roster.present({ post: 'volunteer', area: grid }))
  return fittingSquads({ squads: ground.squads.standing, roster: ground.roster }, matter).flatMap(({ organisation }) =>
    ground.roster.present({ post: 'squadMember', organisation }).flatMap((person): Recipient[] => {
      if (told.has(person)) return []
      told.add(person)
      return [{ person, why: whyTold(ground, organisation, matter) }]
    }),
  )
}

export async function recordsOf(context: { ground: Ground; tx: Tx }, ids: readonly string[]): Promise<ReadonlyMap<string, MatterRecord>> {
  const rows = await context.tx.rows(
    MatterRecord,
    `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) limit 1000`,
    [context.ground.district.id, [...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those who reported the merged matter follow the one it was merged into. */
export async function joinReporters(context: { ground: Ground; tx: Tx }, entries: readonly Entry[]): Promise<void> {
  const pairs = entries.map((entry) => Join.parse(entry.body))
  await context.tx.run(
    `insert into reporters (district_id, matter_id, receipt, person_id, contact_cipher, contact_blind, standing, device, joined, at) select $1, r.target, p.receipt, p.person_id, p.contact_cipher, p.contact_blind, p.standing, p.device, true, p.at from jsonb_to_recordset($2::jsonb) as r(matter uuid, target uuid) join reporters p on p.district_id = $1 and p.matter_id = r.matter join matters m on m.district_id = $1 and m.id = r.target on conflict do nothing`,
    [context.ground.district.id, JSON.stringify(pairs)],
  )
}
