// The readers of supervision and tasks, as the handlers of their endpoints.
import type { Handlers } from '../endpoint.ts'
import { agenda } from './agenda.ts'
import { problemBank } from './bank.ts'
import { draws } from './draws.ts'
import { oversight } from './oversight.ts'
import { oversightCounts } from './oversight-counts.ts'
import { progress } from './progress.ts'
import { repeats } from './repeats.ts'

export const oversightHandlers: Handlers<'oversight' | 'oversightCounts' | 'agenda' | 'problemBank' | 'repeats' | 'progress' | 'draws'> = {
  oversight,
  oversightCounts,
  agenda,
  problemBank,
  repeats,
  progress,
  draws,
}
