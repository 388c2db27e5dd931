// Fills a demonstration district with two weeks of matters, all of them through the same door as real ones.
import { z } from 'zod'
import { receiptFrom } from '../../core/receipt.ts'
import { isEnded } from '../../core/process.ts'
import type { Matter } from '../../core/matter.ts'
import type { Verdict } from '../matters/ask.ts'
import type { House } from '../matters/house.ts'
import { findThing } from '../matters/thing.ts'
import { blindReceipt } from '../matters/own-scope.ts'
import type { Basis, Parts } from '../compose.ts'
import { approveBulletins } from './approvals.ts'
import { asPerson, demoDevice, newId, nextMove, type Dice } from './actor.ts'
import { makeDemoCalls } from './calls.ts'
import { keepDemoPolicies } from './policies.ts'
import { makeOversightDemo } from './oversight.ts'
import { demoPhotos } from './photo.ts'
import { letters, type Letter } from './letters.ts'
import { stories, type Story } from './stories.ts'

export type Filling = {
  readonly district: number
  readonly matters: number
  readonly days: number
  /** a quiet time before, when few tried it: what closed then is old enough to be drawn and looked at again */ readonly quiet?: Quiet
  readonly say: (line: string) => void
  readonly compose: (basis: Basis) => Parts
}
type Quiet = { readonly matters: number; readonly days: number }
/** `dice`: letters have their own, so that everything else falls as it did. */
type Scene = { readonly story: Story; readonly receipt: string | null; readonly dice: Dice; matter: Matter; at: number }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const quietStep = 3 * hourMs
/** Calls per hour of the day, from midnight: quiet nights, two humps. */
const hours = [1, 1, 1, 0, 1, 2, 5, 10, 14, 16, 15, 12, 8, 9, 13, 14, 12, 10, 9, 8, 6, 4, 3, 2]

export const isDemoFilled = async (house: House, district: number): Promise<boolean> =>
  house.db.withDistrict(
    { district, role: 'act' },
    async (tx) => (await tx.rows(z.object({ id: z.string() }), 'select id from matters where district_id = $1 limit 1', [district])).length > 0,
  )

/** Walks the past in hours: due timers first, then what people do, then what follows from it. */
export async function fillDemo(basis: Basis, filling: Filling): Promise<void> {
  const end = basis.now()
  const began = end - filling.days * dayMs
  let now = began - (filling.quiet?.days ?? 0) * dayMs
  const parts = filling.compose({ ...basis, now: () => now })
  const dice = seeded(20261122)
  const photo = await demoPhotos(parts.house, { district: filling.district, device: demoDevice })
  const fate = seeded(43)
  const pilot = seeded(7)
  const early = filling.quiet ? bookOf(pilot, { ...filling.quiet, start: now, end: began }).map((birth) => ({ ...birth, isEarly: true })) : []
  const births = [...early, ...bookOf(dice, { ...filling, start: began, end }), ...lettersIn({ start: began, end })]
  const scenes: Scene[] = []
  await keepDemoPolicies(parts, filling.district)
  const oversee = makeOversightDemo(parts, filling.district)
  const callsAt = makeDemoCalls(end)
  filling.say(`Loading the demonstration: ${births.length} matters over ${filling.days} days …`)
  for (let upto = now; now < end; now = Math.min(end, upto)) {
    upto = now < began ? Math.min(began, now + quietStep) : now + hourMs / 2
    await parts.timers.runOnce()
    const due = births.filter((birth) => birth.at >= now && birth.at < Math.min(upto, end))
    const born = await Promise.all(due.map((birth) => open(parts, { filling, dice: birth.isEarly ? pilot : birth.letter ? fate : dice, birth })))
    scenes.push(...born.filter((scene) => scene !== null))
    const acting = scenes.filter((scene) => scene.at < Math.min(upto, end) && !isEnded(scene.matter.phase))
    await Promise.all(acting.map((scene) => play(parts, { scene, filling, now, photo })))
    await callsAt(parts, { district: filling.district, now })
    await drain(parts)
    if (now < began) continue
    await oversee((upto - began) / (end - began))
    await parts.writeBulletins()
    await approveBulletins(parts, filling.district)
    if (upto >= end) break
  }
  now = end
  await parts.timers.runOnce()
  await drain(parts)
  await parts.checkpointAll()
  await parts.draws.runOnce()
  await drain(parts)
}

async function drain(parts: Parts): Promise<void> {
  while ((await parts.consumer.runOnce()) > 0);
}

type Birth = {
  readonly at: number
  readonly story: Story
  readonly kind: 'scan' | 'report' | 'find' | 'behalf' | 'group'
  readonly letter?: Letter
  readonly isEarly?: boolean
}

const lettersIn = (span: { start: number; end: number }): Birth[] =>
  letters
    .map(({ before, story, letter }): Birth => ({ at: span.end - before * hourMs, story, letter, kind: 'behalf' }))
    .filter(({ at }) => at >= span.start)

function bookOf(dice: Dice, plan: { matters: number; days: number; start: number; end: number }): Birth[] {
  const total = hours.reduce((sum, each) => sum + each, 0)
  const weights = stories.reduce((sum, story) => sum + story.weight, 0)
  const local = new Date(plan.start + 8 * hourMs)
  const midnight = plan.start - (local.getUTCHours() * hourMs + local.getUTCMinutes() * 60_000)
  return Array.from({ length: plan.matters }, (): Birth => {
    let pick = dice() * total
    const hour = Math.max(0, hours.findIndex((weight) => (pick -= weight) < 0)) // prettier-ignore
    const day = Math.floor(dice() * (plan.days + 1))
    let which = dice() * weights
    const story = stories.find((each) => (which -= each.weight) < 0) ?? stories[0]
    const roll = dice()
    const kind = roll < 0.42 ? 'scan' : roll < 0.62 ? 'report' : roll < 0.86 ? 'find' : roll < 0.94 ? 'behalf' : 'group'
    return {
      at: midnight + day * dayMs + hour * hourMs + Math.floor(dice() * hourMs),
      story: story ?? { category: 'other', weight: 1, said: [''], done: '', reply: '' },
      kind,
    }
  })
    .filter((birth) => birth.at >= plan.start && birth.at < plan.end)
    .sort((one, other) => one.at - other.at)
}

async function open(parts: Parts, plan: { filling: Filling; dice: Dice; birth: Birth }): Promise<Scene | null> {
  const { dice, birth } = plan
  const { house, door } = parts
  const ground = await house.grounds.byId(plan.filling.district)
  if (!ground) return null
  const category = ground.categories.get(birth.story.category)
  const grids = [...ground.areas.values()].filter((area) => area.level === 3)
  // towns call more than hills: the square favours the first townships, as the first are the streets
  const grid = grids[Math.floor(dice() ** 2 * grids.length)]
  if (!category || !grid) return null
  const thing =
    birth.kind === 'scan' && category.thingKind
      ? await findThing(house, ground, await codeOf(house, { district: ground.district.id, kind: category.thingKind, dice }))
      : null
  const area = thing?.area ?? grid.id
  const officer =
    ground.roster.present({ post: 'gridOfficer', area })[0] ??
    ground.roster.present({ post: 'communityStaff', area: ground.areas.get(area)?.parent ?? area })[0]
  const isStaff = birth.kind === 'find' || birth.kind === 'behalf' || birth.kind === 'group'
  if (isStaff && !officer) return null
  const act = newId()
  const receipt = birth.kind === 'find' || birth.kind === 'group' ? null : receiptFrom(Buffer.from(house.keys.blind('receipt-code', act), 'hex'))
  const said = birth.story.said[Math.floor(dice() * birth.story.said.length)] ?? ''
  const words = birth.kind === 'scan' && dice() < 0.4 ? '' : said
  const action =
    birth.kind === 'find'
      ? 'find'
      : birth.kind === 'behalf'
        ? 'onBehalf'
        : birth.kind === 'group'
          ? 'fromGroup'
          : thing?.handler
            ? 'reportThing'
            : 'report'
  const [lon, lat] = [
    thing?.lon ?? (grid.lon === null ? null : grid.lon + (dice() - 0.5) / 800),
    thing?.lat ?? (grid.lat === null ? null : grid.lat + (dice() - 0.5) / 800),
  ]
  const verdict = await door.act({
    kind: 'birth', district: ground.district.id, id: newId(), act, process: birth.kind === 'find' ? 'grid-finding' : 'resident-report', action, answers: { category: category.code, ...(words || birth.kind === 'group' ? { what: words || said } : {}), ...(birth.kind === 'behalf' ? { consent: true } : {}) },
    asker: isStaff && officer ? asPerson(ground, officer, house.now()) : { kind: 'person', person: null, postings: [], device: demoDevice }, area, thing: thing?.id ?? null, ...(thing?.handler ? { thingHandler: thing.handler } : {}), parent: null, part: null,
    source: birth.letter?.source ?? (birth.kind === 'scan' ? (thing ? 'resident-qr' : 'resident') : birth.kind === 'report' ? 'resident' : birth.kind === 'find' ? 'grid' : birth.kind === 'behalf' ? 'on-behalf' : 'group'), headline: words ? words.slice(0, 40) : thing ? `${thing.placeZh} ${category.label.zh}` : category.label.zh, words, lon, lat,
    marks: { category: category.code, ...(category.emergency ? { urgency: 'emergency' } : {}), ...(birth.letter ? { outside: birth.letter.outside } : {}) },
    ...(receipt ? { reporter: { receipt: blindReceipt(house, receipt), person: null, contact: null, contactBlind: null, standing: 'confidential', device: demoDevice, joined: false } } : {}),
  }) // prettier-ignore
  return sceneOf(verdict, { story: birth.story, dice, receipt: receipt ? blindReceipt(house, receipt) : null, at: birth.at + 60_000 })
}

function sceneOf(verdict: Verdict, rest: { story: Story; dice: Dice; receipt: string | null; at: number }): Scene | null {
  if (verdict.ok) return { ...rest, matter: verdict.matter }
  throw new Error(`A demonstration matter was refused: ${verdict.refusal.code} ${verdict.refusal.label.en}`)
}

async function codeOf(house: House, plan: { district: number; kind: string; dice: Dice }): Promise<string> {
  const rows = await house.db.withDistrict({ district: plan.district, role: 'act' }, (tx) =>
    tx.rows(z.object({ code: z.string() }), 'select code from things where district_id = $1 and kind = $2 order by code limit 200', [
      plan.district,
      plan.kind,
    ]),
  )
  return rows[Math.floor(plan.dice() * rows.length)]?.code ?? ''
}

/** One step, then a wait; nights and weekends wait for the morning, except where somebody is on duty anyway. */
async function play(parts: Parts, plan: { scene: Scene; filling: Filling; now: number; photo: () => Promise<string> }): Promise<void> {
  const { scene, now } = plan
  const { dice } = scene
  const { house, door } = parts
  const ground = await house.grounds.byId(plan.filling.district)
  if (!ground || (!isDaytime(now) && scene.matter.marks['urgency'] !== 'emergency')) return
  const move = nextMove({ ground, now, dice, story: scene.story, receipt: scene.receipt }, scene.matter)
  scene.at = now + (move?.afterMinutes ?? 600) * 60_000
  if (!move) return
  const needsPhoto = move.action === 'resolve' && ground.categories.get(scene.matter.marks['category'] ?? '')?.needsPhoto
  const answers = needsPhoto ? { ...move.answers, photos: [await plan.photo()] } : move.answers
  const verdict = await door.act({
    kind: 'step',
    district: ground.district.id,
    matter: scene.matter.id,
    act: newId(),
    action: move.action,
    answers,
    asker: move.asker,
  })
  if (verdict.ok) scene.matter = verdict.matter
}

const isDaytime = (ms: number): boolean => {
  const hour = new Date(ms + 8 * hourMs).getUTCHours()
  return hour >= 8 && hour < 20
}

/** A small repeatable generator (mulberry32), so that every demonstration looks the same. */
function seeded(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
