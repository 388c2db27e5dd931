// Reads where and when a photo was taken from its EXIF part, before that part is thrown away.
import exifr from 'exifr'
import { z } from 'zod'

export type WhereTaken = { taken: { lon: number; lat: number } | null; takenAt: string | null }

/** `exif` is the EXIF buffer as sharp gives it. A broken one is the same as none. `takenAt` is ISO without a zone, or with one if the camera wrote it. */
export const whereTaken = async (exif: Buffer | undefined): Promise<WhereTaken> => {
  if (!exif || exif.length > LONGEST_EXIF) return { taken: null, takenAt: null }
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  return { taken: await placeOf(tiff), takenAt: await timeOf(tiff) }
}

// EXIF in a JPEG is one segment of at most 64 KiB; more than twice that is not a camera.
const LONGEST_EXIF = 131_072

const Place = z.object({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })

const placeOf = async (tiff: Buffer): Promise<WhereTaken['taken']> => {
  try {
    const place = Place.safeParse(await exifr.gps(tiff))
    if (!place.success) return null
    const { longitude: lon, latitude: lat } = place.data
    // Cameras without a fix write 0, 0, which lies in the sea off Ghana.
    return lon === 0 && lat === 0 ? null : { lon, lat }
  } catch {
    return null
  }
}

const Time = z.object({
  DateTimeOriginal: z.string().regex(/^\d{4}:(0[1-9]|1[0-2]):(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
  OffsetTimeOriginal: z
    .string()
    .regex(/^[+-](0\d|1[0-4]):[0-5]\d$/)
    .optional()
    .catch(undefined),
})

const timeOf = async (tiff: Buffer): Promise<string | null> => {
  try {
    const time = Time.safeParse(await exifr.parse(tiff, { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'], reviveValues: false }))
    if (!time.success) return null
    const { DateTimeOriginal: written, OffsetTimeOriginal: zone } = time.data
    if (written.startsWith('0000')) return null
    return `${written.slice(0, 10).replaceAll(':', '-')}T${written.slice(11)}${zone ?? ''}`
  } catch {
    return null
  }
}
