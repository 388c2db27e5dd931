// Gives a member of staff a login: a password and the secret of an authenticator, both shown once and kept only as hash and seal.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from './gate.ts'
import type { Keys } from './keys.ts'
import { freeTurns } from './limits.ts'
import { hashPassword, weaknessOf } from './password.ts'
import { newSecret, setupLink } from './totp.ts'

export type LoginWish = {
  readonly district: number
  readonly person: string
  readonly login: string
  /** made up when absent */ readonly password?: string
}
/** `setup` is the otpauth link an authenticator scans. */
export type GivenLogin = { readonly login: string; readonly password: string; readonly secret: string; readonly setup: string }

export const isLogin = (login: string): boolean => /^[a-z0-9][a-z0-9._-]{2,59}$/.test(login)
/** Read, made up or typed: always kept the same way. */
export const foldLogin = (login: string): string => login.trim().toLowerCase()
/** Says nothing of who has it. */
export const newLogin = (): string => `hy${randomInt(10_000_000, 100_000_000)}`

/** Two who give the same login at once wait for each other, and the second is told. */
export const lockLogins = (tx: Tx, district: number): Promise<number> => tx.run('select pg_advisory_xact_lock(4186017, $1)', [district])

/** Whose login it is, or null. */
export async function personOf(tx: Tx, district: number, login: string): Promise<string | null> {
  const rows = await tx.rows(z.object({ person_id: z.string() }), 'select person_id from credentials where district_id = $1 and login = $2', [
    district,
    foldLogin(login),
  ])
  return rows[0]?.person_id ?? null
}

/** A second call for the same person replaces password and authenticator, signs every device out, and takes back what was counted against too many tries. */
export async function giveLogin(tx: Tx, keys: Keys, wish: LoginWish): Promise<GivenLogin> {
  const login = foldLogin(wish.login)
  const password = wish.password ?? newWord()
  if (!isLogin(login)) throw new Error('A login has 3 to 60 small letters, digits, dots or dashes.')
  if (weaknessOf(password) !== null)
    throw new Error('A password has at least 10 characters of three kinds (small, capital, digit, other), or at least 16.')
  const secret = newSecret()
  const values = [wish.district, wish.person, login, await hashPassword(password), keys.seal(secret)]
  await lockLogins(tx, wish.district)
  const holder = await personOf(tx, wish.district, login)
  if (holder !== null && holder !== wish.person)
    throw new Error(
      `The login ${login} already belongs to somebody else. If it is the same person, give it a new password instead: npm run district -- person login --login ${login}`,
    )
  await tx.run(
    'insert into credentials (district_id, person_id, login, password_hash, totp_cipher, is_given) values ($1, $2, $3, $4, $5, true) on conflict (district_id, person_id) do update set login = excluded.login, password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher, is_given = true, failed = 0, locked_until = null, last_totp = null',
    values,
  )
  await tx.run('delete from sessions where district_id = $1 and person_id = $2', [wish.district, wish.person])
  await freeTurns(tx, keys, { district: wish.district, key: `password|${wish.person}` })
  return { login, password, secret, setup: setupLink(secret, login) }
}

/** 20 characters without those that are easily confused: about 116 bits. */
const newWord = (): string => Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
