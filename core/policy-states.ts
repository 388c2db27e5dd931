// How a policy stands, in words: alone, so that a phone need not load the shapes for it.
import type { Label } from './label.ts'

export const policyStates = ['draft', 'published', 'replaced', 'withdrawn'] as const
export type PolicyState = (typeof policyStates)[number]
export const policyStateLabels: Readonly<Record<PolicyState, Label>> = {
  draft: { zh: '草稿', en: 'Draft' },
  published: { zh: '在用', en: 'In force' },
  replaced: { zh: '被新文件代替', en: 'Replaced' },
  withdrawn: { zh: '已废止', en: 'Withdrawn' },
}
