// Parses the answers of an action by its fields; the first thing that is wrong comes back as a refusal that names the field.
import { z } from 'zod'
import type { Label } from './label.ts'
import type { Answers, Refusal } from './matter.ts'
import type { Action, Field } from './process.ts'
import { Post } from './posts.ts'
import { refuse } from './refusals.ts'

/** `person` names one of those who hold the post. Reasons are no answer: the server computes them. */
export const HolderAnswer = z.object({ post: Post, area: z.number().int().optional(), organisation: z.number().int().optional(), person: z.uuid().optional() }) // prettier-ignore
export const PlaceAnswer = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), words: z.string().max(200).optional() })

/** One part for each item in each area below `area` where the post stands. */
export const SpreadAnswer = z.object({ post: Post, area: z.number().int(), items: z.array(z.string().trim().min(1).max(200)).min(1).max(500) })
export type Spread = z.infer<typeof SpreadAnswer>

/** The answers as the event will keep them: only known fields, trimmed, or why not. */
export function parseAnswers(action: Action, raw: Answers, needsPhoto: boolean): { readonly answers: Answers } | { readonly refusal: Refusal } {
  const parsed: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(action.ask ?? {})) {
    const given = raw[name]
    const isMissing =
      given === undefined ||
      given === null ||
      given === '' ||
      (typeof given === 'string' && given.trim() === '') ||
      (Array.isArray(given) && given.length === 0)
    if (isMissing) {
      const isNeeded = field.byCategory ? needsPhoto : !field.optional
      if (isNeeded) return { refusal: refuse('answer-missing', { field: field.label.zh, fieldEn: field.label.en }, { field: name }) }
      continue
    }
    const answer = schemaFor(field).safeParse(given)
    if (!answer.success) {
      const why = wrong(field)
      return { refusal: refuse('answer-wrong', { field: field.label.zh, fieldEn: field.label.en, why: why.zh, whyEn: why.en }, { field: name }) }
    }
    parsed[name] = answer.data
  }
  return { answers: parsed }
}

const clean = z.string().transform((text) => text.trim()).refine((text) => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text)) // prettier-ignore
const ids = (max: number) => z.array(z.uuid()).max(max)

const known = new WeakMap<Field, z.ZodType<unknown>>()

/** Building a schema costs more than using it, so each field of a process keeps its own. */
function schemaFor(field: Field): z.ZodType<unknown> {
  const schema = known.get(field) ?? schemaOf(field)
  known.set(field, schema)
  return schema
}

function schemaOf(field: Field): z.ZodType<unknown> {
  const max = field.max
  switch (field.kind) {
    case 'text':
      return clean.pipe(
        z
          .string()
          .min(1)
          .max(max ?? 200),
      )
    case 'longText':
      return clean.pipe(
        z
          .string()
          .min(1)
          .max(max ?? 2000),
      )
    case 'choice':
      return z.string().refine((value) => field.options?.some((option) => option.value === value))
    case 'many':
      return z.array(z.string().refine((value) => field.options?.some((option) => option.value === value))).max(50)
    case 'number':
      return z
        .number()
        .finite()
        .max(max ?? Number.MAX_SAFE_INTEGER)
    case 'date':
      return z.iso.date()
    case 'dateTime':
      return z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/).refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success) // prettier-ignore
    case 'spread':
      return SpreadAnswer
    case 'place':
      return PlaceAnswer
    case 'photos':
    case 'kept':
      return ids(max ?? 9)
    case 'video':
    case 'voice':
      return ids(max ?? 1)
    case 'phone':
      return clean.pipe(z.string().regex(/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/))
    case 'matter':
    case 'thing':
      return z.uuid()
    case 'holder':
      return holderSchema(field)
    case 'holders':
      return z
        .array(holderSchema(field))
        .min(1)
        .max(max ?? 10)
    case 'category':
      return z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)
    case 'yes':
      return z.literal(true)
  }
}

const holderSchema = ({ posts }: Field) => HolderAnswer.refine((named) => posts === undefined || posts.includes(named.post))

function wrong(field: Field): Label {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return {
        zh: `最多 ${field.max ?? (field.kind === 'text' ? 200 : 2000)} 个字，不能有乱码`,
        en: `at most ${field.max ?? (field.kind === 'text' ? 200 : 2000)} characters, no broken ones`,
      }
    case 'phone':
      return { zh: '手机号一共 11 位', en: 'a mobile number has 11 digits' }
    case 'date':
      return { zh: '写成 2026-11-24 这样', en: 'write it like 2026-11-24' }
    case 'dateTime':
      return { zh: '写成 2026-11-24T09:30 这样', en: 'write it like 2026-11-24T09:30' }
    case 'spread':
      return { zh: '选岗位和区域，列出 1 到 500 项', en: 'choose a post and an area, and list 1 to 500 items' }
    case 'photos':
      return { zh: `最多 ${field.max ?? 9} 张`, en: `at most ${field.max ?? 9}` }
    default:
      return { zh: '请从给出的里面选', en: 'please choose one of those offered' }
  }
}
