// Two reports look alike and are two things: whoever sorts says so once, and nobody is asked again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mayBeOne, type Apart, type Call } from '../core/may-be-one.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { act, reportBy } from './support/journey.ts'

const village = '惜字阁村'
const at = (id: string, more: Partial<Call> = {}): Call => ({ id, grid: 1, category: 'rubbish', thing: null, lon: 105.7, lat: 29.7, words: '', openedAt: Number(id), ...more }) // prettier-ignore
const groupsOf = (calls: readonly Call[], aparts: readonly Apart[]) => mayBeOne(calls, aparts).map(({ keep, others }) => [keep, ...others.map(({ id }) => id)]) // prettier-ignore

describe('three that are alike, two of which were said to be not one', () => {
  const three = [at('1'), at('2'), at('3')]
  it('offers the first with each of the two, on its own', () => expect(groupsOf(three, [['3', '2']])).toEqual([['1', '2'], ['1', '3']])) // prettier-ignore
  it('offers the last with each of the two', () => expect(groupsOf(three, [['1', '2']])).toEqual([['1', '3'], ['2', '3']])) // prettier-ignore
  it('offers the one between with each of the two', () => expect(groupsOf(three, [['1', '3']])).toEqual([['1', '2'], ['2', '3']])) // prettier-ignore
  it('offers nothing when none is the same as another, and the rest as before', () => {
    expect(groupsOf(three, [['1', '2'], ['1', '3'], ['2', '3']])).toEqual([]) // prettier-ignore
    expect(groupsOf([...three, at('4')], [['1', '2']])).toEqual([['1', '3', '4'], ['2', '3', '4']]) // prettier-ignore
    expect(groupsOf(three, [['1', '9']])).toEqual([['1', '2', '3']])
  })
})

describe('who sorts', () => {
  let app: TestApp
  let officer: Client
  let leader: Client
  let ids: readonly string[] = []
  const place = (metres: number) => {
    const grid = app.there.ground.areas.get(officer.somebody?.area ?? 0)
    return { lon: (grid?.lon ?? 0) + metres / 96_700, lat: grid?.lat ?? 0 }
  }
  const report = async (metres: number): Promise<string> => {
    const { id } = await reportBy(app, { area: officer.somebody?.area ?? 0, category: 'rubbish', what: '', place: place(metres) })
    app.there.advance(60_000)
    await app.settle()
    return id
  }
  const offered = async (client: Client) => (await client.ask('mayBeOne')).groups.map(({ keep, others }) => [keep.id, ...others.map((each) => each.matter.id)]) // prettier-ignore
  const pair = () => ({ matter: ids[0] ?? '', others: [ids[1] ?? ''] })
  const kept = () =>
    app.there.db.withDistrict({ role: 'act', district: app.there.ground.district.id }, (tx) =>
      tx.rows(z.object({ person_id: z.string(), why: z.string().nullable() }), 'select person_id, why from not_one where district_id = $1', [app.there.ground.district.id]),
    ) // prettier-ignore
  const trail = async () => (await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'not-one' } })).rows

  beforeAll(async () => {
    app = await startApp()
    officer = await app.become('gridOfficer', village)
    leader = await app.become('gridLeader', village)
    ids = [await report(0), await report(30)]
  })
  afterAll(() => app.close())

  it('is asked about two that lie thirty metres apart', async () => {
    expect(await offered(officer)).toEqual([[ids[0], ids[1]]])
    expect(await offered(leader)).toEqual([[ids[0], ids[1]]])
  })

  it('who may not read one of them is refused in clear words, and nothing is kept', async () => {
    const refusalFor = async (client: Client, body = pair()) => {
      const reply = await client.request('notOne', { body })
      return reply.ok ? 'said' : [reply.status, reply.refusal.code]
    }
    const elsewhere = app.there.ground.areas.get(officer.somebody?.area ?? 0)
    const otherGrid = [...app.there.ground.areas.values()].find((area) => area.level === 3 && area.parent !== elsewhere?.parent)
    const far = (await reportBy(app, { area: otherGrid?.id ?? 0, category: 'rubbish', what: '' })).id
    expect(await refusalFor(officer, { matter: ids[0] ?? '', others: [far] })).toEqual([404, 'not-found'])
    expect(await refusalFor(officer, { matter: ids[0] ?? '', others: [newAct()] })).toEqual([404, 'not-found'])
    expect(await refusalFor(officer, { matter: ids[0] ?? '', others: [ids[0] ?? ''] })).toEqual([422, 'answer-wrong'])
    for (const post of ['volunteer', 'systemAdmin', 'auditAdmin'] as const) expect(await refusalFor(await app.become(post)), post).toEqual([403, 'not-yours']) // prettier-ignore
    expect(await refusalFor(await app.become('departmentOfficer'))).toEqual([404, 'not-found'])
    // reads them from above, but does not sort here
    expect(await refusalFor(await app.become('supervisor'))).toEqual([403, 'not-yours'])
    expect((await app.visitor().request('notOne', { body: pair() })).status).toBe(401)
    expect(await kept()).toEqual([])
    expect(await trail()).toEqual([])
  })

  it('says once that they are not one, and neither they nor anybody else is asked again', async () => {
    expect(await officer.ask('notOne', { body: pair() })).toEqual({ apart: true })
    expect(await offered(officer)).toEqual([])
    for (const client of [leader, await app.become('communityStaff', village), await app.become('supervisor')]) expect(await offered(client)).toEqual([]) // prettier-ignore
  })

  it('may say it twice, in either order and with why: it was said once', async () => {
    await leader.ask('notOne', { body: { matter: ids[1] ?? '', others: [ids[0] ?? ''] } })
    expect(await trail()).toHaveLength(1)
    for (let n = 0; n < 2; n += 1) await officer.ask('notOne', { body: { ...pair(), why: 'place' } })
    expect(await kept()).toEqual([{ person_id: officer.somebody?.person, why: 'place' }])
    const rows = await trail()
    expect(rows.map(({ action, by }) => [action.zh, by])).toEqual([
      ['说了这几件不是同一件', officer.somebody?.name],
      ['说了这几件不是同一件', officer.somebody?.name],
    ])
    expect(rows[0]?.said.map(({ text }) => text.zh)).toEqual([expect.stringMatching(/^\S+、\S+$/), '不在一处'])
  })

  it('stands on the page of each of the two, for who sorts there to take back; nobody else learns of it', async () => {
    const [one = '', other = ''] = ids
    for (const [matter, rest] of [
      [one, other],
      [other, one],
    ] as const)
      // prettier-ignore
      expect(await leader.ask('toldApart', { query: { matter } })).toMatchObject({ rows: [{ id: rest, why: 'place' }], mayTakeBack: true })
    expect(await (await app.become('supervisor')).ask('toldApart', { query: { matter: one } })).toMatchObject({
      rows: [{ id: other }],
      mayTakeBack: false,
    })
    const elsewhere = await app.become('departmentOfficer')
    expect(await elsewhere.request('toldApart', { query: { matter: one } })).toMatchObject({ status: 404 })
    expect(await app.visitor().request('toldApart', { query: { matter: one } })).toMatchObject({ status: 401 })
  })

  it('is asked about a new report near both with each of the two', async () => {
    const third = await report(15)
    expect(await offered(officer)).toEqual([[ids[0], third], [ids[1], third]]) // prettier-ignore
    await act(officer, { id: third, action: 'merge', answers: { into: ids[1], words: '和邻居先报的是同一件，并在一起办，办完一起告诉您。' } })
    await app.settle()
    expect(await offered(officer)).toEqual([])
  })

  it('takes it back, twice if need be, and is asked again', async () => {
    for (let n = 0; n < 2; n += 1) expect(await leader.ask('notOne', { body: { ...pair(), takeBack: true } })).toEqual({ apart: false })
    expect(await offered(officer)).toEqual([[ids[0], ids[1]]])
    const rows = await trail()
    expect(rows.map(({ action, by }) => [action.zh, by])[0]).toEqual(['收回了「不是同一件」', leader.somebody?.name])
    expect(rows).toHaveLength(3)
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(1)
  })

  it('says of a whole group that none is the same as another; what comes later is offered with each', async () => {
    const more = [await report(10), await report(20)]
    expect(await offered(officer)).toEqual([[ids[0], ids[1], ...more]])
    await officer.ask('notOne', { body: { matter: ids[0] ?? '', others: [ids[1] ?? '', ...more] } })
    expect(await kept()).toHaveLength(6)
    expect(await offered(officer)).toEqual([])
    const last = await report(12)
    expect(await offered(officer)).toEqual([ids[0], ids[1], ...more].map((id) => [id, last]))
  })

  it('keeps it where no reading role of the database reaches, and no other district', async () => {
    const district = app.there.ground.district.id
    const count = (role: 'act' | 'see' | 'unit' | 'own' | 'erase', of: number) =>
      app.there.db.withDistrict({ role, district: of, from: 0, upto: 2 ** 48, organisation: 1 }, (tx) => tx.count('select count(*)::int as n from not_one')) // prettier-ignore
    for (const role of ['see', 'unit', 'own', 'erase'] as const) await expect(count(role, district), role).rejects.toThrow(/permission denied/)
    expect([await count('act', district), await count('act', district + 1)]).toEqual([6, 0])
  })
})
