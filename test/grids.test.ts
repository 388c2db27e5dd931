// One net: a grid carries the seven functions, the administrator changes them on record, and sizes outside the standard are told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gridFunctionNames, gridFunctions, outOfRange } from '../core/grid-functions.ts'
import { startApp, type Client, type TestApp } from './support/app.ts'

let app: TestApp
let admin: Client
let village = 0
beforeAll(async () => {
  app = await startApp()
  admin = await app.become('systemAdmin')
  village = app.there.areaNamed('惜字阁村')
})
afterAll(() => app.close())

const grids = async () => (await app.visitor().ask('areas', { query: { under: village } })).rows.filter(({ kind }) => kind === 'grid')
const set = (client: Client, area: number, functions: readonly string[]) =>
  client.fetch(`/api/${app.slug}/areas/${area}/functions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ functions }) }) // prettier-ignore

describe('a grid', () => {
  it('carries all seven functions of the article from the start, and nothing else carries any', async () => {
    expect(gridFunctionNames.map((name) => gridFunctions[name].zh)).toEqual(['党建', '综治', '民政', '城管', '信访', '卫生', '应急'])
    for (const grid of await grids()) expect(grid.functions).toEqual(gridFunctionNames)
    const { rows } = await app.visitor().ask('areas')
    expect(rows.flatMap(({ functions }) => functions)).toEqual([])
  })

  it('is given other functions by the system administrator, in the order of the list, each once, and the trail says so once', async () => {
    const [grid] = await grids()
    const id = grid?.id ?? 0
    for (let twice = 0; twice < 2; twice++) {
      const told = await set(admin, id, ['health', 'party', 'health'])
      expect([told.status, await told.json()]).toEqual([200, { functions: ['party', 'health'] }])
    }
    expect((await grids()).find((each) => each.id === id)?.functions).toEqual(['party', 'health'])
    const trail = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'area' } })
    expect(trail.rows).toHaveLength(1)
    expect(trail.rows[0]?.said.map(({ text }) => text.zh)).toEqual([grid?.name.zh, '党建、综治、民政、城管、信访、卫生、应急', '党建、卫生'])
    expect((await set(admin, id, [])).status).toBe(200)
    expect((await set(admin, id, [...gridFunctionNames])).status).toBe(200)
  })

  it('is changed by nobody else, and only grids carry functions', async () => {
    const [grid] = await grids()
    for (const post of ['communitySecretary', 'supervisor', 'auditAdmin'] as const)
      expect((await set(await app.become(post), grid?.id ?? 0, [])).status).toBe(403)
    expect((await set(app.visitor(), grid?.id ?? 0, [])).status).toBe(401)
    expect((await set(admin, village, ['party'])).status).toBe(422)
    expect((await set(admin, 999_999, ['party'])).status).toBe(404)
    expect((await set(admin, grid?.id ?? 0, ['police'])).status).toBe(400)
  })
})

describe('the size of an area', () => {
  it('is told where a grid has not 300 to 500 households or a yard not 10 to 30, and is no question elsewhere', () => {
    expect(outOfRange({ kind: 'grid', households: 299 })).toEqual({ from: 300, upto: 500 })
    expect(outOfRange({ kind: 'grid', households: 501 })).toEqual({ from: 300, upto: 500 })
    expect(outOfRange({ kind: 'yard', households: 39 })).toEqual({ from: 10, upto: 30 })
    for (const households of [300, 500, null]) expect(outOfRange({ kind: 'grid', households })).toBeNull()
    for (const kind of ['building', 'village', 'constructor']) expect(outOfRange({ kind, households: 1 })).toBeNull()
  })

  it('stands beside the area in the answer', async () => {
    const [grid] = await grids()
    expect(grid?.outOfRange).toBeNull()
    await app.there.db.withDistrict({ role: 'act', district: app.there.ground.district.id }, (tx) =>
      tx.run('update areas set households = 620 where district_id = $1 and id = $2', [app.there.ground.district.id, grid?.id]),
    )
    expect((await grids()).map((each) => each.outOfRange)).toContainEqual({ from: 300, upto: 500 })
  })
})
