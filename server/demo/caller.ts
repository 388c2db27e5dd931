// Calls an endpoint as the holder of a post of the whole district, for what a demonstration fills beside matters.
import type { Post } from '../../core/posts.ts'
import type { Parts } from '../compose.ts'
import type { Call } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { districtArea } from '../matters/places.ts'
import { demoDevice } from './actor.ts'

export type Made = Pick<Call<'keepPolicy'>, 'house' | 'ground' | 'caller' | 'reply'>

export function callFrom({ house }: Parts, ground: Ground, post: Post): Made | null {
  const person = ground.roster.present({ post, area: districtArea(ground).id })[0]
  if (person === undefined) return null
  const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: '', sessionToken: null }
  const postings = ground.postingsOf(person, house.now())
  return { house, ground, reply, caller: { person, session: null, strong: true, device: demoDevice, network: demoDevice, postings } }
}
