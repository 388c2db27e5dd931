// Residents sign in by a one-time code sent to their phone; the code is kept hashed, for five minutes and five tries.
import { randomInt, timingSafeEqual } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { posts } from '../../core/posts.ts'
import { takeTurn } from '../db/limits.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { maskedPhone, phoneFrom } from './phone.ts'
import { noSender, turnDown } from './refusals.ts'
import { openSession } from './sessions.ts'
import { viewerOf } from './viewer.ts'

/** Sends the code by text message; rejects when it could not. */
export type SendCode = (message: { readonly district: string; readonly phone: string; readonly code: string }) => Promise<void>

const RESEND_SECONDS = 60
const LIFE_MS = 5 * 60_000
const TRIES = 5

export async function sendCode({ house, ground, caller, body }: Call<'sendCode'>, sender: SendCode | null): Promise<Answer<'sendCode'> | Refused> {
  const phone = phoneFrom(body.phone)
  if (phone === null) return turnDown('phone-wrong')
  if (sender === null && house.mode !== 'demo') return noSender(ground)
  const district = ground.district.id
  const blind = house.keys.blind('phone', phone)
  const turns = await Promise.all([
    takeTurn(house, district, { key: `code-day|${blind}`, max: 10, seconds: 86_400 }),
    takeTurn(house, district, { key: `code-device|${caller.device}`, max: 10, seconds: 3600 }),
    takeTurn(house, district, { key: `code-net|${caller.network}`, max: 100, seconds: 3600 }),
  ])
  const waits = turns.flatMap((turn) => (turn.ok ? [] : [turn.retryAfterSeconds]))
  if (waits.length > 0) return turnDown('codes-too-many', { retryAfterSeconds: Math.max(...waits) })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const now = house.now()
  const kept = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(`insert into codes_sent (district_id, phone_blind, code_hash, sent_at, expires_at, tries) values ($1, $2, $3, $4, $5, 0)
      on conflict (district_id, phone_blind) do update set code_hash = excluded.code_hash, sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = 0 where codes_sent.sent_at <= $6`, [district, Buffer.from(blind, 'hex'), hashOf(house, phone, code), new Date(now), new Date(now + LIFE_MS), new Date(now - RESEND_SECONDS * 1000)])) // prettier-ignore
  if (kept === 0) return turnDown('codes-too-many', { retryAfterSeconds: RESEND_SECONDS })
  if (sender !== null) {
    try {
      await sender({ district: ground.district.slug, phone, code })
    } catch {
      // the code nobody received must not make the next try wait
      await house.db.withDistrict({ district, role: 'act' }, (tx) =>
        tx.run('delete from codes_sent where district_id = $1 and phone_blind = $2', [district, Buffer.from(blind, 'hex')]),
      )
      return turnDown('not-sent')
    }
  }
  return { sent: true, demoCode: house.mode === 'demo' ? code : null, waitSeconds: RESEND_SECONDS }
}

export async function signInPhone({ house, ground, caller, body, reply }: Call<'signInPhone'>): Promise<Answer<'signInPhone'> | Refused> {
  const phone = phoneFrom(body.phone)
  if (phone === null) return turnDown('phone-wrong')
  const district = ground.district.id
  const blind = Buffer.from(house.keys.blind('phone', phone), 'hex')
  const now = new Date(house.now())
  const found = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<Known | Wrong> => {
    const [sent] = await tx.rows(
      Sent,
      'update codes_sent set tries = tries + 1 where district_id = $1 and phone_blind = $2 and expires_at > $3 and tries < $4 returning code_hash',
      [district, blind, now, TRIES],
    )
    if (sent === undefined || !timingSafeEqual(sent.code_hash, hashOf(house, phone, body.code.trim())))
      return { why: sent === undefined ? 'noCode' : 'code' }
    await tx.run('delete from codes_sent where district_id = $1 and phone_blind = $2', [district, blind])
    const name = body.name?.trim()
    await tx.run(
      'insert into people (district_id, id, name, phone_cipher, phone_blind, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [district, uuidv7(), name === undefined || name === '' ? '居民' : name, house.keys.seal(phone), blind, now],
    )
    const [known] = await tx.rows(Known, 'select id from people where district_id = $1 and phone_blind = $2', [district, blind])
    if (known === undefined) return { why: 'noCode' }
    const answers = { person: known.id, origin: caller.network.slice(0, 8) }
    const said = { kind: 'sign-in', subject: known.id, action: 'signedInByCode', by: known.id, answers } as const
    await record(tx, { district, now: now.getTime() }, said)
    return known
  })
  if ('why' in found) return refuseAndRecord(house, { district, phone, network: caller.network, why: found.why })
  const person = found.id
  await openSession(house, ground, { person, strong: false, reply })
  const postings = ground.postingsOf(person, house.now()).filter(({ post }) => !posts[post].staff)
  const viewer = await viewerOf(house, ground, { person, postings })
  return viewer === null ? turnDown('no-such-person') : { viewer }
}

type Wrong = { readonly why: 'code' | 'noCode' }
type Failure = Wrong & { readonly district: number; readonly phone: string; readonly network: string }

/** On record is that somebody tried and for which number, masked; never what was typed. Who tries on and on is slowed down, so that nobody can fill the trail. */
async function refuseAndRecord(house: House, { district, phone, network, why }: Failure): Promise<Refused> {
  const turn = await takeTurn(house, district, { key: `code-wrong|${network}`, max: 60, seconds: 600 })
  if (!turn.ok) return turnDown('sign-in-slow', { retryAfterSeconds: turn.retryAfterSeconds })
  await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const blind = house.keys.blind('phone', phone)
    const values = [district, Buffer.from(blind, 'hex')]
    const [known] = await tx.rows(Known, 'select id from people where district_id = $1 and phone_blind = $2', values)
    const answers = { person: known?.id, phone: maskedPhone(phone), why, origin: network.slice(0, 8) }
    // a number of nobody yet has a chain of its own by its blind, so that an erasure finds it later
    const said = { kind: 'sign-in', subject: known?.id ?? blind, action: 'codeRefused', by: null, answers } as const
    await record(tx, { district, now: house.now() }, said)
  })
  return turnDown('code-wrong')
}

const Sent = z.object({ code_hash: z.instanceof(Buffer) })
const Known = z.object({ id: z.string() })
type Known = z.output<typeof Known>
/** Bound to the phone, and keyed: six digits alone would be guessed from their hash. */
const hashOf = (house: House, phone: string, code: string): Buffer => Buffer.from(house.keys.blind('code', `${phone}|${code}`), 'hex')
