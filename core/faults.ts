// Proves a process sound, or says what is wrong with it: at start-up, when a district saves one, and in tests.
import { clockFaults, reopenFaults, systemFaults } from './faults-clocks.ts'
import { languageFaults, nameFaults } from './faults-names.ts'
import { apartFaults, partFaults, poolFaults } from './faults-parts.ts'
import { walkFaults } from './faults-walk.ts'
import { fault, type Fault } from './faults-words.ts'
import { Process } from './process.ts'
import type { Post } from './posts.ts'

export type { Fault, FaultCode } from './faults-words.ts'

/** Nothing if the process is sound. `posts` are those the district really has; without them every post counts as there. */
export function faultsOf(process: Process, others: readonly Process[], options: { readonly posts?: readonly Post[] } = {}): readonly Fault[] {
  const spoken = languageFaults(process)
  const shape = Process.safeParse(process)
  if (!shape.success) {
    const wrong = shape.error.issues
      .map((issue) => fault('shape', issue.path.join('.'), issue.message))
      .filter((each) => !spoken.some((said) => each.where.startsWith(said.where)))
    return [...spoken, ...wrong]
  }
  const ways = Object.entries(process.open)
  const openings =
    ways.length === 0 ? [fault('no-opening', 'open')] : ways.flatMap(([name, way]) => (way.to ? [] : [fault('no-opening', `open.${name}`)]))
  return [
    ...spoken, ...openings, ...nameFaults(process), ...clockFaults(process, options.posts), ...systemFaults(process), ...reopenFaults(process),
    ...partFaults(process, others), ...poolFaults(process), ...apartFaults(process), ...walkFaults(process),
  ] // prettier-ignore
}
