// Who came, left, was sent away or took a new password: each is on the trail, and a new password is only for who knows the old one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digitsAt } from '../server/db/totp.ts'
import { giveLogin, type GivenLogin } from '../server/db/credentials.ts'
import { installDistrict } from '../server/areas/install.ts'
import { startApp, type Client, type TestApp } from './support/app.ts'
import { prove } from './support/proof.ts'
import type { Somebody } from './support/district.ts'

let app: TestApp
let auditor: Client
beforeAll(async () => {
  app = await startApp()
  auditor = await app.become('auditAdmin')
})
afterAll(() => app.close())

/** Newest first: what happened, by whom, and what was said of it. */
const trail = async (kind: 'sign-in' | 'district') => {
  const { rows } = await auditor.ask('audit', { query: { kind, limit: 100 } })
  return rows.map(({ action, by, said }) => ({ action: action.zh, by, said: said.map(({ label, text }) => `${label.zh} ${text.zh}`) }))
}
const givenLogin = (somebody: Somebody, login: string): Promise<GivenLogin> => {
  const district = app.there.ground.district.id
  return app.there.db.withDistrict({ district, role: 'act' }, (tx) =>
    giveLogin(tx, app.there.house.keys, { district, person: somebody.person, login }),
  )
}
const enter = async (login: GivenLogin, password = login.password): Promise<Client> => {
  app.there.advance(60_000)
  const client = app.visitor()
  await client.ask('signInStaff', { body: { login: login.login, password, totp: digitsAt(login.secret, app.there.house.now()) } })
  return client
}
const digits = (login: GivenLogin) => {
  app.there.advance(60_000)
  return digitsAt(login.secret, app.there.house.now())
}

describe('the trail', () => {
  it('says when the district was installed, and nothing when a repetition changed nothing', async () => {
    const before = await trail('district')
    expect(before).toMatchObject([{ action: '安装了本区', by: null }])
    expect(before[0]?.said).toContain('名称 大足区')
    await installDistrict(app.there.db, { slug: 'dazu', now: app.there.house.now(), demo: true })
    expect(await trail('district')).toEqual(before)
  })

  it('says who came in by a code and who signed out, once, and never the number or the code', async () => {
    const client = app.visitor()
    const { demoCode } = await client.ask('sendCode', { body: { phone: '13900001234' } })
    const { viewer } = await client.ask('signInPhone', { body: { phone: '13900001234', code: demoCode ?? '', name: '林小满' } })
    expect(await trail('sign-in')).toMatchObject([{ action: '用短信验证码登录', by: '林小满' }, {}])
    await client.ask('signOut')
    await client.ask('signOut')
    await app.visitor().ask('signOut')
    const rows = await trail('sign-in')
    expect(rows.slice(0, 2)).toMatchObject([{ action: '退出登录', by: viewer.name }, { action: '用短信验证码登录' }])
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`13900001234|${demoCode ?? '-'}`))
  })

  it('says who sent a device away and which, and nothing of a device that is not theirs', async () => {
    const officer = app.there.who('gridOfficer', '惜字阁村')
    const login = await givenLogin(officer, 'officer.one')
    const [here, left] = [await enter(login), await enter(login)]
    const other = (await here.ask('devices')).rows.find(({ isThis }) => !isThis)
    expect(await auditor.ask('dropDevice', { params: { id: other?.id ?? '' } })).toEqual({ dropped: false })
    expect(await here.ask('dropDevice', { params: { id: other?.id ?? '' } })).toEqual({ dropped: true })
    expect(await here.ask('dropDevice', { params: { id: other?.id ?? '' } })).toEqual({ dropped: false })
    expect((await left.ask('me')).viewer).toBeNull()
    const rows = await trail('sign-in')
    expect(rows.filter(({ action }) => action === '让一台设备退出')).toMatchObject([{ by: officer.name }])
    expect(rows[0]?.said).toContain(`人员 ${officer.name}`)
  })

  it('says whom somebody became in the demonstration, and who they were before', async () => {
    const client = await app.become('supervisor')
    const cleaner = app.there.who('cleaner')
    await client.ask('become', { body: { person: cleaner.person } })
    const [row] = await trail('sign-in')
    expect(row).toMatchObject({ action: '演示中换成了这个人', by: client.somebody?.name })
    expect(row?.said).toContain(`人员 ${cleaner.name}`)
    expect((await trail('sign-in')).at(-1)).toMatchObject({ action: '演示中换成了这个人', by: null })
  })
})

describe('a member of staff who wants another password', () => {
  let somebody: Somebody
  let login: GivenLogin
  const fresh = 'Orange-Kettle-58'
  const change = (client: Client, wish: { old?: string; fresh?: string; totp?: string }) =>
    client.request('changePassword', { body: { old: login.password, fresh, totp: wish.totp ?? digits(login), ...wish } })
  const codeOf = (reply: Awaited<ReturnType<typeof change>>) => (reply.ok ? 'changed' : reply.refusal.code)
  beforeAll(async () => {
    somebody = app.there.who('communitySecretary', '惜字阁村')
    login = await givenLogin(somebody, 'secretary.li')
  })

  it('is told what a new one must be before the old one is even looked at', async () => {
    const client = await enter(login)
    expect(codeOf(await change(client, { fresh: 'Short-1-Ab' }))).toBe('password-short')
    expect(codeOf(await change(client, { fresh: 'my-Secretary.Li-2026' }))).toBe('password-known')
    expect(codeOf(await change(client, { fresh: `Kettle-58-${somebody.name}` }))).toBe('password-known')
    expect(codeOf(await change(client, { fresh: login.password }))).toBe('password-same')
    expect(codeOf(await change(client, { fresh: 'onlyletters' + 'ab' }))).toBe('password-plain')
    await enter(login)
  })

  it('is refused with a wrong old password, wrong digits or used digits, and each try is on the trail', async () => {
    const client = await enter(login)
    const used = digitsAt(login.secret, app.there.house.now())
    expect(codeOf(await change(client, { old: 'not the old one', totp: used }))).toBe('password-wrong')
    expect(codeOf(await change(client, { totp: used }))).toBe('password-wrong')
    expect(codeOf(await change(client, { totp: '12' }))).toBe('password-wrong')
    const refused = (await trail('sign-in')).filter(({ action }) => action === '改密码被拒')
    expect(refused.map(({ by, said }) => [by, said.find((each) => each.startsWith('为什么'))])).toEqual([
      [somebody.name, '为什么被拒 动态码不对或用过了'],
      [somebody.name, '为什么被拒 动态码不对或用过了'],
      [somebody.name, '为什么被拒 密码不对'],
    ])
    await enter(login)
  })

  it('waits after five tries, however many come at once', async () => {
    const client = await enter(login)
    app.there.advance(3_600_000)
    const replies = await Promise.all(Array.from({ length: 8 }, () => change(client, { old: 'a guess of mine', totp: '000000' })))
    expect(replies.map(codeOf).filter((code) => code === 'password-wrong')).toHaveLength(5)
    expect(replies.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(3)
    app.there.advance(3_600_000)
  })

  it('has it at once: this device stays, all others are out, and only the new one opens', async () => {
    const [here, left] = [await enter(login), await enter(login)]
    // whoever gave it has seen it, and every page says so until it is their own
    expect((await here.ask('me')).viewer?.passwordIsGiven).toBe(true)
    expect(await change(here, {})).toMatchObject({ ok: true, answer: { changed: true } })
    expect((await here.ask('me')).viewer?.name).toBe(somebody.name)
    expect((await left.ask('me')).viewer).toBeNull()
    expect((await here.ask('devices')).rows).toHaveLength(1)
    await expect(enter(login)).rejects.toThrow('sign-in-wrong')
    const again = await enter(login, fresh)
    expect((await again.ask('me')).viewer).toMatchObject({ person: somebody.person, passwordIsGiven: false })
    const changed = (await trail('sign-in')).filter(({ action }) => action === '改了密码')
    expect(changed).toMatchObject([{ by: somebody.name }])
    expect(changed[0]?.said.some((each) => /^退出了几台别的设备 [1-9]/.test(each))).toBe(true)
    expect(JSON.stringify(await trail('sign-in'))).not.toContain(fresh)
  })

  it('is not for who has no password, and a visitor signs in first', async () => {
    const cleaner = await app.become('cleaner')
    expect(codeOf(await change(cleaner, {}))).toBe('no-password')
    expect(await change(app.visitor(), {})).toMatchObject({ ok: false, status: 401, refusal: { code: 'sign-in-first' } })
  })
})

it('the trail with all of this is whole, and its heads are under a checkpoint', async () => {
  await app.parts.checkpointAll()
  const proof = await prove(app.there)
  expect(proof.faults).toEqual([])
  expect(proof.checked.registry).toBeGreaterThan(20)
})
