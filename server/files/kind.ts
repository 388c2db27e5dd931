// Tells what a file is by its first bytes, never by its name or by what the sender says.

export type FileKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'gif' | 'mp4' | 'webm' | 'quicktime' | 'mp3' | 'm4a' | 'ogg' | 'wav' | 'amr' | 'pdf'

/** Enough bytes of the beginning for `kindOf`. */
export const KIND_HEAD_BYTES = 4096

export const kindOf = (bytes: Buffer): FileKind | null => {
  if (bytes.length < 4) return null
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return bytes.subarray(0, 64).includes('webm', 4, 'latin1') ? 'webm' : null
  const word = text(bytes, 0, 4)
  if (word === 'GIF8') return ['GIF87a', 'GIF89a'].includes(text(bytes, 0, 6)) ? 'gif' : null
  if (word === 'RIFF') return riffKind(text(bytes, 8, 12))
  if (word === 'OggS') return 'ogg'
  if (word === '%PDF') return 'pdf'
  if (text(bytes, 0, 6) === '#!AMR\n' || text(bytes, 0, 9) === '#!AMR-WB\n') return 'amr'
  if (text(bytes, 4, 8) === 'ftyp') return brandKind(bytes)
  return isMp3(bytes) ? 'mp3' : null
}

const starts = (bytes: Buffer, head: readonly number[]): boolean => head.every((byte, at) => bytes[at] === byte)

const text = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)

const riffKind = (form: string): FileKind | null => (form === 'WEBP' ? 'webp' : form === 'WAVE' ? 'wav' : null)

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'])
const M4A = new Set(['M4A ', 'M4B ', 'M4P '])
const MP4 = /^(isom|iso[2-9]|iso[a-c]|mp4[12v]|avc1|hvc1|M4V |MSNV|dash|3gp.|3g2.|f4v |mmp4)$/

const brandKind = (bytes: Buffer): FileKind | null => {
  const major = text(bytes, 8, 12)
  if (major === 'avif' || major === 'avis') return null
  if (HEIC.has(major)) return text(bytes, 16, Math.min(bytes.readUInt32BE(0), 64)).includes('avif') ? null : 'heic'
  if (major === 'qt  ') return 'quicktime'
  if (M4A.has(major)) return 'm4a'
  return MP4.test(major) ? 'mp4' : null
}

// An ID3 tag, or a frame head of MPEG layer III with a real bitrate and sample rate.
const isMp3 = (bytes: Buffer): boolean => {
  if (text(bytes, 0, 3) === 'ID3') return true
  const second = bytes[1] ?? 0
  const third = bytes[2] ?? 0
  const bitrate = third >> 4
  return bytes[0] === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && bitrate > 0 && bitrate < 15 && (third & 0x0c) !== 0x0c
}
