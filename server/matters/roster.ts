// Who holds which post where and who is present at a moment, from postings and absences in memory.
import { grouped } from '../../core/grouped.ts'
import type { Holder, Posting, Roster } from '../../core/matter.ts'
import type { Level, Post } from '../../core/posts.ts'

/** Instants in ms since 1970; `until` null means for good. */
export type HeldPosting = Posting & { readonly person: string; readonly since: number; readonly until: number | null }
export type Absence = { readonly person: string; readonly substitute: string | null; readonly from: number; readonly until: number }
export type RosterArea = { readonly parent: number | null; readonly level: Level; readonly key: number; readonly keyLast: number }
export type RosterGround = {
  readonly areas: ReadonlyMap<number, RosterArea>
  readonly postings: readonly HeldPosting[]
  readonly absences: readonly Absence[]
}

/** The roster of core, and the postings of one person with those they stand in for. */
export type People = { readonly roster: Roster; postingsOf(person: string, now: number): readonly Posting[] }

export function makeRoster(ground: RosterGround, now: () => number): People {
  const byPlace = grouped(ground.postings, (posting) => placeOf(posting.post, posting.area, posting.organisation))
  const byPerson = grouped(ground.postings, (posting) => posting.person)
  const absencesOf = grouped(ground.absences, (absence) => absence.person)
  const standsInFor = grouped(ground.absences, (absence) => absence.substitute ?? '')
  const absenceAt = (person: string, at: number) => absencesOf.get(person)?.find((absence) => absence.from <= at && at < absence.until)
  const held = (holder: Holder, at: number) =>
    (byPlace.get(placeOf(holder.post, holder.area ?? null, holder.organisation ?? null)) ?? []).filter(
      (posting) => counts(posting, at) && (holder.person === undefined || holder.person === posting.person),
    )
  const present = (holder: Holder): readonly string[] => {
    const at = now()
    const people = held(holder, at).flatMap(({ person }) => {
      const absence = absenceAt(person, at)
      if (absence === undefined) return [person]
      // an absent substitute stands in for nobody: chains of delegation would hide who answers
      return absence.substitute !== null && absenceAt(absence.substitute, at) === undefined ? [absence.substitute] : []
    })
    return [...new Set(people)]
  }
  const postingsOf = (person: string, at: number): readonly Posting[] => {
    const absent = (standsInFor.get(person) ?? []).filter((absence) => absence.from <= at && at < absence.until).map((absence) => absence.person)
    const all = [person, ...absent].flatMap((each) => (byPerson.get(each) ?? []).filter((posting) => counts(posting, at)))
    return [...new Map(all.map(({ post, area, organisation }) => [placeOf(post, area, organisation), { post, area, organisation }])).values()]
  }
  const roster: Roster = {
    parentOf: (area) => ground.areas.get(area)?.parent ?? null,
    levelOf: (area) => ground.areas.get(area)?.level ?? 0,
    covers: (outer, inner) => covers(ground.areas.get(outer), ground.areas.get(inner)),
    below: (area, level) => belowOf(ground.areas, area, level),
    present,
    isHeld: (holder) => held(holder, now()).length > 0,
  }
  return { roster, postingsOf }
}

/** In order of their keys, so that two looks at the same list page through it alike. */
const belowOf = (areas: RosterGround['areas'], area: number, level: Level): readonly number[] =>
  [...areas]
    .filter(([, each]) => each.level === level && covers(areas.get(area), each))
    .sort(([, one], [, other]) => one.key - other.key)
    .map(([id]) => id)

const placeOf = (post: Post, area: number | null, organisation: number | null): string => `${post}:${area ?? ''}:${organisation ?? ''}`
const counts = (posting: HeldPosting, at: number): boolean => posting.since <= at && (posting.until === null || at < posting.until)
const covers = (outer: RosterArea | undefined, inner: RosterArea | undefined): boolean =>
  outer !== undefined && inner !== undefined && inner.key >= outer.key && inner.keyLast <= outer.keyLast
