// Ids that follow from what made them, so that a repeated step makes the same row and so happens once.
import { createHash } from 'node:crypto'

/** An id that the same words always give: a repeated step makes the same row and so happens once. */
export function derivedId(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The id of an act of the system. Its version digit is one that no client may send, so nobody can use it up beforehand and keep a clock from striking. */
export const systemActId = (words: string): string => derivedId(words).replace(/^(.{14})./, '$1f')
