// The people of a demonstration district: every one invented, marked demo, and holding the posts a small but whole district needs.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Post } from '../../core/posts.ts'
import type { Tx } from '../db/gate.ts'
import { namesFrom } from './demo-names.ts'
import { shownPlaces } from './demo-village.ts'
import { diceFrom } from './dice.ts'
import { fill } from './fill.ts'
import type { PlannedArea } from './plan.ts'
import { plannedOrganisations } from './registry.ts'

/** How many people were added: none when the district has demonstration people already. */
export async function installPeople(
  tx: Tx,
  district: number,
  { areas, now }: { readonly areas: readonly PlannedArea[]; readonly now: number },
): Promise<number> {
  const there = await tx.rows(z.object({ id: z.string() }), 'select id from people where district_id = $1 and demo limit 1', [district])
  if (there.length > 0) return 0
  const nextName = namesFrom(diceFrom(`people of ${district}`))
  // in office for a good year, because the demonstration tells of past weeks
  const since = new Date(now - 400 * 86_400_000).toISOString()
  const people = seatsOf(areas).map((postings) => ({
    id: uuidv7(),
    name: nextName(),
    publishes_name: postings.some(({ post }) => PUBLISHED.includes(post)),
    postings,
  }))
  await fill(tx, district, {
    table: 'people',
    columns: { id: 'uuid', name: 'text', publishes_name: 'boolean', demo: 'boolean', created_at: 'timestamptz' },
    rows: people.map(({ id, name, publishes_name }) => ({ id, name, publishes_name, demo: true, created_at: since })),
  })
  await fill(tx, district, {
    table: 'postings',
    columns: { id: 'uuid', person_id: 'uuid', post: 'text', area_id: 'int', organisation_id: 'int', since: 'timestamptz' },
    rows: people.flatMap(({ id, postings }) =>
      postings.map(({ post, area, organisation }) => ({
        id: uuidv7(),
        person_id: id,
        post,
        area_id: area ?? null,
        organisation_id: organisation ?? null,
        since,
      })),
    ),
  })
  return people.length
}

type Seat = { readonly post: Post; readonly area?: number; readonly organisation?: number }
/** Those whom residents meet, and the leaders of the district: their names are public anyway. */
const PUBLISHED: readonly Post[] = ['gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'yardHead', 'districtLeader']

/** One list of postings per person; an empty one is a resident without any. */
function seatsOf(areas: readonly PlannedArea[]): readonly (readonly Seat[])[] {
  const shown = shownPlaces(areas)
  const one = (post: Post, area: number, times = 1): Seat[][] => Array.from({ length: times }, () => [{ post, area }])
  const district = [
    ...one('supervisor', 1, 2),
    ...one('districtLeader', 1, 2),
    ...one('systemAdmin', 1),
    ...one('securityAdmin', 1),
    ...one('auditAdmin', 1),
  ]
  const departments = plannedOrganisations.flatMap(({ id }): Seat[][] => [
    [{ post: 'departmentHead', organisation: id }],
    [{ post: 'departmentOfficer', organisation: id }],
    [{ post: 'departmentOfficer', organisation: id }],
  ])
  const inShown = (area: PlannedArea) => [shown.village, shown.urban].some((community) => area.key >= community.key && area.key <= community.keyLast)
  const local = areas.flatMap((area, index): Seat[][] => {
    if (area.level === 1)
      return [
        ...one('dispatcher', area.id, 2),
        ...one('partyBoard', area.id),
        ...one('economyBoard', area.id),
        ...one('livelihoodBoard', area.id),
        ...one('safetyBoard', area.id),
      ]
    // the secretary leads the grids that have no leader of their own
    if (area.level === 2) return [[{ post: 'communitySecretary', area: area.id }, { post: 'gridLeader', area: area.id }], ...one('communityStaff', area.id, 1 + (area.id % 2)), ...one('cleaner', area.id)] // prettier-ignore
    if (area.level === 3)
      return [
        ...one('gridOfficer', area.id),
        ...(hasLeader(areas, index) ? one('gridLeader', area.id) : []),
        ...(inShown(area) ? one('volunteer', area.id, 2) : []),
      ]
    if (area.level === 4) return inShown(area) ? one('yardHead', area.id) : []
    return []
  })
  return [...district, ...departments, ...local, ...Array.from({ length: 4 }, () => [])]
}

/** Every third grid, counted within its community. */
function hasLeader(areas: readonly PlannedArea[], index: number): boolean {
  return ((Number((areas[index]?.key ?? 0n) >> 12n) & 4095) - 1) % 3 === 0
}
