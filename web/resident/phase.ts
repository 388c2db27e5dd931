// The five phases as a list, without the schemas, so that the phone's pages stay small.
import type { Phase as PhaseName } from '../../core/process.ts'

export type Phase = PhaseName
export const Phase: readonly PhaseName[] = ['waiting', 'working', 'paused', 'done', 'dropped']
