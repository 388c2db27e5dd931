// Durations kept as a histogram: narrow buckets that grow, so that a median of any period is a sum of a few rows.

/** Each bucket is a fifth wider than the one before, from five minutes up: a median read from it is at most a tenth off. */
export const bucketRatio = 1.2
const first = 5
const most = 60

/** The bucket of a duration in minutes. */
export const bucketOf = (minutes: number): number =>
  minutes <= first ? 0 : Math.min(most, Math.ceil(Math.log(minutes / first) / Math.log(bucketRatio) - 1e-9))

/** From where to where a bucket reaches, in minutes. */
export const bucketSpan = (bucket: number): { readonly from: number; readonly to: number } =>
  bucket === 0 ? { from: 0, to: first } : { from: first * bucketRatio ** (bucket - 1), to: first * bucketRatio ** bucket }

/** The duration below which that share of all lies, straight through its bucket; null without any. */
export function quantileOf(counts: ReadonlyMap<number, number>, share: number): number | null {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0)
  if (total <= 0) return null
  const goal = share * total
  let below = 0
  for (const [bucket, n] of [...counts].sort(([one], [other]) => one - other)) {
    if (n > 0 && below + n >= goal) {
      const { from, to } = bucketSpan(bucket)
      return from + ((to - from) * (goal - below)) / n
    }
    below += n
  }
  return null
}
