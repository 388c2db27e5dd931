// The way from the scan to the receipt is light: at most 100 000 bytes in all, and it works on the slowest network of a village.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { sees, startJourney, type Journey } from '../support/journey.ts'

const budget = 100_000
let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

async function scansAndReports(phone: Page): Promise<void> {
  await phone.goto(journey.url('/dazu/s/TX-0417'))
  await phone.getByText('灯不亮', { exact: true }).click()
  await phone.getByRole('button', { name: '提交上报' }).click()
  await sees(phone, '收到了，有人接了')
}

describe('the way from the scan to the receipt', () => {
  it('downloads no more than 100 000 bytes of pages, scripts, styles, fonts and pictures, compressed', async () => {
    const phone = await journey.phone()
    const files = new Map<string, Promise<Buffer>>()
    phone.on('response', (answer) => {
      const path = new URL(answer.url()).pathname
      if (!path.startsWith('/api/')) files.set(path, answer.body())
    })
    // What the page fetches afterwards for a time without a network counts as well.
    const kept = phone.waitForResponse(/assets\/waiting-.*\.js$/)
    await scansAndReports(phone)
    await kept
    await phone.waitForLoadState('networkidle')
    const sizes = await Promise.all([...files].map(async ([path, body]) => ({ path, bytes: gzipSync(await body, { level: 9 }).length })))
    const total = sizes.reduce((sum, each) => sum + each.bytes, 0)
    console.log(`${total} of ${budget} bytes: ${sizes.map((each) => `${each.path} ${each.bytes}`).join(', ')}`)
    expect(sizes.some((each) => each.path.endsWith('.js'))).toBe(true)
    expect(sizes.some((each) => each.path.endsWith('.css'))).toBe(true)
    expect(total).toBeLessThanOrEqual(budget)
  })

  it('works at 400 kbit/s with 400 ms to every answer, without an error', async () => {
    const phone = await journey.phone()
    const network = await phone.context().newCDPSession(phone)
    await network.send('Network.enable')
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 })
    const failed: string[] = []
    phone.on('requestfailed', (request) => failed.push(`${request.url()} ${request.failure()?.errorText ?? ''}`))
    phone.on('response', (answer) => answer.status() >= 400 && failed.push(`${answer.url()} ${answer.status()}`))
    await scansAndReports(phone)
    expect(failed).toEqual([])
    expect(journey.faults).toEqual([])
  })
})
