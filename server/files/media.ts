// Looks at a finished video or voice note: is it what it should be, is it short enough, and does it still say where it was made.
import { open, type FileHandle } from 'node:fs/promises'
import { boxesIn, readAt, type Box } from './boxes.ts'
import { KIND_HEAD_BYTES, kindOf, type FileKind } from './kind.ts'
import { fileRefusal, type FileRefusal, type FileRefusalCode } from './refusals.ts'

export type MediaUse = 'video' | 'voice'
/** `seconds` is null where the length cannot be told from the head of the file; size then is the only limit. */
export type CleanMedia = { ok: true; kind: FileKind; type: string; seconds: number | null }

export const MEDIA_LIMITS = {
  video: { bytes: 50 * 1024 * 1024, seconds: 120 },
  voice: { bytes: 10 * 1024 * 1024, seconds: 300 },
} as const

/** Changes the file in place: the position that phones write into MP4 and MOV is overwritten with nothing. */
export const cleanMedia = async (path: string, use: MediaUse): Promise<CleanMedia | { ok: false; fault: FileRefusal }> => {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    if (size === 0) return refuse('fileEmpty')
    if (size > MEDIA_LIMITS[use].bytes) return refuse(use === 'video' ? 'videoTooBig' : 'voiceTooBig')
    const head = await readAt(file, 0, KIND_HEAD_BYTES)
    const kind = head ? kindOf(head) : null
    const type = kind ? TYPES[use][kind] : undefined
    if (!head || !kind || !type) return refuse(use === 'video' ? 'notVideo' : 'notVoice')
    const film = kind === 'mp4' || kind === 'quicktime' || kind === 'm4a' ? await lookIntoFilm(file, size) : null
    if (film && !film.playable) return refuse(use === 'video' ? 'notVideo' : 'notVoice')
    const seconds = film ? film.seconds : secondsOf(kind, head, size)
    if (seconds !== null && seconds > MEDIA_LIMITS[use].seconds) return refuse(use === 'video' ? 'videoTooLong' : 'voiceTooLong')
    return { ok: true, kind, type, seconds }
  } finally {
    await file.close()
  }
}

// Phones record voice into the same wrappers as video, so WebM and MP4 stand in both lists.
const TYPES: Record<MediaUse, Partial<Record<FileKind, string>>> = {
  video: { mp4: 'video/mp4', webm: 'video/webm', quicktime: 'video/quicktime' },
  voice: {
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    mp4: 'audio/mp4',
    ogg: 'audio/ogg',
    wav: 'audio/wav',
    amr: 'audio/amr',
    webm: 'audio/webm',
  },
}

const refuse = (code: FileRefusalCode): { ok: false; fault: FileRefusal } => ({ ok: false, fault: fileRefusal(code) })

// Without its table of contents (`moov`) nothing can play it.
const lookIntoFilm = async (file: FileHandle, size: number): Promise<{ playable: boolean; seconds: number | null }> => {
  const top = await boxesIn(file, { from: 0, to: size })
  const moov = top.find((box) => box.name === 'moov')
  if (!moov) return { playable: false, seconds: null }
  const inside = await boxesIn(file, { from: moov.body, to: moov.to })
  const tracks = await Promise.all(inside.filter((box) => box.name === 'trak').map((box) => boxesIn(file, { from: box.body, to: box.to })))
  for (const box of [...top, ...inside, ...tracks.flat()]) if (TELLING.has(box.name)) await blank(file, box)
  const mvhd = inside.find((box) => box.name === 'mvhd')
  return { playable: true, seconds: mvhd ? await secondsOfFilm(file, mvhd) : null }
}

// Where phones and editors write position, owner and device; players need none of it.
const TELLING = new Set(['udta', 'meta', 'uuid'])

// Renamed to `free` and filled with nothing, so that every offset in the file stays true.
const blank = async (file: FileHandle, box: Box): Promise<void> => {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, box.from + 4)
  const piece = Buffer.alloc(65_536)
  for (let at = box.body; at < box.to; at += piece.length) await file.write(piece, 0, Math.min(piece.length, box.to - at), at)
}

const secondsOfFilm = async (file: FileHandle, mvhd: Box): Promise<number | null> => {
  const head = await readAt(file, mvhd.body, Math.min(32, mvhd.to - mvhd.body))
  if (!head || head.length < 20) return null
  const wide = head[0] === 1
  if (wide && head.length < 32) return null
  const ticksPerSecond = head.readUInt32BE(wide ? 20 : 12)
  const ticks = wide ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
  // Zero or all ones: a film still being recorded when its head was written.
  const open = ticks === 0 || ticks === 0xffffffff || ticks > Number.MAX_SAFE_INTEGER
  return ticksPerSecond === 0 || open ? null : ticks / ticksPerSecond
}

const secondsOf = (kind: FileKind, head: Buffer, size: number): number | null => {
  if (kind !== 'wav' || head.length < 32 || head.toString('latin1', 12, 16) !== 'fmt ') return null
  const bytesPerSecond = head.readUInt32LE(28)
  return bytesPerSecond === 0 ? null : size / bytesPerSecond
}
