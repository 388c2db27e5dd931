// Quiet hours: between 20:00 and 08:00 only emergencies may disturb; other notices wait for the morning.
const shanghaiMs = 8 * 3_600_000
const dayMs = 86_400_000

/** The ISO instant until which a notice waits, or null if it may be delivered now. */
export function quietUntil(now: number, isEmergency: boolean): string | null {
  if (isEmergency) return null
  const local = now + shanghaiMs
  const dayStart = Math.floor(local / dayMs) * dayMs
  const hour = (local - dayStart) / 3_600_000
  if (hour >= 8 && hour < 20) return null
  const morning = (hour < 8 ? dayStart : dayStart + dayMs) + 8 * 3_600_000
  return new Date(morning - shanghaiMs).toISOString()
}
