// Duty lists: imported from CSV and Excel, mapped by hand, read by routing; and newer processes that come with an upgrade.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import residentReport from '../processes/resident-report.ts'
import { installShippedEverywhere } from '../server/areas/shipped.ts'
import { csvRows } from '../server/matters/table-file.ts'
import { Post } from '../core/posts.ts'
import { actsIn } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { tinyExcel } from './support/tiny-excel.ts'
import { asOwner } from './support/proof.ts'

let app: TestApp
let admin: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.become('systemAdmin')
})
afterAll(() => app.close())

const base64 = (file: Buffer | string) => Buffer.from(file).toString('base64')
const importing = (name: string, file: Buffer | string) => admin.ask('importDuties', { body: { name, file: base64(file) } })
const trail = (action: string) => asOwner(app.there.ownerUrl, `select seq from events where action = $1`, [action])

describe('the duty lists', () => {
  it('of a demonstration hold more than four hundred invented items, each of the ten classes among them, and name what nobody mapped', async () => {
    const staff = await app.become('dispatcher')
    const all = await staff.ask('dutyItems', { query: { limit: 100 } })
    expect(all.total).toBeGreaterThan(400)
    expect(all.rows.every(({ synthetic }) => synthetic)).toBe(true)
    const loose = await staff.ask('dutyItems', { query: { unmapped: '1', limit: 100 } })
    expect(loose.rows.length).toBe(all.unmapped)
    expect(all.unmapped).toBeGreaterThan(10)
    const mapped = await asOwner(
      app.there.ownerUrl,
      'select distinct c.class_code from catalogue_items i join categories c on c.district_id = i.district_id and c.code = i.category',
    )
    expect(mapped).toHaveLength(10)
  })

  it('come from CSV, with wrong rows named by number, and again without changing anything', async () => {
    const text =
      '编码,事项,层级,清单,类别,单位\nA-1,"路灯,巡查",网格,基本履职,灯不亮,网格\nA-2,没有层级,,基本履职,,\nA-3,夜间施工,镇街,配合履职,,镇街\nA-1,又一次,网格,基本履职,,\n'
    const first = await importing('清单.csv', text)
    expect(first).toMatchObject({ added: 2, changed: 0, faults: [{ row: 3 }, { row: 5 }] })
    expect((await admin.ask('dutyItems', { query: { q: '路灯,巡查' } })).rows).toMatchObject([
      { code: 'A-1', category: 'lamp-out', synthetic: false },
    ])
    expect(await importing('清单.csv', text)).toMatchObject({ added: 0, changed: 0, same: 2 })
    expect((await trail('dutyItemsImported')).length).toBe(1)
  })

  it('come from CSV as Chinese Excel writes it, and from Excel itself', async () => {
    const gbk = Buffer.concat([Buffer.from('code,name,level,list\nB-1,'), Buffer.from([0xb5, 0xc6]), Buffer.from(',grid,basic\n')])
    expect(await importing('gbk.csv', gbk)).toMatchObject({ added: 1, faults: [] })
    expect((await admin.ask('dutyItems', { query: { q: 'B-1' } })).rows[0]?.name.zh).toBe('灯')
    const sheet = tinyExcel([['编码', '事项', '层级', '清单', '类别'], ['C-1', '井盖巡查', '社区', '上级收回', 'manhole']]) // prettier-ignore
    expect(await importing('清单.xlsx', sheet)).toMatchObject({ added: 1, faults: [] })
    expect((await admin.ask('dutyItems', { query: { q: 'C-1' } })).rows).toMatchObject([
      { level: 'community', list: 'withdrawn', category: 'manhole' },
    ])
  })

  it('turn down what is no list at all in words', async () => {
    expect((await importing('x.xlsx', Buffer.from('PK broken'))).faults).toHaveLength(1)
    expect((await importing('x.csv', 'nonsense')).faults[0]?.say.zh).toContain('第一行')
    const clerk = await app.become('dispatcher')
    expect(await clerk.request('importDuties', { body: { name: 'x', file: base64('x') } })).toMatchObject({ ok: false, status: 403 })
  })

  it('are mapped by hand, and stay so when the file comes again without a category', async () => {
    await admin.ask('mapDuty', { params: { code: 'A-3' }, body: { category: 'noise' } })
    await importing('清单.csv', '编码,事项,层级,清单\nA-3,夜间施工扰民,镇街,配合履职\n')
    expect((await admin.ask('dutyItems', { query: { q: 'A-3' } })).rows).toMatchObject([{ name: { zh: '夜间施工扰民' }, category: 'noise' }])
    expect(await admin.request('mapDuty', { params: { code: 'A-3' }, body: { category: 'nothing' } })).toMatchObject({ ok: false, status: 404 })
  })

  it('with cells in quotes are read as they were written', () => {
    expect(csvRows('\ufeffa,"b ""c"", d"\r\n"e\nf",g\n\n')).toEqual([['a', 'b "c", d'], ['e\nf', 'g']]) // prettier-ignore
  })
})

describe('what the district took back', () => {
  it('is returned by the township in one tap, the supervisor decides within a day, and the decision can name any unit', async () => {
    const { ground } = app.there
    const dispatcher = await app.become('dispatcher')
    const area = dispatcher.somebody?.area ?? 0
    const clerk = await app.become('communitySecretary', ground.areas.get(area)?.name.zh)
    const open = async (category: string) => {
      const { page } = await clerk.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'fromGroup', answers: { category, what: '请看看' }, area: clerk.somebody?.area ?? 0 } }) // prettier-ignore
      return page.matter.id
    }
    const { act, tryAct } = actsIn(() => app)
    const officer = async (id: string) => {
      const { owner } = (await clerk.ask('matter', { params: { id } })).matter
      const [person] = ground.roster.present({ post: Post.parse(owner?.post), area: owner?.area ?? 0 })
      return person === undefined ? clerk : app.becomePerson(person)
    }
    await admin.ask('setDuty', { params: { code: 'noise' }, body: { list: 'withdrawn' } })
    expect((await trail('dutyListChanged')).length).toBe(1)
    const id = await open('noise')
    await act(await officer(id), id, { action: 'triageMajor', answers: { why: '社区管不了' } })
    const page = await act(dispatcher, id, { action: 'returnWithdrawn' })
    expect([page.matter.state, page.matter.owner?.label.zh]).toEqual(['arbitration', '区督查岗'])
    expect(page.matter.due).not.toBeNull()
    const police = [...ground.organisations].find(([, { name }]) => name.zh === '区公安分局')?.[0]
    const ruled = await act(await app.become('supervisor'), id, {
      action: 'rule',
      answers: { holder: { post: 'departmentOfficer', organisation: police }, why: '收回清单' },
    })
    expect([ruled.matter.state, ruled.matter.owner?.place.zh]).toEqual(['handling', '区公安分局'])
    const other = await open('road-hole')
    await act(await officer(other), other, { action: 'triageMajor', answers: { why: '社区管不了' } })
    expect(await tryAct(dispatcher, other, { action: 'returnWithdrawn' })).toBe('not-here')
  })
})

describe('an upgrade that brings newer processes', () => {
  const next = { ...residentReport, version: residentReport.version + 1 }
  const inForce = async () => {
    const rows = (await admin.ask('processes')).rows.filter(({ name }) => name === 'resident-report')
    return Math.max(...rows.map(({ version }) => version))
  }
  it('installs them once for every district, says so in the trail, and never over a version of the district’s own', async () => {
    const { db, house } = app.there
    expect(await installShippedEverywhere(db, house.now(), [next])).toBe(1)
    expect(await installShippedEverywhere(db, house.now(), [next])).toBe(0)
    await app.parts.house.grounds.refresh(app.there.ground.district.id)
    expect(await inForce()).toBe(next.version)
    expect((await trail('processShipped')).length).toBe(1)
    const own = await admin.ask('addProcess', { body: { body: { ...residentReport, title: { zh: '本区的居民上报', en: 'Our own report' } } } })
    expect(await installShippedEverywhere(db, house.now(), [{ ...next, version: own.version + 5 }])).toBe(0)
    expect(await inForce()).toBe(own.version)
  })
})
