// A volunteer's day: the grid officer asks for a hand from the matter's page, a neighbour takes it on the phone, does it, and the officer looks. Then a neighbour's call is carried to the grid.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../support/app.ts'
import { barriers, fourWays, read, reportBy, sees, stands, standsOut, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let officer: Client
let volunteer: Client
let report = ''

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  volunteer = await app.become('volunteer', `${journey.village}第1网格`)
  officer = await app.become('gridOfficer', `${journey.village}第1网格`)
  const area = volunteer.somebody?.area ?? 0
  report = (await reportBy(app, { area, category: 'other', what: '我爸行动不便，旧柜子堵着门，我姓欧阳' })).id
  await app.settle()
})
afterAll(() => journey.close())

const followers = async () => (await read(officer, report)).followers

describe('a volunteer lends a hand', () => {
  it('the officer asks for one from the page of the matter', async () => {
    const desk = await journey.desk(officer)
    await desk.goto(journey.url(`/staff/dazu/m/${report}`))
    await desk.getByRole('link', { name: '呼叫志愿者' }).click()
    await desk.getByLabel(/请志愿者做什么/).fill('帮 2 栋 1 单元把旧柜子搬到楼下，周六上午')
    await desk.getByRole('button', { name: '呼叫志愿者' }).click()
    await sees(desk, '等人认领')
    await journey.app.settle()
    expect((await followers()).map(({ process, state }) => `${process} ${state}`)).toEqual(['volunteer-call offered'])
  })

  it('the volunteer finds it on the first page, takes it and says what was done', async () => {
    const phone = await journey.phone({ as: volunteer })
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: '搭把手' }).click()
    await sees(phone, '帮 2 栋 1 单元把旧柜子搬到楼下，周六上午')
    expect(await phone.textContent('body')).not.toContain('欧阳')
    await phone.getByRole('button', { name: '我来认领' }).click()
    await sees(phone, '您认领了，谢谢')
    await phone.getByRole('button', { name: '办好了' }).click()
    await phone.getByRole('button', { name: '办好了' }).click()
    await sees(phone, /还差这一项：做了什么/)
    await phone.getByLabel('做了什么').fill('和邻居两个人搬下去了，楼道也扫了')
    await phone.getByRole('button', { name: '办好了' }).click()
    await sees(phone, '等网格员去看看')
    await journey.app.settle()
    expect((await followers()).map(({ state }) => state)).toEqual(['toCheck'])
  })

  it('the officer looks, and it is done; the volunteer has nothing left to do', async () => {
    const desk = await journey.desk(officer)
    await desk.goto(journey.url(`/staff/dazu/m/${(await followers())[0]?.id ?? ''}`))
    await desk.getByRole('button', { name: /看过，办好了/ }).click()
    await desk.getByLabel(/看到什么/).fill('柜子搬走了，门口很干净')
    await desk.getByRole('button', { name: /看过，办好了/ }).last().click()
    await sees(desk, '志愿者办好了')
    const phone = await journey.phone({ as: volunteer })
    await phone.goto(journey.url('/dazu/hands'))
    await sees(phone, '现在没有要搭把手的事')
  }) // prettier-ignore

  it('carries a neighbour’s call, and the neighbour follows it by the code', async () => {
    const phone = await journey.phone({ as: volunteer })
    await phone.goto(journey.url('/dazu/hands'))
    await phone.getByRole('link', { name: '替邻居报一件' }).click()
    await phone.getByLabel('怎么了').selectOption('other')
    await phone.getByLabel('想说的话').fill('院子里的水管漏了三天')
    await phone.getByRole('button', { name: '替邻居交上去' }).click()
    await sees(phone, /还差这一项：本人同意/)
    await phone.getByLabel('本人同意').check()
    await phone.getByRole('button', { name: '替邻居交上去' }).click()
    await sees(phone, '交上去了，谢谢您')
    const receipt = /[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/.exec((await phone.textContent('body')) ?? '')?.[0] ?? ''
    const neighbour = await journey.phone()
    await neighbour.goto(journey.url(`/dazu/r/${receipt}`))
    await sees(neighbour, '院子里的水管漏了三天')
  })

  it('somebody new signs in by phone, offers to help, is welcomed by the officer, and finds what the grid asks for', async () => {
    const { app } = journey
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu/hands'))
    await phone.getByRole('link', { name: '登录以后加入' }).click()
    await phone.getByLabel(/手机号/).fill('13900007777')
    await phone.getByRole('button', { name: '收验证码' }).click()
    await sees(phone, /验证码是/)
    await phone.getByLabel('验证码').fill(/验证码是 (\d{6})/.exec((await phone.textContent('body')) ?? '')?.[1] ?? '')
    await phone.getByRole('button', { name: '登录', exact: true }).click()
    await sees(phone, '没有打卡、没有排名')
    await phone.getByRole('button', { name: '我想当志愿者' }).click()
    await sees(phone, /还差这一项：哪个网格/)
    await phone.getByLabel('怎么称呼您').fill('司马向前')
    const { areas } = app.there.ground
    const grid = areas.get(officer.somebody?.area ?? 0)
    const community = areas.get(grid?.parent ?? 0)
    for (const [label, id] of [['镇、街道', community?.parent], ['村、社区', community?.id], ['网格', grid?.id]] as const) await phone.getByLabel(label, { exact: true }).selectOption(String(id))
    await phone.getByText('环境卫生', { exact: true }).click()
    await phone.getByRole('button', { name: '我想当志愿者' }).click()
    await sees(phone, /等答复/)
    await app.settle()
    const desk = await journey.desk(officer)
    await desk.goto(journey.url('/staff/dazu/volunteers'))
    await sees(desk, '司马向前')
    await desk.getByRole('button', { name: '欢迎加入：司马向前' }).click()
    await desk.getByLabel(/给他的话/).fill('欢迎！周三晚上七点在活动室认认人')
    await desk.getByRole('dialog').getByRole('button', { name: '欢迎加入' }).click()
    await desk.getByRole('dialog').waitFor({ state: 'detached' })
    await app.settle()
    await desk.goto(journey.url('/staff/dazu/volunteers?q=司马'))
    await sees(desk, /共 1 位/)
    await phone.goto(journey.url('/dazu/volunteer'))
    await phone.getByRole('button', { name: /^退出/ }).click()
    await phone.getByRole('button', { name: '真的退出' }).click()
    await sees(phone, '退出了，谢谢您')
  }) // prettier-ignore

  it('has pages without a barrier, in both languages and both modes, on a narrow phone as well', async () => {
    const faults: string[] = []
    for (const { page, name } of await fourWays(journey, { as: volunteer }))
      for (const path of ['/dazu/hands', '/dazu/volunteer', '/dazu/carry']) {
        await page.goto(journey.url(path))
        await stands(page)
        faults.push(
          ...[...(await barriers(page)), ...[await standsOut(page, 320)].filter((each) => each !== null)].map((each) => `${path} ${name}: ${each}`),
        )
      }
    expect(faults).toEqual([])
    expect(journey.faults).toEqual([])
  })
})
