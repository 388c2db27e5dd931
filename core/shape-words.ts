// What is wrong with the shape of something written by a person, in plain words: one line for each place, Chinese first.
import type { z } from 'zod'
import type { Label } from './label.ts'

type Issue = z.core.$ZodIssue
export type ShapeFault = { readonly where: string; readonly say: Label }

/** The error has to come from a parse with `reportInput`, or what is missing cannot be told from what is wrong. */
export const shapeFaults = (error: { readonly issues: readonly Issue[] }): readonly ShapeFault[] =>
  error.issues.flatMap((issue) => faultsAt(issue, []))

type Way = readonly PropertyKey[]

function faultsAt(issue: Issue, above: Way): readonly ShapeFault[] {
  const way = [...above, ...issue.path]
  const where = way.map(String).join('.') || '.'
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors)
    return meant === null ? [{ where, say: noForm(issue.input) }] : meant.flatMap((each) => faultsAt(each, way))
  }
  return [{ where, say: wordsFor(issue) }]
}

const isMissing = (issue: Issue): boolean => issue.input === undefined && issue.code !== 'unrecognized_keys'

/** Of several forms the one that lacks least is the one that was meant; where two lack the same, nobody can tell. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const lacks = (issues: readonly Issue[]) => issues.filter(isMissing).length * 100 + issues.length
  const [best, next] = [...branches].sort((one, other) => lacks(one) - lacks(other))
  if (best === undefined || best.some(({ path }) => path.length === 0)) return null
  return next !== undefined && lacks(next) === lacks(best) ? null : best
}

const noForm = (input: unknown): Label => {
  if (input === undefined) return missing
  return { zh: `${shown(input)}不是这里能写的任何一种`, en: `${shown(input)} is none of the forms that may stand here` }
}
const missing: Label = { zh: '缺这一项', en: 'this is missing' }

const kinds: Readonly<Record<string, Label>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '一个列表 [ ]', en: 'a list [ ]' },
  tuple: { zh: '一个列表 [ ]', en: 'a list [ ]' },
  object: { zh: '一组名称和内容 { }', en: 'names with values { }' },
  record: { zh: '一组名称和内容 { }', en: 'names with values { }' },
}

function wordsFor(issue: Exclude<Issue, { code: 'invalid_union' }>): Label {
  if (isMissing(issue)) return missing
  const it = shown(issue.input)
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected] ?? { zh: issue.expected, en: issue.expected }
      return { zh: `这里要写${kind.zh}，现在是 ${it}`, en: `this must be ${kind.en}, and is ${it}` }
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      return { zh: `${it} 不行，只能是：${allowed.join('、')}`, en: `${it} will not do; it must be one of: ${allowed.join(', ')}` }
    }
    case 'unrecognized_keys':
      return { zh: `不认识的项：${issue.keys.join('、')}`, en: `unknown here: ${issue.keys.join(', ')}` }
    case 'too_small':
      return { zh: `太少或太小，至少 ${issue.minimum}`, en: `too few or too small, at least ${issue.minimum}` }
    case 'too_big':
      return { zh: `太多或太大，最多 ${issue.maximum}`, en: `too many or too large, at most ${issue.maximum}` }
    case 'invalid_key':
      return { zh: `名称写得不对：${it}`, en: `this name will not do: ${it}` }
    case 'invalid_format':
      return {
        zh: `${it} 的写法不对：名称以小写字母开头，只用字母和数字`,
        en: `${it} is not written as names are: a small letter first, then letters and digits`,
      }
    default:
      return { zh: `${it} 不合规矩`, en: `${it} will not do` }
  }
}

/** Short enough for one line. */
function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? '?'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
