// The command centre's page: figures from the roll-ups, the state of this moment from the desk, and what is not well, by name of the matter.
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import { checkpointText } from '../../../core/seal.ts'
import type { CentrePage, MatterRow } from '../../../core/shapes.ts'
import type { Scope } from '../../db/gate.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { sha256 } from '../chain.ts'
import type { Ground, House } from '../house.ts'
import { figureColumns, matterOf, MatterRecord } from '../row.ts'
import { staffOnly } from './asking.ts'
import { deskNow, feedNow, lateNow, type Feed } from './centre-now.ts'
import { idsBehind, windowOf } from './drill.ts'
import { measuresOf } from './measures.ts'
import { rowsFor } from './rows.ts'
import { areaOfScope, inScopes, scopesOf, type Look } from './scopes.ts'

export async function centre({ house, ground, caller }: Call<'centre'>): Promise<Answer<'centre'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const now = house.now()
  const looks = await inScopes(house, scopes, async (look) => ({
    sums: await sumsIn(look, ground, now),
    desk: await deskNow(look, ground, now),
    late: await lateNow(look, ground, now),
    feed: await feedNow(look, ground, now),
  }))
  const figure = figures(looks.map((look) => look.sums).flat(), now)
  const late = looks.flatMap((look) => look.late).sort((one, other) => (one.due_at ?? 0) - (other.due_at ?? 0)).slice(0, 10) // prettier-ignore
  const desk = looks.flatMap((look) => look.desk)
  return pageOf(ground, {
    now,
    figure,
    desk,
    unanswered: await rowsFor(house, ground, late),
    feed: looks.flatMap((look) => look.feed),
    lines: await linesOf(house, ground, { now, called: figure.today('called'), scopes }),
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
  const inTime = async (day: string | undefined) => (await idsBehind(tx, ground, { sum: ['inTime'], window: windowOf(day, now), apart })).length
  const [month, sinceMorning] = [await inTime(undefined), await inTime(today)]
  const counted = rows.flatMap((row) => measuresOf(ground, { matter: matterOf(row), source: row.source })).filter(({ day }) => day >= first)
  return [
    ...counted.map((each) => ({ ...each, n: 1 })),
    { day: today, measure: 'inTime', n: sinceMorning },
    { day: first, measure: 'inTime', n: month - sinceMorning },
  ]
}

type Figures = {
  today(measure: string): number
  lastWeek(measure: string): number
  month(measure: string): number
  readonly todays: ReadonlyMap<string, number>
}

function figures(sums: readonly Sum[], now: number): Figures {
  const today = dayOf(now)
  const weekAgo = dayOf(now - 7 * 86_400_000)
  const add = (of: readonly Sum[]) => of.reduce((map, { measure, n }) => map.set(measure, (map.get(measure) ?? 0) + n), new Map<string, number>())
  const [todays, before, month] = [add(sums.filter((sum) => sum.day === today)), add(sums.filter((sum) => sum.day === weekAgo)), add(sums)]
  return {
    todays,
    today: (measure) => todays.get(measure) ?? 0,
    lastWeek: (measure) => before.get(measure) ?? 0,
    month: (measure) => month.get(measure) ?? 0,
  }
}

type Parts = {
  readonly now: number
  readonly figure: Figures
  readonly desk: Awaited<ReturnType<typeof deskNow>>
  readonly unanswered: MatterRow[]
  readonly feed: Feed
  readonly lines: CentrePage['lines']
}

function pageOf(ground: Ground, { now, figure, desk, unanswered, feed, lines }: Parts): CentrePage {
  const { today, month } = figure
  const total = (count: (row: (typeof desk)[number]) => number) => desk.reduce((sum, row) => sum + count(row), 0)
  const triage = { private: today('triage:private'), small: today('triage:small'), major: today('triage:major') }
  const judged = month('judged')
  return {
    at: now, district: ground.district.name, demo: ground.district.demo,
    today: { called: today('called'), answered: today('answered'), inTime: today('inTime'), lateUnanswered: today('lateUnanswered') },
    sources: Object.entries(sources).map(([source, label]) => ({ source, label, n: today(`source:${source}`) })),
    triage: { ...triage, total: triage.private + triage.small + triage.major },
    open: total((row) => row.n), overdue: total((row) => row.overdue), townships: townshipsOf(ground, desk), unanswered,
    rates: {
      response: { n: month('inTime'), of: month('answered') + month('lateUnanswered') }, solved: { n: month('solved:yes'), of: judged }, satisfied: { n: month('satisfied'), of: month('rated') },
      rated: { n: month('rated'), of: month('closed') }, truth: { n: month('truth'), of: month('bothSaid') },
    },
    levels: levels.map(([level, label]) => ({ level, label, n: month(`level:${level}`) })),
    closedToday: today('closed'),
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, called: today(`called:${two(hour)}`), answered: today(`answered:${two(hour)}`), lastWeek: figure.lastWeek(`called:${two(hour)}`) })),
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

const two = (hour: number): string => String(hour).padStart(2, '0')
const sources = {
  'resident-qr': { zh: '扫码', en: 'By code' }, resident: { zh: '居民上报', en: 'Residents' }, 'on-behalf': { zh: '代人上报', en: 'On behalf' }, group: { zh: '群里转来', en: 'Chat groups' },
  grid: { zh: '网格发现', en: 'Grid findings' }, hotline: { zh: '12345 热线', en: '12345 hotline' }, volunteer: { zh: '志愿者', en: 'Volunteers' }, other: { zh: '其他', en: 'Other' },
} as const // prettier-ignore
const levels = [[3, { zh: '网格内', en: 'In the grid' }], [2, { zh: '社区内', en: 'In the community' }], [1, { zh: '镇街内', en: 'In the township' }], [0, { zh: '区里', en: 'By the district' }]] as const // prettier-ignore
