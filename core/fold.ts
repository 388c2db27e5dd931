// Folds events into the matter's row; it needs neither process nor calendar, so old matters fold for ever.
import type { Change } from './decide.ts'
import type { Matter } from './matter.ts'

export type Folded = { readonly seq: number; readonly change: Change }

/** The row after one more event. */
export const foldOne = (matter: Matter, { seq, change: { adoptedFrom: _, ...change } }: Folded): Matter => ({ ...matter, ...change, seq })

/** The row after all events, in the order of their sequence. */
export const fold = (seed: Matter, events: readonly Folded[]): Matter => events.reduce(foldOne, seed)
