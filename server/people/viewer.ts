// What a signed-in person sees of themselves: name and posts.
import { z } from 'zod'
import type { Posting } from '../../core/matter.ts'
import { isStaff, posts } from '../../core/posts.ts'
import type { Viewer } from '../../core/shapes.ts'
import type { Ground, House } from '../matters/house.ts'
import { unitName } from '../matters/see/names.ts'

export async function viewerOf(
  house: House,
  ground: Ground,
  { person, postings }: { readonly person: string; readonly postings: readonly Posting[] },
): Promise<Viewer | null> {
  const district = ground.district.id
  const [row] = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(
      z.object({ name: z.string(), demo: z.boolean(), given: z.boolean() }),
      'select name, demo, exists (select 1 from credentials c where c.district_id = $1 and c.person_id = $2 and c.is_given) as given from people where district_id = $1 and id = $2',
      [district, person],
    ),
  )
  if (row === undefined) return null
  return {
    person,
    name: row.name,
    isStaff: isStaff(postings),
    demo: row.demo,
    passwordIsGiven: row.given,
    postings: postings.map((posting) => shown(ground, posting)),
  }
}

function shown(ground: Ground, { post, area, organisation }: Posting): Viewer['postings'][number] {
  const node = area === null ? undefined : ground.areas.get(area)
  const place = (organisation === null ? node?.name : unitName(ground, organisation)) ?? ground.district.name
  return { post, label: posts[post].label, place, area, organisation, level: node?.level ?? null }
}
