// What the platform above, or the hotline, may do: hand a matter down, read where it stands by its own number, and relay what the reporter said when called back.
import { z } from 'zod'
import { inWgs } from '../../core/datum.ts'
import { refuse } from '../../core/refusals.ts'
import { upperSources } from '../../core/sources.ts'
import type { Callback } from '../../core/upper-shapes.ts'
import type { Category, Ground, House } from '../matters/house.ts'
import type { BirthAsk } from '../matters/ask.ts'
import { derivedId, systemActId } from '../matters/act-ids.ts'
import type { Door } from '../matters/door.ts'
import { isRefused, refused, type Answer, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import { headlineOf, reporterOf, turnedDown } from '../matters/intake.ts'
import { takeTurn } from '../db/limits.ts'
import { blindReceipt } from '../matters/own-scope.ts'
import { areaNamed } from './named-place.ts'
import { turnDown } from './refusals.ts'
import { linkOf, standingOf } from './standing.ts'

const perMinute = 120
/** Clocks of two systems are never quite the same. */
const aheadMs = 300_000

export const upperHandlers = (door: Door): Handlers<'handDown' | 'handed' | 'judgeHanded'> => ({
  handDown: async (call) => {
    const upper = await upperOf(call)
    return isRefused(upper) ? upper : handDown(door, call, upper)
  },

  handed: async (call) => {
    const upper = await upperOf(call)
    if (isRefused(upper)) return upper
    return (await standingOf(call.house, call.ground, { connector: upper.id, outside: call.params.outside })) ?? turnDown('not-handed')
  },

  judgeHanded: async (call) => {
    const upper = await upperOf(call)
    return isRefused(upper) ? upper : judge(door, call, upper)
  },
})

const Upper = z.object({ id: z.string(), source: z.enum(upperSources) })
type Upper = z.output<typeof Upper>
type Come = { readonly house: House; readonly ground: Ground; readonly caller: Caller }

async function upperOf({ house, ground, caller }: Come): Promise<Upper | Refused> {
  if (caller.connector === undefined) return turnDown('key-first')
  const district = ground.district.id
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Upper, `select id, source from connectors where district_id = $1 and id = $2 and kind = 'upper'`, [district, caller.connector]),
  )
  return row ?? turnDown('upper-only')
}

/** The same number is the same matter, whoever sends it again and whatever stands in it then. */
async function handDown(door: Door, { house, ground, caller, body }: Call<'handDown'>, upper: Upper): Promise<Answer<'handDown'> | Refused> {
  const district = ground.district.id
  const turn = await takeTurn(house, district, { key: `hand-down|${upper.id}`, max: perMinute, seconds: 60 })
  if (!turn.ok) return turnDown('key-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  const number = { connector: upper.id, outside: body.outside }
  const act = systemActId(`${upper.id}|${body.outside}|act`)
  const known = await standingOf(house, ground, number)
  if (known) return { ...known, again: true, receipt: known.direction === 'down' ? receiptOf(house, caller, act) : null }
  const spot = spotOf(ground, body)
  if (isRefused(spot)) return spot
  const calledAt = body.calledAt === undefined ? undefined : Date.parse(body.calledAt)
  if (calledAt !== undefined && calledAt > house.now() + aheadMs)
    return wrong('calledAt', '来电时间在将来', 'the time of the call lies in the future')
  const category = await categoryOf(house, ground, { upper, code: body.classCode })
  if (!category) return wrong('classCode', '本区没有“其他”这一类', 'this district has no category “other”')
  const reporter = reporterOf(house, { person: null, device: caller.device }, { act, phone: body.phone, standing: 'confidential', joined: false })
  if (isRefused(reporter)) return reporter
  const matter = derivedId(`${upper.id}|${body.outside}|matter`)
  const said = body.address === undefined || body.words.includes(body.address) ? body.words : `${body.words}\n地点：${body.address}`.slice(0, 2000)
  const link = () => keepLink(house, district, { ...number, matter, code: body.classCode, name: body.className ?? null, at: house.now() })
  await link()
  const verdict = await door.act({
    kind: 'birth', district, id: matter, act, process: 'resident-report', action: 'report', answers: { category: category.code, what: said, ...(spot.lon === null ? {} : { place: { lon: spot.lon, lat: spot.lat } }) },
    asker: { kind: 'person', person: null, postings: [], device: caller.device, connector: upper.id }, area: spot.area, thing: null, parent: null, part: null, source: upper.source, headline: headlineOf(category.label.zh, body.words, null), words: said, lon: spot.lon, lat: spot.lat,
    marks: { category: category.code, outside: body.outside, ...urgencyOf(category, body.urgency) }, reporter: reporter.row, ...(calledAt === undefined ? {} : { pressedAt: calledAt }),
  } satisfies BirthAsk) // prettier-ignore
  if (!verdict.ok) {
    await dropLink(house, district, matter)
    return turnedDown(verdict)
  }
  // whoever was refused with the same number a moment ago may have taken the link away again
  await link()
  if (!verdict.repeated) await countAct(house, district, upper.id)
  const stands = await standingOf(house, ground, number)
  return stands ? { ...stands, again: verdict.repeated, receipt: reporter.receipt } : turnDown('not-handed')
}

type Spot = { readonly area: number; readonly lon: number | null; readonly lat: number | null }
function spotOf(ground: Ground, { position, address }: Call<'handDown'>['body']): Spot | Refused {
  if (position === undefined) return { area: areaNamed(ground, address ?? ''), lon: null, lat: null }
  const [lon, lat] = inWgs([position.lon, position.lat], position.datum)
  const area = ground.locate(lon, lat)
  const { zh, en } = ground.district.name
  return area === null ? wrong('position', `这个位置不在${zh}，看看经纬度有没有写反、坐标系对不对`, `it lies outside ${en}; look at the order of lon and lat, and at the datum`) : { area, lon, lat } // prettier-ignore
}

const urgencyOf = (category: Category, told: 'normal' | 'urgent' | 'emergency'): Record<string, string> =>
  category.emergency || told === 'emergency' ? { urgency: 'emergency' } : told === 'urgent' ? { urgency: 'urgent' } : {}

const Mapped = z.object({ category: z.string() })
/** A class nobody has mapped comes in as "something else, hard to say" and is looked at by a person. */
async function categoryOf(house: House, ground: Ground, { upper, code }: { upper: Upper; code: string }): Promise<Category | null> {
  const district = ground.district.id
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(Mapped, 'select category from outside_classes where district_id = $1 and connector_id = $2 and code = $3', [district, upper.id, code]),
  )
  return ground.categories.get(row?.category ?? 'other') ?? ground.categories.get('other') ?? null
}

/** The receipt follows from the act, so that a number sent again gives the same one. */
const receiptOf = (house: House, caller: Caller, act: string): string => {
  const made = reporterOf(house, { person: null, device: caller.device }, { act, phone: undefined, standing: 'confidential', joined: false })
  return isRefused(made) ? '' : made.receipt
}

const judging: Readonly<Record<string, Readonly<Record<'solved' | 'unsolved', string>>>> = {
  replied: { solved: 'confirm', unsolved: 'dispute' },
  closed: { solved: 'rate', unsolved: 'reopen' },
}

/** The reporter's own judgement, which the other side took down on the telephone: the same steps, marked as relayed. */
async function judge(
  door: Door,
  { house, ground, caller, params, body }: Call<'judgeHanded'>,
  upper: Upper,
): Promise<Answer<'judgeHanded'> | Refused> {
  const district = ground.district.id
  const number = { connector: upper.id, outside: params.outside }
  const link = await house.db.withDistrict({ district, role: 'act' }, (tx) => linkOf(tx, district, number))
  const stands = link?.direction === 'down' ? await standingOf(house, ground, number) : null
  if (!link || !stands) return turnDown('not-handed')
  const action = judging[stands.state]?.[body.solved === 'yes' ? 'solved' : 'unsolved']
  const receipt = receiptOf(house, caller, systemActId(`${upper.id}|${params.outside}|act`))
  const verdict = await door.act({
    kind: 'step',
    district,
    matter: link.matter_id,
    act: body.act,
    action: action ?? 'confirm',
    answers: answersOf(body),
    asker: { kind: 'person', person: null, postings: [], device: caller.device, receipt: blindReceipt(house, receipt), connector: upper.id },
  })
  if (!verdict.ok) return action === undefined ? turnDown('not-to-judge') : turnedDown(verdict)
  if (!verdict.repeated) await countAct(house, district, upper.id)
  return (await standingOf(house, ground, number)) ?? turnDown('not-handed')
}

const answersOf = ({ solved, grade, words }: z.output<typeof Callback>): Record<string, unknown> => ({
  ...(grade === undefined ? {} : { rating: grade }),
  ...(solved === 'yes' ? (words === undefined ? {} : { words }) : { solved, why: words ?? '回访时说没办好（对接系统转达）' }),
})

type Kept = { readonly connector: string; readonly outside: string; readonly matter: string; readonly code: string; readonly name: string | null; readonly at: number } // prettier-ignore
const keepLink = (house: House, district: number, { connector, outside, matter, code, name, at }: Kept): Promise<number> =>
  house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(
      `insert into handed (district_id, connector_id, outside, matter_id, direction, class_code, class_name, at) values ($1, $2, $3, $4, 'down', $5, $6, $7) on conflict do nothing`,
      [district, connector, outside, matter, code, name, new Date(at)],
    ),
  )
const dropLink = (house: House, district: number, matter: string): Promise<number> =>
  house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(
      'delete from handed h where h.district_id = $1 and h.matter_id = $2 and not exists (select 1 from matters m where m.district_id = $1 and m.id = $2)',
      [district, matter],
    ),
  )
const countAct = (house: House, district: number, connector: string): Promise<number> =>
  house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run('update connectors set acts = acts + 1 where district_id = $1 and id = $2', [district, connector]),
  )

const wrong = (field: string, zh: string, en: string): Refused =>
  refused(refuse('answer-wrong', { field, fieldEn: field, why: zh, whyEn: en }, { field }))
