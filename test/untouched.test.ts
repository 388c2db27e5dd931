// A report that nobody touches: it climbs from subordinate to superior, one rung each time its clock runs out, and every rung is told.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newAct, startApp, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const levelOf = (area: unknown): number => app.there.ground.areas.get(Number(area))?.level ?? -1

/** Who answers after each time the clock ran out, as post and level of the area. */
async function climb(area: number): Promise<string[]> {
  const { id } = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area, category: 'other', what: '没人管' } })
  const rungs: string[] = []
  for (let n = 0; n < 12; n += 1) {
    await app.settle()
    const [row] = await asOwner(app.there.ownerUrl, 'select owner_post, owner_area, due_at from desk where matter_id = $1', [id])
    const rung = `${String(row?.['owner_post'])}@${levelOf(row?.['owner_area'])}`
    if (rungs.at(-1) !== rung) rungs.push(rung)
    app.there.setNow(new Date(String(row?.['due_at'])).getTime())
  }
  const [told] = await asOwner(app.there.ownerUrl, `select count(distinct person_id)::int as n from notices where matter_id = $1 and text_zh like '%超时%'`, [id]) // prettier-ignore
  expect(told?.['n']).toBeGreaterThanOrEqual(rungs.length - 1)
  return rungs
}

const above = ['communityStaff@2', 'communitySecretary@2', 'dispatcher@1', 'supervisor@0', 'districtLeader@0']
const gridWhere = (isLed: boolean): number => {
  const { ground } = app.there
  const found = [...ground.areas.values()].find(({ id, level }) => level === 3 && ground.roster.present({ post: 'gridOfficer', area: id }).length > 0 && ground.roster.isHeld({ post: 'gridLeader', area: id }) === isLed) // prettier-ignore
  return found?.id ?? 0
}

it('in a grid with a leader: officer, leader, staff of the community, its secretary, township, supervisor, district', async () => {
  expect(await climb(gridWhere(true))).toEqual(['gridOfficer@3', 'gridLeader@3', ...above])
})

it('in a grid whose leader is the village’s secretary: the staff answer before the secretary', async () => {
  expect(await climb(gridWhere(false))).toEqual(['gridOfficer@3', ...above])
})

it('leaves a record that proves', async () => {
  expect((await prove(app.there)).faults).toEqual([])
})
