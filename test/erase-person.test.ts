// A person who asks to be forgotten: name, number and words go everywhere, the chains hold, and the trail says who did it and why.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveLogin } from '../server/db/credentials.ts'
import { erasePerson } from '../server/prove/erase-person.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { TEST_APP_PASSWORD } from './support/district.ts'
import { reportBy } from './support/journey.ts'
import { asOwner, prove } from './support/proof.ts'

const [name, phone] = ['司空见雪', '13866660001']
let app: TestApp
let resident: Client
let person = ''
let matter = ''
let district = 0
const sql = (text: string, values: readonly unknown[] = []) => asOwner(app.there.ownerUrl, text, values)
/** Every row of every table as text. */
const everything = async (): Promise<string> => {
  const tables = await sql(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
  const rows = await Promise.all(tables.map(({ relname }) => sql(`select t::text as text from ${String(relname)} t`)))
  return rows.flat().map(({ text }) => String(text)).join('\n') // prettier-ignore
}
const signIn = async (client: Client): Promise<void> => {
  const { demoCode } = await client.ask('sendCode', { body: { phone } })
  await client.ask('signInPhone', { body: { phone, code: demoCode ?? '', name } })
}

beforeAll(async () => {
  app = await startApp()
  district = app.there.ground.district.id
  resident = app.visitor()
  await resident.request('signInPhone', { body: { phone, code: '123' } })
  await signIn(resident)
  await resident.request('signInPhone', { body: { phone, code: '123' } })
  const sent = await resident.ask('report', {
    body: { act: newAct(), id: newAct(), area: app.there.who('gridOfficer').area ?? 0, category: 'lamp-out', what: '楼道灯不亮', phone },
  })
  matter = sent.id
  await resident.ask('followLetter', { params: { receipt: sent.receipt }, body: { id: newAct(), words: '我家住三楼，晚上要照顾老人' } })
  await reportBy(app)
  await app.settle()
  await app.parts.checkpointAll()
  person = String((await sql('select id from people where name = $1', [name]))[0]?.['id'])
})
afterAll(() => app.close())

describe('a person who asks to be forgotten', () => {
  it('is not erased without a reason, and not while holding a post of the staff', async () => {
    const officer = app.there.who('gridOfficer').person
    const by = app.there.who('securityAdmin').person
    expect(await erasePerson(app.there.house, district, { person, by, why: ' ' })).toBe('why-first')
    expect(await erasePerson(app.there.house, district, { person: officer, by, why: '本人要求' })).toBe('holds-post')
    expect(await erasePerson(app.there.house, district, { person: newAct(), by, why: '本人要求' })).toBe('no-such-person')
    expect(await everything()).toContain(name)
  })

  it('leaves no name, number or letter behind, and no device signed in', async () => {
    const by = app.there.who('securityAdmin').person
    const done = await erasePerson(app.parts.house, district, { person, by, why: '本人书面要求删除' })
    expect(done).toMatchObject({ matters: 1, contacts: 1, letters: 1 })
    expect(typeof done === 'string' ? 0 : done.trail).toBeGreaterThan(0)
    const left = await everything()
    expect([name, phone, '138****0001', '晚上要照顾老人'].filter((word) => left.includes(word))).toEqual([])
    expect(await sql('select name, phone_cipher, phone_blind from people where id = $1', [person])).toEqual([
      { name: '〔已应本人要求抹去〕', phone_cipher: null, phone_blind: null },
    ])
    expect(await sql('select 1 from reporters where person_id = $1', [person])).toEqual([])
    app.there.advance(3000)
    expect((await resident.ask('me')).viewer).toBeNull()
  })

  it('leaves the matter where it was, and every chain whole', async () => {
    await app.settle()
    await app.parts.checkpointAll()
    const proof = await prove(app.there)
    expect(proof.faults).toEqual([])
    expect(proof.checked.erasedLeaves).toBeGreaterThan(0)
    const officer = await app.become('gridOfficer')
    expect(await officer.ask('matter', { params: { id: matter } })).toMatchObject({ hasContact: false, proof: { holds: true } })
  })

  it('stands in the trail as erased: by whom and why', async () => {
    const auditor = await app.become('auditAdmin')
    const row = (await auditor.ask('audit', { query: { kind: 'person', limit: 1 } })).rows[0]
    expect(row).toMatchObject({ action: { zh: '应本人要求抹去了个人信息' }, by: app.there.who('securityAdmin').name })
    expect(row?.said.map(({ text }) => text.zh)).toEqual(['〔已应本人要求抹去〕', '本人书面要求删除', '1', '1'])
    expect((await auditor.ask('audit', { query: { q: name } })).rows).toEqual([])
  })

  it('may come back as somebody new', async () => {
    app.there.advance(61_000)
    const again = app.visitor()
    await signIn(again)
    expect((await sql('select id from people where name = $1', [name]))[0]?.['id']).not.toBe(person)
    expect((await again.ask('my')).rows).toEqual([])
  })

  it('is asked for on the screen by one administrator and goes when another agrees, never by one alone', async () => {
    const other = String((await sql('select id from people where name = $1', [name]))[0]?.['id'])
    const [security, system, audit] = [await app.become('securityAdmin'), await app.become('systemAdmin'), await app.become('auditAdmin')]
    const body = { id: newAct(), phone, reason: '本人书面要求' }
    expect(await system.request('askErasure', { body })).toMatchObject({ status: 403, refusal: { code: 'ask-security' } })
    expect(await (await app.become('gridOfficer')).request('erasures')).toMatchObject({ status: 403 })
    expect(await security.request('askErasure', { body: { ...body, phone: '13900000000' } })).toMatchObject({ status: 404 })
    expect(await security.request('askErasure', { body: { id: newAct(), person: app.there.who('gridOfficer').person, reason: '本人要求' } })).toMatchObject({ refusal: { code: 'holds-post' } }) // prettier-ignore
    expect((await security.ask('askErasure', { body })).rows[0]).toMatchObject({ name, state: 'asked', mayDecide: false })
    expect(await security.request('askErasure', { body: { ...body, id: newAct() } })).toMatchObject({
      status: 409,
      refusal: { code: 'asked-already' },
    })
    const params = { id: body.id }
    expect(await security.request('decideErasure', { params, body: { agree: true } })).toMatchObject({
      status: 403,
      refusal: { code: 'another-decides' },
    })
    expect(await audit.request('decideErasure', { params, body: { agree: false } })).toMatchObject({ status: 422, refusal: { code: 'why-first' } })
    expect((await audit.ask('decideErasure', { params, body: { agree: false, why: '还没核对身份' } })).rows[0]).toMatchObject({ state: 'declined' })
    expect(await everything()).toContain(name)
    const again = { ...body, id: newAct() }
    await security.ask('askErasure', { body: again })
    const done = await system.ask('decideErasure', { params: { id: again.id }, body: { agree: true } })
    expect(done.rows.find(({ id }) => id === again.id)).toMatchObject({
      name: '〔已应本人要求抹去〕',
      state: 'done',
      decidedBy: app.there.who('systemAdmin').name,
    })
    expect(await system.request('decideErasure', { params: { id: again.id }, body: { agree: true } })).toMatchObject({ status: 409 })
    expect((await everything()).includes(name)).toBe(false)
    expect(await sql('select name from people where id = $1', [other])).toEqual([{ name: '〔已应本人要求抹去〕' }])
    expect((await audit.ask('audit', { query: { kind: 'person', limit: 4 } })).rows.map(({ action }) => action.zh)).toEqual(['应本人要求抹去了个人信息', '提出抹去一个人的信息', '没有同意抹去', '提出抹去一个人的信息']) // prettier-ignore
    expect((await prove(app.there)).faults).toEqual([])
    app.there.advance(61_000)
    await signIn(app.visitor())
  })

  it('is erased by the command as well, while the server runs', async () => {
    const { there } = app
    const admin = there.who('securityAdmin').person
    await there.db.withDistrict({ district, role: 'act' }, (tx) =>
      giveLogin(tx, there.house.keys, { district, person: admin, login: 'security.one' }),
    )
    const dataDir = mkdtempSync(join(tmpdir(), 'huying-erase-'))
    writeFileSync(join(dataDir, 'app-password'), TEST_APP_PASSWORD)
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: there.ownerUrl, HUYING_DISTRICT: 'dazu' }
    const run = (...args: string[]) =>
      new Promise<{ code: number | null; said: string }>((done) => {
        const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../server/prove/erase-main.ts'), ...args], { env })
        let said = ''
        child.stdout.on('data', (part) => (said += String(part)))
        child.stderr.on('data', (part) => (said += String(part)))
        child.once('close', (code) => done({ code, said }))
      })
    const other = String((await sql('select id from people where name = $1', [name]))[0]?.['id'])
    expect(await run('--person', other, '--by', 'security.one')).toMatchObject({ code: 1, said: expect.stringContaining('--why') })
    expect(await run('--person', other, '--by', 'security.one', '--why', '本人来电')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Erased.'),
    })
    expect((await everything()).includes(name)).toBe(false)
    rmSync(dataDir, { recursive: true, force: true })
    expect((await prove(there)).faults).toEqual([])
  })
})
