// What the documents name is there: 185 rows of the mission, their counts, and every file they point to.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const mission = readFileSync('docs/mission.md', 'utf8')
const rows = mission.split('\n').flatMap((line) => {
  const [, id, state, where, shown] =
    line.split(' | ').length >= 4 ? (/^\| ([A-Z]\d\d) \| (done|partly|todo) \| (.*) \| (.*) \|$/.exec(line) ?? []) : []
  return id && state ? [{ id, state, where: where ?? '', shown: shown ?? '' }] : []
})
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:core|processes|server|web|test|bench|docs|scripts|data)\/[^`*\s]+)`/g)].flatMap(([, path]) => path ?? [])

describe('the state of the mission', () => {
  it('has each of the 185 rows once, and counts them right', () => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(185)
    const count = (state: string) => rows.filter((row) => row.state === state).length
    expect(mission).toContain(`done ${count('done')} · partly ${count('partly')} · todo ${count('todo')}`)
  })

  it('shows every row that is done by a test that is there', () => {
    const unshown = rows.filter((row) => row.state === 'done' && pathsIn(row.shown).filter((path) => path.startsWith('test/')).length === 0)
    expect(unshown.map((row) => row.id)).toEqual([])
  })
})

it.each(['docs/mission.md', 'docs/architecture.md', 'docs/performance.md', 'README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])(
  '%s names only files that are there',
  (document) => {
    expect(pathsIn(readFileSync(document, 'utf8')).filter((path) => !path.startsWith('dist') && !existsSync(path))).toEqual([])
  },
)
