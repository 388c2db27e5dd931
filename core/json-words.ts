// Reads JSON written by a person, or says in which line it stops being JSON.
import type { Label } from './label.ts'

export type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly say: Label }

export function readJsonText(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    const { line, column, found } = whereWrong(text)
    if (found === '') return { ok: false, say: { zh: `不是完整的 JSON：到第 ${line} 行末尾还没写完，少了引号或括号`, en: `This is not complete JSON: it ends in line ${line} before a quote or bracket is closed` } } // prettier-ignore
    return { ok: false, say: { zh: `不是 JSON：第 ${line} 行第 ${column} 个字“${found}”不该在这里`, en: `This is not JSON: line ${line}, character ${column}: “${found}” may not stand here` } } // prettier-ignore
  }
}

/** The tokens of JSON one by one, with what may come next; the engine's own message leaves out the place when it pleases. */
function whereWrong(text: string): { line: number; column: number; found: string } {
  const at = firstWrong(text)
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found: text.slice(at, at + 1) === '\n' ? '⏎' : text.slice(at, at + 1) }
}

const token =
  /[\s]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y

type Next = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'after'

function firstWrong(text: string): number {
  const open: ('{' | '[')[] = []
  let next: Next = 'value'
  let at = 0
  for (;;) {
    token.lastIndex = at
    const found = token.exec(text)
    const start = at + (/\s*/y.exec(text.slice(at))?.[0].length ?? 0)
    if (found === null || start >= text.length) return start
    const [, string, , sign] = found
    const after: Next | null = step(next, { isString: string !== undefined, sign: sign ?? null, open })
    if (after === null) return start
    next = after
    at = token.lastIndex
  }
}

type Seen = { readonly isString: boolean; readonly sign: string | null; readonly open: ('{' | '[')[] }

function step(next: Next, { isString, sign, open }: Seen): Next | null {
  const top = open.at(-1)
  if (next === 'name' || next === 'nameOrEnd') {
    if (isString) return 'colon'
    return next === 'nameOrEnd' && sign === '}' ? closed(open) : null
  }
  if (next === 'colon') return sign === ':' ? 'value' : null
  if (next === 'after') {
    if (sign === ',' && top !== undefined) return top === '{' ? 'name' : 'value'
    return (sign === '}' && top === '{') || (sign === ']' && top === '[') ? closed(open) : null
  }
  if (sign === null) return 'after'
  if (sign === '{' || sign === '[') {
    open.push(sign)
    return sign === '{' ? 'nameOrEnd' : 'valueOrEnd'
  }
  return sign === ']' && next === 'valueOrEnd' ? closed(open) : null
}

function closed(open: ('{' | '[')[]): Next {
  open.pop()
  return 'after'
}
