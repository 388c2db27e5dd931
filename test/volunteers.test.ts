// Volunteers: a grid asks for a hand, one neighbour takes it, somebody else checks it, and what nobody took falls to the committee. Claimed and completed are counted apart.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givePosting } from '../server/matters/posting.ts'
import { registrySubject } from '../server/matters/record.ts'
import { actsIn, toldTo, type Step } from './support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

const hour = 3_600_000
const secret = '我妈妈姓欧阳，住 3 单元，求别说出去'
let app: TestApp
const { act } = actsIn(() => app)
let officer: Client
let secretary: Client
let one: Client
let other: Client
let stranger: Client
let grid = 0
let helper = ''
let helperToo = ''
let strangerId = ''

beforeAll(async () => {
  app = await startApp()
  const { ground } = app.there
  const grids = [...ground.areas.values()].map(({ id }) => ({ id, people: ground.roster.present({ post: 'volunteer', area: id }) }))
  const [here, elsewhere] = grids.filter(({ people }) => people.length > 1)
  grid = here?.id ?? 0
  const area = ground.areas.get(grid)
  officer = await app.become('gridOfficer', area?.name.zh)
  secretary = await app.become('communitySecretary', ground.areas.get(area?.parent ?? 0)?.name.zh)
  helper = here?.people[0] ?? ''
  helperToo = here?.people[1] ?? ''
  strangerId = elsewhere?.people[0] ?? ''
  one = await app.becomePerson(helper)
  other = await app.becomePerson(helperToo)
  stranger = await app.becomePerson(strangerId)
})
afterAll(() => app.close())

const call = async (what: string): Promise<string> => {
  const reported = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: grid, category: 'other', what: secret } })
  await app.settle()
  const id = newAct()
  await officer.ask('openMatter', { body: { act: newAct(), id, process: 'volunteer-call', action: 'call', about: reported.id, answers: { what } } })
  await app.settle()
  return id
}
const hands = async (client: Client) => (await client.ask('hands')).rows
const lend = (client: Client, id: string, step: Step) =>
  client.request('hand', { params: { id }, body: { act: newAct(), action: step.action, answers: step.answers ?? {} } })
const step = async (client: Client, id: string, wish: Step) => (await act(client, id, wish)).matter
const share = async (indicator: string) => {
  const leader = await app.become('districtLeader')
  const { row } = await leader.ask('indicator', { params: { name: indicator } })
  return [row.figure.n, row.figure.of]
}
const shares = async () => ({ claimed: await share('claimed'), done: await share('claimed-done'), either: await share('claimed-or-done') })

describe('a grid asks for a hand', () => {
  it('its volunteers are told and read only the words written for them', async () => {
    const id = await call('帮老人把旧沙发搬到楼下，周六上午')
    const [row] = await hands(one)
    expect(row).toMatchObject({ id, what: '帮老人把旧沙发搬到楼下，周六上午', standing: 'offered' })
    expect(row?.choices.map(({ action }) => action)).toEqual(['claim'])
    expect(JSON.stringify(await hands(one))).not.toMatch(/欧阳|3 单元/)
    expect(await toldTo(one, id)).toContain('搭把手')
  })

  it('nobody else reads it: not other grids, not residents, and staff have their own page', async () => {
    expect(await hands(stranger)).toEqual([])
    expect([(await app.visitor().request('hands')).status, (await officer.request('hands')).status]).toEqual([401, 403])
    const [row] = await hands(one)
    expect((await lend(stranger, row?.id ?? '', { action: 'claim' })).status).toBe(404)
    expect((await one.request('matter', { params: { id: row?.id ?? '' } })).status).toBe(403)
  })

  it('of two who press at once one has it, and the other is told that it went on', async () => {
    const id = (await hands(one))[0]?.id ?? ''
    const both = await Promise.all([lend(one, id, { action: 'claim' }), lend(other, id, { action: 'claim' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.filter(({ ok }) => !ok).map((each) => (each.ok ? null : each.refusal.code))).toEqual(['not-here'])
    const [winner, loser] = both[0]?.ok ? [one, other] : [other, one]
    expect((await hands(winner)).map(({ standing }) => standing)).toEqual(['mine'])
    expect(await hands(loser)).toEqual([])
    expect((await lend(loser, id, { action: 'finish', answers: { done: '其实不是我做的' } })).ok).toBe(false)
    await lend(winner, id, { action: 'giveBack' })
    expect((await hands(loser)).map(({ standing }) => standing)).toEqual(['offered'])
    expect(await shares()).toEqual({ claimed: [0, 1], done: [0, 1], either: [0, 1] })
  })
})

describe('what was taken', () => {
  it('is done by whoever took it and checked by somebody else', async () => {
    const id = (await hands(one))[0]?.id ?? ''
    await lend(one, id, { action: 'claim' })
    await app.settle()
    expect(await shares()).toEqual({ claimed: [1, 1], done: [0, 1], either: [1, 1] })
    expect((await lend(one, id, { action: 'finish', answers: { done: '两个人一起把沙发搬下楼了' } })).ok).toBe(true)
    expect((await lend(one, id, { action: 'confirm', answers: { seen: '看过了，搬好了' } })).ok).toBe(false)
    expect((await step(officer, id, { action: 'confirm', answers: { seen: '沙发已经在楼下，楼道清空了' } })).state).toBe('confirmed')
    expect(await shares()).toEqual({ claimed: [1, 1], done: [1, 1], either: [1, 1] })
  })

  it('the grid may do itself, which is completed but not claimed', async () => {
    const id = await call('清一清 2 栋门口的落叶')
    await step(officer, id, { action: 'doIt', answers: { done: '保洁员顺手扫干净了' } })
    expect(await shares()).toEqual({ claimed: [1, 2], done: [1, 2], either: [2, 2] })
  })

  it('falls to the committee when nobody takes it for a day, and can be offered again', async () => {
    const id = await call('陪独居老人去一趟卫生院')
    app.there.advance(25 * hour)
    await app.settle()
    officer = await app.becomePerson(officer.somebody?.person ?? '')
    secretary = await app.becomePerson(secretary.somebody?.person ?? '')
    const { matter } = await secretary.ask('matter', { params: { id } })
    expect([matter.state, matter.owner?.post]).toEqual(['backstop', 'communitySecretary'])
    // one fell back and is not done; the first claim counts, however often it is given back
    expect([await share('call-backstop-done'), await share('claim-median')]).toEqual([[0, 1], [1, 1]]) // prettier-ignore
    expect((await step(secretary, id, { action: 'offerAgain' })).state).toBe('offered')
    expect(await share('call-backstop')).toEqual([1, 3])
  })
})

describe('somebody becomes a volunteer by themselves', () => {
  // sessions ended with the day
  beforeAll(async () => {
    one = await app.becomePerson(helper)
    other = await app.becomePerson(helperToo)
    stranger = await app.becomePerson(strangerId)
  })
  let newcomer: Client
  let neighbour: Client
  const ask = (client: Client, wish: { name?: string } = {}) => {
    const body = { act: newAct(), id: newAct(), area: grid, skills: ['clean', 'care'] as const, words: '周末有空' }
    return client.request('volunteer', { body: { ...body, skills: [...body.skills], ...wish } })
  }
  const signedIn = async (phone: string) => {
    const client = app.visitor()
    const { demoCode } = await client.ask('sendCode', { body: { phone } })
    await client.ask('signInPhone', { body: { phone, code: demoCode ?? '' } })
    return client
  }
  const waiting = async () => (await officer.ask('volunteers', { query: { area: grid } })).waiting
  const answer = async (action: string, words: string) => {
    const [first] = await waiting()
    await step(officer, first?.id ?? '', { action, answers: { words } })
    return first
  }

  it('asked once for a name if the account has none, and for nothing else that it knows', async () => {
    newcomer = await signedIn('13900001111')
    neighbour = await signedIn('13900002222')
    expect((await app.visitor().request('volunteer', { body: { act: newAct(), id: newAct(), area: grid, skills: ['care'] } })).status).toBe(401)
    const bare = await ask(newcomer)
    expect([bare.ok, bare.ok ? null : bare.refusal.field]).toEqual([false, 'name'])
    const asked = await ask(newcomer, { name: '欧阳小满' })
    expect(asked.ok && asked.answer.receipt).toMatch(/^.{3}-.{3}-.{3}$/)
    expect(await newcomer.ask('volunteering')).toMatchObject({
      isNamed: true,
      skills: ['clean', 'care'],
      grids: [],
      waiting: [{ area: { id: grid } }],
    })
    const twice = await ask(newcomer)
    expect(twice.ok ? null : twice.refusal.code).toBe('already')
    expect((await ask(neighbour, { name: '司徒二' })).ok).toBe(true)
  })

  it('the grid sees who asks and what they can do, and others of other grids do not', async () => {
    expect((await waiting()).map(({ name, skills }) => [name, skills])).toEqual([['欧阳小满', ['clean', 'care']], ['司徒二', ['clean', 'care']]]) // prettier-ignore
    expect((await stranger.request('volunteers')).status).toBe(403)
    const { ground } = app.there
    const far = [...ground.areas.values()].find(({ id, level }) => level === 3 && id !== grid && ground.roster.present({ post: 'gridOfficer', area: id }).length > 0)
    const other = await app.become('gridOfficer', far?.name.zh)
    expect(JSON.stringify(await other.ask('volunteers'))).not.toContain('欧阳小满')
    expect(JSON.stringify(await officer.ask('inbox', { query: { list: 'area' } }))).not.toContain('欧阳小满')
  }) // prettier-ignore

  it('accepted, they are told, hold the post once, and may take up what the grid asks for', async () => {
    const first = await answer('accept', '欢迎您，周三晚上在活动室认认人')
    expect(await newcomer.ask('volunteering')).toMatchObject({ grids: [{ id: grid }], waiting: [] })
    expect(await toldTo(newcomer)).toContain('志愿者')
    await app.settle()
    const { rows } = await officer.ask('volunteers', { query: { area: grid, q: '欧阳' } })
    expect(rows.map(({ name, skills }) => [name, skills])).toEqual([['欧阳小满', ['clean', 'care']]])
    const said = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'posting' } })
    expect(said.rows.filter(({ said: all }) => JSON.stringify(all).includes('欧阳小满'))).toHaveLength(1)
    const id = await call('把活动室的椅子摆好')
    expect((await lend(newcomer, id, { action: 'claim' })).ok).toBe(true)
    expect((await officer.request('act', { params: { id: first?.id ?? '' }, body: { act: newAct(), action: 'accept', answers: { words: '再来一次看看' } } })).ok).toBe(false) // prettier-ignore
  })

  it('declined, they read why and hold nothing', async () => {
    await answer('decline', '您住在别的社区，请找第 3 网格的网格员登记')
    expect(await neighbour.ask('volunteering')).toMatchObject({ grids: [], waiting: [] })
    expect((await neighbour.request('hands')).status).toBe(403)
    expect((await neighbour.ask('my')).rows[0]?.plain.zh).toBe('这次没有加入')
  })

  it('may change what they can do, and stop at any time: what they took waits for others again', async () => {
    expect(await newcomer.ask('mySkills', { body: { skills: ['care'] } })).toMatchObject({ skills: ['care'], running: 1 })
    expect(await newcomer.ask('stopVolunteering', { body: { grid } })).toMatchObject({ grids: [], running: 0 })
    expect((await newcomer.request('hands')).status).toBe(403)
    expect((await newcomer.request('stopVolunteering', { body: { grid } })).status).toBe(404)
    const taken = (await hands(other)).find(({ what }) => what === '把活动室的椅子摆好')
    expect(taken?.standing).toBe('offered')
  })
})

describe('squads', () => {
  let clean = 0
  let care = 0
  let far: Client
  const communityArea = () => app.there.ground.areas.get(grid)?.parent ?? 0
  const callAbout = async (category: string, what: string) => {
    const reported = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: grid, category, what: secret } })
    await app.settle()
    const id = newAct()
    await officer.ask('openMatter', { body: { act: newAct(), id, process: 'volunteer-call', action: 'call', about: reported.id, answers: { what } } })
    await app.settle()
    return { id, about: reported.id }
  }
  const ofClass = (code: string) => [...app.there.ground.categories.values()].find(({ classCode }) => classCode === code)?.code ?? ''

  it('are formed and kept by the community, and nobody else', async () => {
    const { ground } = app.there
    const farGrid = ground.roster.below(communityArea(), 3).find((id) => id !== grid && ground.roster.present({ post: 'volunteer', area: id }).length > 0) // prettier-ignore
    const member = ground.roster.present({ post: 'volunteer', area: farGrid ?? 0 }).find((person) => person !== strangerId) ?? ''
    far = await app.becomePerson(member)
    const wish: { area: number; skills: 'clean'[] } = { area: communityArea(), skills: ['clean'] }
    for (const client of [officer, far, one]) expect((await client.request('saveSquad', { body: { ...wish, name: '清洁小队' } })).status).toBe(403)
    clean = (await secretary.ask('saveSquad', { body: { ...wish, name: '清洁小队' } })).row.id
    care = (await secretary.ask('saveSquad', { body: { area: communityArea(), name: '暖心陪伴队', skills: ['care'] } })).row.id
    expect((await secretary.request('saveSquad', { body: { ...wish, name: '清洁小队' } })).ok).toBe(false)
    for (const squad of [clean, care]) {
      const { row } = await secretary.ask('joinSquad', { params: { squad }, body: { person: member } })
      expect(row.members.map(({ person }) => person)).toEqual([member])
    }
    await secretary.ask('leaveSquad', { params: { squad: care, person: member } })
    const nobody = await secretary.request('joinSquad', { params: { squad: clean }, body: { person: newAct() } })
    expect(nobody.ok ? null : nobody.refusal.field).toBe('person')
    const { rows } = await officer.ask('squads', { query: { q: '清洁' } })
    expect(rows.map(({ name, isKept, members }) => [name.zh, isKept, members.length])).toEqual([['清洁小队', false, 1]])
  })

  it('each post reads the volunteers and squads of its own ground alone; units and administrators none', async () => {
    const { roster } = app.there.ground
    const looking = ['gridOfficer', 'communityStaff', 'dispatcher', 'supervisor'] as const
    for (const post of [...looking, 'departmentOfficer', 'volunteer', 'systemAdmin', 'auditAdmin'] as const) {
      const client = await app.become(post)
      const [people, squads] = [await client.request('volunteers', { query: { limit: 100 } }), await client.request('squads')]
      const isLooking = looking.some((each) => each === post)
      expect([post, people.status, squads.status]).toEqual([post, isLooking ? 200 : 403, isLooking ? 200 : 403])
      const own = client.somebody?.area ?? 0
      if (people.ok) expect(people.answer.rows.filter(({ area }) => !roster.covers(own, area.id))).toEqual([])
      if (squads.ok) expect(squads.answer.rows.filter(({ area }) => !roster.covers(own, area.id) && !roster.covers(area.id, own))).toEqual([])
    }
    expect([(await far.request('volunteers')).status, (await far.request('squads')).status]).toEqual([403, 403])
  })

  it('are asked by what they can do: a call about rubbish reaches those who clean, wherever they volunteer', async () => {
    const { id } = await callAbout(ofClass('clean'), '把楼下的落叶扫一扫')
    const row = (await hands(far)).find((each) => each.id === id)
    expect([row?.squad?.zh, row?.choices.map(({ action }) => action)]).toEqual(['你在清洁小队：环境卫生', ['claim']])
    expect(await toldTo(far, id)).toContain('你在清洁小队：环境卫生')
    expect(JSON.stringify([await hands(far), await far.ask('notices')])).not.toMatch(/欧阳|3 单元/)
    expect((await hands(one)).find((each) => each.id === id)?.squad).toBeNull()
    expect((await hands(stranger)).map((each) => each.id)).not.toContain(id)
    expect((await lend(stranger, id, { action: 'claim' })).status).toBe(404)
  })

  it('a member from elsewhere and a neighbour press at once: one has it, and the member may do it and give it back', async () => {
    const id = (await hands(far))[0]?.id ?? ''
    const both = await Promise.all([lend(far, id, { action: 'claim' }), lend(one, id, { action: 'claim' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    if (both[1]?.ok) await lend(one, id, { action: 'giveBack' })
    if (both[1]?.ok) expect((await lend(far, id, { action: 'claim' })).ok).toBe(true)
    expect((await hands(far)).map(({ standing }) => standing)).toContain('mine')
    expect((await far.request('matter', { params: { id } })).status).toBe(403)
    await app.settle()
    expect((await lend(far, id, { action: 'finish', answers: { done: '落叶都扫干净装袋了' } })).ok).toBe(true)
    expect((await step(officer, id, { action: 'confirm', answers: { seen: '看过了，很干净' } })).state).toBe('confirmed')
  })

  it('a call about something else does not reach them, nor can they take it', async () => {
    const { id } = await callAbout(ofClass('care'), '陪老人去量血压')
    expect((await hands(far)).map((each) => each.id)).not.toContain(id)
    expect((await lend(far, id, { action: 'claim' })).status).toBe(404)
  })

  it('when what it was about ends, the call ends with it, and the helper and the caller are told', async () => {
    const { id, about } = await callAbout(ofClass('clean'), '把楼道的纸箱搬走')
    expect((await lend(far, id, { action: 'claim' })).ok).toBe(true)
    await step(officer, about, { action: 'triagePrivate', answers: { words: '这是自家门口的事，物业已经搬走了，电话在公示栏' } })
    expect((await officer.ask('matter', { params: { id } })).matter.state).toBe('settledAlready')
    expect(await hands(far)).toEqual([])
    for (const client of [far, officer])
      expect(JSON.stringify((await client.ask('notices', { query: { limit: 100 } })).rows)).toMatch(/不用您去了|呼叫收回了/)
  })

  it('dissolved, nobody is asked through it any more', async () => {
    const { id } = await callAbout(ofClass('clean'), '再扫一次落叶')
    expect((await hands(far)).map((each) => each.id)).toContain(id)
    expect((await officer.request('dissolveSquad', { params: { squad: clean }, body: { why: '不想要了' } })).status).toBe(403)
    for (const person of [helper, helperToo]) await secretary.ask('joinSquad', { params: { squad: clean }, body: { person } })
    await secretary.ask('dissolveSquad', { params: { squad: clean }, body: { why: '并到社区服务队' } })
    expect((await hands(far)).map((each) => each.id)).not.toContain(id)
    expect((await secretary.ask('squads')).rows.map(({ name }) => name.zh)).toEqual(['暖心陪伴队'])
    const { rows } = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'squad' } })
    expect(rows.map(({ action }) => action.zh)).toEqual(['解散了志愿服务队', '建了志愿服务队', '建了志愿服务队'])
    // all three members left with it, each on the record of their own posting
    const held = await asOwner(app.there.ownerUrl, 'select id from postings where organisation_id = $1 and until is not null', [clean])
    const trails = held.map(({ id: posting }) => registrySubject('posting', String(posting)))
    const ended = await asOwner(app.there.ownerUrl, `select seq from events where action = 'postingEnded' and subject_id = any($1)`, [trails])
    expect(ended).toEqual([{ seq: 2 }, { seq: 2 }, { seq: 2 }])
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('posts of a grid', () => {
  const post = 'mediator'
  const told = async (client: Client, area = grid) => (await client.ask('civicPosts', { query: { area } })).grids[0]?.posts.find((each) => each.post === post)
  const take = (client: Client, person?: string) => client.request('takeCivicPost', { body: { area: grid, post, ...(person ? { person } : {}) } })
  const leave = (client: Client, person?: string) => client.request('leaveCivicPost', { body: { area: grid, post, ...(person ? { person } : {}) } })
  const set = (client: Client, places: number) => client.request('setCivicPost', { body: { area: grid, post, places } })

  it('its community says how many, nobody else does, and until then nobody can take one', async () => {
    expect(await take(one)).toMatchObject({ ok: false, status: 409, refusal: { code: 'full' } })
    for (const client of [one, officer, await app.become('systemAdmin')]) expect(await set(client, 3)).toMatchObject({ ok: false, status: 403 })
    expect((await set(app.visitor(), 3)).ok).toBe(false)
    expect((await set(secretary, 1)).ok).toBe(true)
    expect(await told(one)).toMatchObject({ places: 1, held: 0, mine: 'none', people: [] })
  })

  it('of two neighbours who press at once one has it; whoever does not volunteer there has none', async () => {
    const pressed = await Promise.all([take(one), take(other)])
    expect(pressed.map((each) => each.ok).sort()).toEqual([false, true])
    const winner = pressed[0].ok ? one : other
    expect(await told(winner)).toMatchObject({ held: 1, mine: 'held' })
    expect((await take(winner)).ok).toBe(true)
    expect((await told(winner))?.held).toBe(1)
    expect(await take(stranger)).toMatchObject({ ok: false, status: 403, refusal: { code: 'not-a-volunteer' } })
    expect(await set(secretary, 0)).toMatchObject({ ok: false, status: 409, refusal: { code: 'more-hold-it' } })
    // given back without a reason
    expect((await leave(winner)).ok).toBe(true)
    expect(await told(winner)).toMatchObject({ held: 0, mine: 'none' })
  })

  it('offered by the community, it counts when they agree, and residents read a name only of who publishes theirs', async () => {
    expect(await take(secretary, strangerId)).toMatchObject({ ok: false, status: 403, refusal: { code: 'not-a-volunteer' } })
    expect(await take(stranger, helper)).toMatchObject({ ok: false, status: 403 })
    expect((await take(secretary, helper)).ok).toBe(true)
    // asked twice, they are told once; there is no matter to open
    expect((await take(secretary, helper)).ok).toBe(true)
    const asked = (await one.ask('notices', { query: { limit: 100 } })).rows.filter((notice) => notice.text.zh.includes('请您当纠纷调解员'))
    expect(asked).toMatchObject([{ matter: null, seenAt: null }])
    expect(await told(one)).toMatchObject({ held: 0, mine: 'offered' })
    expect((await leave(one)).ok).toBe(true)
    expect((await take(secretary, helper)).ok).toBe(true)
    expect((await take(one)).ok).toBe(true)
    expect(await told(one)).toMatchObject({ held: 1, mine: 'held' })
    expect((await told(secretary))?.people).toMatchObject([{ person: helper }])
    await asOwner(app.there.ownerUrl, `update people set publishes_name = false where id = '${helper}'`)
    expect(await told(app.visitor())).toMatchObject({ held: 1, names: [], people: [], mine: 'none' })
    await asOwner(app.there.ownerUrl, `update people set publishes_name = true where id = '${helper}'`)
    expect((await told(app.visitor()))?.names).toHaveLength(1)
    expect(await told(stranger)).toMatchObject({ people: [] })
  })

  it('ends with volunteering there, and each step stands in the trail', async () => {
    await one.ask('stopVolunteering', { body: { grid } })
    expect(await told(secretary)).toMatchObject({ held: 0, people: [] })
    const trail = await (await app.become('auditAdmin')).ask('audit', { query: { kind: 'area', limit: 100 } })
    const said = trail.rows.map((row) => row.action.zh).filter((words) => words.includes('特色岗位'))
    for (const words of ['定了网格要几位特色岗位', '请人担任特色岗位', '认领了特色岗位', '退了特色岗位']) expect(said).toContain(words)
    const { ground, house } = app.there
    app.there.setNow(house.now() + 1000)
    const again = { post: 'volunteer' as const, area: grid, person: helper, by: null, cause: 'came again' }
    await app.there.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) => givePosting(tx, { district: ground.district.id, now: house.now() }, again))
    await app.parts.house.grounds.refresh(ground.district.id)
    // whoever comes again starts anew
    expect((await told(secretary))?.held).toBe(0)
  })
}) // prettier-ignore

describe('a volunteer carries a neighbour’s call', () => {
  it('with consent; the code goes to the neighbour and the shield holds', async () => {
    const { rows } = await one.ask('openings')
    expect(rows.map(({ process, action }) => `${process}.${action}`)).toEqual(['resident-report.onBehalf'])
    const answers = { category: 'other', what: '院子里的水管漏了三天', consent: true, phone: '13800004321' }
    const done = await one.ask('open', { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', answers } })
    await app.settle()
    expect((await app.visitor().ask('follow', { params: { receipt: done.receipt ?? '' } })).number).toBe(done.number)
    expect(JSON.stringify(await officer.ask('matter', { params: { id: done.id } }))).not.toContain('13800004321')
    const without = { body: { act: newAct(), id: newAct(), process: 'resident-report', action: 'onBehalf', answers: { ...answers, consent: false } } }
    expect((await one.request('open', without)).ok).toBe(false)
  })
})
