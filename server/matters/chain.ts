// Seals one event: salts and hashes its leaves, hashes the event and chains it to the one before.
import { createHash, randomBytes } from 'node:crypto'
import { eventText, leafText, sealedText, zeroHash } from '../../core/seal.ts'

export type Audience = 'all' | 'staff' | 'reporter'
export type Leaf = { readonly name: string; readonly audience: Audience; readonly value: unknown }
export type SealedLeaf = Leaf & { readonly salt: string; readonly hash: string }
export type Link = {
  readonly subject: string
  readonly seq: number
  readonly action: string
  readonly at: number
  readonly change: unknown
  readonly leaves: readonly Leaf[]
  readonly before: string
}
export type Sealed = { readonly leaves: readonly SealedLeaf[]; readonly sealed: string; readonly hash: string }

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `before` is the hash of the event before, or 64 zeros for the first. All hashes are hex. */
export function sealEvent(link: Link): Sealed {
  const salts = randomBytes(16 * link.leaves.length)
  const leaves = link.leaves.map((leaf, at) => {
    const salt = salts.subarray(at * 16, at * 16 + 16).toString('hex')
    return { ...leaf, salt, hash: sha256(leafText({ name: leaf.name, salt, value: leaf.value })) }
  })
  const sealed = sha256(sealedText(leaves))
  const event = {
    subject: link.subject,
    seq: link.seq,
    action: link.action,
    at: new Date(link.at).toISOString(),
    change: link.change,
    sealed,
    before: link.before,
  }
  return { leaves, sealed, hash: sha256(eventText(event)) }
}

export { zeroHash }
