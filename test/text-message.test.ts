// A sign-in code as a text message: what the gateway gets, what happens when it fails, and that no log knows number or code.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { compose } from '../server/compose.ts'
import { makePeopleHandlers } from '../server/people/endpoints.ts'
import { makeTextMessages } from '../server/people/text-message.ts'
import type { SendCode } from '../server/people/phone-sign-in.ts'
import { isRefused } from '../server/matters/endpoint.ts'
import { readSettings } from '../server/settings.ts'
import { freshDistrict, type TestDistrict } from './support/district.ts'

type Heard = { readonly method: string; readonly token: string | undefined; readonly type: string | undefined; readonly body: unknown }
let dazu: TestDistrict
let gateway: Server
let url = ''
const heard: Heard[] = []
/** What the gateway answers next, in order; 0 hangs up, 1 stays silent, and when nothing is left it takes the message. */
let answers: number[] = []
const logged: string[] = []

beforeAll(async () => {
  dazu = await freshDistrict({ people: false, mode: 'production' })
  gateway = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push({ method: request.method ?? '', token: request.headers.authorization, type: request.headers['content-type'], body })
      const status = answers.shift() ?? 200
      if (status === 0) request.socket.destroy()
      else if (status !== 1) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('13900000001 was told 123456')
    })
  })
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${portOf(gateway.address())}/send`
})
afterAll(async () => {
  gateway.close()
  await dazu.close()
})
beforeEach(() => {
  heard.length = 0
  logged.length = 0
  answers = []
  vi.spyOn(console, 'error').mockImplementation((line) => void logged.push(String(line)))
})
afterEach(() => vi.restoreAllMocks())

const portOf = (address: string | AddressInfo | null): number => (typeof address === 'object' && address !== null ? address.port : 0)
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: string[] = []
  for await (const part of request) parts.push(String(part))
  return JSON.parse(parts.join(''))
}

let phones = 13_900_000_000
const around = { params: { district: 'dazu' }, query: {} }
const noCookies = { userAgent: '', sessionToken: null, setSession: () => undefined, clearSession: () => undefined }
const ask = async (sender: SendCode | null, phone = String(phones++)) => {
  const { house, ground } = dazu
  const answer = await makePeopleHandlers(sender).sendCode({
    ...around,
    house,
    ground,
    caller: dazu.visitor(phone),
    body: { phone },
    reply: noCookies,
  })
  return { phone, answer, code: isRefused(answer) ? answer.refused.code : 'sent' }
}

describe('a resident who asks for a code', () => {
  it('gets it as a text message with the words around it, and signs in with it', async () => {
    const { phone, answer } = await ask(makeTextMessages({ url, token: 'of-the-gateway' }))
    expect(answer).toMatchObject({ sent: true, demoCode: null })
    expect(heard).toMatchObject([{ method: 'POST', token: 'Bearer of-the-gateway', type: 'application/json', body: { phone } }])
    const code = /\d{6}/.exec(JSON.stringify(heard[0]?.body).replace(phone, ''))?.[0] ?? ''
    const { house, ground } = dazu
    const signedIn = await makePeopleHandlers(null).signInPhone({ ...around, house, ground, caller: dazu.visitor(), body: { phone, code }, reply: noCookies }) // prettier-ignore
    expect(signedIn).toHaveProperty('viewer')
  })

  it('gets it on the second try when the gateway stumbled once', async () => {
    for (const stumble of [500, 503, 429, 0]) {
      heard.length = 0
      answers = [stumble]
      expect((await ask(makeTextMessages({ url, token: null }))).code, String(stumble)).toBe('sent')
      expect(heard.map(({ body }) => body)).toEqual([heard[0]?.body, heard[0]?.body])
      expect(heard[0]?.token).toBeUndefined()
    }
    expect(logged).toEqual([])
  })

  it('does not wait for ever on a gateway that says nothing', async () => {
    answers = [1, 1]
    expect((await ask(makeTextMessages({ url, token: null }, 50))).code).toBe('not-sent')
    expect(heard).toHaveLength(2)
    expect(logged.join()).toContain('silent for too long')
    gateway.closeAllConnections()
  })

  it('hears what helps when it could not be sent, may ask again at once, and no log knows the number or the code', async () => {
    const sender = makeTextMessages({ url, token: 'of-the-gateway' })
    answers = [500, 500]
    const { phone, answer } = await ask(sender)
    expect(answer).toMatchObject({ status: 503, refused: { code: 'not-sent', label: { zh: expect.stringContaining('不登录也能上报') } } })
    expect(heard).toHaveLength(2)
    expect(logged).toEqual([JSON.stringify({ at: 'sms', error: 'the gateway answered 500' })])
    expect(logged.join()).not.toMatch(new RegExp(`${phone}|of-the-gateway|\\d{6}`))
    expect((await ask(sender, phone)).code).toBe('sent')
  })

  it('is not kept waiting by a refusal that would only be repeated, nor sent on to somebody else', async () => {
    answers = [401]
    expect((await ask(makeTextMessages({ url, token: 'an old one' }))).code).toBe('not-sent')
    expect(heard).toHaveLength(1)
    answers = [302, 302]
    expect((await ask(makeTextMessages({ url, token: null }))).code).toBe('not-sent')
    const nobody = makeTextMessages({ url: 'http://127.0.0.1:9/send', token: null })
    expect((await ask(nobody)).code).toBe('not-sent')
  })

  it('without a gateway in production is told of the ways that are open: no account, the receipt, the hotline', async () => {
    const { answer } = await ask(null)
    expect(answer).toMatchObject({ status: 503, refused: { code: 'no-sender' } })
    const { zh, en } = isRefused(answer) ? answer.refused.label : { zh: '', en: '' }
    for (const word of ['不登录也能上报', '回执号', '12345']) expect(zh).toContain(word)
    for (const word of ['report without signing in', 'receipt', '12345']) expect(en).toContain(word)
  })
})

describe('a server', () => {
  it('is composed with the gateway it was given', async () => {
    const { house, ground } = dazu
    const parts = compose(house, { sendCode: makeTextMessages({ url, token: null }) })
    const answer = await parts.handlers.sendCode({ ...around, house, ground, caller: dazu.visitor('composed'), body: { phone: '13800000001' }, reply: noCookies }) // prettier-ignore
    expect(answer).toMatchObject({ sent: true })
    expect(heard).toHaveLength(1)
  })

  it('reads where messages go from its settings, and refuses an address that is none', () => {
    expect(readSettings({ SMS_URL: 'https://sms.example.cn/send', SMS_TOKEN: 'abc' }).sms).toEqual({
      url: 'https://sms.example.cn/send',
      token: 'abc',
    })
    expect(readSettings({ SMS_URL: 'https://sms.example.cn/send' }).sms).toEqual({ url: 'https://sms.example.cn/send', token: null })
    expect(readSettings({ SMS_URL: '' }).sms).toBeNull()
    expect(() => readSettings({ SMS_URL: 'sms.example.cn' })).toThrow('SMS_URL is wrong: must be an address that starts with https://')
    expect(() => readSettings({ SMS_URL: 'ftp://sms.example.cn' })).toThrow('SMS_URL is wrong')
  })
})
