// Several answering processes on one port: they tell each other what happened, and one that dies is replaced.
import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gone, programOn, type Started } from './support/program.ts'

const { start, remove } = programOn()
let server: Started
beforeAll(async () => {
  server = await start({ HUYING_PROCESSES: '2' })
}, 120_000)
afterAll(remove)

const post = async (path: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
  return answer.json()
}

/** A stream on a connection of its own, so that the next one meets the next process; gives what it hears. */
const listen = (receipt: string): Promise<() => string> =>
  new Promise((ready, fail) => {
    const heard: string[] = []
    get(`${server.url}/api/dazu/live?receipt=${receipt}`, { agent: false }, (answer) => {
      answer.on('data', (part: Buffer) => {
        heard.push(part.toString())
        ready(() => heard.join(''))
      })
      answer.on('error', () => undefined)
    }).on('error', fail)
  })

const processesOf = (pid: number | undefined): number[] => {
  const list = `/proc/${pid}/task/${pid}/children`
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : []
}
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let round = 0; round < 200 && !(await isSo()); round++) await new Promise((wake) => setTimeout(wake, 50))
  expect(await isSo()).toBe(true)
}

describe('a server of several answering processes', () => {
  it('wakes everybody who follows a matter, whichever process they reached', async () => {
    const said = await post('/api/dazu/reports', {
      act: randomUUID(),
      id: randomUUID(),
      category: 'lamp-out',
      what: '路灯不亮',
      standing: 'anonymous',
    })
    const { receipt } = z.object({ receipt: z.string() }).parse(said)
    const hearers = await Promise.all(Array.from({ length: 6 }, () => listen(receipt)))
    await post(`/api/dazu/follow/${receipt}/acts`, { act: randomUUID(), action: 'withdraw', answers: {} })
    await until(() => hearers.every((heard) => heard().includes('event: wake')))
  })

  it('replaces a process that dies, and ends whole when it is told to', async () => {
    const [first] = processesOf(server.child.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(process.execPath))
    if (first !== undefined) {
      process.kill(first, 'SIGKILL')
      await until(() => server.said().includes('"ended":"SIGKILL"'))
    }
    for (let asked = 0; asked < 8; asked++) expect((await fetch(`${server.url}/health`)).status).toBe(200)
    server.child.kill('SIGTERM')
    expect(await gone(server.child)).toBe(0)
    expect(processesOf(server.child.pid)).toEqual([])
  })
})
