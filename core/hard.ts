// What makes a matter hard enough for the meeting: plain reasons that anybody can check on its page.
import type { Label } from './label.ts'
import type { Matter } from './matter.ts'

export const hardReasons = {
  'long-open': { zh: '报上来超过 15 个工作日', en: 'Open for more than 15 workdays' },
  'struck-twice': { zh: '超时两次以上', en: 'Late twice or more' },
  'came-back': { zh: '被退回两次以上', en: 'Came back twice or more' },
  disputed: { zh: '居民说没办好', en: 'The resident says it is not solved' },
  'review-due': { zh: '挂账到期还没办', en: 'Parked, and its review day has come' },
  'no-owner': { zh: '说不清归谁管', en: 'Nobody is known to be in charge' },
} as const satisfies Readonly<Record<string, Label>>
export type HardReason = keyof typeof hardReasons

/** `before` is the instant 15 workdays ago. */
export function reasonsFor(matter: Pick<Matter, 'openedAt' | 'clocks' | 'counts' | 'state' | 'marks' | 'round'>, before: number): HardReason[] {
  const struck = Math.max(0, ...Object.values(matter.clocks).map((clock) => clock.struck))
  const back = ['returnOrder', 'sendBack', 'refuse'].reduce((sum, name) => sum + (matter.counts[name] ?? 0), 0)
  const found: readonly (readonly [HardReason, boolean])[] = [
    ['no-owner', matter.state === 'arbitration'],
    ['disputed', matter.state === 'contested' || matter.state === 'objected' || matter.marks['solved'] === 'no'],
    ['review-due', matter.marks['review'] === 'due'],
    ['came-back', back >= 2 || matter.round > 2],
    ['struck-twice', struck >= 2],
    ['long-open', matter.openedAt < before],
  ]
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []))
}
