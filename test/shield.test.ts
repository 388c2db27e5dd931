// Whoever handles a matter never learns who reported it: not in a page, a list, a notice, a wake-up or a line of the log.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyReceipt } from '../server/prove/verify-receipt.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { prove } from './support/proof.ts'

const phone = '13987654321'
const name = '欧阳知意'
const dayMs = 86_400_000
let app: TestApp
let staff: Record<'officer' | 'community' | 'dispatcher' | 'department' | 'cleaner' | 'supervisor', Client>
let resident: Client
let mine = { id: newAct(), receipt: '' }
let merged = { id: newAct(), receipt: '' }
let person = ''
let category = ''
let grid = 0
const log: string[] = []
const heard: string[] = []
const seen: { who: string; what: string; text: string }[] = []
const streams = new AbortController()

beforeAll(async () => {
  for (const channel of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => void log.push(words.map(String).join(' ')))
  app = await startApp()
  await signInStaff()
  category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
  for (const client of Object.values(staff)) void listen(client)
})
afterAll(async () => {
  streams.abort()
  vi.restoreAllMocks()
  await app.close()
})

async function signInStaff(): Promise<void> {
  const officer = await app.become('gridOfficer')
  grid = officer.somebody?.area ?? 0
  const { areas, roster } = app.there.ground
  const above = (level: number) => [...areas.values()].find((area) => area.level === level && roster.covers(area.id, grid))?.name.zh
  staff = {
    officer,
    community: await app.become('communityStaff', above(2)),
    dispatcher: await app.become('dispatcher', above(1)),
    department: await app.become('departmentOfficer', '区城市照明所'),
    cleaner: await app.become('cleaner'),
    supervisor: await app.become('supervisor'),
  }
}

async function listen(client: Client): Promise<void> {
  const response = await client.fetch(`/api/${app.slug}/live`, { signal: streams.signal })
  const text = new TextDecoder()
  try {
    for await (const part of response.body ?? []) heard.push(text.decode(part, { stream: true }))
  } catch {
    // the stream ends when the test does
  }
}

/** Everything each of the staff can read now, kept word for word. */
async function lookAround(): Promise<void> {
  const ids = [mine.id, merged.id]
  for (const [who, client] of Object.entries(staff)) {
    const read = async (what: string, path: string) => seen.push({ who, what, text: await (await client.fetch(`/api/${app.slug}${path}`)).text() })
    for (const list of ['mine', 'posts', 'soon', 'overdue', 'returned', 'area']) await read(`inbox ${list}`, `/inbox?list=${list}`)
    for (const path of [
      '/matters',
      `/matters?q=${encodeURIComponent(name)}`,
      `/matters?q=${phone}`,
      '/notices',
      '/holders',
      `/holders?matter=${mine.id}`,
      '/centre',
      '/areas',
      '/things',
      '/postings',
      '/processes',
      '/me',
      `/near?lon=105.7&lat=29.7`,
    ])
      await read(path, path)
    for (const id of ids) await read('matter', `/matters/${id}`)
  }
}
const act = (client: Client, action: string, answers: Record<string, unknown> = {}) =>
  client.ask('act', { params: { id: mine.id }, body: { act: newAct(), action, answers } })
const secrets = (): string[] => [
  phone,
  name,
  person,
  mine.receipt,
  mine.receipt.replaceAll('-', ''),
  merged.receipt,
  merged.receipt.replaceAll('-', ''),
  ...['13911112222'],
  ...[phone, '13911112222'].map((each) => app.there.house.keys.blind('phone', each)),
  ...[mine, merged].map((each) => app.there.house.keys.blind('receipt', each.receipt.replaceAll('-', ''))),
  ...Object.values(resident.cookies()),
]

describe('a resident with a name and a number', () => {
  it('reports, and their neighbour reports the same', async () => {
    resident = app.visitor()
    const sent = await resident.ask('sendCode', { body: { phone } })
    person = (await resident.ask('signInPhone', { body: { phone, code: sent.demoCode ?? '', name } })).viewer.person
    mine = await resident.ask('report', { body: { act: newAct(), id: mine.id, area: grid, category, what: '楼道的灯坏了三天', phone } })
    merged = await app.visitor().ask('report', { body: { act: newAct(), id: merged.id, area: grid, category, what: '灯不亮', phone: '13911112222' } })
    await app.settle()
    await lookAround()
  })

  it('is never seen while the matter goes its whole way, merged with another and contested once', async () => {
    await staff.officer.ask('act', {
      params: { id: merged.id },
      body: { act: newAct(), action: 'merge', answers: { into: mine.id, words: '和邻居报的是同一件' } },
    })
    await resident.ask('followLetter', { params: { receipt: mine.receipt }, body: { id: newAct(), words: '孩子放学看不见路' } })
    await app.settle()
    await act(staff.officer, 'triageMajor', { why: '路灯归照明所' })
    await staff.dispatcher.ask('letter', { params: { id: mine.id }, body: { id: newAct(), words: '收到，今天派人' } })
    const organisation = staff.department.somebody?.organisation ?? 0
    await act(staff.dispatcher, 'dispatch', { holder: { post: 'departmentOfficer', organisation } })
    await app.settle()
    await lookAround()
    await act(staff.department, 'acknowledge')
    await act(staff.department, 'resolve', { done: '换了整流器' })
    await act(staff.officer, 'pass', { seen: '亮了' })
    await act(staff.dispatcher, 'reply', { words: '修好了，谢谢提醒' })
    await app.settle()
    await lookAround()
    await resident.ask('followAct', {
      params: { receipt: mine.receipt },
      body: { act: newAct(), action: 'dispute', answers: { solved: 'partly', why: '晚上还闪' } },
    })
    await app.settle()
    await lookAround()
  })

  it('is looked up only with a reason, by somebody who does not handle it, and reads of it', async () => {
    const reveal = (client: Client, reason: string) => client.request('reveal', { params: { id: mine.id }, body: { id: newAct(), reason } })
    for (const handler of [staff.department, staff.officer, staff.cleaner]) expect((await reveal(handler, '想问问本人')).ok).toBe(false)
    expect(await reveal(staff.community, '')).toMatchObject({ ok: false, status: 400 })
    expect(await reveal(staff.community, '需要约上门的时间')).toMatchObject({ ok: true, answer: { contact: phone } })
    const page = await resident.ask('follow', { params: { receipt: mine.receipt } })
    expect(page.looks).toMatchObject([{ reason: '需要约上门的时间' }])
    await app.settle()
    await lookAround()
  })

  it('is looked up once for each reason: the same look opens no other matter, and nothing when its time is over', async () => {
    const id = newAct()
    const other = newAct()
    await resident.ask('report', { body: { act: newAct(), id: other, area: grid, category, what: '楼道灯不亮', phone } })
    const look = (matter: string) => staff.community.request('reveal', { params: { id: matter }, body: { id, reason: '核对门牌号' } })
    expect((await Promise.all([look(other), look(other)])).every((each) => each.ok && each.answer.contact === phone)).toBe(true)
    expect(await look(mine.id)).toMatchObject({ ok: false, status: 409, refusal: { code: 'look-over' } })
    app.there.advance(31 * 60_000)
    expect(await look(other)).toMatchObject({ ok: false, status: 409 })
  })

  it('stays hidden after the matter has ended', async () => {
    app.there.advance(20 * dayMs)
    await app.settle()
    await signInStaff()
    await lookAround()
    expect(seen.length).toBeGreaterThan(500)
    expect(seen.filter(({ text }) => text.includes(mine.id)).length).toBeGreaterThan(50)
    const found = seen.flatMap(({ who, what, text }) => secrets().filter((secret) => secret && text.includes(secret)).map((secret) => `${who} reads ${secret} in ${what}`)) // prettier-ignore
    expect([...new Set(found)]).toEqual([])
  })

  it('appears in no wake-up and in no line of the log', () => {
    expect(heard.join('')).toContain(mine.id)
    for (const secret of secrets()) {
      expect(heard.join('')).not.toContain(secret)
      expect(log.join('\n')).not.toContain(secret)
    }
  })
})

describe('a neighbour who joined', () => {
  it('reads nothing the first reporter said or left, in the page or in the proof, and cannot end it for them', async () => {
    const id = newAct()
    const spoken = '我家李大爷摔了一跤'
    const first = await resident.ask('report', { body: { act: newAct(), id, area: grid, category, what: spoken, phone } })
    await resident.ask('followLetter', { params: { receipt: first.receipt }, body: { id: newAct(), words: '我住三单元' } })
    const neighbour = app.visitor()
    const { receipt } = await neighbour.ask('join', { params: { id }, body: { act: newAct() } })
    await app.parts.checkpointAll()
    const proof = await neighbour.ask('followProof', { params: { receipt } })
    const page = await neighbour.ask('follow', { params: { receipt } })
    for (const secret of [phone, name, person, spoken, '三单元', first.receipt]) expect(JSON.stringify([page, proof])).not.toContain(secret)
    expect(verifyReceipt(proof)).toMatchObject({ ok: true, faults: [] })
    expect(await neighbour.request('followAct', { params: { receipt }, body: { act: newAct(), action: 'withdraw', answers: {} } })).toMatchObject({
      ok: false,
      status: 403,
    })
    expect(
      (await resident.request('followAct', { params: { receipt: first.receipt }, body: { act: newAct(), action: 'withdraw', answers: {} } })).ok,
    ).toBe(true)
  })
})

describe('somebody without a name', () => {
  it('leaves no contact even if they typed one, and cannot be looked up', async () => {
    const id = newAct()
    await resident.ask('report', { body: { act: newAct(), id, area: grid, category, what: '有人乱倒垃圾', phone, standing: 'anonymous' } })
    const page = await staff.community.ask('matter', { params: { id } })
    expect(page).toMatchObject({ hasContact: false, mayReveal: false })
    expect((await staff.community.request('reveal', { params: { id }, body: { id: newAct(), reason: '想问问本人' } })).ok).toBe(false)
    expect((await resident.ask('my')).rows.map((row) => row.id)).not.toContain(id)
  })
})

it('leaves a district in which everything agrees', async () => {
  await app.settle()
  expect((await prove(app.there)).faults).toEqual([])
})
