// Sends a short video in pieces, so that a lost connection goes on where it stopped.
import { Upload } from 'tus-js-client'
import { newActId } from './act-id.ts'

/** Gives the id of the attachment once the whole video has arrived; `told` hears the share sent, 0 to 1. */
export function sendVideo(
  district: string,
  file: File,
  told: (share: number) => void,
): Promise<{ readonly id: string } | { readonly fault: string }> {
  const id = newActId()
  return new Promise((done) => {
    new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: 1_000_000,
      retryDelays: [0, 1000, 3000, 8000, 20_000, 40_000],
      metadata: { use: 'video', district, attachment: id },
      storeFingerprintForResuming: false,
      onProgress: (sent, whole) => told(whole > 0 ? sent / whole : 0),
      onSuccess: () => done({ id }),
      onError: (error) => done({ fault: error.message }),
    }).start()
  })
}
