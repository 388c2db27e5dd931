// Between equals: whoever is asked must stand at the level of the one who asks, and elsewhere; between bodies of any level: elsewhere. And whom two of them have above both.
import { HolderAnswer } from './form.ts'
import type { Holder, Matter, Refusal, World } from './matter.ts'
import type { Level, Post } from './posts.ts'
import { refuse } from './refusals.ts'
import type { Step } from './step.ts'

const words: Readonly<Record<Level, { readonly zh: string; readonly en: string }>> = { 0: { zh: '区', en: 'district' }, 1: { zh: '镇街', en: 'township' }, 2: { zh: '社区', en: 'community' }, 3: { zh: '网格', en: 'grid' }, 4: { zh: '小院', en: 'yard' } } // prettier-ignore

/** Fields with a `level` name only others at the level of that seat, fields with `besides` only other bodies. `seats` as they are after the step. */
export function wrongLevel(world: World, step: Step, seats: Matter['seats']): Refusal | null {
  const { roster } = world
  for (const [name, field] of Object.entries(step.plan.ask ?? {})) {
    const own = field.besides === undefined ? undefined : seats[field.besides]
    if (own !== undefined && namedIn(step.answers[name]).some((each) => isSameBody(each, own))) return refuse('not-oneself', {}, { field: name })
    const asker = field.level === undefined ? undefined : seats[field.level]
    if (asker === undefined) continue
    const named = namedIn(step.answers[name])
    const isEqual = ({ area }: { readonly area?: number | undefined }) => area !== undefined && asker.area !== undefined && area !== asker.area && roster.levelOf(area) === roster.levelOf(asker.area) // prettier-ignore
    if (named.every(isEqual)) continue
    const level = words[asker.area === undefined ? 0 : roster.levelOf(asker.area)]
    return refuse('not-level', { level: level.zh, levelEn: level.en }, { field: name })
  }
  return null
}

type Named = { readonly area?: number | undefined; readonly organisation?: number | undefined }
const namedIn = (answer: unknown): readonly Named[] =>
  HolderAnswer.array()
    .catch([])
    .parse(Array.isArray(answer) ? answer : [answer])

/** Another post of the same place is no other body; neither is a post without a place, which stands in one's own. */
const isSameBody = (one: Named, other: Named): boolean =>
  one.organisation === undefined ? one.area === undefined || one.area === other.area : one.organisation === other.organisation

const above: Readonly<Record<Level, Post>> = { 0: 'supervisor', 1: 'dispatcher', 2: 'communityStaff', 3: 'gridLeader', 4: 'gridLeader' }

/** Who answers for the nearest area that holds all of them and is none of theirs. */
export function commonAbove(world: World, holders: readonly (Holder | undefined)[]): Holder | null {
  const { roster } = world
  const areas = holders.flatMap((holder) => holder?.area ?? [])
  const [first] = areas
  if (first === undefined || areas.length < holders.length) return null
  let at = first
  const isAbove = () => areas.every((area) => area !== at && roster.covers(at, area))
  for (let parent = roster.parentOf(at); parent !== null && !isAbove(); parent = roster.parentOf(at)) at = parent
  return { post: above[roster.levelOf(at)], area: at }
}
