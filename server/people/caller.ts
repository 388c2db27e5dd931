// Who calls: the person behind the session, with the postings that count now, and blinded marks of device and network.
import type { Caller } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { posts } from '../../core/posts.ts'
import { findSession } from './sessions.ts'

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
  const all = ground.postingsOf(session.person, house.now())
  // staff who came in by a text message alone are residents for this session: posts need the second factor
  const postings = session.strong ? all : all.filter(({ post }) => !posts[post].staff)
  return { person: session.person, session: session.id, strong: session.strong, device, network, postings }
}
