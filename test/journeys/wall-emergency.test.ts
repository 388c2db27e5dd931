// In an emergency the wall changes its face: why and until when, its townships marked, the unanswered pinned; without one it is calm and says so.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { newAct, type Client } from '../support/app.ts'
import { barriers, hour, isThere, reportBy, sees, standsOut, startJourney, type Journey } from '../support/journey.ts'
import { faultsAtAllSizes } from '../support/wall-look.ts'

let journey: Journey
let leader: Client
let wall: Page

beforeAll(async () => {
  journey = await startJourney()
  leader = await journey.app.become('districtLeader')
  wall = await journey.desk(leader, { width: 1920, height: 1080 })
})
afterAll(() => journey.close())

const open = async () => {
  await wall.goto(journey.url('/centre/dazu'))
  await wall.locator('.amap').waitFor()
}

describe('the wall of a district where nothing has happened', () => {
  it('says so, with no rate made of nothing', async () => {
    await open()
    await sees(wall, '现在没有。有了会排在这里，紧急的在最上面。')
    expect(await wall.getByText('没有数据').count()).toBe(3)
    for (const words of ['今天还没有人呼。', '今天还没有分过流的。', /^还没有动静。/]) await sees(wall, words)
    expect(await isThere(wall, 'NaN')).toBe(false)
    expect(await isThere(wall, '应急：')).toBe(false)
  })

  it('cuts nothing with nothing to show, at any size', async () => {
    expect(await faultsAtAllSizes(wall, journey.url('/centre/dazu'))).toEqual([])
    await open()
  })

  it('counts who holds which post, says nothing of who is at work, and names nobody', async () => {
    const forces = await leader.ask('forces')
    expect(forces.present).toBeLessThanOrEqual(forces.held)
    expect(forces.posts.reduce((sum, each) => sum + each.held, 0)).toBeGreaterThanOrEqual(forces.held)
    await sees(wall, '在册人手')
    const said = JSON.stringify(forces)
    for (const { name } of journey.app.there.ground.people.values()) expect(said.includes(name), name).toBe(false)
  })
})

describe('the wall in an emergency', () => {
  beforeAll(async () => {
    const { app } = journey
    const officer = await app.become('gridOfficer', journey.village)
    const emergency = [...app.there.ground.categories.values()].find((category) => category.emergency)?.code ?? ''
    await reportBy(app, { area: officer.somebody?.area ?? 0, category: emergency, what: '老人被困一楼，水到膝盖' })
    const township = [...app.there.ground.areas.values()].find((area) => area.name.zh === '棠香街道')?.id ?? 0
    const until = new Date(app.there.house.now() + (8 + 6) * hour).toISOString().slice(0, 16)
    await leader.ask('openMatter', {
      body: { act: newAct(), id: newAct(), process: 'emergency-mode', action: 'start', area: township, answers: { reason: '暴雨橙色预警', until } },
    })
    await app.settle()
    await open()
  })

  it('says why, where, since when and how long still', async () => {
    await wall.getByRole('status').filter({ hasText: '应急：棠香街道·暴雨橙色预警' }).waitFor()
    await sees(wall, /还剩 0[56]:\d\d:\d\d/)
    await sees(wall, /自动结束/)
    expect(await wall.evaluate(() => document.documentElement.dataset['mode'])).toBe('emergency')
  })

  it('marks its township in words and shape, and pins the emergency on top of the biggest list', async () => {
    await wall.getByRole('button', { name: /^棠香街道：.*应急状态/ }).waitFor()
    const first = wall.locator('.notwell li').first()
    expect(await first.textContent()).toContain('紧急')
    expect(await first.getAttribute('class')).toContain('pinned')
    const sizes = await wall.evaluate(() => [...document.querySelectorAll('.left > .wp')].map((panel) => panel.getBoundingClientRect().height))
    expect(sizes[0]).toBeGreaterThan(sizes[1] ?? 0)
  })

  it('keeps still for whoever asked for less motion, and never flashes faster than three times a second', async () => {
    const still = await wall.evaluate(() => document.getAnimations().length)
    expect(still).toBe(0)
    await wall.emulateMedia({ reducedMotion: 'no-preference' })
    const lengths = await wall.evaluate(() =>
      document.getAnimations().map((animation) => Number(animation.effect?.getTiming().duration ?? 0)).filter((length) => length > 0),
    ) // prettier-ignore
    expect(lengths.length).toBeGreaterThan(0)
    // there and back is one flash
    for (const length of lengths) expect(1000 / (2 * length)).toBeLessThan(3)
    await wall.emulateMedia({ reducedMotion: 'reduce' })
  })

  it('cuts nothing and lays nothing over anything in this look either', async () => {
    expect(await faultsAtAllSizes(wall, journey.url('/centre/dazu'))).toEqual([])
  })

  it('is told to a township inside, and not to one outside', async () => {
    const { app } = journey
    const inside = await app.become('communityStaff', journey.village)
    expect((await inside.ask('wallLists')).modes.map((mode) => [mode.area.name.zh, mode.id])).toEqual([['棠香街道', null]])
    const outside = await app.become('dispatcher', '龙水镇')
    const lists = await outside.ask('wallLists')
    expect([lists.modes, lists.urgent.total, lists.home.name.zh]).toEqual([[], 0, '龙水镇'])
  })

  it('has no barrier on the wall, at the desk and on the phone', async () => {
    expect(await barriers(wall)).toEqual([])
    await wall.setViewportSize({ width: 1440, height: 900 })
    await wall.goto(journey.url('/centre/dazu?desk=1'))
    await wall.locator('.amap').waitFor()
    expect(await barriers(wall)).toEqual([])
    expect(await standsOut(wall, 390)).toBe(null)
    expect(await barriers(wall)).toEqual([])
  })

  it('goes back to an ordinary day by itself when the time is over', async () => {
    await journey.advance(7 * hour)
    await wall.setViewportSize({ width: 1920, height: 1080 })
    leader = await journey.app.become('districtLeader')
    wall = await journey.desk(leader, { width: 1920, height: 1080 })
    await open()
    expect((await leader.ask('wallLists')).modes).toEqual([])
    expect(await wall.evaluate(() => document.documentElement.dataset['mode'])).toBe('standard')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
