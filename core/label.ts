// A text for people, Chinese first and English second.
import { z } from 'zod'

export const Label = z.object({ zh: z.string().min(1), en: z.string().min(1) }).readonly()
export type Label = z.infer<typeof Label>
