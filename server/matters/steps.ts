// Steps of matters over HTTP: by staff, by the reporter with a receipt, and safe batches.
import { refuse } from '../../core/refusals.ts'
import type { Asker } from './ask.ts'
import type { Door } from './door.ts'
import { isRefused, refused, type Caller, type Handlers } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { tooMany, turnedDown } from './intake.ts'
import { blindReceipt } from './own-scope.ts'
import { takeTurn } from '../db/limits.ts'
import { matterOfReceipt, followPage } from './see/follow-page.ts'
import { matterPage, mayRead } from './see/matter-page.ts'

export const stepHandlers = (door: Door): Handlers<'act' | 'batch' | 'followAct'> => ({
  act: async ({ house, ground, caller, params, body }) => {
    if (!(await mayRead(house, ground, { caller, id: params.id }))) return refused(refuse('not-found'), 404)
    const verdict = await door.act({
      kind: 'step',
      district: ground.district.id,
      matter: params.id,
      act: body.act,
      action: body.action,
      answers: body.answers,
      asker: staffAsker(caller),
      ...(body.seen === undefined ? {} : { seen: body.seen }),
    })
    const page = await matterPage(house, ground, { caller, id: params.id })
    if (!verdict.ok) return { ...turnedDown(verdict), ...(isRefused(page) ? {} : { page }) }
    return isRefused(page) ? page : { page }
  },

  batch: async ({ house, ground, caller, body }) => {
    const results = await Promise.all(
      body.acts.map(async (each) => {
        if (!(await mayRead(house, ground, { caller, id: each.matter }))) return { matter: each.matter, refusal: refuse('not-found') }
        const verdict = await door.act({
          kind: 'step',
          district: ground.district.id,
          matter: each.matter,
          act: each.act,
          action: each.action,
          answers: each.answers,
          asker: staffAsker(caller),
          ...(each.seen === undefined ? {} : { seen: each.seen }),
        })
        return { matter: each.matter, refusal: verdict.ok ? null : verdict.refusal }
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

const staffAsker = (caller: Caller): Asker => ({ kind: 'person', person: caller.person, postings: caller.postings, device: caller.device })

/** Guessing codes costs turns; a right code never does. */
export async function unknownReceipt(house: House, ground: Ground, caller: Caller) {
  const turn = await takeTurn(house, ground.district.id, { key: `receipt|${caller.network}`, max: 30, seconds: 600 })
  if (!turn.ok) return tooMany(turn.retryAfterSeconds)
  return refused(
    {
      code: 'unknown-receipt',
      label: { zh: '没有这个查询码。一共 9 位，看看有没有抄错', en: 'No such tracking code. It has 9 characters; check for a slip' },
      field: 'receipt',
    },
    404,
  )
}
