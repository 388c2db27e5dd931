// Says in words what is missing in a telephone number.
import type { Label } from '../../core/label.ts'

/** Null when the number can be right; otherwise what is wrong and how to right it. */
export function phoneFault(text: string): Label | null {
  const digits = text.replace(/[\s-]/g, '')
  if (/^0\d{9,11}$/.test(digits) || /^1[3-9]\d{9}$/.test(digits)) return null
  if (/^1\d*$/.test(digits) && digits.length < 11)
    return { zh: `还差 ${11 - digits.length} 位，手机号一共 11 位`, en: `${11 - digits.length} digits short: a number has 11` }
  if (/^1\d*$/.test(digits) && digits.length > 11)
    return { zh: `多了 ${digits.length - 11} 位，手机号一共 11 位`, en: `${digits.length - 11} digits too many: a number has 11` }
  return { zh: '手机号一共 11 位，1 开头', en: 'A mobile number has 11 digits and starts with 1' }
}
