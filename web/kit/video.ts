// Sends a short video in pieces, so that a lost connection goes on where it stopped.
import { Upload, type DetailedError } from 'tus-js-client'
import type { Label } from '../../core/label.ts'
import { newActId } from './act-id.ts'

export type SendingVideo = {
  readonly district: string
  readonly file: File
  /** hears the share sent, 0 to 1 */ readonly told: (share: number) => void
  /** giving up: nothing more is sent, and what arrived is thrown away */ readonly signal: AbortSignal
}

/** Gives the id of the attachment once the whole video has arrived, or why it did not. */
export function sendVideo({ district, file, told, signal }: SendingVideo): Promise<{ readonly id: string } | { readonly fault: Label }> {
  const id = newActId()
  return new Promise((done) => {
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: 1_000_000,
      retryDelays: [0, 1000, 3000, 8000, 20_000, 40_000],
      metadata: { use: 'video', district, attachment: id },
      storeFingerprintForResuming: false,
      onProgress: (sent, whole) => told(whole > 0 ? sent / whole : 0),
      onSuccess: () => done({ id }),
      onError: (error) => done({ fault: wordsOf(error) }),
    })
    signal.addEventListener('abort', () => {
      void upload.abort(true).catch(() => undefined)
      done({ fault: notSent })
    })
    upload.start()
  })
}

const notSent: Label = {
  zh: '视频没传上去，多半是网断了。可以再选一次，别的内容都在',
  en: 'The video was not sent, probably for lack of a network. Choose it again; the rest is kept',
}

/** What the server said of the video, such as that it is too long. */
function wordsOf(error: Error | DetailedError): Label {
  try {
    const said: unknown = JSON.parse('originalResponse' in error ? (error.originalResponse?.getBody() ?? '') : '')
    if (typeof said === 'object' && said !== null && 'zh' in said && 'en' in said && typeof said.zh === 'string' && typeof said.en === 'string')
      return { zh: said.zh, en: said.en }
  } catch {
    // No words of the server: then it was the network.
  }
  return notSent
}
