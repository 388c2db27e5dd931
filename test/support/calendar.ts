// The calendar that comes with Huying, as it lies in the repository.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const CalendarFile = z.object({
  version: z.string(),
  coveredFrom: z.string(),
  coveredUntil: z.string(),
  source: z.string(),
  daysOff: z.array(z.string()),
  makeUpDays: z.array(z.string()),
})
export const calendarFile = CalendarFile.parse(JSON.parse(readFileSync(new URL('../../data/calendar.json', import.meta.url), 'utf8')))
