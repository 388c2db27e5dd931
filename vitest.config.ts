// How the tests run: real processes, three on two cores and at most six, one database for the whole run.
import { availableParallelism } from 'node:os'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** The longest, longest first: what ran last alone would keep everybody waiting. The others follow, larger files first. */
const longest = [
  'test/journeys/accessibility-staff.test.ts',
  'test/kill.test.ts',
  'test/hostile.test.ts',
  'test/numbers/every-number.test.ts',
  'test/journeys/oversight.test.ts',
  'test/numbers/figures.test.ts',
  'test/journeys/accessibility.test.ts',
  'test/launch.test.ts',
  'test/journeys/department.test.ts',
  'test/kernel/walks.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`))
      return place < 0 ? longest.length : place
    }
    return (await super.sort(files)).sort((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global.ts'],
    pool: 'forks',
    // A process goes on to the next file with everything it has loaded; each file has a database and a browser profile of its own.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: Math.min(6, Math.max(3, availableParallelism())),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
