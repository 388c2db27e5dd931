// The search finds everything that was said, however long ago, nothing else, and nothing beyond the viewer's ground.
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeCursor } from '../../server/matters/see/asking.ts'
import { freshDistrict, townshipOf, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Town } from '../support/seed-matters.ts'
import { numberOf, openedAt, seedTexts } from '../support/seed-texts.ts'

const count = 32_000
let there: TestDistrict
let town: Town
let owner: Client
let supervisor: Somebody
let officer: Somebody
let grids: readonly number[]
let ids: readonly string[]

const daily = ['楼道里堆了旧家具走不过去', '垃圾桶满了没人收', '广场舞声音太大睡不着', '小区门口乱停车', '下水道返味儿']
const special: Readonly<Record<number, string>> = {
  [count - 1]: '老槐树压断了电线',
  [count - 2]: '长椅 TX-0417 的板条松了',
  [count - 3]: '长椅 ＴＸ－０４１８ 也松了',
  [count - 4]: "牌子上写着100%满意_其实\\'没人来😀😀",
  [count - 5]: '魑',
  40: '新来的魑魅在门口',
}
const said = (n: number): string => {
  const own = special[n]
  if (own !== undefined) return own
  const also = n % 3_300 === 7 ? '，墙皮掉下来了' : n % 330 === 5 ? '，井盖塌陷很危险' : n % 330 === 9 ? '，井盖没事，锅盖塌了，地面塌陷' : ''
  return `${daily[n % daily.length] ?? ''}${n % 33 === 0 ? '，路灯也不亮' : ''}${also}，请社区来${n % 4 === 0 ? '' : '，来'}看看`
}

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  owner = new Client({ connectionString: there.ownerUrl })
  await owner.connect()
  supervisor = there.who('supervisor')
  officer = there.who('gridOfficer')
  const ground = there.ground
  const home = townshipOf(ground, officer.area ?? 0)
  const others = [...ground.areas.values()].filter((area) => area.level === 3 && home && !ground.roster.covers(home.id, area.id))
  grids = [officer.area ?? 0, ...others.slice(0, 6).map((area) => area.id)]
  const like = await town.report({ category: [...ground.categories.keys()][0] ?? '', what: '第一件', area: officer.area ?? 0, phone: '13800001111' })
  await town.settle()
  ids = await seedTexts({ there, owner, like: like.id, count, areas: grids, said })
})
afterAll(async () => {
  await owner.end()
  await there.close()
})

/** What a plain look through all texts finds, past every policy. */
const plainly = async (words: string, also = ''): Promise<number> => {
  const sql = `select count(*)::int as n from matters m where district_id = $1 and lower(headline || ' ' || words || ' ' || number) like '%' || $2 || '%'${also}`
  const escaped = words.toLowerCase().replace(/[\\%_]/g, (letter) => `\\${letter}`)
  return z.array(z.object({ n: z.number() })).parse((await owner.query(sql, [there.ground.district.id, escaped])).rows)[0]?.n ?? -1
}
const ask = (q: string, who: Somebody = supervisor, also: Record<string, unknown> = {}) =>
  town.see('matters', who.caller, { query: { q, limit: 50, ...also } })
const everyPage = async (q: string, who: Somebody): Promise<string[]> => {
  const all: string[] = []
  let after: string | null | undefined
  do {
    const page = await ask(q, who, { limit: 37, ...(after ? { after } : {}) })
    all.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after)
  return all
}
const found = async (q: string, who: Somebody = supervisor) => (await ask(q, who)).rows.map((row) => row.id)

describe('a search over more texts than anybody reads', () => {
  it('finds a phrase said once, longer ago than the newest 20,000', async () => {
    expect(await found('老槐树压断了电线')).toEqual([ids[count - 1]])
    expect(await found('槐树')).toEqual([ids[count - 1]])
    expect((await ask('电线 槐树')).total).toBe(1)
  })

  it('counts words in three of a hundred, a thousand and ten thousand texts exactly as a plain look does', async () => {
    for (const words of ['路灯', '灯也不亮', '井盖塌陷', '井盖', '墙皮', '墙皮掉下来', '返味', '没有人说过这句'])
      expect([words, (await ask(words)).total]).toEqual([words, await plainly(words)])
    expect((await ask('路灯')).total).toBeGreaterThan(900)
    expect((await ask('井盖塌陷')).total).toBe(97)
  })

  it('counts up to ten thousand and then says ten thousand', async () => {
    expect(await ask('社区')).toMatchObject({ total: 10_000, more: true })
    expect(await ask('请社区')).toMatchObject({ total: 1_000, more: true })
    // 32,000 texts have all its pairs, a quarter of them the phrase
    expect(await plainly('区来看')).toBeGreaterThan(1_000)
    expect(await ask('区来看')).toMatchObject({ total: 1_000, more: true })
  })

  it('counts with a filter what the filter leaves', async () => {
    const area = there.ground.areas.get(grids[1] ?? 0)
    const inArea = ` and area_key between ${String(area?.key)} and ${String(area?.keyLast)}`
    for (const words of ['路灯', '灯也不亮']) expect((await ask(words, supervisor, { area: area?.id })).total).toBe(await plainly(words, inArea))
    expect((await ask('路灯', supervisor, { source: 'grid', phase: 'waiting' })).total).toBe(
      await plainly('路灯', ` and source = 'grid' and phase = 'waiting'`),
    )
    expect((await ask('路灯', supervisor, { source: 'resident' })).total).toBe(0)
    expect((await ask('路灯', supervisor, { overdue: '1' })).total).toBe(0)
    expect((await ask('路灯', supervisor, { thing: 'TX-0000' })).rows).toEqual([])
    const today = await ask('路灯', supervisor, { measure: 'source-grid', day: '2026-11-24' })
    expect(today.total).toBe(await plainly('路灯', ` and source = 'grid' and opened_at >= '2026-11-24T00:00:00+08:00'`))
    expect(today.total).toBeGreaterThan(0)
  })

  it('knows numbers, codes, small letters and wide ones, and single characters', async () => {
    expect(await found(numberOf(417))).toEqual([ids[417]])
    expect(await found(numberOf(count - 9).toLowerCase())).toEqual([ids[count - 9]])
    expect(await found('TX-0417')).toEqual([ids[count - 2]])
    expect(await found('长椅tx-0418')).toEqual([])
    expect(await found('长椅 tx-0418')).toEqual([ids[count - 3]])
    expect((await ask('-0417')).total).toBe(await plainly('-0417'))
    expect((await ask('路灯 2610-0000')).rows.map((row) => row.number)).toEqual([99, 66, 33, 0].map(numberOf).reverse())
    // a single character has no pair: it is looked for in the newest 20,000 texts
    expect(await found('魑')).toEqual([ids[40]])
    expect(await found('魑 魅')).toEqual([ids[40]])
  })

  it('gives every hit once, page after page, newest first', async () => {
    for (const [q, word] of [
      ['路灯', '路灯'],
      ['灯也不亮', '路灯'],
      ['井盖塌陷', '井盖塌陷'],
    ] as const) {
      const all = await everyPage(q, supervisor)
      expect(new Set(all).size, q).toBe(all.length)
      expect([...all].sort(), q).toEqual(ids.filter((_, n) => said(n).includes(word)).sort())
      const order = new Map(ids.map((id, n) => [id, openedAt(n)]))
      expect(
        all.every((id, at) => at === 0 || (order.get(all[at - 1] ?? '') ?? 0) >= (order.get(id) ?? 0)),
        q,
      ).toBe(true)
    }
  })

  it('turns pages on beyond the ten thousandth hit', async () => {
    const page = await ask('社区', supervisor, { after: writeCursor({ at: openedAt(count - 30), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }) })
    expect(page.rows.length).toBeGreaterThan(20)
    expect(page.next).toBeNull()
  })

  it('gives rows or sentences for whatever is typed', async () => {
    const typed = ['%', '_', "'", '\\', '\\\\', "''; drop table words; --", '%%', '__', "\\'", "'路灯':*", '路灯:*', '& | !', '<->', '()', '😀', '😀😀', '\u0000', '路\u0000灯', '\ud83d', 'a\ud83d\ude00', '$1', '{}', '路'.repeat(100), '路灯'.repeat(50), "'".repeat(100), '\\'.repeat(99), '😀'.repeat(50), 'İıﷺﬁ', '\t\n ', '\u202e\u200b'] // prettier-ignore
    for (const q of typed) {
      const answer = await town.ask('matters', supervisor.caller, { query: { q } })
      expect(typeof answer === 'string' ? answer : Array.isArray(answer.rows), q).toBe(true)
    }
    for (const q of ['100%满意', '意_其', "\\'没", '没人来😀😀']) expect([q, await found(q)]).toEqual([q, [ids[count - 4]]])
    for (const q of ['%满', '_其']) expect([q, (await ask(q)).total]).toEqual([q, await plainly(q)])
  })
})

describe('everybody', () => {
  it('finds in their own ground alone', async () => {
    const mine = ids.filter((_, n) => n % grids.length === 0 && said(n).includes('路灯'))
    expect((await ask('路灯', officer)).total).toBe(mine.length)
    expect(mine).toEqual(expect.arrayContaining(await found('路灯', officer)))
    const foreign = special[count - 1] ?? ''
    expect((count - 1) % grids.length).not.toBe(0)
    expect(await ask(foreign, officer)).toEqual({ rows: [], next: null, total: 0, more: false })
    expect((await ask(numberOf(7), officer)).rows).toHaveLength(1)
    expect((await ask(numberOf(8), officer)).rows).toHaveLength(0)
  })

  it('finds in a township what was said there: counted the same, with a filter and without, and every hit once', async () => {
    const { ground } = there
    const home = townshipOf(ground, grids[1] ?? 0)
    const dispatcher = there.who('dispatcher', home?.name.zh)
    const within = (n: number) => ground.roster.covers(home?.id ?? 0, grids[n % grids.length] ?? 0)
    const saying = (word: string) => ids.filter((_, n) => within(n) && said(n).includes(word))
    for (const word of ['路灯', '灯也不亮', '井盖塌陷', '井盖', '墙皮', '墙皮掉下来', '老槐树压断了电线', '没有人说过这句']) {
      expect([word, (await ask(word, dispatcher)).total]).toEqual([word, saying(word).length])
      expect((await everyPage(word, dispatcher)).sort(), word).toEqual(saying(word).sort())
    }
    expect(saying('路灯').length).toBeGreaterThan(100)
    expect((await ask('路灯', dispatcher, { source: 'grid' })).total).toBe(saying('路灯').length)
    expect((await ask('灯也不亮', dispatcher, { overdue: '1' })).total).toBe(0)
    // more than are gathered, and more than are counted
    expect(saying('社区').length).toBeGreaterThan(10_000)
    const many = await ask('社区', dispatcher)
    expect(many).toMatchObject({ total: 10_000, more: true })
    expect(Math.min(...many.rows.map((row) => row.openedAt))).toBe(openedAt(ids.indexOf(saying('社区')[49] ?? '')))
    for (const phrase of ['请社区', '区来看']) expect(await ask(phrase, dispatcher)).toMatchObject({ total: 1_000, more: true })
  })

  it('finds as a department what it was given, and no more', async () => {
    const unit = there.who('departmentOfficer')
    const given = [count - 1, 0, 33]
    const ofUnit = [there.ground.district.id, unit.organisation, given.map((n) => ids[n])]
    await owner.query('insert into involved (district_id, organisation_id, matter_id) select $1, $2, unnest($3::uuid[])', ofUnit)
    expect(await found('槐树', unit)).toEqual([ids[count - 1]])
    expect((await ask('路灯', unit)).total).toBe(2)
    expect((await ask('墙皮', unit)).total).toBe(0)
  })

  it('finds among the newest 20,000 where the database has no wide view', async () => {
    await owner.query('alter view words_wide rename to words_wide_away')
    try {
      expect(await found('老槐树压断了电线')).toEqual([])
      const newest = ids.filter((_, n) => n < 19_990 && said(n).includes('路灯')).length
      expect((await ask('路灯')).total).toBeGreaterThanOrEqual(newest)
      expect((await ask('路灯')).total).toBeLessThanOrEqual(newest + 1)
      expect((await ask('路灯', officer)).total).toBeGreaterThan(0)
    } finally {
      await owner.query('alter view words_wide_away rename to words_wide')
    }
  })
})

describe('the inbox', () => {
  // the oldest falls due last, so that what is rare lies at the very end of the list; three thousand are late already
  const dueAt = (n: number): number => there.house.now() + (n - 3000) * 1000
  const inbox = (q: string, more: Record<string, unknown> = {}, who: Somebody = supervisor) =>
    town.see('inbox', who.caller, { query: { q, list: 'area', limit: 50, ...more } })
  const allOf = async (q: string, more: Record<string, unknown> = {}, who: Somebody = supervisor): Promise<string[]> => {
    const all: string[] = []
    let after: string | null | undefined
    do {
      const page = await inbox(q, { ...more, ...(after ? { after } : {}) }, who)
      all.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after)
    return all
  }
  const saying = (word: string, upto = count) => ids.filter((_, n) => n < upto && said(n).includes(word))

  beforeAll(async () => {
    const columns = await owner.query(`select column_name as name from information_schema.columns where table_name = 'desk'`)
    const own = ['matter_id', 'area_id', 'area_key', 'opened_at', 'due_at']
    const same = z.array(z.object({ name: z.string() })).parse(columns.rows).flatMap(({ name }) => (own.includes(name) ? [] : [name])) // prettier-ignore
    const rows = JSON.stringify(ids.map((id, n) => ({ id, due: new Date(dueAt(n)).toISOString() })))
    await owner.query(
      `insert into desk (${own.join(', ')}, ${same.join(', ')}) select m.id, m.area_id, m.area_key, m.opened_at, r.due, ${same.map((name) => `d.${name}`).join(', ')}
        from jsonb_to_recordset($2::jsonb) as r(id uuid, due timestamptz) join matters m on m.district_id = $1 and m.id = r.id cross join (select * from desk where district_id = $1 limit 1) d`,
      [there.ground.district.id, rows],
    )
    await owner.query('vacuum analyze desk')
  })

  it('finds what lies further down than anybody reads', async () => {
    expect(await allOf('老槐树压断了电线')).toEqual([ids[count - 1]])
    expect(await allOf('电线 槐树')).toEqual([ids[count - 1]])
    expect(await allOf(numberOf(count - 9))).toEqual([ids[count - 9]])
    expect(await allOf('魅')).toEqual([ids[40]])
    expect(await allOf('没有人说过这句')).toEqual([])
  })

  it('gives every hit once, page after page, the earliest due first', async () => {
    for (const word of ['井盖塌陷', '墙皮', '路灯']) expect(await allOf(word, { limit: 37 }), word).toEqual(saying(word))
    // said in all: the pages come from the list itself
    const first = await inbox('社区', { limit: 37 })
    const second = await inbox('社区', { limit: 37, after: first.next ?? '' })
    expect([...first.rows, ...second.rows].map((row) => row.id).slice(-40)).toEqual(saying('社区').slice(34, 74))
  })

  it('looks within the list that is open, and counts the lists as they are', async () => {
    expect(await allOf('墙皮', { list: 'overdue' })).toEqual(saying('墙皮', 3001))
    expect(await allOf('槐树', { list: 'overdue' })).toEqual([])
    expect((await inbox('槐树')).counts).toEqual((await inbox('')).counts)
  })

  it('finds in the own ground alone', async () => {
    const mine = ids.filter((_, n) => n % grids.length === 0 && said(n).includes('井盖塌陷'))
    expect(await allOf('井盖塌陷', {}, officer)).toEqual(mine)
    expect(await allOf('老槐树压断了电线', {}, officer)).toEqual([])
  })

  it('finds among the twenty thousand that fall due first where the database has no wide view', async () => {
    await owner.query('alter view words_wide rename to words_wide_away')
    try {
      expect(await allOf('墙皮')).toEqual(expect.arrayContaining(saying('墙皮', 20_000)))
    } finally {
      await owner.query('alter view words_wide_away rename to words_wide')
    }
  })
})
