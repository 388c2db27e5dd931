// `see`: the only reader of matters, as the handlers of its endpoints.
import type { Handlers } from '../endpoint.ts'
import { centre } from './centre.ts'
import { follow } from './follow.ts'
import { guess } from './guess.ts'
import { holders } from './holders.ts'
import { inbox } from './inbox.ts'
import { matter } from './matter-page.ts'
import { matters } from './matters.ts'
import { my } from './my.ts'
import { near } from './near.ts'
import { openings } from './openings.ts'

export const seeHandlers: Handlers<'inbox' | 'matters' | 'matter' | 'my' | 'openings' | 'follow' | 'near' | 'guess' | 'holders' | 'centre'> = {
  inbox,
  matters,
  matter,
  my,
  openings,
  follow,
  near,
  guess,
  holders,
  centre,
}
