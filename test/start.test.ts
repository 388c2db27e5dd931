// Starting the server when something is in the way: a taken port, another server on the same data, a death before; each with words that help.
import { existsSync } from 'node:fs'
import { createServer as createGateway } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isLocked } from '../server/db/launch/lock.ts'
import { gone, programOn } from './support/program.ts'

const { dataDir, start, remove } = programOn()
afterAll(remove)

const portOf = (address: string | AddressInfo | null): number => (typeof address === 'object' && address !== null ? address.port : 0)
const askForCode = async (url: string | null) => {
  const body = JSON.stringify({ phone: '13900000001' })
  return fetch(`${url ?? ''}/api/dazu/sign-in/code`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}
const answers = async (url: string | null) => (await fetch(`${url ?? ''}/health`)).status

it(
  'a taken port, a second start and a death are each told plainly, and the next start works, with the text messages of its settings',
  { timeout: 120_000 },
  async () => {
    const squatter = createServer()
    await new Promise<void>((ready) => squatter.listen(0, '127.0.0.1', ready))
    const port = String(portOf(squatter.address()))
    const refused = await start({ PORT: port })
    expect(refused.code).toBe(1)
    expect(refused.said()).toContain(`Port ${port} is taken on 127.0.0.1. Stop what runs there, or choose another: PORT=3001 npm start`)
    expect(refused.said()).not.toMatch(/\n\s+at /)
    // told before anything is made
    expect(existsSync(join(dataDir, 'postgres-18'))).toBe(false)
    squatter.close()

    // nothing of the failed start is in the way of the next
    const first = await start()
    expect(await answers(first.url)).toBe(200)
    expect(first.said()).not.toContain('counted anew')
    const demo = await fetch(`${first.url ?? ''}/demo/dazu`)
    expect([demo.status, await demo.text()]).toEqual([404, expect.stringContaining('没有演示')])
    const unsent = await askForCode(first.url)
    expect([unsent.status, await unsent.text()]).toEqual([503, expect.stringContaining('no-sender')])
    const second = await start()
    expect(second.code).toBe(1)
    expect(second.said()).toContain(`already in use by process ${first.child.pid}. Stop that one first, or choose another folder with DATA_DIR`)
    expect(await answers(first.url)).toBe(200)

    first.child.kill('SIGKILL')
    await gone(first.child)
    const heard: string[] = []
    const gateway = createGateway((request, response) => {
      heard.push(request.headers.authorization ?? '')
      response.end()
    })
    await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready))
    const third = await start({ SMS_URL: `http://127.0.0.1:${portOf(gateway.address())}/send`, SMS_TOKEN: 'of-the-gateway' })
    expect(third.said()).toContain('is stopped first')
    expect(await answers(third.url)).toBe(200)
    expect((await askForCode(third.url)).status).toBe(200)
    expect(heard).toEqual(['Bearer of-the-gateway'])
    gateway.close()
    third.child.kill('SIGTERM')
    expect(await gone(third.child)).toBe(0)
    expect(isLocked(dataDir)).toBe(false)
  },
)

it('a setting that is wrong is named, and nothing is started', async () => {
  const wrong = { PORT: 'eighty', HUYING_DISTRICT: 'atlantis', SMS_URL: 'sms.example.cn' }
  const { code, said } = await start(wrong)
  expect(code).toBe(1)
  for (const name of Object.keys(wrong)) expect(said()).toContain(`The setting ${name} is wrong`)
  expect(isLocked(dataDir)).toBe(false)
})

it('an address, a database or a folder that is not there is named in one sentence, and the program ends', { timeout: 60_000 }, async () => {
  const cases: readonly (readonly [Record<string, string>, string])[] = [
    [{ HOST: '999.1.1.1' }, 'The setting HOST is wrong: this machine has no address 999.1.1.1'],
    [{ PORT: 'abc' }, 'The setting PORT is wrong: must be a whole number from 0 to 65535'],
    [{ DATABASE_URL: 'postgres://huying:secret@127.0.0.1:1/huying' }, 'no database answers at 127.0.0.1:1/huying (connect ECONNREFUSED'],
    [{ DATA_DIR: '/proc/huying' }, 'The data folder /proc/huying cannot be made'],
  ]
  for (const [more, words] of cases) {
    const { code, said } = await start(more)
    expect(code, words).toBe(1)
    expect(said()).toContain(words)
    expect(said().trim().split('\n'), words).toHaveLength(1)
    expect(said()).not.toContain('secret')
  }
})
