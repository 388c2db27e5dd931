// The command centre's page: figures from the roll-ups, the state of this moment from the desk, and what is not well, by name of the matter.
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import { checkpointText } from '../../../core/seal.ts'
import { sourceLabel, sourceNames } from '../../../core/sources.ts'
import { grouped } from '../../../core/grouped.ts'
import type { CallsOfDay, CentrePage, MatterRow } from '../../../core/shapes.ts'
import type { Scope } from '../../db/gate.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { sha256 } from '../chain.ts'
import type { Ground, House } from '../house.ts'
import { figureColumns, matterOf, MatterRecord } from '../row.ts'
import { staffOnly } from './asking.ts'
import { deskNow, feedNow, lateNow, type Feed } from './centre-now.ts'
import { idsBehind, windowOf } from './drill.ts'
import { measuresOf } from './measures.ts'
import { rateAmountsIn, ratesOf } from './centre-rates.ts'
import { rowsFor } from './rows.ts'
import { areaOfScope, inScopes, scopesOf, type Look } from './scopes.ts'

export async function centre({ house, ground, caller }: Call<'centre'>): Promise<Answer<'centre'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const now = house.now()
  const looks = await inScopes(house, scopes, async (look) => ({
    sums: await sumsIn(look, ground, now),
    amounts: await rateAmountsIn(look, ground, now),
    desk: await deskNow(look, ground, now),
    late: await lateNow(look, ground, now),
    feed: await feedNow(look, ground, now),
  }))
  const figure = figures(looks.map((look) => look.sums).flat())
  const late = looks.flatMap((look) => look.late).sort((one, other) => (one.due_at ?? 0) - (other.due_at ?? 0)).slice(0, 10) // prettier-ignore
  const desk = looks.flatMap((look) => look.desk)
  return pageOf(ground, {
    now,
    figure,
    rates: ratesOf(ground, looks.map((look) => look.amounts), now), // prettier-ignore
    desk,
    unanswered: await rowsFor(house, ground, late),
    feed: looks.flatMap((look) => look.feed),
    lines: await linesOf(house, ground, { now, called: figure.on(dayOf(now))('called'), scopes }),
  })
}

const Sum = z.object({ day: z.string(), measure: z.string(), n: z.coerce.number() })
type Sum = z.output<typeof Sum>

/** Sums of the last thirty days; a department has no area, so its own matters are counted themselves. */
async function sumsIn({ tx, scope, apart }: Look, ground: Ground, now: number): Promise<Sum[]> {
  const window = windowOf(undefined, now)
  if (scope.role !== 'unit')
    return tx.rows(
      Sum,
      `select to_char(day, 'YYYY-MM-DD') as day, measure, amount as n from rollups where district_id = $1 and area_id = $4 and day >= $2::date and day <= $3::date`,
      [ground.district.id, dayOf(window.from), dayOf(now), areaOfScope(scope)],
    )
  const rows = await tx.rows(
    MatterRecord,
    `select ${figureColumns} from matters where district_id = $1 and (opened_at >= $2 or ended_at >= $2)${apart({ key: 'area_key', id: 'id' })} limit 20000`,
    [ground.district.id, new Date(window.from)],
  )
  const [first, today] = [dayOf(window.from), dayOf(now)]
  const sinceMorning = await idsBehind(tx, ground, { sum: ['inTime'], window: windowOf(today, now), apart })
  const counted = rows.flatMap((row) => measuresOf(ground, { matter: matterOf(row), source: row.source })).filter(({ day }) => day >= first)
  return [...counted.map((each) => ({ ...each, n: 1 })), { day: today, measure: 'inTime', n: sinceMorning.length }]
}

type Figures = {
  on(day: string): (measure: string) => number
  month(measure: string): number
}

function figures(sums: readonly Sum[]): Figures {
  const add = (of: readonly Sum[]) => of.reduce((map, { measure, n }) => map.set(measure, (map.get(measure) ?? 0) + n), new Map<string, number>())
  const days = new Map([...grouped(sums, (sum) => sum.day)].map(([day, mine]) => [day, add(mine)]))
  const month = add(sums)
  return { on: (day) => (measure) => days.get(day)?.get(measure) ?? 0, month: (measure) => month.get(measure) ?? 0 }
}

/** What the calls of one day came to; its hours beside those of the same weekday before. */
function callsOf({ on }: Figures, at: number): CallsOfDay {
  const [its, weekAgo] = [on(dayOf(at)), on(dayOf(at - 7 * dayMs))]
  const triage = { private: its('triage:private'), small: its('triage:small'), major: its('triage:major') }
  return {
    day: dayOf(at), called: its('called'), answered: its('answered'), lateUnanswered: its('lateUnanswered'),
    sources: sourceNames.map((source) => ({ source, label: sourceLabel(source), n: its(`source:${source}`) })),
    triage: { ...triage, total: triage.private + triage.small + triage.major },
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, called: its(`called:${two(hour)}`), answered: its(`answered:${two(hour)}`), lastWeek: weekAgo(`called:${two(hour)}`) })),
  }
} // prettier-ignore

type Parts = {
  readonly now: number
  readonly figure: Figures
  readonly rates: Pick<CentrePage, 'rates' | 'whole'>
  readonly desk: Awaited<ReturnType<typeof deskNow>>
  readonly unanswered: MatterRow[]
  readonly feed: Feed
  readonly lines: CentrePage['lines']
}

function pageOf(ground: Ground, { now, figure, rates, desk, unanswered, feed, lines }: Parts): CentrePage {
  const today = figure.on(dayOf(now))
  const [calls, dayBefore] = [callsOf(figure, now), callsOf(figure, now - dayMs)]
  const total = (count: (row: (typeof desk)[number]) => number) => desk.reduce((sum, row) => sum + count(row), 0)
  return {
    at: now, district: ground.district.name, demo: ground.district.demo,
    today: { called: calls.called, answered: calls.answered, inTime: today('inTime'), lateUnanswered: calls.lateUnanswered },
    before: calls.called === 0 && dayBefore.called > 0 ? dayBefore : null,
    sources: calls.sources, triage: calls.triage, hours: calls.hours,
    open: total((row) => row.n), overdue: total((row) => row.overdue), townships: townshipsOf(ground, desk), unanswered, ...rates,
    levels: levels.map(([level, label]) => ({ level, label, n: figure.month(`level:${level}`) })),
    closedToday: today('closed'),
    phases: [...(['waiting', 'working', 'paused'] as const).map((phase) => ({ phase, n: total((row) => (row.phase === phase ? row.n : 0)) })), { phase: 'done', n: today('closed') }, { phase: 'dropped', n: today('dropped') }],
    lines, feed: [...feed].sort((one, other) => other.at - one.at).slice(0, 12),
  } // prettier-ignore
}

/** Every township of the viewer's ground, in administrative order, never by rank. */
function townshipsOf(ground: Ground, desk: Parts['desk']): CentrePage['townships'] {
  const sum = (key: number, count: (row: Parts['desk'][number]) => number) =>
    desk.reduce((total, row) => total + (row.township === key ? count(row) : 0), 0)
  return [...ground.areas.values()]
    .filter((area) => area.level === 1)
    .sort((one, other) => one.key - other.key)
    .map((area, at) => ({
      area: { id: area.id, name: area.name, level: area.level },
      tile: area.tile ?? { col: at % 6, row: Math.floor(at / 6) },
      open: sum(area.key, (row) => row.n),
      overdue: sum(area.key, (row) => row.overdue),
      emergency: sum(area.key, (row) => row.emergency),
    }))
}

const Line = z.object({ n: z.number(), of: z.number() })
const CheckpointRow = z.object({ n: z.number(), at: z.date(), heads: z.number(), root: z.string(), before: z.string(), hash: z.string() })

/** The lines that are not crossed, in the viewer's own part of the district; nobody reads the rows themselves, only how many. */
async function linesOf(house: House, ground: Ground, asked: { now: number; called: number; scopes: readonly Scope[] }): Promise<CentrePage['lines']> {
  const d = ground.district.id
  const { from, upto } = windowOf(dayOf(asked.now), asked.now)
  return house.db.withDistrict({ role: 'act', district: d }, async (tx) => {
    const values = [d, new Date(from), new Date(upto)]
    const mine = asked.scopes
      .map((scope) =>
        scope.role === 'unit'
          ? `exists (select 1 from involved i where i.district_id = $1 and i.organisation_id = ${Number(scope.organisation)} and i.matter_id = m.id)`
          : `m.area_key between ${String(scope.from)} and ${String(scope.upto)}`,
      )
      .join(' or ')
    const looked = await tx.count(
      `select count(*)::int as n from reveals r join matters m on m.district_id = r.district_id and m.id = r.matter_id where r.district_id = $1 and r.at >= $2 and r.at < $3 and (${mine})`,
      values,
    )
    const hour = `extract(hour from l.delivered_at at time zone 'Asia/Shanghai')`
    const atNight = `(${hour} >= 20 or ${hour} < 8) and l.person_id is not null and l.receipt is null and m.marks ->> 'urgency' is distinct from 'emergency'`
    const [notices] = await tx.rows(
      Line,
      `select (count(*) filter (where ${atNight}))::int as n, count(*)::int as of from notices l join matters m on m.district_id = l.district_id and m.id = l.matter_id where l.district_id = $1 and l.at >= $2 and l.at < $3 and (${mine})`,
      values,
    )
    const checkpoints = await tx.rows(
      CheckpointRow,
      `select n, at, heads, encode(root, 'hex') as root, encode(before, 'hex') as before, encode(hash, 'hex') as hash from checkpoints where district_id = $1 order by n desc limit 2`,
      [d],
    )
    const [newest, before] = checkpoints
    const holds =
      newest !== undefined &&
      sha256(checkpointText({ n: newest.n, at: newest.at.toISOString(), heads: newest.heads, root: newest.root, before: newest.before })) ===
        newest.hash &&
      (before === undefined || before.hash === newest.before)
    return {
      reveals: { n: looked, of: asked.called },
      nightNotices: { n: notices?.n ?? 0, of: notices?.of ?? 0 },
      chain: { n: holds ? newest.heads : 0, of: newest?.heads ?? 0 },
    }
  })
}

const dayMs = 86_400_000
const two = (hour: number): string => String(hour).padStart(2, '0')
const levels = [[3, { zh: '网格内', en: 'In the grid' }], [2, { zh: '社区内', en: 'In the community' }], [1, { zh: '镇街内', en: 'In the township' }], [0, { zh: '区里', en: 'By the district' }]] as const // prettier-ignore
