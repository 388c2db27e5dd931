// What people, machines and malice put into fields: strings, wrong types, and valid bodies made from the contract to be spoilt one field at a time.
import { z } from 'zod'
import { newAct } from './app.ts'

/** Kept short on purpose: one string for each way in which software has fallen over. */
export const naughtyStrings: readonly string[] = [
  '', ' ', '\t\r\n', '\u0000', '路灯\u0000不亮', '\ud800', 'x\udfffy', '\ufeff', '\ufffd', '\ufffe', '\u202e路灯', '\u200b\u200d\u2060', '\u0007\u001b[31m', '\u2028\u2029', 'مرحبا', 'שלום', 'ไทย', '👩‍👩‍👧‍👦', '🏳️‍🌈'.repeat(50), 'é', 'ｅ́', '𠮷野家', '龘靐齉齾爩',
  'Z̷̧̛͍̖͇a̸̡͉̖l̵̨̖g̷̠̈o̶͚͝'.repeat(20), "'", '"', '`', '\\', "'; drop table matters; --", "1' or '1'='1", "') union select contact_cipher from reporters --", '$1', '$$', '%', '%%%s%n', '_%_', '*', ':*', '& | ! ( )', 'a <-> b', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}', '../../../../etc/passwd', 'file:///etc/passwd', 'C:\\con\\nul',
  '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'Infinity', '-0', '1e400', '0x10', '9007199254740993', '99999999999999999999', '-1', '1.5', 'true', '[]', '{}', '[object Object]', '2026-02-30', '9999999-01-01', '0000-00-00', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '=cmd|calc', '很'.repeat(5000),
] // prettier-ignore

export const wrongTypes: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  9007199254740993,
  2147483648,
  [],
  [[]],
  {},
  { zh: {} },
  [null],
  'NaN',
  nested(60),
]

/** An array in an array in an array … */
export function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : [nested(depth - 1)]
}

const Shape = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  minItems: z.number().optional(),
})

/** A valid value with every field filled in, from the contract's own JSON Schema. */
export const validOf = (schema: z.ZodType): unknown => fill(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '')

function fill(schema: unknown, name: string): unknown {
  const shape = Shape.parse(schema)
  if (shape.enum) return shape.enum[0]
  if (shape.properties) return Object.fromEntries(Object.entries(shape.properties).map(([key, each]) => [key, fill(each, key)]))
  if (shape.type === 'array') return [fill(shape.items ?? {}, name)]
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, Math.min(shape.minimum ?? 1, 100))
  if (shape.type === 'boolean') return true
  if (shape.type === 'object') return {}
  if (shape.type !== 'string') return 'anything'
  if (shape.format === 'uuid') return newAct()
  if (shape.format === 'date') return '2026-11-24'
  if (shape.pattern?.startsWith('^[A-Z]{2}')) return `XX-${String(Math.floor(Math.random() * 900_000) + 100_000)}`
  return name === 'phone' ? '13800138000' : '四个字的话'
}

export type Way = readonly (string | number)[]
/** The way to every field, inner ones included. */
export function waysIn(value: unknown, way: Way = []): Way[] {
  if (typeof value !== 'object' || value === null) return [way]
  return [
    ...(way.length > 0 ? [way] : []),
    ...Object.entries(value).flatMap(([key, each]) => waysIn(each, [...way, Array.isArray(value) ? Number(key) : key])),
  ]
}

/** The same value with one field replaced. */
export function spoilt(value: unknown, way: Way, by: unknown): unknown {
  const [first, ...rest] = way
  if (first === undefined) return by
  if (Array.isArray(value)) return value.map((each: unknown, at) => (at === first ? spoilt(each, rest, by) : each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === first ? spoilt(each, rest, by) : each]))
}
