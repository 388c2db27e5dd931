// Shrinks photos on the phone itself, before anything is sent.
export { sendAttachment } from './send-attachment.ts'

/** At most 1600 px on the long side: about 100–300 kB, and what the camera wrote beside the picture is gone. */
export async function shrinkPhoto(file: Blob, longest = 1600): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    return small ?? file
  } catch {
    // A format this browser cannot draw (HEIC, say): the server reads it and shrinks it there.
    return file
  }
}
