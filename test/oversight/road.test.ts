// The bad road of 750 metres: no department will have it, arbitration names one, the meeting keeps it last on its list until it is mended and appraised.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prove } from '../support/proof.ts'
import { dayMs, hourMs, startTown, type Town } from './district.ts'

let town: Town
let road = ''
let item = ''
let reportedAt = 0
beforeAll(async () => {
  town = await startTown()
})
afterAll(() => town.app.close())

it('begins with a call from the grid, and goes up to the township', async () => {
  reportedAt = town.app.there.house.now()
  road = await town.open(town.officer, { process: 'resident-report', action: 'fromGroup', area: town.officer.somebody?.area ?? 0, answers: { category: 'road-hole', what: '750 米路坑坑洼洼，最窄不到 5 米，402 路公交天天过' } })
  const sentUp = await town.act(town.officer, road, { action: 'triageMajor', answers: { why: '拿不进农村公路的范畴，又处在城市边缘' } })
  expect(sentUp.matter.owner?.post).toBe('dispatcher')
}) // prettier-ignore

it('is refused by three, so that the district decides whose it is', async () => {
  const holder = (await town.dispatcher.ask('holders', { query: { matter: road } })).rows.filter((row) => row.holder.organisation !== null)
  let page = await town.page(town.dispatcher, road)
  for (const n of [0, 1, 2]) {
    const unit = holder[n]?.holder
    const answers = { holder: { post: 'departmentOfficer', organisation: unit?.organisation } }
    await town.act(town.dispatcher, road, { action: n === 0 ? 'dispatch' : 'redispatch', answers })
    const department = await town.app.become('departmentOfficer', unit?.place.zh)
    page = await town.act(department, road, { action: 'returnOrder', answers: { why: '不在我们的管养目录里' } })
  }
  expect(page.matter.state).toBe('arbitration')
  const agenda = await town.dispatcher.ask('agenda', {})
  const candidate = agenda.candidates.find((each) => each.row.id === road)
  expect(candidate?.reasons.map((reason) => reason.code)).toEqual(expect.arrayContaining(['no-owner', 'came-back']))
  await town.act(town.supervisor, road, { action: 'rule', answers: { holder: { post: 'dispatcher' }, why: '由街道牵头，区里给钱' } })
})

it('is made a standing last item in one tap and gets a leader, partners, a plan and money', async () => {
  await town.later(3 * hourMs)
  item = await town.open(town.dispatcher, { process: 'standing-item', action: 'list', about: road, answers: { why: '群众盼了 16 年，没有单位认领' } })
  const led = await town.act(town.dispatcher, item, { action: 'lead', answers: { leader: { post: 'communitySecretary' }, person: '党工委副书记', partners: '人大代表、建环办、五个村', money: 200_000, plan: '先查勘，再筹资，一个月修好' } })
  expect(led.matter.owner?.post).toBe('communitySecretary')
  const agenda = await town.dispatcher.ask('agenda', {})
  expect(agenda.candidates.map((each) => each.row.id)).not.toContain(road)
  expect(agenda.items[0]).toMatchObject({ firstReport: reportedAt, money: 200_000, partners: '人大代表、建环办、五个村', progressed: 0, visits: 0, about: { id: road } })
}) // prettier-ignore

it('hears progress at every meeting, and speaks up when a week brings none', async () => {
  await town.act(town.secretary, item, { action: 'visit', answers: { on: town.day(0), who: '书记和人大代表', seen: '750 余米路面破损，路基好' } })
  const first = await town.act(town.secretary, item, {
    action: 'progress',
    answers: { meeting: town.day(0), moved: '查勘完成，方案报上来了', spent: 8000 },
  })
  const due = first.matter.due ?? 0
  await town.later(due - hourMs - town.app.there.house.now())
  await town.act(town.secretary, item, { action: 'progress', answers: { meeting: town.day(0), moved: '钱落实了', next: '招施工队', spent: 2000 } })
  expect((await town.page(town.secretary, item)).matter.due).toBeGreaterThan(due)
  await town.later(12 * dayMs)
  const late = await town.page(town.secretary, item)
  expect(late.timeline.map((step) => step.action)).toContain('noProgress')
  expect(late.matter.owner?.post).not.toBe('communitySecretary')
  const [docket] = (await town.dispatcher.ask('agenda', {})).items
  expect(docket).toMatchObject({ progressed: 2, visits: 1, spent: 10_000, firstReport: reportedAt })
  expect(docket?.meetings.map((each) => each.moved)).toEqual(['钱落实了', '查勘完成，方案报上来了'])
})

it('is mended, appraised by somebody else than its leader, and only then leaves the agenda', async () => {
  await town.act(town.secretary, item, { action: 'solve', answers: { done: '750 米全线铺好，30 多天', spent: 200_000 } })
  expect(await town.tryTo(town.secretary, item, { action: 'appraise', answers: { grade: 'good', words: '自己夸自己' } })).toBe('same-person')
  await town.act(town.dispatcher, item, { action: 'appraise', answers: { grade: 'good', words: '五个村的人都说好走了' } })
  const closed = await town.act(town.dispatcher, item, { action: 'close', answers: { meeting: town.day(0) } })
  expect(closed.matter.phase).toBe('done')
  expect((await town.dispatcher.ask('agenda', {})).items).toEqual([])
  const counts = await town.dispatcher.ask('oversightCounts', {})
  expect(counts.items).toEqual({ n: 1, open: 0, late: 0 })
})

it('leaves a history in which everything agrees', async () => {
  expect((await prove(town.app.there)).faults).toEqual([])
})
