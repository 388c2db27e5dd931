// Resources of a district: a community offers, others ask, who keeps it answers, nothing is granted twice, and afterwards it is said what came back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Calls } from '../core/api.ts'
import { compose } from '../server/compose.ts'
import { staffAsker } from '../server/matters/ask.ts'
import { actsIn, toldTo } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

const hour = 3_600_000
let app: TestApp
const { act, tryAct } = actsIn(() => app)
const posts = ['communityStaff', 'communitySecretary'] as const
let here = { id: 0, name: '' }
let beside = { id: 0, name: '' }
let away = { id: 0, name: '' }
let keeper: Client
let secretary: Client
let asker: Client
let stranger: Client
let dispatcher: Client

/** Sessions end with the day. */
async function everybodyIn(): Promise<void> {
  const { areas, roster } = app.there.ground
  const all = [...areas.values()].filter(({ id, level }) => level === 2 && posts.every((post) => roster.present({ post, area: id }).length > 0))
  const first = all.find((one) => all.some((other) => other !== one && other.parent === one.parent)) ?? all[0]
  const near = all.find((other) => other !== first && other.parent === first?.parent)
  const far = all.find((other) => other.parent !== first?.parent)
  const named = (area: typeof first) => ({ id: area?.id ?? 0, name: area?.name.zh ?? '' })
  ;[here, beside, away] = [named(first), named(near), named(far)]
  keeper = await app.become('communityStaff', here.name)
  secretary = await app.become('communitySecretary', here.name)
  asker = await app.become('communityStaff', beside.name)
  stranger = await app.become('communityStaff', away.name)
  dispatcher = await app.become('dispatcher', areas.get(first?.parent ?? 0)?.name.zh)
}
beforeAll(async () => {
  app = await startApp()
  await everybodyIn()
})
afterAll(() => app.close())

type Wish = Partial<Calls['saveResource']['body']>
const wishOf = (more: Wish): Calls['saveResource']['body'] => ({ id: newAct(), isNew: true, kind: 'tool', nameZh: '手持油锯', nameEn: 'Chain saw', place: '社区应急仓库', terms: '会用的人来领，自带护目镜', area: here.id, quantity: 3, unit: '台', openTo: 'township', keeper: 'communityStaff', ...more }) // prettier-ignore
const offer = async (more: Wish = {}, client = keeper): Promise<string> => (await client.ask('saveResource', { body: wishOf(more) })).row.id
type Asked = Partial<Calls['askResource']['body']>
const request = (id: string, more: Asked = {}, client = asker) =>
  client.request('askResource', { params: { id }, body: { act: newAct(), id: newAct(), amount: 1, from: '2026-11-25T14:00', until: '2026-11-25T16:00', what: '清理倒下的行道树', ...more } }) // prettier-ignore
const ask = async (id: string, more: Asked = {}, client = asker): Promise<string> => {
  const reply = await request(id, more, client)
  if (!reply.ok) throw new Error(reply.refusal.label.zh)
  await app.settle()
  return reply.answer.id
}
const granted = async (id: string, more: Asked = {}) => {
  const matter = await ask(id, more)
  await act(keeper, matter, { action: 'grant', answers: { words: '早上八点来仓库领' } })
  return matter
}
const find = async (client: Client, q: string, query: Calls['resources']['query'] = {}) =>
  (await client.ask('resources', { query: { q, ...query } })).rows
const sql = (text: string, values: readonly unknown[] = []) => asOwner(app.there.ownerUrl, text, values)

describe('what is lent', () => {
  it('is offered by the staff of its own ground, and by nobody else', async () => {
    expect((await keeper.request('saveResource', { body: wishOf({ area: beside.id }) })).status).toBe(403)
    const officer = await app.become('gridOfficer')
    expect((await officer.request('saveResource', { body: wishOf({ area: officer.somebody?.area ?? 0 }) })).status).toBe(403)
    expect((await keeper.request('saveResource', { body: wishOf({ keeper: 'dispatcher' }) })).status).toBe(422)
    expect((await app.visitor().request('resources')).status).toBe(401)
    const id = newAct()
    const body = wishOf({ id, nameZh: '议事厅', nameEn: 'Assembly hall', kind: 'venue', quantity: 1, unit: '间', openTo: 'own' })
    const twice = await Promise.all([keeper.ask('saveResource', { body }), keeper.ask('saveResource', { body })])
    expect(twice.map(({ row }) => [row.id, row.isKept, row.keeper.post, row.free])).toEqual([[id, true, 'communityStaff', 1], [id, true, 'communityStaff', 1]]) // prettier-ignore
    expect((await keeper.request('saveResource', { body: wishOf({ nameZh: '议事厅' }) })).ok).toBe(false)
    const auditor = await app.become('auditAdmin')
    const { rows } = await auditor.ask('audit', { query: { kind: 'resource' } })
    expect(rows.map(({ action }) => action.zh)).toEqual(['放出了一项资源'])
  })

  it('is seen by those it is open to and those above, and counted by kind', async () => {
    await offer({ nameZh: '折叠桌椅', kind: 'tool', quantity: 40, unit: '套', openTo: 'township' })
    await offer({ nameZh: '流动调解车', kind: 'service', quantity: 1, unit: '辆', openTo: 'district' })
    const sees = async (client: Client) => (await client.ask('resources', { query: {} })).rows.map(({ name }) => name.zh).sort()
    expect(await sees(keeper)).toEqual(['折叠桌椅', '流动调解车', '议事厅'].sort())
    expect(await sees(dispatcher)).toEqual(await sees(keeper))
    expect(await sees(asker)).toEqual(['折叠桌椅', '流动调解车'].sort())
    expect(await sees(stranger)).toEqual(['流动调解车'])
    expect(await sees(await app.become('departmentOfficer'))).toEqual(['流动调解车'])
    const { counts, homes } = await keeper.ask('resources', { query: { kind: 'venue' } })
    expect(counts.map(({ n }) => n)).toEqual([1, 1, 1, 0, 0])
    expect(homes).toMatchObject([{ area: { id: here.id }, keepers: [{ post: 'communityStaff' }, { post: 'communitySecretary' }] }])
    const hall = (await find(keeper, '议事厅'))[0]?.id ?? ''
    expect((await stranger.request('resource', { params: { id: hall } })).status).toBe(404)
    expect((await request(hall, {}, stranger)).status).toBe(404)
  })

  it('a department lends what is its own', async () => {
    const officer = await app.become('departmentOfficer')
    const organisation = officer.somebody?.organisation ?? 0
    const top = [...app.there.ground.areas.values()].find(({ level }) => level === 0)?.id ?? 0
    const id = await offer(
      { nameZh: '除雪车', area: top, organisation, keeper: 'departmentOfficer', quantity: 1, unit: '辆', openTo: 'district' },
      officer,
    )
    const matter = await ask(id, { what: '明早要上坡道除雪' })
    expect((await officer.ask('inbox', { query: { list: 'mine' } })).rows.map((row) => row.id)).toContain(matter)
    expect((await act(officer, matter, { action: 'grant' })).matter.state).toBe('granted')
    const mine = await ask((await find(officer, '流动调解车'))[0]?.id ?? '', { from: '2026-11-27T09:00', until: '2026-11-27T10:00' }, officer)
    expect((await act(keeper, mine, { action: 'grant' })).matter.state).toBe('granted')
    expect((await act(officer, mine, { action: 'giveUp', answers: { why: '改期了' } })).matter.state).toBe('withdrawn')
  })
})

describe('asking for it', () => {
  it('reaches who keeps it elsewhere, who answers, and both read it', async () => {
    const saw = await offer()
    const matter = await ask(saw, { amount: 2 })
    expect(await toldTo(keeper, matter)).toContain('有人要借您管的资源')
    const { page } = { page: await act(keeper, matter, { action: 'grant', answers: { words: '早上八点来仓库领' } }) }
    expect(page.matter).toMatchObject({
      state: 'granted',
      headline: '借用「手持油锯」2台',
      owner: { post: 'communityStaff', area: here.id },
    })
    expect(await toldTo(asker, matter)).toContain('借到了')
    expect((await stranger.request('matter', { params: { id: matter } })).ok).toBe(false)
    const [row] = await find(asker, '油锯', { from: Date.parse('2026-11-25T15:00+08:00'), until: Date.parse('2026-11-25T15:30+08:00') })
    expect(row).toMatchObject({ free: 3, freeThen: 1, next: [{ matter, amount: 2, by: { zh: beside.name } }] })
    const { bookings } = await keeper.ask('resource', { params: { id: saw }, query: { day: '2026-11-29' } })
    expect(bookings).toMatchObject([{ matter, amount: 2, from: Date.parse('2026-11-25T14:00+08:00') }])
    expect((await keeper.ask('resource', { params: { id: saw }, query: { day: '2026-11-30' } })).bookings).toEqual([])
  })

  it('says at once who has it and when, by their ground and never by a name', async () => {
    const hall = await offer({ nameZh: '多功能厅', kind: 'venue', quantity: 1, unit: '间' })
    await granted(hall)
    const refused = await request(hall, { from: '2026-11-25T15:00', until: '2026-11-25T17:00' })
    expect(refused.ok ? null : refused.refusal.label.zh).toBe(`11-25 14:00–16:00 已被${beside.name}订了。换个时间，或者少借一点`)
    expect(JSON.stringify(refused)).not.toContain(asker.somebody?.name)
    expect((await request(hall, { from: '2026-11-25T16:00', until: '2026-11-25T17:00' })).ok).toBe(true)
    expect(await find(asker, '多功能厅', { from: Date.parse('2026-11-25T15:00+08:00'), until: Date.parse('2026-11-25T17:00+08:00') })).toEqual([])
    for (const wrong of [{ amount: 2 }, { from: '2026-11-25T16:00', until: '2026-11-25T15:00' }, { from: '2026-11-23T08:00', until: '2026-11-23T09:00' }, { until: '2028-11-25T15:00' }]) expect((await request(hall, wrong)).ok).toBe(false) // prettier-ignore
  })

  it('cannot be opened past the list, for then nobody would keep it', async () => {
    const body = { act: newAct(), id: newAct(), process: 'resource-booking', action: 'ask', area: beside.id, answers: { what: '随便借', amount: 1, from: '2026-11-25T14:00', until: '2026-11-25T16:00' } } // prettier-ignore
    expect((await asker.request('open', { body })).ok).toBe(false)
    expect((await asker.ask('openings')).rows.map(({ process }) => process)).not.toContain('resource-booking')
  })

  it('nobody grants their own wish: a colleague or the secretary does', async () => {
    const hall = await offer({ nameZh: '书画室', kind: 'venue', quantity: 1, unit: '间' })
    const matter = await ask(hall, {}, keeper)
    expect(await tryAct(keeper, matter, { action: 'grant' })).toBe('same-person')
    const { matter: row } = await secretary.ask('matter', { params: { id: matter } })
    const other = row.owner?.post === 'communitySecretary' ? secretary : await app.becomePerson(app.there.ground.roster.present({ post: 'communityStaff', area: here.id }).find((person) => person !== keeper.somebody?.person) ?? '') // prettier-ignore
    expect(await tryAct(other, matter, { action: 'grant' })).toBe('done')
  })

  it('another time can be offered and taken; declining says why', async () => {
    const saw = await offer({ nameZh: '高枝剪', quantity: 1, unit: '把' })
    const first = await ask(saw)
    expect((await act(keeper, first, { action: 'offerOther', answers: { from: '2026-11-26T09:00', until: '2026-11-26T11:00', words: '周三下午自己要用' } })).matter.state).toBe('offered') // prettier-ignore
    expect(await tryAct(keeper, first, { action: 'takeOffer' })).toBe('not-yours')
    expect((await act(asker, first, { action: 'takeOffer' })).matter.state).toBe('granted')
    expect((await find(asker, '高枝剪'))[0]?.next).toMatchObject([
      { from: Date.parse('2026-11-26T09:00+08:00'), until: Date.parse('2026-11-26T11:00+08:00') },
    ])
    const second = await ask(saw)
    expect(await tryAct(keeper, second, { action: 'decline' })).toBe('answer-missing')
    expect((await act(keeper, second, { action: 'decline', answers: { why: '那天送去检修了，可以向镇应急站借' } })).matter.phase).toBe('dropped')
  })
})

describe('nothing is granted twice', () => {
  it('of ten asked for and granted at the same instant only what fits is granted', async () => {
    const saw = await offer({ nameZh: '抽水泵', quantity: 3, unit: '台' })
    const wishes = Array.from({ length: 10 }, (_, at) => ({ amount: 1 + (at % 2), from: at % 3 === 0 ? '2026-11-25T13:00' : '2026-11-25T14:00' }))
    const asked = await Promise.all(wishes.map((wish) => request(saw, wish)))
    expect(asked.every(({ ok }) => ok)).toBe(true)
    const grants = await Promise.all(asked.map((one) => keeper.request('act', { params: { id: one.ok ? one.answer.id : '' }, body: { act: newAct(), action: 'grant', answers: {} } }))) // prettier-ignore
    const codes = grants.map((reply) => (reply.ok ? 'granted' : reply.refusal.code))
    expect(new Set(codes)).toEqual(new Set(['granted', 'resource-taken']))
    expect(wishes.reduce((sum, { amount }, at) => sum + (codes[at] === 'granted' ? amount : 0), 0)).toBe(3)
    const [held] = await sql('select sum(amount)::int as n from bookings where resource_id = $1', [saw])
    expect(held?.['n']).toBe(3)
    await app.settle()
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('nor when two servers grant at once: the database keeps it, not one of them', async () => {
    const { db, keys, mode, filesDir, now } = app.there.house
    const second = compose({ db, keys, mode, filesDir, now })
    const car = await offer({ nameZh: '洒水车', quantity: 1, unit: '辆' })
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask(car)))
    const caller = keeper.somebody?.caller
    if (!caller) throw new Error('nobody keeps it')
    const grant = (matter: string, at: number) =>
      [app.parts, second][at % 2]?.door.act({ kind: 'step', district: app.there.ground.district.id, matter, act: newAct(), action: 'grant', answers: {}, asker: staffAsker(caller) }) // prettier-ignore
    const verdicts = await Promise.all(asked.map(grant))
    expect(verdicts.filter((verdict) => verdict?.ok)).toHaveLength(1)
    expect(new Set(verdicts.map((verdict) => (verdict?.ok === false ? verdict.refusal.code : 'granted')))).toEqual(
      new Set(['granted', 'resource-taken']),
    )
    await second.stop()
  })

  it('a fund is never overdrawn: what is settled below what was granted is free again', async () => {
    const fund = await offer({ nameZh: '微心愿基金', kind: 'fund', quantity: 5000, unit: '元' })
    const first = await granted(fund, { amount: 3000 })
    const second = await request(fund, { amount: 3000, from: '2026-12-10T09:00', until: '2026-12-20T18:00' })
    expect(second.ok ? null : second.refusal.label.zh).toBe('这笔资金只剩 2000 元')
    const waiting = await ask(fund, { amount: 2000, from: '2026-12-10T09:00', until: '2026-12-20T18:00' })
    const page = await keeper.ask('matter', { params: { id: first } })
    expect(page.choices.map(({ action }) => action)).not.toContain('returned')
    for (const used of [3001, -1, 12.5])
      expect(await tryAct(keeper, first, { action: 'settle', answers: { used, outcome: '买了三个轮椅坡道' } })).toBe('fund-over')
    expect(await tryAct(keeper, first, { action: 'settle', answers: { outcome: '买了三个轮椅坡道' } })).toBe('answer-missing')
    expect((await act(keeper, first, { action: 'settle', answers: { used: 1200, outcome: '买了三个轮椅坡道，剩下的没用' } })).matter.state).toBe(
      'closed',
    )
    expect((await find(keeper, '微心愿'))[0]?.free).toBe(3800)
    expect((await act(keeper, waiting, { action: 'grant' })).matter.state).toBe('granted')
    expect((await find(keeper, '微心愿'))[0]?.free).toBe(1800)
    expect((await keeper.ask('resource', { params: { id: fund } })).bookings.map(({ amount, freedAt }) => [amount, freedAt !== null])).toEqual([[2000, false], [1200, true]]) // prettier-ignore
  })

  it('what is granted cannot be taken from under it, and what is withdrawn is lent no more', async () => {
    const saw = await offer({ nameZh: '发电机', quantity: 2, unit: '台' })
    await granted(saw, { amount: 2 })
    const waiting = await ask(saw, { amount: 2, from: '2026-11-26T14:00', until: '2026-11-26T16:00' })
    const change = wishOf({ id: saw, isNew: false, nameZh: '发电机', unit: '台' })
    expect((await keeper.request('saveResource', { body: { ...change, quantity: 1 } })).ok).toBe(false)
    expect((await asker.request('saveResource', { body: { ...change, quantity: 9 } })).status).toBe(403)
    expect((await keeper.ask('saveResource', { body: { ...change, quantity: 4 } })).row.quantity).toBe(4)
    expect((await asker.request('withdrawResource', { params: { id: saw }, body: { why: '不要了' } })).status).toBe(403)
    expect((await keeper.ask('withdrawResource', { params: { id: saw }, body: { why: '坏了两台，送修' } })).row.endedAt).not.toBeNull()
    expect(await tryAct(keeper, waiting, { action: 'grant' })).toBe('resource-gone')
    expect((await request(saw)).status).toBe(404)
    expect(await find(keeper, '发电机')).toEqual([])
  })
})

describe('afterwards', () => {
  it('the keeper says what came back, and what is not back yet is not lent again', async () => {
    const saw = await offer({ nameZh: '升降梯', quantity: 1, unit: '架' })
    const matter = await granted(saw, { from: '2026-11-24T10:30', until: '2026-11-24T12:00' })
    expect(await tryAct(asker, matter, { action: 'returned', answers: { outcome: '自己说还了' } })).toBe('not-yours')
    app.there.advance(3 * hour)
    await app.settle()
    const page = await keeper.ask('matter', { params: { id: matter } })
    expect([page.matter.state, page.matter.due]).toEqual(['toReturn', Date.parse('2026-11-25T12:00+08:00')])
    const early = await request(saw, { from: '2026-11-24T12:30', until: '2026-11-24T15:00' })
    expect(early.ok ? null : early.refusal.code).toBe('resource-taken')
    expect((await find(keeper, '升降梯'))[0]?.free).toBe(0)
    expect((await act(keeper, matter, { action: 'returned', answers: { outcome: '还回来了，少一个脚垫，已补上' } })).matter.state).toBe('closed')
    expect((await request(saw, { from: '2026-11-24T12:30', until: '2026-11-24T15:00' })).ok).toBe(true)
  })

  it('called off before it begins it is free again; an unanswered wish goes up after a working day', async () => {
    const hall = await offer({ nameZh: '活动室', kind: 'venue', quantity: 1, unit: '间' })
    const matter = await granted(hall, { from: '2026-11-27T14:00', until: '2026-11-27T16:00' })
    expect((await act(asker, matter, { action: 'giveUp', answers: { why: '会不开了' } })).matter.state).toBe('withdrawn')
    const again = await granted(hall, { from: '2026-11-27T14:00', until: '2026-11-27T16:00' })
    expect((await act(keeper, again, { action: 'takeBack', answers: { why: '临时要做疫苗接种点' } })).matter.state).toBe('takenBack')
    const waiting = await ask(hall, { from: '2026-11-30T14:00', until: '2026-11-30T16:00' })
    app.there.advance(26 * hour)
    await app.settle()
    await everybodyIn()
    expect((await secretary.ask('matter', { params: { id: waiting } })).matter.owner?.post).toBe('communitySecretary')
  })

  it('the proof notices a booking that its matter did not make', async () => {
    const hall = await offer({ nameZh: '会议室', kind: 'venue', quantity: 1, unit: '间' })
    const matter = await granted(hall, { from: '2026-12-01T14:00', until: '2026-12-01T16:00' })
    expect((await prove(app.there)).faults).toEqual([])
    await sql(`update bookings set until_at = until_at + interval '1 hour' where matter_id = $1`, [matter])
    expect((await prove(app.there)).faults).toMatchObject([{ kind: 'booking', subject: matter }])
    await sql('delete from bookings where matter_id = $1', [matter])
    expect((await prove(app.there)).faults.map(({ say }) => say)).toEqual([expect.stringContaining('no booking says so')])
  })
})
