// The quiet retrying of an open page.

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
