// Gives a member of staff a login: a password and the secret of an authenticator, both shown once and kept only as hash and seal.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from './gate.ts'
import type { Keys } from './keys.ts'
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

/** A second call for the same person replaces password and authenticator, and signs every device out. */
export async function giveLogin(tx: Tx, keys: Keys, wish: LoginWish): Promise<GivenLogin> {
  const login = wish.login.trim().toLowerCase()
  const password = wish.password ?? newWord()
  if (!/^[a-z0-9][a-z0-9._-]{2,59}$/.test(login)) throw new Error('A login has 3 to 60 small letters, digits, dots or dashes.')
  if (weaknessOf(password) !== null)
    throw new Error('A password has at least 10 characters of three kinds (small, capital, digit, other), or at least 16.')
  const taken = await tx.rows(z.object({ person_id: z.string() }), 'select person_id from credentials where district_id = $1 and login = $2', [
    wish.district,
    login,
  ])
  if (taken.some(({ person_id }) => person_id !== wish.person)) throw new Error(`The login ${login} already belongs to somebody else.`)
  const secret = newSecret()
  const values = [wish.district, wish.person, login, await hashPassword(password), keys.seal(secret)]
  await tx.run(
    'insert into credentials (district_id, person_id, login, password_hash, totp_cipher) values ($1, $2, $3, $4, $5) on conflict (district_id, person_id) do update set login = excluded.login, password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher, failed = 0, locked_until = null, last_totp = null',
    values,
  )
  await tx.run('delete from sessions where district_id = $1 and person_id = $2', [wish.district, wish.person])
  return { login, password, secret, setup: setupLink(secret, login) }
}

/** 20 characters without those that are easily confused: about 116 bits. */
const newWord = (): string => Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
