// One answer of a form as a line of text; pictures and sound have their own place and give none.
import { z } from 'zod'
import { HolderAnswer, PlaceAnswer, SpreadAnswer } from '../../../core/form.ts'
import type { Field } from '../../../core/process.ts'
import type { Ground } from '../house.ts'
import { Reason } from '../reasons.ts'
import { holderShape, publishedName } from './names.ts'

type Context = { readonly ground: Ground; readonly numbers: ReadonlyMap<string, string> }

export function textOf(context: Context, field: Field, value: unknown): string | null {
  switch (field.kind) {
    case 'text':
    case 'longText':
    case 'date':
      return typeof value === 'string' ? value : null
    case 'dateTime':
      return typeof value === 'string' ? value.replace('T', ' ') : null
    case 'number':
      return typeof value === 'number' ? String(value) : null
    case 'choice':
    case 'many':
      return list(z.array(z.string()).catch([]).parse(typeof value === 'string' ? [value] : value).map((one) => field.options?.find((option) => option.value === one)?.label.zh ?? one)) // prettier-ignore
    case 'category':
      return typeof value === 'string' ? (context.ground.categories.get(value)?.label.zh ?? value) : null
    case 'holder':
    case 'holders':
      return list(z.array(KeptHolder).catch([]).parse(Array.isArray(value) ? value : [value]).map((one) => holderText(context.ground, one))) // prettier-ignore
    case 'place':
      return PlaceAnswer.safeParse(value).data?.words ?? null
    case 'matter':
      return typeof value === 'string' ? (context.numbers.get(value) ?? null) : null
    case 'spread': {
      const spread = SpreadAnswer.safeParse(value).data
      return spread ? `${holderText(context.ground, spread)}：${spread.items.join('；')}` : null
    }
    case 'yes':
      return value === true ? '是' : null
    case 'kept':
      return Array.isArray(value) && value.length > 0 ? `${value.length} 张` : null
    case 'phone':
    case 'photos':
    case 'thing':
    case 'video':
    case 'voice':
      return null
  }
}

const list = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('、'))

/** With the reasons beside it; older acts kept them in the answer itself. */
const KeptHolder = HolderAnswer.extend({ why: z.array(z.string()).optional() })

/** The answer of a form with a list of people, each with the reasons that the server kept for them. */
export function withReasons(field: Field, value: unknown, kept: unknown): unknown {
  if ((field.kind !== 'holder' && field.kind !== 'holders') || kept === undefined) return value
  const reasons = z.array(Reason).catch([]).parse(kept)
  if (reasons.length === 0) return value
  const named = z
    .array(KeptHolder)
    .catch([])
    .parse(Array.isArray(value) ? value : [value])
  return named.map((one, at) => ({ ...one, why: wordsOf(reasons[at]) ?? one.why }))
}

const wordsOf = (reason: Reason | undefined): string[] | undefined =>
  reason && [`第 ${reason.rank} 位，共 ${reason.of} 个`, ...reason.say.map(({ zh }) => zh)]

function holderText(ground: Ground, one: z.output<typeof KeptHolder>): string {
  const shape = holderShape(ground, {
    post: one.post,
    ...(one.area === undefined ? {} : { area: one.area }),
    ...(one.organisation === undefined ? {} : { organisation: one.organisation }),
  })
  const who = one.area === undefined && one.organisation === undefined ? shape.label.zh : `${shape.place.zh}${shape.label.zh}`
  const name = one.person === undefined ? null : publishedName(ground, one.person)
  return `${who}${name === null ? '' : ` ${name}`}${one.why ? `（${one.why.join('；')}）` : ''}`
}
