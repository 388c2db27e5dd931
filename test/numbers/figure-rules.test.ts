// Weights, thresholds and the lines of key work are a district's own data: two people change a yardstick, and no past figure is measured by a new one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedParts, weightsFor, gradesFor, type KeptRules, type RuleParts } from '../../core/figure-rules.ts'
import { keyTask } from '../../core/key-lines.ts'
import { newAct, startApp, type Client, type TestApp } from '../support/app.ts'
import { asOwner, prove } from '../support/proof.ts'

let app: TestApp
let supervisor: Client
let leader: Client
let auditor: Client
const at = (text: string) => Date.parse(`${text}+08:00`)

/** Sessions end overnight; people sign in again. */
const wake = async (day: string): Promise<void> => {
  app.there.setNow(at(`${day}T10:00`))
  ;[supervisor, leader, auditor] = [await app.become('supervisor'), await app.become('districtLeader'), await app.become('auditAdmin')]
}
beforeAll(async () => {
  app = await startApp()
  await wake('2026-11-24')
}, 120_000)
afterAll(() => app.close())

const weights = (response: number, solved: number, satisfied: number): RuleParts => ({
  kind: 'weights',
  parts: [
    { indicator: 'response', weight: response },
    { indicator: 'solved', weight: solved },
    { indicator: 'satisfied', weight: satisfied },
  ],
})
const wish = (rules: RuleParts, from: string) => ({ id: newAct(), rules, from, reason: '居民更看重办没办好' })
const propose = (who: Client, body: ReturnType<typeof wish>) => who.request('proposeRules', { body })
const decide = (who: Client, id: string, confirm = true) => who.request('decideRules', { params: { id }, body: { confirm } })
const own = async () => (await supervisor.ask('figureRules')).kinds.find((each) => each.kind === 'weights')
const score = async (from: string, upto = from) => (await supervisor.ask('indicators', { query: { from, upto } })).scores[0]

describe('the weights of a score', () => {
  it('are proposed by the supervisor only, and never by numbers that do not fit', async () => {
    expect(await propose(leader, wish(weights(0.2, 0.4, 0.4), '2026-12-01'))).toMatchObject({ ok: false, status: 403 })
    const only: RuleParts = { kind: 'weights', parts: [{ indicator: 'response', weight: 1 }] }
    for (const [rules, from] of [
      [weights(0.2, 0.4, 0.3), '2026-12-01'],
      [weights(0.205, 0.395, 0.4), '2026-12-01'],
      [only, '2026-12-01'],
      [weights(0.2, 0.4, 0.4), '2026-11-24'],
      [weights(0.2, 0.4, 0.4), '2026-01-01'],
    ] as const)
      expect(await propose(supervisor, wish(rules, from))).toMatchObject({ ok: false, status: 422, refusal: { code: 'answer-wrong' } })
  })

  it('begin only when another person has confirmed them, and measure only periods that begin after', async () => {
    const body = wish(weights(0.2, 0.4, 0.4), '2026-12-01')
    expect(await propose(supervisor, body)).toMatchObject({ ok: true })
    expect(await propose(supervisor, body)).toMatchObject({ ok: true })
    expect(await propose(supervisor, wish(weights(0.3, 0.3, 0.4), '2026-12-01'))).toMatchObject({ ok: false, status: 409 })
    expect(await decide(supervisor, body.id)).toMatchObject({ ok: false, status: 403, refusal: { code: 'same-person' } })
    expect((await own())?.now).toBe(1)
    expect(await decide(auditor, body.id)).toMatchObject({ ok: true })
    expect(await decide(auditor, body.id)).toMatchObject({ ok: true })
    expect(await decide(leader, body.id, false)).toMatchObject({ ok: false, status: 409 })
    await wake('2026-12-02')
    expect(await score('2026-11-30', '2026-12-02')).toMatchObject({ version: 1, from: null })
    expect(await score('2026-12-01', '2026-12-02')).toMatchObject({
      version: 2,
      from: '2026-12-01',
      parts: [{ id: 'response', weight: 0.2 }, {}, {}],
    })
    expect((await score('2026-12-01'))?.words.zh).toContain('响应率×0.20＋解决率×0.40＋满意率×0.40')
    expect((await own())?.versions.map((each) => [each.version, each.from, each.proposedBy, each.decidedBy])).toEqual([
      [2, '2026-12-01', supervisor.somebody?.name, auditor.somebody?.name],
      [1, null, null, null],
    ])
  })

  it('leave a rate out that weighs nothing', async () => {
    const kept: KeptRules[] = [{ ...weights(0, 0.6, 0.4), version: 2, from: '2026-12-01' }]
    expect(weightsFor(kept, at('2026-12-05T00:00')).parts.map((part) => part.indicator)).toEqual(['solved', 'satisfied'])
    expect(weightsFor(kept, at('2026-11-30T12:00')).version).toBe(1)
  })

  it('cannot begin in the past because somebody was slow to decide, nor before an earlier version', async () => {
    const late = wish(weights(0.3, 0.3, 0.4), '2026-12-03')
    expect(await propose(supervisor, late)).toMatchObject({ ok: true })
    await wake('2026-12-03')
    expect(await decide(leader, late.id)).toMatchObject({ ok: false, status: 409, refusal: { code: 'too-late-to-confirm' } })
    expect(await decide(supervisor, late.id, false)).toMatchObject({ ok: true })
    const far = wish(weights(0.3, 0.3, 0.4), '2027-02-01')
    await propose(supervisor, far)
    expect(await decide(leader, far.id)).toMatchObject({ ok: true })
    expect(await propose(supervisor, wish(weights(0.1, 0.5, 0.4), '2027-01-01'))).toMatchObject({ ok: false, status: 422 })
    expect((await own())?.now).toBe(2)
  })

  it('cannot be changed by one person alone even in the database', async () => {
    await expect(asOwner(app.there.ownerUrl, `update figure_rules set decided_by = proposed_by where outcome = 'confirmed'`)).rejects.toThrow(/check/)
  })

  it('stand with who, when and why in the trail, which holds together', async () => {
    const { rows } = await auditor.ask('audit', { query: { kind: 'figures', limit: 50 } })
    expect(
      rows
        .map((row) => row.action.zh)
        .reverse()
        .slice(0, 2),
    ).toEqual(['提议改指标的权重或门槛', '确认了指标的权重或门槛'])
    expect(JSON.stringify(rows)).toContain('响应率 20%，解决率 40%，满意率 40%')
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('are read by everybody on duty and by nobody else', async () => {
    expect((await (await app.become('gridOfficer')).request('figureRules')).ok).toBe(true)
    expect((await app.visitor().request('figureRules')).status).toBe(401)
  })
})

describe('the thresholds of the safety report', () => {
  it('keep their order and measure each quarter by what held when it began', async () => {
    const grades = shippedParts.grades.kind === 'grades' ? shippedParts.grades.parts : []
    const strict = { kind: 'grades', parts: grades.map((part) => (part.indicator === 'response' ? { ...part, a: 0.98 } : part)) } as const
    const wrong = { kind: 'grades', parts: grades.map((part) => (part.indicator === 'truth-gap' ? { ...part, a: 0.2 } : part)) } as const
    expect(await propose(supervisor, wish(wrong, '2027-01-01'))).toMatchObject({ ok: false, status: 422 })
    const body = wish(strict, '2027-01-01')
    expect(await propose(supervisor, body)).toMatchObject({ ok: true })
    expect(await decide(leader, body.id)).toMatchObject({ ok: true })
    await wake('2027-01-05')
    const page = await supervisor.ask('safetyReport')
    expect(page.quarters.map((quarter) => quarter.preset)).toEqual([1, 1, 1, 2])
    expect(page.presets.map((preset) => [preset.version, preset.from, preset.parts.find((part) => part.id === 'response')?.a])).toEqual([
      [1, null, 0.95],
      [2, '2027-01-01', 0.98],
    ])
    expect(gradesFor([], at('2027-01-05T00:00')).version).toBe(1)
  })
})

describe('the lines of key work', () => {
  it('are kept by the supervisor; what was set before keeps its words, and a retired line is offered no more', async () => {
    const before = await supervisor.ask('keyLines')
    expect([before.rows.length, before.mayChange, (await leader.ask('keyLines')).mayChange]).toEqual([10, true, false])
    const set = (line: string) => leader.request('openMatter', { body: { id: newAct(), act: newAct(), process: keyTask, action: 'set', answers: { what: '改造两个老旧小区', line, ends: '2027-06-30' } } }) // prettier-ignore
    const old = await set('villages')
    const [first, ...rest] = before.rows.filter((row) => row.value !== 'villages')
    const lines = [{ zh: '乡村振兴', en: 'Rural work' }, ...rest.map(({ value, zh, en }) => ({ value, zh, en })), { value: first?.value ?? '', zh: '片区更新和招商', en: 'Renewal and business' }]
    expect(await leader.request('setKeyLines', { body: { lines, seen: before.version } })).toMatchObject({ ok: false, status: 403 })
    const after = await supervisor.ask('setKeyLines', { body: { lines, seen: before.version } })
    expect(after.rows.map((row) => [row.zh, row.retired])).toEqual([...lines.map((line) => [line.zh, false]), ['城中村改造', true]])
    expect(await supervisor.request('setKeyLines', { body: { lines, seen: before.version } })).toMatchObject({ ok: false, status: 409 })
    expect(await set('villages')).toMatchObject({ ok: false, refusal: { field: 'line' } })
    expect(await set('line-1')).toMatchObject({ ok: true })
    const page = old.ok ? await leader.ask('matter', { params: { id: old.answer.page.matter.id } }) : null
    expect(JSON.stringify(page?.timeline)).toContain('城中村改造')
    const twice = [...lines, { zh: '乡村振兴', en: 'Again' }]
    expect(await supervisor.request('setKeyLines', { body: { lines: twice, seen: after.version } })).toMatchObject({ ok: false, status: 422 })
  })
}) // prettier-ignore
