// What was typed into the form of an act and is not in yet: it outlives a closed form, an undo and a refusal; it never leaves this tab.
import type { AnswerValues } from '../kit/answer-form.tsx'
import type { Refused } from './ask.ts'

/** `told` is the server's refusal of an act that had been held back; the form shows it when it opens again. */
export type Draft = { readonly value: AnswerValues; readonly told: Refused | null }
const drafts = new Map<string, Draft>()
const keyOf = (matter: string, action: string): string => `${matter}:${action}`

export const readDraft = (matter: string, action: string): Draft => drafts.get(keyOf(matter, action)) ?? { value: {}, told: null }
export function keepDraft(matter: string, action: string, draft: Draft): void {
  drafts.set(keyOf(matter, action), draft)
}
export function dropDraft(matter: string, action: string): void {
  drafts.delete(keyOf(matter, action))
}
