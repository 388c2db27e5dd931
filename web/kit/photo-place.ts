// Reads where a photo was taken from the photo itself (EXIF), on the phone, before shrinking removes it.
import type { Taken } from './send-attachment.ts'

/** Null when the photo does not say, or says it in a way we do not read; never throws. */
export async function whereTaken(file: Blob): Promise<Taken | null> {
  try {
    const view = new DataView(await file.slice(0, 262_144).arrayBuffer())
    const tiff = exifStart(view)
    return tiff === null ? null : gpsOf(view, tiff)
  } catch {
    return null
  }
}

function exifStart(view: DataView): number | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10
    if (marker === 0xffda || marker >> 8 !== 0xff) return null
  }
  return null
}

function gpsOf(view: DataView, tiff: number): Taken | null {
  const little = view.getUint16(tiff) === 0x4949
  const short = (at: number) => view.getUint16(at, little)
  const long = (at: number) => view.getUint32(at, little)
  const entry = (directory: number, tag: number): number | null => {
    for (let n = 0; n < short(directory); n++) if (short(directory + 2 + n * 12) === tag) return directory + 2 + n * 12
    return null
  }
  const pointer = entry(tiff + long(tiff + 4), 0x8825)
  if (pointer === null) return null
  const gps = tiff + long(pointer + 8)
  const degrees = (tag: number): number | null => {
    const at = entry(gps, tag)
    if (at === null) return null
    const from = tiff + long(at + 8)
    const part = (n: number) => long(from + n * 8) / long(from + n * 8 + 4)
    return part(0) + part(1) / 60 + part(2) / 3600
  }
  const sign = (tag: number, negative: string): number => {
    const at = entry(gps, tag)
    return at !== null && String.fromCharCode(view.getUint8(at + 8)) === negative ? -1 : 1
  }
  const lat = degrees(2)
  const lon = degrees(4)
  if (lat === null || lon === null || !Number.isFinite(lat + lon) || (lat === 0 && lon === 0)) return null
  return { lon: lon * sign(3, 'W'), lat: lat * sign(1, 'S') }
}
