// A department with a system of its own hears of its matters by signed messages, reads them with a key and acts on them as its officer would; the platform above hands matters down and up.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sent } from '../core/connect-shapes.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { gcjFromWgs } from '../core/datum.ts'
import { townshipOf } from './support/district.ts'
import { act, holderOf, read, reportBy } from './support/journey.ts'
import { prove } from './support/proof.ts'

const village = '惜字阁村'
type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string }
let app: TestApp
let receiver: Server
let answers = 200
let answered = ''
const heard: Heard[] = []
let [officer, dispatcher, office, admin]: Client[] = []
let [connector, key, secret] = ['', '', '']
let [ours, theirs] = ['', '']

const listen = (server: Server) => new Promise<number>((done) => server.listen(0, '127.0.0.1', () => done(Number(Object(server.address())['port']))))
const byKey = async (path: string, wish: { readonly key?: string; readonly body?: unknown } = {}) => {
  const headers = { authorization: `Bearer ${wish.key ?? key}`, 'content-type': 'application/json' }
  const answer = await app
    .visitor()
    .fetch(`/api/dazu${path}`, wish.body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(wish.body) })
  const said: unknown = await answer.json()
  return { status: answer.status, said, text: JSON.stringify(said) }
}
const step = (id: string, action: string, answers: Readonly<Record<string, unknown>> = {}) => ({ act: newAct(), action, answers, id })
const take = ({ id, ...body }: ReturnType<typeof step>) => byKey(`/connect/matters/${id}/steps`, { body })
const send = async () => {
  await app.settle()
  return app.parts.connectors.runOnce()
}
const bodies = () => heard.map(({ body }) => Sent.parse(JSON.parse(body)))
const mine = async () => (await (await app.become('systemAdmin')).ask('connectors')).rows.find(({ id }) => id === connector)
const need = (client: Client | undefined): Client => {
  if (!client) throw new Error('not signed in yet')
  return client
}

beforeAll(async () => {
  receiver = createServer((request, reply) => {
    let body = ''
    request.on('data', (part) => (body += String(part)))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      reply.writeHead(answers).end(answered)
    })
  })
  app = await startApp()
  const { ground } = app.there
  officer = await app.become('gridOfficer', village)
  const township = townshipOf(ground, officer?.somebody?.area ?? 0)
  dispatcher = await app.become('dispatcher', township?.name.zh)
  office = await app.become('departmentOfficer', '区城市照明所')
  admin = await app.become('systemAdmin')
  const area = officer.somebody?.area ?? 0
  ours = (await reportBy(app, { area, what: '主街的灯全灭了', phone: '13800001111' })).id
  theirs = (await reportBy(app, { area, what: '和别人无关的事' })).id
  await app.settle()
})
afterAll(async () => {
  await app.close()
  receiver.close()
})

describe('the administrator', () => {
  it('connects one organisation: the key is shown once and kept nowhere', async () => {
    const id = newAct()
    const body = { id, organisation: office?.somebody?.organisation ?? 0, name: '照明所工单系统', days: 30 }
    const made = await need(admin).ask('addConnector', { body })
    expect(made.key).toMatch(/^hyk_.{43}$/)
    ;[connector, key] = [id, made.key ?? '']
    expect(made.connector).toMatchObject({ name: '照明所工单系统', acts: 0, usedAt: null, hook: null, keyTail: key.slice(-4) })
    expect((await need(admin).ask('addConnector', { body })).key).toBeNull()
  })

  it('is the only one: supervisors look on, everybody else hears who does it', async () => {
    expect(await (await app.become('supervisor')).ask('connectors')).toMatchObject({ mayChange: false, organisations: [], rows: [{ id: connector }] })
    expect(await need(office).request('connectors')).toMatchObject({ status: 403, refusal: { code: 'not-for-you' } })
    expect(await app.visitor().request('connectors')).toMatchObject({ status: 401 })
    const body = { id: newAct(), organisation: 1, name: 'x', days: 1 }
    expect(await (await app.become('supervisor')).request('addConnector', { body })).toMatchObject({ status: 403, refusal: { code: 'admin-only' } })
  })

  it('names where steps are sent; in a demonstration that is this machine alone', async () => {
    const port = await listen(receiver)
    for (const url of ['https://example.com/in', 'http://10.0.0.8/in', 'http://localhost.example.com/'])
      expect(await need(admin).request('setHook', { params: { id: connector }, body: { url } })).toMatchObject({ refusal: { code: 'address-demo' } })
    const set = await need(admin).ask('setHook', { params: { id: connector }, body: { url: `http://localhost:${port}/steps` } })
    secret = set.secret ?? ''
    expect(secret).toMatch(/^hys_/)
  })
})

describe('a key that is not one', () => {
  it('opens nothing, and says so in words', async () => {
    for (const wrong of ['hyk_', 'hyk_wrong', `hyk_${'x'.repeat(43)}`, `${key}x`, `hyk_${'%'.repeat(3)}`])
      expect(await byKey('/connect/matters', { key: wrong })).toMatchObject({ status: 401, said: { refusal: { code: 'key-wrong' } } })
    expect(await byKey('/connect/matters', { key: 'something-else' })).toMatchObject({ status: 401, said: { refusal: { code: 'key-first' } } })
    expect(await need(office).request('connectMatters')).toMatchObject({ status: 401, refusal: { code: 'key-first' } })
  })

  it('a right key opens nothing but its own matters', async () => {
    for (const path of ['/matters', '/inbox', `/matters/${ours}`, '/connectors', '/audit', '/me'])
      expect(await byKey(path)).toMatchObject({ status: 403, said: { refusal: { code: 'not-for-systems' } } })
    const live = await app.visitor().fetch('/api/dazu/labels.pdf', { headers: { authorization: `Bearer ${key}` } })
    expect(live.status).toBeGreaterThanOrEqual(401)
  })
})

describe('the department’s system', () => {
  it('knows of nothing before the department has a seat', async () => {
    expect(await byKey('/connect/matters')).toMatchObject({ status: 200, said: { rows: [] } })
    expect(await byKey(`/connect/matters/${ours}`)).toMatchObject({ status: 404 })
    expect(await take(step(ours, 'acknowledge'))).toMatchObject({ status: 404 })
    expect(await send()).toBe(0)
  })

  it('hears at once that a matter was handed to it: signed, and without a word of anybody', async () => {
    await act(need(officer), { id: ours, action: 'triageMajor', answers: { why: '村里办不了' } })
    await app.settle()
    await act(need(dispatcher), { id: ours, action: 'dispatch', answers: { holder: holderOf(need(office)) } })
    expect(await send()).toBe(1)
    const [first] = heard
    const timestamp = String(first?.headers['x-huying-timestamp'])
    expect(Math.abs(Number(timestamp) * 1000 - app.there.house.now())).toBeLessThan(300_000)
    expect(first?.headers['x-huying-signature']).toBe(`v1=${createHmac('sha256', secret).update(`${timestamp}.${first?.body}`).digest('hex')}`)
    const told = bodies()[0]
    expect(told).toMatchObject({ kind: 'step', district: 'dazu', matter: ours, action: 'dispatch', id: first?.headers['x-huying-delivery'] })
    expect(Object.keys(told ?? {}).sort()).toEqual(['action', 'at', 'district', 'due', 'id', 'kind', 'matter', 'number', 'phase', 'seq', 'state'])
    expect(first?.body).not.toMatch(/灯|13800001111|村里/)
    expect(await mine()).toMatchObject({ sent: { waiting: 0, delivered: 1, dead: 0 }, lastFault: null })
  })

  it('lists and reads its matter as its officer would, and no other', async () => {
    const list = await byKey('/connect/matters')
    expect(list.text).toContain(ours)
    expect(list.text).not.toContain(theirs)
    const page = await byKey(`/connect/matters/${ours}`)
    expect(page).toMatchObject({ status: 200, said: { words: '主街的灯全灭了', mayReveal: false, proof: { holds: true } } })
    expect(page.text).toContain('"action":"acknowledge"')
    expect(page.text).not.toContain('13800001111')
    expect(await byKey(`/connect/matters/${theirs}`)).toMatchObject({ status: 404, said: { refusal: { code: 'not-found' } } })
    expect(await take(step(theirs, 'acknowledge'))).toMatchObject({ status: 404 })
  })

  it('takes it with an act of its own making: twice sent, once done', async () => {
    const accept = step(ours, 'acknowledge')
    const first = await take(accept)
    expect(first).toMatchObject({ status: 200, said: { id: ours, state: 'handling' } })
    expect(await take(accept)).toMatchObject({ status: 200, said: { seq: Object(first.said)['seq'] } })
    expect(await take(step(ours, 'no-such-step'))).toMatchObject({ status: 422 })
    expect(await byKey(`/connect/matters/${ours}/steps`, { body: { act: 'x', action: 5 } })).toMatchObject({ status: 400 })
    expect(await mine()).toMatchObject({ acts: 1 })
  })

  it('stands in the matter’s story as the department’s system, and its officers still can act', async () => {
    const page = await read(need(office), ours)
    expect(page.timeline[0]).toMatchObject({ action: 'acknowledge', by: { zh: '部门业务系统 · 区城市照明所' }, name: null, byConnector: true })
    expect(page.timeline[1]?.byConnector).toBeUndefined()
    expect(page.matter.owner?.place.zh).toBe('区城市照明所')
    expect(page.choices.find(({ refusal }) => refusal === null)).toBeDefined()
    await send()
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('a receiver that is down', () => {
  it('is tried again after longer and longer rests, then given up where it can be seen', async () => {
    answers = 500
    heard.length = 0
    await act(need(office), { id: ours, action: 'note', answers: { words: '先记一笔' } })
    expect(await send()).toBe(1)
    expect(await send()).toBe(0)
    expect(await mine()).toMatchObject({ sent: { waiting: 1, dead: 0 }, lastFault: { say: 'HTTP 500' } })
    for (let time = 0; time < 7; time++) {
      app.there.advance(6 * 3_600_000)
      await app.parts.connectors.runOnce()
    }
    expect(new Set(bodies().map(({ id }) => id)).size).toBeLessThan(heard.length)
    expect((await mine())?.sent).toMatchObject({ waiting: 0 })
    expect((await mine())?.sent.dead).toBeGreaterThan(0)
  })

  it('gets it again when the administrator presses', async () => {
    answers = 204
    admin = await app.become('systemAdmin')
    const dead = (await need(admin).ask('deliveries', { params: { id: connector }, query: { state: 'dead' } })).rows
    expect(dead[0]).toMatchObject({ answered: 500, fault: 'HTTP 500', tries: 8 })
    expect(await need(admin).ask('redeliver', { params: { id: connector }, body: {} })).toEqual({ again: dead.length })
    expect(await app.parts.connectors.runOnce()).toBe(dead.length)
    expect(await mine()).toMatchObject({ sent: { waiting: 0, dead: 0 } })
  })
})

describe('a key that ends', () => {
  it('is another after it was turned: the old one opens nothing', async () => {
    const turned = await need(admin).ask('turnKey', { params: { id: connector }, body: { days: 2 } })
    expect(await byKey('/connect/matters')).toMatchObject({ status: 401, said: { refusal: { code: 'key-wrong' } } })
    key = turned.key
    expect(await byKey('/connect/matters')).toMatchObject({ status: 200 })
  })

  it('runs out on its day', async () => {
    app.there.advance(3 * 86_400_000)
    expect(await byKey('/connect/matters')).toMatchObject({ status: 401, said: { refusal: { code: 'key-expired' } } })
    admin = await app.become('systemAdmin')
    office = await app.become('departmentOfficer', '区城市照明所')
    key = (await admin.ask('turnKey', { params: { id: connector }, body: { days: 30 } })).key
  })

  it('is ended for good, with all that was still to be sent, and stands in the trail with its reasons', async () => {
    const body = { reason: '系统下线' }
    expect((await need(admin).ask('revokeConnector', { params: { id: connector }, body })).connector.revokedAt).not.toBeNull()
    expect(await byKey('/connect/matters')).toMatchObject({ status: 401, said: { refusal: { code: 'key-ended' } } })
    expect(await need(admin).request('revokeConnector', { params: { id: connector }, body })).toMatchObject({ status: 409 })
    heard.length = 0
    await act(need(office), { id: ours, action: 'note', answers: { words: '再记一笔' } })
    expect(await send()).toBe(0)
    const trail = (await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'connector' } })).rows
    expect(trail.map(({ action }) => action.zh)).toEqual([
      '停了部门系统的对接',
      '换了对接的密钥',
      '换了对接的密钥',
      '改了往部门推送的地址',
      '给部门系统开了对接',
    ])
    expect(JSON.stringify(trail)).not.toMatch(/hyk_|hys_/)
  })

  it('is made once by two presses at one instant: one of them shows its key, and that key is the one that works', async () => {
    const body = { id: newAct(), organisation: office?.somebody?.organisation ?? 0, name: '新工单系统', days: 30 }
    const both = await Promise.all([1, 2].map(() => need(admin).ask('addConnector', { body })))
    const shown = both.flatMap((each) => each.key ?? [])
    expect(shown).toHaveLength(1)
    expect(both.map((each) => shown[0]?.endsWith(each.connector.keyTail))).toEqual([true, true])
    expect(await byKey('/connect/matters', { key: shown[0] ?? '' })).toMatchObject({ status: 200 })
    const { rows } = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'connector', q: body.name } })
    expect(rows.map(({ action }) => action.zh)).toEqual(['给部门系统开了对接'])
  })
})

describe('the hotline', () => {
  const phone = '13900004444'
  const ours = '12345-20261124-0001'
  let [hotline, hotlineKey, handed] = ['', '', '']
  let [grid, staff]: Client[] = []
  const order = (more: Readonly<Record<string, unknown>> = {}) => ({
    outside: ours, classCode: '0101', className: '路灯', words: '文昌路的灯又灭了', address: '文昌路 12 号', urgency: 'urgent', phone, ...more,
  }) // prettier-ignore
  const hand = (more: Readonly<Record<string, unknown>> = {}, with_ = hotlineKey) => byKey('/connect/handed', { key: with_, body: order(more) })
  const stands = (outside: string, with_ = hotlineKey) => byKey(`/connect/handed/${encodeURIComponent(outside)}`, { key: with_ })
  const judged = (more: Readonly<Record<string, unknown>> = {}) =>
    byKey(`/connect/handed/${ours}/judgement`, { key: hotlineKey, body: { act: newAct(), solved: 'no', ...more } })

  it('is connected by the administrator, who says which of its classes is which category', async () => {
    admin = await app.become('systemAdmin')
    grid = await app.become('gridOfficer', village)
    staff = await app.become('communityStaff', village)
    const body = { id: newAct(), kind: 'upper' as const, name: '热线工单系统', days: 30 }
    expect(await admin.request('addConnector', { body })).toMatchObject({ status: 422, refusal: { code: 'which-source' } })
    expect(await admin.request('addConnector', { body: { ...body, kind: 'department' } })).toMatchObject({ refusal: { code: 'which-organisation' } })
    const made = await admin.ask('addConnector', { body: { ...body, source: 'hotline' } })
    ;[hotline, hotlineKey] = [body.id, made.key ?? '']
    expect(made.connector).toMatchObject({ kind: 'upper', source: 'hotline', organisation: null, handed: { down: 0, up: 0, unmapped: 0 } })
    const port = Number(Object(receiver.address())['port'])
    await admin.ask('setHook', { params: { id: hotline }, body: { url: `http://localhost:${port}/orders` } })
    const row = { code: '0101', name: '路灯', category: 'lamp-out' }
    const params = { id: hotline }
    expect(await admin.request('setOutsideClasses', { params, body: { rows: [row, { ...row, code: '0102', category: 'x' }] } })).toMatchObject({ status: 422, refusal: { field: 'rows 1' } }) // prettier-ignore
    expect(await admin.ask('setOutsideClasses', { params, body: { rows: [row] } })).toEqual({ rows: [row], unmapped: [] })
    expect(await (await app.become('supervisor')).request('setOutsideClasses', { params, body: { rows: [] } })).toMatchObject({ status: 403 })
    expect(await admin.request('outsideClasses', { params: { id: connector } })).toMatchObject({ status: 404, refusal: { code: 'no-such-class' } })
  })

  it('hands a matter down through the door of every report: sent twice it is one', async () => {
    const at = app.there.ground.areas.get(grid?.somebody?.area ?? 0)
    const [lon, lat] = gcjFromWgs([at?.lon ?? 0, at?.lat ?? 0])
    const calledAt = new Date(app.there.house.now() - 3_600_000).toISOString()
    const first = await hand({ position: { lon, lat, datum: 'GCJ-02' }, calledAt })
    expect(first).toMatchObject({ status: 200, said: { outside: ours, direction: 'down', again: false, mapped: true, category: { code: 'lamp-out' }, phase: 'waiting', openedAt: Date.parse(calledAt), replies: [] } }) // prettier-ignore
    handed = String(Object(first.said)['matter'])
    const again = await hand({ words: '别的话' })
    expect(again).toMatchObject({ status: 200, said: { matter: handed, again: true, receipt: Object(first.said)['receipt'] } })
    const together = await Promise.all(Array.from({ length: 4 }, () => hand({ outside: '同时来的' })))
    expect(new Set(together.map(({ status, said }) => `${status} ${String(Object(said)['matter'])}`)).size).toBe(1)
    const page = await read(need(grid), handed)
    expect(page).toMatchObject({ outside: ours, matter: { source: 'hotline', urgency: 1 }, hasContact: true, mayReveal: false })
    expect(page.words).toContain('文昌路的灯又灭了')
    expect(page.timeline[0]).toMatchObject({ by: { zh: '上报人（由对接系统转达）' }, byConnector: true })
    expect(JSON.stringify(page)).not.toContain(phone)
    expect((await need(staff).ask('matters', { query: { q: ours, source: 'hotline' } })).rows.map(({ id }) => id)).toEqual([handed])
  })

  it('hears which field is wrong, and nothing was opened', async () => {
    const place = { lon: 116.4, lat: 39.9, datum: 'WGS-84' }
    const wrongs: readonly (readonly [number, string, Readonly<Record<string, unknown>>])[] = [
      [422, 'position', { position: place }],
      [400, 'position lat', { position: { ...place, lat: 105.7 } }],
      [400, 'position datum', { position: { lon: 105.7, lat: 29.7 } }],
      [400, 'address', { address: undefined }],
      [400, 'outside', { outside: phone }],
      [400, 'words', { words: ' ' }],
      [400, 'calledAt', { calledAt: '昨天' }],
      [422, 'calledAt', { calledAt: '2099-01-01T00:00:00+08:00' }],
      [422, 'phone', { phone: '139' }],
    ]
    for (const [status, field, more] of wrongs) {
      expect(await hand({ outside: 'wrong-1', ...more }), field).toMatchObject({ status, said: { refusal: { field } } })
      expect((await stands('wrong-1')).status).toBe(404)
    }
  })

  it('may say a class nobody has mapped: it comes in as “other”, and the administrator sees it', async () => {
    expect(await hand({ outside: 'x-2', classCode: '9988', className: '怪事', address: `${village}口` })).toMatchObject({ said: { mapped: false, category: { code: 'other' }, area: { name: { zh: village } } } }) // prettier-ignore
    const params = { id: hotline }
    expect((await need(admin).ask('outsideClasses', { params })).unmapped).toMatchObject([{ code: '9988', name: '怪事', n: 1 }])
    expect((await need(admin).ask('connectors')).rows.find(({ id }) => id === hotline)?.handed).toEqual({ down: 3, up: 0, unmapped: 1 })
    const lamp = app.there.ground.categories.get('lamp-out')?.label.zh ?? ''
    const file = Buffer.from(`代码,名称,类别\n9988,怪事,${lamp}\n9989,坏的,没有这类\n`).toString('base64')
    const done = await need(admin).ask('importOutsideClasses', { params, body: { name: 'classes.csv', file } })
    expect(done).toMatchObject({ added: 1, changed: 0, unmapped: [], faults: [{ row: 3 }] })
  })

  it('reads nothing else, and a department’s key opens none of it', async () => {
    expect(await byKey('/connect/matters', { key: hotlineKey })).toMatchObject({ status: 403, said: { refusal: { code: 'department-only' } } })
    const taken = await byKey(`/connect/matters/${handed}/steps`, { key: hotlineKey, body: step(handed, 'takeUp') })
    expect([taken.status, (await byKey('/matters', { key: hotlineKey })).status]).toEqual([403, 403])
    const other = { id: newAct(), organisation: office?.somebody?.organisation ?? 0, name: '又一个', days: 1 }
    const theirKey = (await need(admin).ask('addConnector', { body: other })).key ?? ''
    expect(await hand({}, theirKey)).toMatchObject({ status: 403, said: { refusal: { code: 'upper-only' } } })
    expect(await need(admin).request('handed', { params: { outside: ours } })).toMatchObject({ status: 401 })
  })

  it('is told each step with the reply in it, and never who reported', async () => {
    expect(await judged()).toMatchObject({ status: 409, said: { refusal: { code: 'not-to-judge' } } })
    heard.length = 0
    await act(need(grid), { id: handed, action: 'takeUp' })
    await act(need(grid), { id: handed, action: 'resolve', answers: { done: '换了灯泡' } })
    await act(need(staff), { id: handed, action: 'pass' })
    await act(need(staff), { id: handed, action: 'reply', answers: { words: '灯已经换好，今晚就亮' } })
    await send()
    const told = bodies().filter(({ outside }) => outside === ours)
    expect(told.map(({ action, reply }) => [action, reply])).toEqual(expect.arrayContaining([['takeUp', null], ['reply', '灯已经换好，今晚就亮']])) // prettier-ignore
    expect(JSON.stringify(heard)).not.toMatch(new RegExp(`${phone}|换了灯泡`))
    expect(await stands(ours)).toMatchObject({ said: { state: 'replied', replies: [{ words: '灯已经换好，今晚就亮' }], solved: null } })
  })

  it('relays what the reporter said when called back: their judgement, marked as relayed', async () => {
    const callback = { act: newAct(), grade: 'poor', words: '夜里还是黑的' }
    expect(await judged(callback)).toMatchObject({ status: 200, said: { state: 'contested', solved: 'no', grade: 'poor' } })
    expect(await judged(callback)).toMatchObject({ status: 200, said: { state: 'contested' } })
    const page = await read(need(staff), handed)
    expect(page.timeline[0]).toMatchObject({ action: 'dispute', by: { zh: '上报人（由对接系统转达）' }, byConnector: true })
    expect(page.timeline.filter(({ action }) => action === 'dispute')).toHaveLength(1)
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('the platform of the city', () => {
  it('hears what goes another lawful path, and its number for it is kept', async () => {
    const grid = await app.become('gridOfficer', village)
    const body = { id: newAct(), kind: 'upper' as const, source: 'city-platform' as const, name: '市级平台', days: 30 }
    const cityKey = (await need(admin).ask('addConnector', { body })).key ?? ''
    const port = Number(Object(receiver.address())['port'])
    await need(admin).ask('setHook', { params: { id: body.id }, body: { url: `http://localhost:${port}/city` } })
    const { id } = await reportBy(app, { area: grid.somebody?.area ?? 0, what: '邻居打官司的事' })
    await app.settle()
    dispatcher = await app.become('dispatcher', app.there.ground.areas.get(app.there.ground.areas.get(app.there.ground.areas.get(grid.somebody?.area ?? 0)?.parent ?? 0)?.parent ?? 0)?.name.zh) // prettier-ignore
    await act(grid, { id, action: 'triageMajor', answers: { why: '要走法院' } })
    await send()
    heard.length = 0
    ;[answers, answered] = [200, '{"outside":"市-77"}']
    await act(dispatcher, { id, action: 'refer', answers: { path: 'court', words: '请到法院' } })
    await send()
    expect(bodies()).toMatchObject([{ kind: 'up', why: 'referred', matter: id, category: 'lamp-out', area: { zh: expect.any(String) } }])
    expect(heard[0]?.body).not.toMatch(/官司|请到法院/)
    const sent = await need(admin).ask('deliveries', { params: { id: body.id } })
    expect(sent.rows).toMatchObject([{ isUp: true, outside: '市-77' }])
    const back = await byKey(`/connect/handed/${encodeURIComponent('市-77')}`, { key: cityKey })
    expect(back.said).toMatchObject({ direction: 'up', matter: id, state: 'referred', replies: [] })
    expect(await byKey(`/connect/handed/${encodeURIComponent('市-77')}/judgement`, { key: cityKey, body: { act: newAct(), solved: 'yes' } })).toMatchObject({ status: 404 }) // prettier-ignore
  })
})
