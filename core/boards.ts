// The four boards of a township's command centre: posts that each look after some of the classes of calls.
import { z } from 'zod'
import { Label } from './label.ts'

export const Board = z.enum(['partyBoard', 'economyBoard', 'livelihoodBoard', 'safetyBoard'])
export type Board = z.infer<typeof Board>

export const boards: Readonly<Record<Board, Label>> = {
  partyBoard: { zh: '党的建设', en: 'Party building' },
  economyBoard: { zh: '经济发展', en: 'Economy' },
  livelihoodBoard: { zh: '民生服务', en: 'Livelihood' },
  safetyBoard: { zh: '平安法治', en: 'Safety and law' },
}
/** What stands in a class that no board looks after, or in none yet. */
export const unboarded: Label = { zh: '没分板块的', en: 'No board' }

/** Which board looks after a class while a district has not said otherwise: a default of ours, which the field does not settle. */
export const usualBoards: Readonly<Record<string, Board>> = {
  urban: 'economyBoard',
  traffic: 'economyBoard',
  nature: 'economyBoard',
  clean: 'livelihoodBoard',
  supply: 'livelihoodBoard',
  housing: 'livelihoodBoard',
  care: 'livelihoodBoard',
  order: 'safetyBoard',
  safety: 'safetyBoard',
}

/** A class of categories with the board that looks after it. */
export const CallClass = z.object({ code: z.string(), label: Label, quoted: z.boolean(), board: Board.nullable() })
export type CallClass = z.output<typeof CallClass>
