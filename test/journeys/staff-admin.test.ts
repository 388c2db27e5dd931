// What is changed rarely: a password, the calendar of holidays, a process with a fault in it and then without.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import coHandling from '../../processes/co-handling.ts'
import { giveLogin, type GivenLogin } from '../../server/db/credentials.ts'
import { digitsAt } from '../../server/db/totp.ts'
import { reportBy, sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let desk: Page
let admin: Page
let login: GivenLogin

beforeAll(async () => {
  journey = await startJourney()
  const { there } = journey.app
  await reportBy(journey.app, { code: 'TX-0417' })
  const { person } = there.who('communityStaff', journey.village)
  login = await there.db.withDistrict({ district: there.ground.district.id, role: 'act' }, (tx) =>
    giveLogin(tx, there.house.keys, { district: there.ground.district.id, person, login: 'staff.one' }),
  )
  desk = await journey.desk(await journey.app.becomePerson(person))
  admin = await journey.desk(await journey.app.become('systemAdmin'))
})
afterAll(() => journey.close())

describe('a password', () => {
  const fill = async (old: string, fresh: string, again = fresh) => {
    await desk.getByLabel('现在的密码').fill(old)
    await desk.getByLabel('新密码，至少 12 个字').fill(fresh)
    await desk.getByLabel('新密码再写一遍').fill(again)
    await desk.getByLabel('验证器上的 6 位数字').fill(digitsAt(login.secret, journey.app.there.house.now()))
    await desk.getByRole('button', { name: '改成新密码' }).click()
  }

  it('is not changed when the two new ones differ, or when the old one is wrong; the page says which', async () => {
    await desk.goto(journey.url('/staff/dazu/me'))
    await desk.getByText('改密码', { exact: true }).click()
    await fill(login.password, 'lamplight-over-the-river', 'lamplight-over-the-bridge')
    await desk.getByRole('alert').filter({ hasText: '两遍新密码不一样' }).waitFor()
    await fill('not-my-password', 'lamplight-over-the-river')
    await desk.getByRole('alert').filter({ hasNotText: '两遍新密码不一样' }).waitFor()
  })

  it('is changed with the right one and the digits', async () => {
    await journey.advance(60_000)
    await fill(login.password, 'lamplight-over-the-river')
    await sees(desk, '密码改好了，别的设备都退出了')
    const reply = await journey.app.visitor().request('signInStaff', {
      body: { login: 'staff.one', password: login.password, totp: digitsAt(login.secret, journey.app.there.house.now() + 60_000) },
    })
    expect(reply.ok).toBe(false)
  })
})

describe('the calendar', () => {
  const paste = (text: string) => admin.getByLabel('粘贴节假日表（JSON）').fill(text)

  it('says in words what is wrong before anything is sent', async () => {
    await admin.goto(journey.url('/staff/dazu/calendar'))
    await paste('{"version": "2028"')
    await admin
      .getByRole('alert')
      .filter({ hasText: /不是完整的 JSON/ })
      .waitFor()
    await paste('{"version":"2028","coveredUntil":"2028-12-31","daysOff":["2028-1-1"],"makeUpDays":[]}')
    await admin.getByRole('alert').filter({ hasText: '放假的日子（daysOff）第 1 个' }).waitFor()
    expect(await admin.getByRole('button', { name: '导入并重算时限' }).count()).toBe(0)
  })

  it('says what it will do, and afterwards how many deadlines were counted anew', async () => {
    await paste('{"version":"2028","coveredUntil":"2028-12-31","daysOff":["2028-01-01","2028-01-03"],"makeUpDays":["2028-01-08"]}')
    await sees(admin, '2 天放假，1 天周末上班')
    await admin.getByRole('button', { name: '导入并重算时限' }).click()
    await admin.getByRole('status').filter({ hasText: '1 件在办的事，时限正按它重算' }).waitFor()
  })
})

describe('a process', () => {
  const paste = (body: unknown) => admin.getByLabel('粘贴流程（JSON）').fill(JSON.stringify(body))

  it('with a fault is not saved, and the fault is told with where and words', async () => {
    await admin.goto(journey.url('/staff/dazu/processes'))
    await admin.getByRole('link', { name: '加一个流程' }).click()
    const { asked, ...rest } = coHandling.states
    await paste({ ...coHandling, states: { ...rest, asked: { ...asked, can: { refuse: asked?.can?.['refuse'] } } } })
    const fault = admin.getByRole('alert').filter({ hasText: '改好才能存' })
    await fault.getByText(/states\.handling.*走不到这个环节/).waitFor()
    expect(await admin.getByRole('button', { name: /^存成/ }).count()).toBe(0)
  })

  it('is told by the server what only the district knows', async () => {
    await paste({ ...coHandling, name: 'other-help', parts: { lost: { process: 'no-such-process', label: { zh: '协办', en: 'Help' } } } })
    await admin.getByRole('button', { name: '存成新流程' }).click()
    await admin
      .getByRole('alert')
      .filter({ hasText: /没有叫「no-such-process」的/ })
      .waitFor()
  })

  it('is read as a printed page and then saved as the next version', async () => {
    await paste(coHandling)
    await sees(admin, '印出来是这样，先看一遍')
    await admin.getByLabel('打印页').getByText(/协办 \/ Co-handling/).first().waitFor() // prettier-ignore
    await admin.getByRole('button', { name: '存成第 2 版' }).click()
    await admin.waitForURL('**/processes/co-handling')
    await sees(admin, '第 2 版')
  })

  it('met no broken page on the way', () => {
    expect(journey.faults).toEqual([])
  })
})
