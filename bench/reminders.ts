// Reminders of a whole district on a working morning: how long the first round takes, which has all to tell, and each round after it.
import { addSpan } from '../core/calendar.ts'
import { makeReminders } from '../server/clock/reminders.ts'
import type { Place } from './place.ts'
import { middle } from './run.ts'

export type Reminded = { readonly told: number; readonly seconds: number; /** of a round in which nothing is left to tell */ readonly idleMs: number }

/** Nobody is reminded out of office hours, so the clock of this measure stands two working hours into the next of them. */
export async function remindAll({ parts, ground }: Place): Promise<Reminded> {
  const at = addSpan(ground.calendar, Date.now(), { amount: 2, unit: 'workHour' }).at
  const reminders = makeReminders({ ...parts.house, now: () => at })
  const began = performance.now()
  let told = 0
  for (let round = await reminders.runOnce(); round > 0; round = await reminders.runOnce()) told += round
  return { told, seconds: (performance.now() - began) / 1000, idleMs: await middle(11, () => reminders.runOnce()) }
}
