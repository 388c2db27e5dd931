// The secrets of one installation: a random file from which blind indexes and seals are made.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `blind` gives 64 hex digits; `seal` gives 12 bytes of nonce, 16 of tag, then the cipher text. */
export type Keys = { blind(purpose: string, text: string): string; seal(text: string): Buffer; unseal(sealed: Buffer): string }

/** Reads `dir`/secret, making it (32 random bytes, readable by its owner only) when it is not there yet. */
export async function openKeys(dir: string): Promise<Keys> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'secret')
  const fresh = join(dir, `secret.${randomBytes(6).toString('hex')}`)
  await writeFile(fresh, randomBytes(32), { mode: 0o600 })
  // a link appears whole or not at all, so two processes that start together read the same secret
  await link(fresh, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await unlink(fresh)
  const secret = await readFile(path)
  if (secret.length !== 32)
    throw new Error(
      `The secret ${path} should have 32 bytes and has ${secret.length}. Put back the one from your backup; without it phone numbers cannot be read.`,
    )
  return keysFrom(secret)
}

/** HMAC-SHA256 for finding without showing, AES-256-GCM for keeping; two keys drawn from one secret. */
export function keysFrom(secret: Buffer): Keys {
  const blindKey = Buffer.from(hkdfSync('sha256', secret, '', 'huying blind 1', 32))
  const sealKey = Buffer.from(hkdfSync('sha256', secret, '', 'huying seal 1', 32))
  return {
    blind: (purpose, text) => createHmac('sha256', blindKey).update(`${purpose}\0${text}`).digest('hex'),
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden])
    },
    unseal: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
