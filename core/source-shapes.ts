// How a call came, as somebody who writes it down may say it: the source and the number it has there.
import { z } from 'zod'
import { isEntered } from './sources.ts'

export const EnteredSource = z.string().refine(isEntered)

const isPhone = (text: string): boolean => /(^|\D)1[3-9]\d{9}(\D|$)/.test(text)
/** The number of the letter where it came from: letters, figures and what stands between them; never a phone number. */
export const OutsideNumber = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((text) => /^[\p{L}\p{N}][\p{L}\p{N} \-_./#:()（）〔〕[\]【】、，·]*$/u.test(text) && !isPhone(text))
