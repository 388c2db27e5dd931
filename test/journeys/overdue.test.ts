// A matter nobody touches: it climbs from the grid to the district's leader by the clock alone, and the resident sees every step.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let phone: Page
let report: Awaited<ReturnType<typeof reportBy>>

beforeAll(async () => {
  journey = await startJourney()
  report = await reportBy(journey.app, { code: 'TX-0417', what: '路灯不亮，谁来看看' })
  await journey.app.settle()
  phone = await journey.phone()
})
afterAll(() => journey.close())

const follow = () => journey.app.visitor().ask('follow', { params: { receipt: report.receipt } })

/** Goes to one minute after the promise and lets the timers do what they do in production. */
async function untilLate(): Promise<void> {
  const { due } = await follow()
  if (due === null) throw new Error('Nothing is promised any more.')
  const { there, parts } = journey.app
  there.setNow(due + 60_000)
  expect(await parts.timers.runOnce()).toBeGreaterThan(0)
  await journey.advance(0)
}

describe('a matter nobody touches', () => {
  it('climbs grid, community, township, district; each step is visible to the resident as a late promise', async () => {
    const ladder: string[] = []
    await phone.goto(journey.url(`/dazu/r/${report.receipt}`))
    for (let rung = 0; rung < 9; rung++) {
      const { owner } = await follow()
      ladder.push(
        `${owner?.area === null ? 'district' : (journey.app.there.ground.areas.get(owner?.area ?? 0)?.level ?? 0)} ${owner?.post ?? 'nobody'}`,
      )
      await sees(phone, `现在归：${owner?.place.zh ?? ''} ${owner?.label.zh ?? ''}`)
      if (owner?.post === 'districtLeader') break
      await untilLate()
      await phone.reload()
      await sees(phone, /本来该 .* 前有下一步，已经晚了，上一级在管/)
      await sees(phone, /比说好的晚了，已经报给/)
    }
    const byLevel = ladder.map((rung) => Number(rung.split(' ')[0]))
    expect(byLevel, 'never down again').toEqual([...byLevel].sort((one, other) => other - one))
    expect([...new Set(byLevel)]).toEqual([3, 2, 1, 0])
    expect(new Set(ladder).size, 'nobody twice').toBe(ladder.length)
    expect(ladder[0]).toBe('3 gridOfficer')
    for (const rung of ['2 communityStaff', '1 dispatcher', '0 supervisor', '0 districtLeader']) expect(ladder).toContain(rung)
  })

  it('shows the resident each promise that was not kept, one after the other', async () => {
    const steps = (await follow()).steps.filter((step) => step.action === 'overdue')
    expect(steps.length).toBeGreaterThanOrEqual(4)
    const shown = phone.getByRole('region', { name: '办理经过' }).getByText(/比说好的晚了，已经报给/)
    expect(await shown.count()).toBe(steps.length)
    const texts = await shown.allTextContents()
    expect(texts.some((text) => text.includes('区领导'))).toBe(true)
  })

  it("is held by the leader's inbox in the end, and marked late", async () => {
    const leader = await journey.app.become('districtLeader')
    const { counts } = await leader.ask('inbox', { query: { list: 'mine' } })
    expect(counts.mine).toBe(1)
    const desk = await journey.desk(leader)
    await desk.goto(journey.url('/staff/dazu'))
    await desk
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /路灯不亮，谁来看看/ })
      .click()
    await desk.getByRole('heading', { level: 1, name: '路灯不亮，谁来看看' }).waitFor()
    expect((await read(leader, report.id)).matter.owner?.post).toBe('districtLeader')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
