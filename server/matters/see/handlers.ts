// `see`: the only reader of matters, as the handlers of its endpoints.
import type { Handlers } from '../endpoint.ts'
import { calls, modes, nearCalls } from './calls.ts'
import { centre } from './centre.ts'
import { follow } from './follow.ts'
import { forces } from './forces.ts'
import { guess } from './guess.ts'
import { holders } from './holders.ts'
import { inbox } from './inbox.ts'
import { identityViews, nightNotices, recordCheck } from './lines.ts'
import { matter } from './matter-page.ts'
import { matters } from './matters.ts'
import { mayBeOne } from './may-be-one.ts'
import { my } from './my.ts'
import { near } from './near.ts'
import { openings } from './openings.ts'
import { route } from './route.ts'
import { together } from './together.ts'
import { volunteers } from './volunteers.ts'
import { wallLists } from './wall.ts'

type Seen = 'inbox' | 'matters' | 'matter' | 'my' | 'openings' | 'follow' | 'near' | 'guess' | 'holders' | 'centre' | 'route' | 'mayBeOne'
type Walls = 'wallLists' | 'forces' | 'identityViews' | 'nightNotices' | 'recordCheck'

export const seeHandlers: Handlers<Seen | Walls | 'calls' | 'nearCalls' | 'modes' | 'volunteers' | 'together'> = {
  inbox,
  calls,
  nearCalls,
  volunteers,
  together,
  modes,
  matters,
  matter,
  mayBeOne,
  my,
  openings,
  follow,
  near,
  guess,
  holders,
  centre,
  route,
  wallLists,
  forces,
  identityViews,
  nightNotices,
  recordCheck,
}
