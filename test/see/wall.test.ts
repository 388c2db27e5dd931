// What the wall lists is what each viewer may read: their ground and no more, nothing of anybody by name, and absent where the district has no such process.
import { randomUUID } from 'node:crypto'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WallLists } from '../../core/wall.ts'
import { wallLists } from '../../server/matters/see/wall.ts'
import { pastOf } from '../../web/centre/not-well.ts'
import { frozenRows, rateOf } from '../../web/centre/sheet.ts'
import { frozenBook, frozenCsv, instantOf, wallTables } from '../../web/centre/taken-out.ts'
import { nameLines, placed, towards } from '../../web/centre/map-layout.ts'
import { freshDistrict, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Reported, type Town } from '../support/seed-matters.ts'

let there: TestDistrict
let town: Town
let officer: Somebody
let supervisor: Somebody
let stranger: Somebody
let urgent: Reported
let far: Reported

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  officer = there.who('gridOfficer')
  supervisor = there.who('supervisor')
  const grid = officer.area ?? 0
  const ground = there.ground
  const emergency = [...ground.categories.values()].find((category) => category.emergency)?.code ?? ''
  const plain = [...ground.categories.values()].find((category) => !category.needsPhoto && !category.emergency)?.code ?? ''
  const otherTown = [...ground.areas.values()].find((area) => area.level === 1 && !ground.roster.covers(area.id, grid))
  const otherGrid = [...ground.areas.values()].find((area) => area.level === 3 && otherTown && ground.roster.covers(otherTown.id, area.id))
  stranger = there.who('dispatcher', otherTown?.name.zh)
  urgent = await town.report({ category: emergency, what: '这里的急事', area: grid, phone: '13800002222' })
  far = await town.report({ category: plain, what: '那边的事', area: otherGrid?.id ?? 0 })
  await town.settle()
  there.advance(30 * 86_400_000)
})
afterAll(() => there.close())

describe('the lists of the wall', () => {
  it('show an emergency to whoever answers for its ground, and late ones to theirs', async () => {
    const whole = await town.see('wallLists', supervisor.caller)
    expect([whole.urgent.total, whole.urgent.rows.map((row) => row.id)]).toEqual([1, [urgent.id]])
    expect(whole.late.map((row) => row.id).sort()).toEqual([urgent.id, far.id].sort())
    const here = await town.see('wallLists', officer.caller)
    expect([here.urgent.rows.map((row) => row.id), here.late.map((row) => row.id), here.home.id]).toEqual([[urgent.id], [urgent.id], officer.area])
    const there_ = await town.see('wallLists', stranger.caller)
    expect([there_.urgent.total, there_.late.map((row) => row.id)]).toEqual([0, [far.id]])
  })

  it('tell nothing to visitors, residents and administrators', async () => {
    for (const caller of [there.visitor(randomUUID()), there.who('systemAdmin').caller, there.who('auditAdmin').caller])
      for (const name of ['wallLists', 'forces', 'identityViews', 'nightNotices', 'recordCheck'] as const)
        expect([name, await town.ask(name, caller)]).toEqual([name, '403 not-yours'])
  })

  it('are absent, not empty, where the district has no such process', async () => {
    const call = { ...town.around(supervisor.caller), params: { district: there.ground.district.slug }, query: {}, body: {} }
    const none = { ...there.ground, process: () => undefined, processes: [] }
    const lists = WallLists.parse(await wallLists({ ...call, ground: none }))
    expect([lists.listed, lists.standing, lists.ladder]).toEqual([null, null, []])
  })
})

describe('the forces', () => {
  it('are those of the ground one looks at, and never a name', async () => {
    const whole = await town.see('forces', supervisor.caller)
    const here = await town.see('forces', officer.caller)
    expect(here.held).toBeGreaterThan(0)
    expect(here.held).toBeLessThan(whole.held)
    expect(whole.present + whole.absent).toBe(whole.held)
    expect(whole.posts.some((each) => each.post === 'systemAdmin')).toBe(false)
    const said = JSON.stringify(whole)
    expect([...there.ground.people.values()].filter((person) => said.includes(person.name))).toEqual([])
  })

  it('count one less while somebody is away, and say when a substitute stands in', async () => {
    const before = await town.see('forces', supervisor.caller)
    const now = there.house.now()
    const other = there.who('gridLeader')
    await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) =>
      tx.run('insert into absences (district_id, id, person_id, substitute_id, from_at, until_at, reason) values ($1, $2, $3, $4, $5, $6, $7)', [
        there.ground.district.id, randomUUID(), officer.person, other.person, new Date(now - 1000), new Date(now + 3_600_000), '培训',
      ]),
    ) // prettier-ignore
    const after = await town.see('forces', supervisor.caller)
    expect([after.present, after.absent, after.substitutes]).toEqual([before.present - 1, before.absent + 1, before.substitutes + 1])
    expect(after.held).toBe(before.held)
    // nobody is said to be at work: only whether these are office hours
    const hour = new Date(now + 8 * 3_600_000).getUTCHours()
    if (hour < 9 || hour >= 18) expect(after.isOffice).toBe(false)
  })
})

describe('a matter past its time', () => {
  it('says since when the promise is broken that still runs, however often its clock was wound again', async () => {
    const [row] = (await town.see('wallLists', stranger.caller)).late
    expect(row?.id).toBe(far.id)
    const past = pastOf({ due: row?.due ?? null, pastSince: row?.pastSince ?? null }, there.house.now())
    expect(past).not.toBe(null)
    expect(past).toBeLessThan(there.house.now() - 20 * 86_400_000)
  })
})

describe('the lines that are not crossed', () => {
  it('count a look at an identity by post and kind of reason, in the ground where it happened', async () => {
    const day = new Date(there.house.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) =>
      tx.run('insert into reveals (district_id, id, matter_id, person_id, post, reason, at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $7)', [
        there.ground.district.id, randomUUID(), urgent.id, supervisor.person, 'supervisor', '找不到地方，要打电话问', new Date(there.house.now()),
      ]),
    ) // prettier-ignore
    const views = await town.see('identityViews', supervisor.caller)
    expect([views.day, views.total]).toEqual([day, 1])
    expect(views.rows).toEqual([{ post: 'supervisor', label: { zh: '区督查岗', en: 'District supervisor' }, reason: { zh: '问清地点', en: 'To find the place' }, n: 1 }]) // prettier-ignore
    expect((await town.see('identityViews', stranger.caller)).total).toBe(0)
    expect((await town.see('centre', supervisor.caller)).lines.reveals.n).toBe(1)
  })

  it('say which checkpoint holds and recompute it', async () => {
    const check = await town.see('recordCheck', officer.caller)
    expect(check.checkpoints.every((each) => each.holds)).toBe(true)
  })
})

describe('the frozen sheet', () => {
  const placeOf = (id: number, name: { zh: string; en: string }) => ({ id, name, level: 1, parent: null, lon: null, lat: null, tile: null, open: 3, overdue: 1, emergency: 0 }) // prettier-ignore
  const frozen = async (who: Somebody) => {
    const [page, lists, forces] = await Promise.all([
      town.see('centre', who.caller),
      town.see('wallLists', who.caller),
      town.see('forces', who.caller),
    ])
    const places = page.townships.map((each) => ({
      ...placeOf(each.area.id, each.area.name),
      open: each.open,
      overdue: each.overdue,
      emergency: each.emergency,
    }))
    return { page, lists, forces, places: [{ ...placeOf(0, lists.home.name), open: page.open }, ...places] }
  }

  it('makes text of what a spreadsheet would run, and says when there are too few for a rate', async () => {
    const place = placeOf(1, { zh: '=SUM(A1)', en: '@evil, "quoted"' })
    const wall = { ...(await frozen(supervisor)), places: [place, place] }
    const csv = frozenCsv(wall)
    expect(csv).toContain("'=SUM(A1)：在办")
    expect(csv).toContain(`"'@evil, ""quoted"": open"`)
    expect(/(^|[\r\n,])[=@+]/.test(csv)).toBe(false)
    const rows = await sheetOf(wall, '分地方')
    expect(rows[1]?.[0]).toBe("'=SUM(A1)：在办")
    expect(rows[1]?.[6]).toBe("'=SUM(A1)")
    const rate = frozenRows({ ...wall, page: { ...wall.page, rates: { ...wall.page.rates, solved: { n: 3, of: 4 } } } }).find((row) => row.isRate)
    expect(rate && rateOf(rate).zh.trim()).toBe('样本不足 20')
    const none = frozenRows({ ...wall, page: { ...wall.page, rates: { ...wall.page.rates, solved: { n: 0, of: 0 } } } }).find((row) => row.isRate)
    expect(none && rateOf(none).zh.trim()).toBe('没有数据')
  })

  it('has a sheet for each panel with the numbers that the endpoints gave, whoever looks', async () => {
    for (const who of [supervisor, officer, stranger]) {
      const wall = await frozen(who)
      const { page, lists, forces } = wall
      const told = async (sheet: string) => new Map((await sheetOf(wall, sheet)).slice(1).map((row) => [row[0], [row[1], row[2] ?? null]]))
      const calls = await told('呼和应')
      expect(calls.get('应了：当天上报、已有岗位上的人动过')).toEqual([page.today.answered, page.today.called])
      expect(calls.get('现在在办')).toEqual([page.open, null])
      for (const each of page.sources) expect(calls.get(`来源：${each.label.zh}`)).toEqual([each.n, page.today.called])
      const rates = await told('居民说了算')
      expect(rates.get('30 天，说办好了')).toEqual([page.rates.solved.n, page.rates.solved.of])
      expect(rates.get('30 天，满意')).toEqual([page.rates.satisfied.n, page.rates.satisfied.of])
      expect(rates.get('30 天，时限内应了')).toEqual([page.rates.response.n, page.rates.response.of])
      expect(rates.get('30 天，办的人说好、居民说没好')).toEqual([page.rates.truth.n, page.rates.truth.of])
      const levels = await told('在哪一级办好')
      const settled = page.levels.reduce((sum, each) => sum + each.n, 0)
      for (const each of page.levels) expect(levels.get(`30 天，在哪一级办好：${each.label.zh}`)).toEqual([each.n, settled])
      for (const each of lists.ladder) expect(levels.get(`${each.title.zh}：超时`)).toEqual([each.late, each.open])
      const late = await told('紧急和超时')
      expect([late.get('现在在办的紧急事'), late.get('现在超时')]).toEqual([[lists.urgent.total, null], [page.overdue, page.open]]) // prettier-ignore
      expect((await told('挂牌督办')).get('挂牌督办：在办')).toEqual([lists.listed?.total, null])
      expect((await told('末尾议题')).get('末尾议题：在办')).toEqual([lists.standing?.total, null])
      const duty = await told('在册人手')
      expect(duty.get('没请假的/在册')).toEqual([forces.present, forces.held])
      for (const each of forces.posts) expect(duty.get(`没请假的/在册：${each.label.zh}`)).toEqual([each.present, each.held])
      const areas = await told('分地方')
      for (const each of wall.places.slice(1)) expect(areas.get(`${each.name.zh}：超时`)).toEqual([each.overdue, each.open])
      const named = (await sheetOf(wall, '紧急和超时·清单')).slice(1).map((row) => row[0])
      expect(named.sort()).toEqual([...new Set([...lists.urgent.rows, ...page.unanswered, ...lists.late].map((row) => row.number))].sort())
      const lines = await told('守得住的底线')
      expect(lines.get('看居民身份')).toEqual([page.lines.reveals.n, page.lines.reveals.of])
    }
  })

  it('says of every figure its formula, period, place, exclusions and instant, and of nobody the name', async () => {
    const wall = await frozen(officer)
    const at = instantOf(wall.page.at)
    for (const table of wallTables(wall).filter(({ head }) => head.includes('公式')))
      for (const row of table.rows) {
        expect([table.name, row.slice(4, 9).map((cell) => String(cell ?? '').length > 1)]).toEqual([table.name, [true, true, true, true, true]])
        expect(row[8]).toBe(at)
      }
    expect(wallTables(wall)[0]?.rows[0]?.[6]).toBe(there.ground.areas.get(officer.area ?? 0)?.name.zh)
    const said = JSON.stringify(wallTables(await frozen(supervisor)))
    expect([...there.ground.people.values()].filter((person) => said.includes(person.name))).toEqual([])
  })
})

type Frozen = Parameters<typeof wallTables>[0]
const sheetOf = async (wall: Frozen, name: string) => readSheet(Buffer.from(await frozenBook(wall)), name)

describe('the map', () => {
  const place = (id: number, lon: number, lat: number) => ({ id, name: { zh: `村${id}`, en: `Village ${id}` }, level: 2, parent: 1, lon, lat, tile: null, open: 0, overdue: 0, emergency: 0 }) // prettier-ignore
  it('lays out any number of places with no two on one tile, north above south and west before east', () => {
    for (let count = 1; count <= 40; count++) {
      const tiles = placed(Array.from({ length: count }, (_, n) => place(n, (n * 7) % 11, (n * 5) % 13)))
      expect(new Set(tiles.map((tile) => `${tile.x},${tile.y}`)).size).toBe(count)
    }
    const [north, south] = placed([place(1, 0, 10), place(2, 0, -10)]).map((tile) => tile.y)
    expect(north).toBeLessThanOrEqual(south ?? 0)
  })

  it('reaches every tile by arrows from every other', () => {
    const tiles = placed(Array.from({ length: 23 }, (_, n) => place(n, (n * 7) % 11, (n * 5) % 13)))
    const reached = new Set([tiles[0]])
    for (let round = 0; round < 40; round++)
      for (const tile of [...reached])
        for (const arrow of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
          const next = tile && towards(tiles, tile, arrow)
          if (next) reached.add(next)
        }
    expect(reached.size).toBe(23)
  })

  it('does not say the name of the area above again', () => {
    expect(nameLines('惜字阁村第1网格', '惜字阁村')).toEqual(['第1网格'])
    expect(nameLines('龙滩子街道', '大足区')).toEqual(['龙滩子街道'])
    expect(nameLines('Tangxiang Street', 'Dazu District')).toEqual(['Tangxiang'])
  })
})
