// On random histories: what an indicator counts is always among what it counts over, and adding step by step gives what counting at the end gives.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termsOfSum, type Sum } from '../../core/indicator.ts'
import { indicators } from '../../core/indicators.ts'
import { foldOne } from '../../core/fold.ts'
import { nextDue } from '../../core/clock.ts'
import type { Matter } from '../../core/matter.ts'
import { actionsIn, type Field, type Process } from '../../core/process.ts'
import gridFinding from '../../processes/grid-finding.ts'
import residentReport from '../../processes/resident-report.ts'
import type { AreaNode, Ground } from '../../server/matters/house.ts'
import { namesOf, type Fact } from '../../server/matters/see/fact.ts'
import { factsOf, foldNumbers, measuresOf, stockDay, type Counted } from '../../server/matters/see/measures.ts'
import { stepFacts } from '../../server/matters/see/step-facts.ts'
import { act, days, hours, isRefused, monday, ownerNow, tryBegin, townsfolk, worldOf, type Tale } from '../support/kernel-world.ts'

const processes = [residentReport, gridFinding]
const area = (id: number, level: AreaNode['level'], parent: number | null): [number, AreaNode] => [
  id,
  { id, parent, level, kind: 'x', name: { zh: String(id), en: String(id) }, key: id, keyLast: id, tile: null, lon: null, lat: null },
]
const category = (code: string, classCode: string, emergency: boolean) => ({
  code,
  classCode,
  label: { zh: code, en: code },
  quoted: false,
  handle: { amount: 8, unit: 'workHour' as const },
  routePost: null,
  routeOrganisation: null,
  needsPhoto: false,
  closing: { zh: '好', en: 'ok' },
  thingKind: null,
  emergency,
  duty: 'basic' as const,
})
const tale0 = tryBegin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: { category: 'lamp' } })
if ('code' in tale0) throw new Error(tale0.code)
const world = worldOf(tale0)
const ground: Ground = {
  figureRules: [],
  district: { id: 1, slug: 'town', name: { zh: '镇', en: 'Town' }, demo: true, settings: {} },
  areas: new Map([area(1, 0, null), area(2, 1, 1), area(3, 2, 2), area(4, 3, 3), area(5, 3, 3), area(6, 4, 4)]),
  squads: { standing: [], names: new Map() },
  organisations: new Map([[100, { id: 100, name: { zh: '水务', en: 'Water' }, kind: 'department', area: null }]]),
  categories: new Map([
    ['lamp', category('lamp', 'urban', false)],
    ['leak', category('leak', 'order', true)],
  ]),
  people: new Map(),
  roster: world.roster,
  postingsOf: () => [],
  process: (name) => processes.find((each) => each.name === name),
  processes: processes.map((process) => ({ process, active: true })),
  calendar: world.calendar,
  emergencies: [],
  locate: () => null,
}

/** A walk: which actor tries which action with which answer, and how long nobody does anything. */
const walk = fc.record({
  process: fc.constantFrom<Process>(...processes),
  opening: fc.nat(10),
  start: fc.integer({ min: 0, max: 60 * 24 * 40 }),
  moves: fc.array(fc.record({ action: fc.nat(30), who: fc.nat(5), rest: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 * 40 }), fc.integer({ min: 0, max: 60 * 24 * 9 })), choice: fc.nat(9), isExcluded: fc.boolean() }), { minLength: 8, maxLength: 60 }), // prettier-ignore
})
type Move = { readonly action: number; readonly who: number; readonly rest: number; readonly choice: number; readonly isExcluded: boolean }
type Tried = { readonly steps: readonly Counted[]; readonly last: Matter }

const holders = [
  { post: 'gridOfficer', area: 4 },
  { post: 'communityStaff', area: 3 },
  { post: 'departmentOfficer', organisation: 100 },
] as const
function answerFor(field: Field, move: Move, now: number): unknown {
  const values: Partial<Record<Field['kind'], unknown>> = {
    choice: field.options?.[move.choice % field.options.length]?.value,
    date: new Date(now + days(2 + move.choice)).toISOString().slice(0, 10),
    holder: holders[move.choice % holders.length],
    holders: [],
    category: move.choice % 2 === 0 ? 'lamp' : 'leak',
    yes: true,
    phone: '13800000000',
    matter: '019a0000-0000-7000-8000-000000000004',
  }
  if (['photos', 'video', 'voice', 'place'].includes(field.kind)) return undefined
  return field.kind in values ? values[field.kind] : '一些话'
}
const answersFor = (ask: Readonly<Record<string, Field>> | undefined, move: Move, now: number) =>
  Object.fromEntries(Object.entries(ask ?? {}).map(([name, field]) => [name, answerFor(field, move, now)]))

function tryWalk({ process, opening, start, moves }: { process: Process; opening: number; start: number; moves: readonly Move[] }): Tried | null {
  const name = Object.keys(process.open)[opening % Object.keys(process.open).length] ?? ''
  const way = process.open[name]
  const first = moves[0]
  const at = monday + start * 60_000
  if (!way || !first) return null
  const by = way.by.includes('anyone') ? 'Grandma Wang' : 'Gao the grid officer'
  const tale = tryBegin({
    process,
    by,
    action: name,
    answers: answersFor(way.ask, first, at),
    thingHandler: { post: 'gridOfficer', area: 4 },
    now: at,
  })
  if ('code' in tale) return null
  const steps: Counted[] = [{ area: 6, at, before: null, after: tale.matter, source: 'resident' }]
  for (const move of moves) oneMove(tale, move, steps)
  return { steps, last: tale.matter }
}

function oneMove(tale: Tale, move: Move, steps: Counted[]): void {
  const before = tale.matter
  tale.now += move.rest * 60_000
  const next = nextDue(tale.process, before.state, before.clocks)
  if (next && next.due <= tale.now) act(tale, 'system', { action: next.late })
  else {
    const own = Object.keys(tale.process.states[before.state]?.can ?? {}).filter((name) => name !== 'withdraw')
    // most people do the usual thing most of the time, or matters would never come to an end
    const usual = own.filter((name) => tale.process.states[before.state]?.can?.[name]?.tone === 'main')
    const names = usual.length > 0 && move.choice < 5 ? usual : own.length > 0 && move.choice < 8 ? own : Object.keys(actionsIn(tale.process, before.state))
    const action = names[move.action % Math.max(1, names.length)] ?? ''
    const plan = actionsIn(tale.process, before.state)[action]
    const people = [...(ownerNow(tale)?.people ?? []), 'Grandma Wang', ...townsfolk.map((one) => one.person)]
    const who = plan?.by.includes('reporter') ? 'Grandma Wang' : (people[move.who % 3] ?? 'Grandma Wang')
    if (plan) for (const each of [who, ...people]) if (!isRefused(act(tale, each, { action, answers: answersFor(plan.ask, move, tale.now) }))) break
  }
  if (move.isExcluded && move.choice === 7) tale.matter = foldOne(tale.matter, { seq: tale.matter.seq + 1, change: { marks: { ...tale.matter.marks, excluded: 'yes' } } })
  if (tale.matter !== before) steps.push({ area: 6, at: tale.now, before, after: tale.matter, source: 'resident' })
} // prettier-ignore

const factsOfWalk = ({ steps, last }: Tried): Fact[] => [
  ...factsOf(ground, { matter: last, source: 'resident' }),
  ...steps.flatMap((step) => stepFacts(ground, step)),
]
const valueIn = (sum: Sum, facts: readonly Fact[], last: Matter): number =>
  termsOfSum(sum).reduce((total, { measure, times }) => total + times * facts.filter((fact) => namesOf(ground, last, fact).includes(measure)).reduce((n, fact) => n + (fact.amount ?? 1), 0), 0) // prettier-ignore

describe('every indicator, on random histories', () => {
  const shares = indicators.filter((each) => each.unit === 'share' && each.missing === undefined && each.process === undefined)

  it('counts only matters that it also counts over, in every half day', () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(walk, (plan) => {
        const tried = tryWalk(plan)
        if (!tried) return
        const facts = factsOfWalk(tried)
        for (const half of new Set(facts.map((fact) => Math.floor(fact.at / hours(12))))) {
          const inHalf = facts.filter((fact) => Math.floor(fact.at / hours(12)) === half)
          for (const indicator of shares) {
            const [n, of] = [valueIn(indicator.n, inHalf, tried.last), valueIn(indicator.of, inHalf, tried.last)]
            expect([0, 1], `${indicator.id}: a matter is counted once or not at all`).toContain(of)
            expect(n, `${indicator.id}: ${n} of ${of}`).toBeLessThanOrEqual(of)
            expect(n, indicator.id).toBeGreaterThanOrEqual(0)
            if (n > 0) met.add(indicator.id)
          }
        }
      }),
      { numRuns: 800, seed: 22 },
    )
    // a law that is never put to the test would be no law; sources and merging need other doors than this town has
    const unmet = shares.filter((each) => !met.has(each.id) && !each.id.startsWith('by-')).map((each) => each.id)
    expect(unmet.filter((id) => !['ping-pong', 'extended', 'escalated-done', 'parked-solved'].includes(id))).toEqual([])
  })

  it('gives the same sums step by step as counted at the end', () => {
    fc.assert(
      fc.property(walk, (plan) => {
        const tried = tryWalk(plan)
        if (!tried) return
        const added = new Map<string, number>()
        for (const step of tried.steps)
          for (const each of foldNumbers(ground, [step])) added.set(`${each.area}|${each.day}|${each.measure}`, (added.get(`${each.area}|${each.day}|${each.measure}`) ?? 0) + each.amount) // prettier-ignore
        const together = foldNumbers(ground, tried.steps)
        const left = [...added].filter(([, amount]) => amount !== 0)
        expect(new Map(left)).toEqual(new Map(together.map((each) => [`${each.area}|${each.day}|${each.measure}`, each.amount])))
        const own = measuresOf(ground, { matter: tried.last, source: 'resident' }).filter((each) => each.measure === 'called')
        for (const each of own) for (const place of [1, 2, 3, 4, 6]) expect(added.get(`${place}|${each.day}|called`)).toBe(1)
        expect(left.every(([key, amount]) => amount > 0 || key.includes(stockDay))).toBe(true)
      }),
      { numRuns: 300, seed: 23 },
    )
  })

  it('is said in words, with its source, in both languages', () => {
    expect(new Set(indicators.map((each) => each.id)).size).toBe(indicators.length)
    for (const each of indicators) {
      expect(`${each.name.zh}${each.formula.zh}`).toMatch(/\p{Script=Han}/u)
      expect(each.formula.en.length).toBeGreaterThan(3)
      expect(each.clause).toMatch(/^6\.\d$/)
      if (each.missing === undefined) expect(each.n.length + each.of.length, each.id).toBeGreaterThan(0)
    }
    expect(JSON.parse(JSON.stringify(indicators))).toEqual(indicators)
  })
})

describe('signing in', () => {
  const root = join(import.meta.dirname, '../..')
  const files = (folder: string, end: string) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end)).map((name) => join(folder, name)) // prettier-ignore
  const text = (file: string) => readFileSync(join(root, file), 'utf8')
  const knowsOfIt = /\b(sessions|codes_sent|credentials)\b/

  it('is kept in three tables without a place, a post or a count, and no view is made of them', () => {
    const sql = files('server/db/schema', '.sql').map(text).join('\n').replace(/--.*$/gm, '') // prettier-ignore
    const tables = [...sql.matchAll(/create table (\w+) \(([\s\S]*?)\n?\);/g)].map(([, name = '', columns = '']) => ({ name, columns }))
    expect(tables.length).toBeGreaterThan(30)
    const told = tables.filter(({ name }) => knowsOfIt.test(name))
    expect(told.map(({ name }) => name).sort()).toEqual(['codes_sent', 'credentials', 'sessions'])
    for (const { name, columns } of told) expect([name, /\b(area_id|area_key|post|amount|day|count|visits|logins)\b/.exec(columns)?.[0]]).toEqual([name, undefined])
    expect(tables.filter(({ name, columns }) => /log_?ins\b|sign_?ins\b|online|active_(days|users)|streak/.test(`${name} ${columns}`)).map(({ name }) => name)).toEqual([])
    expect(sql).not.toMatch(/create (materialized )?view[^;]*\b(sessions|codes_sent|credentials)\b/)
  })

  it('is read by who signs people in and out, and never by what makes figures, lists, exports or the wall', () => {
    const counting = ['server/numbers', 'server/matters', 'server/http', 'server/files', 'server/areas', 'server/clock', 'core', 'processes'].flatMap((folder) => files(folder, '.ts'))
    expect(counting.length).toBeGreaterThan(150)
    expect(counting.filter((file) => /(from|join|into|update) (sessions|codes_sent|credentials)\b/.test(text(file)))).toEqual([])
    expect(JSON.stringify(indicators)).not.toMatch(/session|sign-?in|log-?in|online|登录|在线|活跃用户/)
  })
}) // prettier-ignore
