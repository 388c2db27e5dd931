// The ladder over HTTP: whistles with several units, named leaders, emergency mode, near calls, reasons that are kept, reminders before a breach.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actsIn } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { makeReminders } from '../server/clock/reminders.ts'
import { asOwner } from './support/proof.ts'

const minute = 60_000
let app: TestApp
const { act, tryAct } = actsIn(() => app)
let grid: number
let spot: { lon: number; lat: number }
let officer: Client
let community: Client
let secretary: Client
let dispatcher: Client

beforeAll(async () => {
  app = await startApp()
  await everybodyIn()
})
afterAll(() => app.close())

/** Sessions end with the day, so that a test on another day signs everybody in again. */
async function everybodyIn(): Promise<void> {
  const { ground } = app.there
  const area = ground.areas.get(app.there.who('gridOfficer').area ?? 0)
  grid = area?.id ?? 0
  spot = { lon: area?.lon ?? 0, lat: area?.lat ?? 0 }
  const above = ground.areas.get(area?.parent ?? 0)
  const township = ground.areas.get(above?.parent ?? 0)?.name.zh
  officer = await app.become('gridOfficer', area?.name.zh)
  community = await app.become('communityStaff', above?.name.zh)
  secretary = await app.become('communitySecretary', above?.name.zh)
  dispatcher = await app.become('dispatcher', township)
}
const on = async (moment: string): Promise<void> => {
  app.there.setNow(Date.parse(moment))
  await everybodyIn()
}

const told = { what: '江贝社区停电', category: 'power-out', tried: '问过物业，没找到原因', reviewedBy: '社区书记' }
const unit = (zh: string) => ({
  post: 'departmentOfficer',
  organisation: [...app.there.ground.organisations].find(([, { name }]) => name.zh === zh)?.[0] ?? 0,
})
const open = async (client: Client, process: string, more: { action?: string; answers?: Record<string, unknown>; area?: number } = {}) => {
  const answers = { ...told, place: spot, ...more.answers }
  const { page } = await client.ask('openMatter', {
    body: { act: newAct(), id: newAct(), process, action: more.action ?? 'callNow', answers, area: more.area ?? grid },
  })
  await app.settle()
  return page.matter.id
}
const Kept = z.object({ name: z.string(), audience: z.string(), value: z.unknown() })
/** The reasons that stand in the record. */
const keptOf = async (id: string) =>
  z.array(Kept).parse(await asOwner(app.there.ownerUrl, `select name, audience, value from leaves where subject_id = $1 and name like 'why:%' order by name`, [id])) // prettier-ignore
const recordIn = async (id: string): Promise<string> => JSON.stringify(await asOwner(app.there.ownerUrl, 'select name, value from leaves where subject_id = $1', [id])) // prettier-ignore

describe('a whistle with three departments, one late', () => {
  it('shows who came when, waits for the late one and gets one reply of the lead', async () => {
    const each = [unit('区公安分局'), unit('区应急管理局')]
    const id = await open(dispatcher, 'township-call', { answers: { lead: unit('区供电公司'), each, task: '维持秩序、看护现场' } })
    const power = await app.become('departmentOfficer', '区供电公司')
    const police = await app.become('departmentOfficer', '区公安分局')
    const rescue = await app.become('departmentOfficer', '区应急管理局')
    const { children } = await dispatcher.ask('matter', { params: { id } })
    expect(children.map((part) => part.owner?.place.zh).sort()).toEqual(['区公安分局', '区应急管理局'])
    const part = (zh: string) => children.find(({ owner }) => owner?.place.zh === zh)?.id ?? ''
    expect(await tryAct(power, id, { action: 'arrived' })).toBe('not-yours')
    await act(dispatcher, id, { action: 'arrived' })
    await act(dispatcher, part('区公安分局'), { action: 'arrived' })
    app.there.advance(31 * minute)
    await app.settle()
    const late = (await dispatcher.ask('matter', { params: { id } })).children.find((each) => each.id === part('区应急管理局'))
    expect(late?.owner?.label.zh).toBe('部门负责人')
    await act(power, id, { action: 'resolve', answers: { done: '换了变压器保险', words: '电来了', quality: 'needed' } })
    await act(police, part('区公安分局'), { action: 'finish', answers: { done: '疏导了交通' } })
    expect(await tryAct(dispatcher, id, { action: 'accept', answers: { words: '好' } })).toBe('parts-open')
    await act(dispatcher, part('区应急管理局'), { action: 'arrived' })
    await act(rescue, part('区应急管理局'), { action: 'finish', answers: { done: '看护了现场' } })
    expect((await act(dispatcher, id, { action: 'accept', answers: { words: '三家都到了' } })).matter.phase).toBe('done')
  })

  it('offers the department what lies near and is of the same kind as one visit', async () => {
    const one = await open(dispatcher, 'township-call', { answers: { lead: unit('区供电公司') } })
    const two = await open(dispatcher, 'township-call', { answers: { lead: unit('区供电公司'), place: { lon: spot.lon + 0.003, lat: spot.lat } } })
    await open(dispatcher, 'township-call', { answers: { lead: unit('区供水公司'), category: 'water-out' } })
    const power = await app.become('departmentOfficer', '区供电公司')
    const near = await power.ask('nearCalls', { query: { matter: one } })
    expect(near.rows.map(({ matter }) => matter.id)).toEqual([two])
    expect(near.rows[0]?.metres).toBeGreaterThan(200)
    const mine = await power.ask('calls')
    expect(mine.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([one, two]))
    expect(mine.mine).toBe(2)
  })
})

describe('the power cut of a community, from the grid to a leader', () => {
  it('climbs four rungs, each call naming the one it comes from, and ends with the decision carried out', async () => {
    const first = await open(officer, 'grid-call')
    const second = await open(community, 'community-call', { action: 'callSoon', answers: { concerns: first } })
    const third = await open(dispatcher, 'township-call', { action: 'callSoon', answers: { lead: unit('区供电公司'), concerns: second } })
    const leaders = await secretary.ask('holders', { query: { posts: 'districtLeader' } })
    const leader = leaders.rows[1]
    expect(leader?.holder.name).toBeTruthy()
    const named = { post: 'districtLeader', area: leader?.holder.area, person: leader?.person }
    const top = await open(secretary, 'escalated-call', { answers: { leader: named, wanted: '请定调发电车', concerns: third } })
    const page = await secretary.ask('matter', { params: { id: top } })
    const { number } = (await dispatcher.ask('matter', { params: { id: third } })).matter
    expect(page.timeline.find(({ action }) => action === 'callNow')?.said.find(({ label }) => label.zh === '从哪一件来')?.text).toBe(number)
    expect(page.matter.owner?.name).toBe(leader?.holder.name)
    await act(secretary, top, { action: 'arrived' })
    const head = await app.becomePerson(leader?.person ?? '')
    await act(head, top, { action: 'decide', answers: { words: '调两台发电车', executor: unit('区供电公司'), until: '2026-11-24T20:00' } })
    const power = await app.become('departmentOfficer', '区供电公司')
    await act(power, top, { action: 'executed', answers: { done: '发电车到了，19 点来电' } })
    expect((await act(secretary, top, { action: 'accept', answers: { words: '来电了' } })).matter.stateLabel.zh).toBe('已结案')
  })

  it('offers each post the calls it may make, a department its own', async () => {
    const kinds = async (client: Client) =>
      [...new Set((await client.ask('openings')).rows.filter(({ kind }) => kind === 'call').map(({ process }) => process))].sort()
    expect(await kinds(officer)).toEqual(['grid-call', 'peer-call'])
    expect(await kinds(secretary)).toEqual(['community-call', 'escalated-call', 'grid-call', 'peer-call'])
    expect(await kinds(await app.become('departmentHead'))).toEqual(['escalated-call'])
  })
})

describe('who could take it', () => {
  it('is ordered with reasons in both languages, and the reasons of the chosen one are kept', async () => {
    const { page } = await officer.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'grid-finding', action: 'find', answers: { category: 'lift', place: spot }, area: grid } }) // prettier-ignore
    const { rows } = await community.ask('holders', { query: { matter: page.matter.id } })
    const [first] = rows
    expect(first?.suggested).toBe(true)
    expect(first?.reasons.map(({ zh }) => zh)).toEqual(expect.arrayContaining(['类别默认', '收回清单：归区级部门']))
    const near = rows.filter(({ metres, suggested, people }) => metres !== null && !suggested && people > 0)
    expect(near.length).toBeGreaterThan(2)
    for (const row of rows) for (const reason of row.reasons) expect(`${reason.zh}|${reason.en}`).toMatch(/[^|]\|[^|]/)
    const holder = { post: first?.holder.post, organisation: first?.holder.organisation, why: ['因为是亲戚'], reasons: ['因为是亲戚'] }
    const after = await act(community, page.matter.id, { action: 'dispatch', answers: { holder } })
    const said = after.timeline.find(({ action }) => action === 'dispatch')?.said.map(({ text }) => text).join() // prettier-ignore
    expect(said).toContain(`（第 1 位，共 ${rows.length} 个；${first?.reasons.map(({ zh }) => zh).join('；')}）`)
    expect(await keptOf(page.matter.id)).toEqual([{ name: 'why:holder', audience: 'staff', value: [{ rank: 1, of: rows.length, say: first?.reasons }] }]) // prettier-ignore
    expect(await recordIn(page.matter.id)).not.toContain('亲戚')
  })

  it('keeps for somebody far down the list what the list said of them, and for each of several their own', async () => {
    const asked = { lead: unit('区供电公司'), each: [{ ...unit('区公安分局'), why: ['近'] }, unit('区应急管理局')], task: '维持秩序' }
    const { rows } = await dispatcher.ask('holders', { query: { posts: 'departmentOfficer,departmentHead' } })
    const whistle = await open(dispatcher, 'township-call', { answers: asked })
    const kept = await keptOf(whistle)
    expect(kept.map(({ name }) => name)).toEqual(['why:each', 'why:lead'])
    const each = z.array(z.object({ rank: z.number(), of: z.number(), say: z.array(z.object({ zh: z.string() })) })).parse(kept[0]?.value)
    expect(each).toHaveLength(2)
    expect(each[0]?.say.map(({ zh }) => zh)).toEqual(expect.arrayContaining(['区级部门']))
    expect(each.every(({ rank, of }) => rank >= 1 && rank <= of && of > 2)).toBe(true)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('reasons are kept only with a step that names somebody', async () => {
    const { page } = await officer.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'grid-finding', action: 'find', answers: { category: 'lift', place: spot }, area: grid } }) // prettier-ignore
    await act(officer, page.matter.id, { action: 'note', answers: { words: '在等', why: ['自己写的'], holder: { post: 'gridOfficer' } } })
    expect(await keptOf(page.matter.id)).toEqual([])
    expect(await recordIn(page.matter.id)).not.toContain('自己写的')
  })
})

describe('emergency mode', () => {
  it('is heard on every desk it touches, changes clocks and permissions, closes by itself and leaves a report', async () => {
    await on('2026-11-25T17:00:00+08:00')
    const leader = await app.become('districtLeader')
    const power = unit('区供电公司')
    const { page } = await officer.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', answers: { category: 'power-out', what: '楼上停电', consent: true }, area: grid } }) // prettier-ignore
    const order = { action: 'commandeer', answers: { holder: power, why: '暴雨' } }
    expect(await tryAct(dispatcher, page.matter.id, order)).toBe('not-here')
    const top = [...app.there.ground.areas.values()].find(({ level }) => level === 0)?.id ?? 0
    const mode = await leader.ask('openMatter', { body: { act: newAct(), id: newAct(), process: 'emergency-mode', action: 'start', answers: { reason: '暴雨红色预警', until: '2026-11-25T23:00' }, area: top } }) // prettier-ignore
    await app.settle()
    expect((await officer.ask('modes')).rows).toMatchObject([{ reason: '暴雨红色预警', until: Date.parse('2026-11-25T23:00:00+08:00') }])
    const sent = await act(dispatcher, page.matter.id, order)
    expect(sent.matter.state).toBe('dispatched')
    // four working hours are four hours of the clock now
    expect(sent.matter.due).toBe(Date.parse('2026-11-25T21:00:00+08:00'))
    await on('2026-11-25T23:00:00+08:00')
    await app.settle()
    expect((await officer.ask('modes')).rows).toEqual([])
    const again = await app.becomePerson(leader.somebody?.person ?? '')
    const after = await again.ask('matter', { params: { id: mode.page.matter.id } })
    expect(after.matter.state).toBe('reporting')
    expect((await act(again, mode.page.matter.id, { action: 'report', answers: { words: '停电 312 户，22 点恢复' } })).matter.phase).toBe('done')
  })
})

describe('a reminder before the breach', () => {
  const reminders = async (id: string) =>
    (await asOwner(app.there.ownerUrl, `select text_zh from notices where matter_id = $1 and text_zh like '%到期%'`, [id])).length

  it('comes once, shortly before, and only in working hours', async () => {
    await on('2026-11-26T10:00:00+08:00')
    const id = await open(officer, 'grid-call', { action: 'callSoon' })
    await app.parts.reminders.runOnce()
    expect(await reminders(id)).toBe(0)
    app.there.setNow(Date.parse('2026-11-26T11:31:00+08:00'))
    await app.parts.reminders.runOnce()
    const n = await reminders(id)
    expect(n).toBeGreaterThan(0)
    await app.parts.reminders.runOnce()
    app.there.advance(10 * minute)
    await app.parts.reminders.runOnce()
    expect(await reminders(id)).toBe(n)
  })

  it('comes in the last hour of work before a night in which it falls due, and not for what falls due after it', async () => {
    await on('2026-11-25T16:50:00+08:00')
    const [nightly, later] = [await open(officer, 'grid-call', { action: 'callSoon' }), await open(officer, 'grid-call', { action: 'callSoon' })]
    for (const [id, due] of [
      [nightly, '2026-11-26T02:00:00+08:00'],
      [later, '2026-11-26T11:00:00+08:00'],
    ] as const)
      // prettier-ignore
      await asOwner(app.there.ownerUrl, `update desk set due_at = $2 where matter_id = $1`, [id, due])
    await app.parts.reminders.runOnce()
    expect([await reminders(nightly), await reminders(later)]).toEqual([0, 0])
    app.there.setNow(Date.parse('2026-11-25T17:05:00+08:00'))
    for (let twice = 0; twice < 2; twice += 1) await app.parts.reminders.runOnce()
    expect([(await reminders(nightly)) > 0, await reminders(later)]).toEqual([true, 0])
    await asOwner(app.there.ownerUrl, `delete from desk where matter_id = any($1::uuid[])`, [[nightly, later]])
  })

  it('waits for the morning, except in an emergency', async () => {
    await on('2026-11-26T17:00:00+08:00')
    const calm = await open(officer, 'grid-call', { action: 'callSoon' })
    const urgent = await open(officer, 'grid-call', { action: 'callSoon', answers: { category: 'gas-smell' } })
    app.there.setNow(Date.parse('2026-11-26T18:35:00+08:00'))
    await app.parts.reminders.runOnce()
    expect(await reminders(urgent)).toBeGreaterThan(0)
    app.there.setNow(Date.parse('2026-11-27T08:30:00+08:00'))
    await app.parts.reminders.runOnce()
    expect(await reminders(calm)).toBe(0)
    app.there.setNow(Date.parse('2026-11-27T09:01:00+08:00'))
    await app.parts.reminders.runOnce()
    expect(await reminders(calm)).toBeGreaterThan(0)
  })

  it('of an emergency waits at night for none of those that wait for the morning', async () => {
    await on('2026-11-26T17:00:00+08:00')
    const calm = await open(officer, 'grid-call', { action: 'callSoon' })
    const urgent = await open(officer, 'grid-call', { action: 'callSoon', answers: { category: 'gas-smell' } })
    await asOwner(app.there.ownerUrl, `update desk set due_at = '2026-11-26T18:50:00+08:00' where matter_id = $1`, [calm])
    await asOwner(app.there.ownerUrl, `update desk set due_at = '2026-11-26T18:55:00+08:00' where matter_id = $1`, [urgent])
    app.there.setNow(Date.parse('2026-11-26T18:40:00+08:00'))
    await makeReminders(app.there.house, 1).runOnce()
    expect([await reminders(calm), (await reminders(urgent)) > 0]).toEqual([0, true])
  })
})
