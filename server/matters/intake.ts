// Intake: a resident's report by code or place, joining a report that exists, and matters that staff open.
import { HolderAnswer } from '../../core/form.ts'
import { receiptFrom } from '../../core/receipt.ts'
import type { Holder } from '../../core/matter.ts'
import { refuse } from '../../core/refusals.ts'
import { OutsideNumber } from '../../core/source-shapes.ts'
import { ownerOfMatter } from '../../core/owner.ts'
import { nextDue } from '../../core/clock.ts'
import { takeTurn } from '../db/limits.ts'
import { staffAsker, type BirthAsk, type Done, type NewReporter, type Verdict } from './ask.ts'
import type { Door } from './door.ts'
import { isRefused, refused, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { holderShape } from './see/names.ts'
import { blindReceipt } from './own-scope.ts'
import { reasonsFor } from './reasons.ts'
import { findThing, type FoundThing } from './thing.ts'
import { matterPage } from './see/matter-page.ts'
import { districtArea } from './places.ts'

export const intakeHandlers = (door: Door): Handlers<'report' | 'join' | 'open' | 'openMatter'> => ({
  report: async (call) => {
    const { house, ground, caller, body } = call
    const turn = await takeTurn(house, ground.district.id, { key: `report|${caller.device}`, max: 12, seconds: 600 })
    const crowd = await takeTurn(house, ground.district.id, { key: `report-net|${caller.network}`, max: 300, seconds: 600 })
    if (!turn.ok || !crowd.ok) return tooMany(Math.max(turn.ok ? 0 : turn.retryAfterSeconds, crowd.ok ? 0 : crowd.retryAfterSeconds))
    const spot = await spotOf(house, ground, { code: body.code, area: body.area, place: body.place })
    if (isRefused(spot)) return spot
    const category = ground.categories.get(body.category)
    if (!category)
      return refused(
        refuse('answer-wrong', { field: '怎么了', fieldEn: 'What is wrong', why: '没有这个类别', whyEn: 'no such category' }, { field: 'category' }),
      )
    const reporter = reporterOf(house, caller, { act: body.act, phone: body.phone, standing: body.standing, joined: false })
    if (isRefused(reporter)) return reporter
    const answers = {
      category: body.category,
      ...only('what', body.what),
      ...only('place', body.place),
      ...only('photos', body.photos),
      ...only('video', body.video),
      ...only('voice', body.voice),
    }
    const said = body.what?.trim() ?? ''
    const birth: BirthAsk = {
      kind: 'birth', district: ground.district.id, id: body.id, act: body.act, process: 'resident-report', action: spot.handler ? 'reportThing' : 'report', answers, asker: { kind: 'person', person: caller.person, postings: [], device: caller.device }, area: spot.area, thing: spot.thing?.id ?? null,
      ...(spot.handler ? { thingHandler: spot.handler } : {}), parent: null, part: null, source: spot.thing ? 'resident-qr' : 'resident', headline: headlineOf(category.label.zh, said, spot.thing), words: said, lon: spot.lon, lat: spot.lat, marks: { category: body.category, ...(category.emergency ? { urgency: 'emergency' } : {}) }, reporter: reporter.row, ...(body.pressedAt === undefined ? {} : { pressedAt: body.pressedAt }),
    } // prettier-ignore
    const verdict = await door.act(birth)
    return verdict.ok ? receipted(ground, verdict, { receipt: reporter.receipt, standing: body.standing }) : turnedDown(verdict)
  },

  join: async ({ house, ground, caller, params, body }) => {
    const turn = await takeTurn(house, ground.district.id, { key: `join|${caller.device}`, max: 20, seconds: 600 })
    if (!turn.ok) return tooMany(turn.retryAfterSeconds)
    const reporter = reporterOf(house, caller, { act: body.act, phone: body.phone, standing: 'confidential', joined: true })
    if (isRefused(reporter)) return reporter
    const verdict = await door.act({
      kind: 'step',
      district: ground.district.id,
      matter: params.id,
      act: body.act,
      action: 'meToo',
      answers: {},
      asker: { kind: 'person', person: caller.person, postings: [], device: caller.device },
      reporter: reporter.row,
    })
    return verdict.ok ? receipted(ground, verdict, { receipt: reporter.receipt, standing: 'confidential' }) : turnedDown(verdict)
  },

  open: async (call) => {
    const opened = await openByStaff(door, call)
    return isRefused(opened) ? opened : { ...stoodAt(opened.done), receipt: opened.receipt }
  },

  openMatter: async (call) => {
    const opened = await openByStaff(door, call)
    if (isRefused(opened)) return opened
    const page = await matterPage(call.house, call.ground, { caller: call.caller, id: call.body.id })
    return isRefused(page) ? page : { page, receipt: opened.receipt }
  },
})

type Staffed = Pick<Call<'openMatter'>, 'house' | 'ground' | 'caller' | 'body'>
async function openByStaff(door: Door, { house, ground, caller, body }: Staffed): Promise<{ done: Done; receipt: string | null } | Refused> {
  if (caller.person === null || caller.postings.length === 0) return refused(refuse('not-yours', { who: '工作人员', whoEn: 'staff' }), 403)
  const place = placeIn(body.answers['place'])
  const own = caller.postings.find((posting) => posting.area !== null)?.area ?? undefined
  const about = body.about === undefined ? null : await subjectArea(house, ground, { caller, id: body.about })
  if (about !== null && isRefused(about)) return about
  const spot = await spotOf(house, ground, {
    code: body.code,
    area: spotIn(ground, body, about?.area) ?? addressee(ground, body) ?? body.area ?? (place ? undefined : own),
    place,
  })
  if (isRefused(spot)) return spot
  const opening = openingOf(ground, body.process, body.action)
  if (!opening) return refused(refuse('not-here'))
  const category = ground.categories.get(String(body.answers['category'] ?? ''))
  if (!category && (opening.ask?.['category'] ?? { optional: true }).optional !== true)
    return refused(refuse('answer-missing', { field: '怎么了', fieldEn: 'What is wrong' }, { field: 'category' }))
  const phone = typeof body.answers['phone'] === 'string' ? body.answers['phone'] : undefined
  const isForSomeone = body.action === 'onBehalf'
  const reporter = isForSomeone
    ? reporterOf(house, { ...caller, person: null }, { act: body.act, phone, standing: 'confidential', joined: false })
    : null
  if (isRefused(reporter)) return reporter
  // the phone is kept sealed beside the reporter, never in a leaf
  const answers = Object.fromEntries(Object.entries(body.answers).filter(([name]) => name !== 'phone'))
  const told = body.answers[opening.headline]
  const said = typeof told === 'string' ? told.trim() : ''
  const source = sourceOf(body, { isForSomeone, isOfResidents: isOfResidents(opening.kind) })
  if (isRefused(source)) return source
  const reasons = await reasonsFor(house, ground, { action: opening, answers, site: { area: spot.area, lon: spot.lon, lat: spot.lat, category: category?.code } }) // prettier-ignore
  const verdict = await door.act({
    kind: 'birth', district: ground.district.id, id: body.id, act: body.act, process: body.process, action: body.action, answers, asker: staffAsker(caller), area: spot.area, thing: spot.thing?.id ?? null, parent: null, part: null,
    about: body.about ?? null, source, headline: headlineOf(category?.label.zh ?? opening.label.zh, said, spot.thing), words: said, lon: spot.lon, lat: spot.lat, marks: { ...(category ? { category: category.code, ...(category.emergency ? { urgency: 'emergency' } : {}) } : {}), ...only('outside', body.outside?.trim()) }, ...(reporter ? { reporter: reporter.row } : {}), ...(reasons ? { reasons } : {}), ...(body.pressedAt === undefined ? {} : { pressedAt: body.pressedAt }),
  }) // prettier-ignore
  if (!verdict.ok) return turnedDown(verdict)
  return { done: verdict, receipt: reporter?.receipt ?? null }
}

/** Where a matter stands after a step, for whoever needs no page. */
export const stoodAt = ({ matter, number }: Done) => ({ id: matter.id, number, seq: matter.seq, state: matter.state, phase: matter.phase })

/** The way in with the field that stands for the matter in lists. */
function openingOf(ground: Ground, name: string, action: string) {
  const process = ground.process(name)
  const plan = process && Object.hasOwn(process.open, action) ? process.open[action] : undefined
  return process && plan ? { ...plan, headline: process.headline, kind: process.kind ?? 'appeal' } : null
}

/** What is about another matter lies where that lies; people are called up to a place within the area of the mode. */
function spotIn(ground: Ground, body: Staffed['body'], about: number | undefined): number | undefined {
  const isToSpot = openingOf(ground, body.process, body.action)?.needs?.some((need) => 'mode' in need) ?? false
  return isToSpot && about !== undefined && body.area !== undefined && ground.areas.has(body.area) && ground.roster.covers(about, body.area)
    ? body.area
    : about
}

/** What is addressed to a unit below (a circular, something a meeting decided) lies where that unit stands: it could not read it otherwise. */
function addressee(ground: Ground, body: Staffed['body']): number | undefined {
  const process = ground.process(body.process)
  if (process?.kind !== 'supervision' || process.about) return undefined
  const opening = Object.hasOwn(process.open, body.action) ? process.open[body.action] : undefined
  const named = Object.entries(opening?.ask ?? {}).flatMap(([name, field]) =>
    field.kind === 'holder' ? [HolderAnswer.safeParse(body.answers[name])] : [],
  )
  return named[0]?.success ? named[0].data.area : undefined
}

/** How a call came is said by whoever writes it down; unsaid, it is as the way in has it. */
function sourceOf(body: Staffed['body'], { isForSomeone, isOfResidents }: { isForSomeone: boolean; isOfResidents: boolean }): string | Refused {
  if (!isOfResidents && (body.source !== undefined || body.outside !== undefined))
    return refused(
      refuse(
        'answer-wrong',
        { field: '来源', fieldEn: 'Source', why: '只有居民反映的事和网格发现有来源', whyEn: 'only reports and findings have one' },
        { field: 'source' },
      ),
    )
  if (body.outside !== undefined && !OutsideNumber.safeParse(body.outside).success)
    return refused({
      code: 'answer-wrong',
      label: {
        zh: '来件编号最多 40 个字，写字母、数字和横线，不能是电话号码',
        en: 'The number: at most 40 letters, figures and dashes, and never a phone number',
      },
      field: 'outside',
    })
  return body.source ?? (isForSomeone ? 'on-behalf' : body.action === 'fromGroup' ? 'group' : isOfResidents ? 'grid' : 'other')
}

/** Calls between offices, supervision and tasks have no source among those of residents' calls. */
const isOfResidents = (kind: string): boolean => kind === 'appeal' || kind === 'finding'

/** Whoever opens something about a matter must be able to read it; it belongs to the same area. */
async function subjectArea(house: House, ground: Ground, wish: { caller: Caller; id: string }): Promise<{ area: number } | Refused> {
  const page = await matterPage(house, ground, wish)
  return isRefused(page) ? page : { area: page.matter.area.id }
}

export const tooMany = (seconds: number): Refused =>
  refused(
    {
      code: 'too-many',
      label: {
        zh: `您报得太快了，${seconds} 秒后会自动再交，写的还在`,
        en: `A little slower, please: it is sent again in ${seconds} seconds; nothing is lost`,
      },
    },
    429,
    { retryAfterSeconds: seconds },
  )
const statusOf = { 'not-found': 404, 'moved-on': 409, 'not-yours': 403, 'same-person': 403, busy: 429 } as const
/** A refusal of the kernel as an answer over HTTP. */
export function turnedDown(verdict: Extract<Verdict, { ok: false }>): Refused {
  const status = Object.entries(statusOf).find(([code]) => code === verdict.refusal.code)?.[1] ?? 422
  return refused(verdict.refusal, status, verdict.busy ? { retryAfterSeconds: 2 } : {})
}

const only = <Value>(name: string, value: Value | undefined): Record<string, Value> => (value === undefined || value === '' ? {} : { [name]: value })
export const headlineOf = (category: string, said: string, thing: FoundThing | null): string =>
  said ? said.replace(/\s+/g, ' ').slice(0, 40) : thing ? `${thing.placeZh} ${category}` : category

function placeIn(value: unknown): { lon: number; lat: number } | undefined {
  if (typeof value !== 'object' || value === null || !('lon' in value) || !('lat' in value)) return undefined
  return typeof value.lon === 'number' && typeof value.lat === 'number' ? { lon: value.lon, lat: value.lat } : undefined
}

type Spot = {
  readonly area: number
  readonly lon: number | null
  readonly lat: number | null
  readonly thing: FoundThing | null
  readonly handler: Holder | null
}
type Wish = {
  readonly code?: string | undefined
  readonly area?: number | undefined
  readonly place?: { readonly lon: number; readonly lat: number } | undefined
}

/** Where it is: the thing's own place, else the point, else the named area, else the district itself, so that nobody is turned away. */
async function spotOf(house: House, ground: Ground, wish: Wish): Promise<Spot | Refused> {
  if (wish.code) {
    const thing = await findThing(house, ground, wish.code)
    if (!thing)
      return refused(
        {
          code: 'unknown-code',
          label: { zh: '这个码我们认不出。可以直接拍照上报', en: 'We do not know this code. Report with a photo instead' },
          field: 'code',
        },
        404,
      )
    return {
      area: thing.area,
      lon: thing.lon,
      lat: thing.lat,
      thing,
      handler: thing.handler && ground.roster.isHeld(thing.handler) ? thing.handler : null,
    }
  }
  const located = wish.place ? ground.locate(wish.place.lon, wish.place.lat) : null
  if (wish.place && located === null && wish.area === undefined)
    return refused({
      code: 'outside',
      label: {
        zh: `这个位置不在${ground.district.name.zh}，请选一下社区`,
        en: `That place is outside ${ground.district.name.en}. Please choose a community`,
      },
      field: 'place',
    })
  const named = wish.area !== undefined && ground.areas.has(wish.area) ? wish.area : undefined
  const area = located ?? named ?? districtArea(ground).id
  if (area === undefined || (wish.area !== undefined && named === undefined))
    return refused({ code: 'unknown-area', label: { zh: '没有这个地方', en: 'No such area' }, field: 'area' })
  return { area, lon: wish.place?.lon ?? null, lat: wish.place?.lat ?? null, thing: null, handler: null }
}

/** The receipt comes from the act's id and the installation's secret: a retry gives the same code, and nobody else can make it. */
export function reporterOf(
  house: House,
  caller: Pick<Caller, 'person' | 'device'>,
  told: { act: string; phone: string | undefined; standing: NewReporter['standing']; joined: boolean },
): { receipt: string; row: NewReporter } | Refused {
  const receipt = receiptFrom(Buffer.from(house.keys.blind('receipt-code', told.act), 'hex'))
  const phone = told.phone?.replace(/[\s-]/g, '') ?? ''
  if (phone !== '' && !/^1[3-9]\d{9}$|^0\d{9,11}$/.test(phone)) {
    const missing = 11 - phone.length
    const label =
      missing > 0 && /^\d+$/.test(phone)
        ? { zh: `还差 ${missing} 位，手机号一共 11 位`, en: `${missing} digits short: a number has 11` }
        : { zh: '手机号不对，一共 11 位数字', en: 'That is not a phone number: it has 11 digits' }
    return refused({ code: 'answer-wrong', label, field: 'phone' })
  }
  const keep = phone !== '' && told.standing !== 'anonymous'
  return {
    receipt,
    row: {
      receipt: blindReceipt(house, receipt),
      person: told.standing === 'anonymous' ? null : caller.person,
      contact: keep ? house.keys.seal(phone).toString('hex') : null,
      contactBlind: keep ? house.keys.blind('phone', phone) : null,
      standing: told.standing,
      device: caller.device,
      joined: told.joined,
    },
  }
}

export function receipted(ground: Ground, done: Done, mine: { receipt: string; standing: NewReporter['standing'] }) {
  const { matter } = done
  const process = ground.process(matter.process, matter.version)
  const owner = process ? ownerOfMatter(process, matter, ground.roster) : null
  const due = process ? nextDue(process, matter.state, matter.clocks) : null
  const holder = owner ? holderShape(ground, owner.holder) : null
  const plain = process?.states[matter.state]?.plain ?? { zh: '收到了', en: 'Received' }
  const fill = (text: string, name: string) => text.replace('{owner}', name)
  return {
    number: done.number,
    receipt: mine.receipt,
    id: matter.id,
    owner: holder,
    due: due?.due ?? null,
    provisional: (due && matter.clocks[due.clock]?.provisional) ?? false,
    plain: { zh: fill(plain.zh, holder ? holder.label.zh : ''), en: fill(plain.en, holder ? holder.label.en : '') },
    standing: mine.standing,
  }
}
