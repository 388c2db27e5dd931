// Bulletins: frozen as written, corrected by numbered rows, added to by people in words only, the same on the page, on paper and in Excel.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from 'read-excel-file/node'
import { linesOf } from '../../server/files/bulletin.ts'
import { kindNames } from '../../server/numbers/bulletin-words.ts'
import { lastPeriod, periodBefore } from '../../server/numbers/periods.ts'
import { edgeText, windowBefore, windowFor } from '../../core/windows.ts'
import { forecastOf } from '../../core/forecast.ts'
import { newAct, startApp, type Client, type TestApp } from '../support/app.ts'
import { asOwner } from '../support/proof.ts'

let app: TestApp
let officer: Client
let supervisor: Client
const sent: string[] = []
const dayMs = 86_400_000

/** Sessions end overnight; people sign in again. */
const wake = async (at: string): Promise<void> => {
  app.there.setNow(Date.parse(`${at}+08:00`))
  officer = await app.become('gridOfficer')
  supervisor = await app.become('supervisor')
}
const report = async (what: string): Promise<string> => {
  const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
  const id = newAct()
  await app.visitor().ask('report', { body: { act: newAct(), id, area: officer.somebody?.area ?? 0, category, what } })
  return id
}

beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer')
  supervisor = await app.become('supervisor')
  for (let n = 0; n < 7; n++) sent.push(await report(`第${n}件，王奶奶家漏水`))
  for (const id of sent.slice(0, 3))
    await officer.ask('act', { params: { id }, body: { act: newAct(), action: 'triagePrivate', answers: { words: '请找物业' } } })
  await app.settle()
  await app.parts.checkpointAll()
  // eight in the morning of Wednesday: Tuesday's bulletin is due
  await wake('2026-11-25T08:00:10')
  await app.parts.writeBulletins()
}, 120_000)
afterAll(() => app.close())

const districts = async () => (await supervisor.ask('bulletins', { query: { kind: 'daily', limit: 100 } })).rows.filter((row) => row.area.name.zh === app.there.ground.district.name.zh || row.area.id === top()) // prettier-ignore
const top = (): number => [...app.there.ground.areas.values()].find((area) => area.level === 0)?.id ?? 0
const newest = async () => {
  const [head] = await districts()
  if (!head) throw new Error('no bulletin')
  return supervisor.ask('bulletin', { params: { id: head.id } })
}

describe('a bulletin', () => {
  it('writes itself for the district and every township, for the day, the week and the month before, and for every community for the longer ones', async () => {
    const count = (level: number) => [...app.there.ground.areas.values()].filter((area) => area.level === level).length
    const [townships, communities] = [count(1), count(2)]
    const rows = await asOwner(app.there.ownerUrl, `select kind, count(*)::int as n from bulletins group by kind order by kind`)
    expect(rows).toEqual(['daily', 'monthly', 'weekly'].map((kind) => ({ kind, n: townships + 1 + (kind === 'daily' ? 0 : communities) })))
    expect(await app.parts.writeBulletins()).toBe(0)
  })

  it('says in sentences what the figures say, each with n of N, and names the checkpoint', async () => {
    const page = await newest()
    const words = page.body.sections.flatMap((section) => section.sentences.map((sentence) => sentence.say.zh)).join('')
    expect(page).toMatchObject({ from: '2026-11-24', correction: 0, isLatest: true })
    expect(words).toContain('上报 7 件')
    expect(words).toContain('应了 3/7')
    expect(words).toContain('办结 3 件')
    expect(words).not.toContain('王奶奶')
    expect(page.body.checkpoint?.root).toMatch(/^[0-9a-f]{64}$/)
    const behind = await supervisor.ask('matters', { query: { indicator: 'answered', part: 'n', from: '2026-11-24', upto: '2026-11-24' } })
    expect(behind.total).toBe(3)
  })

  it('stays as it was written when the world goes on, and what changed comes as a numbered correction', async () => {
    const before = await newest()
    const id = sent[0] ?? ''
    // a matter that was closed yesterday is opened again by its reporter's objection
    const receipt = (await asOwner(app.there.ownerUrl, `select count(*)::int as n from matters where id = '${id}' and phase = 'done'`))[0]
    expect(receipt).toEqual({ n: 1 })
    await reopen(id)
    await app.settle()
    expect((await newest()).body).toEqual(before.body)
    // those of the townships were written by an older definition: they stand as they were counted then
    await asOwner(app.there.ownerUrl, `update bulletins set measures_version = 1 where area_id <> ${before.area.id}`)
    await wake('2026-11-26T08:00:10')
    await app.parts.writeBulletins()
    const again = (await districts()).filter((row) => row.from === '2026-11-24')
    expect(again.map((row) => [row.correction, row.isLatest]).sort()).toEqual([[0, false], [1, true]]) // prettier-ignore
    const correction = await supervisor.ask('bulletin', { params: { id: again.find((row) => row.correction === 1)?.id ?? '' } })
    expect(correction.body.changes).toEqual([{ name: { zh: '办结数', en: 'Closed' }, was: 3, is: 2 }])
    expect(correction.corrects).toBe(before.id)
    expect(await asOwner(app.there.ownerUrl, `select distinct area_id from bulletins where correction > 0`)).toEqual([{ area_id: before.area.id }])
    expect((await supervisor.ask('bulletin', { params: { id: before.id } })).body).toEqual(before.body)
  }, 60_000)

  it('is read without counting: it reads the same with the roll-ups gone', async () => {
    const before = await newest()
    await asOwner(app.there.ownerUrl, 'create table kept_aside as select * from rollups; delete from rollups')
    expect(await newest()).toEqual(before)
    await asOwner(app.there.ownerUrl, 'insert into rollups select * from kept_aside; drop table kept_aside')
  })

  it('takes words from people under their name, and nobody can change what was written', async () => {
    const page = await newest()
    const added = await supervisor.ask('bulletinWords', { params: { id: page.id }, body: { id: newAct(), words: '夜里下雨，两处积水。' } })
    expect(added.added).toMatchObject([{ words: '夜里下雨，两处积水。', by: supervisor.somebody?.name }])
    expect(added.body).toEqual(page.body)
    const act = (sql: string) => app.there.db.withDistrict({ role: 'act', district: app.there.ground.district.id }, (tx) => tx.run(sql))
    for (const table of ['bulletins', 'bulletin_words', 'bulletin_approvals']) {
      await expect(act(`update ${table} set district_id = district_id`)).rejects.toThrow(/permission denied/)
      await expect(act(`delete from ${table}`)).rejects.toThrow(/permission denied/)
    }
  })

  it('says on paper and in Excel what the page says', async () => {
    const page = await newest()
    const pdf = await supervisor.fetch(`/api/${app.slug}/bulletins/${page.id}.pdf`)
    const bytes = Buffer.from(await pdf.arrayBuffer())
    expect([pdf.status, pdf.headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
    expect(bytes.length).toBeGreaterThan(20_000)
    const lines = linesOf(page, { district: app.there.ground.district.name.zh, demo: true }).map((line) => line.text)
    for (const sentence of page.body.sections.flatMap((section) => section.sentences)) expect(lines).toContain(sentence.say.zh)
    const book = Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/bulletins/${page.id}.xlsx`)).arrayBuffer())
    const text = await readSheet(book, 1)
    expect(text.slice(1).map((line) => line[0])).toEqual(lines.map((line) => line.trim()))
    const figures = await readSheet(book, 2)
    expect(figures.slice(1).map((line) => [line[0], line[1], line[2]])).toEqual(page.body.figures.map((figure) => [figure.name.zh, figure.without.n, figure.without.of])) // prettier-ignore
  })

  it('is read by those whose area it is about, not by a grid officer elsewhere', async () => {
    const page = await newest()
    const reply = await officer.request('bulletin', { params: { id: page.id } })
    expect(reply.ok).toBe(false)
    expect((await officer.ask('bulletins', {})).rows).toEqual([])
    expect((await app.request('bulletins')).status).toBe(401)
  })
})

async function reopen(id: string): Promise<void> {
  const verdict = await app.parts.door.act({ kind: 'step', district: app.there.ground.district.id, matter: id, act: newAct(), action: 'object', answers: { why: '不是我家的事' }, asker: { kind: 'person', person: null, postings: [], device: 'ab', receipt: await receiptOf(id) } }) // prettier-ignore
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal))
}
const receiptOf = async (id: string): Promise<string> => {
  const [row] = await asOwner(app.there.ownerUrl, `select encode(receipt, 'hex') as receipt from reporters where matter_id = '${id}'`)
  return typeof row === 'object' && row !== null && 'receipt' in row ? String(row.receipt) : ''
}

describe('a community', () => {
  it('has its own for the week, with its grids, read by its people and not by the next community', async () => {
    const { areas } = app.there.ground
    const home = areas.get(areas.get(officer.somebody?.area ?? 0)?.parent ?? 0)
    const staff = await app.become('communityStaff', home?.name.zh)
    const list = await staff.ask('bulletins', { query: { kind: 'weekly' } })
    expect([list.kinds, list.rows.map((row) => row.area.id)]).toEqual([['weekly', 'monthly'], [home?.id]])
    const page = await staff.ask('bulletin', { params: { id: list.rows[0]?.id ?? '' } })
    expect(page.body.places.map((place) => place.name.zh)).toEqual([...areas.values()].filter((area) => area.parent === home?.id).map((area) => area.name.zh))
    const other = [...areas.values()].find((area) => area.level === 2 && area.id !== home?.id)
    const stranger = await app.become('communityStaff', other?.name.zh)
    expect((await stranger.request('bulletin', { params: { id: page.id } })).status).toBe(404)
    expect(await staff.request('approveBulletin', { params: { id: page.id } })).toMatchObject({ ok: false, status: 403 })
    const secretary = await app.become('communitySecretary', home?.name.zh)
    expect((await secretary.ask('approveBulletin', { params: { id: page.id } })).approval?.by).toBe(secretary.somebody?.name)
  }) // prettier-ignore
})

describe('the approval', () => {
  it('is given by the post named for the area, once, on the newest, and not by who added words', async () => {
    const page = await newest()
    const leader = await app.become('districtLeader')
    expect([page.approval, page.approver.zh, page.mayApprove, (await leader.ask('bulletin', { params: { id: page.id } })).mayApprove]).toEqual([null, '区领导', false, true])
    expect((await districts()).every((row) => !row.isApproved)).toBe(true)
    expect(await supervisor.request('approveBulletin', { params: { id: page.id } })).toMatchObject({ ok: false, status: 403, refusal: { code: 'not-yours' } })
    const [old] = (await districts()).filter((row) => !row.isLatest)
    expect(await leader.request('approveBulletin', { params: { id: old?.id ?? '' } })).toMatchObject({ ok: false, status: 409 })
    const [township] = (await supervisor.ask('bulletins', { query: { kind: 'daily', area: [...app.there.ground.areas.values()].find((area) => area.level === 1)?.id ?? 0 } })).rows
    await supervisor.ask('bulletinWords', { params: { id: township?.id ?? '' }, body: { id: newAct(), words: '镇里补一句' } })
    expect(await supervisor.request('approveBulletin', { params: { id: township?.id ?? '' } })).toMatchObject({ ok: false, status: 403, refusal: { code: 'same-person' } })
    const before = linesOf(page, { district: '', demo: true }).map((line) => line.text)
    expect(before).toContain('待审：还没有区领导批准，不作为正式通报')
    const done = await leader.ask('approveBulletin', { params: { id: page.id } })
    expect(await leader.ask('approveBulletin', { params: { id: page.id } })).toEqual(done)
    expect([done.body, done.approval?.by]).toEqual([page.body, leader.somebody?.name])
    expect(linesOf(done, { district: '', demo: true }).some((line) => line.text.startsWith(`已批准发出：${leader.somebody?.name ?? ''}（区领导）`))).toBe(true)
    expect((await districts()).find((row) => row.id === page.id)?.isApproved).toBe(true)
    expect(await supervisor.request('bulletinWords', { params: { id: page.id }, body: { id: newAct(), words: '再补一句' } })).toMatchObject({ ok: false, status: 409 })
    const trail = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'figures' } })
    expect(trail.rows.filter((row) => row.action.zh === '批准了一份通报').length).toBe(2)
  }) // prettier-ignore
})

describe('many at once', () => {
  it('are approved together where nobody added words, each by itself in the trail; the others wait until they are opened', async () => {
    const trail = async () => (await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'figures', limit: 100 } })).rows.filter((row) => row.action.zh === '批准了一份通报')
    const before = (await trail()).length
    const waiting = await supervisor.ask('waitingBulletins')
    const townships = [...app.there.ground.areas.values()].filter((area) => area.level === 1)
    expect(waiting.rows.every((row) => row.isLatest && !row.isApproved && townships.some((area) => area.id === row.area.id))).toBe(true)
    expect(waiting.rows.filter((row) => row.added > 0).length).toBe(1)
    // somebody adds words between looking and pressing
    const daily = waiting.rows.filter((row) => row.kind === 'daily' && row.from === waiting.rows[0]?.from)
    const late = daily.find((row) => row.added === 0)
    const dispatcher = await app.become('dispatcher', late?.area.name.zh)
    await dispatcher.ask('bulletinWords', { params: { id: late?.id ?? '' }, body: { id: newAct(), words: '刚补的一句' } })
    const { results } = await supervisor.ask('approveBulletins', { body: { ids: daily.map((row) => row.id) } })
    const refusals = results.filter((each) => each.refusal !== null)
    expect(refusals.map((each) => each.refusal?.code).sort()).toEqual(['has-words', 'same-person'])
    expect(refusals.map((each) => each.id)).toContain(late?.id)
    expect((await trail()).length - before).toBe(daily.length - 2)
    const after = await supervisor.ask('waitingBulletins')
    expect(after.total).toBe(waiting.total - (daily.length - 2))
    // pressed twice, nothing is approved twice
    await supervisor.ask('approveBulletins', { body: { ids: daily.map((row) => row.id) } })
    expect((await trail()).length - before).toBe(daily.length - 2)
    expect((await supervisor.ask('approveBulletin', { params: { id: late?.id ?? '' } })).approval?.by).toBe(supervisor.somebody?.name)
    const stranger = await dispatcher.ask('approveBulletins', { body: { ids: after.rows.slice(0, 2).map((row) => row.id) } })
    expect(stranger.results.every((each) => each.refusal !== null)).toBe(true)
    expect((await dispatcher.ask('waitingBulletins')).rows).toEqual([])
    expect(await app.visitor().request('waitingBulletins')).toMatchObject({ ok: false, status: 401 })
  }, 60_000) // prettier-ignore
})

describe('periods', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const said = ({ from, upto }: { from: number; upto: number }) => [edgeText(from), edgeText(upto)]

  it('run from noon to noon and from the nineteenth, as the field does', () => {
    expect(said(windowFor('noon', at('2026-11-24T11:59:00')))).toEqual(['2026-11-22T12', '2026-11-23T12'])
    expect(said(windowFor('noon', at('2026-11-24T12:00:00')))).toEqual(['2026-11-23T12', '2026-11-24T12'])
    expect(said(windowFor('19th', at('2026-11-24T13:00:00')))).toEqual(['2026-11-19', '2026-11-24T12'])
    expect(said(windowFor('19th', at('2026-11-18T13:00:00')))).toEqual(['2026-10-19', '2026-11-18T12'])
    expect(said(windowBefore(windowFor('19th', at('2026-11-24T13:00:00')), '19th'))).toEqual(['2026-10-19', '2026-10-24T12'])
    expect(said(windowFor('week', at('2026-11-24T13:00:00')))).toEqual(['2026-11-23', '2026-11-25'])
    expect(said(windowBefore(windowFor('month', at('2026-03-31T13:00:00')), 'month'))).toEqual(['2026-02-01', '2026-03-01'])
  })

  it('are over before their bulletin is written', () => {
    expect(said(lastPeriod('daily', at('2026-11-24T07:59:00')))).toEqual(['2026-11-22', '2026-11-23'])
    expect(said(lastPeriod('daily', at('2026-11-24T08:00:00')))).toEqual(['2026-11-23', '2026-11-24'])
    expect(said(lastPeriod('weekly', at('2026-11-24T08:00:00')))).toEqual(['2026-11-16', '2026-11-23'])
    expect(said(lastPeriod('monthly', at('2026-12-01T08:00:00')))).toEqual(['2026-11-01', '2026-12-01'])
    expect(said(lastPeriod('noon', at('2026-12-01T08:00:00')))).toEqual(['2026-11-29T12', '2026-11-30T12'])
    expect(said(lastPeriod('19th', at('2026-11-19T07:59:00')))).toEqual(['2026-09-19', '2026-10-19'])
    expect(said(lastPeriod('19th', at('2026-11-19T08:00:00')))).toEqual(['2026-10-19', '2026-11-19'])
    expect(said(periodBefore('19th', lastPeriod('19th', at('2026-01-20T08:00:00'))))).toEqual(['2025-11-19', '2025-12-19'])
    expect(Object.values(kindNames).every((kind) => kind.name.zh.length > 1)).toBe(true)
  })
})

describe('a district that counts from noon and from the nineteenth', () => {
  it('has those bulletins for itself and its townships, on the page, on paper and in Excel', async () => {
    await asOwner(app.there.ownerUrl, `update districts set settings = settings || '{"bulletins": ["noon", "19th"]}'::jsonb`)
    await app.parts.house.grounds.refresh(app.there.ground.district.id)
    await wake('2026-12-19T12:00:10')
    const townships = [...app.there.ground.areas.values()].filter((area) => area.level === 1)
    const communities = [...app.there.ground.areas.values()].filter((area) => area.level === 2)
    expect(await app.parts.writeBulletins()).toBe(2 * (townships.length + 1) + communities.length)
    for (const kind of ['noon', '19th'] as const)
      for (const area of [top(), townships[0]?.id ?? 0]) {
        const { rows, kinds } = await supervisor.ask('bulletins', { query: { kind, area } })
        const [head] = rows
        expect([kinds, rows.length, [head?.from, head?.upto]]).toEqual([
          ['noon', '19th'],
          1,
          kind === 'noon' ? ['2026-12-18T12', '2026-12-19T12'] : ['2026-11-19', '2026-12-19'],
        ])
        const page = await supervisor.ask('bulletin', { params: { id: head?.id ?? '' } })
        expect(page.body.sections.every((section) => section.sentences.length > 0)).toBe(true)
        const paper = await supervisor.fetch(`/api/${app.slug}/bulletins/${page.id}.pdf`)
        expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])
        const book = Buffer.from(await (await supervisor.fetch(`/api/${app.slug}/bulletins/${page.id}.xlsx`)).arrayBuffer())
        const told = new Map((await readSheet(book, '指标')).slice(1).map((line) => [line[0], line[1]]))
        for (const each of page.body.figures) expect([each.id, told.get(each.name.zh)]).toEqual([each.id, each.without.n])
        if (kind === '19th' && area === top()) expect(page.body.figures.find((each) => each.id === 'called')?.without.n).toBe(sent.length)
      }
  }, 120_000)
})

describe('a forecast', () => {
  it('is the mean of the same weekday, and shows how far off it was', () => {
    const today = '2026-11-24'
    const calls = new Map(Array.from({ length: 84 }, (_, back) => [edgeText(Date.parse(`${today}T00:00:00+08:00`) - (back + 1) * dayMs), 10 + ((back + 1) % 7)])) // prettier-ignore
    const told = forecastOf(calls, { today })
    expect(told).toMatchObject({ state: 'ok', weeks: 8, error: 0, tested: 28 })
    expect(told.days[0]).toEqual({ day: today, expected: 10 })
    expect(forecastOf(new Map([...calls].slice(0, 20)), { today })).toMatchObject({ state: 'tooFew', days: [], error: null })
  })
})
