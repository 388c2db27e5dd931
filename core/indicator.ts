// What an indicator is: data that says in words and in sums what is counted over what, so that every screen, sheet and list agree.
import type { Label } from './label.ts'

/** `measure*0.9` weighs, `-measure` takes away; everything else adds. */
export type Sum = readonly string[]
export const groups = ['volume', 'speed', 'completion', 'levels', 'judgement', 'forces', 'points', 'supervision', 'trust'] as const
export type Group = (typeof groups)[number]
/** `share` n of N, `count` n, `perCase` a mean, `median` and `p90` of durations in minutes read from a histogram, `now` what stands at this moment. */
export type Unit = 'share' | 'count' | 'perCase' | 'median' | 'p90' | 'now' | 'score'

export type Indicator = {
  readonly id: string
  readonly group: Group
  readonly name: Label
  readonly formula: Label
  readonly unit: Unit
  readonly n: Sum
  readonly of: Sum
  /** for medians: the family of the histogram */ readonly spread?: string
  /** what a mean is told in */ readonly told?: 'minutes' | 'workdays' | 'times' | 'grade'
  readonly good: 'more' | 'less' | 'neither'
  /** below so many no rate is told */ readonly least: number
  readonly exclusions: boolean
  readonly source: 'quoted' | 'default'
  readonly clause: string
  /** a department's part is told by who handled the matter it is about */ readonly byAbout?: true
  /** figures of another kind of matter: told only where that process is in force */ readonly process?: string
  /** why there is no figure yet: the facts are not in the product */ readonly missing?: Label
}

export const leastShown = 20

export type Term = { readonly measure: string; readonly times: number }
export const termsOfSum = (sum: Sum): Term[] =>
  sum.map((text) => {
    const [measure = '', times = '1'] = text.replace(/^-/, '').split('*')
    return { measure, times: (text.startsWith('-') ? -1 : 1) * Number(times) }
  })

/** The value of a sum over kept amounts. */
export const valueOf = (sum: Sum, amountOf: (measure: string) => number): number =>
  termsOfSum(sum).reduce((total, { measure, times }) => total + times * amountOf(measure), 0)

export type State = 'ok' | 'tooFew' | 'noData' | 'notMeasured'
export type Figure = { readonly n: number; readonly of: number | null; readonly value: number | null; readonly state: State }
export const notMeasured: Figure = { n: 0, of: null, value: null, state: 'notMeasured' }

/** A rate needs a denominator, and enough of it; nothing is ever counted as zero for want of data. */
export function rateOf(n: number, of: number, least: number): Figure {
  if (of <= 0) return { n, of, value: null, state: 'noData' }
  return { n, of, value: of < least ? null : n / of, state: of < least ? 'tooFew' : 'ok' }
}

/** A score of several rates, each from pooled counts: the weights are data, versioned, and stand beside every score. */
export type Weights = {
  readonly id: string
  readonly version: number
  /** the first day of the periods it measures; null for the shipped one */ readonly from: string | null
  readonly name: Label
  readonly words: Label
  readonly parts: readonly { readonly indicator: string; readonly weight: number }[]
}
