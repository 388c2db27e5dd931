// A mobile number as it is compared: eleven digits, without country code, spaces or dashes.
export function phoneFrom(text: string): string | null {
  const digits = text.replace(/[\s()-]/g, '').replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** For the trail: enough to recognise one's own number, not enough to ring it. */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`
