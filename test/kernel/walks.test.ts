// Random walks: anybody tries anything at any time, and the laws of the kernel hold after every step.
import { describe, expect, it } from 'vitest'
import { choicesFor } from '../../core/choices.ts'
import { nextDue } from '../../core/clock.ts'
import { fold, foldOne } from '../../core/fold.ts'
import { heldOf, mostHeld } from '../../core/holds.ts'
import type { Matter } from '../../core/matter.ts'
import type { Post } from '../../core/posts.ts'
import { inForce } from '../../core/timing.ts'
import { actionsIn, clocksIn, isEnded, placesOf, type Action, type Field, type Process } from '../../core/process.ts'
import { shippedProcesses } from '../../processes/index.ts'
import { flowerBed, flowerClub } from '../support/flower-club.ts'
import { act, actorOf, hours, isRefused, monday, ownerNow, stockOf, townsfolk, tryBegin, worldOf, type Tale } from '../support/kernel-world.ts'

const stepsPerProcess = 12_000
const stepsPerMatter = 60

/** A small seeded generator (mulberry32), so that a failure can be walked again. */
function randomFrom(seed: number) {
  let at = seed
  const next = (): number => {
    at = (at + 0x6d2b79f5) | 0
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(next() * from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  return { chance: (share: number) => next() < share, pick, upTo: (most: number) => next() * most }
}
type Luck = ReturnType<typeof randomFrom>

const uuid = '019a0000-0000-7000-8000-00000000000'
const holders = [{ post: 'gridOfficer', area: 4 }, { post: 'gridOfficer', area: 5 }, { post: 'gridOfficer' }, { post: 'communityStaff', area: 3 }, { post: 'departmentOfficer', organisation: 100 }, { post: 'cleaner', area: 3 }, { post: 'volunteer', area: 4 }] as const // prettier-ignore
const junk: readonly unknown[] = [null, '', '   ', 0, -1, Number.NaN, [], {}, 'x'.repeat(3000), '\ud800', true, ['a'], { post: 'king' }]

function answerFor(field: Field, at: { luck: Luck; now: number }): unknown {
  const { luck, now } = at
  if (luck.chance(0.06)) return luck.pick(junk)
  if (field.optional && luck.chance(0.5)) return undefined
  const day = (): string => new Date(now + luck.upTo(40) * hours(24)).toISOString().slice(0, 10)
  if (field.kind === 'dateTime') return `${day()}T09:30`
  // an equal of grid 4 is grid 5; junk tries the others
  const fitting = holders.filter((one) => field.posts?.includes(one.post) && (field.level === undefined || ('area' in one && one.area === 5)))
  const named: readonly { readonly post: Post; readonly area?: number; readonly organisation?: number }[] = fitting.length > 0 ? fitting : field.posts ? [{ post: 'districtLeader', area: 1 }] : holders // prettier-ignore
  const values: Partial<Record<Field['kind'], unknown>> = {
    choice: field.options ? luck.pick(field.options).value : 'x',
    many: field.options?.map((option) => option.value),
    number: Math.floor(luck.upTo(9)),
    date: day(),
    place: { lon: 121.4, lat: 31.2 },
    photos: [`${uuid}1`],
    video: [`${uuid}2`],
    voice: [`${uuid}3`],
    phone: '13800000000',
    matter: `${uuid}4`,
    thing: `${uuid}5`,
    holder: luck.pick(named),
    holders: [luck.pick(named)],
    category: luck.pick(['leak', 'lamp']),
    yes: true,
    spread: { post: 'gridOfficer', area: 3, items: ['看一看', '问一问'] },
  }
  return field.kind in values ? values[field.kind] : '一些话 some words'
}

const answersFor = (action: Action, at: { luck: Luck; now: number }): Record<string, unknown> =>
  Object.fromEntries(Object.entries(action.ask ?? {}).map(([name, field]) => [name, answerFor(field, at)]))

const everybody = ['Grandma Wang', 'A passer-by', 'Another passer-by', ...townsfolk.map((one) => one.person)]
const top = townsfolk.filter((one) => one.post === 'districtLeader').map((one) => one.person)

/** What matters about others are about: somebody handled it, somebody verified it. */
const subject = { state: 'closed', phase: 'done', seats: { handler: { post: 'departmentOfficer', organisation: 100 } }, duties: { handler: ['Wei of the water board'], verifier: ['Gu the other grid officer'] }, marks: {}, endedAt: monday } as const // prettier-ignore

/** A resource is asked for where it is listed: who keeps it and what it is come with it. */
const asked = (process: Process, luck: Luck) =>
  process.name === 'resource-booking' ? { keeper: { post: 'communityStaff', area: 3 } as const, marks: { resource: `${uuid}6`, resourceKind: luck.pick(['tool', 'fund']) } } : {} // prettier-ignore

function beginSomehow(process: Process, luck: Luck, now: number): Tale | null {
  const name = luck.pick(Object.keys(process.open))
  const way = process.open[name]
  if (!way) return null
  const people = [{ person: 'Cui the cleaner', post: 'cleaner', area: 3 } as const, ...townsfolk]
  const by = way.by.includes('system') ? 'system' : luck.pick(everybody)
  const born = tryBegin({ process, by, action: name, answers: answersFor(way, { luck, now }), thingHandler: luck.pick([{ post: 'cleaner', area: 3 }, { post: 'departmentOfficer', organisation: 100 }]), people, now, ...asked(process, luck), isEmergency: way.needs?.some((need) => 'mode' in need) ?? false, ...(process.about?.[0] ? { about: { ...subject, process: process.about[0] } } : {}) }) // prettier-ignore
  if ('code' in born) return null
  const spread = born.matter.counts['spread'] ?? 0
  Object.assign(born.parts, { open: spread, total: spread })
  return born
}

/** One random thing happens in town; the answer says whether the matter moved. */
function happen(tale: Tale, luck: Luck): { who: string; action: string } | null {
  if (luck.chance(0.15)) tale.now += Math.floor(luck.upTo(hours(luck.chance(0.2) ? 200 : 6)))
  if (luck.chance(0.1)) {
    const person = luck.pick(townsfolk).person
    if (!tale.absent.delete(person) && !top.includes(person)) tale.absent.add(person)
  }
  if (tale.parts.open > 0 && luck.chance(0.3)) Object.assign(tale.parts, { open: tale.parts.open - 1, done: tale.parts.done + 1 })
  if (luck.chance(0.005)) tale.parentEnded = true
  const { orphaned } = tale.process
  if (tale.parentEnded && typeof orphaned === 'object' && luck.chance(0.3))
    return isRefused(act(tale, 'system', { action: orphaned.act })) ? null : { who: 'system', action: orphaned.act }
  const next = nextDue(tale.process, tale.matter.state, tale.matter.clocks)
  if (next && (next.due <= tale.now || luck.chance(0.04))) {
    tale.now = Math.max(tale.now, next.due)
    const answer = act(tale, 'system', { action: next.late })
    expect(isRefused(answer), `a clock that is due must be heard: ${tale.process.name} ${tale.matter.state} ${next.late}`).toBe(false)
    return { who: 'system', action: next.late }
  }
  const actions = actionsIn(tale.process, tale.matter.state)
  const own = Object.keys(tale.process.states[tale.matter.state]?.can ?? {})
  const pool = own.length > 0 && luck.chance(0.7) ? own : Object.keys(actions)
  if (pool.length === 0) return null
  const action = luck.pick(pool)
  const plan = actions[action]
  if (!plan || (action === 'withdraw' && luck.chance(0.8)) || (action === 'leave' && luck.chance(0.8))) return null
  const owners = ownerNow(tale)?.people ?? []
  const who = luck.chance(0.1)
    ? 'system'
    : owners.length > 0 && luck.chance(0.4)
      ? luck.pick(owners)
      : luck.chance(0.2)
        ? 'Grandma Wang'
        : luck.pick(everybody)
  checkChoices(tale, who)
  const answer = act(tale, who, { action, answers: answersFor(plan, { luck, now: tale.now }) })
  if (!isRefused(answer)) return { who, action }
  expect(answer.label.zh.length * answer.label.en.length, answer.code).toBeGreaterThan(0)
  expect(`${answer.label.zh} ${answer.label.en}`).not.toMatch(/[{}]|undefined/)
  return null
}

/** What is offered agrees with what is decided: an open choice fails on nothing but its answers. */
function checkChoices(tale: Tale, who: string): void {
  if (tale.matter.seq % 7 !== 0) return
  for (const choice of choicesFor(worldOf(tale, who), tale.matter, actorOf(tale, who))) {
    const before = { ...tale, pools: new Map(tale.pools), parts: { ...tale.parts }, events: [] }
    const answer = act(before, who, { action: choice.action })
    if (choice.refusal) expect(isRefused(answer) && answer.code).toBe(choice.refusal.code)
    else if (isRefused(answer))
      expect(['answer-missing', 'no-holder', 'resource-taken', 'resource-over', 'resource-time', 'fund-short']).toContain(answer.code)
  }
}

const apartFrom = (process: Process) => (process.apart ?? []).filter((pair) => !pair.includes('reporter'))
const repliesAtAll = (process: Process) => JSON.stringify(process.states).includes('"reply":')

function checkLaws(tale: Tale, before: Matter, step: { who: string; action: string }): void {
  const { matter, process } = tale
  const told = `${process.name}: ${step.who} did ${step.action} in ${before.state}, now ${matter.state}`
  for (const [one, other] of apartFrom(process)) {
    const both = (matter.duties[one] ?? []).filter((person) => (matter.duties[other] ?? []).includes(person))
    expect(both, `${told}: ${one} ≠ ${other}`).toEqual([])
  }
  expect(matter.duties['reporter'], told).toBeUndefined()
  const isEnd = isEnded(matter.phase)
  // what ended with the mode it belonged to, or with what it was about, answers nobody
  const isOver = actionsIn(process, before.state)[step.action]?.needs?.some((need) => 'mode' in need || 'about' in need) ?? false
  if (isEnd && !isEnded(before.phase) && repliesAtAll(process) && !isOver)
    expect(matter.replied || step.who === 'Grandma Wang', `${told}: no end without a reply`).toBe(true)
  for (const [name, clock] of Object.entries(before.clocks)) {
    if (name.startsWith('state-') || process.clocks?.[name]?.fresh) continue
    expect(matter.clocks[name]?.spent ?? -1, `${told}: ${name} keeps what it has used`).toBeGreaterThanOrEqual(clock.spent)
    expect(matter.clocks[name]?.amount, told).toBe(clock.amount)
    const after = matter.clocks[name]
    if (step.action !== 'moreSun') expect(after?.granted, `${told}: nobody granted more time`).toBe(clock.granted)
    // Neither a pause nor a hand-over moves a deadline while the clock runs.
    if (clock.due !== undefined && after?.due !== undefined && after.struck === clock.struck && after.granted === clock.granted)
      expect(after.due, `${told}: ${name}`).toBe(clock.due)
  }
  for (const [name, pool] of Object.entries(process.pools ?? {}))
    expect(tale.pools.get(name)?.size ?? 0, `${told}: ${name} is not oversold`).toBeLessThanOrEqual(placesOf(pool, tale.matter.marks) ?? Infinity)
  const held = heldOf(matter.marks)
  const stock = stockOf(tale)
  if (held && stock && held.freedAt === null) {
    const all = { ...stock, holdings: [...stock.holdings, { ...held, matter: matter.id, by: { zh: '这里', en: 'here' } }] }
    expect(mostHeld(all, held), `${told}: no more is held than there is`).toBeLessThanOrEqual(stock.quantity)
    expect(isEnd, `${told}: what has ended holds nothing`).toBe(false)
  }
  expect(matter.openedAt, told).toBe(tale.seed.openedAt)
  expect(matter.round, told).toBe(before.round + (isEnded(before.phase) && !isEnd ? 1 : 0))
  expect(matter.endedAt === null, told).toBe(!isEnd)
  expect(matter.phase, told).toBe(process.states[matter.state]?.phase)
  const running = Object.values(matter.clocks).filter((clock) => clock.due !== undefined)
  if (isEnd)
    expect(
      Object.values(matter.clocks).filter((clock) => clock.since !== undefined),
      `${told}: no clock after the end`,
    ).toEqual([])
  else {
    expect(running.length, `${told}: a clock runs`).toBeGreaterThan(0)
    for (const name of Object.keys(clocksIn(process, matter.state))) expect(matter.clocks[name]?.due, `${told}: ${name} will strike`).toBeDefined()
    expect(nextDue(process, matter.state, matter.clocks), told).not.toBeNull()
    expect(ownerNow(tale)?.people.length, `${told}: somebody owns it`).toBeGreaterThan(0)
  }
}

/** The same attempt again, by somebody who saw the page before it, changes nothing. */
function checkTwice(tale: Tale, step: { who: string; action: string }): void {
  const before = tale.matter
  const again = act(tale, step.who, { action: step.action, answers: {}, seen: before.seq - 1 })
  expect(isRefused(again) && again.code).toBe('moved-on')
  expect(tale.matter).toBe(before)
}

/** An emergency mode begins or ends around the matter: running clocks come forward or go back, never past what they were. */
function turnMode(tale: Tale): void {
  tale.emergencySince = tale.emergencySince === null ? tale.now : null
  const { clocks, seq, state } = tale.matter
  const turned = inForce(worldOf(tale), tale.matter, { state, clocks })
  for (const [name, clock] of Object.entries(clocks)) {
    const due = turned[name]?.due
    expect(turned[name]?.since, `${name} keeps its start`).toBe(clock.since)
    if (due !== undefined && clock.due !== undefined)
      expect(tale.emergencySince !== null ? clock.due - due : due - clock.due).toBeGreaterThanOrEqual(0)
  }
  if (turned === clocks) return
  const event = { seq: seq + 1, change: { clocks: turned } }
  tale.events.push(event)
  tale.matter = foldOne(tale.matter, event)
}

/** Walks one matter; the answer counts its steps and names the states it saw. */
function walkOne(process: Process, luck: Luck, seen: Set<string>): { tried: number; done: number } {
  const tale = beginSomehow(process, luck, monday + Math.floor(luck.upTo(hours(24 * 200))))
  if (!tale) return { tried: 1, done: 0 }
  seen.add(tale.matter.state)
  let done = 0
  let tried = 0
  while (tried < stepsPerMatter) {
    tried += 1
    // What has ended stays so for most; let the others reopen.
    if (isEnded(tale.matter.phase) && luck.chance(0.15)) break
    if (luck.chance(0.03)) turnMode(tale)
    const before = tale.matter
    const step = happen(tale, luck)
    if (!step) continue
    done += 1
    checkLaws(tale, before, step)
    checkTwice(tale, step)
    seen.add(tale.matter.state)
  }
  expect(fold(tale.seed, tale.events)).toEqual(tale.matter)
  expect(tale.events.map((event) => event.seq)).toEqual(tale.events.map((_, at) => at + 2))
  return { tried, done }
}

describe('whatever people try, the laws hold', () => {
  it.each([...shippedProcesses, flowerClub, flowerBed].map((process) => [process.name, process] as const))(
    '%s, twelve thousand random steps',
    (_, process) => {
      const luck = randomFrom(20260302)
      const seen = new Set<string>()
      const sum = { tried: 0, done: 0 }
      while (sum.tried < stepsPerProcess) {
        const { tried, done } = walkOne(process, luck, seen)
        sum.tried += tried
        sum.done += done
      }
      expect(sum.done).toBeGreaterThan(stepsPerProcess / 20)
      // A walk that never gets anywhere proves nothing.
      expect([...Object.keys(process.states)].filter((state) => !seen.has(state))).toEqual([])
    },
  )
})
