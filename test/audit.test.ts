// The trail of the registry: who gave which post to whom, who came in or was refused, and who may read it.
import { Client } from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Post } from '../core/posts.ts'
import { areaHandlers } from '../server/areas/endpoints.ts'
import { addPersonWithLogin } from '../server/areas/person.ts'
import { giveLogin, type GivenLogin } from '../server/db/credentials.ts'
import type { Role } from '../server/db/gate.ts'
import { digitsAt } from '../server/db/totp.ts'
import { isRefused, type Caller, type Reply } from '../server/matters/endpoint.ts'
import { record } from '../server/matters/record.ts'
import { peopleHandlers } from '../server/people/endpoints.ts'
import { takeCheckpoint } from '../server/prove/checkpoint.ts'
import { proveDistrict } from '../server/prove/prove-district.ts'
import { thingHandlers } from '../server/things/endpoints.ts'
import { freshDistrict, type TestDistrict } from './support/district.ts'

let dazu: TestDistrict
beforeAll(async () => void (dazu = await freshDistrict()))
afterAll(() => dazu.close())

const reply: Reply = { userAgent: '', sessionToken: null, setSession: () => undefined, clearSession: () => undefined }
const params = { district: 'dazu' }
const around = async (caller: Caller) => ({ house: dazu.house, ground: await dazu.fresh(), caller, params, query: {}, body: {}, reply })
const codeOf = (answer: unknown) => (isRefused(answer) ? answer.refused.code : null)
const admin = () => dazu.who('systemAdmin')
const auditor = () => dazu.who('auditAdmin')

type Wish = { readonly q?: string; readonly kind?: 'posting' | 'absence' | 'person' | 'thing' | 'process' | 'calendar' | 'sign-in'; readonly after?: string; readonly limit?: number } // prettier-ignore
const readAs = async (caller: Caller, wish: Wish = {}) => peopleHandlers.audit({ ...(await around(caller)), query: { limit: 100, ...wish } })
const trail = async (wish: Wish = {}) => {
  const answer = await readAs(auditor().caller, wish)
  if (isRefused(answer)) throw new Error(answer.refused.label.en)
  return answer
}
const textOf = (row: { said: readonly { text: { zh: string } }[] } | undefined) => row?.said.map(({ text }) => text.zh)
const give = async (caller: Caller, wish: { name: string; post: Post; area: number; id?: string; phone?: string }) =>
  peopleHandlers.addPosting({ ...(await around(caller)), body: { id: uuidv7(), ...wish } })
const end = async (caller: Caller, id: string) => peopleHandlers.endPosting({ ...(await around(caller)), params: { ...params, id } })
const within = <T extends z.ZodType>(role: Role, row: T, sql: string) =>
  dazu.db.withDistrict(
    { district: dazu.ground.district.id, role, from: 0, upto: 2n ** 62n, organisation: 1, person: admin().person, receipt: 'ab' },
    (tx) => tx.rows(row, sql, [dazu.ground.district.id]),
  )
const asOwner = async (sql: string) => {
  const client = new Client({ connectionString: dazu.ownerUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
const prove = async () => proveDistrict(dazu.db, await dazu.fresh(), dazu.house.now())

describe('the trail of the registry', () => {
  it('who gave a post to whom is on record and cannot be changed', async () => {
    const area = dazu.areaNamed('和平村')
    const id = uuidv7()
    expect(await give(admin().caller, { id, name: '温远志', phone: '13900000001', post: 'communityStaff', area })).toHaveProperty('posting')
    expect(await give(admin().caller, { id, name: '温远志', phone: '13900000001', post: 'communityStaff', area })).toHaveProperty('posting')
    dazu.advance(60_000)
    expect(await end(admin().caller, id)).toEqual({ ended: true })
    const { rows } = await trail({ kind: 'posting' })
    expect(rows.map(({ action, by, seq }) => [action.zh, by, seq])).toEqual([['结束了岗位', admin().name, 2], ['安排了岗位', admin().name, 1]]) // prettier-ignore
    expect(textOf(rows[1])).toEqual(['温远志', '社区干部', '和平村'])
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(1)
    expect((await trail({ kind: 'person' })).rows).toHaveLength(1)
    for (const table of ['events', 'leaves']) {
      const change = (sql: string) => dazu.db.withDistrict({ district: dazu.ground.district.id, role: 'act' }, (tx) => tx.run(sql))
      await expect(change(`update ${table} set seq = 9`)).rejects.toThrow('permission denied')
      await expect(change(`delete from ${table}`)).rejects.toThrow('permission denied')
    }
  })

  it('what was refused is not on record, and a change that fails takes its record with it', async () => {
    const before = (await trail()).rows.length
    expect(codeOf(await give(dazu.who('gridOfficer').caller, { name: '某人', post: 'cleaner', area: dazu.areaNamed('和平村') }))).toBe('admin-only')
    const broken = dazu.db.withDistrict({ district: dazu.ground.district.id, role: 'act' }, async (tx) => {
      const at = { district: dazu.ground.district.id, now: dazu.house.now() }
      await record(tx, at, { kind: 'thing', subject: uuidv7(), action: 'thingAdded', by: null, answers: {} })
      throw new Error('and then it failed')
    })
    await expect(broken).rejects.toThrow('and then it failed')
    expect((await trail()).rows).toHaveLength(before)
  })

  it('leave, things, processes, the calendar and people from the command line are on record with who did it', async () => {
    const officer = dazu.who('gridOfficer', '惜字阁村')
    const now = dazu.house.now()
    const absence = { id: uuidv7(), from: now, until: now + 3600_000, reason: '家里有事' }
    for (let n = 0; n < 2; n += 1) await peopleHandlers.addAbsence({ ...(await around(officer.caller)), body: absence })
    const thing = { id: uuidv7(), code: 'TX-999', kind: 'lamp', nameZh: '新路灯', nameEn: 'New lamp', placeZh: '村口', placeEn: 'Gate', area: officer.area ?? 0 } // prettier-ignore
    for (let n = 0; n < 2; n += 1) await thingHandlers.addThing({ ...(await around(officer.caller)), body: thing })
    await areaHandlers.addProcess({ ...(await around(admin().caller)), body: { body: dazu.ground.process('grid-finding') } })
    const calendar = { version: '2027', coveredUntil: '2027-12-31', daysOff: ['2027-01-01'], makeUpDays: [] }
    await areaHandlers.importCalendar({ ...(await around(admin().caller)), body: calendar })
    const keys = dazu.house.keys
    await addPersonWithLogin(
      { db: dazu.db, keys, ground: dazu.ground },
      { name: '钱开门', post: 'auditAdmin', place: null, login: 'first.auditor', now },
    )
    const newest = async (kind: Wish['kind']) => (await trail({ ...(kind ? { kind } : {}) })).rows
    expect((await newest('absence')).map(({ by, said }) => [by, said.at(-1)?.text.zh])).toEqual([[officer.name, '家里有事']])
    expect((await newest('thing')).map(({ by, said }) => [by, said[0]?.text.zh])).toEqual([[officer.name, 'TX-999']])
    const saved = String(1 + (dazu.ground.process('grid-finding')?.version ?? 0))
    expect((await newest('process')).map(({ by, said }) => [by, said.at(-1)?.text.zh])).toEqual([[admin().name, saved]])
    expect((await newest('calendar')).map(({ by }) => by)).toEqual([admin().name])
    expect((await newest('person'))[0]).toMatchObject({ by: null, said: [{ text: { zh: '钱开门' } }, { text: { zh: 'first.auditor' } }] })
    expect((await newest('posting'))[0]).toMatchObject({ by: null })
  })

  it('a system administrator cannot read the trail, the auditor can but cannot change postings', async () => {
    const posts = ['systemAdmin', 'securityAdmin', 'districtLeader', 'supervisor', 'gridOfficer'] as const
    for (const post of posts) expect(codeOf(await readAs(dazu.who(post).caller)), post).toBe('auditor-only')
    expect(codeOf(await readAs(dazu.visitor()))).toBe('sign-in-first')
    const both = { ...auditor().caller, postings: [...auditor().caller.postings, ...admin().caller.postings] }
    expect(codeOf(await readAs(both))).toBe('auditor-only')
    expect((await trail()).rows.length).toBeGreaterThan(0)
    expect(codeOf(await give(auditor().caller, { name: '某人', post: 'cleaner', area: dazu.areaNamed('和平村') }))).toBe('admin-only')
    expect(codeOf(await end(auditor().caller, uuidv7()))).toBe('admin-only')
  })

  it('no reading role of the database sees any of it, whatever range it claims from the first area on', async () => {
    for (const role of ['see', 'unit', 'own'] as const)
      for (const table of ['events', 'leaves'])
        expect(await within(role, z.object({ seq: z.number() }), `select seq from ${table} where district_id = $1 limit 5`), role).toEqual([])
  })

  it('is read page by page without a gap, and found by name, post, place and kind', async () => {
    const all = (await trail()).rows.map(({ id }) => id)
    const paged: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof trail>> = await trail({ limit: 3, ...(after ? { after } : {}) })
      paged.push(...page.rows.map(({ id }) => id))
      after = page.next
    }
    expect(paged).toEqual(all)
    expect((await trail({ q: '温远志' })).rows).toHaveLength(3)
    expect((await trail({ q: '社区干部' })).rows).toHaveLength(2)
    expect((await trail({ q: '和平村' })).rows).toHaveLength(2)
    expect((await trail({ q: '结束了' })).rows).toHaveLength(1)
    expect((await trail({ q: 'tx-999', kind: 'thing' })).rows).toHaveLength(1)
    expect((await trail({ q: '没有这个人' })).rows).toEqual([])
    expect((await trail({ after: 'nonsense' })).rows).toHaveLength(all.length)
  })
})

describe('signing in', () => {
  let login: GivenLogin
  const enter = async (word: string, digits: string, name = login.login) =>
    peopleHandlers.signInStaff({ ...(await around(dazu.visitor('office'))), body: { login: name, password: word, totp: digits } })
  beforeAll(async () => {
    const district = dazu.ground.district.id
    const person = dazu.who('gridOfficer', '惜字阁村').person
    login = await dazu.db.withDistrict({ district, role: 'act' }, (tx) => giveLogin(tx, dazu.house.keys, { district, person, login: 'Officer.One' }))
  })

  it('refused sign-ins are recorded without the password', async () => {
    const officer = dazu.who('gridOfficer', '惜字阁村')
    const digits = () => digitsAt(login.secret, dazu.house.now())
    expect(await enter(login.password, digits())).toHaveProperty('viewer')
    expect(codeOf(await enter(login.password, digits()))).toBe('sign-in-wrong')
    for (let n = 0; n < 4; n += 1) expect(codeOf(await enter('Secret-Word-77', '000000'))).toBe('sign-in-wrong')
    expect(codeOf(await enter(login.password, digits()))).toBe('sign-in-wrong')
    expect(codeOf(await enter('Secret-Word-77', '000000', '13900000009'))).toBe('sign-in-wrong')
    const { rows } = await trail({ kind: 'sign-in' })
    const oldestFirst = [...rows].reverse().map(({ action, by, said }) => [action.zh, by ?? said[0]?.text.zh, said.at(-2)?.text.zh])
    const wrong = ['登录被拒', officer.name, '密码不对']
    expect(oldestFirst).toEqual([
      ['登录成功', officer.name, officer.name],
      ['登录被拒', officer.name, '动态码不对或用过了'],
      wrong, wrong, wrong, wrong,
      ['连错太多，锁定 15 分钟', officer.name, officer.name],
      ['登录被拒', officer.name, '锁定期间又试'],
      ['登录被拒', '没有这个登录名', '没有这个登录名'],
    ]) // prettier-ignore
    const kept = await within(
      'act',
      z.object({ text: z.string() }),
      `select value::text as text from leaves where district_id = $1 and area_key = -1`,
    )
    const words = kept.map(({ text }) => text).join()
    for (const secret of ['Secret-Word-77', login.password, login.secret, '000000', '13900000009', '13900000001']) expect(words).not.toContain(secret)
  })
})

describe('a code by text message', () => {
  const phone = '13900007788'
  const enterBy = async (code: string, to = phone) =>
    peopleHandlers.signInPhone({ ...(await around(dazu.visitor('street'))), body: { phone: to, code, name: '白芷' } })
  const codeFor = async (to: string): Promise<string> => {
    const sent = await peopleHandlers.sendCode({ ...(await around(dazu.visitor('street'))), body: { phone: to } })
    return isRefused(sent) ? '' : (sent.demoCode ?? '')
  }
  const newest = async (n: number) => (await trail({ kind: 'sign-in' })).rows.slice(0, n)

  it('that was wrong is on record with the number masked, and never the code', async () => {
    const code = await codeFor(phone)
    const wrong = code === '481516' ? '481517' : '481516'
    expect(codeOf(await enterBy(wrong))).toBe('code-wrong')
    expect(await enterBy(code)).toHaveProperty('viewer')
    expect(codeOf(await enterBy(code))).toBe('code-wrong')
    const rows = await newest(3)
    expect(rows.map(({ action, by }) => [action.zh, by])).toEqual([
      ['短信验证码不对', null],
      ['用短信验证码登录', '白芷'],
      ['短信验证码不对', null],
    ])
    expect(textOf(rows[2])?.slice(0, -1)).toEqual(['139****7788', '验证码不对'])
    expect(textOf(rows[0])?.slice(0, -1)).toEqual(['白芷', '139****7788', '没有可用的验证码：没要过、过期了或试完了'])
    const row = z.object({ text: z.string() })
    const kept = await within('act', row, `select value::text as text from leaves where district_id = $1 and area_key = -1`)
    const words = kept.map(({ text }) => text).join()
    for (const secret of [code, wrong, phone]) expect(words).not.toContain(secret)
  })

  it('tried on and on from one place is slowed down, and so cannot fill the trail', async () => {
    const before = (await trail({ kind: 'sign-in' })).rows.length
    const answers: (string | null)[] = []
    for (let n = 0; n < 64; n += 1) answers.push(codeOf(await enterBy('000000', `139${String(n).padStart(8, '0')}`)))
    expect(answers[0]).toBe('code-wrong')
    expect(answers.at(-1)).toBe('sign-in-slow')
    expect(Math.min(100, before + 64)).toBeGreaterThan((await trail({ kind: 'sign-in' })).rows.length)
    expect(await enterBy(await codeFor('13900007799'), '13900007799')).toHaveProperty('viewer')
  })
})

describe('the proof', () => {
  it('finds the chains of the registry whole, several writers at once on one subject included', async () => {
    const at = { district: dazu.ground.district.id, now: dazu.house.now() }
    const subject = uuidv7()
    const write = (n: number) =>
      dazu.db.withDistrict({ district: at.district, role: 'act' }, (tx) =>
        record(tx, at, { kind: 'thing', subject, action: 'thingAdded', by: null, answers: { name: `half \ud83d and \0 ${n}` } }),
      )
    await Promise.all([1, 2, 3, 4, 5, 6].map(write))
    expect(await takeCheckpoint(dazu.house, at.district)).toBe(1)
    const proof = await prove()
    expect(proof.faults).toEqual([])
    expect(proof.checked.registry).toBeGreaterThan(20)
    expect(proof.checked.heads).toBeGreaterThan(8)
  })

  it('says so when somebody with the keys of the database changes or removes an entry', async () => {
    await asOwner(
      `alter table leaves no force row level security; update leaves set value = '{"person":"${dazu.who('securityAdmin').person}"}' where area_key = -1 and name = 'by' and value ->> 'person' = '${admin().person}'`,
    )
    expect((await prove()).faults.filter(({ kind }) => kind === 'leaf').length).toBeGreaterThan(0)
    await asOwner(
      `alter table events no force row level security; delete from events where area_key = -1 and action = 'lockedOut'; delete from events where area_key = -1 and action = 'postingEnded'`,
    )
    const kinds = (await prove()).faults.map(({ kind }) => kind)
    expect(kinds).toContain('chain')
    expect(kinds).toContain('checkpoint')
  })
})
