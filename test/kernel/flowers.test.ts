// What only the flower club does: pools, an automatic step, a clock that starts anew, more time, winter, a second failure.
import { describe, expect, it } from 'vitest'
import { flowerClub } from '../support/flower-club.ts'
import { act, begin, days, hours, isRefused, strikeNext, tryBegin, type Tale } from '../support/kernel-world.ts'

type Step = readonly [action: string, answers?: Readonly<Record<string, unknown>>]
/** What came of it: the new state, or the code of the refusal. */
function tries(tale: Tale, name: string, ...[action, answers = {}]: Step): string {
  const answer = act(tale, name, { action, answers })
  return isRefused(answer) ? answer.code : tale.matter.state
}
const apply = () => begin({ process: flowerClub, by: 'Grandma Wang', action: 'apply', answers: { flower: '牡丹' } })
const words = { words: '一封信' }

function onProbation(): Tale {
  const tale = apply()
  for (const name of ['Ann', 'Ben']) tries(tale, name, 'sponsor')
  expect(tries(tale, 'system', 'begin')).toBe('probation')
  return tale
}

describe('the flower club', () => {
  it('begins by itself when two sponsors are there, not with one', () => {
    const tale = apply()
    expect(tries(tale, 'Ann', 'sponsor')).toBe('applied')
    expect(tries(tale, 'system', 'begin')).toBe('not-here')
    expect(tries(tale, 'Ann', 'sponsor')).toBe('already')
    expect(tries(tale, 'Ben', 'regret')).toBe('not-yours')
    expect(tries(tale, 'Ann', 'regret')).toBe('applied')
    for (const name of ['Ann', 'Ben', 'Cid']) expect(tries(tale, name, 'sponsor')).toBe('applied')
    expect(tries(tale, 'Dan', 'sponsor')).toBe('full')
    expect(tries(tale, 'system', 'begin')).toBe('probation')
  })

  it('waters anew each time it comes back, while the season goes on', () => {
    const tale = onProbation()
    const season = tale.matter.clocks['season']
    tale.now += hours(2)
    expect(tries(tale, 'Vi the volunteer', 'bloom')).toBe('judged')
    expect(tale.matter.clocks['watering']).toMatchObject({ since: tale.now - hours(2), struck: 0 })
    expect(tries(tale, 'Shen of the community', 'wilted', words)).toBe('probation')
    expect(tries(tale, 'Vi the volunteer', 'winter', { until: '2026-03-20' })).toBe('wintering')
    expect(tale.matter.clocks['season']).toMatchObject({ spent: 2 / 24 })
    strikeNext(tale)
    expect(tale.matter.state).toBe('probation')
    expect(tale.matter.clocks['watering']).toMatchObject({ spent: 0, since: tale.now })
    expect(tale.matter.clocks['season']?.due).toBe((season?.due ?? 0) + tale.now - (tale.seed.openedAt + hours(2)))
  })

  it('a clock that strikes, moves the matter and runs on there will strike again', () => {
    const tale = onProbation()
    tries(tale, 'Vi the volunteer', 'bloom')
    strikeNext(tale)
    expect(tale.matter.state).toBe('probation')
    expect(tale.matter.clocks['watering']).toMatchObject({ struck: 1, due: tale.now + 90 * 60_000 })
  })

  it('more sun is more time, never less', () => {
    const tale = onProbation()
    const due = tale.matter.clocks['season']?.due ?? 0
    expect(tries(tale, 'Vi the volunteer', 'moreSun', { days: -3 })).toBe('answer-wrong')
    expect(tries(tale, 'Vi the volunteer', 'moreSun', { days: 3 })).toBe('probation')
    expect(tale.matter.clocks['season']?.due).toBe(due + days(3))
    tale.now = due + days(4)
    expect(tries(tale, 'system', 'wilt')).toBe('probation')
    const struck = Object.values(tale.matter.clocks).map((clock) => clock.struck)
    tries(tale, 'Gao the grid officer', 'moreSun', { days: 9 })
    expect(Object.values(tale.matter.clocks).map((clock) => clock.struck)).toEqual(struck)
  })

  it('the second failure ends on the compost, with a letter', () => {
    const tale = onProbation()
    tries(tale, 'Vi the volunteer', 'bloom')
    expect(tries(tale, 'Shen of the community', 'wilted', words)).toBe('probation')
    tries(tale, 'Vi the volunteer', 'bloom')
    expect(tries(tale, 'Shen of the community', 'wilted', words)).toBe('composted')
    expect(tale.matter.replied).toBe(true)
  })

  it('“all parts done” is not true of no parts at all', () => {
    const tale = onProbation()
    const probation = flowerClub.states['probation']
    const bloom = probation?.can?.['bloom']
    if (!probation || !bloom) throw new Error('the flower club has changed')
    const states = {
      ...flowerClub.states,
      probation: { ...probation, can: { ...probation.can, bloom: { ...bloom, needs: [{ parts: 'allDone' as const }] } } },
    }
    const strict = { ...tale, process: { ...flowerClub, states } }
    expect(tries(strict, 'Vi the volunteer', 'bloom')).toBe('parts-open')
    Object.assign(strict.parts, { total: 1, done: 1 })
    expect(tries(strict, 'Vi the volunteer', 'bloom')).toBe('judged')
  })

  it('nobody joins by a door that is not theirs', () => {
    expect(tryBegin({ process: flowerClub, by: 'Grandma Wang', action: 'invite', answers: { flower: 'rose' } })).toMatchObject({ code: 'not-yours' })
  })
})
