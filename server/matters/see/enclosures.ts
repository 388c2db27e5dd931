// What goes with a matter besides its story: letters to and from the reporter, photos, video and voice.
import { z } from 'zod'
import type { AttachmentShape, LetterShape } from '../../../core/shapes.ts'
import { Instant, type Tx } from '../../db/gate.ts'
import { postLabel } from './names.ts'

export const LetterRow = z.object({
  id: z.string(),
  from_reporter: z.boolean(),
  post: z.string().nullable(),
  words: z.string(),
  at: Instant,
  seen_at: Instant.nullable(),
})
export const letterSql = (district: string, id: string): string =>
  `select id, from_reporter, post, words, at, seen_at from letters where district_id = ${district} and matter_id = ${id} order by at, id limit 200`
export const letterShape = (row: z.output<typeof LetterRow>): LetterShape => ({
  id: row.id,
  fromReporter: row.from_reporter,
  post: postLabel(row.post),
  words: row.words,
  at: row.at,
  seenAt: row.seen_at,
})

export async function readLetters(tx: Tx, district: number, id: string): Promise<LetterShape[]> {
  return (await tx.rows(LetterRow, letterSql('$1', '$2'), [district, id])).map(letterShape)
}

export const AttachmentRow = z.object({
  id: z.string(),
  kind: z.enum(['photo', 'video', 'voice']),
  type: z.string(),
  bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  at: Instant,
})
/** `audiences` as a list of quoted words, all of them our own. */
export const attachmentSql = (district: string, id: string, audiences: string): string =>
  `select id, kind, type, bytes, width, height, at from attachments where district_id = ${district} and matter_id = ${id} and audience in (${audiences}) order by at, id limit 200`
export function readAttachments(
  tx: Tx,
  district: number,
  wish: { id: string; audiences: readonly ('all' | 'staff' | 'reporter')[] },
): Promise<AttachmentShape[]> {
  return tx.rows(AttachmentRow, attachmentSql('$1', '$2', wish.audiences.map((each) => `'${each}'`).join(', ')), [district, wish.id])
}
