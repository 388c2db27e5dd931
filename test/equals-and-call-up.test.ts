// Help between equals, and the call-up in an emergency: a community asks another community and says itself whether it is done; the nearest are called first and nobody is forced.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsIn, toldTo } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

const hour = 3_600_000
let app: TestApp
const { act, tryAct, sendPhoto } = actsIn(() => app)
beforeAll(async () => {
  app = await startApp()
  await everybodyIn()
})
afterAll(() => app.close())

type Place = { readonly id: number; readonly name: string; readonly parent: number | null }
const places = (level: number, post: 'communityStaff' | 'dispatcher' | 'gridOfficer'): Place[] =>
  [...app.there.ground.areas.values()]
    .filter((area) => area.level === level && app.there.ground.roster.present({ post, area: area.id }).length > 0)
    .map((area) => ({ id: area.id, name: area.name.zh, parent: area.parent }))

let here: Place
let beside: Place
let third: Place
let asker: Client
let helper: Client
let dispatcher: Client
/** Sessions end with the day. */
async function everybodyIn(): Promise<void> {
  const all = places(2, 'communityStaff')
  const family = all.find((one) => all.filter((other) => other.parent === one.parent).length > 2) ?? all[0]
  const near = all.filter(({ parent }) => parent === family?.parent)
  const nothing = { id: 0, name: '', parent: null }
  ;[here = nothing, beside = nothing, third = nothing] = near
  asker = await app.become('communityStaff', here.name)
  helper = await app.become('communityStaff', beside.name)
  dispatcher = await app.become('dispatcher', app.there.ground.areas.get(here.parent ?? 0)?.name.zh)
}
const body = (process: string, action: string, more: { answers: Record<string, unknown>; about?: string; area?: number }) => ({ act: newAct(), id: newAct(), process, action, ...more }) // prettier-ignore
const ask = async (more: Record<string, unknown> = {}, client: Client = asker) => {
  const answers = {
    what: '明天义诊缺两顶帐篷和四个人',
    needed: ['people', 'equipment'],
    by: '2026-11-26T09:00',
    lead: { post: 'communityStaff', area: beside.id },
    ...more,
  }
  const { page } = await client.ask('openMatter', { body: body('peer-call', 'ask', { answers }) })
  await app.settle()
  return page.matter.id
}

describe('a community asks another community', () => {
  it('which reads it though it lies elsewhere, comes, and is done only when the one who asked says so', async () => {
    const photo = await sendPhoto(asker)
    const id = await ask({ photos: [photo] })
    expect((await helper.fetch(`/api/${app.slug}/files/${photo}`)).status).toBe(200)
    expect(await toldTo(helper, id)).toContain('同级的一家请您帮忙')
    expect((await helper.ask('calls')).rows.map((row) => row.id)).toContain(id)
    const inbox = await helper.ask('inbox', { query: { list: 'mine' } })
    expect(inbox.rows.map((row) => row.id)).toContain(id)
    expect(inbox.counts.mine).toBe(inbox.rows.length)
    expect((await helper.ask('matter', { params: { id } })).matter.owner?.place.zh).toBe(beside.name)
    await act(helper, id, { action: 'accept', answers: { until: '2026-11-26T08:30' } })
    await act(helper, id, { action: 'finish', answers: { done: '帐篷搭好了，来了四个人' } })
    expect(await tryAct(helper, id, { action: 'confirm', answers: { words: '好了' } })).toBe('not-yours')
    expect((await act(asker, id, { action: 'confirm', answers: { words: '四个人都到了，帐篷够用' } })).matter.state).toBe('closed')
    // nobody else of another ground reads it, nor its photo
    const stranger = await app.become('communityStaff', third.name)
    expect((await stranger.request('matter', { params: { id } })).status).toBe(404)
    expect((await stranger.fetch(`/api/${app.slug}/files/${photo}`)).status).toBe(404)
    expect(await tryAct(stranger, id, { action: 'note', answers: { words: '我也看看' } })).toBe('not-found')
    expect((await stranger.ask('calls')).rows.map((row) => row.id)).not.toContain(id)
  })

  it('never one above, below, itself or a department: the refusal says between whom it goes', async () => {
    const wrong = [{ post: 'dispatcher', area: here.parent ?? 0 }, { post: 'communityStaff', area: here.id }, { post: 'gridOfficer', area: app.there.who('gridOfficer').area ?? 0 }, { post: 'communityStaff' }] // prettier-ignore
    for (const lead of wrong) {
      const answers = { what: '要人', needed: ['people'], by: '2026-11-26T09:00', lead }
      const reply = await asker.request('openMatter', { body: body('peer-call', 'ask', { answers }) })
      expect(reply.ok ? 'done' : reply.refusal).toMatchObject({ code: 'not-level', field: 'lead', label: { zh: expect.stringContaining('社区请别的社区') } }) // prettier-ignore
    }
    const { rows } = await asker.ask('holders', { query: { posts: 'communityStaff,communitySecretary,dispatcher,gridOfficer', level: 'caller' } })
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.every(({ holder }) => app.there.ground.areas.get(holder.area ?? 0)?.level === 2 && holder.area !== here.id)).toBe(true)
  })

  it('may be offered something else, and take it', async () => {
    const id = await ask()
    await act(helper, id, { action: 'offer', answers: { offer: '人抽不出来，帐篷可以借三顶' } })
    const page = await asker.ask('matter', { params: { id } })
    expect(page.timeline[0]?.said[0]?.text).toContain('帐篷可以借三顶')
    expect((await act(asker, id, { action: 'takeOffer', answers: { until: '2026-11-26T08:00' } })).matter.state).toBe('helping')
  })

  it('is refused with a reason and asks another; unanswered, it falls to the superior of both, who decides', async () => {
    const id = await ask()
    await act(helper, id, { action: 'decline', answers: { why: '当天也有义诊' } })
    await act(asker, id, { action: 'askOther', answers: { lead: { post: 'communityStaff', area: third.id } } })
    app.there.advance(27 * hour)
    await app.settle()
    await everybodyIn()
    const { matter } = await dispatcher.ask('matter', { params: { id } })
    expect([matter.state, matter.owner?.post]).toEqual(['coordinating', 'dispatcher'])
    const lead = { post: 'communityStaff', area: beside.id }
    await act(dispatcher, id, { action: 'direct', answers: { lead, until: '2026-11-28T08:00', why: '那边人手够' } })
    expect((await helper.ask('matter', { params: { id } })).matter.state).toBe('helping')
    expect(await tryAct(helper, id, { action: 'decline', answers: { why: '不想来' } })).toBe('not-here')
  })

  it('asks several at once with one in the lead; the one who asked closes when all have answered', async () => {
    const id = await ask({ each: [{ post: 'communityStaff', area: third.id }], task: '出两个人搬桌椅', by: '2026-11-28T09:00' })
    const also = await app.become('communityStaff', third.name)
    const part = (await also.ask('calls')).rows.find(({ process, phase }) => process === 'peer-answer' && phase === 'waiting')
    await act(helper, id, { action: 'accept', answers: { until: '2026-11-28T08:30' } })
    await act(helper, id, { action: 'finish', answers: { done: '搭好了' } })
    expect(await tryAct(asker, id, { action: 'confirm', answers: { words: '好' } })).toBe('parts-open')
    await act(also, part?.id ?? '', { action: 'accept', answers: { offer: '两个人' } })
    await act(also, part?.id ?? '', { action: 'finish', answers: { done: '桌椅搬完' } })
    expect((await act(asker, id, { action: 'confirm', answers: { words: '两家都到了' } })).matter.phase).toBe('done')
  })
})

describe('townships and grids', () => {
  it('a township asks a township, and above both stands the district; a grid asks a grid, and above both stands the community', async () => {
    const [one, other] = places(1, 'dispatcher')
    const town = await app.become('dispatcher', one?.name)
    const id = await ask({ lead: { post: 'dispatcher', area: other?.id ?? 0 }, by: '2026-11-28T09:00' }, town)
    expect((await act(town, id, { action: 'arbitrate', answers: { why: '电话里没说定' } })).matter.owner?.post).toBe('supervisor')
    const grids = places(3, 'gridOfficer')
    const pair = grids.flatMap((grid) => grids.filter(({ id: next, parent }) => next !== grid.id && parent === grid.parent).map((next) => [grid, next] as const))[0] // prettier-ignore
    const officer = await app.become('gridOfficer', pair?.[0].name)
    const small = await ask({ lead: { post: 'gridOfficer', area: pair?.[1].id ?? 0 }, by: '2026-11-28T09:00' }, officer)
    expect((await act(officer, small, { action: 'arbitrate', answers: { why: '对方不在' } })).matter.owner?.post).toBe('communityStaff')
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('the call-up in an emergency', () => {
  let leader: Client
  let spot: { lon: number; lat: number }
  let mode = ''
  const answers = (needed: number, who = ['volunteer', 'gridOfficer', 'yardHead']) => ({
    what: '小学门口积水，来搬沙袋，带雨鞋',
    place: spot,
    needed,
    who,
  })
  const calling = (client: Client, action: string, more: { answers: Record<string, unknown>; about?: string }) =>
    client.request('openMatter', { body: body('call-up', action, more) })
  const mine = async (client: Client) => (await client.ask('callUps')).rows
  const say = (client: Client, id: string, action: string) => client.request('callUp', { params: { id }, body: { act: newAct(), action } })
  const calledIn = async (id: string, most = 20): Promise<Client[]> => {
    const rows = await asOwner(
      app.there.ownerUrl,
      `select claimant from claims where subject_id = $1 and pool = 'called' and released_at is null order by claimant limit $2`,
      [id, most],
    )
    return Promise.all(rows.map((row) => app.becomePerson(String(Object.values(Object(row))[0]))))
  }
  const standing = async (id: string) => (await leader.ask('matter', { params: { id } })).callUps[0]

  beforeAll(async () => {
    leader = await app.become('districtLeader')
    const grid = app.there.ground.areas.get(app.there.who('volunteer').area ?? 0)
    spot = { lon: grid?.lon ?? 0, lat: grid?.lat ?? 0 }
  })

  it('does not open in peace, and says what to do instead', async () => {
    const reply = await calling(leader, 'byWaves', { answers: answers(2) })
    expect(reply.ok ? null : reply.refusal).toMatchObject({ code: 'no-emergency', label: { zh: expect.stringContaining('呼叫志愿者') } })
    const top = [...app.there.ground.areas.values()].find(({ level }) => level === 0)?.id ?? 0
    const until = new Date(app.there.house.now() + 14 * hour).toISOString().slice(0, 16)
    const { page } = await leader.ask('openMatter', {
      body: body('emergency-mode', 'start', { answers: { reason: '暴雨红色预警', until }, area: top }),
    })
    await app.settle()
    mode = page.matter.id
    expect((await leader.ask('matter', { params: { id: mode } })).openings.map(({ process, action }) => `${process}.${action}`)).toContain(
      'call-up.byWaves',
    )
  })

  it('calls the nearest first, twice as many as are needed, and then further out', async () => {
    const opened = await calling(leader, 'byWaves', { answers: answers(2), about: mode })
    await app.settle()
    const id = opened.ok ? opened.answer.page.matter.id : ''
    const first = await calledIn(id)
    expect(first).toHaveLength(4)
    const far = await Promise.all(first.map(async (one) => (await mine(one))[0]?.metres ?? Infinity))
    await act(leader, id, { action: 'widen' })
    const all = await calledIn(id)
    expect(all).toHaveLength(8)
    const further = await Promise.all(all.map(async (one) => (await mine(one))[0]?.metres ?? Infinity))
    expect(Math.max(...far)).toBeLessThanOrEqual([...further].sort((one, other) => one - other)[4] ?? 0)
    expect(await toldTo(first[0], id)).toContain('急时召集')
    // nobody answers: after a quarter of an hour everybody near is called
    app.there.advance(16 * 60_000)
    await app.settle()
    const { matter } = await leader.ask('matter', { params: { id } })
    expect(matter.state).toBe('everybody')
    expect((await standing(id))?.called).toBeGreaterThan(8)
  })

  it('takes the first who come, lets each change their mind, and forces nobody', async () => {
    const opened = await calling(leader, 'byWaves', { answers: answers(2), about: mode })
    await app.settle()
    const id = opened.ok ? opened.answer.page.matter.id : ''
    const people = await calledIn(id)
    const replies = await Promise.all(people.map((one) => say(one, id, 'come')))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(2)
    expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.refusal.code]))).toEqual(['full', 'full'])
    const [comer] = people.filter((_, at) => replies[at]?.ok)
    const [late] = people.filter((_, at) => !replies[at]?.ok)
    expect(await standing(id)).toMatchObject({ called: 4, coming: 2, needed: 2, cannot: 0 })
    if (!comer || !late) throw new Error('two come and two are too late')
    expect((await mine(comer)).find((row) => row.id === id)).toMatchObject({ answer: 'coming', coming: 2, needed: 2 })
    await say(comer, id, 'cannot')
    expect(await standing(id)).toMatchObject({ coming: 1, cannot: 1 })
    expect((await say(late, id, 'come')).ok).toBe(true)
    expect(await standing(id)).toMatchObject({ coming: 2, cannot: 1 })
    // who was not called neither reads nor answers it
    const stranger = await app.become('departmentOfficer')
    expect([await mine(stranger), (await say(stranger, id, 'come')).status]).toEqual([[], 404])
    expect((await app.visitor().request('callUps')).status).toBe(401)
  })

  it('ends by itself when the emergency mode ends, with its counts on the page where the report is written', async () => {
    const opened = await calling(leader, 'allAtOnce', { answers: answers(3), about: mode })
    await app.settle()
    const id = opened.ok ? opened.answer.page.matter.id : ''
    const [comer] = await calledIn(id, 1)
    if (comer) await say(comer, id, 'come')
    await act(leader, mode, { action: 'endEarly', answers: { why: '雨停了' } })
    expect((await leader.ask('matter', { params: { id } })).matter.state).toBe('over')
    const page = await leader.ask('matter', { params: { id: mode } })
    expect([page.matter.state, page.callUps.find((each) => each.id === id)?.coming]).toEqual(['reporting', 1])
    expect(page.callUps.every(({ state }) => state.zh === '随紧急状态结束')).toBe(true)
    expect(comer ? await mine(comer) : null).toEqual([])
    expect(await toldTo(comer, id)).toContain('不用再来')
    const again = await calling(leader, 'byWaves', { answers: answers(2), about: mode })
    expect(again.ok ? 'done' : again.refusal.code).toBe('no-emergency')
    expect((await prove(app.there)).faults).toEqual([])
  })
})
