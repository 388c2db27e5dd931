// Following a report by its receipt over HTTP; a wrong receipt costs a turn, so that codes cannot be guessed.
import type { Answer, Call, Refused } from '../endpoint.ts'
import { unknownReceipt } from '../steps.ts'
import { followPage } from './follow-page.ts'

export const follow = async ({ house, ground, caller, params }: Call<'follow'>): Promise<Answer<'follow'> | Refused> =>
  (await followPage(house, ground, { receipt: params.receipt, markSeen: true })) ?? unknownReceipt(house, ground, caller)
