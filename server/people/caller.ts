// Who calls: the person behind the session, with the postings that count now, and blinded marks of device and network.
import type { Caller } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { posts } from '../../core/posts.ts'
import type { Posting } from '../../core/matter.ts'
import { findSession, lasts, type OpenSession } from './sessions.ts'

export type Cookies = {
  readonly sessionToken: string | null
  /** a random value kept in a cookie of the device */ readonly deviceCookie: string
  readonly ip: string
}

export async function callerOf(house: House, ground: Ground, { sessionToken, deviceCookie, ip }: Cookies): Promise<Caller> {
  const device = house.keys.blind('device', deviceCookie)
  const network = house.keys.blind('network', ip)
  const session = sessionToken === null || sessionToken === '' ? null : await findSession(house, ground, sessionToken)
  if (session === null) return { person: null, session: null, strong: false, device, network, postings: [] }
  return { person: session.person, session: session.id, strong: session.strong, device, network, postings: postingsNow(house, ground, session) }
}

/** The posts that count for a session: staff who came in by a text message alone are residents for it, for posts need the second factor. */
function postingsNow(house: House, ground: Ground, { person, strong }: Pick<OpenSession, 'person' | 'strong'>): readonly Posting[] {
  const all = ground.postingsOf(person, house.now())
  return strong ? all : all.filter(({ post }) => !posts[post].staff)
}

/** Whether a caller recognised some time ago is still who they were: the device signed in, the posts the same. */
export async function isStill(house: House, district: number, caller: Caller): Promise<boolean> {
  const { person, session, strong } = caller
  if (person === null || session === null) return true
  if (!(await lasts(house, district, session))) return false
  const ground = await house.grounds.byId(district)
  return ground !== null && marksOf(postingsNow(house, ground, { person, strong })) === marksOf(caller.postings)
}
const marksOf = (postings: readonly Posting[]): string =>
  postings
    .map((posting) => JSON.stringify(posting))
    .sort()
    .join('|')
