// One report from the first word to the resident's own judgement, as staff and as its reporter read it at every step.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDistrict, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Reported, type Town } from '../support/seed-matters.ts'

const hour = 3_600_000
const phone = '13987654321'
let there: TestDistrict
let town: Town
let officer: Somebody
let staff: Somebody
let mine: Reported
let mate: string
let steps = 0

const page = (who: Somebody) => town.see('matter', who.caller, { params: { id: mine.id } })
const follow = (receipt = mine.receipt) => town.see('follow', there.visitor(), { params: { receipt } })

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  officer = there.who('gridOfficer')
  const grid = officer.area ?? 0
  const community = there.ground.areas.get(grid)?.parent ?? 0
  staff = there.who('communityStaff', there.ground.areas.get(community)?.name.zh)
  mine = await town.report({
    category: [...there.ground.categories.keys()][0] ?? '',
    what: '路灯不亮，老人夜里摔了一跤',
    area: grid,
    phone,
    by: 'the reporter',
  })
  await town.settle()
})
afterAll(() => there.close())

const act = async (who: Parameters<Town['act']>[0], action: string, answers = {}) => {
  there.advance(20 * 60_000)
  await town.act(who, mine.id, { action, answers })
  await town.settle()
  steps += 1
}

describe('a report', () => {
  it('is received: the officer may act, the reporter reads who looks at it', async () => {
    const seen = await page(officer)
    expect(seen.matter.owner?.post).toBe('gridOfficer')
    expect(seen.choices.find((choice) => choice.action === 'triageSmall')?.refusal).toBeNull()
    expect(seen.choices.find((choice) => choice.action === 'confirm')).toBeUndefined()
    expect(seen.timeline.map((step) => [step.action, step.by.zh])).toEqual([['report', '上报人']])
    expect(seen.clocks.find((clock) => clock.name === 'state-reported')?.because.zh).toBe(
      '11月24日（周二）12:00 到期：从11月24日（周二）10:00 起算 2 个工作时',
    )
    expect(seen.proof).toEqual({ events: 1, holds: true })
    const told = await follow()
    expect(told.stage).toBe('received')
    expect(told.plain.zh).toMatch(/^收到了，等网格员.+看$/)
    expect(told.owner?.name).toBe(officer.name)
    expect(told.choices.map((choice) => choice.action).sort()).toEqual(['addDetail', 'remind', 'withdraw'])
    expect(told.deliveredAt).not.toBeNull()
  })

  it('is joined by a neighbour who reads none of the first one’s words', async () => {
    mate = await town.join(mine.id, 'a neighbour')
    await town.settle()
    steps += 1
    const told = await follow(mate)
    expect(told.joined).toBe(true)
    expect(told.sameCount).toBe(1)
    expect(JSON.stringify(told)).not.toContain('摔了一跤')
    expect((await page(officer)).matter.sameCount).toBe(1)
  })

  it('goes through triage, dispatch and handling', async () => {
    await act(officer.caller, 'triageSmall', { urgency: 'urgent' })
    const small = await page(staff)
    expect(small.choices.find((choice) => choice.action === 'dispatch')).toMatchObject({ tone: 'main', key: 'D', refusal: null })
    expect(small.matter).toMatchObject({ triage: 'small', urgency: 1 })
    const offers = await town.see('holders', staff.caller, { query: { matter: mine.id } })
    expect(offers.rows.length).toBeGreaterThan(3)
    expect(offers.rows.every((row) => row.people >= 0)).toBe(true)
    await act(staff.caller, 'dispatch', { holder: { post: 'gridOfficer', area: officer.area }, advice: '先看看是不是灯泡' })
    expect((await follow()).stage).toBe('assigned')
    expect(JSON.stringify(await follow())).not.toContain('灯泡')
    expect((await page(officer)).timeline[0]?.said).toContainEqual({
      label: { zh: '给办理人的话', en: 'Note to the handler' },
      text: '先看看是不是灯泡',
    })
    await act(officer.caller, 'acknowledge')
    expect((await follow()).stage).toBe('working')
    expect((await page(officer)).mayReveal).toBe(false)
    expect((await page(staff)).mayReveal).toBe(true)
    await act(staff.caller, 'note', { words: '灯杆归市政' })
    await act(officer.caller, 'resolve', { done: '换了灯泡', photos: [] })
  })

  it('is verified by somebody else, answered, and judged by its reporter', async () => {
    await act(staff.caller, 'pass', { seen: '亮了' })
    await act(staff.caller, 'reply', { words: '路灯修好了，谢谢您提醒' })
    const asked = await follow()
    expect(asked).toMatchObject({ stage: 'checking', reply: '路灯修好了，谢谢您提醒', plain: { zh: '办好了吗？请您定' } })
    expect(asked.choices.map((choice) => choice.action)).toContain('confirm')
    await act({ receipt: mine.receipt }, 'confirm', { rating: 'veryGood' })
    const done = await page(staff)
    expect(done.matter).toMatchObject({ phase: 'done', owner: null, due: null })
    expect(done.proof).toEqual({ events: steps + 1, holds: true })
    expect(done.bar.map((segment) => segment.kind)).toContain('working')
    expect(done.bar.at(-1)?.to).toBe(done.matter.endedAt)
    expect((await follow()).stage).toBe('done')
  })

  it('shows staff neither number, receipt nor device of its reporter, in any reading', async () => {
    const secrets = [
      phone,
      mine.receipt,
      mine.receipt.replaceAll('-', ''),
      mate,
      there.visitor('the reporter').device,
      there.house.keys.blind('phone', phone),
      there.house.keys.blind('receipt', mine.receipt.replaceAll('-', '')),
    ]
    const readings = [
      await page(staff),
      await page(officer),
      await town.see('matters', staff.caller),
      await town.see('inbox', staff.caller, { query: { list: 'area' } }),
      await town.see('centre', there.who('supervisor').caller),
    ]
    for (const reading of readings) for (const secret of secrets) expect(JSON.stringify(reading)).not.toContain(secret)
  })

  it('tells its reporter the same story without notes between colleagues', async () => {
    const told = await follow()
    expect(told.steps.map((step) => step.action).reverse()).toEqual([
      'report',
      'meToo',
      'triageSmall',
      'dispatch',
      'acknowledge',
      'resolve',
      'pass',
      'reply',
      'confirm',
    ])
    expect(told.steps.find((step) => step.action === 'acknowledge')?.label.zh).toBe(`网格员${officer.name}接了，正在办`)
    expect(JSON.stringify(told)).not.toContain('灯杆归市政')
  })

  it('is known to nobody who guesses a receipt', async () => {
    const guesses = []
    for (let at = 0; at < 40; at++) guesses.push(await town.ask('follow', there.visitor('a guesser'), { params: { receipt: '222-333-444' } }))
    expect(guesses[0]).toBe('404 unknown-receipt')
    expect(guesses.at(-1)).toBe('429 too-many')
    expect((await follow()).id).toBe(mine.id)
  })
})

describe('a signed-in resident', () => {
  it('finds their own reports, and only those', async () => {
    const person = there.who('volunteer').person
    const own = await town.report({ category: [...there.ground.categories.keys()][1] ?? '', what: '垃圾没人收', area: officer.area ?? 0, person })
    const caller = { ...there.visitor('signed in'), person }
    const list = await town.see('my', caller)
    expect(list.rows.map((row) => row.id)).toEqual([own.id])
    expect(await town.ask('my', there.visitor())).toBe('401 not-yours')
    expect(await town.ask('matter', caller, { params: { id: own.id } })).toBe('403 not-yours')
  })
})

describe('somebody about to report', () => {
  it('reads what is open nearby, and nobody’s words', async () => {
    const area =
      [...there.ground.areas.values()].find(
        (each) => each.level === 3 && each.lon !== null && each.lat !== null && there.ground.locate(each.lon, each.lat) !== null,
      ) ?? [...there.ground.areas.values()].find((each) => each.lon !== null && each.lat !== null && there.ground.locate(each.lon, each.lat) !== null)
    const [lon, lat] = [area?.lon ?? 0, area?.lat ?? 0]
    const category = [...there.ground.categories.keys()][2] ?? ''
    const open = await town.report({ category, what: '我家门口李大爷的秘密', lon, lat })
    await town.report({ category: [...there.ground.categories.keys()][3] ?? '', what: '另一件', lon, lat })
    const around = await town.see('near', there.visitor(), { query: { lon, lat: lat + 0.0005, category } })
    expect(around.open[0]).toMatchObject({ id: open.id, metres: 56 })
    expect(around.open).toHaveLength(2)
    expect(JSON.stringify(around)).not.toContain('秘密')
    expect((await town.see('near', there.visitor(), { query: { lon, lat: lat + 0.01 } })).open).toEqual([])
    expect((await town.see('near', there.visitor(), { query: { lon: 0, lat: 0 } })).area).toBeNull()
  })

  it('is offered categories that fit the words', async () => {
    const guesses = await town.see('guess', there.visitor(), { query: { words: '家门口的路灯不亮了' } })
    expect(guesses.categories[0]).toBe('lamp-out')
    expect((await town.see('guess', there.visitor(), { query: { words: 'the lamp is out' } })).categories[0]).toBe('lamp-out')
    expect((await town.see('guess', there.visitor(), { query: { words: '?' } })).categories).toEqual([])
    expect(guesses.categories.length).toBeLessThanOrEqual(3)
    const said = { 路灯坏了三天: 'lamp-out', 垃圾桶满了两天没人收: 'bin-full', 楼上漏水到我家: 'leak', 小区门口乱停车: 'parking', 楼下有人打架: 'security', 井盖没了: 'manhole', 半夜烧烤油烟呛人: 'smoke', 电梯坏了老人困在里面: 'lift', 老板拖欠工资: 'wages', 污水冒出来了: 'drain-blocked' } // prettier-ignore
    for (const [words, category] of Object.entries(said))
      expect([words, (await town.see('guess', there.visitor(), { query: { words } })).categories[0]]).toEqual([words, category])
  })
})

describe('a matter that lies too long', () => {
  it('shows who was passed and when its bar turned late', async () => {
    mine = await town.report({ category: [...there.ground.categories.keys()][0] ?? '', what: '井盖松了', area: officer.area ?? 0 })
    there.advance(26 * hour)
    await act('system', 'overdue')
    const seen = await page(officer)
    expect(seen.passed.map((each) => each.why.zh)).toContain('超时了，往上一级')
    expect(seen.matter.owner?.post).not.toBe('gridOfficer')
    there.advance(hour)
    expect((await page(officer)).bar.map((segment) => segment.kind)).toEqual(['waiting', 'late'])
    expect(seen.clocks.find((clock) => clock.struck > 0)?.because.zh).toContain('超时，已经上报一级')
    const told = await follow()
    expect(told.late).toBe(true)
    expect(told.steps[0]?.label.zh).toMatch(/^比说好的晚了，已经报给/)
  })
})
