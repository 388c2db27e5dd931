// A process gets a new version: matters keep theirs until an administrator moves the open ones, and only those that fit are moved.
import { afterAll, beforeAll, expect, it, describe } from 'vitest'
import { Process } from '../core/process.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { prove } from './support/proof.ts'

let app: TestApp
let officer: Client
let admin: Client
beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer', '惜字阁村')
  admin = await app.become('systemAdmin')
})
afterAll(() => app.close())

const report = async (): Promise<string> => {
  const id = newAct()
  await app.visitor().ask('report', { body: { act: newAct(), id, area: officer.somebody?.area ?? 0, category: 'lamp-out', what: '灯不亮' } })
  return id
}
const act = (id: string, action: string, answers: Record<string, unknown> = {}) =>
  officer.ask('act', { params: { id }, body: { act: newAct(), action, answers } })
const page = (id: string) => officer.ask('matter', { params: { id } })
const choices = async (id: string) => (await page(id)).choices.map((choice) => choice.action)

/** The process in force with one more action, and without the state `handling` if asked: what was there keeps its meaning. */
const changed = async (): Promise<Process> => {
  const now = Process.parse((await admin.ask('process', { params: { name: 'resident-report' } })).body)
  return { ...now, always: { ...now.always, thank: { label: { zh: '谢谢邻居', en: 'Thank the neighbours' }, by: ['owner'] } } }
}

describe('a newer version of a process', () => {
  it('is taken on by open matters that fit into it, each as an event of its own', async () => {
    const [waiting, working, ended] = [await report(), await report(), await report()]
    await act(working, 'takeUp')
    await act(ended, 'triagePrivate', { words: '请找物业' })
    const before = app.there.ground.process('resident-report')?.version ?? 0
    const saved = await admin.ask('addProcess', { body: { body: await changed() } })
    expect(saved.version).toBe(before + 1)
    expect(await choices(waiting)).not.toContain('thank')

    expect(await admin.ask('adoptProcess', { params: { name: 'resident-report' }, body: {} })).toEqual({ version: saved.version, open: 2 })
    await app.settle()
    for (const id of [waiting, working]) {
      expect(await choices(id)).toContain('thank')
      expect((await page(id)).timeline.filter((step) => step.action === 'versionAdopted')).toHaveLength(1)
    }
    expect((await page(ended)).timeline.map((step) => step.action)).not.toContain('versionAdopted')
    await act(working, 'thank')
    await act(waiting, 'triageSmall')
    // asked again, nothing is left to move
    expect((await admin.ask('adoptProcess', { params: { name: 'resident-report' }, body: {} })).open).toBe(0)
    await app.settle()
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('leaves a matter where it is when its place does not exist any more', async () => {
    const id = await report()
    const now = await changed()
    // the place where a report waits for its grid gets another name
    const text = JSON.stringify({
      ...now,
      states: Object.fromEntries(Object.entries(now.states).map(([name, state]) => [name === 'reported' ? 'arrived' : name, state])),
    })
    const renamed: unknown = JSON.parse(text.replaceAll('"reported"', '"arrived"'))
    await admin.ask('addProcess', { body: { body: renamed } })
    await admin.ask('adoptProcess', { params: { name: 'resident-report' }, body: {} })
    await app.settle()
    expect((await page(id)).timeline.map((step) => step.action)).not.toContain('versionAdopted')
    await act(id, 'triageSmall')
    expect((await page(await report())).matter.state).toBe('arrived')
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('is moved by the system administrator alone', async () => {
    const refusal = await officer.request('adoptProcess', { params: { name: 'resident-report' }, body: {} })
    expect(refusal.status).toBe(403)
    expect((await admin.request('adoptProcess', { params: { name: 'no-such' }, body: {} })).status).toBe(404)
  })
})
