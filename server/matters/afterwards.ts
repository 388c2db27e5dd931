// `after`: what follows an act outside its own transaction, topic by topic.
import { z } from 'zod'
import { Label } from '../../core/label.ts'
import { isEnded } from '../../core/process.ts'
import { ownerOfMatter } from '../../core/owner.ts'
import { HolderAnswer } from '../../core/form.ts'
import type { Tx } from '../db/gate.ts'
import type { Door } from './door.ts'
import type { Ground, House } from './house.ts'
import { quietUntil } from './quiet.ts'
import { matterColumns, matterOf, MatterRecord } from './row.ts'
import type { Verdict } from './ask.ts'
import { derivedId, systemActId } from './settle.ts'

type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
const Tell = z.object({ matter: z.string(), seq: z.number(), whom: z.string(), say: Label })
const Open = z.object({ matter: z.string(), part: z.string(), holder: HolderAnswer, task: z.string(), child: z.string() })
const Join = z.object({ matter: z.string(), target: z.string() })
const Ended = z.object({ matter: z.string(), parent: z.string().nullable() })

/** Writes the notices of a page of acts: to the people at the owner's or a seat's post, or to whoever reported. */
export async function tell(context: { house: House; ground: Ground; tx: Tx }, entries: readonly Entry[]): Promise<void> {
  const { house, ground, tx } = context
  const tells = entries.map((entry) => ({ id: entry.id, ...Tell.parse(entry.body) }))
  const rows = await recordsOf(context, tells.map((each) => each.matter)) // prettier-ignore
  const now = house.now()
  const notices = tells.flatMap((each) => {
    const row = rows.get(each.matter)
    return row
      ? recipients(ground, row, each.whom).map((person) => ({
          id: derivedId(`${each.id}|${person}`),
          matter_id: each.matter,
          person_id: person,
          zh: `${row.number} ${each.say.zh}：${row.headline}`,
          en: `${row.number} ${each.say.en}: ${row.headline}`,
          quiet: quietUntil(now, row.marks['urgency'] === 'emergency'),
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

function recipients(ground: Ground, row: MatterRecord, whom: string): readonly string[] {
  if (whom === 'reporter') return []
  const matter = matterOf(row)
  const process = ground.process(row.process, row.version)
  if (whom === 'owner') return process ? (ownerOfMatter(process, matter, ground.roster)?.people ?? []) : []
  const seat = matter.seats[whom.slice('seat:'.length)]
  if (!seat) return []
  if (seat.person) return [seat.person]
  return ground.roster.present(seat)
}

async function recordsOf(context: { ground: Ground; tx: Tx }, ids: readonly string[]): Promise<ReadonlyMap<string, MatterRecord>> {
  const rows = await context.tx.rows(
    MatterRecord,
    `select ${matterColumns} from matters where district_id = $1 and id = any($2::uuid[]) limit 1000`,
    [context.ground.district.id, [...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Opens one child matter for a co-handler; its id comes from the act, so a repetition changes nothing. */
export async function openChild(context: { house: House; ground: Ground; door: Door }, entry: Entry): Promise<void> {
  const { house, ground, door } = context
  const wish = Open.parse(entry.body)
  const parent = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) =>
    (await recordsOf({ ground, tx }, [wish.matter])).get(wish.matter),
  )
  const part = parent && ground.process(parent.process, parent.version)?.parts?.[wish.part]
  if (!parent || !part || isEnded(parent.phase)) return
  const opening = Object.keys(ground.process(part.process)?.open ?? {})[0]
  if (!opening) return
  const verdict = await door.act({
    kind: 'birth',
    district: ground.district.id,
    id: wish.child,
    act: systemActId(`${entry.id}|open`),
    process: part.process,
    action: opening,
    answers: { task: wish.task, each: wish.holder },
    asker: { kind: 'system' },
    area: parent.area_id,
    thing: parent.thing_id,
    parent: parent.id,
    part: wish.part,
    source: 'other',
    headline: wish.task.slice(0, 60),
    words: wish.task,
    lon: parent.lon,
    lat: parent.lat,
    marks: parent.marks['category'] ? { category: parent.marks['category'] } : {},
  })
  if (!verdict.ok && verdict.refusal.code !== 'already') throw new Error(`A co-handling matter was refused: ${verdict.refusal.code}`)
}

/** Those who reported the merged matter follow the one it was merged into. */
export async function joinReporters(context: { ground: Ground; tx: Tx }, entries: readonly Entry[]): Promise<void> {
  const pairs = entries.map((entry) => Join.parse(entry.body))
  await context.tx.run(
    `insert into reporters (district_id, matter_id, receipt, person_id, contact_cipher, contact_blind, standing, device, joined, at) select $1, r.target, p.receipt, p.person_id, p.contact_cipher, p.contact_blind, p.standing, p.device, true, p.at from jsonb_to_recordset($2::jsonb) as r(matter uuid, target uuid) join reporters p on p.district_id = $1 and p.matter_id = r.matter join matters m on m.district_id = $1 and m.id = r.target on conflict do nothing`,
    [context.ground.district.id, JSON.stringify(pairs)],
  )
}

/** When a matter ends, its children do what their process says of orphans, and automatic actions of the parent are tried. */
export async function afterEnd(context: { house: House; ground: Ground; door: Door }, entry: Entry): Promise<void> {
  const { house, ground, door } = context
  const { matter, parent } = Ended.parse(entry.body)
  const district = ground.district.id
  const children = () =>
    house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(
        MatterRecord,
        `select ${matterColumns} from matters where district_id = $1 and parent_id = $2 and phase not in ('done', 'dropped') order by id limit 500`,
        [district, matter],
      ),
    )
  for (let orphans = await children(), ended = -1; orphans.length > 0 && ended !== 0; orphans = await children()) {
    ended = 0
    for (const row of orphans) {
      const orphaned = ground.process(row.process, row.version)?.orphaned
      if (!orphaned || orphaned === 'goes on') continue
      const verdict = await door.act({
        kind: 'step',
        district,
        matter: row.id,
        act: systemActId(`${entry.id}|${row.id}`),
        action: orphaned.act,
        answers: {},
        asker: { kind: 'system' },
      })
      tryAgainIfBusy(verdict)
      if (verdict.ok && !verdict.repeated) ended += 1
    }
  }
  if (parent === null) return
  const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(
      MatterRecord.pick({ id: true, process: true, version: true, state: true }),
      'select id, process, version, state from matters where district_id = $1 and id = $2 limit 1',
      [district, parent],
    ),
  )
  for (const row of rows) {
    const process = ground.process(row.process, row.version)
    const autos = Object.entries({ ...process?.always, ...process?.states[row.state]?.can }).filter(([, action]) => action.auto)
    for (const [action] of autos)
      tryAgainIfBusy(
        await door.act({
          kind: 'step',
          district,
          matter: row.id,
          act: systemActId(`${entry.id}|${action}`),
          action,
          answers: {},
          asker: { kind: 'system' },
        }),
      )
  }
}

/** A refusal is an answer; a full queue is not, and the entry stays in the outbox. */
function tryAgainIfBusy(verdict: Verdict): void {
  if (!verdict.ok && verdict.busy) throw new Error('The door is busy; this is tried again')
}
