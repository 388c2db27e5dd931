// Hands on what comes in bursts: the first after a rest at once, what comes in the time after it together.

export function gathering<T>(restMs: number, hand: (all: readonly T[]) => void): (more: readonly T[]) => void {
  let gathered: T[] = []
  let handed = 0
  const flush = (): void => {
    const all = gathered
    gathered = []
    handed = performance.now()
    hand(all)
  }
  return (more) => {
    if (gathered.length === 0) setTimeout(flush, handed + restMs - performance.now())
    gathered.push(...more)
  }
}
