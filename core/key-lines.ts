// The lines of key work as a district keeps them: the options of the process for key tasks, in order, with those no longer offered.
import { z } from 'zod'
import type { Process } from './process.ts'

export const KeyLine = z.object({ value: z.string().max(40), zh: z.string(), en: z.string(), retired: z.boolean() })
export type KeyLine = z.infer<typeof KeyLine>
export const KeyLines = z.object({ rows: z.array(KeyLine), /** of the process that offers them */ version: z.number().int(), mayChange: z.boolean() })
const Words = (max: number) => z.string().trim().min(1).max(max)
/** Those offered from now on, in order; without a value it is a new one. What is left out is retired. */
export const KeyLinesWish = z.object({ lines: z.array(z.object({ value: z.string().max(40).optional(), zh: Words(30), en: Words(80) })).min(1).max(40), /** the version that was looked at */ seen: z.number().int() }) // prettier-ignore

export const keyTask = 'key-task'
type Options = readonly { readonly value: string; readonly label: { readonly zh: string; readonly en: string } }[]
const optionsOf = (process: Process): Options => process.open['set']?.ask?.['line']?.options ?? []

/** `versions` newest first: what the newest offers, then what only older ones did, with the words they had last. */
export function keyLinesOf(versions: readonly Process[]): KeyLine[] {
  const [newest] = versions
  const offered = new Set((newest ? optionsOf(newest) : []).map(({ value }) => value))
  const all = new Map<string, KeyLine>()
  for (const process of versions)
    for (const { value, label } of optionsOf(process)) if (!all.has(value)) all.set(value, { value, ...label, retired: !offered.has(value) })
  return [...all.values()].sort((one, other) => Number(one.retired) - Number(other.retired))
}

/** The same process with other lines. */
export function withKeyLines(process: Process, options: Options): Process {
  const { set } = process.open
  const line = set?.ask?.['line']
  if (!set || !line) return process
  return {
    ...process,
    open: { ...process.open, set: { ...set, ask: { ...set.ask, line: { ...line, options: options.map((each) => ({ ...each })) } } } },
  }
}
