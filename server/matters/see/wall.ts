// What the wall lists beside its figures: supervised matters, the standing item, calls of the ladder, emergencies, and open emergency modes.
import { z } from 'zod'
import { modeIn, type Process } from '../../../core/process.ts'
import type { MatterRow } from '../../../core/shapes.ts'
import type { ModeShape } from '../../../core/wall.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { staffOnly } from './asking.ts'
import { areaRef } from './names.ts'
import { fromDesk, isStruck, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { inScopes, readsMatters, scopesOf, type Look } from './scopes.ts'
import { districtArea } from '../places.ts'

const shown = 12
const ladder = ['grid-call', 'community-call', 'township-call', 'escalated-call'] as const
const Count = z.object({ process: z.string(), open: z.number(), late: z.number() })
type Count = z.output<typeof Count>

export async function wallLists({ house, ground, caller }: Call<'wallLists'>): Promise<Answer<'wallLists'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const now = house.now()
  const modes = modeStates(ground)
  const looks = await inScopes(house, scopes, async (look) => ({
    counts: await countsIn(look, ground, now),
    urgent: await urgentIn(look, ground),
    late: await pageOf(look, ground, { test: `(d.due_at <= $2 or ${isStruck})`, values: [new Date(now)], order: 'd.due_at, d.matter_id' }),
    listed: await rowsOf(look, ground, { process: 'listed-supervision', states: null }),
    standing: await rowsOf(look, ground, { process: 'standing-item', states: null }),
    modes: (await Promise.all(modes.map((mode) => rowsOf(look, ground, mode)))).flat(),
  }))
  const shape = (pick: (look: (typeof looks)[number]) => readonly SeenMatter[]) => rowsFor(house, ground, firstOf(looks.flatMap(pick)))
  const counts = looks.flatMap((look) => look.counts)
  const list = async (process: string, rows: Promise<MatterRow[]>) => {
    const plan = ground.process(process)
    return plan ? { process, title: plan.title, ...sum(counts, process), rows: await rows } : null
  }
  return {
    at: now,
    home: homeOf(ground, caller),
    listed: await list('listed-supervision', shape((look) => look.listed)), // prettier-ignore
    standing: await list('standing-item', shape((look) => look.standing)), // prettier-ignore
    ladder: ladder.flatMap((name) => {
      const plan = ground.process(name)
      const { total, late } = sum(counts, name)
      return plan ? [{ process: name, title: plan.title, open: total, late }] : []
    }),
    urgent: {
      total: looks.reduce((all, look) => all + look.urgent.total, 0),
      rows: await shape((look) => look.urgent.rows),
    },
    late: await rowsFor(house, ground, looks.flatMap((look) => look.late).sort((one, other) => (one.due_at ?? 0) - (other.due_at ?? 0)).slice(0, shown)), // prettier-ignore
    modes: await modesFor(house, ground, { seen: looks.flatMap((look) => look.modes), caller }),
  }
}

const sum = (counts: readonly Count[], process: string) => {
  const mine = counts.filter((row) => row.process === process)
  return { total: mine.reduce((all, row) => all + row.open, 0), late: mine.reduce((all, row) => all + row.late, 0) }
}
const firstOf = (rows: readonly SeenMatter[]): SeenMatter[] =>
  [...rows].sort((one, other) => waitsFirst(one) - waitsFirst(other) || (one.due_at ?? 0) - (other.due_at ?? 0)).slice(0, shown)
const waitsFirst = (row: SeenMatter): number => (row.phase === 'waiting' ? 0 : 1)

/** The states in which a matter puts its area into emergency mode, of every process that has one. */
function modeStates(ground: Ground): { process: string; states: readonly string[] }[] {
  const found = new Map<string, Set<string>>()
  for (const { process } of ground.processes) {
    const states = Object.keys(process.states).filter((state) => modeIn(process, state) === 'emergency')
    if (states.length > 0) found.set(process.name, new Set([...(found.get(process.name) ?? []), ...states]))
  }
  return [...found].map(([process, states]) => ({ process, states: [...states] }))
}

const countedProcesses = ['listed-supervision', 'standing-item', ...ladder]

function countsIn({ tx, apart }: Look, ground: Ground, now: number): Promise<Count[]> {
  const sql = `select d.process, count(*)::int as open, (count(*) filter (where d.due_at <= $3 or ${isStruck}))::int as late from desk d where d.district_id = $1 and d.process = any($2::text[])${apart({ key: 'd.area_key', id: 'd.matter_id' })} group by 1`
  return tx.rows(Count, sql, [ground.district.id, countedProcesses, new Date(now)])
}

type Asked = { readonly test: string; readonly values: readonly unknown[]; readonly order?: string }
const waitingFirst = `(d.phase <> 'waiting'), d.due_at, d.matter_id`

/** Found over narrow rows of the desk; only what is shown is read in full. */
function pageOf({ tx, apart }: Look, ground: Ground, { test, values, order = waitingFirst }: Asked): Promise<SeenMatter[]> {
  const narrow = `select d.matter_id from desk d where d.district_id = $1 and ${test}${apart({ key: 'd.area_key', id: 'd.matter_id' })} order by ${order} limit ${shown}`
  const sql = `with page as materialized (${narrow}) select ${seenColumns} ${fromDesk} join page on page.matter_id = d.matter_id where d.district_id = $1 order by ${order}`
  return tx.rows(SeenMatter, sql, [ground.district.id, ...values])
}

const rowsOf = (look: Look, ground: Ground, asked: { process: string; states: readonly string[] | null }): Promise<SeenMatter[]> =>
  asked.states === null
    ? pageOf(look, ground, { test: 'd.process = $2', values: [asked.process] })
    : pageOf(look, ground, { test: 'd.process = $2 and d.state = any($3::text[])', values: [asked.process, asked.states] })

async function urgentIn(look: Look, ground: Ground): Promise<{ total: number; rows: SeenMatter[] }> {
  const sql = `select count(*)::int as n from desk d where d.district_id = $1 and d.urgency = 2${look.apart({ key: 'd.area_key', id: 'd.matter_id' })}`
  const counted = await look.tx.count(sql, [ground.district.id])
  return { total: counted, rows: await pageOf(look, ground, { test: 'd.urgency = 2', values: [] }) }
}

/** The modes the viewer may read in full, and the bare area of those that lie above their ground and hold there too. */
async function modesFor(house: House, ground: Ground, { seen, caller }: { seen: readonly SeenMatter[]; caller: Caller }): Promise<ModeShape[]> {
  const rows = await rowsFor(house, ground, seen)
  const home = ground.areas.get(homeOf(ground, caller).id)
  const known = new Set(rows.map((row) => row.area.id))
  const above = ground.emergencies
    .map(({ area }) => area)
    .filter((id) => !known.has(id) && id !== home?.id && home && ground.roster.covers(id, home.id))
  return [
    ...rows.map((row, at) => ({ id: row.id, area: row.area, within: upFrom(ground, row.area.id), title: row.title, reason: row.headline, by: openerOf(ground.process(row.process), row), since: seen[at]?.opened_at ?? row.openedAt, until: row.due })),
    ...above.map((id) => ({ id: null, area: areaRef(ground, id), within: upFrom(ground, id), title: { zh: '应急状态', en: 'Emergency mode' }, reason: '', by: null, since: null, until: null })),
  ] // prettier-ignore
}

/** The areas above, below the district itself: on a map of any level the mode shows where it lies. */
const upFrom = (ground: Ground, id: number): number[] => {
  const parent = ground.areas.get(id)?.parent ?? null
  return parent === null || ground.areas.get(parent)?.level === 0 ? [] : [parent, ...upFrom(ground, parent)]
}

const openerOf = (process: Process | undefined, row: MatterRow) =>
  process && row.owner ? { zh: `${row.owner.place.zh}${row.owner.label.zh}`, en: `${row.owner.label.en}, ${row.owner.place.en}` } : null

/** The widest area the viewer answers for; a department's people look at the whole district. */
function homeOf(ground: Ground, caller: Caller) {
  const own = caller.postings
    .filter((posting) => readsMatters(posting.post))
    .flatMap((posting) => (posting.area === null ? [] : (ground.areas.get(posting.area) ?? [])))
    .sort((one, other) => one.level - other.level || one.key - other.key)
  return areaRef(ground, own[0]?.id ?? districtArea(ground).id)
}
