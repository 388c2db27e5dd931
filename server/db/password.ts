// Passwords, kept as scrypt with its parameters beside the salt, so that they can be raised later.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's first choice for scrypt: 2^17, 8, 1 takes 128 MB; 2^15 with p = 3 costs an attacker the same in 32 MB. */
const now = { n: 32_768, r: 8, p: 3 }

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, { ...now, salt })
  return ['scrypt', now.n, now.r, now.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** A login that nobody has costs the same time: give null. */
export async function checkPassword(password: string, kept: string | null): Promise<boolean> {
  const [, n, r, p, salt, key] = (kept ?? '').split('$')
  if (salt === undefined || key === undefined) {
    await derive(password, { ...now, salt: Buffer.alloc(16) })
    return false
  }
  const wanted = Buffer.from(key, 'base64url')
  const found = await derive(password, { n: Number(n), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64url') })
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

/** Why a new password will not do, or null. Length counts most; the standard for staff asks for three kinds of characters. */
export function weaknessOf(password: string): 'short' | 'plain' | null {
  if (password.length < 10) return 'short'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  return kinds < 3 && password.length < 16 ? 'plain' : null
}

type Cost = { readonly n: number; readonly r: number; readonly p: number; readonly salt: Buffer }
const derive = (password: string, { n, r, p, salt }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) => (error ? reject(error) : resolve(key))),
  )
