// The pages allow no code made from text (their security policy), so the parser is told not to try; each entry imports this before every schema.
import { z } from 'zod'

z.config({ jitless: true })
