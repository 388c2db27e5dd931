// The tracking code of a report: nine characters without 0, O, 1, I and L, in three groups.
export const receiptAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Nine random bytes-or-more as a code like 7K3-9Q2-M4T; the bytes come from the caller. */
export function receiptFrom(random: Uint8Array): string {
  const letters = [...random].filter((byte) => byte < 248).slice(0, 9).map((byte) => receiptAlphabet[byte % 31] ?? '2') // prettier-ignore
  if (letters.length < 9) throw new Error('receiptFrom needs more random bytes')
  const text = letters.join('')
  return `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}`
}

/** The code as it is compared: capitals, no dashes or blanks. */
export const normalReceipt = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '')
