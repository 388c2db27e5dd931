// Data quality: each number is exactly its rows, in one's own ground only, and what is mended is gone from it.
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { qualityNames, type QualityName } from '../../core/quality.ts'
import { newAct, startApp, type Client, type TestApp } from '../support/app.ts'
import { asOwner } from '../support/proof.ts'

let app: TestApp
let officer: Client
let community: Client
let supervisor: Client
const grid = () => officer.somebody?.area ?? 0
const own = (sql: string) => asOwner(app.there.ownerUrl, sql)

const report = async (what: string | undefined, more: object = {}) =>
  app
    .visitor()
    .ask('report', { body: { act: newAct(), id: newAct(), area: grid(), category: plain(), ...(what === undefined ? {} : { what }), ...more } })
const plain = () => [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''

beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer')
  const { areas } = app.there.ground
  community = await app.become('communityStaff', areas.get(areas.get(grid())?.parent ?? 0)?.name.zh)
  supervisor = await app.become('supervisor')
  await report('坏了')
  await report('三号楼门口的路灯坏了三天了')
  await report('路灯又坏了，天黑看不见路', { place: { lon: areas.get(grid())?.lon ?? 0, lat: areas.get(grid())?.lat ?? 0 } })
  await report('不知道算什么，楼下一直有响声', { category: 'other' })
  await app.settle()
}, 120_000)
afterAll(() => app.close())

type Asked = { readonly area?: number }
const numberOf = async (who: Client, id: QualityName, query: Asked = {}) => {
  const found = (await who.ask('dataQuality', { query })).rows.find((row) => row.id === id)
  return [found?.n, found?.of]
}
const allRows = async (who: Client, check: QualityName, query: Asked = {}) => {
  const rows = []
  for (let after: string | undefined; ;) {
    const page = await who.ask('dataQualityRows', { params: { check }, query: { ...query, limit: 7, ...(after === undefined ? {} : { after }) } })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

describe('the page of data quality', () => {
  it('says for each check as many as its rows are, page by page and in Excel, at the community and in the district', async () => {
    const small = await community.ask('dataQuality')
    const { parent } = app.there.ground.areas.get(small.area.id) ?? { parent: null }
    expect((await community.ask('dataQuality', { query: { area: parent ?? 0 } })).area).toEqual(small.area)
    const wide = await supervisor.ask('dataQuality', { query: { area: small.area.id } })
    expect(wide.rows).toEqual(small.rows)
    for (const row of small.rows) {
      const rows = await allRows(community, row.id)
      expect([row.id, rows.length, new Set(rows.map((each) => each.key)).size, row.n <= row.of]).toEqual([row.id, row.n, row.n, true])
      const book = Buffer.from(await (await community.fetch(`/api/${app.slug}/data-quality/${row.id}.xlsx`)).arrayBuffer())
      expect((await readSheet(book, 1)).slice(1).map((line) => line[0])).toEqual(rows.map((each) => each.name.zh))
    }
    const district = await supervisor.ask('dataQuality')
    expect(district.rows.map((row) => row.id)).toEqual(qualityNames)
    for (const id of ['unit-post', 'unused-category', 'unmapped-duty', 'no-place', 'provisional'] as const)
      expect([id, (await allRows(supervisor, id)).length]).toEqual([id, district.rows.find((row) => row.id === id)?.n])
    const csv = await (await supervisor.fetch(`/api/${app.slug}/data-quality.csv`)).text()
    expect(csv.trimEnd().split('\r\n').length - 1).toBe(qualityNames.length)
  }, 60_000)

  it('counts what is lacking, and no more once it is mended', async () => {
    expect(await numberOf(community, 'too-short')).toEqual([1, 4])
    expect(await numberOf(community, 'no-place')).toEqual([3, 4])
    expect(await numberOf(community, 'unsure')).toEqual([1, 4])
    expect((await allRows(community, 'too-short')).map((row) => row.matter !== null && row.name.zh.includes('坏了'))).toEqual([true])
    const [n = 0, of = 0] = await numberOf(community, 'grid-size')
    await own(`update areas set households = 400 where id in (select id from areas where kind = 'grid' and parent_id = (select parent_id from areas where id = ${grid()}))`)
    expect(await numberOf(community, 'grid-size')).toEqual([0, of])
    await own(`update areas set households = 900, outline = null, lon = null where id = ${grid()}`)
    expect(await numberOf(community, 'grid-size')).toEqual([1, of])
    expect((await allRows(community, 'grid-size')).map((row) => row.note?.zh)).toEqual(['900 户'])
    expect((await allRows(community, 'outline')).map((row) => row.name.zh)).toContain(app.there.ground.areas.get(grid())?.name.zh)
    expect(n).toBeLessThanOrEqual(of)
  }, 60_000)

  it('counts a grid whose officer left, and a post that ended, until somebody takes over', async () => {
    const [before = 0] = await numberOf(community, 'grid-officer')
    const [empty = 0] = await numberOf(community, 'post-empty')
    await own(`update postings set until = '2026-11-24T00:00:00Z' where post = 'gridOfficer' and area_id = ${grid()}`)
    expect((await numberOf(community, 'grid-officer'))[0]).toBe(before + 1)
    expect((await allRows(community, 'post-empty')).map((row) => [row.name.zh, row.note?.zh])).toContainEqual(['网格员', '2026-11-24 到期'])
    await own(`update postings set until = null where post = 'gridOfficer' and area_id = ${grid()}`)
    expect([(await numberOf(community, 'grid-officer'))[0], (await numberOf(community, 'post-empty'))[0]]).toEqual([before, empty])
  })

  it('stays in the ground of whoever asks: not for grid officers, departments, cleaners, administrators or visitors, and no other community', async () => {
    for (const post of ['gridOfficer', 'departmentOfficer', 'cleaner', 'systemAdmin'] as const) {
      const reply = await (await app.become(post)).request('dataQuality')
      expect([post, reply.ok, reply.status]).toEqual([post, false, 403])
    }
    expect((await app.visitor().request('dataQuality')).status).toBe(401)
    const other = [...app.there.ground.areas.values()].find((area) => area.level === 2 && area.id !== community.somebody?.area)
    expect((await community.request('dataQuality', { query: { area: other?.id ?? 0 } })).status).toBe(404)
    expect(await community.request('dataQualityRows', { params: { check: 'unused-category' } })).toMatchObject({ ok: false, status: 404 })
    const secretary = await app.become('communitySecretary', other?.name.zh)
    expect((await allRows(secretary, 'no-place')).filter((row) => row.matter !== null)).toEqual([])
  })

  it('tells no phone number, and of people only who lacks one at which post', async () => {
    const rows = await allRows(community, 'phone')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/1\d{10}/)
  })
}) // prettier-ignore
