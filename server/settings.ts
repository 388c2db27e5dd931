// The settings of one server, read once from the environment and refused with a sentence when they are wrong.
import { resolve } from 'node:path'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { answeringFor } from './crew.ts'

export type Settings = {
  readonly host: string
  readonly port: number
  /** answering processes beside the first one; 0: the first answers itself */ readonly processes: number
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly district: z.output<typeof Env>['HUYING_DISTRICT']
  readonly mode: 'demo' | 'production'
  readonly filing: string | null
  readonly trustProxy: boolean
  /** private networks into which steps may be sent to departments' systems, such as 10.20.0.0/16 */ readonly hookNetworks: readonly string[]
  /** where text messages go in production; a demonstration shows its codes on the screen */
  readonly sms: { readonly url: string; readonly token: string | null } | null
}

const wholeNumber = (most: number) => {
  const words = `must be a whole number from 0 to ${most}`
  return z.coerce.number(words).int(words).min(0, words).max(most, words)
}

const Env = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(65_535).default(3000),
  HUYING_PROCESSES: wholeNumber(64).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  HUYING_DISTRICT: z.enum(['dazu', 'dadukou', 'tongnan', 'rongchang', 'haizhu']).default('dazu'),
  HUYING_MODE: z.enum(['demo', 'production']).default('demo'),
  HUYING_FILING: z.string().optional(),
  HUYING_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  HUYING_HOOK_NETWORKS: z
    .string()
    .regex(
      /^\d{1,3}(\.\d{1,3}){3}\/(3[0-2]|[12]?\d)(,\d{1,3}(\.\d{1,3}){3}\/(3[0-2]|[12]?\d))*$/,
      'must be networks like 10.20.0.0/16, with commas between',
    )
    .optional(),
  SMS_URL: z.url({ protocol: /^https?$/, error: 'must be an address that starts with https:// or http://' }).optional(),
  SMS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be letters, digits and signs without spaces')
    .optional(),
})

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = Env.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!read.success) throw new Error(read.error.issues.map((issue) => `The setting ${issue.path.join('.')} is wrong: ${issue.message}`).join('\n'))
  const {
    HOST,
    PORT,
    HUYING_PROCESSES,
    DATA_DIR,
    DATABASE_URL,
    HUYING_DISTRICT,
    HUYING_MODE,
    HUYING_FILING,
    HUYING_TRUST_PROXY,
    HUYING_HOOK_NETWORKS,
    SMS_URL,
    SMS_TOKEN,
  } = read.data
  return {
    host: HOST,
    port: PORT,
    processes: HUYING_PROCESSES ?? (HUYING_MODE === 'production' ? answeringFor(availableParallelism()) : 0),
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    district: HUYING_DISTRICT,
    mode: HUYING_MODE,
    filing: HUYING_FILING ?? null,
    trustProxy: HUYING_TRUST_PROXY === '1',
    hookNetworks: HUYING_HOOK_NETWORKS?.split(',') ?? [],
    sms: SMS_URL === undefined ? null : { url: SMS_URL, token: SMS_TOKEN ?? null },
  }
}
