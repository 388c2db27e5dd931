// One step while it is being decided: the attempt with the plan of its action, and the birth if it is one.
import type { Attempt, Birth } from './matter.ts'
import type { Action } from './process.ts'

export type Step = Attempt & { readonly plan: Action; readonly birth?: Birth }
