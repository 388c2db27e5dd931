// The district as installed, who is present for what, and changes to who holds which post.
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownerOf } from '../core/owner.ts'
import { Post } from '../core/posts.ts'
import { areaHandlers } from '../server/areas/endpoints.ts'
import { districtId, installDistrict } from '../server/areas/install.ts'
import { isRefused, type Caller, type Reply } from '../server/matters/endpoint.ts'
import { peopleHandlers } from '../server/people/endpoints.ts'
import { thingHandlers } from '../server/things/endpoints.ts'
import { freshDistrict, TUESDAY, type TestDistrict } from './support/district.ts'

let dazu: TestDistrict
beforeAll(async () => void (dazu = await freshDistrict()))
afterAll(() => dazu.close())

const reply: Reply = { userAgent: '', sessionToken: null, setSession: () => undefined, clearSession: () => undefined }
const params = { district: 'dazu' }
const around = async (caller: Caller) => ({ house: dazu.house, ground: await dazu.fresh(), caller, params, query: { limit: 100 }, body: {}, reply })
const codeOf = (answer: unknown) => (isRefused(answer) ? answer.refused.code : null)
const admin = () => dazu.who('systemAdmin').caller
const postTo = async (caller: Caller, wish: { person?: string; name?: string; phone?: string; post: Post; area?: number; organisation?: number }) =>
  peopleHandlers.addPosting({ ...(await around(caller)), query: {}, body: { id: uuidv7(), ...wish } })
const leave = async (caller: Caller, wish: { person?: string; substitute?: string; hours?: number }) =>
  peopleHandlers.addAbsence({
    ...(await around(caller)),
    query: {},
    body: {
      id: uuidv7(),
      from: dazu.house.now(),
      until: dazu.house.now() + (wish.hours ?? 8) * 3600_000,
      reason: '请假',
      ...(wish.person ? { person: wish.person } : {}),
      ...(wish.substitute ? { substitute: wish.substitute } : {}),
    },
  })
const endOf = async (caller: Caller, person: string) => {
  const rows = await peopleHandlers.postings({
    ...(await around(admin())),
    query: { limit: 100, q: (await dazu.fresh()).people.get(person)?.name ?? '' },
  })
  const id = isRefused(rows) ? undefined : rows.rows.find((row) => row.person.id === person)?.id
  return peopleHandlers.endPosting({ ...(await around(caller)), query: {}, params: { ...params, id: id ?? uuidv7() } })
}

describe('an installed district', () => {
  it('has its areas, ten classes of which two are quoted, a category for what is hard to say, and the shipped processes', async () => {
    const { ground } = dazu
    expect([...ground.areas.values()].filter(({ level }) => level === 1)).toHaveLength(27)
    expect(ground.process('resident-report')?.version).toBeGreaterThan(0)
    expect(ground.calendar.coveredUntil).toBe('2026-12-31')
    const face = await areaHandlers.district({ ...(await around(dazu.visitor())), query: {} })
    const { classes, categories } = isRefused(face) ? { classes: [], categories: [] } : face
    expect(classes).toHaveLength(10)
    expect(classes.filter(({ quoted }) => quoted).map(({ label }) => label.zh)).toEqual(['城市管理', '综治维稳'])
    expect(categories.length).toBeGreaterThanOrEqual(30)
    expect(categories.find(({ code }) => code === 'other')?.label.zh).toContain('说不清')
    expect(categories.filter(({ emergency }) => emergency).every(({ handle }) => handle.amount === 2 && handle.unit === 'clockHour')).toBe(true)
    for (const { classCode, code } of categories)
      expect(
        classes.map((each) => each.code),
        code,
      ).toContain(classCode)
  })

  it('changes nothing when it is installed a second time', async () => {
    const again = await installDistrict(dazu.db, { slug: 'dazu', now: TUESDAY, demo: true })
    expect(again).toEqual({ district: districtId('dazu'), areas: 0, categories: 0, processes: 0, people: 0, things: 0 })
  })

  it('has somebody for every post, an officer for every grid, and a category route that leads to somebody', () => {
    const { ground } = dazu
    // members come with the squads that a community forms
    for (const post of Post.options) if (post !== 'squadMember') expect(dazu.who(post).person, post).toBeTruthy()
    for (const { id, level } of ground.areas.values())
      if (level === 3) expect(ground.roster.present({ post: 'gridOfficer', area: id })).toHaveLength(1)
    for (const { code, routePost, routeOrganisation } of ground.categories.values()) {
      expect((routePost === null) !== (routeOrganisation === null), code).toBe(true)
      if (routeOrganisation !== null)
        expect(ground.roster.present({ post: 'departmentOfficer', organisation: routeOrganisation }), code).toHaveLength(2)
    }
  })

  it('puts every thing of the demonstration into the grid it stands in; the 56 bins go to the cleaner', async () => {
    const list = async (q: string) => {
      const answer = await thingHandlers.things({ ...(await around(dazu.visitor())), query: { limit: 100, q } })
      return isRefused(answer) ? [] : answer.rows
    }
    const bins = await list('垃圾箱')
    expect(bins).toHaveLength(56)
    expect(bins.every(({ handler }) => handler?.post === 'cleaner' && handler.area === dazu.areaNamed('惜字阁村'))).toBe(true)
    for (const thing of [...bins, ...(await list('路灯'))]) expect(dazu.ground.locate(thing.lon ?? 0, thing.lat ?? 0), thing.code).toBe(thing.area.id)
    const page = await thingHandlers.code({ ...(await around(dazu.visitor())), query: {}, params: { ...params, code: 'tx-0417' } })
    expect(page).toMatchObject({ thing: { place: { zh: '文化广场东侧' }, kind: 'lamp' }, officer: { post: 'gridOfficer' }, open: [] })
    expect(isRefused(page) ? [] : page.categories.map(({ label }) => label.zh)).toEqual(['灯不亮', '灯一闪一闪', '灯杆歪了', '其他、说不清'])
  })

  it('shows an area with what lies below it, and takes a new version of a process only from the administrator and only when it is sound', async () => {
    const below = await areaHandlers.areas({ ...(await around(dazu.visitor())), query: {} })
    expect(isRefused(below) ? 0 : below.rows.length).toBe(28)
    const body = dazu.ground.process('grid-finding')
    const add = async (caller: Caller, process: unknown) => areaHandlers.addProcess({ ...(await around(caller)), query: {}, body: { body: process } })
    expect(codeOf(await add(dazu.who('securityAdmin').caller, body))).toBe('admin-only')
    expect(await add(admin(), { ...body, states: {} })).toMatchObject({ status: 422, refused: { code: 'not-sound' } })
    const version = 1 + (body?.version ?? 0)
    expect(await add(admin(), body)).toEqual({ name: 'grid-finding', version })
    expect((await dazu.fresh()).process('grid-finding')?.version).toBe(version)
  })
})

describe('other districts', () => {
  it.each(['dadukou', 'tongnan', 'rongchang', 'haizhu'] as const)(
    '%s is installed beside the first, with its own people and things',
    async (slug) => {
      const done = await installDistrict(dazu.db, { slug, now: TUESDAY, demo: true })
      expect(done).toMatchObject({ district: districtId(slug), things: 122 })
      const ground = await dazu.house.grounds.bySlug(slug)
      expect(ground?.roster.present({ post: 'supervisor', area: 1 })).toHaveLength(2)
      expect([...(ground?.people.keys() ?? [])].some((person) => dazu.ground.people.has(person))).toBe(false)
    },
  )
})

describe('the roster', () => {
  it('names the officer of a grid; while they are away their substitute, afterwards the officer again', async () => {
    const officer = dazu.who('gridOfficer', '惜字阁村')
    const secretary = dazu.who('communitySecretary', '惜字阁村')
    const other = dazu.who('communityStaff', '惜字阁村')
    const ownerNow = async () =>
      ownerOf({
        roster: (await dazu.fresh()).roster,
        from: { post: 'gridOfficer', area: officer.area ?? 0 },
        area: officer.area ?? 0,
        excluded: new Set(),
        skip: 0,
      })
    expect((await ownerNow()).people).toEqual([officer.person])
    expect(await leave(secretary.caller, { person: officer.person, substitute: other.person })).toHaveProperty('absence')
    expect((await ownerNow()).people).toEqual([other.person])
    expect((await dazu.fresh()).postingsOf(other.person, dazu.house.now())).toContainEqual({
      post: 'gridOfficer',
      area: officer.area,
      organisation: null,
    })
    dazu.advance(8 * 3600_000)
    expect((await ownerNow()).people).toEqual([officer.person])
    expect(await leave(officer.caller, {})).toHaveProperty('absence')
    const above = await ownerNow()
    expect(above.passed[0]).toMatchObject({ holder: { post: 'gridOfficer' }, why: 'absent' })
    expect(above.people).not.toContain(officer.person)
    dazu.advance(8 * 3600_000)
  })

  it('does not let one record leave for strangers, name oneself as substitute, or a resident', async () => {
    const officer = dazu.who('gridOfficer', '惜字阁村')
    expect(codeOf(await leave(dazu.who('communitySecretary', '和平村').caller, { person: officer.person }))).toBe('not-your-people')
    expect(codeOf(await leave(officer.caller, { substitute: officer.person }))).toBe('not-staff')
    expect(codeOf(await leave(officer.caller, { substitute: uuidv7() }))).toBe('not-staff')
    expect(codeOf(await leave(officer.caller, { hours: -1 }))).toBe('dates-wrong')
    expect(codeOf(await leave(dazu.visitor(), {}))).toBe('sign-in-first')
  })
})

describe('postings', () => {
  it('are given and ended by the system administrator only, and count at once', async () => {
    const area = dazu.areaNamed('和平村')
    for (const post of ['securityAdmin', 'auditAdmin', 'districtLeader'] as const)
      expect(codeOf(await postTo(dazu.who(post).caller, { name: '温远志', post: 'communityStaff', area }))).toBe('admin-only')
    expect(codeOf(await postTo(dazu.visitor(), { name: '温远志', post: 'communityStaff', area }))).toBe('sign-in-first')
    const given = await postTo(admin(), { name: '温远志', phone: '139 0000 0001', post: 'communityStaff', area })
    const person = isRefused(given) ? '' : given.posting.person.id
    expect((await dazu.fresh()).roster.present({ post: 'communityStaff', area })).toContain(person)
    expect(codeOf(await postTo(admin(), { name: '另一位', phone: '13900000001', post: 'communityStaff', area }))).toBe('phone-taken')
    expect(await endOf(admin(), person)).toEqual({ ended: true })
    expect((await dazu.fresh()).roster.present({ post: 'communityStaff', area })).not.toContain(person)
  })

  it('stand where the post stands, and the three administrators stay three people', async () => {
    expect(codeOf(await postTo(admin(), { name: '温远志', post: 'dispatcher', area: dazu.areaNamed('惜字阁村') }))).toBe('place-wrong')
    const tooHigh = await postTo(admin(), { name: '温远志', post: 'gridOfficer', area: dazu.areaNamed('惜字阁村') })
    expect(isRefused(tooHigh) ? tooHigh.refused : null).toMatchObject({ code: 'place-wrong', label: { zh: '网格员要安排到一个网格，请选好再安排' } })
    expect(codeOf(await postTo(admin(), { name: '温远志', post: 'communityStaff', area: 1 }))).toBe('place-wrong')
    expect(codeOf(await postTo(admin(), { name: '温远志', post: 'departmentOfficer', area: 1 }))).toBe('place-wrong')
    expect(codeOf(await postTo(admin(), { name: '温远志', post: 'departmentOfficer', organisation: 999 }))).toBe('place-wrong')
    expect(codeOf(await postTo(admin(), { person: dazu.who('auditAdmin').person, post: 'securityAdmin', area: 1 }))).toBe('admins-apart')
    expect(codeOf(await postTo(admin(), { person: dazu.who('systemAdmin').person, post: 'districtLeader', area: 1 }))).toBe('own-posting')
    expect(codeOf(await postTo(admin(), { person: uuidv7(), post: 'districtLeader', area: 1 }))).toBe('no-such-person')
  })

  it('never leave the top without anybody present', async () => {
    const ground = await dazu.fresh()
    const [one, other] = ground.roster.present({ post: 'districtLeader', area: 1 })
    const both = await Promise.all([endOf(admin(), one ?? ''), endOf(admin(), other ?? '')])
    expect(both.map(codeOf).sort()).toEqual(['last-one', null].sort())
    const left = (await dazu.fresh()).roster.present({ post: 'districtLeader', area: 1 })
    expect(left).toHaveLength(1)
    expect(codeOf(await leave(admin(), { person: left[0] ?? '' }))).toBe('last-one')
    expect(await leave(admin(), { person: left[0] ?? '', substitute: dazu.who('supervisor').person })).toHaveProperty('absence')
  })

  it('the system administrator alone sees who has a login and who has none yet', async () => {
    const logins = async (caller: Caller) => {
      const seen = await peopleHandlers.postings(await around(caller))
      return new Set(isRefused(seen) ? [] : seen.rows.map(({ hasLogin }) => hasLogin))
    }
    expect(await logins(admin())).toEqual(new Set([false]))
    for (const post of ['securityAdmin', 'auditAdmin', 'supervisor', 'gridOfficer'] as const)
      expect(await logins(dazu.who(post).caller), post).toEqual(new Set([null]))
    const person = dazu.who('communityStaff', '惜字阁村').person
    await peopleHandlers.giveLogin({ ...(await around(admin())), query: {}, params: { ...params, person }, body: {} })
    const found = await peopleHandlers.postings({ ...(await around(admin())), query: { limit: 100, q: dazu.ground.people.get(person)?.name ?? '' } })
    expect(isRefused(found) ? [] : found.rows.filter((row) => row.person.id === person).map(({ hasLogin }) => hasLogin)).toContain(true)
  })

  it('a grid officer sees the posts of the own grid, an administrator those of the district', async () => {
    const officer = dazu.who('gridOfficer', '惜字阁村')
    const seen = await peopleHandlers.postings(await around(officer.caller))
    expect(
      isRefused(seen) ? [] : seen.rows.filter(({ holder }) => holder.area === null || !dazu.ground.roster.covers(officer.area ?? 0, holder.area)),
    ).toEqual([])
    const first = await peopleHandlers.postings(await around(admin()))
    expect(isRefused(first) ? null : first.next).not.toBeNull()
    expect(codeOf(await peopleHandlers.postings(await around(dazu.visitor())))).toBe('sign-in-first')
  })

  it('a resident has no notices of others', async () => {
    expect(await peopleHandlers.notices({ ...(await around(dazu.who('gridOfficer').caller)), query: { limit: 20 } })).toEqual({
      rows: [],
      unseen: 0,
      next: null,
    })
    expect(await peopleHandlers.seeNotices({ ...(await around(dazu.who('gridOfficer').caller)), query: {}, body: { ids: [uuidv7()] } })).toEqual({
      seen: 0,
    })
  })
})
