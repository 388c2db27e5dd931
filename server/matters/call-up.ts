// The call-up in an emergency: puts the nearest on the roll and tells them, shows each what they were asked, takes their answer, and ends with the mode.
import { z } from 'zod'
import { choicesFor } from '../../core/choices.ts'
import type { CallUp } from '../../core/call-up.ts'
import { Label } from '../../core/label.ts'
import { placesOf } from '../../core/process.ts'
import { refuse } from '../../core/refusals.ts'
import type { Tx } from '../db/gate.ts'
import { derivedId, systemActId } from './act-ids.ts'
import { recordsOf } from './afterwards.ts'
import { staffAsker } from './ask.ts'
import type { Door } from './door.ts'
import { refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { turnedDown } from './intake.ts'
import { nearestPeople } from './nearest.ts'
import { joinedColumns, matterOf, MatterRecord } from './row.ts'
import { choiceShape } from './see/matter-page.ts'
import { areaRef } from './see/names.ts'
import { actorOf, noFacts, worldOf } from './world.ts'

type Entry = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }
type Inside = { readonly house: House; readonly ground: Ground; readonly tx: Tx }
const Roll = z.object({ matter: z.string(), seq: z.number(), pool: z.string(), nearest: z.number() })
const TellPool = z.object({ matter: z.string(), pool: z.string(), say: Label })
/** However many are needed, so many hear of one wave at most. */
const mostAtOnce = 500

/** The next nearest who have not been called yet; nobody more once enough come. */
export async function callNearest(context: Inside, entries: readonly Entry[]): Promise<void> {
  const { ground, tx } = context
  const d = ground.district.id
  for (const entry of entries) {
    const wish = Roll.parse(entry.body)
    const row = (await recordsOf(context, [wish.matter])).get(wish.matter)
    const mode = row?.about_id ? (await recordsOf(context, [row.about_id])).get(row.about_id) : undefined
    if (!row || !mode) continue
    const held = await tx.rows(
      Held,
      'select pool, claimant from claims where district_id = $1 and subject_id = $2 and released_at is null limit 10000',
      [d, row.id],
    )
    const coming = held.filter(({ pool }) => pool === 'coming').length
    const needed = Math.max(1, Number(row.marks['needed'] ?? 1))
    if (coming >= needed) continue
    const known = new Set([...held.filter(({ pool }) => pool === wish.pool).map(({ claimant }) => claimant), row.seats['caller']?.person])
    const spot = { ...spotOf(ground, row), within: mode.area_id }
    const wave = nearestPeople(ground, spot, (row.marks['posts'] ?? '').split(',')).filter(({ person }) => !known.has(person)).slice(0, Math.min(mostAtOnce, wish.nearest * needed)) // prettier-ignore
    await tx.run(
      `insert into claims (district_id, subject_id, pool, claimant, seq, at) select $1, $2, $3, r.person, $4, $5 from jsonb_to_recordset($6::jsonb) as r(person text) on conflict do nothing`,
      [d, row.id, wish.pool, wish.seq, new Date(context.house.now()), JSON.stringify(wave)],
    )
    await notify(context, { entry: entry.id, row, people: wave.map(({ person, metres }) => ({ person, say: asking(metres) })) })
  }
}
const Held = z.object({ pool: z.string(), claimant: z.string() })

/** Its own point, else the middle of its area. */
const spotOf = (ground: Ground, row: Pick<MatterRecord, 'lon' | 'lat' | 'area_id'>): { lon: number | null; lat: number | null } =>
  row.lon !== null && row.lat !== null
    ? { lon: row.lon, lat: row.lat }
    : { lon: ground.areas.get(row.area_id)?.lon ?? null, lat: ground.areas.get(row.area_id)?.lat ?? null }

/** To the middle of where they hold their post, so no finer than that. */
function asking(metres: number | null): Label {
  const km = metres === null ? '' : (metres / 1000).toFixed(1)
  const far = metres === null || metres < 150 ? { zh: '', en: '' } : metres < 1000 ? { zh: `，离您那一片约 ${Math.round(metres / 10) * 10} 米`, en: `, about ${Math.round(metres / 10) * 10} m from you` } : { zh: `，离您那一片约 ${km} 公里`, en: `, about ${km} km from you` } // prettier-ignore
  return {
    zh: `急时召集${far.zh}，能来就按“我来”，来不了也请说一声`,
    en: `Emergency call-up${far.en}: press “I come” if you can; if not, please say so`,
  }
}

/** Whoever holds a place in a pool hears it. */
export async function tellPool(context: Inside, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const wish = TellPool.parse(entry.body)
    const row = (await recordsOf(context, [wish.matter])).get(wish.matter)
    const held = await context.tx.rows(
      Held,
      'select pool, claimant from claims where district_id = $1 and subject_id = $2 and pool = $3 and released_at is null limit 10000',
      [context.ground.district.id, wish.matter, wish.pool],
    )
    if (row) await notify(context, { entry: entry.id, row, people: held.map(({ claimant }) => ({ person: claimant, say: wish.say })) })
  }
}

/** At once, at night too: it is an emergency. */
async function notify(
  { ground, tx, house }: Inside,
  told: { entry: string; row: MatterRecord; people: readonly { person: string; say: Label }[] },
): Promise<void> {
  const { row } = told
  const notices = told.people.filter(({ person }) => z.uuid().safeParse(person).success).map(({ person, say }) => ({ id: derivedId(`${told.entry}|${person}`), person_id: person, zh: `${row.number} ${say.zh}：${row.headline}`, en: `${row.number} ${say.en}: ${row.headline}` })) // prettier-ignore
  if (notices.length === 0) return
  await tx.run(
    `insert into notices (district_id, id, matter_id, person_id, text_zh, text_en, at, delivered_at) select $1, r.id, $2, r.person_id, r.zh, r.en, $3, $3 from jsonb_to_recordset($4::jsonb) as r(id uuid, person_id uuid, zh text, en text) on conflict do nothing`,
    [ground.district.id, row.id, new Date(house.now()), JSON.stringify(notices)],
  )
}

/** What is to end with an emergency mode is tried wherever one has ended. */
export async function endWithMode(
  { house, ground, door }: { readonly house: House; readonly ground: Ground; readonly door: Door },
  entry: Entry,
): Promise<void> {
  const { area: id } = z.object({ area: z.number() }).parse(entry.body)
  const district = ground.district.id
  const area = ground.areas.get(id)
  const ends = ground.processes.flatMap(({ process }) => Object.values(process.states).flatMap((state) => Object.entries(state.can ?? {}).flatMap(([action, plan]) => (plan.auto && plan.needs?.some((need) => 'mode' in need && need.mode === 'over') ? [{ process: process.name, action }] : [])))) // prettier-ignore
  if (!area || ends.length === 0) return
  const rows = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(z.object({ matter_id: z.string(), process: z.string() }), 'select matter_id, process from desk where district_id = $1 and area_key between $2 and $3 and process = any($4::text[]) order by matter_id limit 1000', [district, area.key, area.keyLast, [...new Set(ends.map(({ process }) => process))]]),
  ) // prettier-ignore
  const verdicts = await Promise.all(
    rows.map(({ matter_id: matter, process }) => {
      const action = ends.find((end) => end.process === process)?.action ?? ''
      return door.act({
        kind: 'step',
        district,
        matter,
        act: systemActId(`${entry.id}|${matter}|over`),
        action,
        answers: {},
        asker: { kind: 'system' },
      })
    }),
  )
  if (verdicts.some((verdict) => !verdict.ok && verdict.busy)) throw new Error('The door is busy; this is tried again')
}

export const callUpHandlers = (door: Door): Handlers<'callUps' | 'callUp'> => ({
  callUps: async ({ house, ground, caller }: Call<'callUps'>): Promise<Answer<'callUps'> | Refused> => {
    if (caller.person === null) return signedOut()
    return { rows: await rowsFor(house, ground, caller) }
  },

  callUp: async ({ house, ground, caller, params, body }: Call<'callUp'>): Promise<Answer<'callUp'> | Refused> => {
    if (caller.person === null) return signedOut()
    const rows = await rowsFor(house, ground, caller)
    if (!rows.some(({ id }) => id === params.id)) return refused(refuse('not-found'), 404)
    const verdict = await door.act({
      kind: 'step',
      district: ground.district.id,
      matter: params.id,
      act: body.act,
      action: body.action,
      answers: {},
      asker: staffAsker(caller),
    })
    return verdict.ok ? { rows: await rowsFor(house, ground, caller) } : turnedDown(verdict)
  },
})

const signedOut = (): Refused => refused(refuse('not-yours', { who: '登录的人', whoEn: 'people who are signed in' }), 401)
const Row = MatterRecord.extend({ within: z.number(), mine: z.array(z.string()), coming: z.number() })

/** The open call-ups this person was called in. */
async function rowsFor(house: House, ground: Ground, caller: Caller): Promise<CallUp[]> {
  const d = ground.district.id
  const sql = `select ${joinedColumns}, mode.area_id as within, array(select pool from claims c where c.district_id = $1 and c.subject_id = m.id and c.claimant = $2 and c.released_at is null) as mine,
      (select count(*)::int from claims c where c.district_id = $1 and c.subject_id = m.id and c.pool = 'coming' and c.released_at is null) as coming
    from desk d join matters m on m.district_id = $1 and m.id = d.matter_id join matters mode on mode.district_id = $1 and mode.id = m.about_id
    where d.district_id = $1 and d.process = 'call-up' and exists (select 1 from claims c where c.district_id = $1 and c.subject_id = d.matter_id and c.pool = 'called' and c.claimant = $2 and c.released_at is null) order by m.opened_at desc, m.id limit 50`
  const rows = await house.db.withDistrict({ district: d, role: 'act' }, (tx) => tx.rows(Row, sql, [d, caller.person]))
  return rows.flatMap((row): CallUp[] => {
    const process = ground.process(row.process, row.version)
    if (!process) return []
    const matter = matterOf(row)
    const needed = placesOf(process.pools?.['coming'], row.marks) ?? 0
    const own = (pool: string) => ({ taken: pool === 'coming' ? row.coming : 0, mine: row.mine.includes(pool) })
    const pools = Object.fromEntries(Object.keys(process.pools ?? {}).map((pool) => [pool, own(pool)]))
    const world = worldOf({ ground, process, now: house.now(), area: matter.area, facts: { ...noFacts, pools } })
    const actor = actorOf(ground, caller, { isReporter: false, holds: row.mine, now: house.now() })
    const near = nearestPeople(ground, { ...spotOf(ground, row), within: row.within }, (row.marks['posts'] ?? '').split(','))
    return [
      {
        id: row.id,
        number: row.number,
        what: row.words,
        place: areaRef(ground, row.area_id).name,
        metres: near.find(({ person }) => person === caller.person)?.metres ?? null,
        openedAt: row.opened_at,
        needed,
        coming: row.coming,
        answer: row.mine.includes('coming') ? 'coming' : row.mine.includes('cannot') ? 'cannot' : 'none',
        choices: choicesFor(world, matter, actor).filter(({ plan }) => plan.by.includes('pool:called')).filter(({ refusal }) => refusal?.code !== 'already').map(choiceShape),
      },
    ] // prettier-ignore
  })
}
