// The classes of a district's categories, as its settings keep them, and which categories each board looks after.
import { z } from 'zod'
import { CallClass, usualBoards, type Board } from '../../core/boards.ts'
import type { CategoryShape } from '../../core/shapes.ts'
import type { Category, Ground } from './house.ts'

const Kept = z.object({ classes: z.array(CallClass.partial({ board: true })).catch([]) })

export const classesOf = ({ district }: Pick<Ground, 'district'>): readonly CallClass[] =>
  Kept.parse(district.settings).classes.map(({ board, ...each }) => ({
    ...each,
    board: board === undefined ? (usualBoards[each.code] ?? null) : board,
  }))

/** A category as everybody may know it. */
export const categoryShape = ({ code, classCode, label, quoted, thingKind, needsPhoto, emergency, handle, closing }: Category): CategoryShape => ({
  code,
  classCode,
  label,
  quoted,
  thingKind,
  needsPhoto,
  emergency,
  handle,
  closing,
})

/** The codes of the categories that a board looks after; `none`: those that no board does. */
export function categoriesOf(ground: Ground, board: Board | 'none'): readonly string[] {
  const boardOf = new Map(classesOf(ground).map((each) => [each.code, each.board]))
  return [...ground.categories.values()].filter(({ classCode }) => (boardOf.get(classCode) ?? 'none') === board).map(({ code }) => code)
}
