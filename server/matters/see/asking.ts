// Small words every reading needs: bound values, cursors, and the refusal for those who may read nothing here.
import { z } from 'zod'
import { refuse } from '../../../core/refusals.ts'
import { refused, type Refused } from '../endpoint.ts'

export type Binder = { readonly values: unknown[]; bind(value: unknown): string }

/** Collects the values of one statement; every value is a parameter. */
export function binder(first: readonly unknown[] = []): Binder {
  const values = [...first]
  // a NUL can stand in no text of the database, so it can match nothing there
  return { values, bind: (value) => `$${values.push(typeof value === 'string' ? value.replaceAll('\u0000', '') : value)}` }
}

export type Cursor = { readonly at: number; readonly id: string }
const CursorShape = z.tuple([z.number(), z.uuid()])

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url')

/** Nothing when none was given; `wrong` for one that we never wrote. */
export function readCursor(text: string | undefined): Cursor | null | 'wrong' {
  if (text === undefined) return null
  try {
    const [at, id] = CursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return Math.abs(at) < 8e15 ? { at, id } : 'wrong'
  } catch {
    return 'wrong'
  }
}

export const wrongCursor = (): Refused =>
  refused(
    refuse(
      'answer-wrong',
      { field: '下一页', fieldEn: 'next page', why: '请回到第一页重新翻', whyEn: 'please start from the first page again' },
      { field: 'after' },
    ),
    400,
  )
export const staffOnly = (): Refused => refused(refuse('not-yours', { who: '在岗的工作人员', whoEn: 'staff on duty' }), 403)
export const notFound = (): Refused => refused(refuse('not-found'), 404)

/** The first `limit` of rows that came sorted from several scopes, and where the next page starts. */
export function cut<T>(
  lists: readonly (readonly T[])[],
  plan: { readonly limit: number; readonly first: (one: T, other: T) => number; readonly cursor: (row: T) => Cursor },
): { rows: T[]; next: string | null } {
  const all = lists.flat().sort(plan.first)
  const rows = all.slice(0, plan.limit)
  const last = rows.at(-1)
  return { rows, next: all.length > plan.limit && last !== undefined ? writeCursor(plan.cursor(last)) : null }
}
