// The named, versioned rules that a process may ask for beside its plain needs.
import { momentOf } from './holds.ts'
import type { Matter, Refusal, World } from './matter.ts'
import { refuse } from './refusals.ts'

const dayMs = 86_400_000
type Rule = (world: World, matter: Matter) => Refusal | null

export const rules: Readonly<Record<string, Rule>> = {
  /** A resident may say "not solved" for 30 days after the end. */
  'within-30-days-1': (world, matter) => (matter.endedAt !== null && world.now - matter.endedAt > 30 * dayMs ? refuse('too-late') : null),
  /** A reminder is possible once the present promise has run out. */
  'after-due-1': (world, matter) => {
    const running = Object.values(matter.clocks).filter((clock) => clock.due !== undefined)
    const isBroken = running.length === 0 || running.some((clock) => clock.struck > 0)
    const due = Math.min(...running.map((clock) => clock.due ?? 0))
    return !isBroken && due > world.now ? refuse('not-yet', { from: shanghai(due) }, { from: due }) : null
  },
  /** Guidance can be objected to once. */
  'objected-once-1': (_world, matter) => ((matter.counts['object'] ?? 0) > 0 ? refuse('already') : null),
  /** Work that the district took back is none of the township's. */
  'withdrawn-list-1': (world, matter) => (world.category(matter.marks['category'])?.duty === 'withdrawn' ? null : refuse('not-here')),
  /** Only while an emergency mode is open for the area. */
  'emergency-1': (world) => (world.emergencySince !== null ? null : refuse('not-here')),
  /** Never stands in the way; the step is counted (progress at meetings, site visits). */
  'counted-1': () => null,
  /** A recheck found it not fixed, and that has not led back yet. */
  'recheck-failed-1': (world, matter) =>
    world.followed.filter((end) => end === 'recheck|notFixed').length > (matter.counts['reopenByCheck'] ?? 0) ? null : refuse('not-here'),
  /** What was handed to enforcement was taken back, and that has not led back yet. */
  'handover-taken-back-1': (world, matter) =>
    world.followed.filter((end) => end === 'enforcement-handover|takenBack').length > (matter.counts['comeBack'] ?? 0) ? null : refuse('not-here'),
  /** Enforcement decided, and that has not been told yet. */
  'handover-decided-1': (world, matter) => {
    const decided = world.followed.filter((end) => end.startsWith('enforcement-handover|') && !end.endsWith('|takenBack'))
    return decided.length > (matter.counts['heardBack'] ?? 0) ? null : refuse('not-here')
  },
  /** Left out of the rates once is enough. */
  'not-excluded-1': (_world, matter) => (matter.marks['excluded'] === 'yes' ? refuse('already') : null),
  /** What was granted has not begun: later only who keeps it can say what came back. */
  'not-begun-1': (world, matter) => (momentOf(matter.marks['from']) > world.now ? null : refuse('not-here')),
  /** What was lent is money: it is settled, not returned. */
  'of-fund-1': (_world, matter) => (matter.marks['resourceKind'] === 'fund' ? null : refuse('not-here')),
  'not-of-fund-1': (_world, matter) => (matter.marks['resourceKind'] === 'fund' ? refuse('not-here') : null),
  /** The reply has to be rated only once in a round. */
  'unrated-1': (_world, matter) => (matter.marks['rating'] ? refuse('already') : null),
}

const shanghai = (ms: number): string => {
  const iso = new Date(ms + 8 * 3_600_000).toISOString()
  return `${iso.slice(5, 10)} ${iso.slice(11, 16)}`
}
