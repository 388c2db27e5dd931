// A real short film, made by the browser itself: grey squares that move, and as heavy as wished.
import type { Page } from 'playwright-core'

export type FilmFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** At least so many bytes; players skip the filling at the end. */
export async function filmBy(page: Page, bytes: number): Promise<FilmFile> {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    let frames = 0
    const drawing = setInterval(() => {
      pen?.fillRect(0, 0, 320, 240)
      pen?.clearRect((frames++ * 12) % 240, 80, 80, 80)
    }, 50)
    await new Promise<void>((done) => {
      // A page that has only just opened gives no pictures at first: what counts is that some have come.
      recorder.ondataavailable = ({ data }) => {
        parts.push(data)
        if (parts.reduce((sum, part) => sum + part.size, 0) > 4000 && recorder.state === 'recording') recorder.stop()
      }
      recorder.onstop = () => done()
      recorder.start(200)
    })
    clearInterval(drawing)
    const found = new Uint8Array(await new Blob(parts).arrayBuffer())
    return Array.from(found, (byte) => String.fromCharCode(byte)).join('')
  })
  const made = Buffer.from(text, 'latin1')
  const filling = Buffer.alloc(Math.max(0, bytes - made.length))
  // An element of the wrapper that means nothing, with its length in the seven bytes behind the marker.
  const head = Buffer.alloc(9)
  head.writeUInt8(0xec, 0)
  head.writeUInt8(0x01, 1)
  head.writeUIntBE(filling.length, 3, 6)
  return { name: 'film.webm', mimeType: 'video/webm', buffer: filling.length > 0 ? Buffer.concat([made, head, filling]) : made }
}
