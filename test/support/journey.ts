// Days in a real browser: one server and one Chromium per file, a context for each person, and one hour on everybody's clock.
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import sharp from 'sharp'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Calls } from '../../core/api.ts'
import type { MatterPage } from '../../core/shapes.ts'
import { newAct, startApp, type AppOptions, type Client, type TestApp } from './app.ts'
import { launchBrowser } from './browser.ts'

export type ScreenOptions = {
  readonly width?: number
  readonly height?: number
  /** whose session this browser has; nobody's without */
  readonly as?: Client
  readonly lang?: 'zh' | 'en'
  readonly mode?: 'standard' | 'elder'
  /** the service worker may install itself; it then fetches every page of the resident in the background */
  readonly worker?: boolean
}
export type Journey = {
  readonly app: TestApp
  readonly browser: Browser
  /** the village of the story */
  readonly village: string
  phone(options?: ScreenOptions): Promise<Page>
  desk(as: Client, options?: ScreenOptions): Promise<Page>
  url(path: string): string
  /** moves the server's clock and every browser's, then lets happen what is due */
  advance(ms: number): Promise<void>
  /** errors that no page may have; empty when all is well */
  readonly faults: readonly string[]
  close(): Promise<void>
}

export const hour = 3_600_000
export const day = 24 * hour

export async function startJourney(options: AppOptions = {}): Promise<Journey> {
  const app = await startApp(options)
  const browser = await launchBrowser()
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const now = () => app.there.house.now()
  const open = async (wish: ScreenOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: wish.width ?? 390, height: wish.height ?? 844 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      serviceWorkers: wish.worker ? 'allow' : 'block',
      extraHTTPHeaders: { 'x-forwarded-for': [10, randomInt(256), randomInt(256), randomInt(1, 255)].join('.') },
    })
    context.setDefaultTimeout(15_000)
    await context.clock.setFixedTime(now())
    await prefer(context, wish)
    if (wish.as) await context.addCookies(Object.entries(wish.as.cookies()).map(([name, value]) => ({ name, value, url: app.url })))
    contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    // what the pages' own security policy forbids, no page may try
    page.on('console', (said) => said.type() === 'error' && /Content.Security.Policy|default-src/i.test(said.text()) && faults.push(`${page.url()}: ${said.text()}`)) // prettier-ignore
    page.on('response', (answer) => answer.status() >= 500 && faults.push(`${answer.url()}: ${answer.status()}`))
    return page
  }
  return {
    app,
    browser,
    village: '惜字阁村',
    phone: (wish = {}) => open(wish),
    desk: (as, wish = {}) => open({ width: 1440, height: 900, ...wish, as }),
    url: (path) => app.url + path,
    advance: async (ms) => {
      app.there.advance(ms)
      await app.settle()
      for (const context of contexts) await context.clock.setFixedTime(now())
    },
    faults,
    close: async () => {
      await browser.close()
      await app.close()
    },
  }
}

/** The first page of a browser already finds the wishes that a person would have pressed. */
export async function prefer(context: BrowserContext, { lang, mode }: Pick<ScreenOptions, 'lang' | 'mode'>): Promise<void> {
  if (!lang && !mode) return
  await context.addInitScript(({ lang, mode }) => {
    if (lang) localStorage.setItem('huying-language', lang)
    if (mode) localStorage.setItem('huying-mode', mode)
  }, { lang, mode }) // prettier-ignore
}

/** Waits until the words stand on the page. */
export const sees = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).locator('visible=true').first().waitFor()
export const isThere = async (page: Page, words: string | RegExp): Promise<boolean> =>
  (await page.getByText(words).locator('visible=true').count()) > 0

export type Told = Partial<Calls['report']['body']>
/** A report over the interface that the pages use themselves, from a phone of its own. */
export const reportBy = (app: TestApp, told: Told = {}): Promise<Calls['report']['answer']> =>
  app.visitor().ask('report', { body: { act: newAct(), id: newAct(), category: 'lamp-out', what: '路灯不亮，晚上看不见路', ...told } })

export type Deed = { readonly id: string; readonly action: string; readonly answers?: Readonly<Record<string, unknown>> }
/** One act of somebody on duty whose day is not the one being told. */
export const act = async (client: Client, { id, action, answers = {} }: Deed): Promise<MatterPage> =>
  (await client.ask('act', { params: { id }, body: { act: newAct(), action, answers: { ...answers } } })).page
export const read = (client: Client, id: string): Promise<MatterPage> => client.ask('matter', { params: { id } })

/** The name of a holder as an answer of the form. */
export const holderOf = (client: Client): Record<string, unknown> => {
  const posting = client.somebody?.caller.postings[0]
  if (!posting) throw new Error('This client holds no post.')
  return {
    post: posting.post,
    ...(posting.area === null ? {} : { area: posting.area }),
    ...(posting.organisation === null ? {} : { organisation: posting.organisation }),
  }
}

/** A photograph that nobody took: grey stripes, but a real JPEG. */
export async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const stripes = Buffer.from(Array.from({ length: 320 * 240 * 3 }, (_, n) => (n % 97 < 48 ? 90 : 180)))
  return {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp(stripes, { raw: { width: 320, height: 240, channels: 3 } })
      .jpeg()
      .toBuffer(),
  }
}

/** The page stands still: it has come, nothing waits any more and nothing has moved for a moment. */
export async function stands(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.querySelector('main') ?? document.querySelector('#page')
    if (!root || root.textContent.trim().length < 4 || /正在打开|Opening…|正在找……|Loading/.test(root.textContent)) return false
    const kept = Reflect.get(globalThis, 'huyingMoved')
    if (kept === undefined) {
      const moved = { at: performance.now() }
      Reflect.set(globalThis, 'huyingMoved', moved)
      new MutationObserver(() => (moved.at = performance.now())).observe(document, { subtree: true, childList: true, attributes: true })
      return false
    }
    return performance.now() - kept.at > 120
  }, undefined, { polling: 40 }) // prettier-ignore
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
/** What axe finds, one sentence each: the rule, how often, and the first place. */
export async function barriers(page: Page): Promise<string[]> {
  // A page that has axe keeps it until it is opened anew; frames inside it may be younger than that.
  const hasAxe = page.frames().length === 1 && (await page.evaluate(() => 'axe' in globalThis))
  const builder = new AxeBuilder({ page, axeSource: hasAxe ? ';' : axe })
  const { violations, passes } = await builder
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .setLegacyMode(true)
    .analyze()
  if (passes.length < 5) return ['axe looked at nothing']
  return violations.map(
    (each) =>
      `${each.id} ×${each.nodes.length} ${each.nodes[0]?.target.join(' ') ?? ''} — ${each.nodes[0]?.failureSummary?.replace(/\s+/g, ' ').slice(0, 260) ?? ''}`,
  )
}

/** Null when nothing has to be scrolled sideways at this width; otherwise by how much, and the first thing that stands out. */
export async function standsOut(page: Page, width: number): Promise<string | null> {
  await page.setViewportSize({ width, height: 844 })
  await stands(page)
  const found = await page.evaluate(() => {
    const most = document.documentElement.scrollWidth
    if (most <= innerWidth) return null
    const wide = [...document.querySelectorAll('body *')]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5 && node.getBoundingClientRect().width > 0)
      .at(-1)
    return `${most} > ${innerWidth}: <${wide?.tagName.toLowerCase() ?? '?'} class="${wide?.getAttribute('class') ?? ''}"> ${wide?.textContent.slice(0, 40) ?? ''}`
  })
  return found === null ? null : `at ${width} px: ${found}`
}

const languages = ['zh', 'en'] as const
const modes = ['standard', 'elder'] as const
/** Four browsers of one person: both languages in both modes. */
export async function fourWays(journey: Journey, wish: ScreenOptions): Promise<{ page: Page; name: string; mode: 'standard' | 'elder' }[]> {
  const ways = languages.flatMap((lang) => modes.map((mode) => ({ lang, mode })))
  return Promise.all(ways.map(async ({ lang, mode }) => ({ page: await journey.phone({ ...wish, lang, mode }), name: `${mode}/${lang}`, mode })))
}
