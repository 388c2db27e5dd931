// A queue at a narrow door: so many pieces of work at once, so many bytes waiting, and a plain no beyond that.

export type Turns = { take<Result>(bytes: number, work: () => Promise<Result>): Promise<{ ok: true; result: Result } | { ok: false }> }

export const makeTurns = (limits: { atOnce: number; waitingBytes: number }): Turns => {
  const queue: (() => void)[] = []
  let inside = 0
  let waitingBytes = 0

  const enter = async (bytes: number): Promise<boolean> => {
    if (inside < limits.atOnce) {
      inside += 1
      return true
    }
    if (waitingBytes + bytes > limits.waitingBytes) return false
    waitingBytes += bytes
    await new Promise<void>((open) => queue.push(open))
    waitingBytes -= bytes
    return true
  }

  // The place is handed on, not given back, so that nobody slips in between.
  const leave = (): void => {
    const next = queue.shift()
    if (next) next()
    else inside -= 1
  }

  return {
    take: async (bytes, work) => {
      if (!(await enter(bytes))) return { ok: false }
      try {
        return { ok: true, result: await work() }
      } finally {
        leave()
      }
    },
  }
}
