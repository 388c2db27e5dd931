// Open streams of wake-ups end with what they rest on: the device signed in, the password, the post.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveLogin, type GivenLogin } from '../server/db/credentials.ts'
import { compose } from '../server/compose.ts'
import type { Word } from '../server/fellows.ts'
import { digitsAt } from '../server/db/totp.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { reportBy } from './support/journey.ts'

let app: TestApp
let person = ''
let grid = 0
let login: GivenLogin
const closing = new AbortController()

beforeAll(async () => {
  app = await startApp()
  const { there } = app
  const officer = there.who('gridOfficer', '惜字阁村')
  person = officer.person
  grid = officer.area ?? 0
  const district = there.ground.district.id
  login = await there.db.withDistrict({ district, role: 'act' }, (tx) => giveLogin(tx, there.house.keys, { district, person, login: 'officer.one' }))
})
afterAll(async () => {
  closing.abort()
  await app.close()
})

type Stream = { readonly heard: () => string; readonly ended: Promise<string> }
/** Open once the first bytes have come. */
async function listen(client: Client): Promise<Stream> {
  return follow(await client.fetch(`/api/${app.slug}/live`, { signal: closing.signal }))
}
async function follow(response: Response): Promise<Stream> {
  const text = new TextDecoder()
  let heard = ''
  const reader = response.body?.getReader()
  const read = async (): Promise<boolean> => {
    const part = await reader?.read()
    heard += text.decode(part?.value, { stream: true })
    return part?.done ?? true
  }
  await read()
  const toTheEnd = async (): Promise<string> => {
    for (let isDone = false; !isDone;) isDone = await read().catch(() => true)
    return heard
  }
  return { heard: () => heard, ended: toTheEnd() }
}
const wakes = (text: string): number => text.split('event: wake').length - 1
const devicesOf = async (client: Client) => (await client.ask('devices')).rows
const idOf = async (client: Client): Promise<string> => (await devicesOf(client)).find((each) => each.isThis)?.id ?? ''

describe('an open stream', () => {
  it('of a device that was signed out from another one ends, and the other one goes on', async () => {
    const [lost, mine] = [await app.becomePerson(person), await app.becomePerson(person)]
    const [stolen, kept] = [await listen(lost), await listen(mine)]
    expect(await mine.ask('dropDevice', { params: { id: await idOf(lost) } })).toEqual({ dropped: true })
    expect(await stolen.ended).toContain('event: out')
    const before = wakes(kept.heard())
    await reportBy(app, { area: grid })
    await expect.poll(() => wakes(kept.heard())).toBeGreaterThan(before)
    expect(wakes(await stolen.ended)).toBe(0)
    expect(kept.heard()).not.toContain('event: out')
  })

  it('ends when its own device signs out', async () => {
    const client = await app.becomePerson(person)
    const stream = await listen(client)
    await client.ask('signOut')
    expect(await stream.ended).toContain('event: out')
  })

  it('ends as well when it reached another process of the same server', async () => {
    const { db, keys, mode, filesDir, now } = app.there.house
    const listeners: ((word: Word) => void)[] = []
    const other = compose({ db, keys, mode, filesDir, now }, { fellows: { tell: () => undefined, hear: (listen) => void listeners.push(listen) } })
    const first = compose({ db, keys, mode, filesDir, now }, { fellows: { tell: (word) => listeners.forEach((hear) => hear(word)), hear: () => undefined } }) // prettier-ignore
    const [lost, mine] = [await app.becomePerson(person), await app.becomePerson(person)]
    const webs = await Promise.all([other, first].map((parts) => parts.web({ webDir: '', district: app.slug, version: 'test', trustProxy: true })))
    const [there = '', here = ''] = await Promise.all(webs.map((web) => web.listen({ host: '127.0.0.1', port: 0 })))
    const cookieOf = (client: Client) => Object.entries(client.cookies()).map(([name, value]) => `${name}=${value}`).join('; ') // prettier-ignore
    const stream = await follow(await fetch(`${there}/api/${app.slug}/live`, { headers: { cookie: cookieOf(lost) } }))
    await fetch(`${here}/api/${app.slug}/devices/${await idOf(lost)}`, { method: 'DELETE', headers: { cookie: cookieOf(mine) } })
    expect(await stream.ended).toContain('event: out')
    await Promise.all(webs.map((web) => web.close()))
  })

  it('ends on every other device when the password is changed', async () => {
    const [other, mine] = [await app.becomePerson(person), await app.becomePerson(person)]
    const [cut, kept] = [await listen(other), await listen(mine)]
    const fresh = '四月槐花落满了整条街'.concat('abc-123')
    const totp = digitsAt(login.secret, app.there.house.now())
    expect(await mine.ask('changePassword', { body: { old: login.password, fresh, totp } })).toEqual({ changed: true })
    expect(await cut.ended).toContain('event: out')
    expect(kept.heard()).not.toContain('event: out')
  })

  it('ends with the post it showed matters for, and the next one shows none', async () => {
    const admin = await app.become('systemAdmin')
    const officer = await app.becomePerson(person)
    const stream = await listen(officer)
    for (const row of (await admin.ask('postings', { query: { limit: 100, q: '网格员' } })).rows.filter((each) => each.person.id === person))
      await admin.ask('endPosting', { params: { id: row.id } })
    expect(await stream.ended).toContain('event: out')
    const after = await listen(officer)
    const watcher = await listen(await app.become('supervisor'))
    await reportBy(app, { area: grid, id: newAct() })
    await expect.poll(() => wakes(watcher.heard())).toBe(1)
    expect(wakes(after.heard())).toBe(0)
  })
})
