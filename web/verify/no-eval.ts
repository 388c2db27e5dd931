// The page allows no code made from text (its security policy), so the parser is told not to try; this comes before every schema.
import { z } from 'zod'

z.config({ jitless: true })
