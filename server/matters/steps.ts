// Steps of matters over HTTP: by staff, by the reporter with a receipt, and safe batches.
import { refuse } from '../../core/refusals.ts'
import type { Answers } from '../../core/matter.ts'
import { staffAsker, type StepAsk, type Verdict } from './ask.ts'
import type { Door } from './door.ts'
import { isRefused, refused, type Call, type Caller, type Handlers } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { stoodAt, turnedDown } from './intake.ts'
import { blindReceipt } from './own-scope.ts'
import { reasonsForStep } from './reasons.ts'
import { takeTurn } from '../db/limits.ts'
import { matterOfReceipt, followPage } from './see/follow-page.ts'
import { matterPage, mayRead } from './see/matter-page.ts'
import { guestScopes } from './see/guests.ts'
import { scopesOf } from './see/scopes.ts'

export const stepHandlers = (door: Door): Handlers<'act' | 'step' | 'batch' | 'followAct'> => ({
  act: async (call) => {
    const { house, ground, caller, params, body } = call
    const verdict = await stepBy(door, call, { ...body, matter: params.id })
    if (!verdict) return refused(refuse('not-found'), 404)
    const page = await matterPage(house, ground, { caller, id: params.id })
    if (!verdict.ok) return { ...turnedDown(verdict), ...(isRefused(page) ? {} : { page }) }
    return isRefused(page) ? page : { page }
  },

  step: async (call) => {
    const verdict = await stepBy(door, call, { ...call.body, matter: call.params.id })
    if (!verdict) return refused(refuse('not-found'), 404)
    return verdict.ok ? stoodAt(verdict) : turnedDown(verdict)
  },

  batch: async (call) => {
    const results = await Promise.all(
      call.body.acts.map(async (each) => {
        const verdict = await stepBy(door, call, each)
        return { matter: each.matter, refusal: verdict === null ? refuse('not-found') : verdict.ok ? null : verdict.refusal }
      }),
    )
    return { results }
  },

  followAct: async ({ house, ground, caller, params, body }) => {
    const matter = await matterOfReceipt(house, ground, params.receipt)
    if (!matter) return unknownReceipt(house, ground, caller)
    const verdict = await door.act({
      kind: 'step',
      district: ground.district.id,
      matter,
      act: body.act,
      action: body.action,
      answers: body.answers,
      asker: { kind: 'person', person: null, postings: [], device: caller.device, receipt: blindReceipt(house, params.receipt) },
      ...(body.seen === undefined ? {} : { seen: body.seen }),
    })
    if (!verdict.ok) return turnedDown(verdict)
    return (await followPage(house, ground, { receipt: params.receipt, markSeen: false })) ?? refused(refuse('not-found'), 404)
  },
})

type Wish = { readonly matter: string; readonly act: string; readonly action: string; readonly answers: Answers; readonly seen?: number | undefined }

/** A step by staff, or null where the matter does not exist for them. Ranges of areas are judged by the door, which has the row anyway; what a department may read is no range. */
export async function stepBy(
  door: Door,
  { house, ground, caller }: Pick<Call<'batch'>, 'house' | 'ground' | 'caller'>,
  wish: Wish,
): Promise<Verdict | null> {
  const scopes = scopesOf(ground, caller)
  const reach = scopes.flatMap(({ role, from, upto }) => (role === 'see' && from !== undefined && upto !== undefined ? [{ from: Number(from), upto: Number(upto) }] : [])) // prettier-ignore
  const isRanged = scopes.length > 0 && reach.length === scopes.length
  if (!isRanged && !(await mayRead(house, ground, { caller, id: wish.matter }))) return null
  const reasons = await reasonsForStep(house, ground, wish)
  const ask: StepAsk = {
    kind: 'step',
    district: ground.district.id,
    matter: wish.matter,
    act: wish.act,
    action: wish.action,
    answers: wish.answers,
    asker: staffAsker(caller),
    ...(wish.seen === undefined ? {} : { seen: wish.seen }),
    ...(reasons ? { reasons } : {}),
  }
  const verdict = await door.act(isRanged ? { ...ask, reach } : ask)
  if (verdict.ok || !isRanged || verdict.refusal.code !== 'not-found') return verdict
  // who sits in a matter between equals acts on it, wherever it lies
  return (await guestScopes(house, ground, { caller, id: wish.matter })).length > 0 ? door.act(ask) : verdict
}

/** Guessing codes costs turns; a right code never does. */
export async function unknownReceipt(house: House, ground: Ground, caller: Caller) {
  const turn = await takeTurn(house, ground.district.id, { key: `receipt|${caller.network}`, max: 30, seconds: 600 })
  if (!turn.ok) return tooManyGuesses(turn.retryAfterSeconds)
  return refused(
    {
      code: 'unknown-receipt',
      label: { zh: '没有这个查询码。一共 9 位，看看有没有抄错', en: 'No such tracking code. It has 9 characters; check for a slip' },
      field: 'receipt',
    },
    404,
  )
}

/** Nothing of theirs waits to be sent again: they only looked. */
const tooManyGuesses = (seconds: number) => {
  const minutes = Math.ceil(seconds / 60)
  const label = { zh: `查询码输错太多次了，${minutes} 分钟后再试`, en: `Too many wrong tracking codes. Try again in ${minutes} min` }
  return refused({ code: 'too-many', label, field: 'receipt' }, 429, { retryAfterSeconds: seconds })
}
