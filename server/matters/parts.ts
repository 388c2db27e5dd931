// Parts of a matter: opened one by one or spread over areas, and what happens to them and to their main matter when one of both ends.
import { z } from 'zod'
import { areasOf } from '../../core/spread.ts'
import { HolderAnswer, SpreadAnswer } from '../../core/form.ts'
import { autosIn, isEnded } from '../../core/process.ts'
import { derivedId, systemActId } from './act-ids.ts'
import { recordsOf } from './afterwards.ts'
import type { BirthAsk, Verdict } from './ask.ts'
import type { Tx } from '../db/gate.ts'
import type { Door } from './door.ts'
import type { Ground, House } from './house.ts'
import { matterColumns, MatterRecord } from './row.ts'

type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
type Context = { readonly house: House; readonly ground: Ground; readonly door: Door }
const Told = z.record(z.string(), z.unknown())
const Open = z.object({
  matter: z.string(),
  part: z.string(),
  holder: HolderAnswer,
  task: z.string(),
  child: z.string(),
  answers: Told.default({}),
  kept: z.array(z.uuid()).max(50).default([]),
})
const Spreading = z.object({ matter: z.string(), part: z.string(), spread: SpreadAnswer, answers: Told })
const SpreadPage = Spreading.extend({ root: z.string(), areas: z.array(z.number()) })
const Ended = z.object({ matter: z.string(), parent: z.string().nullable(), about: z.string().nullable().default(null) })

/** Opens one part; its id comes from the act, so a repetition changes nothing. */
export async function openPart(context: Context, entry: Entry): Promise<void> {
  const wish = Open.parse(entry.body)
  const plan = await partPlan(context, wish)
  if (!plan) return
  const birth = birthOf(context, plan, { act: systemActId(`${entry.id}|open`), id: wish.child, task: wish.task, holder: wish.holder, area: groundOf(context, plan.parent.area_id, wish.holder.area), answers: wish.answers }) // prettier-ignore
  const verdict = await context.door.act(birth)
  if (!verdict.ok && verdict.refusal.code !== 'already') throw new Error(`A part was refused: ${verdict.refusal.code}`)
  if (wish.kept.length > 0) await takeAlong(context, { from: wish.matter, to: wish.child, photos: wish.kept })
}

/** Photos that somebody chose go along as copies that say nothing of who took them; what only the reporter may see never does. */
async function takeAlong(
  { house, ground }: Context,
  wish: { readonly from: string; readonly to: string; readonly photos: readonly string[] },
): Promise<void> {
  const copies = wish.photos.map((photo) => ({ id: derivedId(`${wish.to}|${photo}`), photo }))
  await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.run(
      `insert into attachments (district_id, id, kind, sha256, thumb, type, bytes, width, height, matter_id, area_key, audience, uploader, at)
       select $1, r.id, a.kind, a.sha256, a.thumb, a.type, a.bytes, a.width, a.height, m.id, m.area_key, 'staff', '\\x00', a.at from jsonb_to_recordset($4::jsonb) as r(id uuid, photo uuid)
       join attachments a on a.district_id = $1 and a.id = r.photo and a.matter_id = $2 and a.kind = 'photo' and a.audience in ('all', 'staff') join matters m on m.district_id = $1 and m.id = $3 on conflict do nothing`,
      [ground.district.id, wish.from, wish.to, JSON.stringify(copies)],
    ),
  )
}

/** A part lies where its holder stands, if that is below its main matter: they could not read it otherwise. */
const groundOf = ({ ground }: Context, area: number, holder: number | undefined): number =>
  holder !== undefined && ground.roster.covers(area, holder) ? holder : area

/** Four batches of the door: who acts meanwhile in the same process waits behind no more. */
const page = 768

/** A list goes out page by page, each an entry of its own that any process may carry out. Which areas are on which page is settled here, once. */
export async function leavePages(
  { house, ground, tx }: Pick<Context, 'house' | 'ground'> & { readonly tx: Tx },
  entries: readonly Entry[],
): Promise<void> {
  const pages = entries.flatMap(({ id, body }) => {
    const { spread } = Spreading.parse(body)
    const areas = areasOf(ground.roster, spread)
    const each = Math.max(1, Math.floor(page / spread.items.length))
    return Array.from({ length: Math.ceil(areas.length / each) }, (_, at) => ({ id: derivedId(`${id}|page|${at}`), body: { ...body, root: id, areas: areas.slice(at * each, (at + 1) * each) } }))
  }) // prettier-ignore
  await tx.run(`insert into outbox (district_id, id, topic, body, due_at) select $1, r.id, 'spread-page', r.body, $3 from jsonb_to_recordset($2::jsonb) as r(id uuid, body jsonb) on conflict do nothing`, [ground.district.id, JSON.stringify(pages), new Date(house.now())]) // prettier-ignore
}

/** Opens one part for each item in each area of a page; the ids come from (list, area, item), so that a page can be carried out again after a crash. */
export async function openPage(context: Context, entry: Entry): Promise<void> {
  const { root, areas, ...wish } = SpreadPage.parse(entry.body)
  const plan = await partPlan(context, wish)
  if (!plan) return
  const births = areas.flatMap((area) =>
    wish.spread.items.map((item, at) =>
      birthOf(context, plan, { act: systemActId(`${root}|${area}|${at}`), id: derivedId(`${root}|${area}|${at}|part`), task: item, holder: { post: wish.spread.post, area }, area, answers: wish.answers }),
    ),
  ) // prettier-ignore
  const verdicts = await Promise.all(births.map((birth) => context.door.act(birth)))
  const refused = verdicts.find((verdict) => !verdict.ok && verdict.refusal.code !== 'already')
  // `not-here`: the main matter ended meanwhile, nothing more to open
  if (refused && !refused.ok && refused.refusal.code !== 'not-here') throw new Error(`A part was refused: ${refused.refusal.code}`)
}

type Plan = { readonly parent: MatterRecord; readonly process: string; readonly opening: string; readonly headline: string; readonly asked: ReadonlySet<string>; readonly part: string; /** no part of it but a matter about it, which it may leave behind by ending */ readonly isAbout: boolean } // prettier-ignore

async function partPlan({ house, ground }: Context, wish: { readonly matter: string; readonly part: string }): Promise<Plan | null> {
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => recordsOf({ ground, tx }, [wish.matter]))
  const parent = rows.get(wish.matter)
  const part = parent && ground.process(parent.process, parent.version)?.parts?.[wish.part]
  const process = part && ground.process(part.process)
  const [opening] = Object.entries(process?.open ?? {}).filter(([, action]) => action.by.includes('system'))
  const isAbout = (parent && process?.about?.includes(parent.process)) ?? false
  if (!parent || !process || !opening || (isEnded(parent.phase) && !isAbout)) return null
  return { parent, process: process.name, opening: opening[0], headline: process.headline, asked: new Set(Object.keys(opening[1].ask ?? {})), part: wish.part, isAbout } // prettier-ignore
}

type PartWish = {
  readonly act: string
  readonly id: string
  readonly task: string
  readonly holder: z.output<typeof HolderAnswer>
  readonly area: number
  readonly answers: Readonly<Record<string, unknown>>
}

function birthOf({ ground }: Context, { parent, process, opening, headline, asked, part, isAbout }: Plan, wish: PartWish): BirthAsk {
  const told = Object.fromEntries(Object.entries({ ...wish.answers, task: wish.task, each: wish.holder }).filter(([name]) => asked.has(name)))
  const title = String(told[headline] ?? wish.task)
  return {
    kind: 'birth', district: ground.district.id, id: wish.id, act: wish.act, process, action: opening, answers: told, asker: { kind: 'system' }, area: wish.area, thing: parent.thing_id, ...(isAbout ? { parent: null, about: parent.id, part: null } : { parent: parent.id, part }), source: 'other',
    headline: title.slice(0, 60), words: wish.task, lon: wish.area === parent.area_id ? parent.lon : null, lat: wish.area === parent.area_id ? parent.lat : null, marks: parent.marks['category'] ? { category: parent.marks['category'] } : {},
  } // prettier-ignore
}

/** When a matter ends, its parts do what their process says of orphans, and automatic steps of its main matter, of what it is about and of what is about it are tried. */
export async function afterEnd(context: Context, entry: Entry): Promise<void> {
  const { matter, parent, about } = Ended.parse(entry.body)
  await endOrphans(context, { matter, entry: entry.id })
  await tryFollowers(context, { matter, entry: entry.id })
  for (const id of [parent, about]) if (id !== null) await tryAutos(context, { matter: id, entry: entry.id })
}

async function endOrphans({ house, ground, door }: Context, ended: { readonly matter: string; readonly entry: string }): Promise<void> {
  const district = ground.district.id
  const orphans = () =>
    house.db.withDistrict({ district, role: 'act' }, (tx) =>
      tx.rows(
        MatterRecord,
        `select ${matterColumns} from matters where district_id = $1 and parent_id = $2 and phase not in ('done', 'dropped') order by id limit 500`,
        [district, ended.matter],
      ),
    )
  for (let rows = await orphans(), left = -1; rows.length > 0 && left !== 0; rows = await orphans()) {
    const verdicts = await Promise.all(
      rows.flatMap((row) => {
        const orphaned = ground.process(row.process, row.version)?.orphaned
        if (!orphaned || orphaned === 'goes on') return []
        return [bySystem({ ground, door }, { matter: row.id, act: systemActId(`${ended.entry}|${row.id}`), action: orphaned.act })]
      }),
    )
    verdicts.forEach(tryAgainIfBusy)
    left = verdicts.filter((verdict) => verdict.ok && !verdict.repeated).length
  }
}

/** What is about a matter may end by itself with it, as a call for volunteers does. */
async function tryFollowers({ house, ground, door }: Context, ended: { readonly matter: string; readonly entry: string }): Promise<void> {
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(
      MatterRecord.pick({ id: true, process: true, version: true, state: true }),
      `select id, process, version, state from matters where district_id = $1 and about_id = $2 and phase not in ('done', 'dropped') order by id limit 500`,
      [ground.district.id, ended.matter],
    ),
  )
  const steps = rows.flatMap((row) => {
    const process = ground.process(row.process, row.version)
    const autos = process ? autosIn(process, row.state).filter(({ isAbout }) => isAbout) : []
    return autos.map(({ action }) => bySystem({ ground, door }, { matter: row.id, act: systemActId(`${ended.entry}|${row.id}|${action}`), action }))
  })
  for (const verdict of await Promise.all(steps)) tryAgainIfBusy(verdict)
}

async function tryAutos({ house, ground, door }: Context, wish: { readonly matter: string; readonly entry: string }): Promise<void> {
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(
      MatterRecord.pick({ id: true, process: true, version: true, state: true }),
      'select id, process, version, state from matters where district_id = $1 and id = $2 limit 1',
      [ground.district.id, wish.matter],
    ),
  )
  for (const row of rows) {
    const process = ground.process(row.process, row.version)
    for (const { action } of process ? autosIn(process, row.state) : [])
      tryAgainIfBusy(await bySystem({ ground, door }, { matter: row.id, act: systemActId(`${wish.entry}|${action}`), action }))
  }
}

const bySystem = (
  { ground, door }: Pick<Context, 'ground' | 'door'>,
  step: { readonly matter: string; readonly act: string; readonly action: string },
): Promise<Verdict> => door.act({ kind: 'step', district: ground.district.id, ...step, answers: {}, asker: { kind: 'system' } })

/** A refusal is an answer; a full queue is not, and the entry stays in the outbox. */
function tryAgainIfBusy(verdict: Verdict): void {
  if (!verdict.ok && verdict.busy) throw new Error('The door is busy; this is tried again')
}
