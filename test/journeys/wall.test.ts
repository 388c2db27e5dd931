// The wall as a district uses it: nothing is cut at any size, the keyboard reaches all of it, every figure has its rows, and frozen figures are the screen's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import readWorkbook from 'read-excel-file/node'
import { z } from 'zod'
import { newAct, type Client } from '../support/app.ts'
import { act, barriers, hour, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'
import { faultsAtAllSizes } from '../support/wall-look.ts'

let journey: Journey
let wall: Page
let leader: Client
let officer: Client

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  leader = await app.become('districtLeader')
  officer = await app.become('gridOfficer', journey.village)
  const area = officer.somebody?.area ?? 0
  const ids: string[] = []
  for (let n = 0; n < 12; n++) ids.push((await reportBy(app, { area, what: `第 ${n + 1} 盏灯不亮` })).id)
  await journey.advance(hour / 4)
  for (const id of ids.slice(0, 6)) await act(officer, { id, action: 'triageSmall' })
  await journey.advance(3 * hour)
  for (const about of ids.slice(0, 6))
    await leader.ask('openMatter', {
      body: {
        act: newAct(), id: newAct(), process: 'listed-supervision', action: 'list', about,
        answers: { level: 'district', limit: '2026-12-04', publicNote: '老街路灯成片不亮，线路从变压器到村口全部查一遍，月底前修好并请村民看过' },
      },
    }) // prettier-ignore
  for (const about of ids.slice(6, 10))
    await leader.ask('openMatter', {
      body: { act: newAct(), id: newAct(), process: 'standing-item', action: 'list', about, answers: { why: '整条线路要重换，钱和三家单位怎么分工要上会定' } },
    }) // prettier-ignore
  await app.settle()
  wall = await journey.desk(leader, { width: 1920, height: 1080 })
  await wall.goto(journey.url('/centre/dazu'))
  await wall.locator('.amap').waitFor()
})
afterAll(() => journey.close())

describe('the wall', () => {
  it('cuts nothing and lays nothing over anything, from a laptop to four thousand pixels', async () => {
    expect(await faultsAtAllSizes(wall, journey.url('/centre/dazu'))).toEqual([])
  })

  it('goes by the keyboard alone from the district to the grid and back', async () => {
    await wall.keyboard.press('ArrowDown')
    expect(await wall.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('button')
    await wall.getByRole('button', { name: /^棠香街道：/ }).first().focus() // prettier-ignore
    const before = await wall.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await wall.keyboard.press('ArrowRight')
    expect(await wall.evaluate(() => document.activeElement?.getAttribute('aria-label'))).not.toBe(before)
    await wall.keyboard.press('ArrowLeft')
    expect(await wall.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(before)
    await wall.keyboard.press('Enter')
    await wall.locator('.amap').getByRole('button', { name: /^惜字阁村：在办/ }).focus() // prettier-ignore
    await wall.keyboard.press('Enter')
    await wall.locator('.amap').getByRole('button', { name: /^惜字阁村第1网格：在办/ }).waitFor() // prettier-ignore
    await wall.keyboard.press('Escape')
    await wall.locator('.amap').getByRole('button', { name: /^惜字阁村：在办/ }).waitFor() // prettier-ignore
    await wall.keyboard.press('Escape')
    await wall.locator('.amap').getByRole('button', { name: /^棠香街道：/ }).waitFor() // prettier-ignore
    await wall.keyboard.press('2')
    expect(await wall.getByRole('button', { name: /超时$/ }).first().getAttribute('aria-pressed')).toBe('true') // prettier-ignore
    await wall.keyboard.press('1')
  })

  it('leads from each number to as many rows as it says, lists and places included', async () => {
    await wall.keyboard.press('l')
    const links = await wall
      .getByRole('link', { name: /看明细$/ })
      .evaluateAll((nodes) => nodes.map((node) => ({ href: node.getAttribute('href') ?? '', name: node.getAttribute('aria-label') ?? '' })))
    await wall.keyboard.press('l')
    expect(links.length).toBeGreaterThan(60)
    const wrong: string[] = []
    for (const { href, name } of links) {
      const said = Number(/：(\d+)(?:，|$)/.exec(name)?.[1] ?? '-1')
      const { total } = await leader.ask('matters', { query: Object.fromEntries(new URL(href, journey.app.url).searchParams) })
      if (total !== said) wrong.push(`${name} → ${total} at ${href}`)
    }
    expect(wrong).toEqual([])
  })

  it('has a page for each line that is not crossed, with the same figure', async () => {
    const centre = await leader.ask('centre')
    const views = await leader.ask('identityViews')
    const night = await leader.ask('nightNotices')
    expect([views.total, views.of]).toEqual([centre.lines.reveals.n, centre.lines.reveals.of])
    expect([night.total, night.of]).toEqual([centre.lines.nightNotices.n, centre.lines.nightNotices.of])
    for (const [name, title] of [['看居民身份', '看居民身份的记录'], ['夜里打扰', '夜里打扰的记录'], ['记录校验', '记录校验']] as const) {
      await wall.getByRole('link', { name: new RegExp(`^${name}：.*看这些记录$`) }).click()
      await wall.getByRole('heading', { name: title }).waitFor()
      await wall.locator('.sum, .verdict').first().waitFor()
      expect(await barriers(wall), name).toEqual([])
      await wall.getByRole('link', { name: '回呼应中心' }).click()
      await wall.locator('.amap').waitFor()
    } // prettier-ignore
  })

  it('freezes, and hands out what stands on the screen', async () => {
    const open = await wall.locator('.towns h2 a.fig').first().textContent()
    await wall.keyboard.press('f')
    await sees(wall, /^定格在/)
    await reportBy(journey.app, { area: officer.somebody?.area ?? 0, what: '定格以后的灯' })
    await journey.app.settle()
    await wall.keyboard.press('e')
    await wall.getByRole('dialog', { name: '定格的数字' }).waitFor()
    const file = async (name: string): Promise<string> => {
      const [download] = await Promise.all([wall.waitForEvent('download'), wall.getByRole('dialog').getByRole('button', { name }).click()])
      return readFile((await download.path()) ?? '', 'utf8')
    }
    const Kept = z.object({ at: z.string(), rows: z.array(z.object({ name: z.object({ zh: z.string() }), n: z.number(), of: z.number().nullable(), formula: z.object({ zh: z.string() }), rate: z.string().nullable() })) }) // prettier-ignore
    const kept = Kept.parse(JSON.parse(await file('JSON')))
    const csv = await file('CSV')
    const row = (name: string) => kept.rows.find((each) => each.name.zh === name)
    expect(String(row('现在在办')?.n)).toBe(open)
    expect(row('挂牌督办：在办')?.n).toBe(6)
    expect(row('末尾议题：在办')?.n).toBe(4)
    expect(row('30 天，说办好了')?.rate).toBe('no data')
    expect(kept.rows.every((each) => each.formula.zh.length > 3)).toBe(true)
    const shown = await wall
      .getByRole('dialog')
      .locator('tbody tr:not(.panel)')
      .evaluateAll((rows) => rows.map((each) => [each.children[0]?.textContent, /^\d+(\/\d+)?/.exec(each.children[1]?.textContent ?? '')?.[0]]))
    expect(shown).toEqual(kept.rows.map((each) => [each.name.zh, each.of === null ? String(each.n) : `${each.n}/${each.of}`]))
    expect(csv.split('\r\n').length).toBe(kept.rows.length + 2)
    const [book] = await Promise.all([wall.waitForEvent('download'), wall.getByRole('dialog').getByRole('button', { name: 'Excel' }).click()])
    const sheets = await readWorkbook(await readFile((await book.path()) ?? ''))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['呼和应', '居民说了算', '在哪一级办好', '紧急和超时', '挂牌督办', '末尾议题', '在册人手', '分地方', '每小时', '守得住的底线', '紧急和超时·清单', '挂牌督办·清单', '末尾议题·清单']) // prettier-ignore
    const told = sheets.filter(({ data }) => data[0]?.includes('公式')).flatMap(({ data }) => data.slice(1).map((line) => [line[0], line[2] === null ? String(line[1]) : `${String(line[1])}/${String(line[2])}`])) // prettier-ignore
    expect(told).toEqual(shown)
    await wall.getByRole('dialog').getByRole('button', { name: '关上，接着更新' }).click()
    await wall.getByRole('link', { name: new RegExp(`^现在在办：${Number(open) + 1}，`) }).first().waitFor() // prettier-ignore
  })

  it('has no barrier in either language', async () => {
    expect(await barriers(wall)).toEqual([])
    await wall.getByRole('button', { name: 'English' }).click()
    expect(await barriers(wall)).toEqual([])
    await wall.getByRole('button', { name: '中文' }).click()
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
