// Handed to enforcement: a report that is for the law goes to the unit that enforces it, with facts and chosen photos and never with whoever reported it; the result comes back to them in plain words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf } from '../server/files/handover.ts'
import { sheetOf } from '../server/http/handover.ts'
import { actsIn, toldTo } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { prove } from './support/proof.ts'

const day = 86_400_000
const phone = '13800007788'
let app: TestApp
const { act, tryAct, sendPhoto } = actsIn(() => app)
let officer: Client
let dispatcher: Client
let bureau: Client
let grid = 0
let unit: { post: string; organisation: number }

beforeAll(async () => {
  app = await startApp()
  const { ground } = app.there
  grid = app.there.who('gridOfficer').area ?? 0
  unit = { post: 'departmentOfficer', organisation: [...ground.organisations].find(([, { name }]) => name.zh === '区城市管理局')?.[0] ?? 0 }
  await everybodyIn()
})
afterAll(() => app.close())

/** Sessions end with the day. */
async function everybodyIn(): Promise<void> {
  const { ground } = app.there
  const community = ground.areas.get(ground.areas.get(grid)?.parent ?? 0)
  officer = await app.become('gridOfficer', ground.areas.get(grid)?.name.zh)
  dispatcher = await app.become('dispatcher', ground.areas.get(community?.parent ?? 0)?.name.zh)
  bureau = await app.become('departmentOfficer', '区城市管理局')
}

const report = async (what: string) => {
  const visitor = app.visitor()
  const photos = [await sendPhoto(visitor), await sendPhoto(visitor)]
  const sent = await visitor.ask('report', { body: { act: newAct(), id: newAct(), area: grid, category: 'other', what, photos, phone } })
  await app.settle()
  return { ...sent, photos }
}
const handing = (evidence: readonly string[]) => ({
  each: [unit],
  task: '楼顶加建一层彩钢房，约 40 平方米，正在施工',
  basis: '《城乡规划法》第六十四条',
  evidence,
  words: '这属于违法建设，已移交城管执法，结果会在这里告诉您',
})
/** A report that its grid officer hands over, and the file it became. */
const handOver = async () => {
  const sent = await report('楼上有人在楼顶搭房子')
  const page = await act(officer, sent.id, { action: 'handOver', answers: handing(sent.photos.slice(0, 1)) })
  const file = (await officer.ask('matter', { params: { id: sent.id } })).followers.find(({ process }) => process === 'enforcement-handover')
  return { ...sent, page, file: file?.id ?? '' }
}
const follow = (receipt: string) => app.visitor().ask('follow', { params: { receipt } })

describe('a report that is for the law', () => {
  it('ends with a reply and opens a file with the enforcement unit: its facts, its place and the ticked photo, not the reporter', async () => {
    const sent = await handOver()
    expect([sent.page.matter.state, sent.page.matter.phase]).toEqual(['referred', 'dropped'])
    const file = await bureau.ask('matter', { params: { id: sent.file } })
    expect([file.matter.state, file.matter.owner?.place.zh, file.matter.headline.slice(0, 6)]).toEqual(['sent', '区城市管理局', '楼顶加建一层'])
    expect(file.attachments).toHaveLength(1)
    const got = await bureau.fetch(`/api/${app.slug}/files/${file.attachments[0]?.id ?? ''}`)
    expect(got.status).toBe(200)
    // neither the report nor the photo that was not ticked is open to the unit
    expect((await bureau.request('matter', { params: { id: sent.id } })).status).toBe(404)
    for (const id of sent.photos) expect((await bureau.fetch(`/api/${app.slug}/files/${id}`)).status).toBe(404)
    expect(file.about).toBeNull()
    expect(JSON.stringify(file)).not.toMatch(new RegExp(`${phone}|楼上有人|${sent.receipt}`))
    expect(await toldTo(bureau)).toContain('移交执法')
  })

  it('is received, taken up and decided; the resident reads where it stands and the result, and hears of it', async () => {
    const sent = await handOver()
    expect((await follow(sent.receipt)).beyond?.plain.zh).toContain('等区城市管理局')
    await act(bureau, sent.file, { action: 'receive' })
    await act(bureau, sent.file, { action: 'accept' })
    expect((await follow(sent.receipt)).beyond).toMatchObject({ plain: { zh: '区城市管理局立案了，正在查' }, words: null })
    const before = await dispatcher.ask('oversightCounts', {})
    await act(bureau, sent.file, {
      action: 'orderCorrection',
      answers: { words: '已责令拆除，11 月 28 日自行拆完，现场恢复', document: '城管责改字〔2026〕18 号' },
    })
    const page = await follow(sent.receipt)
    expect(page.beyond).toMatchObject({ plain: { zh: '责令改正，已经改了' }, words: '已责令拆除，11 月 28 日自行拆完，现场恢复' })
    expect(page.steps[0]?.label.zh).toBe('执法那边有结果了')
    expect(JSON.stringify(page)).not.toMatch(/责改字|第六十四条|彩钢房/)
    const after = await dispatcher.ask('oversightCounts', {})
    expect([before.enforced.corrected, after.enforced.corrected]).toEqual([0, 1])
    expect(after.handovers.n).toBeGreaterThan(1)
  })

  it('sent back with a reason it returns to who handed it over, on the clock, and can go again', async () => {
    const sent = await handOver()
    await act(bureau, sent.file, { action: 'receive' })
    await act(bureau, sent.file, { action: 'sendBack', answers: { why: '没有写清楚是哪一栋' } })
    const { matter } = await officer.ask('matter', { params: { id: sent.file } })
    expect([matter.state, matter.owner?.post]).toEqual(['returned', 'gridOfficer'])
    expect(matter.due).not.toBeNull()
    expect(await tryAct(bureau, sent.file, { action: 'handAgain', answers: { added: '3 栋' } })).not.toBe('done')
    expect((await act(officer, sent.file, { action: 'handAgain', answers: { added: '3 栋楼顶，东侧' } })).matter.state).toBe('sent')
    // a second time the district decides whose it is
    expect((await act(bureau, sent.file, { action: 'sendBack', answers: { why: '归规划管' } })).matter.state).toBe('arbitration')
  })

  it('taken back because nobody enforces it, the report is at work again and says so', async () => {
    const sent = await handOver()
    await act(bureau, sent.file, { action: 'sendBack', answers: { why: '不属于违法建设' } })
    await act(officer, sent.file, { action: 'takeBack', answers: { words: '查过规划许可，不算违建；镇街来协调施工时间' } })
    const { matter } = await dispatcher.ask('matter', { params: { id: sent.id } })
    expect([matter.state, matter.openedAt]).toEqual(['major', sent.page.matter.openedAt])
    expect((await follow(sent.receipt)).steps.map(({ label }) => label.zh)).toContain('执法那边说不归他们，镇街接着办')
    // handed over once more, the first taking back does not bring it back a second time
    await act(dispatcher, sent.id, { action: 'handOver', answers: handing([]) })
    const [again] = (await dispatcher.ask('matter', { params: { id: sent.id } })).followers.filter(({ endedAt }) => endedAt === null)
    await act(bureau, again?.id ?? '', { action: 'receive' })
    await act(bureau, again?.id ?? '', { action: 'noCase', answers: { words: '现场查过，有规划许可，依法不立案' } })
    expect((await dispatcher.ask('matter', { params: { id: sent.id } })).matter.state).toBe('referred')
  })

  it('left lying, it climbs: the head of the unit answers for it', async () => {
    const sent = await handOver()
    app.there.advance(3 * day)
    await everybodyIn()
    await app.settle()
    expect((await officer.ask('matter', { params: { id: sent.file } })).matter.owner?.post).toBe('departmentHead')
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('the hand-over sheet', () => {
  it('is printed for whoever may read the file, says who hands over what, and nothing of the reporter', async () => {
    const sent = await handOver()
    const pdf = await bureau.fetch(`/api/${app.slug}/matters/${sent.file}/handover.pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-')
    const file = await bureau.ask('matter', { params: { id: sent.file } })
    const sheet = sheetOf(app.there.ground, file)
    const text = sheet ? linesOf(sheet).map((line) => line.text).join('\n') : '' // prettier-ignore
    expect(text).toContain(file.matter.number)
    expect(text).toContain('《城乡规划法》第六十四条')
    expect(text).toContain('接收单位：区城市管理局')
    expect(text).toContain('1. 现场照片')
    expect(text).not.toMatch(new RegExp(`${phone}|楼上有人|${sent.receipt}`))
    expect((await officer.fetch(`/api/${app.slug}/matters/${sent.id}/handover.pdf`)).status).toBe(404)
    expect((await app.visitor().fetch(`/api/${app.slug}/matters/${sent.file}/handover.pdf`)).status).not.toBe(200)
  })
})
