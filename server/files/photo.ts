// Turns what a phone sends into an upright photo without hidden contents, or says plainly why not.
import sharp from 'sharp'
import { kindOf } from './kind.ts'
import { fileRefusal, type FileRefusal, type FileRefusalCode } from './refusals.ts'
import { makeTurns } from './turns.ts'
import { whereTaken, type WhereTaken } from './where-taken.ts'

/** `taken` is where the camera says it was: to be offered to the sender, never kept without a yes. `width` and `height` are those of `full`. */
export type CleanPhoto = {
  ok: true
  type: 'image/jpeg'
  full: Buffer
  thumb: Buffer
  width: number
  height: number
} & WhereTaken

export const PHOTO_MAX_BYTES = 20 * 1024 * 1024

export const cleanPhoto = async (bytes: Buffer): Promise<CleanPhoto | { ok: false; fault: FileRefusal }> => {
  if (bytes.length === 0) return refuse('fileEmpty')
  if (bytes.length > PHOTO_MAX_BYTES) return refuse('photoTooBig')
  const kind = kindOf(bytes)
  if (kind === 'heic') return refuse('photoHeic')
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'webp' && kind !== 'gif') return refuse('photoNotPicture')
  const turn = await turns.take(bytes.length, () => redraw(bytes))
  return turn.ok ? turn.result : refuse('photoQueueFull')
}

// Two at once leave cores and libuv threads for everybody else; 120 MB waiting is some 300 phone photos, about a minute of work.
const turns = makeTurns({ atOnce: 2, waitingBytes: 120 * 1024 * 1024 })

// A plain JPEG is shrunk while it is read. All else may have to stand in memory whole: 50 million pixels are 150–300 MB.
const MOST_PIXELS = 50_000_000
const MOST_PIXELS_PLAIN_JPEG = 110_000_000

const FULL_EDGE = 2048
const THUMB_EDGE = 480

const refuse = (code: FileRefusalCode): { ok: false; fault: FileRefusal } => ({ ok: false, fault: fileRefusal(code) })

const redraw = async (bytes: Buffer): Promise<CleanPhoto | { ok: false; fault: FileRefusal }> => {
  try {
    // Reading the head opens no pixels, so the size is known before anything is unpacked.
    const head = await sharp(bytes, { limitInputPixels: false }).metadata()
    const most = head.format === 'jpeg' && !head.isProgressive ? MOST_PIXELS_PLAIN_JPEG : MOST_PIXELS
    if (head.width * head.height > most) return refuse('photoTooManyPixels')
    const where = await whereTaken(head.exif)
    const { data: full, info: drawn } = await shrink(bytes, { edge: FULL_EDGE, quality: 82, most })
    const { data: thumb } = await shrink(full, { edge: THUMB_EDGE, quality: 74, most })
    return { ok: true, type: 'image/jpeg', full, thumb, width: drawn.width, height: drawn.height, ...where }
  } catch {
    // Whatever the decoder stumbles over, the sender can only choose or take the photo again.
    return refuse('photoBroken')
  }
}

// sharp writes no EXIF, XMP, IPTC or colour profile unless asked to; JPEG because every phone, mail and printed sheet takes it.
const shrink = (bytes: Buffer, to: { edge: number; quality: number; most: number }) =>
  sharp(bytes, { limitInputPixels: to.most, failOn: 'error' })
    .timeout({ seconds: 20 })
    .autoOrient()
    .resize({ width: to.edge, height: to.edge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: to.quality })
    .toBuffer({ resolveWithObject: true })
