// The commands of whoever runs the server, as they are typed: districts, processes, people, exports, and a receipt verified offline.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openKeys } from '../server/db/keys.ts'
import { digitsAt } from '../server/db/totp.ts'
import { peopleHandlers } from '../server/people/endpoints.ts'
import { newAct, startApp, type TestApp } from './support/app.ts'
import { TEST_APP_PASSWORD } from './support/district.ts'
import { flowerBed } from './support/flower-club.ts'
import { asOwner } from './support/proof.ts'

const root = join(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'huying-command-'))
let app: TestApp
beforeAll(async () => {
  // the application's role belongs to the whole database server, so all of its databases share one password
  writeFileSync(join(dataDir, 'app-password'), TEST_APP_PASSWORD)
  app = await startApp()
})
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true })
  await app.close()
})

type Ran = { readonly code: number | null; readonly out: string; readonly err: string }
/** `npm run district -- …` is this with server/areas/command.ts, once everything is installed. */
const run = (file: string, args: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: app.there.ownerUrl, HUYING_DISTRICT: 'dazu' }
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.on('data', (part) => (said.out += String(part)))
    child.stderr.on('data', (part) => (said.err += String(part)))
    child.once('close', (code) => done({ code, ...said }))
  })
const district = (...args: string[]) => run('server/areas/command.ts', args)
const verify = (...args: string[]) => run('server/prove/verify-receipt.ts', args)
const fileOf = (name: string, content: unknown): string => {
  const path = join(dataDir, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const sql = (text: string, values: readonly unknown[] = []) => asOwner(app.there.ownerUrl, text, values)

describe('npm run district', () => {
  it('shows how it is used when it is asked for something else, and ends with a failure', async () => {
    const [help, nowhere] = await Promise.all([district('help'), district('export', '--district', 'atlantis')])
    expect(help).toMatchObject({ code: 2, err: expect.stringContaining('process add FILE') })
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('Choose one of: dazu') })
  })

  it('install changes nothing that is there, and adds another district beside it', async () => {
    expect(await district('install')).toMatchObject({ code: 0, out: 'New: 0 areas, 0 categories, 0 processes, 0 people, 0 things.\n' })
    const other = await district('install', '--district', 'haizhu')
    expect(other).toMatchObject({ code: 0, out: expect.stringMatching(/^New: [1-9]\d+ areas, .* 0 people, 0 things\.\n$/) })
    expect(await sql('select slug, demo from districts order by id')).toEqual([{ slug: 'dazu', demo: true }, { slug: 'haizhu', demo: false }]) // prettier-ignore
    expect(await sql(`select d.slug from events e join districts d on d.id = e.district_id where e.action = 'districtInstalled' order by d.id`)).toEqual([{ slug: 'dazu' }, { slug: 'haizhu' }]) // prettier-ignore
  })

  it('process check says what is wrong, or prints the page', async () => {
    const [sound, flawed, noFile] = await Promise.all([
      district('process', 'check', fileOf('bed.json', flowerBed)),
      district('process', 'check', fileOf('flawed.json', { ...flowerBed, states: { bare: flowerBed.states['bare'] } })),
      district('process', 'check', join(dataDir, 'nowhere.json')),
    ])
    expect(sound).toMatchObject({ code: 0, out: expect.stringContaining('花坛') })
    expect(flawed).toMatchObject({ code: 1, out: expect.stringMatching(/: .+ \/ .+ \(.+\)\n/) })
    expect(noFile).toMatchObject({ code: 1, err: expect.stringContaining('nowhere.json') })
  })

  it('a file with mistakes is answered with one line for each, and one that is not JSON with its line', async () => {
    const wrong = { ...flowerBed, title: undefined, kind: 'hope', headline: 7, always: { go: { label: { zh: '走', en: 'Go' }, by: ['boss'] } } }
    const [shape, text, half] = await Promise.all([
      district('process', 'add', fileOf('wrong.json', wrong)),
      district('process', 'add', fileOf('text.json', '{\n  "name": "bed",\n  title: 1\n}')),
      district('process', 'add', fileOf('half.json', '{ "name": "bed"')),
    ])
    const lines = shape.err.split('\n')
    expect(lines).toContain('title: 缺这一项 / this is missing (shape)')
    expect(lines).toContain('headline: 这里要写文字，现在是 7 / this must be text, and is 7 (shape)')
    expect(lines.filter((line) => /^(kind|always\.go\.by\.0): .*(hope|boss).* \/ .* \(shape\)$/.test(line))).toHaveLength(2)
    expect(shape.err).not.toContain('Invalid')
    expect(text).toMatchObject({ code: 1, err: expect.stringContaining('第 3 行第 3 个字“t”不该在这里 / This is not JSON: line 3, character 3') })
    expect(half).toMatchObject({ code: 1, err: expect.stringContaining('ends in line 1 before a quote or bracket is closed') })
  })

  it('process add saves a sound one as the next version, from JSON or TypeScript, and nothing of a flawed one', async () => {
    const versions = () => sql(`select name, version from processes where district_id = 1 and name in ('flower-bed', 'grid-finding') order by name, version`) // prettier-ignore
    const before = (await versions()).length
    const flawed = await district('process', 'add', fileOf('flawed.json', { ...flowerBed, open: {} }))
    expect(flawed).toMatchObject({ code: 1, err: expect.stringMatching(/\(.+\)/) })
    expect(await versions()).toHaveLength(before)
    const file = fileOf('bed.json', flowerBed)
    expect(await district('process', 'add', file)).toMatchObject({ code: 0, out: expect.stringContaining('Saved as version 1.') })
    const [second, typed] = await Promise.all([district('process', 'add', file), district('process', 'add', join(root, 'processes/grid-finding.ts'))])
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('Saved as version 2.') })
    expect(typed).toMatchObject({ code: 0, out: expect.stringMatching(/Saved as version \d+\./) })
    expect(await versions()).toHaveLength(before + 3)
    expect(await sql(`select count(*)::int as n from events where district_id = 1 and action = 'processSaved'`)).toEqual([{ n: 3 }])
  })

  it('person add makes somebody who can sign in with what was printed, and refuses what is incomplete or taken', async () => {
    const add = (login: string, ...more: string[]) => district('person', 'add', '--name', '张三', '--login', login, ...more)
    const made = await add('zhangsan', '--post', 'systemAdmin')
    const [, password, secret] = /Password {2}(\S+)\nSecret {4}(\S+)\n/.exec(made.out) ?? []
    expect(made.code).toBe(0)
    const { house, ground } = app.there
    const keys = await openKeys(join(dataDir, 'keys'))
    const reply = { userAgent: '', sessionToken: null, setSession: () => undefined, clearSession: () => undefined }
    const body = { login: 'zhangsan', password: password ?? '', totp: digitsAt(secret ?? '', house.now()) }
    const call = { house: { ...house, keys }, ground, caller: app.there.visitor(), params: { district: 'dazu' }, query: {}, body, reply }
    expect(await peopleHandlers.signInStaff(call)).toMatchObject({ viewer: { name: '张三' } })
    const [taken, nowhere] = await Promise.all([
      add('zhangsan', '--post', 'auditAdmin'),
      add('wangwu', '--post', 'gridOfficer', '--place', '没有这里'),
    ])
    expect(taken).toMatchObject({
      code: 1,
      err: expect.stringMatching(/already belongs to somebody else\..* npm run district -- person login --login zhangsan/),
    })
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('no area') })
    const [noPlace, tooHigh] = await Promise.all([add('lisi', '--post', 'gridOfficer'), add('lisi', '--post', 'gridOfficer', '--place', '大足区')])
    expect(noPlace).toMatchObject({ code: 1, err: expect.stringContaining('stands at a grid (一个网格). Say which with --place') })
    expect(tooHigh).toMatchObject({ code: 1, err: expect.stringContaining('stands at a grid (一个网格), and 大足区 is none') })
    expect(await sql(`select count(*)::int as n from people where name = '张三'`)).toEqual([{ n: 1 }])
  })

  it('person login gives a known login another password and authenticator, and somebody without one a first; an unknown one is told', async () => {
    const enter = async (login: string, said: string) => {
      const [, password, secret] = /Password {2}(\S+)\nSecret {4}(\S+)\n/.exec(said) ?? []
      const { house, ground } = app.there
      const keys = await openKeys(join(dataDir, 'keys'))
      const reply = { userAgent: '', sessionToken: null, setSession: () => undefined, clearSession: () => undefined }
      const body = { login, password: password ?? '', totp: digitsAt(secret ?? '', house.now()) }
      return peopleHandlers.signInStaff({
        house: { ...house, keys },
        ground,
        caller: app.there.visitor(),
        params: { district: 'dazu' },
        query: {},
        body,
        reply,
      })
    }
    const auditor = app.there.who('auditAdmin').person
    const again = await district('person', 'login', '--login', 'zhangsan')
    const [unknown, first, nobody] = await Promise.all([
      district('person', 'login', '--login', 'nobody.here'),
      district('person', 'login', '--login', 'auditor', '--person', auditor),
      district('person', 'login', '--login', 'auditor2', '--person', 'auditor'),
    ])
    expect(await enter('zhangsan', again.out)).toMatchObject({ viewer: { name: '张三' } })
    expect(await enter('auditor', first.out)).toMatchObject({ viewer: { person: auditor } })
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('Nobody here has the login nobody.here') })
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('--person') })
    expect(await sql(`select count(*)::int as n from events where district_id = 1 and action = 'loginGiven'`)).toEqual([{ n: 2 }])
  })

  it('export writes every row as a line of JSON, without any secret of signing in', async () => {
    const { code, out, err } = await district('export')
    const lines = out.trim().split('\n').map((line) => z.object({ table: z.string(), row: z.looseObject({ district_id: z.number() }) }).parse(JSON.parse(line))) // prettier-ignore
    expect(code).toBe(0)
    expect(err).toContain(`${lines.length} rows.`)
    expect(new Set(lines.map(({ row }) => row.district_id))).toEqual(new Set([1]))
    const tables = new Set(lines.map(({ table }) => table))
    for (const table of ['areas', 'people', 'postings', 'processes', 'things', 'events', 'leaves']) expect(tables).toContain(table)
    for (const table of ['credentials', 'sessions', 'codes_sent', 'limits']) expect(tables).not.toContain(table)
    for (const [table, n] of [['people', 'people'], ['things', 'things']] as const)
      expect(await sql(`select count(*)::int as n from ${n} where district_id = 1`)).toEqual([{ n: lines.filter((line) => line.table === table).length }]) // prettier-ignore
  })
})

describe('npm run verify', () => {
  it('says that a receipt was not changed, and fails loudly when one word of it was', async () => {
    const officer = await app.become('gridOfficer')
    const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
    const body = { act: newAct(), id: newAct(), area: officer.somebody?.area ?? 0, category, what: '路灯不亮' }
    const { receipt } = await app.visitor().ask('report', { body })
    await app.settle()
    await app.parts.checkpointAll()
    const text = JSON.stringify(await app.visitor().ask('followProof', { params: { receipt } }))
    const [right, altered, noFile, none] = await Promise.all([
      verify(fileOf('receipt.json', text)),
      verify(fileOf('altered.json', text.replace('路灯不亮', '路灯很亮'))),
      verify(join(dataDir, 'no-such-receipt.json')),
      verify(),
    ])
    expect(right).toMatchObject({ code: 0, out: expect.stringMatching(/^✓ Nothing was changed\. 没有被改过。 .*covered by checkpoint 1/), err: '' })
    expect(altered).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^✗ .*was changed/) })
    expect(noFile).toMatchObject({ code: 1, err: expect.stringContaining('no-such-receipt.json') })
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('npm run verify -- FILE.json') })
  })
})
