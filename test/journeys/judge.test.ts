// The last word is the resident's: "not solved" takes the matter one level up on the same clock; silence is never counted as praise.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../support/app.ts'
import { townshipOf } from '../support/district.ts'
import { act, day, hour, read, reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let officer: Client
let staff: Client
let township: Client
let townName = ''
let told: Awaited<ReturnType<typeof reportBy>>
let quiet: Awaited<ReturnType<typeof reportBy>>
const silence = '您不选，也不会算成满意。'

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  officer = await app.become('gridOfficer', journey.village)
  staff = await app.become('communityStaff', journey.village)
  const { ground } = app.there
  const town = townshipOf(ground, officer.somebody?.area ?? 0)
  townName = town?.name.zh ?? ''
  township = await app.become('dispatcher', town?.name.zh)
  const area = officer.somebody?.area ?? 0
  told = await reportBy(app, { area, what: '一号楼门口的灯不亮' })
  quiet = await reportBy(app, { area, what: '二号楼门口的灯不亮' })
  await journey.advance(hour / 2)
  for (const { id } of [told, quiet]) {
    await act(officer, { id, action: 'triageSmall' })
    await act(staff, { id, action: 'takeUp' })
    await act(staff, { id, action: 'resolve', answers: { done: '换了灯泡' } })
    await act(officer, { id, action: 'pass' })
    await act(staff, { id, action: 'reply', answers: { words: '灯泡换好了，请您看看。' } })
  }
  await journey.advance(hour / 2)
})
afterAll(() => journey.close())

describe('the person who reported', () => {
  it('is asked without anything chosen beforehand, and told that silence is no praise', async () => {
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${told.receipt}`))
    await phone.getByRole('link', { name: '办好了吗？请您定' }).click()
    await sees(phone, '灯泡换好了，请您看看。')
    await sees(phone, silence)
    expect(await phone.getByRole('radio').count()).toBe(8)
    expect(await phone.getByRole('radio', { checked: true }).count()).toBe(0)
    await phone.getByRole('button', { name: '告诉他们' }).click()
    await phone.getByRole('alert').filter({ hasText: '先选一个' }).waitFor()
    expect((await read(staff, told.id)).matter.state).toBe('replied')
  })

  it('says "not solved": the next level owns it, on the clock of the first report', async () => {
    const before = await read(township, told.id)
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${told.receipt}/judge`))
    await phone.getByText('没办好', { exact: true }).click()
    expect(await phone.getByRole('group', { name: '办得怎么样' }).getByRole('radio', { checked: true }).count()).toBe(0)
    await phone.getByRole('button', { name: '告诉他们' }).click()
    await phone.getByRole('alert').filter({ hasText: '说一句还差什么' }).waitFor()
    await phone.getByLabel('还差什么').fill('晚上还是不亮')
    await phone.getByRole('button', { name: '告诉他们' }).click()
    await phone.waitForURL(`**/r/${told.receipt}`)
    await sees(phone, `现在归：${townName} 综合指挥岗`)
    await sees(phone, '晚上还是不亮')
    const after = await read(township, told.id)
    expect(after.matter.state).toBe('contested')
    expect(after.matter.owner?.post).toBe('dispatcher')
    expect(after.matter.openedAt).toBe(before.matter.openedAt)
    const overall = (page: typeof after) => page.clocks.find((clock) => clock.name === 'overall')?.due
    expect(overall(after)).toBe(overall(before))
    expect(overall(after)).toBeGreaterThan(journey.app.there.house.now())
    expect(after.bar[0]?.from).toBe(before.bar[0]?.from)
    const desk = await journey.desk(township)
    await desk.goto(journey.url('/staff/dazu'))
    await desk
      .getByRole('region', { name: '待办事项' })
      .getByRole('link', { name: /一号楼门口的灯不亮/ })
      .waitFor()
  })

  it('who says nothing reads that nothing was counted, and may still speak', async () => {
    await journey.advance(5 * day)
    const page = await journey.app.visitor().ask('follow', { params: { receipt: quiet.receipt } })
    expect(page.state).toBe('closed')
    const phone = await journey.phone()
    await phone.goto(journey.url(`/dazu/r/${quiet.receipt}`))
    await sees(phone, '您没有选，我们不算成满意；30 天内还可以说')
    await phone.getByRole('link', { name: '还是没好' }).click()
    await phone.getByLabel('原因').fill('又灭了')
    await phone.getByRole('button', { name: '还是没好' }).click()
    await phone.waitForURL(`**/r/${quiet.receipt}`)
    await sees(phone, `现在归：${townName} 综合指挥岗`)
    await journey.app.settle()
    const centre = await (await journey.app.become('districtLeader')).ask('centre')
    expect(centre.rates.satisfied).toEqual({ n: 0, of: 0 })
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
