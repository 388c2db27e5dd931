// Where matters wait, where which kind gathers, what grows, and what may come: a forecast that shows how wrong it was before.
import { z } from 'zod'
import { dayOf } from '../../core/calendar.ts'
import type { AnalysisPage } from '../../core/figures.ts'
import { leastShown } from '../../core/indicator.ts'
import { posts } from '../../core/posts.ts'
import { quantileOf } from '../../core/durations.ts'
import { midnightOf, type Window } from '../../core/windows.ts'
import { isRefused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import type { AreaNode } from '../matters/house.ts'
import { stockDay } from '../matters/see/measures.ts'
import { areaOfScope, inScopes } from '../matters/see/scopes.ts'
import { amountsFor, askedFor, type Asked } from './asked.ts'
import { forecastOf } from '../../core/forecast.ts'
import { classesOf, headOf } from './indicators.ts'

const dayMs = 86_400_000

export async function analysisPage({ house, ground, caller, query }: Call<'analysis'>): Promise<Answer<'analysis'> | Refused> {
  const asked = askedFor({ house, ground, caller }, query)
  if (isRefused(asked)) return asked
  return {
    ...headOf(asked),
    waits: await waitsOf(asked),
    spots: await spotsOf(asked),
    growth: await growthOf(asked),
    forecast: forecastOf(await dailyCalls(asked), { today: dayOf(house.now()) }),
  }
}

const Row = z.object({ area: z.number(), day: z.string(), measure: z.string(), n: z.coerce.number() })
type Row = z.output<typeof Row>

/** Rows of the roll-ups of an area by the beginning of their names, over the viewer's ranges; departments have no area to read. */
async function rowsLike(
  asked: Asked,
  of: { areas: (whole: AreaNode) => readonly AreaNode[]; window: Window; like: string; sum?: boolean },
): Promise<Row[]> {
  const { house, ground, scopes, area } = asked
  const days = of.sum ? `'' as day, measure, sum(amount)` : `to_char(day, 'YYYY-MM-DD') as day, measure, sum(amount)`
  const looks = await inScopes(house, scopes.filter((scope) => scope.role === 'see'), async ({ tx, scope }) => {
    const whole = ground.areas.get(areaOfScope(scope))
    if (!whole) return []
    const inside = area.key >= whole.key && area.keyLast <= whole.keyLast ? area : whole.key >= area.key && whole.keyLast <= area.keyLast ? whole : null
    if (!inside) return []
    const sql = `select area_id as area, ${days} as n from rollups where district_id = $1 and area_id = any($2::int[]) and day >= $3::date and day < $4::date and measure like $5 group by 1, 2, 3 limit 200000`
    return tx.rows(Row, sql, [ground.district.id, of.areas(inside).map((each) => each.id), dayOf(of.window.from), dayOf(of.window.upto), of.like])
  }) // prettier-ignore
  return looks.flat()
}

/** By state of a process: how many left it, the mean and the median stay, how many stand there now. */
async function waitsOf(asked: Asked): Promise<AnalysisPage['waits']> {
  const { ground, window } = asked
  const own = (whole: AreaNode) => [whole]
  const [sums, counts, spread, stock] = [
    await rowsLike(asked, { areas: own, window, like: 'wait:%', sum: true }),
    await rowsLike(asked, { areas: own, window, like: 'waits:%', sum: true }),
    await rowsLike(asked, { areas: own, window, like: 'h:wait:%', sum: true }),
    await rowsLike(asked, { areas: own, window: { from: midnightOf(stockDay), upto: midnightOf(stockDay) + dayMs }, like: 'now:p:%', sum: true }),
  ]
  const by = (rows: readonly Row[]) => rows.reduce((map, row) => map.set(row.measure, (map.get(row.measure) ?? 0) + row.n), new Map<string, number>())
  const [minutes, left, buckets, now] = [by(sums), by(counts), by(spread), by(stock)]
  return [...left]
    .flatMap(([measure, n]) => {
      const [, process = '', state = ''] = measure.split(':')
      const found = ground.process(process)
      const at = found?.states[state]
      if (!found || !at) return []
      const prefix = `h:wait:${process}:${state}:`
      const counts = new Map([...buckets].flatMap(([name, count]): [number, number][] => (name.startsWith(prefix) ? [[Number(name.slice(prefix.length)), count]] : []))) // prettier-ignore
      const row = {
        process,
        state,
        label: { zh: `${found.title.zh}：${at.label.zh}`, en: `${found.title.en}: ${at.label.en}` },
        owner: ownerOf(at.owner, found.seats),
        left: n,
        minutes: minutes.get(`wait:${process}:${state}`) ?? 0,
        median: n >= leastShown ? quantileOf(counts, 0.5) : null,
        now: now.get(`now:p:${process}:${state}`) ?? 0,
        measure,
      }
      return [row]
    })
    .sort((one, other) => other.minutes - one.minutes)
    .slice(0, 40)
}

function ownerOf(owner: string | undefined, seats: Readonly<Record<string, { readonly label: { zh: string; en: string } }>> | undefined) {
  const [kind = '', name = ''] = (owner ?? '').split(':')
  const post = kind === 'post' ? Object.entries(posts).find(([each]) => each === name)?.[1].label : undefined
  return post ?? seats?.[name]?.label ?? { zh: '各岗位', en: 'Various' }
}

const hotLeast = 3
/** A kind that gathers in a community: at least three in the last seven days and half as many again as its four weeks before. */
async function spotsOf(asked: Asked): Promise<AnalysisPage['spots']> {
  const { ground, house } = asked
  const upto = midnightOf(dayOf(house.now())) + dayMs
  const communities = (whole: AreaNode) => (whole.level >= 2 ? [whole] : [...ground.areas.values()].filter((each) => each.level === 2 && each.key >= whole.key && each.keyLast <= whole.keyLast)) // prettier-ignore
  const rows = await rowsLike(asked, { areas: communities, window: { from: upto - 35 * dayMs, upto }, like: 'called:__|c:%' })
  const edge = dayOf(upto - 7 * dayMs)
  const groups = new Map<string, { n: number; before: number; hours: Map<number, number> }>()
  for (const row of rows) {
    const [time = '', split = ''] = row.measure.split('|')
    const key = `${row.area}|${split}`
    const group = groups.get(key) ?? { n: 0, before: 0, hours: new Map<number, number>() }
    groups.set(key, group)
    if (row.day < edge) group.before += row.n
    else {
      const hour = Number(time.slice(-2))
      group.n += row.n
      group.hours.set(hour, (group.hours.get(hour) ?? 0) + row.n)
    }
  }
  const names = new Map(classesOf(ground).map((each) => [each.key, each.name]))
  return [...groups]
    .flatMap(([key, { n, before, hours }]) => {
      const [id = '', split = ''] = key.split('|')
      const area = ground.areas.get(Number(id))
      const usual = before / 4
      const peak = [...hours].sort(([, one], [, other]) => other - one)[0]
      if (!area || n < hotLeast || n < usual * 1.5) return []
      return [{ area: { id: area.id, name: area.name }, split, name: names.get(split) ?? { zh: split, en: split }, n, usual, hour: peak && peak[1] >= 2 ? peak[0] : null, from: edge, upto: dayOf(upto - 1) }] // prettier-ignore
    })
    .sort((one, other) => other.n - other.usual - (one.n - one.usual))
    .slice(0, 30)
}

/** Kinds in this period against the same span before; without a base there is no growth to tell. */
async function growthOf(asked: Asked): Promise<AnalysisPage['growth']> {
  const classes = classesOf(asked.ground)
  const measures = classes.map((each) => `called|${each.key}`)
  const now = (await amountsFor(asked, { areas: [asked.area], window: asked.window, measures })).get(asked.area.id)
  const then = (await amountsFor(asked, { areas: [asked.area], window: asked.before, measures })).get(asked.area.id)
  return classes.map(({ key, name }) => {
    const [n, before] = [now?.get(`called|${key}`) ?? 0, then?.get(`called|${key}`) ?? 0]
    return { split: key, name, n, before, growth: before >= leastShown ? (n - before) / before : null }
  })
}

/** Calls of each of the last hundred days or so, days without any included. */
async function dailyCalls(asked: Asked): Promise<ReadonlyMap<string, number>> {
  const upto = midnightOf(dayOf(asked.house.now()))
  const rows = await rowsLike(asked, { areas: (whole) => [whole], window: { from: upto - 105 * dayMs, upto }, like: 'called' })
  const days = new Map<string, number>()
  for (const row of rows) days.set(row.day, (days.get(row.day) ?? 0) + row.n)
  const first = [...days.keys()].sort()[0]
  if (first !== undefined) for (let at = midnightOf(first); at < upto; at += dayMs) days.set(dayOf(at), days.get(dayOf(at)) ?? 0)
  return days
}
