// The six digits of an authenticator, each good for one sign-in.
import { Secret, TOTP } from 'otpauth'

const STEP = 30

export const newSecret = (): string => new Secret({ size: 20 }).base32
export const setupLink = (secret: string, login: string): string => generator(secret, login).toString()
/** The digits shown at a moment (ms). */
export const digitsAt = (secret: string, at: number): string => generator(secret).generate({ timestamp: at })

/** The step the digits belong to (the present one or a neighbour, for clocks that run a little apart), or null. */
export function stepOf(secret: string, digits: string, at: number): number | null {
  const delta = generator(secret).validate({ token: digits.replace(/\s/g, ''), timestamp: at, window: 1 })
  return delta === null ? null : Math.floor(at / 1000 / STEP) + delta
}

const generator = (secret: string, label = 'staff'): TOTP =>
  new TOTP({ issuer: 'Huying', label, secret: Secret.fromBase32(secret), digits: 6, period: STEP, algorithm: 'SHA1' })
