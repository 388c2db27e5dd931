// When a sending failed in a way that says "later", how long to wait, and the quiet retrying of a page.

// 0 is no network, 408 and 429 say "later", 5xx is our fault: in all of them the same act id is sent again.
export const isLater = (status: number): boolean => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
/** Seconds until the next try; `asked` is what the server wished. */
export const waitFor = (status: number, asked: number | null): number => Math.min(600, asked ?? (status === 0 ? 20 : 60))

/** Tries now, when the network is back, when the page is seen again, and every few seconds what is due; `atOnce` skips the waiting. */
export function keepTrying(send: (atOnce: boolean) => Promise<void>): () => void {
  const now = () => void send(true)
  const seen = () => document.visibilityState === 'visible' && now()
  addEventListener('online', now)
  document.addEventListener('visibilitychange', seen)
  const beat = setInterval(() => void send(false), 5000)
  now()
  return () => {
    removeEventListener('online', now)
    document.removeEventListener('visibilitychange', seen)
    clearInterval(beat)
  }
}
