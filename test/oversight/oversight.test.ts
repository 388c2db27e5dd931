// Supervision as people meet it: listing, ratings, exclusions, rechecks by lot, notices, circulars, the bank of parked problems, problems that come again.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawFrom, seedOf } from '../../core/draw.ts'
import { sha256 } from '../../server/matters/chain.ts'
import { newAct } from '../support/app.ts'
import { asOwner, prove } from '../support/proof.ts'
import { dayMs, startTown, type Town } from './district.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
})
afterAll(() => town.app.close())

it('listed supervision comes off the list by the one who listed it and by nobody else', async () => {
  const { id } = await town.report('下水道堵了三个月')
  await town.act(town.officer, id, { action: 'triageMajor', answers: { why: '要区里管' } })
  const other = await town.app.become('districtLeader')
  const listed = await town.open(town.supervisor, { process: 'listed-supervision', action: 'list', about: id, answers: { level: 'district', limit: town.day(5), publicNote: '三个月没通，限期打通' } })
  const [row] = (await town.supervisor.ask('oversight', { query: { process: 'listed-supervision', phase: 'open' } })).rows
  expect(row).toMatchObject({ marks: { level: 'district', limit: town.day(5) }, about: { id } })
  expect(row?.seats.map((each) => each.seat).sort()).toEqual(['lister', 'unit'])
  await town.act(town.dispatcher, listed, { action: 'report', answers: { done: '管网换了' } })
  for (const somebody of [other, town.dispatcher]) expect(await town.tryTo(somebody, listed, { action: 'remove', answers: { words: '可以了' } })).toBe('not-yours')
  const back = await town.act(town.supervisor, listed, { action: 'notAccepted', answers: { why: '路面没有恢复', limit: town.day(9) } })
  expect(back.matter.state).toBe('listed')
  await town.act(town.dispatcher, listed, { action: 'report', answers: { done: '路面也恢复了' } })
  const removed = await town.act(town.supervisor, listed, { action: 'remove', answers: { words: '看过了，通了，路面平了' } })
  expect(removed.matter.phase).toBe('done')
}) // prettier-ignore

it('a unit under supervision that lets the limit pass is told, and so is the lister', async () => {
  const { id } = await town.report('路灯一直不亮')
  const listed = await town.open(town.supervisor, { process: 'listed-supervision', action: 'list', about: id, answers: { level: 'township', limit: town.day(2), publicNote: '限两天' } })
  await town.later(3 * dayMs)
  const page = await town.page(town.supervisor, listed)
  expect(page.timeline[0]?.action).toBe('pastLimit')
  const { rows } = await town.supervisor.ask('notices', {})
  expect(rows.some((notice) => notice.matter === listed && notice.text.zh.includes('过了限期'))).toBe(true)
}) // prettier-ignore

it('a rating from below is seen by both sides, may be appealed, is decided by a third and then stands', async () => {
  const { id } = await town.report('小区墙皮脱落')
  await town.act(town.officer, id, { action: 'triageMajor', answers: { why: '要部门来' } })
  const holders = (await town.dispatcher.ask('holders', { query: { matter: id } })).rows
  const [lead, helper] = holders.filter((row) => row.holder.organisation !== null).map((row) => row.holder)
  await town.act(town.dispatcher, id, { action: 'dispatch', answers: { holder: { post: 'departmentOfficer', organisation: lead?.organisation } } })
  const leading = await town.app.become('departmentOfficer', lead?.place.zh)
  await town.act(leading, id, { action: 'acknowledge' })
  await town.act(leading, id, { action: 'addCoHandlers', answers: { each: [{ post: 'departmentOfficer', organisation: helper?.organisation }], task: '一起去看' } })
  const child = (await town.page(town.dispatcher, id)).children[0]?.id ?? ''
  const helping = await town.app.become('departmentOfficer', helper?.place.zh)
  await town.act(helping, child, { action: 'acknowledge' })
  await town.act(helping, child, { action: 'finish', answers: { done: '去看了' } })
  const rating = await town.open(town.dispatcher, { process: 'upward-rating', action: 'rate', about: child, answers: { response: 'poor', result: 'fair', words: '叫了三次才来' } })
  const [seen] = (await helping.ask('oversight', { query: { process: 'upward-rating' } })).rows
  expect(seen?.marks).toMatchObject({ response: 'poor', result: 'fair' })
  await town.act(helping, rating, { action: 'appeal', answers: { why: '第一次就来了，有照片' } })
  for (const side of [helping, town.dispatcher]) expect(await town.tryTo(side, rating, { action: 'uphold', answers: { why: '我定' } })).not.toBe('done')
  const decided = await town.act(town.supervisor, rating, { action: 'revise', answers: { response: 'good', result: 'fair', why: '照片时间对得上' } })
  expect(decided.matter).toMatchObject({ state: 'revised', phase: 'done' })
  const second = await town.open(town.dispatcher, { process: 'upward-rating', action: 'rate', about: child, answers: { response: 'good', result: 'good', words: '这回快' } })
  await town.later(8 * dayMs)
  expect((await town.page(town.dispatcher, second)).matter.state).toBe('final')
  // what was revised and what nobody appealed against count as they stand at the end, out of five
  await town.app.settle()
  const { rows } = await town.supervisor.ask('indicators', { query: { from: town.day(-30), upto: town.day(0), group: 'levels' } })
  const score = (name: string) => rows.find((row) => row.id === name)?.figure
  expect([score('upward-response'), score('upward-result')]).toMatchObject([{ n: 8, of: 2, value: 4 }, { n: 7, of: 2, value: 3.5 }])
}) // prettier-ignore

it('an exclusion is asked by one and granted by another; the matter then carries it', async () => {
  const { id, receipt } = await town.report('同一件事报了十次')
  await town.close(id, receipt)
  const asked = await town.open(town.community, { process: 'exclusion-request', action: 'ask', about: id, answers: { reason: 'duplicate', evidence: '同一人同一事，编号附后' } })
  expect(await town.tryTo(town.community, asked, { action: 'grant', answers: { words: '我同意我自己' } })).toBe('not-yours')
  await town.act(town.supervisor, asked, { action: 'grant', answers: { words: '查过，确是重复' } })
  const page = await town.page(town.dispatcher, id)
  expect(page.timeline[0]?.action).toBe('exclude')
  const [mark] = await asOwner(town.app.there.ownerUrl, `select marks ->> 'excluded' as excluded from matters where id = '${id}'`)
  expect(mark?.['excluded']).toBe('yes')
}) // prettier-ignore

it('the lot of the day is drawn from a published seed, and anybody draws the same', async () => {
  for (const n of [1, 2, 3]) {
    const { id, receipt } = await town.report(`楼道灯第 ${n} 盏`)
    await town.close(id, receipt)
  }
  await town.later(16 * dayMs)
  await town.app.parts.checkpointAll()
  expect(await town.app.parts.draws.runOnce()).toBe(1)
  expect(await town.app.parts.draws.runOnce()).toBe(0)
  const [draw] = (await town.app.visitor().ask('draws', {})).rows
  const { one } = await town.app.visitor().ask('draws', { query: { day: draw?.day } })
  expect(draw?.seed).toBe(seedOf(draw?.root ?? '', draw?.day ?? '', sha256))
  expect(one?.candidates.length).toBeGreaterThanOrEqual(3)
  expect(one?.drawn).toEqual(drawFrom(draw?.seed ?? '', one?.candidates ?? [], { share: draw?.share ?? 0, hash: sha256 }))
  await town.later(dayMs)
  expect(await town.app.parts.draws.runOnce(), 'nothing was closed since, and nobody is a candidate twice').toBe(0)
  expect((await prove(town.app.there)).faults).toEqual([])
  await asOwner(town.app.there.ownerUrl, `update draws set drawn = '[]'::jsonb where day = '${draw?.day}'`)
  expect((await prove(town.app.there)).faults.map((fault) => fault.kind)).toEqual(['draw'])
  await asOwner(town.app.there.ownerUrl, `update draws set drawn = $1 where day = '${draw?.day}'`, [JSON.stringify(one?.drawn)])
})

it('a recheck by somebody who had no part in it that finds it not fixed brings the matter back to a superior, on the same clock', async () => {
  const [recheck] = (await town.supervisor.ask('oversight', { query: { process: 'recheck', phase: 'open' } })).rows
  const subject = recheck?.about?.id ?? ''
  const before = await town.page(town.dispatcher, subject)
  expect(recheck?.row.owner?.post, 'the grid officer handled it, so another one rechecks').not.toBe('gridOfficer')
  expect(await town.tryTo(town.officer, recheck?.row.id ?? '', { action: 'fine', answers: { seen: '好的' } })).not.toBe('done')
  const leader = await town.app.becomePerson(town.app.there.ground.roster.present({ post: 'gridLeader', area: before.matter.area.id })[0] ?? '')
  const checker = (await leader.request('matter', { params: { id: subject } })).ok ? leader : town.secretary
  await town.act(checker, recheck?.row.id ?? '', { action: 'notFixed', answers: { seen: '又不亮了' } })
  const after = await town.page(town.dispatcher, subject)
  expect(after.matter).toMatchObject({ state: 'contested', openedAt: before.matter.openedAt, owner: { post: 'dispatcher' } })
})

it('a notice that must be confirmed counts who confirmed and names nobody who did not', async () => {
  const notice = await town.open(town.leader, { process: 'notice-down', action: 'mustConfirm', answers: { what: '严禁违规收费', ends: town.day(7) } })
  const read = async () => (await town.officer.ask('noticesDown', {})).rows.find((each) => each.id === notice)
  expect(await read()).toMatchObject({ words: '严禁违规收费', mustConfirm: true, confirmed: false })
  for (const time of [1, 2])
    expect(await town.officer.ask('confirmNotice', { params: { id: notice }, body: { act: newAct() } }), `press ${time}`).toEqual({ confirmed: true })
  expect((await read())?.confirmed).toBe(true)
  const [row] = (await town.leader.ask('oversight', { query: { process: 'notice-down', mark: 'confirm=yes' } })).rows
  expect(row?.confirmed).toMatchObject({ n: 1, mine: false })
  expect(row?.confirmed?.of).toBeGreaterThan(50)
  const plain = await town.open(town.leader, { process: 'notice-down', action: 'firstAgenda', answers: { what: '学习一条', ends: town.day(3) } })
  expect((await town.officer.request('confirmNotice', { params: { id: plain }, body: { act: newAct() } })).ok).toBe(false)
  await town.later(8 * dayMs)
  expect((await town.page(town.leader, notice)).matter.state).toBe('over')
})

it('circulars, replays and stays are counted from themselves', async () => {
  const before = await town.supervisor.ask('oversightCounts', {})
  const unit = { post: 'dispatcher', area: town.township }
  const circular = await town.open(town.supervisor, { process: 'circular', action: 'issue', answers: { what: '回复太慢', facts: '三件超时', unit } })
  await town.open(town.supervisor, { process: 'governance-record', action: 'replay', answers: { what: '停水那天', on: town.day(0), who: '七个部门', found: '消息传得慢', follow: '建一张名单', holder: unit } })
  await town.open(town.supervisor, { process: 'governance-record', action: 'stay', answers: { what: '去社区三天', on: town.day(0), who: '督查岗', found: '人手不够', holder: unit } })
  await town.act(town.dispatcher, circular, { action: 'answer', answers: { words: '排了班' } })
  const closed = await town.act(town.supervisor, circular, { action: 'close' })
  expect(closed.matter.phase).toBe('done')
  const after = await town.supervisor.ask('oversightCounts', {})
  for (const name of ['circulars', 'replays', 'stays'] as const) expect(after[name].n).toBe(before[name].n + 1)
}) // prettier-ignore

it('parked problems stand by the day they are looked at again, and one whose day has come says so', async () => {
  const { id } = await town.report('要建停车场')
  await town.act(town.officer, id, { action: 'triageMajor', answers: { why: '要规划' } })
  await town.act(town.dispatcher, id, { action: 'park', answers: { until: town.day(10), words: '规划还没批，十天后再看' } })
  const bank = await town.dispatcher.ask('problemBank', {})
  expect(bank).toMatchObject({ total: 1, over: 0 })
  await town.later(11 * dayMs)
  const later = await town.dispatcher.ask('problemBank', {})
  expect(later).toMatchObject({ total: 1, over: 1, rows: [{ id }] })
  const candidate = (await town.dispatcher.ask('agenda', {})).candidates.find((each) => each.row.id === id)
  expect(candidate?.reasons.map((reason) => reason.code)).toContain('review-due')
})

it('a third problem of a class within fifty metres is recognised; one further away is not', async () => {
  const area = town.app.there.ground.areas.get(town.officer.somebody?.area ?? 0)
  const [lon, lat] = [area?.lon ?? 105.7, area?.lat ?? 29.7]
  const near = await Promise.all([0, 0.0002, -0.0002].map((step) => town.report('这里又有积水', { category: 'farm-water', lon: lon + step, lat })))
  await town.report('那边也有积水', { category: 'farm-water', lon: lon + 0.002, lat })
  await town.app.settle()
  const { groups } = await town.dispatcher.ask('repeats', { query: { matter: near[0]?.id ?? '' } })
  expect(groups).toMatchObject([{ why: 'place', n: 3 }])
  expect(groups[0]?.matters.map((row) => row.id).sort()).toEqual(near.map((each) => each.id).sort())
})

it('nobody from outside reads supervision, and a stranger to the area reads none of it', async () => {
  const act = newAct()
  for (const name of ['oversightCounts', 'agenda', 'problemBank', 'repeats'] as const)
    expect((await town.app.visitor().request(name, {})).ok).toBe(false)
  expect((await town.app.visitor().request('progress', { params: { id: act } })).ok).toBe(false)
  const other = [...town.app.there.ground.areas.values()].find((area) => area.level === 1 && area.id !== town.township)
  const stranger = await town.app.become('dispatcher', other?.name.zh)
  const { rows } = await stranger.ask('oversight', { query: { process: 'listed-supervision,upward-rating,exclusion-request,recheck,standing-item' } })
  expect(rows).toEqual([])
})
