// Walks the boxes of an MP4 or MOV file without reading its pictures and sound.
import type { FileHandle } from 'node:fs/promises'

/** `from` is where the box begins, `body` where its contents begin, `to` where it ends; all in bytes. */
export type Box = { name: string; from: number; body: number; to: number }

/** The boxes that lie side by side between two places. A box that claims to reach beyond the end ends the walk. */
export const boxesIn = async (file: FileHandle, span: { from: number; to: number }): Promise<Box[]> => {
  const boxes: Box[] = []
  let from = span.from
  while (from + 8 <= span.to && boxes.length < MOST_BOXES) {
    const head = await readAt(file, from, 16)
    const box = head ? boxAt(head, from, span.to) : null
    if (box === null) break
    boxes.push(box)
    from = box.to
  }
  return boxes
}

export const readAt = async (file: FileHandle, from: number, length: number): Promise<Buffer | null> => {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from)
  return bytesRead < 8 ? null : buffer.subarray(0, bytesRead)
}

// A fragmented film of two minutes has a few hundred; more is a trap.
const MOST_BOXES = 2000

const boxAt = (head: Buffer, from: number, end: number): Box | null => {
  const short = head.readUInt32BE(0)
  const name = head.toString('latin1', 4, 8)
  const long = short === 1
  if (long && head.length < 16) return null
  const size = long ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - from : short
  const body = from + (long ? 16 : 8)
  const to = from + size
  return to < body || to > end ? null : { name, from, body, to }
}
