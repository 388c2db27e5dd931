// Everything that can be sent is answered with a page or with words that help, and never with a failure of ours.
import { existsSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { api } from '../core/api.ts'
import { paths, type PathName } from '../core/paths.ts'
import { isRefusal, newAct, pathOf, startApp, type TestApp } from './support/app.ts'
import { naughtyStrings, nested, spoilt, validOf, waysIn, wrongTypes } from './support/naughty.ts'
import { prove } from './support/proof.ts'

type Sent = { readonly who: string; readonly method: string; readonly path: string; readonly body?: string | Uint8Array; readonly type?: string }
let app: TestApp
const cookies: Record<string, string> = { visitor: '' }
let matter = ''
let receipt = ''
let sent = 0
const wrong: string[] = []
const said: string[] = []
const names = Object.keys(paths).filter((name): name is PathName => name in paths)
const longList = process.env['NAUGHTY_STRINGS'] ?? ''
const strings = existsSync(longList) ? [...naughtyStrings, ...z.array(z.string()).parse(JSON.parse(readFileSync(longList, 'utf8')))] : naughtyStrings

vi.setConfig({ testTimeout: 600_000 })

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void said.push(words.map(String).join(' ')))
  app = await startApp()
  const officer = await app.become('gridOfficer')
  const admin = await app.become('systemAdmin')
  const resident = app.visitor()
  const code = await resident.ask('sendCode', { body: { phone: '13800000001' } })
  await resident.ask('signInPhone', { body: { phone: '13800000001', code: code.demoCode ?? '' } })
  for (const [who, client] of Object.entries({ officer, admin, resident }))
    cookies[who] = `huying_session=${client.cookies()['huying_session'] ?? ''}`
  const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto)?.code ?? ''
  const born = await resident.ask('report', { body: { act: newAct(), id: newAct(), area: officer.somebody?.area ?? 0, category } })
  ;({ id: matter, receipt } = born)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await app.close()
})

/** Sends it from a network and a device nobody has seen, so that limits do not hide what lies behind them. */
async function send({ who, method, path, body, type }: Sent): Promise<void> {
  sent += 1
  const address = [11, (sent >> 16) & 255, (sent >> 8) & 255, sent & 255].join('.')
  const headers = {
    'x-forwarded-for': address,
    cookie: cookies[who] ?? '',
    ...(method === 'GET' ? {} : { 'content-type': type ?? 'application/json' }),
  }
  const once = () => fetch(app.url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body: Buffer.from(body) }) })
  // a connection that the server has just let go may be picked up again by the client: any browser tries once more
  const response = await once().catch(once).catch(once)
  const text = await response.text()
  if (response.status < 300 || (response.status === 302 && response.headers.get('location') === `/${app.slug}`)) return
  const isOurs = response.status >= 500 && !(response.status === 503 && /SMS|短信|sender|sent|发不/.test(text))
  if (isOurs || !isRefusal(parsed(text)))
    wrong.push(`${who} ${method} ${path.slice(0, 120)} ${String(body).slice(0, 160)} → ${response.status} ${text.slice(0, 200)}`)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function sendAll(all: readonly Sent[]): Promise<void> {
  const queue = [...all]
  await Promise.all(Array.from({ length: 24 }, async () => { for (let next = queue.pop(); next; next = queue.pop()) await send(next) })) // prettier-ignore
  expect(wrong.splice(0)).toEqual([])
}

/** Signing out would end the test's own sessions. */
const rolesFor = (name: PathName) => (name === 'signOut' ? ['visitor'] : Object.keys(cookies))
const paramsOf = (name: PathName) => ({
  ...Object.fromEntries(Object.keys(api[name].params.shape).map((key) => [key, newAct()])),
  district: app.slug,
  ...('receipt' in api[name].params.shape ? { receipt } : {}),
  ...('id' in api[name].params.shape && name !== 'dropDevice' ? { id: matter } : {}),
})
const shareOf = (turn: number, parts: number): readonly unknown[] => [...strings, ...wrongTypes].filter((_, at) => at % parts === turn % parts)
const isPost = (name: PathName) => paths[name][0] === 'POST'
/** Each field gets its share of what is naughty, each time another, so that all of it meets every kind of field. */
let round = 0
const sharesFor = (who: string): readonly unknown[] => (who === 'officer' ? shareOf(round++, 3) : shareOf(round++, 8))

describe('every endpoint', () => {
  it('answers each spoilt field of each body', async () => {
    const all = names.filter(isPost).flatMap((name) => {
      const body = validOf(api[name].body)
      return rolesFor(name).flatMap((who) =>
        [body, ...waysIn(body).flatMap((way) => sharesFor(who).map((value) => spoilt(body, way, value)))].map((each) => ({
          who,
          method: 'POST',
          path: pathOf(name, paramsOf(name)),
          body: JSON.stringify(each),
        })),
      )
    })
    await sendAll(all)
    expect(sent).toBeGreaterThan(2500)
  })

  it('answers each spoilt part of each address', async () => {
    const all = names.flatMap((name) => {
      const method = paths[name][0]
      const body = method === 'GET' ? {} : { body: JSON.stringify(validOf(api[name].body)) }
      const texts = strings.filter((each) => !/\p{Surrogate}/u.test(each))
      return rolesFor(name).flatMap((who) => [
        ...Object.keys(api[name].params.shape).flatMap((part) =>
          texts
            .filter((_, at) => at % (who === 'officer' ? 2 : 12) === 0)
            .map((text) => ({ who, method, path: pathOf(name, { ...paramsOf(name), [part]: text }), ...body })),
        ),
        ...Object.keys(api[name].query.shape).flatMap((part) =>
          texts
            .filter((_, at) => at % (who === 'officer' ? 2 : 12) === 0)
            .map((text) => ({ who, method, path: pathOf(name, paramsOf(name), { [part]: text }), ...body })),
        ),
      ])
    })
    await sendAll(all)
  })

  it('answers bodies that are no bodies', async () => {
    const broken: { body: string | Uint8Array; type?: string }[] = [
      { body: '' }, { body: '{' }, { body: '[' }, { body: 'null' }, { body: '"text"' }, { body: '[]' }, { body: '{"__proto__":{"x":1}}' }, { body: '{"constructor":{"prototype":{"x":1}}}' }, { body: '{"act":1e999}' }, { body: '{"act":NaN}' }, { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]) },
      { body: 'a=b', type: 'application/x-www-form-urlencoded' }, { body: '--x\r\n', type: 'multipart/form-data; boundary=x' }, { body: '<a/>', type: 'text/xml' }, { body: '{}', type: 'application/json; charset=utf-16' }, { body: '{}', type: 'nonsense' }, { body: 'x', type: 'image/png' }, { body: '{}', type: 'text/plain' },
      { body: JSON.stringify({ answers: nested(2000) }) }, { body: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
    ] // prettier-ignore
    const all = names
      .filter((name) => paths[name][0] !== 'GET')
      .flatMap((name) =>
        rolesFor(name).flatMap((who) => broken.map((each) => ({ who, method: paths[name][0], path: pathOf(name, paramsOf(name)), ...each }))),
      )
    await sendAll(all)
  })

  it('answers what is far too long', async () => {
    const long = names.filter(isPost).map((name) => ({
      who: 'officer',
      method: 'POST',
      path: pathOf(name, paramsOf(name)),
      body: JSON.stringify({ act: newAct(), words: '很'.repeat(350_000), what: 'x'.repeat(1_000_000) }),
    }))
    const longer = names.filter(isPost).slice(0, 6).map((name) => ({ who: 'visitor', method: 'POST', path: pathOf(name, paramsOf(name)), body: 'x'.repeat(5_000_000) })) // prettier-ignore
    await sendAll([...long, ...longer])
  })

  it('answers addresses that no browser would make', async () => {
    const odd = ['/%', '/%ff', '/%c0%ae', '/api/%', '/api/dazu/%E0%A4%A', `/api/dazu/matters/${'a'.repeat(3000)}`, '/api/dazu/near?lon=1&lon=2&lat[]=3', '/api/dazu/inbox?limit=1e9', '/api/dazu/inbox?after=%00', '/api/dazu/matters?q=%ed%a0%80', '/api/dazu/live?receipt=%00', '/api/dazu/live?receipt[]=a', '/api/nowhere/me', '/api/dazu/files/%2e%2e%2fsecret', '/api/dazu/files/x?receipt=' + '9'.repeat(500), '/api/dazu/labels.pdf?area=1e99&size=9x9', '/api/dazu/labels.pdf?area=999999999999', '/api/__proto__/me', '/openapi.json/', '/api/dazu/uploads/../../x', '//', '/health/..', '/api/dazu/matters/constructor'] // prettier-ignore
    const all = odd.flatMap((path) =>
      Object.keys(cookies)
        .filter((who) => !(path.includes('/live?') && who === 'officer') && !(path.includes('/live?') && who !== 'officer' && !path.includes('x')))
        .flatMap((who) =>
          ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({ who, method, path, ...(method === 'GET' ? {} : { body: '{}' }) })),
        ),
    )
    await sendAll(all)
  })

  it('answers pictures that lie', async () => {
    const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } }).jpeg().toBuffer() // prettier-ignore
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>')
    const lies = [
      Buffer.alloc(0),
      Buffer.from('not a picture'),
      jpeg.subarray(0, 200),
      Buffer.concat([jpeg.subarray(0, 300), Buffer.alloc(5000, 255)]),
      svg,
      Buffer.from('GIF89a'),
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100)]),
      Buffer.from('RIFF____WEBPVP8 '),
      Buffer.from('%PDF-1.7'),
      Buffer.from('\u0000\u0000\u0000\u0018ftypheic'),
    ]
    const all = ['photos', 'voice', 'video'].flatMap((kind) =>
      ['image/jpeg', 'image/png', 'image/svg+xml', 'audio/mpeg', 'video/mp4', 'application/json', 'application/octet-stream'].flatMap((type) =>
        lies.map((body) => ({ who: 'resident', method: 'POST', path: `/api/${app.slug}/${kind}`, body, type })),
      ),
    )
    await sendAll(all)
  })

  it('survives what is no HTTP at all', async () => {
    const { hostname, port } = new URL(app.url)
    for (const noise of [
      'GET / HTTP/9.9\r\n\r\n',
      '\u0000\u0001\u0002',
      `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5000)}\r\n`,
      'POST /api/dazu/reports HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ])
      await new Promise<void>((resolve) => {
        const socket = createConnection({ host: hostname, port: Number(port) }, () => socket.end(noise))
        socket.on('error', () => resolve()).on('close', () => resolve()).resume() // prettier-ignore
      })
    expect(await app.request('health')).toMatchObject({ ok: true })
  })
})

it('logged no failure of its own and leaves a district in which everything agrees', async () => {
  expect(said.filter((line) => line.includes('"at"'))).toEqual([])
  await app.settle()
  expect((await prove(app.there)).faults).toEqual([])
})
