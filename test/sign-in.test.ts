// Signing in: residents by a code, staff by password and authenticator, and becoming somebody in a demonstration only.
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { giveLogin, type GivenLogin } from '../server/db/credentials.ts'
import { openKeys } from '../server/db/keys.ts'
import { takeTurn } from '../server/db/limits.ts'
import { digitsAt } from '../server/db/totp.ts'
import { isRefused, type Caller, type Reply } from '../server/matters/endpoint.ts'
import type { House } from '../server/matters/house.ts'
import { callerOf } from '../server/people/caller.ts'
import { makePeopleHandlers, peopleHandlers } from '../server/people/endpoints.ts'
import { freshDistrict, type Somebody, type TestDistrict } from './support/district.ts'

let dazu: TestDistrict
beforeAll(async () => void (dazu = await freshDistrict()))
afterAll(() => dazu.close())

/** A browser: it keeps the session cookie it is given. */
type Browser = Reply & { token: string | null; seconds: number }
function browser(): Browser {
  const mine: Browser = {
    token: null,
    seconds: 0,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0',
    get sessionToken() {
      return mine.token
    },
    setSession: (token, seconds) => void ((mine.token = token), (mine.seconds = seconds)),
    clearSession: () => void (mine.token = null),
  }
  return mine
}

const params = { district: 'dazu' }
const around = (caller: Caller, reply: Reply = browser()) => ({ house: dazu.house, ground: dazu.ground, caller, params, query: {}, reply })
const codeOf = (answer: unknown) => (isRefused(answer) ? answer.refused.code : null)
const callerIn = (reply: Browser) => callerOf(dazu.house, dazu.ground, { sessionToken: reply.token, deviceCookie: 'cookie', ip: '10.0.0.1' })
const ask = (phone: string, caller = dazu.visitor()) => peopleHandlers.sendCode({ ...around(caller), body: { phone } })
const codeFor = async (phone: string): Promise<string> => {
  const answer = await ask(phone, dazu.visitor(phone))
  return isRefused(answer) ? '' : (answer.demoCode ?? '')
}

describe('a resident', () => {
  it('gets a code on the screen of the demonstration and is signed in with it once, for thirty days', async () => {
    const code = await codeFor('+86 138 0000 0001')
    expect(code).toMatch(/^\d{6}$/)
    const reply = browser()
    const answer = await peopleHandlers.signInPhone({ ...around(dazu.visitor(), reply), body: { phone: '13800000001', code, name: '林小满' } })
    expect(answer).toMatchObject({ viewer: { name: '林小满', isStaff: false, postings: [] } })
    expect(reply.seconds).toBe(30 * 86_400)
    expect((await callerIn(reply)).person).not.toBeNull()
    expect(codeOf(await peopleHandlers.signInPhone({ ...around(dazu.visitor()), body: { phone: '13800000001', code } }))).toBe('code-wrong')
  })

  it('is not signed in by a code of another phone, an old code, or after five wrong tries', async () => {
    const code = await codeFor('13800000002')
    await codeFor('13800000003')
    expect(codeOf(await peopleHandlers.signInPhone({ ...around(dazu.visitor()), body: { phone: '13800000003', code } }))).toBe('code-wrong')
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n += 1) await peopleHandlers.signInPhone({ ...around(dazu.visitor()), body: { phone: '13800000002', code: wrong } })
    expect(codeOf(await peopleHandlers.signInPhone({ ...around(dazu.visitor()), body: { phone: '13800000002', code } }))).toBe('code-wrong')
    const later = await codeFor('13800000004')
    dazu.advance(5 * 60_000)
    expect(codeOf(await peopleHandlers.signInPhone({ ...around(dazu.visitor()), body: { phone: '13800000004', code: later } }))).toBe('code-wrong')
  })

  it('waits a minute before another code, and is told what is wrong with a number', async () => {
    await codeFor('13800000005')
    expect(await ask('13800000005')).toMatchObject({ status: 429, retryAfterSeconds: 60 })
    dazu.advance(60_000)
    expect(await ask('13800000005')).toMatchObject({ sent: true })
    expect(codeOf(await ask('12345'))).toBe('phone-wrong')
  })

  it('in production gets no code on the screen, and a clear refusal where no sender is set up', async () => {
    const production: House = { ...dazu.house, mode: 'production' }
    const sent: string[] = []
    const here = { ...around(dazu.visitor('production')), house: production }
    expect(await peopleHandlers.sendCode({ ...here, body: { phone: '13800000006' } })).toMatchObject({ status: 503, refused: { code: 'no-sender' } })
    const withSender = makePeopleHandlers(({ code }) => Promise.resolve(void sent.push(code)))
    expect(await withSender.sendCode({ ...here, body: { phone: '13800000006' } })).toMatchObject({ demoCode: null })
    expect(sent).toEqual([expect.stringMatching(/^\d{6}$/)])
    const broken = makePeopleHandlers(() => Promise.reject(new Error('no signal')))
    expect(await broken.sendCode({ ...here, body: { phone: '13800000007' } })).toMatchObject({ status: 503, refused: { code: 'not-sent' } })
  })
})

describe('a member of staff', () => {
  let officer: Somebody
  let login: GivenLogin
  const enter = (word: string, digits: string, name = login.login) =>
    peopleHandlers.signInStaff({ ...around(dazu.visitor()), body: { login: name, password: word, totp: digits } })
  const digits = () => digitsAt(login.secret, dazu.house.now())

  beforeAll(async () => {
    officer = dazu.who('gridOfficer', '惜字阁村')
    login = await dazu.db.withDistrict({ district: dazu.ground.district.id, role: 'act' }, (tx) =>
      giveLogin(tx, dazu.house.keys, { district: dazu.ground.district.id, person: officer.person, login: 'Officer.One' }),
    )
  })

  it('comes in with login, password and digits, and holds the own posts for twelve hours', async () => {
    const reply = browser()
    const answer = await peopleHandlers.signInStaff({
      ...around(dazu.visitor(), reply),
      body: { login: 'officer.one', password: login.password, totp: digits() },
    })
    expect(answer).toMatchObject({ viewer: { person: officer.person, isStaff: true } })
    expect(reply.seconds).toBe(12 * 3600)
    expect(await callerIn(reply)).toMatchObject({ person: officer.person, strong: true, postings: officer.caller.postings })
    dazu.advance(11 * 3600_000)
    expect((await callerIn(reply)).person).toBe(officer.person)
    dazu.advance(11 * 3600_000)
    expect((await callerIn(reply)).person).toBe(officer.person)
    dazu.advance(12 * 3600_000)
    expect((await callerIn(reply)).person).toBeNull()
  })

  it('cannot use the same digits twice', async () => {
    const shown = digits()
    expect(await enter(login.password, shown)).toMatchObject({ viewer: { person: officer.person } })
    expect(codeOf(await enter(login.password, shown))).toBe('sign-in-wrong')
    dazu.advance(60_000)
    expect(await enter(login.password, digits())).toMatchObject({ viewer: { person: officer.person } })
  })

  it('waits fifteen minutes after five failures; an unknown login is answered the same', async () => {
    dazu.advance(60_000)
    const unknown = await enter('wrong password', '000000', 'nobody')
    for (let n = 0; n < 5; n += 1) expect(await enter('wrong password', '000000')).toEqual(unknown)
    expect(await enter(login.password, digits())).toEqual(unknown)
    dazu.advance(14 * 60_000)
    expect(await enter(login.password, digits())).toEqual(unknown)
    dazu.advance(60_000)
    expect(await enter(login.password, digits())).toMatchObject({ viewer: { person: officer.person } })
  })

  it('sees the own devices and can sign one out', async () => {
    dazu.advance(60_000)
    const reply = browser()
    await peopleHandlers.signInStaff({ ...around(dazu.visitor(), reply), body: { login: login.login, password: login.password, totp: digits() } })
    const caller = await callerIn(reply)
    const list = await peopleHandlers.devices({ ...around(caller, reply), body: {} })
    const mine = isRefused(list) ? undefined : list.rows.find(({ isThis }) => isThis)
    expect(mine?.device).toBe('Android · WeChat')
    expect(await peopleHandlers.dropDevice({ ...around(caller, reply), params: { ...params, id: mine?.id ?? '' }, body: {} })).toEqual({
      dropped: true,
    })
    expect(reply.token).toBeNull()
  })
})

describe('a login given by the system administrator', () => {
  const admin = () => dazu.who('systemAdmin').caller
  const give = (person: string, login?: string, caller = admin()) =>
    peopleHandlers.giveLogin({ ...around(caller), params: { ...params, person }, body: login === undefined ? {} : { login } })
  type Shown = { login: string; password: string; setup: string }
  const enter = ({ login, password, setup }: Shown, reply = browser()) => {
    const totp = digitsAt(new URL(setup).searchParams.get('secret') ?? '', dazu.house.now())
    return peopleHandlers.signInStaff({ ...around(dazu.visitor(), reply), body: { login, password, totp } })
  }
  const given = (answer: Awaited<ReturnType<typeof give>>): Shown => (isRefused(answer) ? { login: '', password: '', setup: 'about:blank' } : answer)
  const staff = () => dazu.who('communityStaff', '和平村')

  it('lets somebody who was only given a post sign in, under a name that is made up and stays', async () => {
    const answer = await give(staff().person)
    expect(answer).toMatchObject({ login: expect.stringMatching(/^hy\d{8}$/), isAnew: false, setup: expect.stringMatching(/^otpauth:\/\/totp\//) })
    expect(isRefused(answer) ? null : answer.qr).toMatchObject({ size: expect.any(Number), path: expect.stringMatching(/^M0 0h1v1h-1z/) })
    expect(await enter(given(answer))).toMatchObject({ viewer: { person: staff().person, isStaff: true } })
    expect(await give(staff().person)).toMatchObject({ login: given(answer).login, isAnew: true })
  })

  it('given again ends the old password, the old authenticator and every device, and whoever was locked out may come in at once', async () => {
    const before = given(await give(staff().person, 'Wen.Yuanzhi'))
    const reply = browser()
    expect(await enter(before, reply)).toMatchObject({ viewer: { person: staff().person } })
    for (let n = 0; n < 5; n += 1) await enter({ ...before, password: 'wrong password' })
    const after = given(await give(staff().person))
    expect(after.login).toBe('wen.yuanzhi')
    expect((await callerIn(reply)).person).toBeNull()
    expect(codeOf(await enter(before))).toBe('sign-in-wrong')
    expect(await enter(after)).toMatchObject({ viewer: { person: staff().person } })
  })

  it('is in the trail with who gave it, and nothing of what was shown is', async () => {
    const { login, password, setup } = given(await give(staff().person))
    const rows = await dazu.db.withDistrict({ district: dazu.ground.district.id, role: 'act' }, (tx) =>
      tx.rows(
        z.object({ leaves: z.string() }),
        `select coalesce(jsonb_agg(l.value)::text, '') as leaves from events e join leaves l on l.district_id = e.district_id and l.subject_id = e.subject_id and l.seq = e.seq where e.district_id = $1 and e.action = 'loginGiven' group by e.id order by e.id`,
        [dazu.ground.district.id],
      ),
    )
    const last = rows.at(-1)?.leaves ?? ''
    for (const said of [login, staff().person, admin().person ?? '?']) expect(last).toContain(said)
    for (const secret of [password, new URL(setup).searchParams.get('secret') ?? '?']) expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('is given by nobody else, to nobody without a post, never to oneself, and never by one alone to those who watch', async () => {
    const person = staff().person
    expect(codeOf(await give(person, undefined, dazu.visitor()))).toBe('sign-in-first')
    for (const post of ['securityAdmin', 'auditAdmin', 'districtLeader'] as const)
      expect(codeOf(await give(person, undefined, dazu.who(post).caller)), post).toBe('admin-only')
    expect(codeOf(await give(dazu.who('systemAdmin').person))).toBe('own-login')
    for (const post of ['securityAdmin', 'auditAdmin'] as const) {
      const answer = await give(dazu.who(post).person)
      expect(codeOf(answer)).toBe('login-apart')
      expect(isRefused(answer) ? answer.refused.label.zh : '').toContain(`person login --person ${dazu.who(post).person}`)
    }
    expect(codeOf(await give(dazu.who('volunteer').person))).toBe('login-without-post')
    expect(codeOf(await give(uuidv7()))).toBe('no-such-person')
    expect(codeOf(await give(person, '张三'))).toBe('login-wrong')
  })

  it('goes to one person only, also when two are given the same name at once', async () => {
    const two = [dazu.who('communitySecretary', '和平村').person, dazu.who('dispatcher').person]
    const answers = await Promise.all(two.map((person) => give(person, 'same.name')))
    expect(answers.map(codeOf).sort()).toEqual(['login-taken', null].sort())
  })
})

describe('becoming somebody', () => {
  it('is offered in a demonstration: residents, grid, community, township, departments, district and three administrators', async () => {
    const list = await peopleHandlers.demoPeople({ ...around(dazu.visitor()), body: {} })
    const rows = isRefused(list) ? [] : list.rows
    expect(rows.length).toBeGreaterThanOrEqual(16)
    expect(new Set(rows.map(({ group }) => group))).toEqual(new Set(['resident', 'grid', 'community', 'township', 'department', 'district', 'admin']))
    expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length)
    expect(rows.filter(({ role }) => role.zh.endsWith('板块岗'))).toHaveLength(4)
    expect(rows.find(({ role }) => role.zh === '网格员')?.place.zh).toContain('惜字阁村')
    const reply = browser()
    expect(await peopleHandlers.become({ ...around(dazu.visitor(), reply), body: { person: rows.at(-1)?.person ?? '' } })).toMatchObject({
      viewer: { demo: true },
    })
    expect(await peopleHandlers.me({ ...around(await callerIn(reply)), body: {} })).toMatchObject({ viewer: { person: rows.at(-1)?.person } })
    await peopleHandlers.signOut({ ...around(await callerIn(reply), reply), body: {} })
    expect((await callerIn(reply)).person).toBeNull()
  })

  it('does not exist in production, and nobody who is not of the demonstration can be become', async () => {
    const here = { ...around(dazu.visitor()), house: { ...dazu.house, mode: 'production' as const } }
    expect(await peopleHandlers.demoPeople({ ...here, body: {} })).toMatchObject({ status: 404 })
    expect(await peopleHandlers.become({ ...here, body: { person: dazu.who('districtLeader').person } })).toMatchObject({ status: 404 })
    expect(await peopleHandlers.become({ ...around(dazu.visitor()), body: { person: uuidv7() } })).toMatchObject({ status: 404 })
  })
})

describe('limits', () => {
  it('slow down gracefully: after the wait they name there is always room again', async () => {
    const limit = { key: 'somebody', max: 3, seconds: 60 }
    const district = dazu.ground.district.id
    let waited = 0
    for (let n = 0; n < 60; n += 1) {
      const turn = await takeTurn(dazu.house, district, limit)
      if (turn.ok) continue
      waited += 1
      expect(turn.retryAfterSeconds).toBeLessThanOrEqual(2 * limit.seconds)
      dazu.advance(turn.retryAfterSeconds * 1000)
      expect(await takeTurn(dazu.house, district, limit)).toEqual({ ok: true })
    }
    expect(waited).toBeGreaterThan(20)
    expect(await takeTurn(dazu.house, district, { ...limit, key: 'somebody else' })).toEqual({ ok: true })
  })

  it('let through no more than the limit when many ask at once', async () => {
    const turns = await Promise.all(
      Array.from({ length: 20 }, () => takeTurn(dazu.house, dazu.ground.district.id, { key: 'crowd', max: 7, seconds: 60 })),
    )
    expect(turns.filter(({ ok }) => ok)).toHaveLength(7)
  })
})

describe('the secrets of an installation', () => {
  it('are the same for all who open them, seal so that only they can read, and blind differently for each purpose', async () => {
    const [one, other] = await Promise.all([openKeys(dazu.house.filesDir), openKeys(dazu.house.filesDir)])
    expect(other.unseal(one.seal('13800000001'))).toBe('13800000001')
    expect(one.seal('a').equals(one.seal('a'))).toBe(false)
    expect(one.blind('phone', 'a')).toBe(other.blind('phone', 'a'))
    expect(one.blind('phone', 'a')).not.toBe(one.blind('device', 'a'))
    const broken = one.seal('a')
    broken.writeUInt8(broken.readUInt8(28) ^ 1, 28)
    expect(() => one.unseal(broken)).toThrow()
  })
})
