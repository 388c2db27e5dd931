// Who approves a bulletin for circulation: the post named for its area; words and the approval take turns.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { posts, type Post } from '../../core/posts.ts'
import type { Tx } from '../db/gate.ts'
import type { Caller } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { districtArea } from '../matters/places.ts'

/** One post above those who work with it: the community's secretary, for a township who stands above its dispatcher, for the district its leader. */
const approvers: readonly Post[] = ['districtLeader', posts.dispatcher.above ?? 'supervisor', posts.communityStaff.above ?? 'communitySecretary']

export function approverOf(ground: Ground, area: number): { readonly post: Post; readonly label: Label } {
  const post = approvers[ground.areas.get(area)?.level ?? 0] ?? 'districtLeader'
  return { post, label: posts[post].label }
}

export function mayApprove(ground: Ground, caller: Caller, area: number): boolean {
  const { post } = approverOf(ground, area)
  const place = posts[post].level === 0 ? districtArea(ground).id : area
  return caller.postings.some((posting) => posting.post === post && posting.area === place)
}

/** Words and the approval take turns; gives whether it is approved already. */
export async function lockBulletin(tx: Tx, district: number, id: string): Promise<boolean> {
  await tx.run('select pg_advisory_xact_lock(4186023, hashtext($1))', [`${district}|${id}`])
  return (await tx.rows(z.object({ at: z.date() }), 'select at from bulletin_approvals where district_id = $1 and bulletin_id = $2', [district, id])).length > 0 // prettier-ignore
}
