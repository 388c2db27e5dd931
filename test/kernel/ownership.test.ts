// Whoever is away, every unfinished matter has exactly one place that answers for it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownerOf } from '../../core/owner.ts'
import { isEnded } from '../../core/process.ts'
import { shippedProcesses } from '../../processes/index.ts'
import { begin, ownerNow, rosterOf, townsfolk } from '../support/kernel-world.ts'
import { flowerClub } from '../support/flower-club.ts'
import residentReport from '../../processes/resident-report.ts'

const gridOfficer = { post: 'gridOfficer', area: 4 } as const
const nobody = new Set<string>()
const find = (absent: readonly string[], more: { excluded?: readonly string[]; skip?: number } = {}) =>
  ownerOf({ roster: rosterOf(townsfolk, new Set(absent)), from: gridOfficer, area: 6, excluded: new Set(more.excluded), skip: more.skip ?? 0 })

describe('who must answer', () => {
  it('the grid officer, while at work', () => {
    expect(find([])).toEqual({ holder: gridOfficer, people: ['Gao the grid officer'], passed: [], blocked: false })
  })

  it('the stand-in of somebody on leave', () => {
    expect(find(['Gao the grid officer']).people).toEqual(['Gu the other grid officer'])
  })

  it('the next post when both are away, and the page can say who was passed and why', () => {
    const owner = find(['Gao the grid officer', 'Gu the other grid officer'])
    expect(owner.holder.post).toBe('gridLeader')
    expect(owner.passed[0]).toEqual({ holder: gridOfficer, why: 'absent' })
    expect(owner.passed[1]).toEqual({ holder: { post: 'gridOfficer', area: 3 }, why: 'vacant' })
  })

  it('somebody excluded keeps it only if everybody present is excluded, and then the highest of them', () => {
    const everybody = townsfolk.map((one) => one.person)
    expect(find([], { excluded: everybody })).toMatchObject({ holder: { post: 'districtLeader' }, blocked: true })
    const alone = everybody.filter((person) => person !== 'Shu the secretary')
    expect(find([], { excluded: alone })).toMatchObject({ people: ['Shu the secretary'], blocked: false })
  })

  it('climbing past the top stops at the highest who may act, not at one who may not', () => {
    const leaders = ['Qu leads the district', 'Qi leads the district']
    expect(find([], { skip: 99, excluded: leaders })).toMatchObject({ holder: { post: 'supervisor' }, blocked: false })
  })

  it('who leads all grids of a village comes after its staff and before its secretary, and as the secretary if they are one person', () => {
    const climb = (villageLeader: string, away: readonly string[] = []) => {
      const roster = rosterOf([...townsfolk, { person: villageLeader, post: 'gridLeader', area: 3 }], new Set(away))
      const at = (skip: number) => ownerOf({ roster, from: gridOfficer, area: 6, excluded: nobody, skip })
      return [0, 1, 2, 3, 4, 5, 6, 7].map((skip) => at(skip).holder).map(({ post, area }) => `${post}@${area}`)
    }
    const upward = ['dispatcher@2', 'supervisor@1', 'districtLeader@1']
    expect(climb('Vera leads all grids')).toEqual(['gridOfficer@4', 'gridLeader@4', 'communityStaff@3', 'gridLeader@3', 'communitySecretary@3', ...upward]) // prettier-ignore
    expect(climb('Shu the secretary')).toEqual(['gridOfficer@4', 'gridLeader@4', 'communityStaff@3', 'communitySecretary@3', ...upward, 'districtLeader@1']) // prettier-ignore
    // a grid without a leader at work does not jump over the village's staff
    expect(climb('Vera leads all grids', ['Lin the grid leader']).slice(0, 3)).toEqual(['gridOfficer@4', 'communityStaff@3', 'gridLeader@3'])
  })

  it('climbs for any start from lower to higher areas, each place once', () => {
    const everywhere = townsfolk.flatMap(({ person, post, area }) => (area === undefined ? [] : [1, 2, 3, 4].filter((wide) => wide < area).map((wide) => ({ person: `${person}, of ${wide}`, post, area: wide })))) // prettier-ignore
    const roster = rosterOf([...townsfolk, ...everywhere], nobody)
    for (const post of ['yardHead', 'volunteer', 'gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'dispatcher'] as const) {
      const top = ownerOf({ roster, from: { post }, area: 6, excluded: nobody, skip: 99 })
      const places = [...top.passed.map(({ holder }) => holder), top.holder].map((holder) => `${holder.post}@${holder.area}`)
      expect(top.holder).toEqual({ post: 'districtLeader', area: 1 })
      expect(places.length - new Set(places).size, places.join(' ')).toBeLessThanOrEqual(1)
      const levels = top.passed.filter(({ holder }) => ['gridLeader', 'communitySecretary', 'dispatcher'].includes(holder.post)).map(({ holder }) => roster.levelOf(holder.area ?? 1)) // prettier-ignore
      expect(levels).toEqual([...levels].sort((one, other) => other - one))
    }
  })

  it('a department’s matter climbs to its head and then to the district', () => {
    const climb = [0, 1, 2].map(
      (skip) =>
        ownerOf({ roster: rosterOf(townsfolk, nobody), from: { post: 'departmentOfficer', organisation: 100 }, area: 6, excluded: nobody, skip })
          .holder,
    )
    expect(climb).toEqual([{ post: 'departmentOfficer', organisation: 100 }, { post: 'departmentHead', organisation: 100 }, { post: 'districtLeader', area: 1 }]) // prettier-ignore
  })
})

describe('every unfinished matter always has exactly one owner', () => {
  it('over random absences, in every state of every process', () => {
    const top = townsfolk.filter((one) => one.post === 'districtLeader').map((one) => one.person)
    const others = townsfolk.map((one) => one.person).filter((person) => !top.includes(person))
    const tale = begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: { category: 'lamp' } })
    const states = [...shippedProcesses, flowerClub].flatMap((process) =>
      Object.entries(process.states).flatMap(([name, state]) => (isEnded(state.phase) ? [] : [{ process, name, state }])),
    )
    const seats = [{}, { handler: { post: 'departmentOfficer', organisation: 100 } }, { handler: gridOfficer, dispatcher: { post: 'communityStaff', area: 3 }, gardener: { post: 'volunteer', area: 4 } }] as const // prettier-ignore
    fc.assert(
      fc.property(fc.subarray(others), fc.constantFrom(...states), fc.constantFrom(...seats), (away, { process, name, state }, sitting) => {
        const matter = { ...tale.matter, state: name, phase: state.phase, seats: sitting }
        const owner = ownerNow({ ...tale, process, matter, absent: new Set(away) })
        expect(owner?.people.length).toBeGreaterThan(0)
        expect(owner?.blocked).toBe(false)
        for (const person of owner?.people ?? []) expect(away).not.toContain(person)
        for (const { holder } of owner?.passed ?? []) expect(holder).not.toEqual(owner?.holder)
      }),
      { numRuns: 2000, seed: 20260302 },
    )
  })
})
