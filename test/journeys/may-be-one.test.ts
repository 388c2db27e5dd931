// Several residents tell of one thing: the inbox offers what may be one, and one tap each merges them for good.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { mayBeOne, type Call } from '../../core/may-be-one.ts'
import type { Client } from '../support/app.ts'
import { act, barriers, read, reportBy, standsOut, startJourney, type Journey } from '../support/journey.ts'

const at = (id: string, more: Partial<Call> = {}): Call => ({ id, grid: 1, category: 'rubbish', thing: null, lon: 105.7, lat: 29.7, words: '', openedAt: Number(id), ...more }) // prettier-ignore
const othersOf = (calls: readonly Call[]) => mayBeOne(calls).map(({ keep, others }) => [keep, ...others.map(({ id, why }) => `${id} ${why}`)])

describe('what may be one', () => {
  it('is of one grid and one category close by, the earliest kept', () => {
    expect(othersOf([at('2', { lon: 105.7003 }), at('1'), at('3', { lon: 105.702 }), at('4', { grid: 2 }), at('5', { category: 'lamp-out' })])).toEqual([['1', '2 place']]) // prettier-ignore
  })
  it('is about the same thing, wherever the phones were', () => {
    expect(othersOf([at('1', { thing: 'a' }), at('2', { thing: 'a', lon: null }), at('3', { thing: 'b', lon: null })])).toEqual([['1', '2 thing']])
  })
  it('says nearly the same, whatever category was pressed, but not two short words', () => {
    const far = { lon: null, lat: null }
    const words = '三栋楼下的井盖塌了，老人走路危险'
    expect(othersOf([at('1', { ...far, words }), at('2', { ...far, category: 'other', words: `${words}。` }), at('3', { ...far, words: '三栋停水了没人通知' })])).toEqual([['1', '2 words']]) // prettier-ignore
    expect(othersOf([at('1', { ...far, words: '灯不亮' }), at('2', { ...far, words: '灯不亮' })])).toEqual([])
  })
  it('lies no more than fourteen days apart, and nobody is offered twice', () => {
    expect(othersOf([at('1'), at('2', { openedAt: 15 * 86_400_000 })])).toEqual([])
    expect(othersOf([at('1'), at('2'), at('3')])).toEqual([['1', '2 place', '3 place']])
  })
})

describe('the inbox of those who sort', () => {
  let journey: Journey
  let officer: Client
  let phone: Page
  let ids: string[] = []
  const offered = async () => (await officer.ask('mayBeOne')).groups.map(({ keep, others }) => [keep.id, ...others.map(({ matter }) => matter.id)])

  beforeAll(async () => {
    journey = await startJourney()
    officer = await journey.app.become('gridOfficer', journey.village)
    const area = officer.somebody?.area ?? 0
    const whats = ['三栋楼下的井盖塌了，老人走路危险', '三栋楼下井盖塌了，老人走路很危险', '三栋楼下的井盖塌了，小孩走路危险', '河边的垃圾没人收']
    for (const what of whats) {
      ids = [...ids, (await reportBy(journey.app, { area, category: 'other', what })).id]
      journey.app.there.advance(60_000)
    }
    await journey.app.settle()
    phone = await journey.phone({ as: officer })
  })
  afterAll(() => journey.close())

  it('offers them to whoever owns them and to nobody who has no business there', async () => {
    const { groups } = await officer.ask('mayBeOne')
    expect(groups.map(({ keep, others }) => [keep.id, ...others.map((each) => [each.matter.id, each.why, each.mayMerge])])).toEqual([
      [ids[0], [ids[1], 'words', true], [ids[2], 'words', true]],
    ])
    const leader = await journey.app.become('gridLeader', journey.village)
    expect((await leader.ask('mayBeOne')).groups[0]?.others.map((each) => each.mayMerge)).toEqual([false, false])
    const elsewhere = await journey.app.become('supervisor')
    expect((await elsewhere.ask('mayBeOne')).groups).toEqual([])
    for (const post of ['volunteer', 'systemAdmin'] as const) expect((await (await journey.app.become(post)).request('mayBeOne')).status).toBe(403)
    expect((await journey.app.visitor().request('mayBeOne')).status).toBe(401)
  })

  it('says with one tap that two are not one, says why, and takes it back', async () => {
    await phone.goto(journey.url('/staff/dazu'))
    await phone.getByText('这些可能是一件').click()
    const group = phone.getByRole('region', { name: /^留/ })
    const press = (name: RegExp) => group.getByRole('button', { name }).first()
    await press(/不是同一件$/).focus()
    await phone.keyboard.press('Enter')
    const toast = phone.locator('.toast')
    await toast.getByText('记下了，不再放在一起问').waitFor()
    await expect.poll(() => offered()).toEqual([[ids[0], ids[2]], [ids[1], ids[2]]]) // prettier-ignore
    await expect.poll(() => phone.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await toast.getByRole('button', { name: '不在一处' }).click()
    await toast.getByRole('button', { name: '不在一处', pressed: true }).waitFor()
    expect(await barriers(phone)).toEqual([])
    expect(await standsOut(phone, 390)).toBeNull()
    await phone.keyboard.press('z')
    await phone.getByText('收回了，照旧放在一起问').waitFor()
    expect(await offered()).toEqual([[ids[0], ids[1], ids[2]]])
    await press(/都不是同一件$/).click()
    await toast.getByText('记下了，不再放在一起问').waitFor()
    expect(await offered()).toEqual([])
    await toast.getByRole('button', { name: '撤销' }).click()
    await phone.getByText('收回了，照旧放在一起问').waitFor()
    expect(await offered()).toEqual([[ids[0], ids[1], ids[2]]])
  })

  it('merges with one tap each, and has nothing to say afterwards', async () => {
    await phone.goto(journey.url('/staff/dazu'))
    await phone.getByText('这些可能是一件').click()
    const group = phone.getByRole('region', { name: /^留/ })
    expect(await barriers(phone)).toEqual([])
    await group.getByRole('button', { name: /并进/ }).first().click()
    await phone.getByText('正在并，6 秒内可撤销').waitFor()
    await group.getByRole('button', { name: /并进/ }).first().click()
    await phone.goto(journey.url('/staff/dazu/me'))
    const stateOf = async (id: string | undefined) => (await read(officer, id ?? '')).matter.state
    await expect.poll(async () => [await stateOf(ids[1]), await stateOf(ids[2])], { timeout: 20_000 }).toEqual(['merged', 'merged'])
    expect(await stateOf(ids[0])).toBe('reported')
    await journey.app.settle()
    expect((await officer.ask('mayBeOne')).groups).toEqual([])
    await phone.goto(journey.url('/staff/dazu'))
    await phone.getByRole('navigation', { name: '哪些事' }).waitFor()
    expect(await phone.getByText('这些可能是一件').count()).toBe(0)
  })

  it('leaves alone what is being handled already, except as what others go into', async () => {
    const area = officer.somebody?.area ?? 0
    await act(officer, { id: ids[3] ?? '', action: 'takeUp' })
    const later = (await reportBy(journey.app, { area, category: 'other', what: '河边的垃圾没人收了' })).id
    expect((await officer.ask('mayBeOne')).groups).toMatchObject([{ keep: { id: ids[3] }, others: [{ matter: { id: later }, mayMerge: true }] }])
    await act(officer, { id: later, action: 'takeUp' })
    expect((await officer.ask('mayBeOne')).groups).toEqual([])
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
