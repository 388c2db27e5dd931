// Runs a piece of work again and again with a rest between, never twice at once, and stops cleanly.
export type Beat = { start(): void; stop(): Promise<void> }

/** A failure is logged once and the next beat tries again. Work that gives `true` has more of its kind and goes on without a rest. */
export function makeBeat(plan: { name: string; everyMs: number; run: () => Promise<unknown> }): Beat {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<unknown> = Promise.resolve()
  const next = (restMs: number): void => {
    timer = setTimeout(() => {
      running = plan
        .run()
        .catch((error: unknown) => console.error(JSON.stringify({ at: plan.name, error: error instanceof Error ? error.message : String(error) })))
        .then((hasMore) => {
          if (timer) next(hasMore === true ? 0 : plan.everyMs)
        })
    }, restMs)
  }
  return {
    start: () => next(plan.everyMs),
    stop: async () => {
      if (timer) clearTimeout(timer)
      timer = null
      await running
    },
  }
}
