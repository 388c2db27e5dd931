// Who answers near a resident: the grid officer and the head of the yard, by name only where that person publishes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sees, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

const codePage = (code: string) => journey.app.visitor().ask('code', { params: { code } })

describe('the head of the yard', () => {
  it('is told with the grid officer, by code and by place', async () => {
    const page = await codePage('TX-0419')
    expect(page.officer?.post).toBe('gridOfficer')
    expect(page.yardHead?.post).toBe('yardHead')
    expect(page.thing.place.zh).toContain(page.yardHead?.place.zh.split('网格').at(-1))
    const query = { lon: page.thing.lon ?? 0, lat: page.thing.lat ?? 0 }
    const near = await journey.app.visitor().ask('near', { query })
    expect(near.yardHead).toEqual(page.yardHead)
    expect((await journey.app.visitor().ask('near', { query: { lon: 0, lat: 0 } })).yardHead).toBeNull()
  })

  it('is nobody where nobody holds the post', async () => {
    const { ground } = journey.app.there
    const empty = [...ground.areas.values()].find(({ id, level }) => level === 4 && !ground.roster.isHeld({ post: 'yardHead', area: id }))
    const near = await journey.app.visitor().ask('near', { query: { lon: empty?.lon ?? 0, lat: empty?.lat ?? 0 } })
    expect(near.area).not.toBeNull()
    expect(near.yardHead).toBeNull()
  })

  it('stands beside the grid officer on the pages of a phone that has been there, also in elder mode', async () => {
    const { officer, yardHead } = await codePage('TX-0419')
    const [one, other] = [`网格员 ${officer?.name ?? ''}`, `院长 ${yardHead?.name ?? ''}`]
    const phone = await journey.phone()
    await phone.goto(journey.url('/dazu/s/TX-0419'))
    await sees(phone, '怎么了？')
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: `${one} · ${other}` }).click()
    for (const words of [one, other]) await sees(phone, words)
    await phone.evaluate(() => localStorage.setItem('huying-mode', 'elder'))
    await phone.goto(journey.url('/dazu'))
    await phone.getByRole('link', { name: `请人帮我办 ${other}` }).click()
    for (const words of [one, other]) await sees(phone, words)
    expect(journey.faults).toEqual([])
  })
})
